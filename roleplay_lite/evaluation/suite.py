"""What is measured, as values: samples, what was answered to them, and the figures that come of it.

A suite gives samples, has each answered, and scores the answers. Only answers are stored (`run_store.py`): scores are
pure functions of them, so a better judge re-reads an old run without asking a model again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from roleplay_lite.evaluation.host import Host


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run asks; the same plan gives the same samples in the same order."""

    suites: tuple[str, ...]
    persona: str = ""
    """A name or file of the one character to ask; empty leaves each suite its own."""
    seed: int = 1
    limit: int = 0
    """At most so many samples of each group of a suite, spread evenly; 0 is each suite's own number."""
    quick: bool = False
    """A first look: each suite's own small number."""
    data: Path | None = None
    """A folder with `kvpi-dev`, `kdconv-dev`, `cped-valid` in it; suites that need one are left out without."""

    def count(self, full: int, quick: int) -> int:
        """How many samples a group takes, given a suite's own numbers; 0 is all there are."""
        return self.limit or (quick if self.quick else full)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One conversation that is asked for, or one text that is judged."""

    id: str
    """Unique in its suite, the same in every run, and the same but for the group where two groups are asked the same:
    `P209-top3/c001`."""
    group: str
    """The row of the table that it counts in: a setting, a kind."""
    pair: str = ""
    """What it shares with the samples of other groups and runs that ask the same (`c001`)."""
    persona: str = ""
    """The id of the character."""
    said: tuple[str, ...] = ()
    """The person's lines, in order, said whatever the replies are."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """What scoring needs besides; JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of one line."""

    text: str
    by: tuple[str, ...] = ()
    """What each piece came from, as `Piece.by`: `llm`, `fact`, `deflect`, …"""
    drafts: tuple[str, ...] = ()
    """What the model drafted, before any check; the second where the first was not let through."""
    dropped: tuple[tuple[str, str], ...] = ()
    """Each sentence that a check held back, with the reason."""
    note: str = ""
    """The user message as the model saw it."""
    outcome: str = "complete"
    seconds: float = 0.0
    """From the person's line to the end of the reply."""
    first: float = 0.0
    """To the first piece."""
    steps: Mapping[str, float] = field(default_factory=dict)
    """Milliseconds inside each step of the line."""
    asked: str = ""
    """Local time of the line (`2026-03-05T10:24`), where a right answer depends on it."""

    @property
    def by_model(self) -> bool:
        """True when any of its words came from the language model."""
        return "llm" in self.by


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A sample and the replies to its lines, one each."""

    sample: Sample
    replies: tuple[Reply, ...]

    @property
    def last(self) -> Reply:
        """The last reply; an empty one where there is none."""
        return self.replies[-1] if self.replies else Reply(text="")

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Answered:
        """As `to_dict` gave it, JSON in between or not."""
        sample = {**data["sample"], "said": tuple(data["sample"]["said"])}
        return cls(sample=Sample(**sample), replies=tuple(_reply(row) for row in data["replies"]))


def _reply(row: Mapping[str, Any]) -> Reply:
    fields = {**row, "by": tuple(row["by"]), "drafts": tuple(row["drafts"])}
    return Reply(**{**fields, "dropped": tuple((text, reason) for text, reason in row["dropped"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One share or mean, of one group."""

    name: str
    """The measure: `salience@10`, `accuracy`, …"""
    group: str
    value: float
    count: int
    """Samples in it."""
    low: float = 0.0
    """Of a 95 % interval, as `high`; 0 and 0 where there is none."""
    high: float = 0.0
    unit: str = ""
    """Empty for shares from 0 to 1; else `ms`, `s`, `tokens`, `points`, …"""


Cell = str | float | int
"""Of a table: a float is a share unless the column's name ends in a unit in brackets (`cost (ms)`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a suite shows besides its figures."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteReport:
    """The figures of one suite."""

    suite: str
    about: str
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    """What a reader must know to take the figures rightly; sentences."""

    def get(self, name: str, group: str) -> Figure | None:
        """The figure of that name and group."""
        return next((one for one in self.figures if (one.name, one.group) == (name, group)), None)


class Suite(Protocol):
    """One family of measures."""

    name: str
    about: str
    """One sentence."""
    asks_model: bool
    """False when no language model is needed to answer."""

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """What to ask, in the order that costs least (one character's lines together). Raises ConfigError or InputError
        for data that cannot be read; gives nothing where the plan's data is not there."""
        ...

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """Have it answered. Never raises for what a model does."""
        ...

    def scores(self, answered: Answered) -> dict[str, float]:
        """Each measure of this one sample, 0 to 1 unless `report` says otherwise; pure, so that old runs are read
        again. A measure that does not apply is left out."""
        ...

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """The figures of many; `figures_of` makes those that are plain means of `scores`."""
        ...
