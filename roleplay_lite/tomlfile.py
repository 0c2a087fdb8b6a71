"""TOML with line numbers in its errors: which line a key stands on, and fields checked with words.

`tomllib` gives values without places; `line_of` finds the place again, only when there is something to complain of.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from roleplay_lite.errors import ConfigError

MAX_BYTES = 1 << 20
MAX_INTEGER = 1 << 63
"""TOML's own bound; Python would parse a hexadecimal number that it then refuses to write out."""

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_PATH = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER = re.compile(rf"^\s*(\[\[?)\s*({_PATH})\s*\]\]?")
_ASSIGN = re.compile(rf"^\s*({_PATH})\s*=\s*")
_INLINE = re.compile(rf"({_PATH})\s*=\s*")
# `tomllib` takes quadratic time over one key with very many dots.
_DEEP = re.compile(r"""(?:\.[ \t]*(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*){32}""")
_LEXEME = re.compile(r"""\"{3}|'{3}|#|"(?:[^"\\]|\\.)*"|'[^']*'|[\[\]{}]""")
_TOKEN = re.compile(
    r"""\"{3}(?:[^"\\]|\\[\s\S]|"(?!""))*"{3,5}|'{3}(?:[^']|'(?!''))*'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*|[\[\]{},]"""
)
_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_CLOSING = {'"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*"{3,5}'), "'''": re.compile(r"(?:[^']|'(?!''))*'{3,5}")}


