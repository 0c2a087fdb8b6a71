"""PNG and APNG as cards use them: a walk over the chunks, text out and in, pixels untouched.

Source: the PNG specification (W3C, third edition), sections 5 (chunks) and 11.3.3 (text).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.cards import limits

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FLAT = (0x5B, 0x7D, 0x9A)
_SIDE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """One chunk, as it stands in the file."""

    kind: bytes
    data: bytes
    sound: bool = True
    """Whether its CRC fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a text chunk says."""

    keyword: str
    value: bytes
    sound: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The chunks up to the end of the picture, or up to where it breaks."""

    chunks: tuple[Chunk, ...]
    problem: str = ""
    """What broke it."""


def walk(raw: bytes, file: Path) -> Walk:
    """Every chunk, none longer than what is left of the file. Raises PersonaError when it is no PNG at all."""
    if not raw.startswith(SIGNATURE):
        raise PersonaError("is no PNG: the signature is wrong", file=file)
    found: list[Chunk] = []
    place = len(SIGNATURE)
    while place < len(raw):
        if len(raw) - place < 12:
            return Walk(chunks=tuple(found), problem="ends inside a chunk's head: the file is cut short")
        if len(found) >= limits.CHUNKS:
            return Walk(chunks=tuple(found), problem=f"has more than {limits.CHUNKS} chunks, the limit")
        length, kind = struct.unpack_from(">I4s", raw, place)
        if length > len(raw) - place - 12:
            shown = kind.decode("latin-1")
            problem = f"chunk {shown!r} claims {length} bytes, more than are left: the file is cut short or forged"
            return Walk(chunks=tuple(found), problem=problem)
        data = raw[place + 8 : place + 8 + length]
        (crc,) = struct.unpack_from(">I", raw, place + 8 + length)
        found.append(Chunk(kind=kind, data=data, sound=crc == zlib.crc32(data, zlib.crc32(kind))))
        place += 12 + length
        if kind == b"IEND":
            return Walk(chunks=tuple(found))
    return Walk(chunks=tuple(found), problem="has no IEND chunk: the file is cut short")


def texts(chunks: Sequence[Chunk], wanted: re.Pattern[str], file: Path) -> Iterator[Text]:
    """The text chunks whose keyword is wanted, in order: `tEXt`, and `zTXt` and `iTXt` inflated within bounds.

    Raises PersonaError on one that inflates past the limit.
    """
    count = 0
    for chunk in chunks:
        if chunk.kind not in (b"tEXt", b"zTXt", b"iTXt"):
            continue
        name, _, rest = chunk.data.partition(b"\0")
        keyword = name[:200].decode("latin-1").strip()
        if not wanted.fullmatch(keyword):
            continue
        count += 1
        if count > limits.TEXTS:
            raise PersonaError(f"has more than {limits.TEXTS} card chunks, the limit", file=file, field=keyword)
        value = _value(chunk.kind, rest, file, keyword)
        if value is not None:
            yield Text(keyword=keyword, value=value, sound=chunk.sound)


def with_texts(image: bytes, drop: re.Pattern[str], add: Mapping[str, bytes], file: Path) -> bytes:
    """The PNG with these `tEXt` chunks just before its end, and without any text chunk whose keyword is to be
    dropped; all else keeps its bytes and order. Raises PersonaError when the picture is broken."""
    found = walk(image, file)
    if found.problem:
        raise PersonaError(found.problem, file=file)
    kept = [chunk for chunk in found.chunks if chunk.kind != b"IEND" and not _is_dropped(chunk, drop)]
    added = [Chunk(kind=b"tEXt", data=key.encode("latin-1") + b"\0" + value) for key, value in add.items()]
    return SIGNATURE + b"".join(_packed(chunk) for chunk in (*kept, *added, Chunk(kind=b"IEND", data=b"")))


def plain_png() -> bytes:
    """A small picture of one colour, for a character without one."""
    row = b"\0" + bytes(_FLAT) * _SIDE
    head = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(row * _SIDE, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(_packed(Chunk(kind=kind, data=data)) for kind, data in parts)


def _value(kind: bytes, rest: bytes, file: Path, keyword: str) -> bytes | None:
    """The text after the keyword; None when the chunk is malformed."""
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return _inflated(rest[1:], file, keyword) if rest[:1] == b"\0" else None
    if len(rest) < 2:
        return None
    compressed, method = rest[0], rest[1]
    parts = rest[2:].split(b"\0", 2)
    if len(parts) < 3 or method != 0:
        return None
    return _inflated(parts[2], file, keyword) if compressed else parts[2]


def _inflated(data: bytes, file: Path, keyword: str) -> bytes | None:
    engine = zlib.decompressobj()
    most = limits.CARD * 3 // 2
    try:
        value = engine.decompress(data, most + 1)
    except zlib.error:
        return None
    if len(value) > most:
        raise PersonaError(f"inflates to more than {most >> 20} MiB, the limit for a card", file=file, field=keyword)
    return value if engine.eof else None


def _is_dropped(chunk: Chunk, drop: re.Pattern[str]) -> bool:
    if chunk.kind not in (b"tEXt", b"zTXt", b"iTXt"):
        return False
    return bool(drop.fullmatch(chunk.data.partition(b"\0")[0][:200].decode("latin-1").strip()))


def _packed(chunk: Chunk) -> bytes:
    head = struct.pack(">I4s", len(chunk.data), chunk.kind)
    # A chunk that came with a wrong CRC leaves with a right one.
    return head + chunk.data + struct.pack(">I", zlib.crc32(chunk.data, zlib.crc32(chunk.kind)))
