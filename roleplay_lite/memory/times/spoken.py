"""How a time is spoken of at another: 「昨天」, 「上周六」, 「三个月前」, 「去年十月」. Pure.

What is said here `resolve` reads as a stretch that holds the time again.
"""

from __future__ import annotations

from datetime import date, datetime

from roleplay_lite.memory.times.when import local

_DAYS = {-3: "大前天", -2: "前天", -1: "昨天", 0: "今天", 1: "明天", 2: "后天", 3: "大后天"}
_YEARS = {-2: "前年", -1: "去年", 0: "今年", 1: "明年", 2: "后年"}
_WEEKS = {-2: "上上周", -1: "上周", 0: "这周", 1: "下周", 2: "下下周"}
_NUMBERS = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_WEEKDAYS = "一二三四五六日"
_PARTS = ((5, "凌晨"), (9, "早上"), (11, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
_SEASONS = {3: "春天", 6: "夏天", 9: "秋天", 12: "冬天"}
_FAR_DAYS = 90
"""A day further away is told by its month alone."""
_HOUR = 3600
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_NUMBERS = ("", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def spoken(
    time: float, now: float, *, until: float | None = None, happened: bool = False, english: bool = False
) -> str:
    """The Unix time as one says it at `now`.

    With `until` it is the stretch up to there: 「下个月」, 「去年夏天」, 「明天下午三点」. `happened` says that it is
    over: a clock that was set back makes no future of it.
    """
    there, here = local(time), local(now)
    if there is None or here is None or (happened and there > here):
        return "earlier" if english else "之前"
    end = local(until) if until is not None else None
    if end and (said := _stretch(there, end, here, english)):
        return said
    whole_day = end is not None or (there.hour, there.minute, there.second) == (0, 0, 0)
    day = _english(there, here, whole_day) if english else _mandarin(there, here, whole_day)
    if end and (end - there).total_seconds() <= _HOUR and abs((there.date() - here.date()).days) <= _FAR_DAYS:
        return f"{day} at {_english_clock(there)}" if english else day + _clock(there)
    return day


def _mandarin(there: datetime, here: datetime, whole_day: bool) -> str:
    day, today = there.date(), here.date()
    away = (day - today).days
    if away == 0:
        if not whole_day and 0 <= (here - there).total_seconds() <= _HOUR:
            return "刚才"
        return "今天" if whole_day else "今天" + _part(there)
    if away in _DAYS:
        return _DAYS[away]
    weeks = _weeks(day, today)
    if weeks in _WEEKS:
        return f"{_WEEKS[weeks]}{_WEEKDAYS[day.weekday()]}"
    if abs(away) <= _FAR_DAYS:
        return f"{_month(day.month)}{_numeral(day.day)}号"
    months = _months(day, today)
    if day.year == today.year:
        return f"{_NUMBERS[abs(months)]}个月{'后' if months > 0 else '前'}"
    return f"{_year(day.year, today.year)}{_month(day.month)}" if abs(day.year - today.year) < 3 else f"{day.year}年"


def _stretch(there: datetime, end: datetime, here: datetime, english: bool) -> str:
    """The calendar's period that the stretch is; empty where it is none."""
    length = (end.date() - there.date()).days
    year = there.year - here.year
    if length in (365, 366) and (there.month, there.day) == (1, 1):
        if english:
            return {-1: "last year", 0: "this year", 1: "next year"}.get(year, f"in {there.year}")
        return _year(there.year, here.year)
    if 89 <= length <= 92 and there.day == 1 and there.month in _SEASONS:
        if english:
            name = ("spring", "summer", "autumn", "winter")[there.month // 3 - 1]
            return f"in the {name} of {there.year}"
        if there.month == 12 and here.month < 3 and there.year in (here.year - 1, here.year):
            # In January 「今年冬天」 is the winter that is.
            return "今年冬天" if there.year < here.year else "今年十二月"
        return _year(there.year, here.year) + _SEASONS[there.month]
    if 28 <= length <= 31 and there.day == 1:
        away = _months(there.date(), here.date())
        if english:
            return {-1: "last month", 0: "this month", 1: "next month"}.get(away) or _english_month(there, here)
        short = {-1: "上个月", 0: "这个月", 1: "下个月"}.get(away)
        return short or _year(there.year, here.year) + _month(there.month)
    weeks = _weeks(there.date(), here.date())
    if length == 7 and there.weekday() == 0 and weeks in _WEEKS:
        if english:
            return {-1: "last week", 0: "this week", 1: "next week"}.get(weeks, "")
        return _WEEKS[weeks]
    return ""


def _english(there: datetime, here: datetime, whole_day: bool) -> str:
    day, today = there.date(), here.date()
    away = (day - today).days
    if away == 0:
        return "just now" if not whole_day and 0 <= (here - there).total_seconds() <= _HOUR else "today"
    named = {-2: "the day before yesterday", -1: "yesterday", 1: "tomorrow", 2: "the day after tomorrow"}
    if away in named:
        return named[away]
    name = _ENGLISH_DAYS[day.weekday()]
    if -7 <= away < 0:
        return f"last {name}"
    if away > 0 and _weeks(day, today) in (0, 1):
        return f"{'this' if _weeks(day, today) == 0 else 'next'} {name}"
    if abs(away) <= _FAR_DAYS:
        return f"on {_ENGLISH_MONTHS[day.month - 1]} {_ordinal(day.day)}"
    months = _months(day, today)
    if day.year == today.year:
        return f"{_ENGLISH_NUMBERS[-months]} months ago" if months < 0 else f"in {_ENGLISH_NUMBERS[months]} months"
    return _english_month(there, here) if abs(day.year - today.year) < 3 else f"in {day.year}"


def _english_month(there: datetime, here: datetime) -> str:
    year = {-1: "last year", 0: "this year", 1: "next year"}.get(there.year - here.year, str(there.year))
    return f"in {_ENGLISH_MONTHS[there.month - 1]} {year}"


def _part(there: datetime) -> str:
    return next(name for until, name in _PARTS if there.hour < until)


def _clock(there: datetime) -> str:
    """「下午三点半」."""
    hour = there.hour if there.hour < 13 else there.hour - 12
    past = {0: "", 15: "一刻", 30: "半", 45: "三刻"}.get(there.minute)
    if past is None:
        past = f"{'零' if there.minute < 10 else ''}{_numeral(there.minute)}分"
    return f"{_part(there)}{_NUMBERS[hour]}点{past}"


def _english_clock(there: datetime) -> str:
    minute = f":{there.minute:02}" if there.minute else ""
    return f"{there.hour % 12 or 12}{minute} {'am' if there.hour < 12 else 'pm'}"


def _weeks(day: date, today: date) -> int:
    return ((day.toordinal() - 1) // 7) - ((today.toordinal() - 1) // 7)


def _months(day: date, today: date) -> int:
    return 12 * (day.year - today.year) + day.month - today.month


def _year(year: int, today: int) -> str:
    return _YEARS.get(year - today, f"{year}年")


def _month(month: int) -> str:
    return f"{'二' if month == 2 else _NUMBERS[month]}月"


def _numeral(number: int) -> str:
    """「一」 to 「五十九」."""
    tens, ones = divmod(number, 10)
    one = "" if not ones else "二" if ones == 2 else _NUMBERS[ones]
    return ("", "十", "二十", "三十", "四十", "五十")[tens] + one


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 <= day % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"
