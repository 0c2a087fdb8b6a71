"""Opening the file that memories and turns are kept in, as every program of the library does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from roleplay_lite.device import Device, StoreConfig
from roleplay_lite.memory.backup import Backups
from roleplay_lite.memory.cipher import driver_for
from roleplay_lite.memory.migrations import migrations
from roleplay_lite.memory.sqlite_file import SqliteFile

IN_MEMORY = ":memory:"
NAME, ELSEWHERE = "the store", "store.path in device.toml"


def open_file(file: Path | str | None = None) -> SqliteFile:
    """`file`, or the store of this machine's `device.toml`; `:memory:` keeps nothing. Raises StoreError."""
    if str(file) == IN_MEMORY:
        return SqliteFile(None, migrations, name=NAME, elsewhere=ELSEWHERE)
    return open_store(replace(Device.read().store, path=place_of(file)))


def open_store(config: StoreConfig) -> SqliteFile:
    """The store of a recipe, with its key and its copies; kept in memory where it is not enabled. Raises StoreError."""
    if not config.enabled:
        return SqliteFile(None, migrations, name=NAME, elsewhere=ELSEWHERE)
    path, driver = config.file, driver_for(config.key_file)
    backups = Backups(path, keep=config.backups, driver=driver) if config.backups else None
    return SqliteFile(path, migrations, name=NAME, elsewhere=ELSEWHERE, driver=driver, backups=backups)


def place_of(file: Path | str | None = None) -> Path:
    """Where it is, or would be."""
    return Path(file).expanduser() if file else Device.read().store.file
