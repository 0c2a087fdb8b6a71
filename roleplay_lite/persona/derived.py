"""What follows from a persona's facts: a birthday gives the age of today, a sign and an animal, a home that one has
been there. Pure; each fact that is derived names its rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roleplay_lite.persona.facts import Fact
from roleplay_lite.persona.persona import Persona


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A fact that follows, and from what."""

    fact: Fact
    rule: str
    """As in `birthday->age`."""
    premises: tuple[Fact, ...]


def derived_facts(persona: Persona, today: date) -> tuple[Derived, ...]:
    """All that follows from the facts, none that a written fact already says."""
    raise NotImplementedError
