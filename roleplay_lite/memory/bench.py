"""How fast the memory finds and writes when it is full: rows in a file of its own, each call timed by itself."""

from __future__ import annotations

import gc
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TypeVar

from roleplay_lite.bench.figures import Report, machine
from roleplay_lite.engines import Cancel, Embed
from roleplay_lite.memory.bench_rows import made_memories, made_questions, made_turns
from roleplay_lite.memory.index import Index, extra_words
from roleplay_lite.memory.item import Extracted, MemoryItem
from roleplay_lite.memory.ledger import Ledger
from roleplay_lite.memory.migrations import migrations
from roleplay_lite.memory.recall import Recall
from roleplay_lite.memory.rows import insert
from roleplay_lite.memory.spelling import same_value
from roleplay_lite.memory.sqlite_file import SqliteFile

PERSON, PERSONA = "小林", "niaoniao"
_BATCH = 1000
_NOW = 1_800_000_000.0

Tick = Callable[[str], None]
_Row = TypeVar("_Row")


def measure_memory(
    *, memories: int, turns: int, embed: Embed, tick: Tick, asked: int = 400, written: int = 400
) -> Report:
    """Fill a file in the temporary folder and time what a turn does with it."""
    report = Report(machine=machine(), model=embed.abilities.name)
    with tempfile.TemporaryDirectory(prefix="roleplay-memory-") as folder:
        file = Path(folder) / "memory.db"
        began = time.perf_counter()
        with closing(_open(file)) as db:
            _fill(db, memories, embed, tick)
        report.add("memories", memories, "")
        report.add("filling", time.perf_counter() - began, "s")
        report.add("file", file.stat().st_size / 1e6, "MB")
        _time_recall(report, file, embed, asked, tick)
        _time_writes(report, file, embed, written, tick)
        if turns:
            with closing(_open(file)) as db:
                _fill_turns(db, turns, tick)
            report.add("archived turns", turns, "")
            report.add("file with the turns", file.stat().st_size / 1e6, "MB")
            with closing(_open(file)) as db:
                tick("recall with the turns")
                index = Index(db, embed)
                index.warm()
                _add(report, "recall with archived turns", _times(Recall(db, index), asked), p95=50)
                tick("writing turns")
                _add(report, "write a turn", _turn_times(db, index, turns, written))
    return report


def _open(file: Path) -> SqliteFile:
    return SqliteFile(file, migrations, name="the measured memory", elsewhere="TMPDIR")


def _fill(db: SqliteFile, count: int, embed: Embed, tick: Tick) -> None:
    index = Index(db, embed)
    index.refresh(Cancel())
    with db.writing() as connection:
        connection.execute("insert into person (id, name, created) values (?, ?, 0)", (PERSON, PERSON))
        values = (PERSON, PERSONA)
        connection.execute("insert into session (person, persona, llm, started) values (?, ?, 'none', 0)", values)
    rows = made_memories(count, person=PERSON, persona=PERSONA, now=_NOW)
    for done, batch in _batches(rows):
        tick(f"memories: {done} of {count}")
        with db.writing() as connection:
            for item in batch:
                _put(connection, index, item)
    left = count
    while done := index.embed_pending(Cancel(), _BATCH):
        left -= done
        tick(f"vectors: {left} to go")


def _put(connection: sqlite3.Connection, index: Index, item: MemoryItem) -> None:
    id_ = insert(connection, item, same_value(item.object))
    index.add(connection, id_, item.text, extra_words(item.predicate, item.subject, item.said))


def _fill_turns(db: SqliteFile, count: int, tick: Tick) -> None:
    index = Index(db)
    for done, batch in _batches(made_turns(count)):
        tick(f"turns: {done} of {count}")
        with db.writing() as connection:
            for place, (said, reply) in enumerate(batch, done + 1):
                _put_turn(connection, index, place, said, reply)


def _batches(rows: Iterator[_Row]) -> Iterator[tuple[int, Sequence[_Row]]]:
    done = 0
    while batch := list(islice(rows, _BATCH)):
        yield done, batch
        done += len(batch)


def _put_turn(connection: sqlite3.Connection, index: Index, place: int, said: str, reply: str) -> None:
    row = connection.execute(
        "insert into turn (session, position, started, said, confidence, prompted, reply, heard_text, outcome, metrics)"
        " values (1, ?, ?, ?, 1, ?, ?, ?, 'complete', '{}')",
        (place, _NOW - 1e9 + place, said, said, reply, reply),
    )
    index.turns.add(connection, int(row.lastrowid or 0), said, reply)


# -- timing -----------------------------------------------------------------------------------------------------------


def _time_recall(report: Report, file: Path, embed: Embed, asked: int, tick: Tick) -> None:
    with closing(_open(file)) as db:
        tick("recall without vectors")
        _add(report, "recall, lexical", _times(Recall(db, Index(db)), asked), p95=5)
    with closing(_open(file)) as db:
        embed.embed(["花生"], query=True)
        before, index = _resident(), Index(db, embed)
        began = time.perf_counter()
        index.warm()
        report.add("reading the index at the start", time.perf_counter() - began, "s")
        tick("recall with vectors")
        _add(report, "recall, with the question's vector", _times(Recall(db, index), asked), p95=15)
        report.add("memory that it takes", _resident() - before, "MB", target=120)


def _times(recall: Recall, asked: int) -> list[float]:
    times = []
    for question in made_questions(asked):
        began = time.perf_counter()
        recall.recall(question, person=PERSON, persona=PERSONA, now=_NOW)
        times.append(time.perf_counter() - began)
    return times


def _time_writes(report: Report, file: Path, embed: Embed, count: int, tick: Tick) -> None:
    """New facts as a turn writes them: compared, closed, indexed, on the disk."""
    times = []
    with closing(_open(file)) as db:
        ledger = Ledger(db, Index(db, embed))
        tick("writing")
        for item in made_memories(count, person=PERSON, persona=PERSONA, now=_NOW, seed=5):
            new = Extracted(
                kind=item.kind, subject=item.subject, predicate=item.predicate, object=item.object, said=item.said
            )
            began = time.perf_counter()
            ledger.record([new], person=PERSON, persona=PERSONA, turn=None, now=_NOW)
            times.append(time.perf_counter() - began)
    _add(report, "write a memory", times, p95=5)


def _turn_times(db: SqliteFile, index: Index, turns: int, count: int) -> list[float]:
    times = []
    for place, (said, reply) in enumerate(made_turns(count), turns + 1):
        began = time.perf_counter()
        with db.writing() as connection:
            _put_turn(connection, index, place, said, reply)
        times.append(time.perf_counter() - began)
    return times


def _add(report: Report, name: str, seconds: Sequence[float], *, p95: float | None = None) -> None:
    times = sorted(1000 * one for one in seconds)
    report.add(f"{name}, p50", times[len(times) // 2], "ms")
    report.add(f"{name}, p95", times[int(len(times) * 0.95)], "ms", target=p95)


def _resident() -> float:
    gc.collect()
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return float("nan")
    return pages * resource.getpagesize() / 1e6
