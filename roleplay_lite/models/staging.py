"""The folder a model grows in, beside the one it will be: locked, measured, and moved into place in one step."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from roleplay_lite.errors import PullError
from roleplay_lite.models.growing import Growing
from roleplay_lite.models.shelf import MARKER, InstalledFile, marker_text


@contextmanager
def locked(models: Path, name: str, *, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the model against other processes; `waiting` is told once when another one has it.

    The kernel frees the lock of a process that dies. The lock file stays: deleting it would let two hold it.
    """
    with (models / f".{name}.lock").open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Staging:
    """`.NAME.partial` beside `NAME`: `tree/` holds files that are whole, the rest is under way."""

    def __init__(self, models: Path, name: str) -> None:
        self.name = name
        self.place = models / name
        self.root = models / f".{name}.partial"
        self.tree = self.root / "tree"
        self.wheels = self.root / "wheels"
        self._old = self.root / "old"

    def open(self, contents: Collection[str]) -> None:
        """Make the folder, or clear one that was left of what nobody can take up again; `contents` are the paths the
        model will have."""
        self.tree.mkdir(parents=True, exist_ok=True)
        for left in self.tree.rglob("*"):
            if not left.is_dir() and left.relative_to(self.tree).as_posix() not in contents:
                left.unlink()
        if self.wheels.is_dir():
            for left in self.wheels.iterdir():
                if left.is_dir():
                    shutil.rmtree(left, ignore_errors=True)
        self._drop_old()

    def growing(self, sha256: str, *, size: int) -> Growing:
        """The file of that hash as far as it has come; named by its hash, so a changed catalogue cannot mix files."""
        return Growing(self.root / sha256, limit=size)

    def begun(self, sha256: str) -> int:
        """How many bytes of it lie here."""
        path = self.root / sha256
        return path.stat().st_size if path.exists() else 0

    def adopt(self, path: str) -> None:
        """Take a good file of the present folder over, without copying where the disk can name it twice."""
        target = self.tree / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        try:
            os.link(self.place / path, target)
        except OSError:
            shutil.copyfile(self.place / path, target)
            _sync(target)

    def need(self, size: int) -> None:
        """Raises PullError when the disk has not that many bytes free."""
        free = shutil.disk_usage(self.root).free
        if free < size:
            raise PullError(
                f"pulling {self.name} needs {size} more bytes in {self.root.parent}, and {free} are free; "
                f"make room, or put the models elsewhere with ROLEPLAY_LITE_MODELS"
            )

    def commit(self, files: list[InstalledFile]) -> None:
        """Put the whole model in place of whatever is there, and clear up.

        `installed.json` is the last file written and the folder is moved as one, so at no moment is there a folder
        that is used and not whole.
        """
        marker = self.tree / MARKER
        marker.write_text(marker_text(self.name, files), encoding="utf-8")
        _sync(marker)
        for folder in sorted({self.tree, *(path.parent for path in self.tree.rglob("*"))}):
            _sync(folder)
        if os.path.lexists(self.place):
            os.replace(self.place, self._old)
        os.replace(self.tree, self.place)
        _sync(self.place.parent)
        self._drop_old()
        shutil.rmtree(self.root)

    def _drop_old(self) -> None:
        if self._old.is_dir() and not self._old.is_symlink():
            shutil.rmtree(self._old)
        else:
            self._old.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
