"""What a rule for a time word is: a pattern, how coarse it is, and the period it means in its surroundings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import IntEnum

from roleplay_lite.memory.times.feasts import Yearly
from roleplay_lite.memory.times.when import (
    FIRST_YEAR,
    LAST_YEAR,
    Period,
    Tense,
    days,
    hours,
    months,
    one_of,
    week,
    years,
)


class Level(IntEnum):
    """Finer ones stand within coarser ones: 「去年」「五月」「一号」「下午」「三点」."""

    HABIT = -1
    """「每周」: what follows is no one time."""
    YEAR = 0
    MONTH = 1
    """And seasons, weeks, parts of a year."""
    DAY = 2
    PART = 3
    CLOCK = 4
    ALONE = 9
    """Joins with nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """In which a word is read."""

    at: datetime
    """When it was said."""
    tense: Tense | None
    frame: Period | None = None
    """What was named before it, coarser."""

    @property
    def today(self) -> date:
        return self.at.date()

    def yearly(self, of: Yearly) -> Period | None:
        """That day or month of the year named before, else of the nearest year that fits."""
        if self.frame:
            if self.frame.grain == "year" and self.frame.start and self.frame.end:
                inside = range(self.frame.start.year, min(self.frame.end.year, self.frame.start.year + 12) + 1)
                found = next((p for year in inside if (p := of(year)) and p.start and self.holds(p)), None)
                return replace(found, sure=self.frame.sure) if found else None
            found = of(self.frame.start.year) if self.frame.start else None
            return found if found and self.holds(found) else None
        around = range(max(FIRST_YEAR, self.at.year - 9), min(LAST_YEAR, self.at.year + 10))
        found = one_of((p for year in around if (p := of(year))), self.at, self.tense)
        return replace(found, sure=False) if found else None

    def holds(self, period: Period) -> bool:
        """Whether it begins within the frame."""
        frame = self.frame
        if frame is None or frame.start is None or frame.end is None or period.start is None:
            return True
        return frame.start <= period.start < frame.end


