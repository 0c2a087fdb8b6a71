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
from roleplay_lite.memory.soundness import (
    CHECKED_AT_OPENING,
    begins_as_plain,
    damaged,
    is_damage,
    must_be_whole,
    must_have_tables,
    suspect,
    was_left_open,
)

if TYPE_CHECKING:
    from roleplay_lite.engines import Cancel
    from roleplay_lite.memory.backup import Backups

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
        self._durable = self._is_open = False
        self.backups = backups
        self.restored_from: Path | None = None
        """The copy that was put in the place of the file, which was damaged when it was opened."""
        self.broken: Path | None = None
        """Where the damaged file was put."""
        self.unchecked = False
        """Whether it was not closed the last time and is too large to be checked while somebody waits."""
        self._made = not file or not file.exists()
        try:
            self._locks = Locks.beside(file) if file else None
            with self._exclusive():
                self._open_sound(migrations)
            self._is_open = True
        except BaseException as error:
            self._let_go()
            if isinstance(error, driver.failures):
                raise self._translated(error) from error
            raise

    @property
    def file(self) -> Path | None:
        return self._file

    @property
    def driver(self) -> Driver:
        return self._driver

    def _open_sound(self, migrations: Migrations) -> None:
        looked_at = bool(self._file and self._alone() and self._look_at_what_was_left(self._file))
        try:
            if self._file and self._is_emptied(self._file):
                raise damaged(self._driver)
            if looked_at and self._file:
                must_be_whole(self._file, self._driver, deep=suspect(self._file).exists())
            self._open(migrations, looked_at)
        except self._driver.errors as error:
            if not is_damage(error, suspected=looked_at) or not self._stand_in():
                raise
            self._open(migrations, True)
        if looked_at and self._file:
            suspect(self._file).unlink(missing_ok=True)

    def _look_at_what_was_left(self, file: Path) -> bool:
        """Whether it is to be checked before it is used."""
        if suspect(file).exists():
            return True
        self.unchecked = was_left_open(file) and file.stat().st_size > CHECKED_AT_OPENING
        return was_left_open(file) and not self.unchecked

    def _is_emptied(self, file: Path) -> bool:
        """Cut to nothing, or to one byte, which SQLite takes for a new one. Whoever takes it away wants it gone."""
        if not self.backups or not self.backups.files() or was_left_open(file) or not self._alone():
            return False
        return not self._made and file.stat().st_size <= 1

    def _stand_in(self) -> bool:
        if self.backups and self._alone() and (found := self.backups.stand_in()):
            self.restored_from, self.broken = found
            self.unchecked = False
            return True
        return False

    def _open(self, migrations: Migrations, looked_at: bool) -> None:
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
            if looked_at:
                must_have_tables(connection, migrations, self._driver)
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

    def _alone(self) -> bool:
        return bool(self._locks and self._locks.alone())

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
        """Read the whole through, which takes some 20 ms per MB; for the idle time. Cancelled, it has checked nothing.
        Raises StoreError where it is damaged: at the next opening a copy is put in its place."""
        try:
            if self._file and must_be_whole(self._file, self._driver, cancel, deep=True):
                self.unchecked = False
        except self._driver.errors as error:
            if not cancel:
                raise self._translated(error) from error

    def back_up(self, now: float, cancel: Cancel | None = None) -> Path | None:
        """Take a copy where one is due, for the idle time; None where none is, or when cancelled. Raises StoreError."""
        if not self.backups or not self.backups.due(now):
            return None
        try:
            return self.backups.take(cancel)
        except StoreError as error:
            if is_damage(error.__cause__):
                self._suspect()
            raise

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

    def _suspect(self) -> bool:
        """Have the next opening put a copy in its place; False where there is none."""
        if not self._file or not self.backups or not self.backups.files() or not self._is_open:
            return False
        with suppress(OSError):
            suspect(self._file).touch(mode=0o600)
        return True

    def _translated(self, error: Exception) -> StoreError:
        # What it quotes may be words of the person's.
        text = re.sub(r"(\"|near |with text ).*", "…", str(error), flags=re.DOTALL)
        return StoreError(f"{self._name} {self._file or ''} failed ({text}): {self._fix(error)}")

    def _fix(self, error: Exception) -> str:
        text = str(error)
        if "not a database" in text and self._file and self._driver.key:
            return _NOT_ENCRYPTED if begins_as_plain(self._file) else _OTHER_KEY
        if "not a database" in text and self._file and not begins_as_plain(self._file):
            return f"it is damaged; {_NO_COPY} (or it is encrypted: give its key, store.key_file)"
        if is_damage(error):
            mended = self._suspect()
            return f"it is damaged; {'start again, and a copy takes its place' if mended else _NO_COPY}"
        if "full" in text or getattr(error, "errno", 0) == 28:
            return "the disk is full; free some space"
        if "locked" in text:
            return "another program is writing to it; end that, and try again"
        if "readonly" in text or isinstance(error, OSError):
            return f"it cannot be written there; give another {self._elsewhere}"
        return f"give another {self._elsewhere}"


_NOT_ENCRYPTED = "it is not encrypted: encrypt it (`memory encrypt`) or leave out store.key_file"
_OTHER_KEY = "the key in store.key_file is not the one it was made with, or it is damaged; give that key"
_NO_COPY = "move it away, and a new one is made"
