"""Saved KV states: a persona's prefix, so that it starts warm after a reboot.

A state is only as good as the model, the binding and the tokens it was made with, so all of these are in its name; and a
damaged state would crash the engine that reads it, so its own digest stands beside it and is checked first.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from roleplay_lite import paths

KEEP = 16
"""Files kept; the least recently used go first. About 10 MB each for a 0.5B model."""


class KvFiles:
    """A folder of saved states."""

    def __init__(self, folder: Path, *, made_with: str) -> None:
        self._folder = paths.private_dir(folder)
        self._made_with = made_with

    def path(self, tokens: Sequence[int]) -> Path:
        """Where the state of these tokens is or would be."""
        digest = hashlib.sha256(self._made_with.encode())
        digest.update(b"".join(token.to_bytes(4, "little", signed=True) for token in tokens))
        return self._folder / f"{digest.hexdigest()[:32]}.kv"

    def read(self, tokens: Sequence[int], load: Callable[[Path], bool]) -> bool:
        """Give a whole and untouched file to `load`; True when it took it. A damaged file is thrown away."""
        path = self.path(tokens)
        try:
            wanted = self._digest_file(path).read_text()
            whole = _digest(path) == wanted
        except OSError:
            return False
        if whole and load(path):
            os.utime(path)
            return True
        self._drop(path)
        return False

    def write(self, tokens: Sequence[int], save: Callable[[Path], bool]) -> bool:
        """Have `save` write the file; it is in place only when whole. False when the disk would not take it."""
        path = self.path(tokens)
        partial = path.with_suffix(f".{os.getpid()}.partial")
        try:
            partial.touch(mode=0o600)
            if not save(partial):
                return False
            self._digest_file(path).write_text(_digest(partial))
            partial.replace(path)
        except OSError:
            # The cache is a convenience: a full disk costs the next start its warmth and nothing else.
            return False
        finally:
            partial.unlink(missing_ok=True)
        self._evict()
        return True

    def _evict(self) -> None:
        files = sorted(self._folder.glob("*.kv"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[KEEP:]:
            self._drop(file)

    def _drop(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._digest_file(path).unlink(missing_ok=True)

    @staticmethod
    def _digest_file(path: Path) -> Path:
        return path.with_suffix(".sha256")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
