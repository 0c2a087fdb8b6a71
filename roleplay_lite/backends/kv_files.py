"""Saved KV states: a persona's prefix, so that it starts warm after a reboot.

A state is only as good as the model, the binding and the tokens it was made with, so all of these are in its name; and
a damaged state would crash the engine that reads it, so its own digest stands beside it and is checked first.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from roleplay_lite import paths

KEEP = 16
"""Files kept; the least recently used go first. About 10 MB each for a 0.5B model."""
_ABANDONED_SECONDS = 600


class KvFiles:
    """A folder of saved states. It is a convenience: a disk that is full, read-only or slow to be mounted costs a start
    its warmth and nothing else, so no error of the disk leaves this class."""

    def __init__(self, folder: Path, *, made_with: str) -> None:
        self._folder = folder
        self._made_with = made_with

    def path(self, tokens: Sequence[int], adapter: str = "") -> Path:
        """Where the state of these tokens is or would be; `adapter` tells with which they were decoded."""
        digest = hashlib.sha256(f"{self._made_with} {adapter}".rstrip().encode())
        digest.update(b"".join(token.to_bytes(4, "little", signed=True) for token in tokens))
        return self._folder / f"{digest.hexdigest()[:32]}.kv"

    def read(self, tokens: Sequence[int], load: Callable[[Path], bool], adapter: str = "") -> bool:
        """Give a whole and untouched file to `load`; True when it took it. A damaged file is thrown away."""
        path = self.path(tokens, adapter)
        try:
            wanted = self._digest_file(path).read_text()
            whole = _digest(path) == wanted
        except (OSError, UnicodeDecodeError):
            whole = False
        taken = whole and load(path)
        with suppress(OSError):
            if taken:
                os.utime(path)
            else:
                self._drop(path)
        return taken

    def write(self, tokens: Sequence[int], save: Callable[[Path], bool], adapter: str = "") -> bool:
        """Have `save` write the file; it is in place only when whole. False when the disk would not take it."""
        path = self.path(tokens, adapter)
        partial = path.with_suffix(f".{os.getpid()}.partial")
        try:
            paths.private_dir(self._folder)
            # Made here and not by `save`, so that it is its owner's alone from the first byte on.
            partial.touch(mode=0o600)
            if not save(partial):
                return False
            self._digest_file(path).write_text(_digest(partial))
            partial.replace(path)
            self._evict()
        except OSError:
            return False
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
        return True

    def _evict(self) -> None:
        files = sorted(self._folder.glob("*.kv"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[KEEP:]:
            self._drop(file)
        for partial in self._folder.glob("*.partial"):
            # Left by a process that was killed while it wrote; one that is being written is younger.
            if time.time() - partial.stat().st_mtime > _ABANDONED_SECONDS:
                partial.unlink(missing_ok=True)

    def _drop(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._digest_file(path).unlink(missing_ok=True)

    @staticmethod
    def _digest_file(path: Path) -> Path:
        return path.with_suffix(".sha256")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
