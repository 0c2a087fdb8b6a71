"""Rolling copies of a store: taken while it is in use, in place only when whole, and put in its stead when it is
damaged.

They lie in a folder beside the file, numbered, since a board's clock may jump back, and each has its sha256 beside it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database, Migrations

from roleplay_lite import paths
from roleplay_lite.engines import Cancel
from roleplay_lite.errors import StoreError
from roleplay_lite.memory.driver import PLAIN, Driver
from roleplay_lite.memory.locks import Locks
from roleplay_lite.memory.soundness import beside, damaged, is_damage

KEEP = 3
EVERY_SECONDS = 86_400.0
ASIDE_KEPT = 2
"""Damaged files that are kept to be looked into; they hold what was told, like the store."""
_STEP_PAGES = 256
_LOOK_SECONDS = 0.02
_SPARE_BYTES = 8 << 20


class Backups:
    """The copies of one file. Raises StoreError where one cannot be made."""

    def __init__(self, file: Path, *, keep: int = KEEP, driver: Driver = PLAIN) -> None:
        self.file, self._keep, self._driver = file, keep, driver
        self.folder = beside(file, ".backups")

    def files(self) -> list[Path]:
        """The newest first."""
        with suppress(OSError):
            return sorted((f for f in self.folder.glob("*.db") if f.stem.isdigit()), key=_number, reverse=True)
        return []

    def due(self, now: float) -> bool:
        """Whether the newest is a day old, or there is none, or it is from a time that has not come yet."""
        newest = next(iter(self.files()), None)
        if not newest:
            return True
        with suppress(OSError):
            age = now - newest.stat().st_mtime
            return age >= EVERY_SECONDS or age < -EVERY_SECONDS
        return True

    def take(self, cancel: Cancel | None = None) -> Path | None:
        """Copy the store as it is now, check the copy and let the oldest go; None when cancelled. Others may write
        meanwhile. A damaged store is refused: its copy would push out a sound one."""
        try:
            paths.private_dir(self.folder)
            with _one_at_a_time(self.folder, cancel) as free:
                return self._take(cancel) if free else None
        except self._driver.failures as error:
            raise self._failed(error) from error

    def _take(self, cancel: Cancel | None) -> Path | None:
        partial = self.folder / ".partial"
        try:
            self._room()
            partial.unlink(missing_ok=True)
            partial.touch(mode=0o600)
            copied = _copy(self.file, partial, self._driver, cancel) and _sync(partial)
            digest = copied and _digest(partial, cancel)
            if not digest:
                return None
            made = self.folder / f"{max([0, *map(_number, self.files())]) + 1:06d}.db"
            _write(_digest_file(made), digest)
            partial.replace(made)
            _sync(self.folder)
            for old in self.files()[self._keep :]:
                self.remove(old)
        finally:
            for ending in ("", "-journal", "-wal", "-shm"):
                with suppress(OSError):
                    beside(partial, ending).unlink(missing_ok=True)
        return made

    def sound(self, backup: Path) -> bool:
        """Whether it is whole, untouched and opens with this store's key."""
        try:
            if _digest(backup) != _digest_file(backup).read_text():
                return False
            return bool(_whole(backup, self._driver))
        except (OSError, UnicodeDecodeError):
            return False
        except self._driver.errors:
            return False

    def stand_in(self) -> tuple[Path, Path] | None:
        """Put the newest sound copy in the place of the damaged file; gives it, and where the damaged one lies now.
        None when there is none. The caller holds the locks and has no connection."""
        for backup in self.files():
            if self.sound(backup):
                try:
                    return backup, put_in_place(self.file, backup, self._driver, word="broken")
                except self._driver.failures as error:
                    raise self._failed(error) from error
        return None

    def remove(self, backup: Path) -> None:
        """Delete a copy, or a file put aside. Raises OSError."""
        for file in (backup, _digest_file(backup), beside(backup, "-wal")):
            file.unlink(missing_ok=True)

    def aside(self) -> list[Path]:
        """Files that were replaced, the newest first, without their logs."""
        found = [f for w in ("broken", "replaced") for f in self.file.parent.glob(f"{_escaped(self.file.name)}.{w}-*")]
        return sorted((f for f in found if not f.name.endswith(("-wal", "-shm"))), key=_made, reverse=True)

    def _room(self) -> None:
        if shutil.disk_usage(self.folder).free < self.file.stat().st_size + _SPARE_BYTES:
            raise OSError(28, "No space left on device")

    def _failed(self, error: Exception) -> StoreError:
        text = str(error)
        if is_damage(error):
            fix = "the store is damaged and no copy was made of it; the earlier ones are kept"
        elif getattr(error, "errno", 0) == 28 or "full" in text:
            fix = "the disk is full; free some space"
        else:
            fix = f"see that {self.folder} can be written"
        return StoreError(f"the backup of {self.file} failed ({text}): {fix}")


