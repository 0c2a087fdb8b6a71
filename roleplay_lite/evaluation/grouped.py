"""Figures of a suite whose groups are small: those of each group, and of all together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from roleplay_lite.evaluation.figures import figures_of
from roleplay_lite.evaluation.suite import Answered, Figure

ALL = "all"
"""The group of every group together."""


def grouped(
    answered: Sequence[Answered], scores: Callable[[Answered], Mapping[str, float]], order: Sequence[str]
) -> tuple[Figure, ...]:
    """The mean of each measure in each group, the groups in that order, and then in `ALL`."""
    known = {name: place for place, name in enumerate(order)}
    in_order = sorted(answered, key=lambda one: known.get(one.sample.group, len(known)))
    return (*figures_of(in_order, scores), *figures_of(in_order, scores, group=lambda _: ALL))
