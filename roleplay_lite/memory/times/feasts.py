"""Days that come every year: feasts of both calendars, solar terms, and days of the moon's months."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from roleplay_lite.memory.times.when import Period, days
from roleplay_lite.persona.calendar import TERMS, gregorian, term_day

Yearly = Callable[[int], Period | None]
"""The period in a Gregorian year, or None where the tables do not reach."""


def fixed(month: int, day: int, count: int = 1) -> Yearly:
    """The same day of every year; none in a year without it."""

    def of(year: int) -> Period | None:
        try:
            return days(date(year, month, day), count, grain="day" if count < 4 else "week")
        except ValueError:
            return None

    return of


def by_moon(month: int, day: int, *, leap: bool = False, before: int = 0, count: int = 1) -> Yearly:
    """A day of the Chinese calendar, from `before` days earlier. The thirtieth of a short month is its last."""

    def of(year: int) -> Period | None:
        # The last moon's month of a year lies in the next one by the sun.
        found = next((d for y in (year, year - 1) if (d := _by_moon(y, month, day, leap)) and d.year == year), None)
        if found is None:
            return None
        return days(found - timedelta(days=before), count, grain="day" if count < 4 else "week")

    return of


def term(name: str) -> Yearly:
    """A solar term."""

    def of(year: int) -> Period | None:
        found = term_day(year, name)
        return days(found) if found else None

    return of


def nth_weekday(month: int, weekday: int, nth: int) -> Yearly:
    """The second Sunday in May, say: weekday 6, nth 2."""

    def of(year: int) -> Period | None:
        first = date(year, month, 1)
        return days(first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1)))

    return of


def new_years_eve(year: int) -> Period | None:
    """除夕: the day before the Chinese year, in that Gregorian one."""
    found = gregorian(year, 1, 1)
    return days(found - timedelta(days=1)) if found else None


def _by_moon(year: int, month: int, day: int, leap: bool) -> date | None:
    for number in (day, 29) if day == 30 else (day,):
        try:
            return gregorian(year, month, number, leap=leap)
        except ValueError:
            continue
    return None


SPRING_FESTIVAL = by_moon(1, 1, before=1, count=8)
"""From 除夕 to the seventh."""
FEASTS: dict[str, Yearly] = {
    "国庆节?(?:长假|假期|黄金周|期间)|十一(?:长假|假期|黄金周|期间)": fixed(10, 1, 7),
    "国庆节?": fixed(10, 1),
    "十一(?=放假|那天|当天|去|回|出|我|要|的时候)": fixed(10, 1),
    "(?:五一|劳动节|五一劳动节)(?:长假|假期|黄金周|期间)": fixed(5, 1, 5),
    "五一(?:劳动节|节)?|劳动节": fixed(5, 1),
    "六一(?:儿童节)?|儿童节": fixed(6, 1),
    "三八(?:妇女)?节|妇女节": fixed(3, 8),
    "(?:阳历)?元旦节?": fixed(1, 1),
    "情人节": fixed(2, 14),
    "愚人节": fixed(4, 1),
    "植树节": fixed(3, 12),
    "教师节": fixed(9, 10),
    "万圣节|halloween": fixed(10, 31),
    "双十一|双11": fixed(11, 11),
    "双十二|双12": fixed(12, 12),
    "平安夜|christmas eve": fixed(12, 24),
    "圣诞节?|christmas(?: day)?": fixed(12, 25),
    "跨年(?:夜|那天|晚上)?|new year'?s eve": fixed(12, 31),
    "new year'?s day|new year(?!')": fixed(1, 1),
    "valentine'?s(?: day)?": fixed(2, 14),
    "thanksgiving": nth_weekday(11, 3, 4),
    "母亲节|mother'?s day": nth_weekday(5, 6, 2),
    "父亲节|father'?s day": nth_weekday(6, 6, 3),
    "感恩节": nth_weekday(11, 3, 4),
    "(?:大?年三十|除夕夜?|年夜)": new_years_eve,
    "春节(?:假期|期间)?|过年(?!好|轻)|chinese new year|spring festival|lunar new year": SPRING_FESTIVAL,
    "大年初一|正月初一": by_moon(1, 1),
    "元宵节?|正月十五": by_moon(1, 15),
    "端午节?|dragon boat festival": by_moon(5, 5),
    "七夕节?": by_moon(7, 7),
    "中元节": by_moon(7, 15),
    "中秋节?|mid-?autumn(?: festival)?": by_moon(8, 15),
    "重阳节?": by_moon(9, 9),
    "腊八节?": by_moon(12, 8),
    "清明节?": term("清明"),
    "小年(?=那天|夜|要|吃)": by_moon(12, 23),
}
"""By pattern."""
# 「小雪」, 「白露」 and 「大寒」 are names and weather, too, and mean the day only where they say so.
_ALONE = frozenset(TERMS) - {
    "小寒",
    "大寒",
    "雨水",
    "芒种",
    "小满",
    "小暑",
    "大暑",
    "处暑",
    "白露",
    "寒露",
    "小雪",
    "大雪",
}
FEASTS |= {name if name in _ALONE else f"{name}(?=那天|当天|前后|节气)": term(name) for name in TERMS if name != "清明"}
