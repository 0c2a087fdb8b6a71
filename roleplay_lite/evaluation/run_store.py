"""Runs of the evaluation, in SQLite: what was asked and what was answered. Figures are made of it when they are wanted.

A sample is written in one transaction as soon as it is answered, so a killed run loses only the one it was at.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlite_utils import Database, Migrations

from roleplay_lite import paths
from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.suite import Answered
from roleplay_lite.memory.sqlite_file import SqliteFile

migrations = Migrations("roleplay_lite_evaluation")


@migrations()
def m001_runs(db: Database) -> None:
    """Runs, and the answered samples of each."""
    db.execute(
        """create table run (
            id integer primary key, name text not null unique, model text not null, backend text not null,
            version text not null, machine text not null, options text not null, started real not null,
            finished real, seconds real not null default 0) strict"""
    )
    db.execute(
        """create table answered (
            run integer not null references run(id) on delete cascade, suite text not null, sample text not null,
            position integer not null, at real not null, body text not null,
            primary key (run, suite, sample)) strict"""
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run as the store has it."""

    id: int
    name: str
    model: str
    backend: str
    version: str
    """Of this library."""
    machine: str
    options: Mapping[str, Any]
    """What it asks, as the command line gave it: the plan, and what else changes the answers."""
    started: float
    """Unix time."""
    finished: float | None
    """None while it is not whole."""
    seconds: float
    """Spent answering, in all its sittings."""


def default_file() -> Path:
    """Where runs are kept when nothing else is said."""
    return paths.data_dir() / "evaluation.db"


class RunStore:
    """All runs of one file. Raises StoreError when it cannot be opened, read or written."""

    def __init__(self, file: Path | None) -> None:
        """None keeps everything in memory."""
        self._db = SqliteFile(file, migrations, name="the store of evaluation runs", elsewhere="--store")

    def __enter__(self) -> RunStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    def begin(
        self, name: str, *, model: str, backend: str, version: str, machine: str, options: Mapping[str, Any]
    ) -> Run:
        """The run of that name, made when there is none, to be gone on with when there is. Raises InputError where one
        of that name asks something else: half an answer to each of two questions is an answer to neither."""
        known = next((run for run in self.runs() if run.name == name), None)
        if known:
            if (known.model, known.backend, dict(known.options)) != (model, backend, dict(options)):
                changed = _changed(known, model, backend, options)
                raise InputError(f"the run {name!r} was begun with other options ({changed}); give another --run")
            return known
        with self._db.writing() as db:
            db.execute(
                "insert into run (name, model, backend, version, machine, options, started) values (?,?,?,?,?,?,?)",
                (name, model, backend, version, machine, _json(options), time.time()),
            )
        return self.run(name)

    def runs(self) -> list[Run]:
        """All of them, the oldest first."""
        return [
            Run(**{**dict(row), "options": json.loads(row["options"])})
            for row in self._db.read("select * from run order by id")
        ]

    def run(self, name: str) -> Run:
        """The run of that name; `last` is the one begun last. Raises InputError that lists the names."""
        runs = self.runs()
        if found := next((run for run in runs if run.name == name), None):
            return found
        if name == "last" and runs:
            return runs[-1]
        names = ", ".join(run.name for run in runs[-8:]) or "none yet"
        raise InputError(f"no run is named {name!r}; there are: {names}")

    def done(self, run: Run, suite: str) -> set[str]:
        """The ids of the samples that are answered."""
        rows = self._db.read("select sample from answered where run = ? and suite = ?", (run.id, suite))
        return {row["sample"] for row in rows}

    def add(self, run: Run, suite: str, position: int, answered: Answered, seconds: float) -> None:
        """One answered sample, and the time it took."""
        with self._db.writing() as db:
            db.execute(
                "insert into answered (run, suite, sample, position, at, body) values (?,?,?,?,?,?)",
                (run.id, suite, answered.sample.id, position, time.time(), _json(answered.to_dict())),
            )
            db.execute("update run set seconds = seconds + ? where id = ?", (seconds, run.id))

    def answered(self, run: Run, suite: str) -> list[Answered]:
        """What is answered of a suite, in the order in which it was asked."""
        rows = self._db.read(
            "select body from answered where run = ? and suite = ? order by position, sample", (run.id, suite)
        )
        return [Answered.from_dict(json.loads(row["body"])) for row in rows]

    def suites(self, run: Run) -> dict[str, int]:
        """The suites of which something is answered, each with how many samples."""
        rows = self._db.read("select suite, count(*) as n from answered where run = ? group by suite", (run.id,))
        return {row["suite"]: row["n"] for row in rows}

    def finish(self, run: Run) -> None:
        """Note that nothing is left to ask."""
        with self._db.writing() as db:
            db.execute("update run set finished = coalesce(finished, ?) where id = ?", (time.time(), run.id))

    def remove(self, run: Run) -> None:
        """Forget a run and all its answers."""
        with self._db.writing() as db:
            db.execute("delete from run where id = ?", (run.id,))


def _changed(known: Run, model: str, backend: str, options: Mapping[str, Any]) -> str:
    before = {"model": known.model, "backend": known.backend, **known.options}
    now = {"model": model, "backend": backend, **options}
    names = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    return ", ".join(f"{name}: {before.get(name)!r}, now {now.get(name)!r}" for name in names)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
