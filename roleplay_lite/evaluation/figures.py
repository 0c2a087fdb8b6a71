"""Figures as plain means of scores, by group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from roleplay_lite.evaluation.statistics import mean, wilson
from roleplay_lite.evaluation.suite import Answered, Figure

T = TypeVar("T")


def figures_of(
    answered: Sequence[Answered],
    scores: Callable[[Answered], Mapping[str, float]],
    *,
    group: Callable[[Answered], str] = lambda one: one.sample.group,
    units: Mapping[str, str] | None = None,
) -> tuple[Figure, ...]:
    """The mean of each measure in each group, groups and measures in the order in which they come up.

    Measures with a unit in `units` are means; all others are shares from 0 to 1, with a 95 % interval.
    """
    units = units or {}
    found: dict[str, dict[str, list[float]]] = {}
    for one in answered:
        for name, value in scores(one).items():
            found.setdefault(group(one), {}).setdefault(name, []).append(value)
    return tuple(
        figure(name, label, values, unit=units.get(name, ""))
        for label, measures in found.items()
        for name, values in measures.items()
    )


def figure(name: str, group: str, values: Sequence[float], *, unit: str = "") -> Figure:
    """The mean of the values; a share without a unit."""
    low, high = (0.0, 0.0) if unit else wilson(sum(values), len(values))
    return Figure(name=name, group=group, value=mean(values), count=len(values), low=low, high=high, unit=unit)


def spread(items: Sequence[T], count: int) -> list[T]:
    """So many of them, spread evenly, in order; all of them for 0 or too many."""
    if not 0 < count < len(items):
        return list(items)
    return [items[index * len(items) // count] for index in range(count)]
