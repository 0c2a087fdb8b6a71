"""The deck's table, with our runs in the rows below each of its own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from roleplay_lite.evaluation.reporting.cells import NOTHING, points, share
from roleplay_lite.evaluation.reporting.run_report import RunReport
from roleplay_lite.evaluation.statistics import sign_test
from roleplay_lite.evaluation.suite import Cell, Figure, Table

SETTINGS = ("Baseline", "P209-top1", "P209-top3", "P4-top1")
KINDS = ("knowledge", "persona", "chat")
ORDER = ("P209-top3", "P209-top1", "P4-top1", "Baseline")
"""Of the deck's salience, the highest first, on every kind of question."""
DECK = "deck"

SALIENCE: Mapping[str, tuple[float, float, float]] = {
    "Baseline": (0.2286, 0.1805, 0.1525),
    "P209-top1": (0.3131, 0.3082, 0.5096),
    "P209-top3": (0.3554, 0.3458, 0.6072),
    "P4-top1": (0.2342, 0.2067, 0.2350),
}
"""The deck's hit@10 on knowledge, persona and chat."""
ANSWERS: Mapping[str, tuple[float, float, float]] = {
    "Baseline": (0.7989, 0.9699, 0.4796),
    "P209-top1": (0.8057, 0.9361, 0.461),
    "P209-top3": (0.7851, 0.9173, 0.441),
    "P4-top1": (0.816, 0.9699, 0.4811),
}
"""The deck's accuracy on knowledge and persona questions, and the coherence of its conversations."""

_COLUMNS = (
    ("salience", "knowledge", "salience@10"),
    ("salience", "persona", "salience@10"),
    ("salience", "chat", "salience@10"),
    ("accuracy", "knowledge", "accuracy"),
    ("accuracy", "persona", "accuracy"),
    ("coherence", "coherence", "smooth"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How the settings come out by salience in one kind of question of one run."""

    kind: str
    figures: tuple[Figure, ...]
    """The highest first; settings that are equal stand in the deck's order."""
    unsure: tuple[tuple[str, str], ...]
    """Neighbours whose difference is within the error."""

    @property
    def shown(self) -> bool:
        """Whether it is the deck's order."""
        falls = all(one.value > other.value for one, other in pairwise(self.figures))
        return falls and tuple(one.group for one in self.figures) == ORDER

    def sentence(self) -> str:
        """The order with its figures."""
        text = f"{self.figures[0].group} {share(self.figures[0].value)}"
        for above, one in pairwise(self.figures):
            text += f" {'>' if above.value > one.value else '='} {one.group} {share(one.value)}"
        unsure = ", ".join(f"{one} and {other}" for one, other in self.unsure)
        verdict = "the deck's order" if self.shown else "not the deck's order"
        return f"{self.kind}: {text}: {verdict}" + (f"; within the error: {unsure}" if unsure else "")


def deck_table(runs: Sequence[RunReport]) -> Table:
    """The deck's rows, and below each the same of every run."""
    rows: list[tuple[Cell, ...]] = []
    for setting in SETTINGS:
        quoted = (f"{100 * value:.2f} %" for value in (*SALIENCE[setting], *ANSWERS[setting]))
        rows.append((setting, DECK, *quoted))
        rows += [("", label, *_row(run, setting)) for run, label in zip(runs, labels(runs), strict=True)]
    heads = [f"{head} {kind}" if kind != head else head for head, kind, _ in _COLUMNS]
    return Table(
        title="salience (hit@10), accuracy and coherence by setting",
        columns=("setting", "of", *heads),
        rows=tuple(rows),
        note=f"{NOTHING}: not measured. Coherence: the share of turns in which the judge finds no fault.",
    )


def control_table(runs: Sequence[RunReport]) -> Table:
    """Salience with what blind chance would reach, and with the same replies held to another character's traits."""
    rows = [
        (setting, kind, label, *_controls(run, kind, setting))
        for run, label in zip(runs, labels(runs), strict=True)
        for kind in KINDS
        for setting in SETTINGS
        if run.value(kind, "salience@10", setting)
    ]
    columns = (
        "setting",
        "questions",
        "of",
        "salience@10",
        "chance",
        "mismatched",
        "over it",
        "over Baseline",
        "replies",
    )
    return Table(
        title="salience beside its controls",
        columns=columns,
        rows=tuple(rows),
        note="Mismatched: the same replies held to another character's traits. Over it, and over Baseline: in points.",
    )


def orders(run: RunReport) -> tuple[Order, ...]:
    """The order of the settings in each kind of question that has all of them."""
    found = []
    for kind in KINDS:
        figures = [run.value(kind, "salience@10", setting) for setting in ORDER]
        known = [one for one in figures if one and math.isfinite(one.value)]
        if len(known) == len(ORDER):
            ranked = tuple(sorted(known, key=lambda one: -one.value))
            unsure = tuple(
                (one.group, other.group) for one, other in pairwise(ranked) if _unsure(run, kind, one, other)
            )
            found.append(Order(kind=kind, figures=ranked, unsure=unsure))
    return tuple(found)


def labels(runs: Sequence[RunReport]) -> list[str]:
    """What the runs are called in a table: by model, and by name where two have the same."""
    models = [run.model for run in runs]
    return [run.model if models.count(run.model) == 1 else run.name for run in runs]


def _row(run: RunReport, setting: str) -> Iterator[Cell]:
    for _, suite, measure in _COLUMNS:
        figure = run.value(suite, measure, setting)
        yield figure.value if figure else NOTHING


def _controls(run: RunReport, kind: str, setting: str) -> tuple[Cell, ...]:
    hit, chance, other = (run.value(kind, f"{name}@10", setting) for name in ("salience", "chance", "mismatch"))
    values = [one.value if one else NOTHING for one in (hit, chance, other)]
    bare = run.value(kind, "salience@10", SETTINGS[0]) if setting != SETTINGS[0] else None
    over = [points(hit.value - one.value) if hit and one else NOTHING for one in (other, bare)]
    return (*values, *over, hit.count if hit else 0)


def _unsure(run: RunReport, kind: str, one: Figure, other: Figure) -> bool:
    """By a sign test over what both settings were asked; by the intervals where single samples are not held."""
    asked: dict[str, dict[str, float]] = {one.group: {}, other.group: {}}
    for sample in run.samples:
        if sample.suite == kind and sample.group in asked and sample.pair and "salience@10" in sample.scores:
            asked[sample.group][sample.pair] = sample.scores["salience@10"]
    first, second = asked.values()
    both = first.keys() & second.keys()
    if not both:
        return one.low <= other.high and other.low <= one.high
    wins = sum(first[pair] > second[pair] for pair in both)
    losses = sum(first[pair] < second[pair] for pair in both)
    return sign_test(wins, losses) >= 0.05
