"""Vectors of memories: eight bits a place in the file, one bit a place in memory.

A search takes the rows of the person that share most signs, and ranks a few hundred of them by the stored numbers. The
bits follow the table: what is new there is read before each search, and a row that is gone from it is dropped when it
is met, so that no write has to tell them anything.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from roleplay_lite.memory.index.lexical import Hit
from roleplay_lite.memory.index.signs import Signs
from roleplay_lite.memory.sqlite_file import SqliteFile

RESCORED = 200
_CHUNK = 4096
_NEW = (
    "select vec.id, search_scope.id as scope, vec.data from vec join memory on memory.id = vec.memory"
    " join search_scope on search_scope.person = memory.person and search_scope.persona = memory.persona"
    " where vec.id > ? and vec.model = ? order by vec.id limit ?"
)


class Vectors:
    """Those of one embedder. Safe to use from several threads."""

    def __init__(self, db: SqliteFile, model: str, dim: int) -> None:
        self._db, self._model, self._dim = db, model, dim
        self._lock = threading.Lock()
        self._signs, self._last = Signs(dim), 0

    def add(self, connection: sqlite3.Connection, memories: Sequence[int], vectors: npt.NDArray[np.float32]) -> None:
        """Write vectors inside the caller's transaction; one that is there is replaced, one whose memory is gone is
        passed over."""
        for memory, vector in zip(memories, vectors, strict=True):
            scale, numbers = _shrunk(vector)
            connection.execute(
                "insert or replace into vec (memory, model, dim, scale, data)"
                " select id, ?, ?, ?, ? from memory where id = ?",
                (self._model, self._dim, scale, numbers.tobytes(), memory),
            )

    def nearest(self, vector: npt.NDArray[np.float32], *, scope: int, most: int) -> list[Hit]:
        """Memories of the scope by the cosine, best first."""
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
        numbers = np.frombuffer(b"".join(row["data"] for row in rows), np.int8).reshape(len(rows), self._dim)
        scores = numbers.astype(np.float32) @ vector * np.asarray([row["scale"] for row in rows], np.float32)
        memories = np.asarray([row["memory"] for row in rows], np.int64)
        best = np.lexsort((-memories, -scores))[:most]
        return [(int(memories[place]), float(scores[place])) for place in best]

    def forget(self) -> None:
        """Drop what is in memory; the next search reads the table anew. For after an erasure."""
        with self._lock:
            self._signs, self._last = Signs(self._dim), 0

    def _stored(self, ids: Iterable[int]) -> list[sqlite3.Row]:
        # Numbers alone stand in the query; a text of its own each time costs less than a bound value each.
        return self._db.read(f"select id, memory, scale, data from vec where id in ({','.join(map(str, ids))})")

    def _follow(self) -> None:
        while True:
            rows = self._db.read(_NEW, (self._last, self._model, _CHUNK))
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
