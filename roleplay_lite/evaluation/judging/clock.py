"""Hours and days in a reply, held against those that were so when it was asked. Pure; the moon is that of borax."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from roleplay_lite.evaluation.skills_set import Asks, Festival, Task
from roleplay_lite.persona.numerals import NUMERAL, number_of

CLOSE_MINUTES = 5
"""A time may be out by so much: a reply takes a moment, and people round."""
_N = rf"(?:\d{{1,4}}|{NUMERAL}{{1,5}})"
_TIME = re.compile(
    rf"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|"
    rf"午夜)?的?(?:(?P<digital>\d{{1,2}})[:：](?P<digits>\d{{2}})|"
    rf"(?P<hour>{_N})(?:点钟?|时)(?!间|候|儿|心)(?:(?P<half>半)|(?P<quarters>[一三])刻|"
    rf"零?(?P<minute>{_N})分?(?!钟?(?:以|之|后|前))|(?P<about>多))?)"
)
_DATE = re.compile(rf"(?:(?P<month>{_N})月(?:份)?)?(?P<day>{_N})[号日](?!子|历|常|记|出)")
_MONTH = re.compile(rf"(?P<month>{_N})月")
_YEAR = re.compile(r"(?P<year>\d{4}|[零〇一二三四五六七八九]{4})年")
_WEEKDAY = re.compile("(?:星期|礼拜|周)(?P<day>[一二三四五六日天1-7])")
_LUNAR = re.compile(
    "(?:(?P<month>[正一二三四五六七八九十冬腊]{1,2})月)?(?P<day>初[一二三四五六七八九十]|"
    "廿[一二三四五六七八九]|二?十[一二三四五六七八九]?|三十)"
)
_DAYS = re.compile(rf"(?P<days>{_N})(?:多)?天")
_AFTERNOON = ("下午", "傍晚", "晚上", "夜里")
_MORNING = ("凌晨", "清晨", "早上", "早晨", "上午")
_LUNAR_MONTHS = {"一": 1, "正": 1, "冬": 11, "腊": 12}
# Month and day: Gregorian of the fixed ones, lunar of the others; 清明 and 冬至 go by the sun.
_FIXED = {"国庆": (10, 1), "元旦": (1, 1)}
_BY_MOON = {"春节": (1, 1), "端午": (5, 5), "七夕": (7, 7), "中秋": (8, 15)}


def says_right(reply: str, task: Task, asked: datetime) -> bool:
    """True when the reply holds what is so, and nothing of the kind that is not."""
    held = list(_judged(reply, task, asked))
    return bool(held) and all(held)


def says_wrong(reply: str, task: Task, asked: datetime) -> bool:
    """True when it names an hour or day, and not the right one."""
    return not all(_judged(reply, task, asked))


def festival_day(festival: Festival, today: date) -> date:
    """The next day of that name, today's when it is today."""
    return next(day for year in range(today.year - 1, today.year + 3) if (day := _day_of(festival, year)) >= today)


def _judged(reply: str, task: Task, asked: datetime) -> Iterator[bool]:
    """Each hour or day of the kind that was asked for, right or wrong."""
    if task.judge == "festival" and task.festival:
        day = festival_day(task.festival, asked.date())
        if task.asks == "days":
            left = (day - asked.date()).days
            yield from (abs(number_of(found["days"]) - left) <= 1 for found in _DAYS.finditer(reply))
            return
        moment = datetime.combine(day, asked.time())
    else:
        moment = asked + timedelta(days=task.days, minutes=task.minutes)
    if task.asks in _KINDS:
        yield from _KINDS[task.asks](reply, moment)


def _times(reply: str, moment: datetime) -> Iterator[bool]:
    for found in _TIME.finditer(reply):
        if found["digital"]:
            hour, minute = int(found["digital"]), int(found["digits"])
        else:
            hour = number_of(found["hour"])
            quarters = {"一": 15, "三": 45}.get(found["quarters"] or "", 0)
            minute = 30 if found["half"] else quarters or (number_of(found["minute"]) if found["minute"] else 0)
        part = found["part"] or ""
        if found["about"]:
            yield hour % 12 == moment.hour % 12 and _fits(part, moment)
            continue
        away = abs((hour % 12) * 60 + minute - (moment.hour % 12) * 60 - moment.minute)
        exact = hour <= 12 or hour % 24 == moment.hour
        yield min(away, 720 - away) <= CLOSE_MINUTES and exact and _fits(part, moment)


def _fits(part: str, moment: datetime) -> bool:
    """False where it says morning in the afternoon."""
    return not (part in _AFTERNOON and moment.hour < 12) and not (part in _MORNING and moment.hour >= 12)


def _dates(reply: str, moment: datetime) -> Iterator[bool]:
    for found in _DATE.finditer(reply):
        month = number_of(found["month"]) if found["month"] else moment.month
        yield (month, number_of(found["day"])) == (moment.month, moment.day)
    yield from (right for right in _years(reply, moment) if not right)


def _weekdays(reply: str, moment: datetime) -> Iterator[bool]:
    for found in _WEEKDAY.finditer(reply):
        sign = found["day"]
        yield (int(sign) if sign.isdigit() else min("一二三四五六日天".index(sign), 6) + 1) == moment.isoweekday()


def _months(reply: str, moment: datetime) -> Iterator[bool]:
    yield from (number_of(found["month"]) == moment.month for found in _MONTH.finditer(reply))


def _years(reply: str, moment: datetime) -> Iterator[bool]:
    yield from (number_of(found["year"]) == moment.year for found in _YEAR.finditer(reply))


def _lunar_days(reply: str, moment: datetime) -> Iterator[bool]:
    from borax.calendars.lunardate import LunarDate

    lunar = LunarDate.from_solar(moment.date())
    for found in _LUNAR.finditer(reply):
        words = found["day"].removeprefix("初")
        month = found["month"]
        named = (_LUNAR_MONTHS.get(month) or number_of(month)) if month else lunar.month
        yield (named, number_of(words)) == (lunar.month, lunar.day)


def _day_of(festival: Festival, year: int) -> date:
    from borax.calendars.lunardate import LunarDate, TermUtils

    if festival in _FIXED:
        return date(year, *_FIXED[festival])
    if festival in _BY_MOON:
        day: date = LunarDate(year, *_BY_MOON[festival]).to_solar_date()
        return day
    term: date = TermUtils.day_start_from_term(year, festival)
    return term


_KINDS: dict[Asks, Callable[[str, datetime], Iterator[bool]]] = {
    "time": _times,
    "date": _dates,
    "weekday": _weekdays,
    "month": _months,
    "year": _years,
    "lunar": _lunar_days,
}
