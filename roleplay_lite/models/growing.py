"""A file on its way: it grows at its end, knows the hash of what it holds, and can be taken up again after a kill."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from types import TracebackType
from typing import Any

from roleplay_lite.errors import ModelCorrupt
from roleplay_lite.models.digest import PIECE_BYTES


class Growing:
    """The first bytes of a file, with a note beside it of where they come from.

    Bytes are written unbuffered, so what was written before a kill is there after it; the note says what they are, so
    that one source never goes on where another stopped. Nothing here is in use: a file is moved only when whole.
    """

    def __init__(self, path: Path, *, limit: int) -> None:
        """`limit` is the number of bytes the whole file has. Raises OSError."""
        self.path, self.limit = path, limit
        self._note_path = path.with_name(path.name + ".note")
        path.touch()
        self._file = path.open("r+b", buffering=0)
        self._hash = hashlib.sha256()
        self.size = 0
        """Bytes taken up or written so far."""
        self.resumed = False
        """Some of the bytes were here before."""

    def __enter__(self) -> Growing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def found(self) -> int:
        """How many bytes lie in the file, whoever wrote them."""
        return os.fstat(self._file.fileno()).st_size

    def keep(self, length: int) -> None:
        """Go on after the first `length` bytes that lie here; the rest is cut off."""
        self._file.truncate(length)
        self._file.seek(0)
        self._hash = hashlib.sha256()
        self.size = 0
        while piece := self._file.read(PIECE_BYTES):
            self._hash.update(piece)
            self.size += len(piece)
        self.resumed = self.size > 0

    def write(self, piece: bytes, source: object) -> None:
        """Append. Raises ModelCorrupt when the file would become longer than it can be, OSError when the disk will
        not take it."""
        if self.size + len(piece) > self.limit:
            raise ModelCorrupt(f"{source} sends more than the {self.limit} bytes the file has")
        view = memoryview(piece)
        while view:
            view = view[self._file.write(view) or 0 :]
        self._hash.update(piece)
        self.size += len(piece)

    def hexdigest(self) -> str:
        return self._hash.hexdigest()

    def sync(self) -> None:
        """Have the disk hold it all."""
        os.fsync(self._file.fileno())

    def discard(self) -> None:
        """Forget the bytes and where they came from."""
        self._note_path.unlink(missing_ok=True)
        self.keep(0)

    def note(self) -> dict[str, Any]:
        """What `write_note` wrote; empty when nothing, or nothing readable, is there."""
        try:
            found = json.loads(self._note_path.read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def write_note(self, note: dict[str, Any]) -> None:
        fresh = self._note_path.with_name(self._note_path.name + ".new")
        fresh.write_text(json.dumps(note), encoding="utf-8")
        os.replace(fresh, self._note_path)

    def move(self, place: Path) -> None:
        """Put the whole file where it belongs."""
        self.sync()
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(self.path, place)
        self._note_path.unlink(missing_ok=True)
