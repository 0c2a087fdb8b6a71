"""Which of many texts are nearly the same, without holding each against each."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from roleplay_lite.persona.likeness import bare, runs


class Alike:
    """Texts by their rarest two-character runs.

    Two texts of a likeness (Dice's, `persona.likeness`) of at least `least` share so many runs that they share one of
    the rarest few of each: only texts found by those are compared (prefix filtering; Chaudhuri, Ganti and Kaushik,
    2006), and of these only the ones that are about as long.
    """

    def __init__(self, texts: Sequence[str], least: float) -> None:
        self._least = least
        self._shared = least / (2 - least)
        """The share of a text's runs that another one like it has, too."""
        self._runs = [_runs(text) for text in texts]
        self._common = Counter(run for own in self._runs for run in own)
        self._telling = [self._rarest(own) for own in self._runs]
        self._by_run: dict[str, list[int]] = {}
        for place, telling in enumerate(self._telling):
            for run in telling:
                self._by_run.setdefault(run, []).append(place)

    def of(self, text: str) -> list[tuple[int, float]]:
        """The places of the texts that are like this one, in order, each with its likeness."""
        own = _runs(text)
        return self._like(own, {place for run in self._rarest(own) for place in self._by_run.get(run, ())})

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """Each two of the texts that are alike, the later one first."""
        for place, telling in enumerate(self._telling):
            met = {other for run in telling for other in self._by_run[run] if other < place}
            yield from ((place, other, alike) for other, alike in self._like(self._runs[place], met))

    def _like(self, own: frozenset[str], met: set[int]) -> list[tuple[int, float]]:
        fewest, most = self._shared * len(own) - _EPSILON, len(own) / self._shared + _EPSILON
        found = [(place, _dice(own, self._runs[place])) for place in met if fewest <= len(self._runs[place]) <= most]
        return sorted((place, alike) for place, alike in found if alike >= self._least)

    def _rarest(self, own: frozenset[str]) -> list[str]:
        """So many runs that a text without any of them is not like this one."""
        needed = math.ceil(self._shared * len(own) - _EPSILON)
        return sorted(own, key=lambda run: (self._common[run], run))[: len(own) - needed + 1]


_EPSILON = 1e-9


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _runs(text: str) -> frozenset[str]:
    """A text of one letter is a run of its own, and so is one of none."""
    letters = bare(text)
    return runs(letters) or frozenset({letters})
