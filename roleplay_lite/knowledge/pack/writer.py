"""A pack, written: it grows beside its place and is moved there when it is whole."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from types import TracebackType

from roleplay_lite.errors import PackError
from roleplay_lite.knowledge.pack.adding import Adding
from roleplay_lite.knowledge.pack.schema import FORMAT, SCHEMA
from roleplay_lite.memory.index import terms

FULL_TEXT = ("passage_terms", "faq_terms", "triple_terms")


def make_tables(
    db: sqlite3.Connection, *, name: str, title: str, licence: str, language: str, version: str, private: bool
) -> None:
    """The empty tables, and what `meta` says of the pack."""
    db.executescript(SCHEMA)
    meta = {
        "format": str(FORMAT),
        "name": name,
        "title": title,
        "licence": licence,
        "language": language,
        "version": version,
        "terms": terms.version(),
        "private": "1" if private else "0",
    }
    db.executemany("insert into meta (key, value) values (?, ?)", meta.items())


class PackWriter(Adding):
    """Use it in a `with`: leaving it without an error puts the pack in its place, with one nothing is left.

    Raises PackError where the file cannot be written.
    """

    def __init__(
        self,
        path: Path,
        *,
        name: str,
        title: str = "",
        licence: str = "",
        language: str = "zh",
        version: str = "1",
        private: bool = False,
    ) -> None:
        self.path = path
        self._growing = path.with_name(f".{path.name}.{os.getpid()}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._growing.unlink(missing_ok=True)
            self._growing.touch(mode=0o600 if private else 0o644)
            db = sqlite3.connect(self._growing, isolation_level=None)
        except (OSError, sqlite3.Error) as problem:
            raise PackError(f"{path} cannot be written ({problem})") from problem
        super().__init__(db)
        # Nothing reads the file before it is whole, and it is synced then.
        db.execute("pragma journal_mode=off")
        db.execute("pragma synchronous=off")
        make_tables(db, name=name, title=title, licence=licence, language=language, version=version, private=private)
        db.execute("begin")

    def __enter__(self) -> PackWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._finish()
        except (OSError, sqlite3.Error) as problem:
            raise PackError(f"{self.path} cannot be written ({problem})") from problem
        finally:
            self.db.close()
            self._growing.unlink(missing_ok=True)

    def _finish(self) -> None:
        for (source,) in self.db.execute("select id from source").fetchall():
            self.count_rows(source)
        for table in FULL_TEXT:
            self.db.execute(f"insert into {table} ({table}) values ('optimize')")
        self.db.execute("commit")
        self.db.execute("vacuum")
        self.db.close()
        with self._growing.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(self._growing, self.path)
