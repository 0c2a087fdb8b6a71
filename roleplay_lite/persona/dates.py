"""Dates and ages as fact values write them: `2006-05-21`, 「5月21日」, 「两岁」, 「三十二」."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"(-?\d{4})-(\d{1,2})-(\d{1,2})")
_HAN = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]?")
_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the Gregorian calendar, with its year where that is known."""

    year: int | None
    month: int
    day: int

    @property
    def date(self) -> date | None:
        return None if self.year is None else date(self.year, self.month, self.day)


def day_in(value: str) -> Day | None:
    """The day that a value writes in figures; None when it does not. Raises ValueError when there is no such day."""
    found = _ISO.fullmatch(value.strip()) or _HAN.fullmatch(value.strip())
    if not found:
        return None
    year = int(found[1]) if found[1] else None
    try:
        date(_LEAP_YEAR if year is None else year, int(found[2]), int(found[3]))
    except ValueError as problem:
        raise ValueError(f"there is no such day as {value.strip()}") from problem
    return Day(year=year, month=int(found[2]), day=int(found[3]))


def full_years(born: date, today: date) -> int:
    """Whole years lived on `today`."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def years_in(value: str) -> int | None:
    """The number of years in an age (「32」, 「三十二岁」, 「服役九十三年」); None when it holds none."""
    if found := re.search(r"-?\d{1,9}", value):
        return int(found.group())
    if found := re.search("[零〇一二两三四五六七八九十百千]+", value):
        return _from_han(found.group())
    return None


def _from_han(numeral: str) -> int:
    total, digit = 0, 0
    for sign in numeral:
        if sign in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[sign], 0
        else:
            digit = digit * 10 + _DIGITS[sign]
    return total + digit
