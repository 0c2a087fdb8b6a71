"""Small things that outlive a conversation, by name, in the store's `meta` table: a mood, what was asked after."""

from __future__ import annotations

from roleplay_lite.memory.sqlite_file import SqliteFile


class Marks:
    """Texts by name. Safe to use from several threads, as its file is."""

    def __init__(self, db: SqliteFile) -> None:
        self._db = db

    def get(self, name: str) -> str:
        """The text; empty where there is none."""
        rows = self._db.read("select value from meta where key = ?", (name,))
        return str(rows[0]["value"]) if rows else ""

    def put(self, name: str, text: str) -> None:
        """Keep the text, or, where it is empty, drop the name."""
        with self._db.writing() as connection:
            if text:
                query = (
                    "insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value"
                )
                connection.execute(query, (name, text))
            else:
                connection.execute("delete from meta where key = ?", (name,))
