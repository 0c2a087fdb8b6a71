"""Whether what a memory brought back is what was asked for.

It is a hit when its text holds an accepted value, or when the clause that it was read from does and stands in a line
that tells it. Of an update the first that is so now must hold the new value and no old one; where it is over and
nothing took its place, it is right to bring back that it was so once, and nothing that says it is so now. Lines that
were misheard are compared by their sound.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from roleplay_lite.evaluation.homophones import syllables
from roleplay_lite.evaluation.judging import text as words
from roleplay_lite.evaluation.recall_set import Question

Holds = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Something that came back, in the order of recall."""

    text: str
    """As it is handed to the character."""
    said: str
    """The words that it was read from."""
    place: int
    """Of the line that told it, in the household."""
    person: str
    """Whose line that was."""
    over: bool
    """It is no longer so."""


def holds(text: str, value: str) -> bool:
    """Whether the value stands in the text; an English word from its begin on (「walnut」 is in 「walnuts」)."""
    if words.has_han(value):
        return words.holds(text, value)
    plain, sought = (unicodedata.normalize("NFKC", one).casefold() for one in (text, value))
    return bool(re.search(rf"(?<![a-z0-9]){re.escape(sought)}(?![0-9])", plain))


def hit(came: Came, question: Question, holding: Holds = holds) -> bool:
    """Whether this one tells what was asked for."""
    return in_words(came, question, holding) or (
        came.place in question.gold and any(holding(came.said, value) for value in question.any)
    )


def in_words(came: Came, question: Question, holding: Holds = holds) -> bool:
    """Whether its own text does."""
    return any(holding(came.text, value) for value in question.any)


def hit_at(found: Sequence[Came], question: Question, k: int, holding: Holds = holds) -> bool:
    """Whether one of the first `k` does."""
    return any(hit(came, question, holding) for came in found[:k])


def current(found: Sequence[Came], question: Question, holding: Holds = holds) -> bool:
    """Of an update: whether what is so now is brought back as such."""
    first = next((came for came in found if not came.over), None)
    if first and hit(first, question, holding) and not _old(first, question, holding):
        return True
    if not question.over:
        return False
    once = [came for came in found if came.over and (_old(came, question, holding) or hit(came, question, holding))]
    return bool(once) and not any(_old(came, question, holding) for came in found if not came.over)


def _old(came: Came, question: Question, holding: Holds) -> bool:
    return any(holding(came.text, value) for value in question.never)


def sounds(text: str, value: str) -> bool:
    """Whether the value stands in the text by its sound; what is not Mandarin as it is written."""
    if not words.has_han(value):
        return holds(text, value)
    return " ".join(("", *syllables(value), "")) in " ".join(("", *syllables(text), ""))
