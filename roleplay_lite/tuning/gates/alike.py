"""Which of many texts are nearly the same, without holding each against each."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from roleplay_lite.evaluation.judging.text import bare
from roleplay_lite.persona.check import likeness


class Alike:
    """Texts by their rarest two-character runs.

    Two texts of a likeness (Dice's, as in `persona.check`) of at least `least` share so many runs that they share one
    of the rarest few of each, when both put theirs in the same order: only texts found by those are compared (prefix
    filtering; Chaudhuri, Ganti and Kaushik, 2006).
    """

    def __init__(self, texts: Sequence[str], least: float) -> None:
        self._texts = texts
        self._least = least
        runs = [_runs(text) for text in texts]
        self._common = Counter(run for own in runs for run in own)
        self._by_run: dict[str, list[int]] = {}
        for place, own in enumerate(runs):
            for run in self._telling(own):
                self._by_run.setdefault(run, []).append(place)

    def of(self, text: str) -> Iterator[tuple[int, float]]:
        """The places of the texts that are like this one, in order, each with its likeness."""
        met = {place for run in self._telling(_runs(text)) for place in self._by_run.get(run, ())}
        for place in sorted(met):
            if (alike := likeness(text, self._texts[place])) >= self._least:
                yield place, alike

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """Each two of the texts that are alike, the later one first."""
        for place, text in enumerate(self._texts):
            for other, alike in self.of(text):
                if other < place:
                    yield place, other, alike

    def _telling(self, runs: set[str]) -> list[str]:
        """So many of the rarest runs that a text without any of them is not like this one."""
        ordered = sorted(runs, key=lambda run: (self._common[run], run))
        shared = math.ceil(self._least / (2 - self._least) * len(ordered) - 1e-9)
        return ordered[: len(ordered) - shared + 1]


def _runs(text: str) -> set[str]:
    """A text of one letter is a run of its own, and so is one of none."""
    letters = bare(text).lower()
    return {letters[place : place + 2] for place in range(len(letters) - 1)} or {letters}
