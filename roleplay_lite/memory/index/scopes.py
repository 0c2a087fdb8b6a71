"""The number under which a person's rows with one persona are indexed, and how many there are."""

from __future__ import annotations

import sqlite3

from roleplay_lite.memory.sqlite_file import SqliteFile


class Scopes:
    """Read each time: a person may be erased, and a number is never given twice."""

    def __init__(self, db: SqliteFile) -> None:
        self._db = db

    def known(self, person: str, persona: str) -> int | None:
        """None where nothing of theirs is indexed."""
        rows = self._db.read("select id from search_scope where person = ? and persona = ?", (person, persona))
        return int(rows[0]["id"]) if rows else None

    def of(self, connection: sqlite3.Connection, person: str, persona: str) -> int:
        """The number, given now where there is none."""
        ask = "select id from search_scope where person = ? and persona = ?"
        row = connection.execute(ask, (person, persona)).fetchone()
        if not row:
            connection.execute("insert into search_scope (person, persona) values (?, ?)", (person, persona))
            row = connection.execute(ask, (person, persona)).fetchone()
        return int(row[0])

    def count(self, connection: sqlite3.Connection, scope: int, *, memories: int = 0, turns: int = 0) -> None:
        """So many more, or fewer."""
        connection.execute(
            "update search_scope set memories = max(0, memories + ?), turns = max(0, turns + ?) where id = ?",
            (memories, turns, scope),
        )

    def memories(self, scope: int) -> int:
        return self._counted("memories", scope)

    def turns(self, scope: int) -> int:
        return self._counted("turns", scope)

    def _counted(self, column: str, scope: int) -> int:
        rows = self._db.read(f"select {column} as n from search_scope where id = ?", (scope,))
        return int(rows[0]["n"]) if rows else 0
