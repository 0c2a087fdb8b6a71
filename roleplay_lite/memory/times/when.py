"""A stretch of time that words name, and the calendar's periods as stretches. Pure.

All arithmetic is on naive datetimes of the local zone; only the ends are Unix times, so that a day is a calendar day
where clocks change, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

Grain = Literal["minute", "hour", "part", "day", "week", "month", "season", "year", "vague"]
"""How finely it was said. `vague` is 「以前」: before now, and nobody knows since when."""
Direction = Literal["past", "present", "future", "unknown"]
Tense = Literal["past", "future"]

FIRST_YEAR, LAST_YEAR = 1902, 2200
"""Beyond these nothing is resolved: a clock so wrong tells nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """What a time expression means at the time it was said."""

    start: float | None
    """Unix time; None where it has always been so, as far as is known (「以前」)."""
    end: float | None
    """The first moment after it; None where it goes on (「从去年起」, 「以后」)."""
    span: tuple[int, int]
    """Where it stands in the text."""
    grain: Grain
    direction: Direction
    """Seen from the time it was said. `unknown` for 「周五」 without a hint of which: then it is the coming one."""

    def contains(self, moment: float) -> bool:
        """Whether that Unix time lies in it."""
        return (self.start is None or self.start <= moment) and (self.end is None or moment < self.end)

    @property
    def middle(self) -> float | None:
        """One moment of it, to ask what was so then; None where it has no beginning or no end."""
        return None if self.start is None or self.end is None else (self.start + self.end) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch on the local calendar, while an expression is being read."""

    start: datetime | None
    end: datetime | None
    grain: Grain
    sure: bool = True
    """False where the words alone do not say which one (「周五」, 「三月」)."""

    @property
    def day(self) -> date | None:
        """The day it lies in, where it is one."""
        if self.start is None or self.end is None or self.grain not in ("day", "part"):
            return None
        return self.start.date() if self.end - self.start <= timedelta(days=1) else None


def local(at: float) -> datetime | None:
    """The local time; None where no calendar reaches."""
    try:
        moment = datetime.fromtimestamp(at)
    except (OverflowError, OSError, ValueError):
        return None
    return moment if FIRST_YEAR < moment.year < LAST_YEAR else None


def days(first: date, count: int = 1, *, grain: Grain = "day", sure: bool = True) -> Period:
    """`count` whole days."""
    return Period(start=midnight(first), end=midnight(first + timedelta(days=count)), grain=grain, sure=sure)


def week(day: date, *, sure: bool = True) -> Period:
    """The week from Monday to Sunday that the day lies in."""
    return days(day - timedelta(days=day.weekday()), 7, grain="week", sure=sure)


def months(year: int, month: int, count: int = 1, *, grain: Grain = "month", sure: bool = True) -> Period:
    """`count` whole months from that one on; months beyond 12, and below 1, are those of other years."""
    return Period(start=_first(year, month), end=_first(year, month + count), grain=grain, sure=sure)


def years(year: int, count: int = 1, *, sure: bool = True) -> Period:
    """`count` whole years."""
    return months(year, 1, 12 * count, grain="year", sure=sure)


def hours(day: date, first: float, last: float, *, grain: Grain = "part", sure: bool = True) -> Period:
    """From one hour of the day to another; beyond 24 they are the next day's."""
    begin = midnight(day)
    return Period(start=begin + timedelta(hours=first), end=begin + timedelta(hours=last), grain=grain, sure=sure)


def one_of(candidates: Iterable[Period], at: datetime, tense: Tense | None) -> Period | None:
    """Of periods in order of time, the coming one for a plan, the last one for what is over, else the nearest."""
    known = [period for period in candidates if period.start and period.end]
    if tense == "future":
        found = next((period for period in known if period.end and period.end > at), None)
    elif tense == "past":
        found = next((period for period in reversed(known) if period.start and period.start <= at), None)
    else:
        found = min(known, key=lambda period: _distance(period, at), default=None)
    return found


def midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _distance(period: Period, at: datetime) -> timedelta:
    assert period.start
    assert period.end
    return max(period.start - at, at - period.end, timedelta())


def _first(year: int, month: int) -> datetime:
    return datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
