"""Vectors of memories and turns: eight bits a place in the file, one bit a place in memory.

A search takes the rows of the person that share most signs, and ranks a few hundred of them by the stored numbers. The
bits follow the table: what is new there is read before each search, and a row that is gone from it is dropped when it
is met, so that no write has to tell them anything.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from roleplay_lite.memory.index.lexical import Hit
from roleplay_lite.memory.index.signs import Signs
from roleplay_lite.memory.sqlite_file import SqliteFile

RESCORED = 128
_CHUNK = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Where vectors stand, and whose they are."""

    name: str
    of: str
    """The table of the rows that have them, and the column that says which."""
    owned: str
    """Joins to the row `owner`, which has its person and persona."""


MEMORIES = Table(name="vec", of="memory", owned="join memory as owner on owner.id = vec.memory")
TURNS = Table(
    name="turn_vec",
    of="turn",
    owned="join turn on turn.id = turn_vec.turn join session as owner on owner.id = turn.session",
)


class Vectors:
    """Those of one embedder. Safe to use from several threads."""

    def __init__(self, db: SqliteFile, model: str, dim: int, table: Table = MEMORIES) -> None:
        self._db, self._model, self._dim, self._table = db, model, dim, table
        self._lock = threading.Lock()
        self._signs, self._last = Signs(dim), 0
        self._new = (
            f"select {table.name}.id, search_scope.id as scope, data from {table.name} {table.owned} join search_scope"
            f" on search_scope.person = owner.person and search_scope.persona = owner.persona where {table.name}.id > ?"
            f" and model = ? order by {table.name}.id limit ?"
        )

    def add(self, connection: sqlite3.Connection, ids: Sequence[int], vectors: npt.NDArray[np.float32]) -> None:
        """Write vectors inside the caller's transaction; one that is there is replaced, one whose row is gone is passed
        over."""
        name, of = self._table.name, self._table.of
        for one, vector in zip(ids, vectors, strict=True):
            scale, numbers = _shrunk(vector)
            connection.execute(
                f"insert or replace into {name} ({of}, model, dim, scale, data)"
                f" select id, ?, ?, ?, ? from {of} where id = ?",
                (self._model, self._dim, scale, numbers.tobytes(), one),
            )

    def nearest(self, vector: npt.NDArray[np.float32], *, scope: int, most: int) -> list[Hit]:
        """Rows of the scope by the cosine, best first."""
        if not vector.any():
            return []
        with self._lock:
            self._follow()
            while True:
                ids = self._signs.nearest(vector, scope, RESCORED).tolist()
                rows = self._stored(ids)
                gone = set(ids) - {row["id"] for row in rows}
                if not gone:
                    break
                self._signs.drop(gone)
        if not rows:
            return []
        scores = self._cosines(rows, vector)
        whose = np.asarray([row["whose"] for row in rows], np.int64)
        best = np.lexsort((-whose, -scores))[:most]
        return [(int(whose[place]), float(scores[place])) for place in best]

    def cosines(self, vector: npt.NDArray[np.float32], whose: Iterable[int]) -> dict[int, float]:
        """Of these rows, as far as they have vectors."""
        rows = self._db.read(
            f"select {self._table.of} as whose, scale, data from {self._table.name} where model = ? and"
            f" {self._table.of} in ({','.join(map(str, whose))})",
            (self._model,),
        )
        scores = self._cosines(rows, vector) if rows else ()
        return {row["whose"]: float(score) for row, score in zip(rows, scores, strict=True)}

    def _cosines(self, rows: Sequence[sqlite3.Row], vector: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        numbers = np.frombuffer(b"".join(row["data"] for row in rows), np.int8).reshape(len(rows), self._dim)
        scores: npt.NDArray[np.float32] = numbers.astype(np.float32) @ vector
        return scores * np.asarray([row["scale"] for row in rows], np.float32)

    def forget(self) -> None:
        """Drop what is in memory; the next search reads the table anew. For after an erasure."""
        with self._lock:
            self._signs, self._last = Signs(self._dim), 0

    def _stored(self, ids: Iterable[int]) -> list[sqlite3.Row]:
        # Numbers alone stand in the query; a text of its own each time costs less than a bound value each.
        return self._db.read(
            f"select id, {self._table.of} as whose, scale, data from {self._table.name}"
            f" where id in ({','.join(map(str, ids))})"
        )

    def _follow(self) -> None:
        while True:
            rows = self._db.read(self._new, (self._last, self._model, _CHUNK))
            if rows:
                numbers = np.frombuffer(b"".join(row["data"] for row in rows), np.int8).reshape(len(rows), self._dim)
                ids = np.asarray([row["id"] for row in rows], np.int64)
                self._signs.add(ids, np.asarray([row["scope"] for row in rows], np.int32), numbers)
                self._last = rows[-1]["id"]
            if len(rows) < _CHUNK:
                return


def _shrunk(vector: npt.NDArray[np.float32]) -> tuple[float, npt.NDArray[np.int8]]:
    """The scale, and the numbers that times it are the vector."""
    largest = float(np.abs(vector).max(initial=0.0))
    if not largest > 0:
        return 0.0, np.zeros(len(vector), np.int8)
    return largest / 127, np.round(vector * (127 / largest)).astype(np.int8)
