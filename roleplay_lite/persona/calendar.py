"""The Chinese calendar beside the Gregorian one, and the signs of both.

The lunar calendar and the solar terms are those of `borax`, whose tables cover the lunar years 1900 to 2100 and follow
the Hong Kong Observatory's. It is imported only where it is used.
"""

from __future__ import annotations

from datetime import date, timedelta

SIGNS = (
    "摩羯座", "水瓶座", "双鱼座", "白羊座", "金牛座", "双子座",
    "巨蟹座", "狮子座", "处女座", "天秤座", "天蝎座", "射手座",
)  # fmt: skip
"""In the order in which they end: 摩羯座 in January."""
ANIMALS = "鼠牛虎兔龙蛇马羊猴鸡狗猪"
TERMS = (
    "小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至",
    "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至",
)  # fmt: skip

# The first day of the sign that begins in each month, in the fixed table that Mandarin almanacs print (白羊座 from
# 21 March to 19 April). The sun enters a sign up to a day sooner or later, by year: see `signs_near`.
_SIGN_BEGINS = (20, 19, 21, 20, 21, 22, 23, 23, 23, 24, 23, 22)

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_FIRST_DAY, _LAST_DAY = date(1900, 1, 31), date(2101, 1, 28)


def sign_of(month: int, day: int) -> str:
    """The western star sign of that day of the year, by the fixed table."""
    return SIGNS[(month - 1 + (day >= _SIGN_BEGINS[month - 1])) % 12]


def signs_near(month: int, day: int) -> frozenset[str]:
    """Every sign that somebody born on that day may rightly claim: two about the day on which the sun crosses over."""
    middle = date(2000, month, day)
    days = [middle + timedelta(days=shift) for shift in (-1, 0, 1)]
    return frozenset(sign_of(near.month, near.day) for near in days)


def lunar_year(day: date) -> int | None:
    """The year of the Chinese calendar, which begins on lunar new year's day; None before 1900 and after 28.1.2101."""
    if day.year < _FIRST_YEAR or day > _LAST_DAY:
        return None
    if day < _FIRST_DAY:  # what is left of the year of the pig
        return _FIRST_YEAR - 1
    from borax.calendars.lunardate import LunarDate

    return int(LunarDate.from_solar(day).year)


def animal_of(day: date) -> str | None:
    """The zodiac animal (「狗」) of that Gregorian day; None outside 1900 to 2100."""
    year = lunar_year(day)
    return None if year is None else animal_of_year(year)


def animal_of_year(year: int) -> str:
    """The animal of a year of the Chinese calendar. The cycle of twelve began anew in 4 AD, a year of the rat."""
    return ANIMALS[(year - 4) % 12]


def animals_near(day: date) -> frozenset[str]:
    """Every animal that somebody born on that day may rightly claim: some count the years from 立春, not from lunar
    new year."""
    by_moon, by_sun = animal_of(day), animal_of_year(day.year - (day < _spring(day.year)))
    return frozenset({by_moon or by_sun, by_sun})


def gregorian(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """The Gregorian date of a day of the Chinese calendar; None outside 1900 to 2100.

    Raises ValueError when that year has no such day (the thirtieth of a short month, a leap month that is none).
    """
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

    try:
        found: date = LunarDate(year, month, day, int(leap)).to_solar_date()
    except InvalidLunarDateError as problem:
        raise ValueError(f"the Chinese calendar has no such day in {year}: month {month}, day {day}") from problem
    return found


def term_day(year: int, term: str) -> date | None:
    """The Gregorian date of a solar term (「谷雨」) in a Gregorian year, Beijing time; None outside 1900 to 2100."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    from borax.calendars.lunardate import TermUtils

    found: date = TermUtils.nth_term_day(year, term_index=TERMS.index(term))
    return found


def next_day(month: int, day: int, today: date, *, lunar: bool = False) -> date | None:
    """The first Gregorian date from `today` on that is this day of the year. 29 February is kept on 1 March in other
    years, and a lunar thirtieth on the last day of a short month; None when the lunar tables end before."""
    for year in range(today.year - 1, today.year + 2):
        found = _lunar_or_last(year, month, day) if lunar else _day_or_next(year, month, day)
        if found and found >= today:
            return found
    return None


def next_term(term: str, today: date) -> date | None:
    """The first date from `today` on that is this solar term."""
    days = (term_day(year, term) for year in (today.year, today.year + 1))
    return next((day for day in days if day and day >= today), None)


def _spring(year: int) -> date:
    """The day of 立春; 4 February beyond the tables."""
    return term_day(year, "立春") or date(year, 2, 4)


def _day_or_next(year: int, month: int, day: int) -> date | None:
    if not date.min.year <= year <= date.max.year:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month + 1, 1)


def _lunar_or_last(year: int, month: int, day: int) -> date | None:
    try:
        return gregorian(year, month, day)
    except ValueError:
        return gregorian(year, month, day - 1)
