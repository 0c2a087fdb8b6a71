"""JSON lines that people write: one object a line, each with an id, refused with file, line and field."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from roleplay_lite.errors import ConfigError


class WrongField(Exception):
    """A field is wrong; where its line stands is known further up."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(problem)
        self.field = field


class Identified(Protocol):
    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=Identified)


def read_rows(file: Path, parse: Callable[[dict[str, Any]], Row]) -> tuple[Row, ...]:
    """What `parse` makes of each object; it raises WrongField. Raises ConfigError with file, line and field."""
    try:
        # Not splitlines: it would also cut at a U+2028 within a string.
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigError("cannot be read as text; give JSON lines in UTF-8", file=file) from problem
    rows: dict[str, Row] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = parse(_object(line))
            if row.id in rows:
                raise WrongField("id", f"{row.id!r} stands in an earlier line; each needs its own")
        except WrongField as wrong:
            raise ConfigError(str(wrong), file=file, line=number, field=wrong.field) from wrong
        rows[row.id] = row
    return tuple(rows.values())


def _object(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise WrongField("", "is not JSON; write one object a line") from problem
    if not isinstance(row, dict):
        raise WrongField("", "is not an object; write one object a line")
    return row


def only(
    row: Any, *, required: frozenset[str] = frozenset(), optional: frozenset[str] = frozenset(), place: str = ""
) -> None:
    """All of the required fields, and none that has no meaning."""
    if not isinstance(row, dict):
        raise WrongField(place, "is not an object")
    if missing := sorted(required - row.keys()):
        raise WrongField(at(place, missing[0]), "is missing")
    if unknown := sorted(row.keys() - required - optional):
        known = ", ".join(sorted(required | optional))
        raise WrongField(at(place, unknown[0]), f"is no field here; there are {known}")


def text(row: dict[str, Any], field: str, place: str = "") -> str:
    """Words, and not none."""
    value = row[field]
    if not isinstance(value, str) or not value.strip():
        raise WrongField(at(place, field), "is not a text, or empty")
    return value


def texts(row: dict[str, Any], field: str, place: str = "") -> tuple[str, ...]:
    """A list of words; empty where the field is not there."""
    values = row.get(field, [])
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise WrongField(at(place, field), "is not a list of texts")
    return tuple(values)


def one_of(row: dict[str, Any], field: str, allowed: Sequence[Any], place: str = "") -> Any:
    """One of a few words."""
    value = text(row, field, place)
    if value not in allowed:
        raise WrongField(at(place, field), f"{value!r} is not one of {', '.join(allowed)}")
    return value


def flag(row: dict[str, Any], field: str, place: str = "") -> bool:
    """True or false; false where the field is not there."""
    value = row.get(field, False)
    if not isinstance(value, bool):
        raise WrongField(at(place, field), "is not true or false")
    return value


def objects(row: dict[str, Any], field: str, place: str = "") -> list[Any]:
    """A list with something in it; what it holds is for the caller to read."""
    values = row[field]
    if not isinstance(values, list) or not values:
        raise WrongField(at(place, field), f"is not a list of {field}; give at least one")
    return values


def at(place: str, field: str) -> str:
    """Where a field of something within the row stands."""
    return f"{place}.{field}" if place else field
