"""Days that people count towards: festivals by sun and moon, solar terms, exams. By name, and when they are next."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from roleplay_lite.memory.times.feasts import by_moon, fixed, new_years_eve, nth_weekday, term
from roleplay_lite.memory.times.when import Period
from roleplay_lite.persona.calendar import TERMS

Yearly = Callable[[int], Period | None]

# Pattern, the name as it is said back, the day of a year.
_TABLE: tuple[tuple[str, str, Yearly], ...] = (
    ("除夕夜?|大?年三十|大年夜|new year'?s eve of china", "除夕", new_years_eve),
    ("春节|过年|大年初一|农历新年|新春|正月初一|年初一|chinese new year|spring festival|lunar new year",
    "春节", by_moon(1, 1)),
    ("元宵节?|正月十五|lantern festival", "元宵节", by_moon(1, 15)),
    ("龙抬头|二月二", "龙抬头", by_moon(2, 2)),
    ("端午节?|端阳节?|五月初五|dragon boat(?: festival)?", "端午节", by_moon(5, 5)),
    ("七夕节?|乞巧节?", "七夕", by_moon(7, 7)),
    ("中元节?|鬼节", "中元节", by_moon(7, 15)),
    ("中秋节?|八月十五|mid[- ]?autumn(?: festival)?", "中秋节", by_moon(8, 15)),
    ("重阳节?|九月初九", "重阳节", by_moon(9, 9)),
    ("腊八节?", "腊八", by_moon(12, 8)),
    ("北方小年|小年", "小年", by_moon(12, 23)),
    ("元旦节?|跨年|new year'?s day|new year", "元旦", fixed(1, 1)),
    ("情人节|valentine'?s(?: day)?", "情人节", fixed(2, 14)),
    ("妇女节|三八节|女神节|women'?s day", "妇女节", fixed(3, 8)),
    ("植树节", "植树节", fixed(3, 12)),
    ("愚人节|april fools'?(?: day)?", "愚人节", fixed(4, 1)),
    ("劳动节|五一(?:节|劳动节|假期|长假)?|labou?r day", "劳动节", fixed(5, 1)),
    ("青年节|五四", "青年节", fixed(5, 4)),
    ("母亲节|mother'?s day", "母亲节", nth_weekday(5, 6, 2)),
    ("儿童节|六一|children'?s day", "儿童节", fixed(6, 1)),
    ("高考", "高考", fixed(6, 7)),
    ("父亲节|father'?s day", "父亲节", nth_weekday(6, 6, 3)),
    ("建党节|七一", "建党节", fixed(7, 1)),
    ("建军节|八一", "建军节", fixed(8, 1)),
    ("教师节|teacher'?s day", "教师节", fixed(9, 10)),
    ("国庆节?(?:长假|假期)?|十一(?:长假|假期|黄金周)|十月一|national day", "国庆节", fixed(10, 1)),
    ("万圣节|halloween", "万圣节", fixed(10, 31)),
    ("双十一|双11|光棍节", "双十一", fixed(11, 11)),
    ("双十二|双12", "双十二", fixed(12, 12)),
    ("感恩节|thanksgiving", "感恩节", nth_weekday(11, 3, 4)),
    ("平安夜|christmas eve", "平安夜", fixed(12, 24)),
    ("圣诞节?|christmas(?: day)?|xmas", "圣诞节", fixed(12, 25)),
    ("除夕", "除夕", new_years_eve),
    ("清明节?", "清明", term("清明")),
    *((name, name, term(name)) for name in TERMS if name != "清明"),
)  # fmt: skip
BY_MOON = frozenset(
    ("除夕", "春节", "元宵节", "龙抬头", "端午节", "七夕", "中元节", "中秋节", "重阳节", "腊八", "小年")
)
"""Those that the moon sets."""
_BY_NAME = {name: yearly for _, name, yearly in _TABLE}
_PATTERNS = tuple((re.compile(pattern), name) for pattern, name, _ in _TABLE)
FEAST = "|".join(sorted((f"(?:{pattern})" for pattern, _, _ in _TABLE), key=len, reverse=True))
"""One of them, for patterns."""
ENGLISH = {
    "除夕": "Chinese New Year's Eve", "春节": "the Spring Festival", "元宵节": "the Lantern Festival",
    "端午节": "the Dragon Boat Festival",
    "七夕": "Qixi", "中秋节": "the Mid-Autumn Festival", "重阳节": "the Double Ninth", "元旦": "New Year's Day",
    "情人节": "Valentine's Day",
    "妇女节": "Women's Day", "愚人节": "April Fools' Day", "劳动节": "Labour Day", "母亲节": "Mother's Day",
    "儿童节": "Children's Day",
    "父亲节": "Father's Day", "教师节": "Teachers' Day", "国庆节": "National Day", "万圣节": "Halloween",
    "感恩节": "Thanksgiving",
    "平安夜": "Christmas Eve", "圣诞节": "Christmas", "清明": "Qingming", "冬至": "the winter solstice",
    "高考": "the gaokao",
}  # fmt: skip


def feast_in(text: str) -> str:
    """The name of the first festival that stands in the line, the longest wording first; empty where there is none."""
    found = [(match.start(), -match.end(), name) for pattern, name in _PATTERNS if (match := pattern.search(text))]
    return min(found)[2] if found else ""


def feast_day(name: str, year: int) -> date | None:
    """Its day in that year; None where the tables do not reach (1900 to 2100 by the moon)."""
    period = _BY_NAME[name](year) if name in _BY_NAME else None
    return period.start.date() if period and period.start else None


def next_feast(name: str, today: date) -> date | None:
    """The first from today on."""
    days = (feast_day(name, year) for year in range(today.year, today.year + 2))
    return next((day for day in days if day and day >= today), None)


def last_feast(name: str, today: date) -> date | None:
    """The last one before today."""
    days = (feast_day(name, year) for year in (today.year, today.year - 1))
    return next((day for day in days if day and day < today), None)


def feasts_on(day: date) -> tuple[str, ...]:
    """What that day is."""
    return tuple(
        dict.fromkeys(
            name for _, name, yearly in _TABLE if (p := yearly(day.year)) and p.start and p.start.date() == day
        )
    )


def term_near(day: date) -> tuple[str, date, str, date]:
    """The solar term that holds on that day, since when, the next one, and when it comes. Raises ValueError beyond
    the tables."""
    dated = sorted(
        (found, name)
        for year in (day.year - 1, day.year, day.year + 1)
        for name in TERMS
        if (found := feast_day(name, year))
    )
    past = [pair for pair in dated if pair[0] <= day]
    ahead = [pair for pair in dated if pair[0] > day]
    if not past or not ahead or day - past[-1][0] > timedelta(days=20):
        raise ValueError(f"no solar term is known for {day}")
    return past[-1][1], past[-1][0], ahead[0][1], ahead[0][0]
