"""A whole run as a value: who answered, where and when, and the figures of each suite; to JSON and back."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.reporting.fields import Fields
from roleplay_lite.evaluation.suite import Answered, Figure, SuiteReport, Table

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What one sample came to; two runs are compared by these, sample by sample."""

    suite: str
    id: str
    """Unique in its suite and the same in every run, as `Sample.id`."""
    group: str
    pair: str = ""
    persona: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)
    first: tuple[float, ...] = ()
    """Seconds to the first piece of each reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """The figures of one run, finished or not."""

    name: str
    model: str
    backend: str
    machine: str
    """In words, as `bench.figures.machine` says it."""
    version: str
    """Of this library."""
    seed: int
    started: float
    """Unix time."""
    finished: float | None
    """None while it is not whole."""
    seconds: float
    """Spent answering, in all its sittings."""
    options: Mapping[str, Any]
    """What was asked, as the command line gave it; JSON."""
    suites: tuple[SuiteReport, ...]
    samples: tuple[Scored, ...] = ()
    """Of every suite, in the order in which they were asked; empty where only figures are held."""

    def suite(self, name: str) -> SuiteReport | None:
        """The figures of that suite."""
        return next((one for one in self.suites if one.suite == name), None)

    def value(self, suite: str, measure: str, group: str) -> Figure | None:
        """One figure of one suite."""
        report = self.suite(suite)
        return report.get(measure, group) if report else None

    @property
    def date(self) -> str:
        """The day it began, in UTC."""
        return datetime.fromtimestamp(self.started, UTC).strftime("%Y-%m-%d")

    def to_dict(self, *, samples: bool = True) -> dict[str, Any]:
        """Plain JSON; what is no number (the mean of nothing) is null. `samples` adds the scores of every one."""
        data = asdict(self)
        if not samples:
            del data["samples"]
        return {key: finite(value) for key, value in data.items()}

    @classmethod
    def from_dict(cls, data: object, *, file: str = "") -> RunReport:
        """As `to_dict` gave it, JSON in between or not. Raises InputError that names the field."""
        row = Fields(data, file=file)
        return cls(
            **{key: row.text(key) for key in ("name", "model", "backend", "machine", "version")},
            seed=row.whole("seed"),
            started=row.time("started"),
            finished=row.time("finished") if row.has("finished") else None,
            seconds=row.number("seconds"),
            options=row.mapping("options"),
            suites=_each(row, "suites", _suite),
            samples=_each(row, "samples", _scored) if row.has("samples") else (),
        )


def scored(suite: str, answered: Sequence[Answered], scores: Callable[[Answered], Mapping[str, float]]) -> list[Scored]:
    """The samples of one suite with their scores."""
    return [
        Scored(
            suite=suite,
            id=one.sample.id,
            group=one.sample.group,
            pair=one.sample.pair,
            persona=one.sample.persona,
            scores=dict(scores(one)),
            first=tuple(reply.first for reply in one.replies if reply.first),
        )
        for one in answered
    ]


def to_json(run: RunReport, *, samples: bool = False) -> str:
    """JSON for programs; `samples` adds the scores of every one."""
    return json.dumps(run.to_dict(samples=samples), ensure_ascii=False, indent=1, allow_nan=False)


def read_report(file: Path) -> RunReport:
    """The run that `to_json` wrote into a file. Raises InputError that names file and field."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file}: is not JSON") from error
    return RunReport.from_dict(data, file=str(file))


def finite(value: Any) -> Any:
    """The same for JSON: what is no number is null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: finite(one) for key, one in value.items()}
    return [finite(one) for one in value] if isinstance(value, list | tuple) else value


def _each(row: Fields, key: str, make: Callable[[Fields], T]) -> tuple[T, ...]:
    return tuple(make(one) for one in row.each(key))


def _suite(row: Fields) -> SuiteReport:
    return SuiteReport(
        suite=row.text("suite"),
        about=row.text("about"),
        figures=_each(row, "figures", _figure),
        tables=_each(row, "tables", _table),
        notes=row.texts("notes"),
    )


def _figure(row: Fields) -> Figure:
    return Figure(
        name=row.text("name"),
        group=row.text("group"),
        value=row.number("value"),
        count=row.whole("count"),
        low=row.number("low"),
        high=row.number("high"),
        unit=row.text("unit"),
    )


def _table(row: Fields) -> Table:
    return Table(
        title=row.text("title"),
        columns=row.texts("columns"),
        rows=row.rows("rows"),
        note=row.text("note"),
    )


def _scored(row: Fields) -> Scored:
    return Scored(
        **{key: row.text(key) for key in ("suite", "id", "group", "pair", "persona")},
        scores=row.numbers("scores"),
        first=tuple(row.number_list("first")),
    )