Read = Callable[[re.Match[str], Scene], Period | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One sort of word."""

    level: Level
    pattern: re.Pattern[str]
    read: Read
    english: bool = False


def rule(level: Level, pattern: str, read: Read) -> Rule:
    return Rule(level=level, pattern=re.compile(pattern), read=read)


def english_rule(level: Level, pattern: str, read: Read) -> Rule:
    # Mandarin is no word to Python's \b, so that 「我yesterday」 has none.
    whole = re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])", re.IGNORECASE)
    return Rule(level=level, pattern=whole, read=read, english=True)


def year_of(year: int, scene: Scene) -> Period | None:
    return None if scene.frame or not FIRST_YEAR < year < LAST_YEAR else years(year)


def shifted_month(count: int, scene: Scene) -> Period | None:
    if scene.frame or abs(count) > 12 * 150:
        return None
    return months(scene.at.year, scene.at.month + count)


def shifted_week(count: int, scene: Scene) -> Period | None:
    if scene.frame or abs(count) > 52 * 150:
        return None
    return week(scene.today + timedelta(weeks=count))


def shifted_day(count: int, scene: Scene) -> Period | None:
    if scene.frame or abs(count) > 365 * 150:
        return None
    return days(scene.today + timedelta(days=count))


def month_named(month: int, scene: Scene) -> Period | None:
    return scene.yearly(lambda year: months(year, month)) if 1 <= month <= 12 else None


def day_of_month(number: int, scene: Scene) -> Period | None:
    """The day of the month named before, else of the nearest month that has it and fits."""
    if not 1 <= number <= 31:
        return None
    if scene.frame:
        if scene.frame.grain != "month" or not scene.frame.start:
            return None
        month = scene.frame.start.month
        if not scene.frame.sure:  # no year was said: of the day's own years, not of the month's
            return replace(scene, frame=None).yearly(lambda year: _day(year, month, number))
        return _day(scene.frame.start.year, month, number)
    at = scene.at
    near = ((at.year + (at.month - 1 + s) // 12, (at.month - 1 + s) % 12 + 1) for s in range(-3, 4))
    candidates = (p for year, month in near if (p := _day(year, month, number)))
    chosen = one_of(candidates, at, scene.tense or "future")
    return replace(chosen, sure=False) if chosen else None


def weekday(number: int, scene: Scene) -> Period | None:
    """That day of the week named before, else the coming one, or for what is over the last one; never today."""
    if scene.frame:
        if scene.frame.grain != "week" or not scene.frame.start:
            return None
        return days(scene.frame.start.date() + timedelta(days=number))
    ahead = (number - scene.today.weekday() - 1) % 7 + 1  # 1 to 7
    back = (scene.today.weekday() - number - 1) % 7 + 1
    return days(scene.today + timedelta(days=-back if scene.tense == "past" else ahead), sure=False)


def weekend(count: int | None, scene: Scene) -> Period | None:
    """Saturday and Sunday of this week, or so many later; without a number the one that is or comes."""
    if scene.frame:
        return None
    saturday = scene.today + timedelta(days=5 - scene.today.weekday(), weeks=count or 0)
    if count is None and scene.tense == "past" and scene.today < saturday:
        saturday -= timedelta(weeks=1)
    return days(saturday, 2, sure=count is not None)


def part(first: float, last: float) -> Read:
    """A part of the day named before, else of today, or where that does not fit, of the day before or after."""

    def read(_: re.Match[str], scene: Scene) -> Period | None:
        if scene.frame:
            day = scene.frame.day
            return hours(day, first, last, sure=scene.frame.sure) if day else None
        candidates = [hours(scene.today + timedelta(days=shift), first, last, sure=False) for shift in (-1, 0, 1)]
        if scene.tense is None:
            return candidates[1]
        return one_of(candidates, scene.at, scene.tense)

    return read


def clock(hour: int, minute: int | None, scene: Scene, *, told: bool = False) -> Period | None:
    """A time of day. Twelve-hour words take the half of the day that was named, else the one people are awake in;
    `told` is that of words that say the half themselves."""
    if not 0 <= hour <= 24 or not 0 <= (minute or 0) < 60:
        return None
    exact = minute not in (None, 0)
    frame = scene.frame
    day = frame.day if frame else scene.today
    if day is None:
        return None
    if frame and frame.grain == "part" and frame.start and frame.end:
        hour = _in_part(hour, frame, day) if not told else hour
    elif not told and 1 <= hour < 7:
        hour += 12
    begin = hour + (minute or 0) / 60
    found = hours(day, begin, begin + (1 / 60 if exact else 1), grain="minute" if exact else "hour", sure=bool(frame))
    if frame:
        return replace(found, sure=frame.sure)
    if scene.tense is None:
        return found
    shifts = (timedelta(days=-1), timedelta(), timedelta(days=1))
    moved = [replace(found, start=found.start + s, end=found.end + s) for s in shifts if found.start and found.end]
    return one_of(moved, scene.at, scene.tense)


def between(start: datetime | None, end: datetime | None, grain: str) -> Period:
    return Period(start=start, end=end, grain=grain)  # type: ignore[arg-type]


def earlier(low: float, high: float, unit: str, scene: Scene) -> Period | None:
    """So many units ago; the calendar's period that lies so far back, from the most to the least."""
    return _away(-high, -low, unit, scene)


def later(low: float, high: float, unit: str, scene: Scene) -> Period | None:
    """In so many units."""
    return _away(low, high, unit, scene)


def _away(first: float, last: float, unit: str, scene: Scene) -> Period | None:
    if scene.frame or max(abs(first), abs(last)) > _MOST[unit]:
        return None
    at, today = scene.at, scene.today
    if unit in ("minute", "hour"):
        length = timedelta(minutes=1) if unit == "minute" else timedelta(hours=1)
        end = at + last * length + length
        return between(at + first * length, min(end, at) if last < 0 else end, unit)
    whole = first == int(first) and last == int(last)
    if unit == "day":
        if not whole:
            return between(at + timedelta(days=first), at + timedelta(days=last, hours=1), "hour")
        return days(today + timedelta(days=first), int(last - first) + 1)
    if unit == "week":
        begin = week(today + timedelta(weeks=first)).start
        return between(begin, week(today + timedelta(weeks=last)).end, "week")
    if unit == "month" and not whole:
        # Half a month is a fortnight, said roughly.
        return days(today + timedelta(days=round(30.4 * first) - 3), round(30.4 * (last - first)) + 7, grain="week")
    if unit == "year" and not whole:
        return months(at.year, at.month + round(12 * first), round(12 * (last - first)) + 1)
    if unit == "month":
        return months(at.year, at.month + int(first), int(last - first) + 1)
    begin_year = at.year + int(first)
    return years(begin_year, int(last - first) + 1) if FIRST_YEAR < begin_year < LAST_YEAR - 100 else None


_MOST = {"minute": 10_000, "hour": 10_000, "day": 40_000, "week": 5_000, "month": 1_500, "year": 120}
"""More of them is no time that a person tells of."""


def last_stretch(low: float, unit: str, scene: Scene) -> Period | None:
    """「近三年」: from so long ago until now."""
    found = earlier(low, low, unit, scene)
    return between(found.start, scene.at, found.grain) if found else None


def next_stretch(high: float, unit: str, scene: Scene) -> Period | None:
    """「三天内」: from now on for so long."""
    found = later(high, high, unit, scene)
    return between(scene.at, found.end, found.grain) if found else None


def _day(year: int, month: int, number: int) -> Period | None:
    try:
        return days(date(year, month, number))
    except ValueError:
        return None


def _in_part(hour: int, frame: Period, day: date) -> int:
    """「晚上八点」 is 20, 「晚上一点」 25, 「中午一点」 13, 「凌晨十二点」 0."""
    assert frame.start
    assert frame.end
    begin = datetime(day.year, day.month, day.day)
    first = (frame.start - begin).total_seconds() / 3600 - 1
    last = (frame.end - begin).total_seconds() / 3600 + 2
    return next((h for h in (hour, hour + 12, hour + 24, hour - 12) if h >= 0 and first <= h < last), hour)
