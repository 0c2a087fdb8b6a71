"""What is remembered of a person, as values: what was read out of a line, and a row of the store."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from roleplay_lite.persona.facts import Polarity

SELF = "self"
"""The subject of what somebody tells of themselves. Any other subject is called as the person calls it without 「我」:
「女儿」, 「妈妈」, 「同事小李」, 「小白」."""

Cardinality = Literal["one", "many"]
Sensitivity = Literal["plain", "private"]
"""`private` is for nobody else's ears: 「别告诉别人」, illness, money."""
Act = Literal["state", "correct", "end", "retract"]


class MemoryKind(StrEnum):
    """What sort of thing it is."""

    FACT = "fact"
    PREFERENCE = "preference"
    RELATION = "relation"
    """Who somebody is to the person (「我有个哥哥」)."""
    PLAN = "plan"
    """What is to happen, with its day where it was said."""
    EVENT = "event"
    """What happened."""
    NOTE = "note"
    """What the person asked to have kept, word for word (「记住，钥匙在花盆底下」)."""
    SUMMARY = "summary"
    """Of one conversation, made in the idle time."""
    REFLECTION = "reflection"
    """What several memories come to, made in the idle time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """One thing that a line tells, before it is compared with what is known."""

    kind: MemoryKind
    subject: str = SELF
    predicate: str
    """A key of `predicates.py`, or a word of the person's own (「车牌号」)."""
    object: str
    """The value, without particles. Empty with `retract` or `end` where none is named (「我不养狗了」 names one)."""
    polarity: Polarity = "yes"
    cardinality: Cardinality = "many"
    act: Act = "state"
    """`state` it is so; `correct` what stood there was wrong or is over, and this is so (「不是…是…」, 「改成」,
    「我现在…」, 「搬到…了」); `end` it is over and nothing took its place; `retract` it never was so (「记错了」)."""
    said: str
    """The clause it was read from, word for word."""
    valid_from: float | None = None
    """Unix time from which it is so, where the line says one; None is the turn's own."""
    valid_to: float | None = None
    """Unix time at which it ended, where the line says so (「我以前住在西安」 ended before now)."""
    happens_from: float | None = None
    """Of a plan or an event: when, as far as it was said; the span's begin and end in Unix time."""
    happens_to: float | None = None
    confidence: float = 1.0
    importance: float = 0.5
    """0 to 1: how much it matters to the person (an allergy 1, a taste 0.4)."""
    sensitivity: Sensitivity = "plain"
    extractor: str = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryItem:
    """A row of the store. Nothing is overwritten: a row that is no longer so has `valid_to` and `superseded_by`, one
    that never was so has `retracted_at`."""

    id: int
    person: str
    persona: str
    kind: MemoryKind
    subject: str
    predicate: str
    object: str
    polarity: Polarity
    cardinality: Cardinality
    text: str
    """The whole, as a note tells it: 「对方的女儿上三年级」."""
    said: str
    valid_from: float
    valid_to: float | None
    happens_from: float | None
    happens_to: float | None
    recorded_at: float
    retracted_at: float | None
    superseded_by: int | None
    conflicts_with: int | None
    """A row that says otherwise, where it is not known which is right."""
    importance: float
    strength: float
    """Days after which it is half forgotten; each recall makes it grow."""
    last_recalled_at: float | None
    recall_count: int
    confidence: float
    sensitivity: Sensitivity
    source_turn: int | None
    extractor: str

    def true_at(self, time: float) -> bool:
        """Whether it was so at that Unix time, as far as is known today."""
        if self.retracted_at is not None or self.valid_from > time:
            return False
        return self.valid_to is None or time < self.valid_to
