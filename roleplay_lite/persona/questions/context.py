"""What the readers of questions ask of each other: whom a clause is about."""

from __future__ import annotations

from collections.abc import Callable

from roleplay_lite.persona.persona import Persona

Before = tuple[tuple[str, str], ...]
Whom = Callable[[Persona, Before], str]
"""Whom a clause without a subject is about; empty when nobody of the persona's."""
Resolve = Callable[[Persona, str, Before], list[tuple[str, str]]]
"""A plain clause to (owner, what follows the subject), likeliest first; nothing when it names nobody."""
