"""Which encoding a text file is in: UTF-8 with or without a mark, UTF-16, or GB18030, which GBK is part of."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from roleplay_lite.errors import DocumentError

_PIECE = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
LONGEST_LINE = 1 << 16
"""Signs that are read at once."""

_USUAL = re.compile(r"[\t\r\n -~\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
# Tab, line ends, form feed, escape; the others do not occur in a text.
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 12, 13, 27))


def encoding_of(path: Path) -> str:
    """A name for `open`. Reads the whole file, a piece at a time. Raises DocumentError, with the line, for a file that
    is empty, no text, or in another encoding, and OSError."""
    with path.open("rb") as file:
        first = file.read(_PIECE)
    if not first.strip():
        raise DocumentError("is empty", file=path)
    for mark, name in _MARKS:
        if first.startswith(mark):
            _must_decode(path, name)
            return name
    if wide := _unmarked_utf16(first):
        _must_decode(path, wide)
        return wide
    if first.count(0) or len(first.translate(None, _CONTROLS)) < 0.98 * len(first):
        raise DocumentError("is no text file; txt, md, csv, json, jsonl and pdf can be read", file=path)
    fault = _first_fault(path, "utf-8")
    if fault is None:
        return "utf-8"
    if _is_mostly_utf8(first) or _first_fault(path, "gb18030") is not None:
        raise _undecodable(path, "UTF-8" if _is_mostly_utf8(first) else "UTF-8, GB18030 or UTF-16", fault)
    return "gb18030"


def open_text(path: Path) -> TextIO:
    """The file as text. Raises as `encoding_of` does."""
    return path.open(encoding=encoding_of(path), newline="")


def lines(file: TextIO) -> Iterator[str]:
    """The lines; one that is very long comes in pieces, so that a file without line ends fills no memory."""
    while line := file.readline(LONGEST_LINE):
        yield line


def _unmarked_utf16(first: bytes) -> str:
    """A text in it has zero bytes, and read the wrong way round its signs are strewn over all scripts."""
    sample = first[:4096]
    if not sample.count(0):
        return ""
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = codecs.getincrementaldecoder(name)().decode(sample)
        except UnicodeDecodeError:
            continue
        if len(_USUAL.findall(text)) > 0.95 * len(text):
            return name
    return ""


def _must_decode(path: Path, encoding: str) -> None:
    fault = _first_fault(path, encoding)
    if fault is not None:
        raise _undecodable(path, encoding.upper(), fault)


def _first_fault(path: Path, encoding: str) -> int | None:
    """Where the first byte lies that cannot be read so."""
    decoder = codecs.getincrementaldecoder(encoding)()
    before = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            held = len(decoder.getstate()[0])
            try:
                decoder.decode(piece)
            except UnicodeDecodeError as problem:
                return before - held + problem.start
            before += len(piece)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return before
    return None


def _is_mostly_utf8(first: bytes) -> bool:
    text = first.decode("utf-8", "replace")
    wide = sum(sign > "\x7f" for sign in text)
    return wide > 0 and text.count("\ufffd") < 0.2 * wide


def _undecodable(path: Path, encoding: str, fault: int) -> DocumentError:
    line = 1
    with path.open("rb") as file:
        left = fault
        while left > 0 and (piece := file.read(min(left, _PIECE))):
            line += piece.count(b"\n")
            left -= len(piece)
    return DocumentError(f"is not {encoding}: byte {fault + 1} cannot be read; save it as UTF-8", file=path, line=line)
