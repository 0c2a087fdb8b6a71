"""Frequent questions: how like one a line must be to be answered with its answer, learnt from lines of which is known
what they ask. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

PRECISION, SOME_PRECISION = 0.98, 0.8
"""Of what is answered directly, and of what the model is told, the share that must be right."""
LOWEST_SURE, LOWEST_SOME = 0.5, 0.3
"""Thresholds are set no lower, however well a few lines are told apart: others will come."""
LEAST = 20
"""Lines from which a threshold is worth setting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One line that was held against the questions."""

    score: float
    """Of the best question; 0 where none came."""
    right: bool
    """Whether that is what the line asks; False for every line that asks none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What came of it."""

    sure: float
    some: float
    precision: float
    """Of the direct answers over `sure`."""
    recall: float
    """Of the lines that ask a known question, those answered directly."""
    lines: int


def calibrated(tried: Sequence[Tried], *, precision: float = PRECISION, some: float = SOME_PRECISION) -> Thresholds:
    """The lowest thresholds at which so many answers are right, within reason. Raises ValueError for too few lines, or
    none right."""
    if len(tried) < LEAST or not any(one.right for one in tried):
        raise ValueError(
            f"{len(tried)} lines, {sum(one.right for one in tried)} of them of a known question, tell too little"
        )
    sure = max(LOWEST_SURE, _threshold(tried, precision))
    over = [one for one in tried if one.score >= sure]
    right = sum(one.right for one in over)
    return Thresholds(
        sure=sure,
        some=min(sure, max(LOWEST_SOME, _threshold(tried, some))),
        precision=right / len(over) if over else 0.0,
        recall=right / sum(one.right for one in tried),
        lines=len(tried),
    )


def _threshold(tried: Sequence[Tried], precision: float) -> float:
    """The lowest score from which on the share of right ones never falls under the precision."""
    best, right, count = 1.0, 0, 0
    ordered = sorted(tried, key=lambda one: -one.score)
    for at, one in enumerate(ordered):
        right, count = right + one.right, count + 1
        if at + 1 < len(ordered) and ordered[at + 1].score == one.score:
            continue
        if right / count >= precision:
            best = one.score
        elif one.score < best and right / count < precision - 0.1:
            break
    return round(max(0.0, best - 1e-9), 4) if best < 1 else 1.0
