"""Shares and what can be said of them: intervals, the sign test, agreement. Pure; standard library only."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence

Z = 1.96
"""Of a 95 % interval."""


def wilson(hits: float, of: int) -> tuple[float, float]:
    """The 95 % score interval of a share (E. B. Wilson, 1927); all of 0 to 1 where nothing was counted."""
    if not of:
        return 0.0, 1.0
    share, square = hits / of, Z * Z
    middle = share + square / (2 * of)
    spread = Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    scale = 1 + square / of
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def sign_test(wins: int, losses: int) -> float:
    """The two-sided p of so uneven a split or a more uneven one, were either side as likely (ties are left out); 1
    where there is nothing to split."""
    of = wins + losses
    # In whole numbers, each term from the one before: 2**-of is no float any more from of = 1075 on.
    term = tail = 1
    for k in range(min(wins, losses)):
        term = term * (of - k) // (k + 1)
        tail += term
    return min(1.0, 2 * tail / 2**of) if of else 1.0


def kappa(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Cohen's κ (1960) of two readers over the same items: 1 agree in all, 0 no more than by chance; NaN without items
    or where both always say one and the same."""
    if len(one) != len(other):
        raise ValueError("both readers judge the same items")
    count = len(one)
    if not count:
        return math.nan
    agreed = sum(a == b for a, b in zip(one, other, strict=True)) / count
    first, second = Counter(one), Counter(other)
    chance = sum(first[label] * second[label] for label in first) / count**2
    return (agreed - chance) / (1 - chance) if chance < 1 else math.nan


def mean(values: Sequence[float]) -> float:
    """NaN of nothing."""
    return sum(values) / len(values) if values else math.nan
