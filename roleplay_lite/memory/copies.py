"""Copies of the file, taken and put back by a person."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from roleplay_lite.device import Device
from roleplay_lite.errors import InputError, StoreError
from roleplay_lite.memory.backup import Backups
from roleplay_lite.memory.backup import restore as put_back
from roleplay_lite.memory.cipher import driver_for
from roleplay_lite.memory.migrations import migrations
from roleplay_lite.memory.sqlite_file import SqliteFile


def backup(db: SqliteFile, target: Path | None = None) -> Path:
    """A checked copy beside the file, one of its rolling ones, or at `target`; gives where. Raises StoreError."""
    if not db.file:
        raise InputError("a memory that is kept nowhere has no copy; open it on a file")
    made = (db.backups or Backups(db.file, driver=db.driver)).take()
    if made is None:
        raise StoreError(f"the backup of {db.file} was broken off; try again")
    if target is None:
        return made
    if target.resolve() == db.file.resolve():
        raise InputError(f"{target} is the store itself; give another file")
    partial = target.with_name(target.name + ".partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        shutil.copyfile(made, partial)
        partial.replace(target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written ({error}); the copy is at {made}") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return target


def restore(file: Path, from_: Path | None = None) -> tuple[Path, Path | None]:
    """Put a copy in the place of the file, which no program may have open: `from_`, or the newest of its own. Gives
    the copy, and where what stood there is now. Raises StoreError, and has changed nothing."""
    driver = driver_for(Device.read().store.key_file)
    backups = Backups(file, driver=driver)
    chosen = from_ or next((each for each in backups.files() if backups.sound(each)), None)
    if chosen is None:
        raise StoreError(f"there is no sound backup in {backups.folder}; give the file to restore from")
    return chosen, put_back(file, chosen, migrations, driver=driver)
