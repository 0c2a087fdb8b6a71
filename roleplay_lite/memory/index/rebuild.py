"""Index all rows anew where other code made their terms: a piece at a time, in the idle time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from roleplay_lite.engines import Cancel
from roleplay_lite.memory.index.terms import version
from roleplay_lite.memory.sqlite_file import SqliteFile

_DONE, _UNDER_WAY = "terms", "terms_under_way"
_PIECE = 100
_NEVER = -1

Put = Callable[[sqlite3.Connection, Mapping[str, Any]], None]
"""Puts a row of its table in."""


class Rebuild:
    """Of one file."""

    def __init__(self, db: SqliteFile, put_memory: Put, put_turn: Put) -> None:
        self._db = db
        self._put = {"memory": put_memory, "turn": put_turn}
        if not self.current() and self._is_new():
            # Else the first words that are told would be taken out and put in again, and be missing in between.
            with db.writing() as connection:
                _note(connection, _DONE, version())

    def _is_new(self) -> bool:
        """Whether nothing was told in that file yet."""
        return not self._db.read("select 1 where exists (select 1 from memory) or exists (select 1 from turn)", ())

    def current(self) -> bool:
        """Whether the terms in the file are this version's."""
        return bool(self._db.read("select 1 from meta where key = ? and value = ?", (_DONE, version())))

    def again(self, connection: sqlite3.Connection) -> None:
        """Take out the terms of turns, which are kept nowhere else, and let the next run begin anew."""
        connection.execute("insert into turn_fts (turn_fts) values ('delete-all')")
        connection.execute("delete from meta where key in (?, ?)", (_DONE, _UNDER_WAY))

    def run(self, cancel: Cancel) -> bool:
        """Bring the file to this version; False when it was stopped before its end."""
        if self.current():
            return True
        state = self._begun()
        for table in ("memory", "turn"):
            while state[table] != _NEVER:
                if cancel:
                    return False
                state[table] = self._piece(table, state)
        with self._db.writing() as connection:
            _note(connection, _DONE, version())
            connection.execute("delete from meta where key = ?", (_UNDER_WAY,))
        return True

    def _begun(self) -> dict[str, int]:
        """How far it is: the last row done of each table. Where it has not begun, everything is taken out."""
        rows = self._db.read("select value from meta where key = ?", (_UNDER_WAY,))
        state: dict[str, int | str] = json.loads(rows[0]["value"]) if rows else {}
        if state.pop("version", None) == version():
            return {table: int(last) for table, last in state.items()}
        with self._db.writing() as connection:
            connection.execute("delete from memory_fts")
            connection.execute("insert into turn_fts (turn_fts) values ('delete-all')")
            connection.execute("update search_scope set memories = 0, turns = 0")
            connection.execute("delete from meta where key = ?", (_DONE,))
            _note(connection, _UNDER_WAY, _written({"memory": 0, "turn": 0}))
        return {"memory": 0, "turn": 0}

    def _piece(self, table: str, state: dict[str, int]) -> int:
        with self._db.writing() as connection:
            cursor = connection.execute(
                f"select * from {table} where id > ? order by id limit ?", (state[table], _PIECE)
            )
            names = [column[0] for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            for row in rows:
                # What was written since is in already.
                if not connection.execute(f"select 1 from {table}_fts where rowid = ?", (row["id"],)).fetchone():
                    self._put[table](connection, row)
            last = rows[-1]["id"] if len(rows) == _PIECE else _NEVER
            _note(connection, _UNDER_WAY, _written({**state, table: last}))
        return int(last)


def _written(state: dict[str, int]) -> str:
    return json.dumps({**state, "version": version()})


def _note(connection: sqlite3.Connection, key: str, value: str) -> None:
    connection.execute(
        "insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
        (key, value),
    )
