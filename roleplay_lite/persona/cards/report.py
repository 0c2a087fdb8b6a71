"""What became of each part of a card or persona on its way: taken over, changed, or left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Fate = Literal["taken", "changed", "lost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One line of a report."""

    fate: Fate
    """`lost` is what the other side does not hold; the card or persona that it came from still does."""
    field: str
    """As the source names it."""
    message: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message}"


def taken(field: str, message: str) -> Note:
    """Something that arrived as it was."""
    return Note(fate="taken", field=field, message=message)


def changed(field: str, message: str) -> Note:
    """Something that arrived in another form."""
    return Note(fate="changed", field=field, message=message)


def lost(field: str, message: str) -> Note:
    """Something that did not arrive."""
    return Note(fate="lost", field=field, message=message)
