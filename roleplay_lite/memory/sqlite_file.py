"""One SQLite file of this library: private to its owner, brought up to date, one writer at a time.

SQLite 3.7.0 to 3.51.2 can corrupt a WAL file when two connections write or checkpoint at the same moment. So a file has
the only writing connection of its process, and a lock on a file beside the database is taken around every write, its
checkpoint included, so that a second process takes turns instead.

A file that was closed has no log beside it: one that has, while nobody else has it open, was left by a crash or a power
cut, and is checked before it is used. Damage that is found while it is in use is marked and mended at the next opening.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database, Migrations

from roleplay_lite.errors import StoreError
from roleplay_lite.memory.driver import PLAIN, Driver
from roleplay_lite.memory.locks import Locks

if TYPE_CHECKING:
    from roleplay_lite.engines import Cancel
    from roleplay_lite.memory.backup import Backups

CHECKED_AT_OPENING = 16 << 20
"""Bytes up to which a file that was not closed is checked as a whole before it is used, which takes some 5 ms per MB;
a larger one is checked in the idle time (`unchecked`, `check`)."""
_LOG_PAGES = 1000
_LOG_BYTES = 4 << 20


class SqliteFile:
    """Safe to use from several threads; a closed one raises StoreError.

    `name` is what messages call it, `elsewhere` how a person chooses another place for it.
    """

    def __init__(
        self,
        file: Path | None,
        migrations: Migrations,
        *,
        name: str,
        elsewhere: str,
        driver: Driver = PLAIN,
        backups: Backups | None = None,
    ) -> None:
        """Open or make it; None keeps it in memory. A damaged one is replaced by its newest sound copy, where `backups`
        has one: see `restored_from`. Raises StoreError with the fix."""
        self._file, self._name, self._elsewhere, self._driver = file, name, elsewhere, driver
        self._lock = threading.RLock()
        self._locks: Locks | None = None
        self._connection: sqlite3.Connection
        self._durable = False
        self.backups = backups
        self.restored_from: Path | None = None
        """The copy that was put in the place of the file, which was damaged when it was opened."""
        self.broken: Path | None = None
        """Where the damaged file was put."""
        self.unchecked = False
        """Whether it was not closed the last time and is too large to be checked while somebody waits."""
        try:
            self._locks = Locks.beside(file) if file else None
            with self._exclusive():
                self._open_sound(migrations)
        except BaseException as error:
            self._let_go()
            if isinstance(error, (driver.errors, OSError)):
                raise self._translated(error) from error
            raise

    @property
    def file(self) -> Path | None:
        return self._file

    @property
    def driver(self) -> Driver:
        return self._driver

    def _open_sound(self, migrations: Migrations) -> None:
        try:
            self._open(migrations)
        except self._driver.errors as error:
            if not self._file or not _is_damage(error) or not self.backups or not self._alone():
                raise
            self.restored_from, self.broken = self.backups.stand_in() or (None, None)
            if not self.restored_from:
                raise
            self.unchecked = False
            self._open(migrations)

    def _open(self, migrations: Migrations) -> None:
        if self._file and self._alone():
            self._check_what_was_left(self._file)
        self._connection = connection = self._driver.connect(self._file or ":memory:")
        try:
            connection.execute("pragma secure_delete=on")
            connection.execute("pragma journal_mode=wal")
            connection.execute("pragma synchronous=normal")
            connection.execute("pragma foreign_keys=on")
            connection.execute(f"pragma wal_autocheckpoint={_LOG_PAGES}")
            connection.execute(f"pragma journal_size_limit={_LOG_BYTES}")
            self._durable = False
            self._migrate(migrations)
        except BaseException:
            connection.close()
            raise

    def _migrate(self, migrations: Migrations) -> None:
        database = Database(self._connection)
        newer = {row.name for row in migrations.applied(database)} - {m.name for m in migrations._migrations}
        if newer:
            raise StoreError(
                f"{self._file} was written by a newer version (it has {', '.join(sorted(newer))}); "
                f"update roleplay-lite or give another {self._elsewhere}"
            )
        migrations.apply(database)

    def _check_what_was_left(self, file: Path) -> None:
        suspect = _mark(file).exists()
        if not suspect and not _beside(file, "-wal").exists():
            return
        self.unchecked = not suspect and file.stat().st_size > CHECKED_AT_OPENING
        if not self.unchecked:
            self._check(file)
            _mark(file).unlink(missing_ok=True)

    def _alone(self) -> bool:
        return bool(self._locks and self._locks.alone())

    def _check(self, file: Path, cancel: Cancel | None = None) -> bool:
        # Read-only: closing it does not fold the log in, so that what a crash left stays as it is until it is known
        # to be sound.
        connection = self._driver.connect(file, read_only=True)
        try:
            connection.set_progress_handler(lambda: bool(cancel), 10_000)
            for (table,) in connection.execute("select name from sqlite_master where type = 'table'").fetchall():
                if cancel:
                    return False
                if connection.execute(f"pragma quick_check({_quoted(table)})").fetchone()[0] != "ok":
                    raise self._driver.module.DatabaseError("database disk image is malformed")
        finally:
            connection.close()
        return True

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        with self._lock:
            if not self._locks:
                yield
                return
            with self._locks.writing():
                yield

    @contextmanager
    def writing(self, durable: bool = False) -> Iterator[sqlite3.Connection]:
        """One transaction, on disk as a whole or not at all. With `durable` it, and all before it, outlasts a power cut
        from the moment it ends; without, the last of them may be missing after one, never a part of one."""
        try:
            with self._exclusive():
                if durable != self._durable:
                    self._connection.execute(f"pragma synchronous={'full' if durable else 'normal'}")
                    self._durable = durable
                self._connection.execute("begin immediate")
                try:
                    yield self._connection
                    self._connection.execute("commit")
                except BaseException:
                    # A full disk has rolled it back already.
                    if self._connection.in_transaction:
                        self._connection.execute("rollback")
                    raise
        except self._driver.errors as error:
            raise self._translated(error) from error

    def read(self, query: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """The rows of a query."""
        with self._lock:
            try:
                cursor = self._connection.execute(query, tuple(values))
                cursor.row_factory = self._driver.module.Row
                return cursor.fetchall()
            except self._driver.errors as error:
                raise self._translated(error) from error

    def check(self, cancel: Cancel | None = None) -> None:
        """Read the whole structure through, which takes some 5 ms per MB; for the idle time. Cancelled, it has checked
        nothing. Raises StoreError where it is damaged: at the next opening a copy is put in its place."""
        try:
            if self._file and self._check(self._file, cancel):
                self.unchecked = False
        except self._driver.errors as error:
            if not cancel:
                raise self._translated(error) from error

    def fold(self) -> bool:
        """Write the log into the file and empty it; False where another process was reading at that moment."""
        try:
            with self._exclusive():
                row = self._connection.execute("pragma wal_checkpoint(truncate)").fetchone()
                return not row[0]
        except self._driver.errors as error:
            raise self._translated(error) from error

    def rewrite(self, cancel: Cancel | None = None) -> bool:
        """Write the whole file anew, so that nothing is left in it of what was deleted, and empty the log; False when
        cancelled. Takes a second per 100 MB and as much room again. Raises StoreError where another process would not
        let go of the log."""
        if not self._file:
            return True
        try:
            with self._exclusive():
                self._connection.set_progress_handler(lambda: bool(cancel), 10_000)
                try:
                    self._connection.execute("vacuum")
                finally:
                    self._connection.set_progress_handler(None, 0)
        except self._driver.errors as error:
            if cancel:
                return False
            raise self._translated(error) from error
        if not self.fold():
            raise StoreError(f"{self._file} is being read by another program; end it and try again")
        return True

    def close(self) -> None:
        """Fold the log into the database file and let go of it. Closing twice is the same as once."""
        with self._exclusive():
            # Closing the last connection checkpoints, which is a write.
            self._connection.close()
        self._let_go()

    def _let_go(self) -> None:
        if self._locks:
            self._locks.close()
            self._locks = None

    def _suspect(self) -> None:
        if self._file and self.backups and self.backups.files():
            with suppress(OSError):
                _mark(self._file).touch(mode=0o600)

    def _translated(self, error: Exception) -> StoreError:
        # What follows "near" may be words of the person's.
        text = re.sub(r'near ".*', "near …", str(error), flags=re.DOTALL)
        if "not a database" in text and self._file and self._driver.key:
            plain = not _has_no_header(self._file)
            fix = "it is not encrypted: encrypt it (`memory encrypt`) or leave out store.key_file" if plain else _KEY
        elif "not a database" in text and self._file and _has_no_header(self._file):
            fix = "it is encrypted (give its key, store.key_file) or damaged; move it away, and a new one is made"
        elif _is_damage(error):
            fix = "it is damaged; move it away, and a new one is made"
            self._suspect()
        elif "full" in text or getattr(error, "errno", 0) == 28:
            fix = "the disk is full; free some space"
        elif "readonly" in text or isinstance(error, OSError):
            fix = f"it cannot be written there; give another {self._elsewhere}"
        else:
            fix = f"give another {self._elsewhere}"
        return StoreError(f"{self._name} {self._file or ''} failed ({text}): {fix}")


_KEY = "the key in store.key_file is not the one it was made with, or it is damaged; give that key"


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)


def _mark(file: Path) -> Path:
    """There while the file is known to be damaged."""
    return _beside(file, ".suspect")


def _is_damage(error: Exception) -> bool:
    text = str(error)
    return "malformed" in text or "not a database" in text


def _has_no_header(file: Path) -> bool:
    with suppress(OSError), file.open("rb") as stream:
        return stream.read(16) != b"SQLite format 3\0"
    return False


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
