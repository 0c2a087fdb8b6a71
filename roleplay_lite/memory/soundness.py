"""Whether a store's file is whole: its header, its structure, its tables; and the mark on one that is not."""

from __future__ import annotations

import sqlite3
from collections import deque
from contextlib import suppress
from pathlib import Path

from sqlite_utils import Database, Migrations

from roleplay_lite.engines import Cancel
from roleplay_lite.memory.driver import Driver

CHECKED_AT_OPENING = 16 << 20
"""Bytes up to which a file that was not closed is checked as a whole before it is used, which takes some 5 ms per MB; a
larger one is checked in the idle time."""
_MAGIC = b"SQLite format 3\0"
_DAMAGE = ("malformed", "not a database", "unsupported file format", "decode to UTF-8", "can't decode")
_TABLES = ("no such", "already exists", "duplicate column", "syntax error", "unrecognized token", "vtable", "fts5")
_LAYOUT = "select m.type, m.name, p.name from sqlite_master m left join pragma_table_info(m.name) p"


def is_damage(error: BaseException | None, *, suspected: bool = False) -> bool:
    """Whether SQLite says by it that the file is not what it was. Where something is known to have happened to it, a
    table that is not found is damage too; a full disk or a file that cannot be written never is."""
    text = str(error)
    return any(word in text for word in (*_DAMAGE, *(_TABLES if suspected else ())))


def begins_as_plain(file: Path) -> bool:
    """Whether it has the header of an SQLite file that is not encrypted. Nobody in this process has it open."""
    with suppress(OSError), file.open("rb") as stream:
        return stream.read(len(_MAGIC)) == _MAGIC
    return False


def was_left_open(file: Path) -> bool:
    """Whether the last process that had it open was killed, or its power was cut: closing it takes away the log."""
    return beside(file, "-wal").exists()


def beside(file: Path, ending: str) -> Path:
    """A file of SQLite's or ours with the store's name and more."""
    return file.with_name(file.name + ending)


def suspect(file: Path) -> Path:
    """There while the file is known to be damaged, so that the next opening looks at all of it."""
    return beside(file, ".suspect")


def must_be_whole(file: Path, driver: Driver, cancel: Cancel | None = None, *, deep: bool = False) -> bool:
    """Read its structure through; with `deep` also whether each index has what its table has, and each row, which takes
    five times as long. False when cancelled. Raises the driver's error where it is damaged.

    It is opened to be read alone: closing it then does not fold the log in, so that all stays as a crash left it until
    it is known to be sound.
    """
    connection = driver.connect(file, read_only=True)
    try:
        connection.set_progress_handler(lambda: bool(cancel), 10_000)
        tables = connection.execute("select name, sql from sqlite_master where type = 'table'").fetchall()
        for table, sql in tables:
            if cancel:
                return False
            name = table.replace('"', '""')
            if connection.execute(f'pragma {"integrity" if deep else "quick"}_check("{name}")').fetchone()[0] != "ok":
                raise damaged(driver)
            if deep and not sql.lower().startswith("create virtual"):
                # Bytes that are no text are found by nothing else.
                deque(connection.execute(f'select * from "{name}"'), maxlen=0)
    finally:
        connection.close()
    return True


def must_have_tables(connection: sqlite3.Connection, migrations: Migrations, driver: Driver) -> None:
    """Raise the driver's error unless every table and column is there that the migrations make."""
    fresh = driver.module.connect(":memory:", isolation_level=None)
    try:
        migrations.apply(Database(fresh))
        wanted = set(fresh.execute(_LAYOUT).fetchall())
    finally:
        fresh.close()
    if wanted - set(connection.execute(_LAYOUT).fetchall()):
        raise damaged(driver)


def damaged(driver: Driver) -> Exception:
    """What SQLite itself raises."""
    error: Exception = driver.module.DatabaseError("database disk image is malformed")
    return error
