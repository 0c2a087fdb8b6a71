"""From the bytes in a chunk or a file to a JSON object, within bounds."""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.cards import limits

_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def json_object(raw: bytes, file: Path, field: str = "") -> dict[str, Any]:
    """The object that these bytes write. Raises PersonaError when they are no text, no JSON, no object, or too much."""
    if len(raw) > limits.CARD:
        raise PersonaError(f"is larger than {limits.CARD >> 20} MiB, the limit for a card", file=file, field=field)
    if not raw.strip():
        raise PersonaError("is empty; a card is a JSON object", file=file, field=field)
    text = _text(raw, file, field)
    # Before objects are made of them, since an empty list takes thirty times the memory of its two characters.
    if sum(map(text.count, ",[{")) > 2 * limits.NODES:
        raise _too_many(file, field)
    try:
        value = json.loads(text, parse_constant=_no_number, parse_float=_finite)
    except RecursionError as problem:
        raise _too_deep(file, field) from problem
    except ValueError as problem:
        line = getattr(problem, "lineno", 0)
        raise PersonaError(f"is not JSON: {_brief(problem)}", file=file, line=line, field=field) from problem
    if not isinstance(value, dict):
        raise PersonaError("must be a JSON object, not a list or a single value", file=file, field=field)
    _measure(value, file, field)
    return value


def from_base64(value: bytes, file: Path, field: str, most: int = limits.CARD) -> bytes:
    """What base64 writes: with line breaks, without padding, or in the URL alphabet."""
    if len(value) > most * 3 // 2:
        raise PersonaError(f"is larger than {most >> 20} MiB, the limit here", file=file, field=field)
    packed = re.sub(rb"[\s\0]+", b"", value).replace(b"-", b"+").replace(b"_", b"/").rstrip(b"=")
    try:
        return base64.b64decode(packed + b"=" * (-len(packed) % 4), validate=True)
    except (binascii.Error, ValueError) as problem:
        raise PersonaError("is not base64, as a card's chunk must be", file=file, field=field) from problem


def _text(raw: bytes, file: Path, field: str) -> str:
    encoding = _BOMS.get(raw[:2], "")
    try:
        return raw[2:].decode(encoding) if encoding else raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        name = "UTF-16" if encoding else "UTF-8 (utf8)"
        raise PersonaError(f"is not {name} text at byte {problem.start}", file=file, field=field) from problem


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no JSON number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"{digits[:20]} is no number that a program can hold")
    return number


def _brief(problem: Exception) -> str:
    return str(problem).partition(";")[0][:120]


def _measure(value: dict[str, Any], file: Path, field: str) -> None:
    """Depth and number of values, without recursion."""
    level: list[Any] = [value]
    count = 0
    for _ in range(limits.DEPTH):
        level = list(_inside(level))
        count += len(level)
        if count > limits.NODES:
            raise _too_many(file, field)
        if not level:
            return
    raise _too_deep(file, field)


def _inside(level: list[Any]) -> Iterator[Any]:
    for value in level:
        if isinstance(value, dict):
            yield from value.values()
        elif isinstance(value, list):
            yield from value


def _too_many(file: Path, field: str) -> PersonaError:
    return PersonaError(f"holds more than {limits.NODES} values, the limit", file=file, field=field)


def _too_deep(file: Path, field: str) -> PersonaError:
    return PersonaError(f"is nested more than {limits.DEPTH} levels deep, the limit", file=file, field=field)
