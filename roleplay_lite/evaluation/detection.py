"""How well something that raises flags finds what it is to find: precision, recall and F1. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from roleplay_lite.evaluation.statistics import wilson
from roleplay_lite.evaluation.suite import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """What came of things that are so and of things that are not."""

    hits: int
    """Flagged, and rightly."""
    misses: int
    false: int
    """Flagged, and wrongly."""
    quiet: int
    """Left alone, and rightly."""

    @property
    def precision(self) -> float:
        """NaN where nothing was flagged."""
        return _share(self.hits, self.hits + self.false)

    @property
    def recall(self) -> float:
        """NaN where there was nothing to find."""
        return _share(self.hits, self.hits + self.misses)

    @property
    def f1(self) -> float:
        return _share(2 * self.hits, 2 * self.hits + self.false + self.misses)

    @property
    def left_alone(self) -> float:
        """Of what was not to be flagged, the share that was not."""
        return _share(self.quiet, self.quiet + self.false)

    def figures(self, group: str, prefix: str = "") -> tuple[Figure, ...]:
        """Precision, recall and F1 as figures of a group; those that nothing bears on are left out."""
        flagged, wrong = self.hits + self.false, self.hits + self.misses
        shares = (("precision", self.hits, flagged), ("recall", self.hits, wrong))
        made = [
            Figure(name=prefix + name, group=group, value=hits / of, count=of, low=wilson(hits, of)[0],
                   high=wilson(hits, of)[1])
            for name, hits, of in shares
            if of
        ]  # fmt: skip
        count = wrong + self.false + self.quiet
        if not math.isnan(self.f1):
            made.append(Figure(name=f"{prefix}F1", group=group, value=self.f1, count=count))
        return tuple(made)


def detection(judged: Iterable[tuple[bool, bool]]) -> Detection:
    """Of pairs (is so, was flagged)."""
    pairs = list(judged)
    return Detection(
        hits=pairs.count((True, True)),
        misses=pairs.count((True, False)),
        false=pairs.count((False, True)),
        quiet=pairs.count((False, False)),
    )


def _share(part: int, of: int) -> float:
    return part / of if of else math.nan
