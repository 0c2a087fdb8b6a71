"""Vectors for memories and turns, made in the idle time from the outbox: idempotent, gone on with, soon stopped."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from roleplay_lite.engines import Cancel, Embed
from roleplay_lite.memory.index.lexical import Hit
from roleplay_lite.memory.index.terms import LONGEST
from roleplay_lite.memory.index.vectors import MEMORIES, TURNS, Table, Vectors
from roleplay_lite.memory.sqlite_file import SqliteFile

NEWEST_TURNS = 100_000
"""Turns that have vectors; older ones are found by their words."""
_BACKGROUND = (
    "外面好像起风了", "他把门轻轻关上", "这本书讲了一个老故事", "路上的人越来越多", "先把这个放在一边吧",
    "听起来还挺有意思", "the bus was late again", "somebody left the light on",
)  # fmt: skip
"""Lines that answer no question: how near to one is far off shows beside them."""
_TRIES = 3
_STEP_SECONDS = 0.005
_MOST_AT_ONCE = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What is embedded: the outbox's kind with the row's id as payload, the table and its text."""

    name: str
    table: Table
    text: str


_KINDS = {
    "memory": _Kind(name="embed", table=MEMORIES, text="text"),
    "turn": _Kind(name="embed turn", table=TURNS, text="said"),
}
KINDS = tuple(kind.name for kind in _KINDS.values())


class Embedding:
    """By one embedder, of one file. Safe to use from several threads."""

    def __init__(self, db: SqliteFile, embed: Embed) -> None:
        self._db, self._embed, self._queued = db, embed, False
        self._lines: npt.NDArray[np.float32] | None = None
        name, dim = embed.abilities.name, embed.abilities.dim
        self._vectors = {of: Vectors(db, name, dim, kind.table) for of, kind in _KINDS.items()}

    @property
    def model(self) -> str:
        """The embedder's name."""
        return self._embed.abilities.name

    def question(self, text: str) -> npt.NDArray[np.float32]:
        """Its vector."""
        row: npt.NDArray[np.float32] = self._embed.embed([text], query=True)[0]
        return row

    def background(self, vector: npt.NDArray[np.float32]) -> list[float]:
        """How near lines are that have nothing to do with it."""
        if self._lines is None:
            self._lines = self._embed.embed(_BACKGROUND)
        found: list[float] = (self._lines @ vector).tolist()
        return found

    def nearest(self, of: str, vector: npt.NDArray[np.float32], *, scope: int, most: int) -> list[Hit]:
        """Memories or turns of the scope, by the cosine."""
        return self._vectors[of].nearest(vector, scope=scope, most=most)

    def cosines(self, of: str, vector: npt.NDArray[np.float32], ids: Iterable[int]) -> dict[int, float]:
        """Of these memories or turns, as far as they have vectors."""
        return self._vectors[of].cosines(vector, ids)

    def queue(self, connection: sqlite3.Connection, of: str, ids: Iterable[int]) -> None:
        """Have them embedded when there is time, if the caller's transaction holds."""
        connection.executemany(
            "insert into outbox (kind, payload, created) values (?, ?, ?)",
            [(_KINDS[of].name, json.dumps(one), time.time()) for one in ids],
        )

    def warm(self) -> None:
        """Read what the first search would have to read."""
        vector = self.question("花生")
        for vectors in self._vectors.values():
            vectors.nearest(vector, scope=0, most=1)
        self.background(vector)

    def forget(self) -> None:
        """Drop what is in memory; the next search reads the tables anew."""
        for vectors in self._vectors.values():
            vectors.forget()

    def pending(self, cancel: Cancel, most: int) -> int:
        """Make vectors for what waits, memories first; gives for how many. One that failed three times is left."""
        self._queue_missing()
        done = 0
        for of in _KINDS:
            size = 1
            while done < most and not cancel and (jobs := self._jobs(of, min(size, most - done))):
                began = time.perf_counter()
                self._do(of, jobs)
                done += len(jobs)
                quick = time.perf_counter() - began < _STEP_SECONDS
                size = min(_MOST_AT_ONCE, size * 2) if quick else max(1, size // 2)
        return done

    def _jobs(self, of: str, most: int) -> list[sqlite3.Row]:
        return self._db.read(
            f"select outbox.id, {of}.id as row, {of}.{_KINDS[of].text} as text from outbox"
            f" left join {of} on {of}.id = cast(outbox.payload as integer)"
            " where outbox.kind = ? and done_at is null and tries < ? order by outbox.id limit ?",
            (_KINDS[of].name, _TRIES, most),
        )

    def _do(self, of: str, jobs: Sequence[sqlite3.Row]) -> None:
        ids = [(job["id"],) for job in jobs]
        there = [job for job in jobs if job["row"] is not None]
        try:
            vectors = self._embed.embed([bare(job["text"]) for job in there]) if there else np.zeros((0, 1), np.float32)
        except Exception:
            with self._db.writing() as connection:
                connection.executemany("update outbox set tries = tries + 1 where id = ?", ids)
            raise
        with self._db.writing() as connection:
            self._vectors[of].add(connection, [job["row"] for job in there], vectors)
            connection.executemany("delete from outbox where id = ?", ids)

    def _queue_missing(self) -> None:
        """Once in the life of an index: queue what was written while there was no embedder, or another one."""
        if self._queued:
            return
        missing = {of: self._missing(of) for of in _KINDS}
        with self._db.writing() as connection:
            for of, ids in missing.items():
                connection.execute(f"delete from {_KINDS[of].table.name} where model <> ?", (self.model,))
                self.queue(connection, of, ids)
            connection.execute(
                "delete from turn_vec where turn <= (select max(id) from turn) - ?",
                (NEWEST_TURNS,),
            )
        self._queued = True

    def _missing(self, of: str) -> list[int]:
        table = _KINDS[of].table.name
        newest = f"and {of}.id > (select max(id) from turn) - {NEWEST_TURNS}" if of == "turn" else ""
        rows = self._db.read(
            f"select {of}.id from {of} left join {table} on {table}.{of} = {of}.id and {table}.model = ?"
            f" where {table}.id is null {newest} and {of}.id not in"
            " (select cast(payload as integer) from outbox where kind = ? and done_at is null)",
            (self.model, _KINDS[of].name),
        )
        return [row["id"] for row in rows]


def removed(connection: sqlite3.Connection, of: str, one: int) -> None:
    """Take out what there is of a memory or a turn, whoever embedded it."""
    connection.execute(f"delete from {_KINDS[of].table.name} where {of} = ?", (one,))
    connection.execute("delete from outbox where kind = ? and payload = ?", (_KINDS[of].name, json.dumps(one)))


def bare(text: str) -> str:
    """A memory's sentence without the one it is told to, who stands in all of them."""
    return text[:LONGEST].removeprefix("对方的").removeprefix("对方")
