"""The locks beside a database file: whose turn it is to write, and whether anybody else has it open."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Locks:
    """Held by a process for as long as it has the file open. A killed process lets go of them."""

    def __init__(self, turn: int, open_: int) -> None:
        self._turn, self._open = turn, open_
        self._taken = 0

    @staticmethod
    def beside(file: Path) -> Locks:
        """Make the file and its locks, for their owner alone, or bring what is there to that. Raises OSError."""
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # A file that is there is not opened: closing it again would let go of SQLite's own locks in this process.
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        for ending in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError, PermissionError):
                os.chmod(file.with_name(file.name + ending), 0o600)
        turn = _private(file.with_name(file.name + ".lock"))
        try:
            open_ = _private(file.with_name(file.name + ".open"))
        except BaseException:
            os.close(turn)
            raise
        fcntl.flock(open_, fcntl.LOCK_SH)
        return Locks(turn, open_)

    def alone(self) -> bool:
        """Whether nobody else has the file open; asked while `writing`, nobody comes to use it before that ends."""
        try:
            fcntl.flock(self._open, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            fcntl.flock(self._open, fcntl.LOCK_SH)
        return True

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Wait for the turn. Within it, asking again is no wait."""
        if not self._taken:
            fcntl.flock(self._turn, fcntl.LOCK_EX)
        self._taken += 1
        try:
            yield
        finally:
            self._taken -= 1
            if not self._taken:
                fcntl.flock(self._turn, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go. Closing twice is the same as once."""
        for descriptor in (self._turn, self._open):
            if descriptor >= 0:
                os.close(descriptor)
        self._turn = self._open = -1


def _private(file: Path) -> int:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    with suppress(PermissionError):
        os.fchmod(descriptor, 0o600)
    return descriptor
