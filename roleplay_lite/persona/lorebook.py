"""A world's entries and when each is called for: the lorebook of character cards, native to persona files too.

Source: kwaroran/character-card-spec-v3 `SPEC_V3.md`, and SillyTavern's answers where the specification is silent.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LoreEntry:
    """One thing to know, and the words that bring it up."""

    keys: tuple[str, ...]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lorebook:
    """Entries, in the order of their file."""

    entries: tuple[LoreEntry, ...] = ()
