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
    2006).
    """

    def __init__(self, texts: Sequence[str], least: float) -> None:
        self._least = least
        self._runs = [_runs(text) for text in texts]
        self._common = Counter(run for own in self._runs for run in own)
        self._by_run: dict[str, list[int]] = {}
        for place, own in enumerate(self._runs):
            for run in self._telling(own):
                self._by_run.setdefault(run, []).append(place)

    def of(self, text: str) -> list[tuple[int, float]]:
        """The places of the texts that are like this one, in order, each with its likeness."""
        return self._like(_runs(text))

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """Each two of the texts that are alike, the later one first."""
        for place, own in enumerate(self._runs):
            yield from ((place, other, alike) for other, alike in self._like(own) if other < place)

    def _like(self, own: frozenset[str]) -> list[tuple[int, float]]:
        met = {place for run in self._telling(own) for place in self._by_run.get(run, ())}
        found = [(place, self._likeness(own, self._runs[place])) for place in met]
        return sorted((place, alike) for place, alike in found if alike >= self._least)

    def _telling(self, own: frozenset[str]) -> list[str]:
        """So many of the rarest that a text without any of them is not like this one."""
        shared = math.ceil(self._least / (2 - self._least) * len(own) - 1e-9)
        return sorted(own, key=lambda run: (self._common[run], run))[: len(own) - shared + 1]

    @staticmethod
    def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
        return 2 * len(one & other) / (len(one) + len(other))


def _runs(text: str) -> frozenset[str]:
    """A text of one letter is a run of its own, and so is one of none."""
    letters = bare(text)
    return runs(letters) or frozenset({letters})
