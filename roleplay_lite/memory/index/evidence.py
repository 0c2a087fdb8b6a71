"""Whether a memory answers a question, 0 to 1: about whom, under which key, and what else of it the memory has."""

from __future__ import annotations

from dataclasses import dataclass

from roleplay_lite.memory.index.asked import Asked
from roleplay_lite.memory.index.asked_keys import NEAR
from roleplay_lite.memory.index.cover import Held, cover, held
from roleplay_lite.memory.item import SELF, MemoryItem, MemoryKind
from roleplay_lite.memory.predicates import PREDICATES
from roleplay_lite.persona.kinship import same_relation

FREE = frozenset({MemoryKind.NOTE, MemoryKind.EVENT, MemoryKind.PLAN, MemoryKind.SUMMARY, MemoryKind.REFLECTION})
"""Kinds whose words tell more than their key does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How a memory stands to a question."""

    subject: float
    """1 the same, 0.5 it names them, 0 unknown, -1 another."""
    key: float
    """1 asked for, 0.5 one that may hold the same, 0 unknown, -1 another."""
    rest: float
    """The share of what else is looked for."""
    amount: float
    """How much else is looked for."""
    whole: float
    """The share of all that is looked for."""
    cosine: float

    @property
    def score(self) -> float:
        """0 to 1."""
        if self.subject < 0 and self.key < 1:
            return 0.3 * self.whole
        if self.key == 1:
            base = 0.85 if self.subject > 0 else 0.7 if self.subject == 0 else 0.2
            return base * (0.45 + 0.55 * self.rest) if self.amount else base
        if self.amount < 1:
            return 0.4 if self.key == 0.5 else 0.3 * self.whole
        reach = min(1.0, 0.5 + 0.25 * self.amount)
        return max(
            0.0, reach * (0.75 * self.rest + 0.2 * max(self.key, 0) + 0.1 * max(self.cosine, 0)) - 0.1 * (self.key < 0)
        )


def evidence(question: Asked, item: MemoryItem, cosine: float = 0.0) -> Evidence:
    """Compare the two."""
    has = held(f"{item.text}\n{item.said}")
    rest, amount = cover(question.rest, question.rest_terms, has)
    whole, _ = cover(question.whole, question.terms, has)
    return Evidence(
        subject=_subject(question, item, has),
        key=_key(question, item),
        rest=rest,
        amount=amount,
        whole=whole,
        cosine=cosine,
    )


def _subject(question: Asked, item: MemoryItem, has: Held) -> float:
    if item.subject in question.subjects or any(same_relation(item.subject, one) for one in question.subjects):
        return 1.0
    if item.subject != SELF and item.subject in question.text:
        return 1.0
    if not question.subjects:
        return 0.0
    others = [one for one in question.subjects if one != SELF]
    if any(one[:2] in has.pairs or (len(one) == 1 and one in has.signs) for one in others):
        return 0.5
    return 0.0 if not others and item.kind == MemoryKind.RELATION else -1.0


def _key(question: Asked, item: MemoryItem) -> float:
    if not question.predicates:
        return 0.0
    if item.predicate in question.predicates:
        return 1.0
    if any(item.predicate in NEAR.get(key, ()) for key in question.predicates):
        return 0.5
    return 0.0 if item.kind in FREE or item.predicate not in PREDICATES else -1.0
