"""Which SQLite opens a file, and with which key: the standard library's, or one that encrypts (`cipher.py`)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """A module with the calls of `sqlite3`, and the file's raw key where it has one."""

    module: ModuleType = sqlite3
    key: bytes = field(default=b"", repr=False)
    """32 bytes; empty for a file that is not encrypted. Never in a message."""

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What its calls raise; the second where a damaged file makes it say what is no text."""
        error: type[Exception] = self.module.Error
        return error, UnicodeDecodeError

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        """These, and what the system raises about the files."""
        return *self.errors, OSError

    def connect(self, file: Path | str, *, read_only: bool = False, wait_seconds: float = 10.0) -> sqlite3.Connection:
        """A connection without implicit transactions, for any thread; the key is given, not yet tried."""
        name = str(file)
        if read_only:
            name = Path(file).resolve().as_uri() + "?mode=ro"
        connection: sqlite3.Connection = self.module.connect(
            name, timeout=wait_seconds, check_same_thread=False, isolation_level=None, uri=read_only
        )
        if self.key:
            # Its own log would tell of a damaged page on stderr.
            connection.execute("pragma cipher_log_level = none")
            connection.execute(f"pragma key = \"x'{self.key.hex()}'\"")
        return connection


PLAIN = Driver()
