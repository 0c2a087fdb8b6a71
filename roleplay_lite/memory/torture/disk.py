"""A disk that loses its power: what was synced is there, of the rest some sectors are and some are not."""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_HEAD = struct.Struct("<cIiQI")


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that a process did, as `shim.c` wrote it down."""

    kind: str
    """Open, Close, Write, Truncate, F (sync), Unlink, Rename, Link."""
    process: int
    descriptor: int
    number: int
    """Flags of an open, place of a write, length of a truncation."""
    data: bytes


def records(log: Path) -> Iterator[Record]:
    """All of them in their order."""
    data = log.read_bytes()
    place = 0
    while place < len(data):
        kind, process, descriptor, number, length = _HEAD.unpack_from(data, place)
        place += _HEAD.size
        yield Record(kind.decode(), process, descriptor, number, data[place : place + length])
        place += length


@dataclass(slots=True)
class _File:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Writes, by place; None cuts the file there."""

    def sync(self) -> None:
        for place, data in self.pending:
            _apply(self.durable, place, data)
        self.pending.clear()


def _apply(content: bytearray, place: int, data: bytes | None) -> None:
    if data is None:
        del content[place:]
        content.extend(bytes(max(0, place - len(content))))
        return
    content.extend(bytes(max(0, place - len(content))))
    content[place : place + len(data)] = data


class Disk:
    """The files of one folder. Names are journaled: of the changes that were not synced a first part is there."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._files: list[_File] = []
        self._names: dict[str, int] = {}
        self._durable: dict[str, int] = {}
        self._unsynced: list[tuple[str, int | None]] = []
        self._open: dict[tuple[int, int], tuple[str, int | None]] = {}

    def play(self, record: Record) -> None:
        """Let what was done happen."""
        key = (record.process, record.descriptor)
        match record.kind:
            case "O":
                self._open[key] = self._opened(record.data.decode())
            case "C":
                self._open.pop(key, None)
            case "W" | "T" if key in self._open:
                _, file = self._open[key]
                if file is not None:
                    self._files[file].pending.append((record.number, record.data if record.kind == "W" else None))
            case "F" if key in self._open:
                self._sync(*self._open[key])
            case "U":
                self._name(record.data.decode(), None)
            case "R" | "L":
                old, new = record.data.decode().split("\0")
                self._name(new, self._names.get(old))
                if record.kind == "R":
                    self._name(old, None)

    def is_named(self, record: Record, name: str) -> bool:
        """Whether it is done to the file of that name."""
        path, _ = self._open.get((record.process, record.descriptor), ("", None))
        return path == f"{self._folder}/{name}"

    def _opened(self, path: str) -> tuple[str, int | None]:
        if path == self._folder or path.endswith(".backups"):
            return path, None
        if path not in self._names:
            self._files.append(_File())
            self._name(path, len(self._files) - 1)
        return path, self._names[path]

    def _name(self, path: str, file: int | None) -> None:
        if file is None:
            self._names.pop(path, None)
        else:
            self._names[path] = file
        self._unsynced.append((path, file))

    def _sync(self, path: str, file: int | None) -> None:
        if file is not None:
            self._files[file].sync()
            return
        # Of the folder: its own names, and, where names are journaled in their order, those before them.
        _rename(self._durable, self._unsynced)
        self._unsynced.clear()

    def cut(self, chance: random.Random, into: Path) -> None:
        """Write the files as they may be when the power goes now."""
        names = dict(self._durable)
        _rename(names, self._unsynced[: chance.randint(0, len(self._unsynced))])
        kept = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        torn = chance.random() < 0.5
        for path, file in names.items():
            content = bytearray(self._files[file].durable)
            for place, data in self._files[file].pending:
                for part, piece in _pieces(place, data) if torn else ((place, data),):
                    if chance.random() < kept:
                        _apply(content, part, piece)
            target = into / Path(path).relative_to(self._folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def _pieces(place: int, data: bytes | None) -> Iterator[tuple[int, bytes | None]]:
    """A write by its sectors."""
    if data is None:
        yield place, None
        return
    begin = 0
    while begin < len(data):
        end = min(len(data), begin + SECTOR - (place + begin) % SECTOR)
        yield place + begin, data[begin:end]
        begin = end


def _rename(names: dict[str, int], changes: list[tuple[str, int | None]]) -> None:
    for path, file in changes:
        if file is None:
            names.pop(path, None)
        else:
            names[path] = file
