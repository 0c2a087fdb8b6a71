"""What a document is read as. Values; standard library only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageItem:
    """A few sentences."""

    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaqItem:
    """A question with its answer."""

    question: str
    answer: str
    paraphrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactItem:
    """A property of a thing."""

    entity: str
    attribute: str
    value: str


Item = PassageItem | FaqItem | FactItem

Moved = Callable[[int, int], None]
"""Told how many bytes (of a pdf: pages) of how many were read."""

LONGEST_QUESTION, LONGEST_ANSWER = 500, 4000
"""Signs; a longer one is a mistake in the file, such as a quotation mark that is never closed."""


def nothing_moved(done: int, whole: int) -> None:
    """For whom does not show it."""
