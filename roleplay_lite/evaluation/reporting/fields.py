"""Reads one JSON object field by field, and says which field is wrong where one is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.suite import Cell


class Fields:
    """An object of a report. Every reader raises InputError that names file and field; null is no number (NaN)."""

    def __init__(self, data: object, *, file: str = "", place: str = "") -> None:
        self._file, self._place = file, place
        if not isinstance(data, Mapping):
            raise self._wrong("", "is not an object")
        self._data = data

    def has(self, key: str) -> bool:
        """Whether there is anything under that key."""
        return self._data.get(key) is not None

    def text(self, key: str) -> str:
        value = self._get(key)
        if not isinstance(value, str):
            raise self._wrong(key, "is not a text")
        return value

    def number(self, key: str) -> float:
        return self._number(key, self._get(key))

    def time(self, key: str) -> float:
        """A Unix time before the year 10000."""
        value = self.number(key)
        if not 0 <= value < 253_402_300_800:
            raise self._wrong(key, "is not a Unix time")
        return value

    def whole(self, key: str) -> int:
        value = self._get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(key, "is not a whole number")
        return value

    def mapping(self, key: str) -> dict[str, Any]:
        value = self._get(key)
        if not isinstance(value, Mapping):
            raise self._wrong(key, "is not an object")
        return dict(value)

    def numbers(self, key: str) -> dict[str, float]:
        return {name: self._number(f"{key}.{name}", value) for name, value in self.mapping(key).items()}

    def number_list(self, key: str) -> list[float]:
        return [self._number(f"{key}[{place}]", value) for place, value in enumerate(self._list(key))]

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._list(key)
        if not all(isinstance(value, str) for value in values):
            raise self._wrong(key, "is not a list of texts")
        return tuple(values)

    def rows(self, key: str) -> tuple[tuple[Cell, ...], ...]:
        """The rows of a table."""
        values = self._list(key)
        if not all(isinstance(row, list | tuple) for row in values):
            raise self._wrong(key, "is not a list of rows")
        return tuple(
            tuple(cell if isinstance(cell, str) else self._cell(f"{key}[{number}]", cell) for cell in row)
            for number, row in enumerate(values)
        )

    def each(self, key: str) -> Iterator[Fields]:
        """The objects of a list."""
        for number, value in enumerate(self._list(key)):
            yield Fields(value, file=self._file, place=self._at(f"{key}[{number}]"))

    def _list(self, key: str) -> list[Any]:
        value = self._get(key)
        if not isinstance(value, list | tuple):
            raise self._wrong(key, "is not a list")
        return list(value)

    def _get(self, key: str) -> Any:
        if key not in self._data:
            raise self._wrong(key, "is missing")
        return self._data[key]

    def _number(self, key: str, value: Any) -> float:
        if value is None:
            return math.nan
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self._wrong(key, "is not a number")
        try:
            return float(value)
        except OverflowError:
            raise self._wrong(key, "is too large a number") from None

    def _cell(self, key: str, value: Any) -> float | int:
        return value if isinstance(value, int) else self._number(key, value)

    def _at(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place and key else self._place or key

    def _wrong(self, key: str, problem: str) -> InputError:
        place = self._at(key)
        return InputError(": ".join(part for part in (self._file, place, f"{problem}; is this a report?") if part))
