"""What words mean, read from the knowledge packs that are installed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roleplay_lite.knowledge.pack.pack import Pack

_SENSES = ("释义", "意思", "含义", "解释")
"""Attributes under which packs have a meaning, the usual one first."""
_MOST = 2


def senses_in(packs: Sequence[Pack]) -> Callable[[str], str]:
    """A word's meaning, by its exact name, in the first pack that has it; empty where none does. Two look-ups by key,
    well under a millisecond. Raises what reading a broken file raises, PackError."""

    def look_up(word: str) -> str:
        for pack in packs:
            for entity in pack.entities_named(word):
                told = {triple.value: triple.attribute for triple in pack.triples(entity.id)}
                found = [value for sense in _SENSES for value, attribute in told.items() if attribute == sense]
                if found:
                    return _joined(found[:_MOST])
        return ""

    return look_up


def _joined(found: Sequence[str]) -> str:
    """Several senses numbered, as dictionaries have them."""
    return found[0] if len(found) == 1 else " ".join(f"{at}.{value}" for at, value in enumerate(found, 1))
