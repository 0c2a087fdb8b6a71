"""A rule of a table: how a predicate is said, and what is kept of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.subjects import Subject
from roleplay_lite.memory.extract.words import bare


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One key and value that a predicate holds."""

    predicate: str
    object: str
    positive: bool = True
    confidence: float = 1.0
    subject: str = ""
    """Whom it is about, where that is not the clause's own subject."""
    fresh: bool = False
    """True where the words say that it is new (「搬到」)."""
    over: bool = False
    dated: bool = False
    """True where the time that the clause names is when it happens."""
    private: bool = False


Make = Callable[[re.Match[str], Mood, Subject], Iterator[Told]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one thing is said: a pattern that begins where the predicate does."""

    name: str
    predicate: str
    pattern: re.Pattern[str]
    confidence: float = 1.0
    denies: bool = True
    """False where its denial tells nothing (「我没去北京上班」)."""
    fresh: bool = False
    make: Make | None = None

    def read(self, mood: Mood, subject: Subject) -> Iterator[Told]:
        """What the predicate says; nothing where the rule does not read it."""
        if not mood.positive and not self.denies:
            return
        found = self.pattern.match(mood.core)
        if not found:
            return
        if self.make:
            yield from self.make(found, mood, subject)
            return
        value = bare(found["v"] if "v" in self.pattern.groupindex else found.group())
        value = re.sub("^的(?:就)?是", "", value)
        if value and "\x00" not in value and len(value) <= 30:
            yield Told(
                predicate=self.predicate,
                object=value,
                positive=mood.positive,
                confidence=self.confidence,
                fresh=self.fresh,
            )


def rule(
    name: str,
    predicate: str,
    pattern: str,
    confidence: float = 1.0,
    *,
    denies: bool = True,
    fresh: bool = False,
    make: Make | None = None,
) -> Rule:
    """A rule from its pattern's text."""
    return Rule(
        name=name,
        predicate=predicate,
        pattern=re.compile(pattern, re.IGNORECASE),
        confidence=confidence,
        denies=denies,
        fresh=fresh,
        make=make,
    )
