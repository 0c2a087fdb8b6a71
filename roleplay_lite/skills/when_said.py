"""A day and a time of day as they are said: 「明天早上七点」, 「十二月五号下午三点半」. Pure."""

from __future__ import annotations

from datetime import date, datetime

from roleplay_lite.skills.lengths import numeral

WEEKDAYS = "一二三四五六日"
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_PARTS = ((5, "凌晨"), (9, "早上"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
_DAYS = {-2: "前天", -1: "昨天", 0: "今天", 1: "明天", 2: "后天", 3: "大后天"}
_ENGLISH_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def clock(at: datetime, *, english: bool = False) -> str:
    """「下午三点半」, `3:30 pm`."""
    if english:
        return f"{at.hour % 12 or 12}:{at.minute:02} {'am' if at.hour < 12 else 'pm'}"
    hour = at.hour if at.hour <= 12 else at.hour - 12
    past = {0: "", 15: "一刻", 30: "半", 45: "三刻"}.get(at.minute)
    if past is None:
        past = f"{'零' if at.minute < 10 else ''}{numeral(at.minute)}分"
    return f"{part(at)}{'两' if hour == 2 else numeral(hour)}点{past}"


def part(at: datetime) -> str:
    """「早上」 to 「晚上」."""
    return next(name for until, name in _PARTS if at.hour < until)


def month_day(day: date, *, english: bool = False) -> str:
    """「十二月五号」, `December 5`."""
    return f"{ENGLISH_MONTHS[day.month - 1]} {day.day}" if english else f"{numeral(day.month)}月{numeral(day.day)}号"


def weekday(day: date, *, english: bool = False) -> str:
    """「星期三」."""
    return ENGLISH_WEEKDAYS[day.weekday()] if english else f"星期{WEEKDAYS[day.weekday()]}"


def day(that: date, today: date, *, english: bool = False) -> str:
    """「明天」, 「下周三」, 「十二月五号」, with the year where it is another."""
    away = (that - today).days
    if english:
        named = _ENGLISH_DAYS.get(away) or (ENGLISH_WEEKDAYS[that.weekday()] if 1 < away < 7 else "")
        return named or month_day(that, english=True) + (f", {that.year}" if that.year != today.year else "")
    if away in _DAYS:
        return _DAYS[away]
    weeks = (that.toordinal() - 1) // 7 - (today.toordinal() - 1) // 7
    if away > 0 and weeks in (0, 1):
        return f"{'下' if weeks else '这'}周{WEEKDAYS[that.weekday()]}"
    year = f"{that.year}年" if that.year != today.year else ""
    return year + month_day(that)


def moment(at: datetime, now: datetime, *, english: bool = False) -> str:
    """Day and time of day, without the day where it is today's."""
    if english:
        when = clock(at, english=True)
        return f"at {when}" if at.date() == now.date() else f"{day(at.date(), now.date(), english=True)} at {when}"
    return clock(at) if at.date() == now.date() else day(at.date(), now.date()) + clock(at)
