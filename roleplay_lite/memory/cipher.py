"""An encrypted store (the extra `cipher`, SQLCipher): its key, and the change from plain to encrypted or to a new key.

The key is raw, 32 bytes as 64 hexadecimal digits, and no password: it comes from a file that only its owner can read,
or from the environment, and stands in no message and no log. Whoever loses it has lost the store.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import ModuleType

from sqlite_utils import Migrations

from roleplay_lite.errors import EngineMissing, StoreError
from roleplay_lite.memory.backup import Backups, fits, put_in_place
from roleplay_lite.memory.driver import PLAIN, Driver
from roleplay_lite.memory.locks import Locks

VARIABLE = "ROLEPLAY_LITE_STORE_KEY"
_BYTES = 32


def driver_for(key_file: Path | None, environment: Mapping[str, str] = os.environ) -> Driver:
    """What opens the store: with the key in that file, else in `$ROLEPLAY_LITE_STORE_KEY`, else plain SQLite. Raises
    StoreError about the key, EngineMissing where the package is not installed."""
    if key_file:
        return Driver(module=_sqlcipher(), key=_key(_read(key_file), str(key_file)))
    if given := environment.get(VARIABLE, ""):
        return Driver(module=_sqlcipher(), key=_key(given, f"${VARIABLE}"))
    return PLAIN


def new_key(file: Path) -> None:
    """Draw a key into a new file, for its owner alone. Raises StoreError where there is one: a key is never lost by
    writing another over it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_hex(_BYTES) + "\n")
            stream.flush()
            os.fsync(descriptor)
    except FileExistsError as error:
        raise StoreError(f"{file} is there already; give another file, or use its key") from error
    except OSError as error:
        raise StoreError(f"{file} cannot be written ({error.strerror}); give another file") from error


def change_key(file: Path, migrations: Migrations, *, now: Driver, to: Driver) -> None:
    """Encrypt a plain store, give an encrypted one another key, or make it plain. The old file and its copies are
    deleted and one copy is made anew; where it was cut off, call it again. Raises StoreError, and has changed nothing,
    where the store is in use, damaged or not opened by `now`."""
    partial, failures = file.with_name(file.name + ".rekeyed"), now.failures + to.failures
    try:
        if not file.is_file():
            raise StoreError(f"{file} is no file; give the path of a store")
        locks = Locks.beside(file)
        try:
            with locks.writing():
                if not locks.alone():
                    raise StoreError(f"{file} is in use; end the program that has it open and try again")
                backups = Backups(file, driver=to)
                if not _opens(file, to):
                    fits(file, migrations, now)
                    _export(file, partial, now, to)
                    # Before the new file is there: an old copy is never to be taken for one of it.
                    for old in backups.files():
                        backups.remove(old)
                    put_in_place(file, partial, to, word="replaced")
                _forget_old(backups)
        finally:
            locks.close()
    except failures as error:
        raise StoreError(f"the key of {file} was not changed ({error}): free some space and try again") from error
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                partial.with_name(partial.name + ending).unlink(missing_ok=True)


def _forget_old(backups: Backups) -> None:
    old = [*backups.files(), *backups.aside()]
    backups.take()
    for each in old:
        backups.remove(each)


def _export(source: Path, target: Path, now: Driver, to: Driver) -> None:
    module = (now if now.key else to).module
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    connection = Driver(module=module, key=now.key).connect(source)
    try:
        key = f"\"x'{to.key.hex()}'\"" if to.key else "''"
        connection.execute(f"attach database ? as rekeyed key {key}", (str(target),))
        connection.execute("select sqlcipher_export('rekeyed')")
        connection.execute("detach database rekeyed")
    finally:
        connection.close()


def _opens(file: Path, driver: Driver) -> bool:
    connection = driver.connect(file, read_only=True)
    try:
        connection.execute("select count(*) from sqlite_master").fetchone()
    except driver.errors:
        return False
    finally:
        connection.close()
    return True


def _sqlcipher() -> ModuleType:
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        hint = 'pip install "roleplay-lite[cipher]"'
        raise EngineMissing("an encrypted store needs the package 'sqlcipher3'", stage="store", hint=hint) from error
    module: ModuleType = dbapi2
    return module


def _read(file: Path) -> str:
    try:
        if stat.S_IMODE(file.stat().st_mode) & 0o077:
            raise StoreError(f"others can read the key in {file}; do `chmod 600 {file}`")
        return file.read_text(encoding="ascii")
    except OSError as error:
        raise StoreError(f"the key in {file} cannot be read ({error.strerror}); see store.key_file") from error
    except UnicodeDecodeError:
        # Without the cause: it would show the file's bytes.
        raise StoreError(_NO_KEY.format(file)) from None


_NO_KEY = "{} holds no key, which is 64 hexadecimal digits; `roleplay-lite memory key FILE` draws one"


def _key(text: str, place: str) -> bytes:
    digits = text.strip()
    if len(digits) != 2 * _BYTES or not all(c in "0123456789abcdefABCDEF" for c in digits):
        raise StoreError(_NO_KEY.format(place))
    return bytes.fromhex(digits)