def restore(file: Path, from_: Path, migrations: Migrations, *, driver: Driver = PLAIN) -> Path | None:
    """Put a copy of `from_` in the place of the store; gives where what stood there is now. Raises StoreError, and has
    changed nothing, where `from_` is damaged, no such store, from a newer version, or the store is in use."""
    try:
        if not from_.is_file():
            raise StoreError(f"{from_} is no file; give one of {file.name}.backups or a store")
        fits(from_, migrations, driver)
        locks = Locks.beside(file)
        try:
            with locks.writing():
                if not locks.alone():
                    raise StoreError(f"{file} is in use; end the program that has it open, and restore again")
                return put_in_place(file, from_, driver, word="replaced")
        finally:
            locks.close()
    except driver.failures as error:
        raise StoreError(f"{from_} cannot be restored ({error}): give another backup, or free some space") from error


def put_in_place(file: Path, from_: Path, driver: Driver, *, word: str) -> Path:
    """Replace the store by a copy of `from_`; gives where the old one is. Killed at any moment, the next opening finds
    the old file, marked as suspect, or the new one."""
    partial = beside(file, ".partial")
    log, shared, mark = (beside(file, ending) for ending in ("-wal", "-shm", ".suspect"))
    aside = _free_name(file, word)
    try:
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600)
        _copy(from_, partial, driver)
        _sync(partial)
        _write(mark, "")
        _link(file, aside)
        if log.exists():
            _copy_bytes(log, beside(aside, "-wal"))
        # Before the new file is in place: an old log would be laid over it.
        log.unlink(missing_ok=True)
        shared.unlink(missing_ok=True)
        _sync(file.parent)
        partial.replace(file)
        _sync(file.parent)
        mark.unlink()
    finally:
        partial.unlink(missing_ok=True)
    backups = Backups(file)
    for old in backups.aside()[ASIDE_KEPT:]:
        backups.remove(old)
    return aside


def fits(from_: Path, migrations: Migrations, driver: Driver) -> None:
    """Raise StoreError unless it is a whole store of this or an earlier version."""
    connection = driver.connect(from_, read_only=True)
    try:
        applied = {row.name for row in migrations.applied(Database(connection))}
    except driver.errors as error:
        raise StoreError(f"{from_} cannot be read ({error}): it is damaged, no store, or of another key") from error
    finally:
        connection.close()
    if not applied:
        raise StoreError(f"{from_} is no such store; give one of its backups")
    if newer := applied - {step.name for step in migrations._migrations}:
        raise StoreError(
            f"{from_} was written by a newer version (it has {', '.join(sorted(newer))}); update roleplay-lite"
        )
    if not _whole(from_, driver):
        raise StoreError(f"{from_} is damaged; give another backup")


def _copy(source: Path, target: Path, driver: Driver, cancel: Cancel | None = None) -> bool:
    """By SQLite's online backup, of one moment; False when cancelled. The copy is checked."""
    reading = driver.connect(source, read_only=True)
    try:
        writing = driver.connect(target)
        try:
            # A read that is held open keeps to one moment, so that no write of others starts the copy anew.
            reading.execute("begin")
            reading.execute("select count(*) from sqlite_master").fetchone()
            writing.execute("pragma synchronous=off")
            reading.backup(writing, pages=_STEP_PAGES, progress=lambda *_: _go_on(cancel))
            writing.execute("pragma journal_mode=delete")
            if cancel:
                return False
            _must_be_whole(writing, driver)
        finally:
            writing.close()
    except _Cancelled:
        return False
    finally:
        reading.close()
    return True


class _Cancelled(Exception):
    pass


def _go_on(cancel: Cancel | None) -> None:
    if cancel:
        raise _Cancelled


def _whole(file: Path, driver: Driver) -> bool:
    connection = driver.connect(file, read_only=True)
    try:
        return bool(connection.execute("pragma quick_check(1)").fetchone()[0] == "ok")
    finally:
        connection.close()


def _must_be_whole(connection: sqlite3.Connection, driver: Driver) -> None:
    if connection.execute("pragma quick_check(1)").fetchone()[0] != "ok":
        raise damaged(driver)


@contextmanager
def _one_at_a_time(folder: Path, cancel: Cancel | None) -> Iterator[bool]:
    """Wait while another process takes a copy; False when cancelled."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        while not cancel:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(_LOOK_SECONDS)
        yield not cancel
    finally:
        os.close(descriptor)


def _number(file: Path) -> int:
    return int(file.stem)


def _made(file: Path) -> float:
    with suppress(OSError):
        return file.stat().st_ctime
    return 0.0


def _escaped(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _free_name(file: Path, word: str) -> Path:
    stem = f"{file.name}.{word}-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}"
    names = (f"{stem}{f'-{n}' if n else ''}" for n in range(10_000))
    return next(file.with_name(name) for name in names if not file.with_name(name).exists())


def _link(file: Path, name: Path) -> None:
    try:
        os.link(file, name)
    except OSError:
        # A card's FAT knows no second name.
        _copy_bytes(file, name)


def _copy_bytes(file: Path, name: Path) -> None:
    name.touch(mode=0o600)
    shutil.copyfile(file, name)
    _sync(name)


def _write(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.write_text(text)
    _sync(file)


def _sync(path: Path) -> bool:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return True


def _digest_file(backup: Path) -> Path:
    return backup.with_suffix(".sha256")


def _digest(file: Path, cancel: Cancel | None = None) -> str:
    """Empty when cancelled."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            if cancel:
                return ""
            digest.update(chunk)
    return digest.hexdigest()
