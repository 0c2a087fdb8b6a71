"""One SQLite file of this library: private to its owner, brought up to date, one writer at a time.

SQLite 3.7.0 to 3.51.2 can corrupt a WAL file when two connections write or checkpoint at the same moment. So a file has
the only connection of its process, and a lock on a file beside the database is taken around every write, its checkpoint
included, so that a second process takes turns instead.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database, Migrations

from roleplay_lite.errors import StoreError


class SqliteFile:
    """Safe to use from several threads; a closed one raises StoreError.

    `name` is what messages call it, `elsewhere` how a person chooses another place for it.
    """

    def __init__(self, file: Path | None, migrations: Migrations, *, name: str, elsewhere: str) -> None:
        """Open or make it; None keeps it in memory. Raises StoreError with the fix."""
        self._file, self._name, self._elsewhere = file, name, elsewhere
        self._lock = threading.RLock()
        self._guard = -1
        try:
            if file:
                self._guard = _private(file)
            self._connection = sqlite3.connect(
                file or ":memory:", timeout=10, check_same_thread=False, isolation_level=None
            )
        except (sqlite3.Error, OSError) as error:
            self._let_go()
            raise self._translated(error) from error
        try:
            with self._exclusive():
                self._connection.execute("pragma journal_mode=wal")
                self._connection.execute("pragma synchronous=normal")
                self._connection.execute("pragma foreign_keys=on")
                self._migrate(migrations)
        except BaseException as error:
            self.close()
            if isinstance(error, (sqlite3.Error, OSError)):
                raise self._translated(error) from error
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

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        with self._lock:
            if self._guard >= 0:
                fcntl.flock(self._guard, fcntl.LOCK_EX)
            try:
                yield
            finally:
                if self._guard >= 0:
                    fcntl.flock(self._guard, fcntl.LOCK_UN)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, on disk as a whole or not at all."""
        try:
            with self._exclusive():
                self._connection.execute("begin immediate")
                try:
                    yield self._connection
                except BaseException:
                    self._connection.execute("rollback")
                    raise
                self._connection.execute("commit")
        except sqlite3.Error as error:
            raise self._translated(error) from error

    def read(self, query: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """The rows of a query."""
        with self._lock:
            try:
                cursor = self._connection.execute(query, tuple(values))
                cursor.row_factory = sqlite3.Row
                return cursor.fetchall()
            except sqlite3.Error as error:
                raise self._translated(error) from error

    def close(self) -> None:
        """Fold the log into the database file and let go of it. Closing twice is the same as once."""
        with self._exclusive():
            # Closing the last connection checkpoints, which is a write.
            self._connection.close()
        self._let_go()

    def _let_go(self) -> None:
        if self._guard >= 0:
            os.close(self._guard)
            self._guard = -1

    def _translated(self, error: Exception) -> StoreError:
        text = str(error)
        if "malformed" in text or "not a database" in text:
            fix = "it is damaged; move it away, and a new one is made"
        elif "full" in text or getattr(error, "errno", 0) == 28:
            fix = "the disk is full; free some space"
        elif "readonly" in text or isinstance(error, OSError):
            fix = f"it cannot be written there; give another {self._elsewhere}"
        else:
            fix = f"give another {self._elsewhere}"
        return StoreError(f"{self._name} {self._file or ''} failed ({text}): {fix}")


def _private(file: Path) -> int:
    """Make the file and its lock readable by their owner alone; gives the lock's descriptor."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    return os.open(file.with_name(file.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
