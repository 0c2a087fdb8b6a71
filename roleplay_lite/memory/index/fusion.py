"""Several rankings as one, and what time and use make of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

K = 10
"""Reciprocal rank fusion's constant (Cormack et al., 2009, use 60, for long lists): how little the first places
differ."""
_DAY = 86400.0
GROWTH = 1.5
"""What each recall makes of a memory's strength."""
LONGEST_DAYS = 3650.0


def fused(rankings: Iterable[tuple[float, Sequence[int]]], *, k: int = K) -> dict[int, float]:
    """Each id's sum of weight / (k + place) over weighted rankings, places from 1. To stand higher in one ranking, or
    in one more, never makes the sum smaller."""
    sums: dict[int, float] = {}
    for weight, ids in rankings:
        for place, one in enumerate(dict.fromkeys(ids), 1):
            sums[one] = sums.get(one, 0.0) + weight / (k + place)
    return sums


def with_neighbours(sums: Mapping[int, float], beside: Mapping[int, Iterable[int]], share: float) -> dict[int, float]:
    """Rows beside a found one join with a share of its sum; what was found keeps its own where that is more."""
    joined = dict(sums)
    for one, value in sums.items():
        for other in beside.get(one, ()):
            joined[other] = max(joined.get(other, 0.0), share * value)
    return joined


def retention(age_seconds: float, strength_days: float) -> float:
    """0 to 1: what is left of a memory that was last made or recalled so long ago; half after `strength_days`. It falls
    with age and rises with strength; a clock that went back makes nothing older than new."""
    days = max(0.0, age_seconds) / _DAY
    return float(0.5 ** (days / max(strength_days, 1e-3)))


def strengthened(strength_days: float) -> float:
    """The strength after one more recall."""
    return min(max(strength_days, 1e-3) * GROWTH, max(LONGEST_DAYS, strength_days))
