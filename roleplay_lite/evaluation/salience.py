"""Salience: whether a reply alone shows the traits of who gave it.

By the definition of the deck: the given traits meet the top N that a classifier reads out of the reply. Beside it stand
what blind chance would reach, and the same replies held to another character's traits: a reply that merely sounds like
somebody meets those as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import comb
from typing import TYPE_CHECKING

from roleplay_lite.evaluation.suite import Answered

if TYPE_CHECKING:
    from roleplay_lite.evaluation.scorer import TraitScorer

TOPS = (10, 30)
LABELS = 209


def chance(traits: int, top: int, labels: int = LABELS) -> float:
    """How often so many traits meet a top that is drawn blindly: one less the share of draws that miss them all."""
    return 1 - comb(labels - traits, top) / comb(labels, top)


def salience(reply: str, traits: Sequence[str], other: Sequence[str]) -> dict[str, float]:
    """Whether the reply meets these traits, and the other character's; nothing for an empty reply's own words, which
    show no trait."""
    ranked = _ranking(reply) if reply.strip() else ()
    found: dict[str, float] = {}
    for top in TOPS:
        read = set(ranked[:top])
        found[f"salience@{top}"] = float(not read.isdisjoint(traits))
        found[f"mismatch@{top}"] = float(not read.isdisjoint(other))
    return found


def of_answer(answered: Answered) -> dict[str, float]:
    """The same for the last reply of a sample that carries its `traits` and `other`."""
    data: Mapping[str, Sequence[str]] = answered.sample.data
    return salience(answered.last.text, data["traits"], data["other"])


def met(reply: str, traits: Sequence[str], top: int = TOPS[0]) -> tuple[str, ...]:
    """Which of these traits are in the top of what is read out of the reply."""
    read = set(_ranking(reply)[:top]) if reply.strip() else set()
    return tuple(trait for trait in traits if trait in read)


def require_scorer() -> None:
    """Load what reads traits, so that a run of half an hour does not end in its absence. Raises EngineMissing."""
    _ranking("你好")


@lru_cache(maxsize=1)
def _scorer() -> TraitScorer:
    from roleplay_lite.evaluation.scorer import TraitScorer

    return TraitScorer.load()


@lru_cache(maxsize=8192)
def _ranking(reply: str) -> tuple[str, ...]:
    return tuple(label for label, _ in _scorer().rank(reply)[: max(TOPS)])
