"""What was aimed at with the larger of the small models, and what a run reaches of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from roleplay_lite.evaluation.reporting.cells import NOTHING, points, share
from roleplay_lite.evaluation.reporting.deck import SETTINGS, labels
from roleplay_lite.evaluation.reporting.run_report import RunReport
from roleplay_lite.evaluation.suite import Table

TOLD = "P209-top3"
BEST = "P209-top3, best of 4"


def aims_table(runs: Sequence[RunReport]) -> Table:
    """Each aim, and of every run its figure with `reached` or `missed`."""
    rows = [(aim, *(_verdict(*measure(run)) for run in runs)) for aim, measure in AIMS.items()]
    return Table(title="aims", columns=("aim", *labels(runs)), rows=tuple(rows), note=f"{NOTHING}: not measured.")


def _over_baseline(run: RunReport, group: str = TOLD) -> tuple[str, float]:
    return _points(_value(run, "chat", "salience@10", group) - _value(run, "chat", "salience@10", SETTINGS[0]), 0.25)


def _over_mismatched(run: RunReport, group: str = TOLD) -> tuple[str, float]:
    return _points(_value(run, "chat", "salience@10", group) - _value(run, "chat", "mismatch@10", group), 0.25)


def _persona(run: RunReport) -> tuple[str, float]:
    known = [value for s in SETTINGS if math.isfinite(value := _value(run, "persona", "accuracy", s))]
    least = min(known, default=math.nan)
    return share(least), least - 0.97


def _shipped(run: RunReport) -> tuple[str, float]:
    value = _value(run, "persona", "accuracy", "shipped")
    return share(value), value - 0.97


def _coherence(run: RunReport) -> tuple[str, float]:
    return _points(_value(run, "coherence", "smooth", TOLD) - _value(run, "coherence", "smooth", SETTINGS[0]), -0.02)


AIMS: Mapping[str, Callable[[RunReport], tuple[str, float]]] = {
    f"chat: salience of {TOLD} at least 25 points over Baseline": _over_baseline,
    f"chat: salience of {TOLD} at least 25 points over mismatched traits": _over_mismatched,
    "chat: the same over Baseline with the best of four drafts": partial(_over_baseline, group=BEST),
    "chat: the same over mismatched traits with the best of four drafts": partial(_over_mismatched, group=BEST),
    "persona: accuracy at least 97 % in every setting (the lowest)": _persona,
    "persona: accuracy at least 97 % of the characters that come with the package": _shipped,
    f"coherence: {TOLD} at most 2 points below Baseline": _coherence,
}
"""What to reach, and how a run is held to it: its figure in words, and by how much it is above the mark."""


def _points(value: float, mark: float) -> tuple[str, float]:
    return points(value), value - mark


def _value(run: RunReport, suite: str, measure: str, group: str) -> float:
    figure = run.value(suite, measure, group)
    return figure.value if figure else math.nan


def _verdict(text: str, above: float) -> str:
    # Shares of counts: what is a hair below the mark is on it.
    return NOTHING if math.isnan(above) else f"{text}, {'reached' if above >= -1e-9 else 'missed'}"