def read(path: Path, error: type[ConfigError]) -> Document:
    """The file as a checked document. Raises `error` on a missing, oversized, non-UTF-8 or malformed file."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as problem:
        raise error(f"cannot be read: {problem.strerror or problem}", file=path) from problem
    except ValueError as problem:
        raise error(f"cannot be read: {problem}", file=path) from problem
    if len(raw) > MAX_BYTES:
        raise error(f"is larger than {MAX_BYTES // 1024} KiB, which no such file needs", file=path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise error("is not UTF-8 text; save it as UTF-8", file=path, line=line) from problem
    if deep := _DEEP.search(text):
        raise error("is nested too deeply", file=path, line=text.count("\n", 0, deep.start()) + 1)
    try:
        data = tomllib.loads(text)
    except ValueError as problem:
        found = re.search(r"line (\d+)", str(problem))
        line = int(found.group(1)) if found else text.count("\n") + 1
        raise error(f"is not valid TOML: {problem}", file=path, line=line) from problem
    except RecursionError as problem:
        raise error("is nested too deeply", file=path) from problem
    return Document(data=data, text=text, file=path, error=error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed file that can complain with file, line and field."""

    data: Mapping[str, Any]
    text: str
    file: Path
    error: type[ConfigError]
    at: tuple[str | int, ...] = field(default=())

    def fail(self, problem: str, *keys: str | int) -> ConfigError:
        """The error to raise about the field at `keys`, counted from here."""
        path = (*self.at, *keys)
        name = "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in path).lstrip(".")
        return self.error(problem, file=self.file, line=line_of(self.text, path), field=name)

    def sub(self, key: str) -> Document:
        """The table at `key`; an absent one is empty."""
        value = self.data.get(key, {})
        if not isinstance(value, Mapping):
            raise self.fail("must be a table", key)
        return Document(data=value, text=self.text, file=self.file, error=self.error, at=(*self.at, key))

    def subs(self, key: str, *, most: int = 1000) -> list[Document]:
        """The tables of the array at `key`."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            raise self.fail("must be an array of tables", key)
        if len(value) > most:
            raise self.fail(f"has {len(value)} entries; at most {most}", key, most)
        return [
            Document(data=item, text=self.text, file=self.file, error=self.error, at=(*self.at, key, index))
            for index, item in enumerate(value)
        ]

    def only(self, allowed: Iterable[str]) -> None:
        """Complain of the first key that is not allowed."""
        names = sorted(allowed)
        for key in self.data:
            if key not in names:
                raise self.fail(f"is no field here; allowed: {', '.join(names)}", key)

    def string(self, key: str, default: str | None = None, *, choices: Iterable[str] = (), longest: int = 2000) -> str:
        value = self.data.get(key, default)
        if value is None:
            raise self.fail("is missing", key)
        if not isinstance(value, str):
            raise self.fail(f"must be a string, not {_kind(value)}", key)
        if len(value) > longest:
            raise self.fail(f"is {len(value)} characters long; at most {longest}", key)
        allowed = sorted(choices)
        if allowed and value not in allowed:
            raise self.fail(f"is {value!r}; allowed: {', '.join(allowed)}", key)
        if key in self.data and default is None and not value.strip():
            raise self.fail("must not be empty", key)
        return value

    def strings(
        self, key: str, *, least: int = 0, most: int = 1000, longest: int = 2000, choices: Iterable[str] = ()
    ) -> tuple[str, ...]:
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise self.fail(f"must be an array of strings, not {_kind(value)}", key)
        if len(value) < least:
            raise self.fail(
                f"has {len(value)} entries; at least {least}" if value else f"is missing: at least {least} string", key
            )
        if len(value) > most:
            raise self.fail(f"has {len(value)} entries; at most {most}", key)
        allowed = sorted(choices)
        for index, item in enumerate(value):
            if not isinstance(item, str) or not item.strip():
                raise self.fail("must be a string that is not empty", key, index)
            if len(item) > longest:
                raise self.fail(f"is {len(item)} characters long; at most {longest}", key, index)
            if allowed and item not in allowed:
                raise self.fail(f"is {item!r}; allowed: {', '.join(allowed)}", key, index)
        return tuple(value)

    def number(self, key: str, default: float, *, low: float, high: float) -> float:
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fail(f"must be a number, not {_kind(value)}", key)
        if not low <= value <= high:
            raise self.fail(f"is {_shown(value)}; allowed: {low:g} to {high:g}", key)
        return float(value)

    def integer(self, key: str, default: int, *, low: int, high: int) -> int:
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.fail(f"must be a whole number, not {_kind(value)}", key)
        if not low <= value <= high:
            raise self.fail(f"is {_shown(value)}; allowed: {low} to {high}", key)
        return value

    def boolean(self, key: str, default: bool) -> bool:
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise self.fail(f"must be true or false, not {_kind(value)}", key)
        return value


def _kind(value: object) -> str:
    names = {bool: "true/false", int: "a whole number", float: "a number", str: "a string", list: "an array"}
    return names.get(type(value), "a table" if isinstance(value, Mapping) else type(value).__name__)


def _shown(value: float) -> str:
    return "too large" if isinstance(value, int) and abs(value) >= MAX_INTEGER else str(value)


def _keys(path: str) -> list[str]:
    return [part[1:-1] if part[0] in "\"'" else part for part in re.findall(_KEY, path)]


def _outside_values(text: str) -> list[str]:
    """The lines, those that begin inside a value blanked, so that what stands in one is not taken for a key."""
    lines: list[str] = []
    closing, depth = "", 0
    for line in text.split("\n"):
        lines.append("" if closing or depth else line)
        position = 0
        while position < len(line):
            if closing:
                end = _CLOSING[closing].match(line, position)
                if not end:
                    break
                position, closing = end.end(), ""
            else:
                found = _LEXEME.search(line, position)
                if not found or found.group() == "#":
                    break
                position, lexeme = found.end(), found.group()
                closing = lexeme if lexeme in _CLOSING else ""
                depth += (lexeme in "[{") - (lexeme in "]}")
    return lines


def _inside(text: str, start: int, path: tuple[str | int, ...]) -> tuple[int, int]:
    """Where the value at `path` within the value at `start` begins, and how many steps of the path lead there."""
    if not path or text[start : start + 1] != ("[" if isinstance(path[0], int) else "{"):
        return start, 0
    for index, begin in enumerate(_items(text, start)):
        if isinstance(path[0], int):
            if index != path[0]:
                continue
            keys: list[str] = []
            value = begin
        else:
            if not (assign := _INLINE.match(text, begin)):
                continue
            keys, value = _keys(assign.group(1)), assign.end()
            if tuple(keys) != path[: len(keys)]:
                continue
        steps = len(keys) or 1
        position, more = _inside(text, value, path[steps:])
        return (position if more else begin), steps + more
    return start, 0


def _items(text: str, start: int) -> Iterator[int]:
    """Where each item begins of the array or inline table that opens at `start`."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        sign = token.group()
        depth += (sign in ("[", "{")) - (sign in ("]", "}"))
        if depth == 0:
            return
        if (depth == 1 and sign == ",") or token.start() == start:
            begin = _BLANK.match(text, token.end()).end()  # type: ignore[union-attr]
            if text[begin : begin + 1] not in ("]", "}"):
                yield begin


def line_of(text: str, path: tuple[str | int, ...]) -> int:
    """The line (from 1) on which the value at `path` is first written, or the nearest enclosing one; 0 if none is."""
    best, best_depth = 0, 0
    table: list[str | int] = []
    counts: dict[tuple[str | int, ...], int] = {}
    offset = 0
    for number, (line, whole) in enumerate(zip(_outside_values(text), text.split("\n"), strict=True), 1):
        here: list[str | int] | None = None
        assign = None
        if header := _HEADER.match(line):
            table = []
            names = _keys(header.group(2))
            for depth, name in enumerate(names):
                table.append(name)
                last = depth == len(names) - 1
                if header.group(1) == "[[" and last:
                    counts[tuple(table)] = counts.get(tuple(table), -1) + 1
                if tuple(table) in counts:
                    table.append(counts[tuple(table)])
            here = table
        elif assign := _ASSIGN.match(line):
            here = [*table, *_keys(assign.group(1))]
        if here:
            shared = min(len(here), len(path))
            if shared > best_depth and tuple(here[:shared]) == path[:shared]:
                best, best_depth = number, shared
                if assign and shared == len(here):
                    place, more = _inside(text, offset + assign.end(), path[shared:])
                    best, best_depth = number + text.count("\n", offset, place), shared + more
        offset += len(whole) + 1
    return best
