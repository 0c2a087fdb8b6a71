"""CHARX: a ZIP with `card.json` at its root and the assets beside it. Nothing is ever unpacked to disk by its own name.

Source: kwaroran/character-card-spec-v3 `SPEC_V3.md`, "CHARX"; PKWARE's APPNOTE 6.3 for the end record.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.cards import limits

CARD_NAME = "card.json"
_END, _END_SIZE = b"PK\x05\x06", 22
_LOCATOR_64 = b"PK\x06\x07"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, LookupError, NotImplementedError, RuntimeError),
)
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What a CHARX holds."""

    card: bytes
    files: Mapping[str, bytes]
    warnings: tuple[str, ...]


def is_zip(raw: bytes) -> bool:
    """Whether there is a ZIP's end record: a picture may stand before the ZIP."""
    return _end(raw) >= 0


def unpack(raw: bytes, file: Path) -> Unpacked:
    """The card and the files beside it, none with a name that leads out, none past the limits: such are left out with
    a warning. Raises PersonaError when there is no readable `card.json` at the root."""
    _check_directory(raw, file)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _read(archive, file)
    except PersonaError:
        raise
    except _BROKEN as problem:
        raise PersonaError(f"is a broken ZIP: {problem}", file=file) from problem


def pack(card: bytes, files: Mapping[str, bytes]) -> bytes:
    """A CHARX of this card and these files; the same in, the same bytes out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in {CARD_NAME: card, **files}.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return stream.getvalue()


def is_safe(name: str) -> bool:
    """Whether the name stays below the folder it is in, on every system."""
    parts = name.split("/")
    return (
        0 < len(name) <= 300
        and not name.startswith("/")
        and not any(part in ("", ".", "..") for part in parts)
        and not any(char in '\\:*?"<>|' or ord(char) < 32 or ord(char) == 127 for char in name)
    )


def _end(raw: bytes) -> int:
    """Where the end record is; -1 when there is none. Looked for as `zipfile` does, so that both see the same one."""
    last = len(raw) - _END_SIZE
    if last >= 0 and raw[last : last + 4] == _END and raw[-2:] == b"\0\0":
        return last
    return raw.rfind(_END, max(0, last - (1 << 16)), len(raw) - _END_SIZE + 4)


def _check_directory(raw: bytes, file: Path) -> None:
    """Before `zipfile` makes an object of every entry."""
    end = _end(raw)
    if end < 0:
        raise PersonaError("is no ZIP: it has no end record", file=file)
    if raw[end - 20 : end - 16] == _LOCATOR_64:
        raise PersonaError("is a ZIP64, which no card needs", file=file)
    entries, size = struct.unpack_from("<HI", raw, end + 10)
    if entries > limits.ENTRIES or size > limits.DIRECTORY:
        raise PersonaError(f"holds more than {limits.ENTRIES} files, the limit", file=file)


def _read(archive: zipfile.ZipFile, file: Path) -> Unpacked:
    cards = [info for info in archive.infolist() if info.filename == CARD_NAME]
    if len(cards) != 1:
        problem = f"has no {CARD_NAME} at its root" if not cards else f"has {len(cards)} files named {CARD_NAME}"
        raise PersonaError(problem, file=file)
    if why := _unfit(cards[0], limits.CARD, ()):
        raise PersonaError(f"cannot be read: it {why}", file=file, field=CARD_NAME)
    card = archive.read(cards[0])
    files: dict[str, bytes] = {}
    warnings: list[str] = []
    for info in archive.infolist():
        if info is cards[0] or info.filename.endswith("/"):
            continue
        left = limits.ASSETS - sum(map(len, files.values()))
        why = _unfit(info, min(limits.ASSET, left), files)
        if not why:
            try:
                files[info.filename] = archive.read(info)
            except _BROKEN as problem:
                why = f"is broken ({problem})"
        if why:
            warnings.append(f"{info.filename[:100]!r} in the ZIP {why}: left out")
    return Unpacked(card=card, files=files, warnings=tuple(warnings))


def _unfit(info: zipfile.ZipInfo, most: int, taken: Collection[str]) -> str:
    """Why an entry is not read, or ""."""
    if not is_safe(info.filename):
        return "has a name that leads out of its folder or that some systems refuse"
    if info.filename in taken:
        return "is there twice"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a symbolic link"
    if info.flag_bits & 1:
        return "is encrypted"
    if info.compress_type not in _METHODS:
        return "is compressed in a way that cards do not use"
    # `zipfile` never gives more than the size that is declared here.
    if info.file_size > most:
        return f"is {info.file_size} bytes, past the limit of {most}"
    if info.file_size > 1 << 20 and info.file_size > limits.RATIO * max(1, info.compress_size):
        return f"inflates {info.file_size // max(1, info.compress_size)} times, past the limit of {limits.RATIO}"
    return ""
