"""Tables: csv (with commas, semicolons or tabs), and json, as one array or as one object a line."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from roleplay_lite.errors import DocumentError
from roleplay_lite.knowledge.pack.reading.encoding import LONGEST_LINE, lines, open_text
from roleplay_lite.knowledge.pack.reading.items import Item, Moved
from roleplay_lite.knowledge.pack.reading.prose import passages
from roleplay_lite.knowledge.pack.reading.rows import Rows

LARGEST_JSON = 64 << 20
"""Bytes of one json file, which is read whole."""

_TOLD_EVERY = 500
_HALF = re.compile("[\ud800-\udfff]")


def csv_items(path: Path, moved: Moved) -> Iterator[Item]:
    """The rows of a csv, read one by one; the first line names the columns. Raises DocumentError."""
    size = path.stat().st_size
    with open_text(path) as file:
        reader = csv.reader(_counted(path, file, size, moved), delimiter=_delimiter(path), strict=True)
        try:
            columns = next(reader, [])
            rows = Rows(path, columns)
            _must_be_named(path, rows.names)
            for cells in reader:
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) != len(columns):
                    rows.fail(
                        f"has {len(cells)} columns; the first line names {len(columns)}: {', '.join(rows.names)}",
                        reader.line_num,
                    )
                yield from rows.read(dict(zip(rows.names, cells, strict=True)), reader.line_num)
        except csv.Error as problem:
            raise DocumentError(f"is no csv ({problem})", file=path, line=reader.line_num) from problem


def _counted(path: Path, file: Any, size: int, moved: Moved) -> Iterator[str]:
    for number, line in enumerate(lines(file)):
        if number % _TOLD_EVERY == 0:
            moved(min(file.buffer.tell(), size), size)
        _must_be_whole(path, line, number + 1)
        yield line


def _must_be_whole(path: Path, line: str, number: int) -> None:
    if "\0" in line:
        raise DocumentError("holds a zero byte; it is no text", file=path, line=number)
    if len(line) >= LONGEST_LINE:
        raise DocumentError(f"is longer than {LONGEST_LINE} signs", file=path, line=number)


def _delimiter(path: Path) -> str:
    with open_text(path) as file:
        first = file.readline(LONGEST_LINE)
    return max(",\t;", key=first.count)


def _must_be_named(path: Path, names: list[str]) -> None:
    for index, name in enumerate(names):
        if not name:
            raise DocumentError(f"column {index + 1} has no name; the first line names the columns", file=path, line=1)
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise DocumentError("stands twice in the first line", file=path, line=1, field=twice[0])


def json_items(path: Path, moved: Moved) -> Iterator[Item]:
    """The rows of a json file: an array of objects or of texts, or an object with such an array in it. Raises
    DocumentError."""
    size = path.stat().st_size
    if size > LARGEST_JSON:
        raise DocumentError(
            f"holds {size >> 20} MB; a json file is read whole and may have {LARGEST_JSON >> 20}: write it as jsonl, "
            "one object a line, or as csv",
            file=path,
        )
    with open_text(path) as file:
        found = _parsed(path, file.read().lstrip("\ufeff"), 0)
    moved(size, size)
    if isinstance(found, dict):
        arrays = [value for value in found.values() if isinstance(value, list)]
        found = arrays[0] if len(arrays) == 1 else [found]
    if not isinstance(found, list):
        raise DocumentError("must be an array of objects", file=path)
    for index, one in enumerate(found):
        yield from _row(path, one, 0, f"[{index}]")


def jsonl_items(path: Path, moved: Moved) -> Iterator[Item]:
    """One object a line. Raises DocumentError."""
    size = path.stat().st_size
    with open_text(path) as file:
        for number, line in enumerate(lines(file), 1):
            if number % _TOLD_EVERY == 1:
                moved(min(file.buffer.tell(), size), size)
            _must_be_whole(path, line, number)
            if line.strip():
                yield from _row(path, _parsed(path, line.lstrip("\ufeff"), number), number, "")


def _parsed(path: Path, text: str, line: int) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as problem:
        raise DocumentError(
            f"is no json ({problem.msg} at column {problem.colno})", file=path, line=line or problem.lineno
        ) from problem
    except RecursionError as problem:
        raise DocumentError("is nested too deeply", file=path, line=line) from problem


def _row(path: Path, one: Any, line: int, place: str) -> Iterator[Item]:
    try:
        told = json.dumps(one, ensure_ascii=False)
    except RecursionError as problem:
        raise DocumentError("is nested too deeply", file=path, line=line, field=place) from problem
    if _HALF.search(told):
        raise DocumentError("holds half of a sign (\\ud800 to \\udfff)", file=path, line=line, field=place)
    if isinstance(one, str):
        yield from passages(one.splitlines())
        return
    if not isinstance(one, dict):
        raise DocumentError(f"must be an object or a text, not {type(one).__name__}", file=path, line=line, field=place)
    row = {str(key): _text(value) for key, value in one.items()}
    rows = Rows(path, list(row))
    try:
        yield from rows.read({key.strip(): value for key, value in row.items()}, line)
    except DocumentError as problem:
        field = f"{place}.{problem.field}" if place else problem.field
        raise DocumentError(problem.problem, file=path, line=line, field=field) from problem


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "|".join(value)
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False)
