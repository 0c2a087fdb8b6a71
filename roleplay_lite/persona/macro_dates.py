"""Dates and times as macros tell them, in Mandarin and in English; free of the machine's locale."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_ZH = "一二三四五六日"
_MONTHS_ZH = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def spoken_time(now: datetime, language: str) -> str:
    """「下午3点05分」; `3:05 PM`."""
    hour = now.hour % 12 or 12
    if language != "zh":
        return f"{hour}:{now.minute:02} {'AM' if now.hour < 12 else 'PM'}"
    # 零点 is no twelve.
    told = 0 if now.hour == 0 else hour
    return f"{_part_of_day(now)}{told}点" + (f"{now.minute:02}分" if now.minute else "")


def spoken_date(now: datetime, language: str) -> str:
    """「2026年11月23日」; `November 23, 2026`."""
    if language != "zh":
        return f"{_MONTHS[now.month - 1]} {now.day}, {now.year}"
    return f"{now.year}年{now.month}月{now.day}日"


def weekday(now: datetime, language: str) -> str:
    """「星期一」; `Monday`."""
    return f"星期{_DAYS_ZH[now.weekday()]}" if language == "zh" else _DAYS[now.weekday()]


def iso_time(now: datetime) -> str:
    return f"{now:%H:%M}"


def iso_date(now: datetime) -> str:
    return now.date().isoformat()


def utc(now: datetime, hours: int) -> datetime:
    """The same moment where clocks are that many hours ahead of UTC; the moment itself at the calendar's edge."""
    try:
        return now.astimezone(timezone(timedelta(hours=hours)))
    except (OverflowError, ValueError):
        return now


def spoken_idle(idle: timedelta | None, language: str) -> str:
    """「3分钟」; `3 minutes`; 「刚刚」 under half a minute."""
    seconds = idle.total_seconds() if idle else 0.0
    if seconds < 30:
        return "刚刚" if language == "zh" else "just now"
    for length, chinese, english in _SPANS:
        if seconds >= length * 0.75 or length == 1:
            count = max(1, round(seconds / length))
            return f"{count}{chinese}" if language == "zh" else f"{count} {english}{'s' if count > 1 else ''}"
    raise AssertionError("the last span is one second")


def formatted(now: datetime, pattern: str, language: str) -> str:
    """The moment in moment.js's tokens (`YYYY年M月D日 HH:mm`), of which the common ones are known; `[text]` stands for
    itself."""

    def one(found: re.Match[str]) -> str:
        token = found.group()
        return token[1:-1] if token[0] == "[" else _TOKENS[token](now, language == "zh")

    return _TOKEN.sub(one, pattern)


def _part_of_day(now: datetime) -> str:
    return next(name for until, name in _PARTS if now.hour < until)


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 <= day % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


_PARTS = ((6, "凌晨"), (9, "早上"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
_SPANS = (
    (365 * 86400, "年", "year"),
    (30 * 86400, "个月", "month"),
    (86400, "天", "day"),
    (3600, "小时", "hour"),
    (60, "分钟", "minute"),
    (1, "秒", "second"),
)
_TOKENS: dict[str, Callable[[datetime, bool], str]] = {
    "YYYY": lambda now, zh: f"{now.year:04}",
    "YY": lambda now, zh: f"{now.year % 100:02}",
    "MMMM": lambda now, zh: f"{_MONTHS_ZH[now.month - 1]}月" if zh else _MONTHS[now.month - 1],
    "MMM": lambda now, zh: f"{now.month}月" if zh else _MONTHS[now.month - 1][:3],
    "MM": lambda now, zh: f"{now.month:02}",
    "M": lambda now, zh: str(now.month),
    "Do": lambda now, zh: f"{now.day}日" if zh else _ordinal(now.day),
    "DD": lambda now, zh: f"{now.day:02}",
    "D": lambda now, zh: str(now.day),
    "dddd": lambda now, zh: weekday(now, "zh" if zh else "en"),
    "ddd": lambda now, zh: f"周{_DAYS_ZH[now.weekday()]}" if zh else _DAYS[now.weekday()][:3],
    "HH": lambda now, zh: f"{now.hour:02}",
    "H": lambda now, zh: str(now.hour),
    "hh": lambda now, zh: f"{now.hour % 12 or 12:02}",
    "h": lambda now, zh: str(now.hour % 12 or 12),
    "mm": lambda now, zh: f"{now.minute:02}",
    "m": lambda now, zh: str(now.minute),
    "ss": lambda now, zh: f"{now.second:02}",
    "s": lambda now, zh: str(now.second),
    "A": lambda now, zh: _part_of_day(now) if zh else ("AM" if now.hour < 12 else "PM"),
    "a": lambda now, zh: _part_of_day(now) if zh else ("am" if now.hour < 12 else "pm"),
}
_TOKEN = re.compile(r"\[[^\]]*\]|" + "|".join(sorted(_TOKENS, key=len, reverse=True)))
