"""Working days and holidays of mainland China. With the package `holidays` (the extra of that name) they are as the
State Council has them, days that are worked in exchange among them, for the years whose notice the package knows; else
by the law's own days alone (the rules that hold since 2025), of which the exchanges are not part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from roleplay_lite.persona.calendar import gregorian, term_day

Kind = Literal["workday", "weekend", "holiday", "exchange"]
FIRST_EXACT = 2014
"""Before, the exchanges are not looked up."""
_NAMES = {
    "New Year": "元旦", "Chinese New Year": "春节", "Tomb": "清明", "Labor": "劳动节", "Dragon": "端午",
    "Mid-Autumn": "中秋",
    "National": "国庆",
}  # fmt: skip
FEASTS = ("元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayKind:
    """What a day is."""

    kind: Kind
    """`exchange` is a weekend's day that is worked."""
    name: str = ""
    """The holiday's."""
    exact: bool = False
    """True where the year's notice is known: exchanges are counted in."""


def kind_of(day: date) -> DayKind:
    """What that day is."""
    years = _published(day.year)
    if years:
        off, worked = years
        if day in worked:
            return DayKind(kind="exchange", exact=True)
        if day in off:
            return DayKind(kind="holiday", name=_nearest(day), exact=True)
        return DayKind(kind="weekend" if day.weekday() >= 5 else "workday", exact=True)
    for name, days in by_law(day.year).items():
        if day in days:
            return DayKind(kind="holiday", name=name)
    return DayKind(kind="weekend" if day.weekday() >= 5 else "workday")


def break_around(name: str, year: int) -> tuple[date, date, bool] | None:
    """First and last day off about that holiday, weekends next to it included, and whether exchanges are counted in."""
    own = by_law(year).get(name)
    if not own:
        return None
    first = last = own[0]
    exact = kind_of(first).exact
    while _off(first - timedelta(days=1)) and (own[0] - first).days < 12:
        first -= timedelta(days=1)
    while _off(last + timedelta(days=1)) and (last - own[0]).days < 12:
        last += timedelta(days=1)
    return first, last, exact


def worked_for(first: date, last: date) -> tuple[date, ...]:
    """The weekend days near a break that are worked for it."""
    near = (first + timedelta(days=shift) for shift in range(-14, (last - first).days + 15))
    return tuple(day for day in near if kind_of(day).kind == "exchange")


@lru_cache(maxsize=16)
def by_law(year: int) -> dict[str, tuple[date, ...]]:
    """The days off of each holiday in that year, as the law of 2024 lists them: thirteen in all, and for each on
    a weekend the next working day."""
    found: dict[str, tuple[date, ...]] = {
        "元旦": (date(year, 1, 1),),
        "劳动节": (date(year, 5, 1), date(year, 5, 2)),
        "国庆": tuple(date(year, 10, number) for number in (1, 2, 3)),
    }
    if spring := gregorian(year, 1, 1):
        found["春节"] = tuple(spring + timedelta(days=shift) for shift in range(-1, 3))
    for name, day in (
        ("清明", term_day(year, "清明")),
        ("端午", gregorian(year, 5, 5)),
        ("中秋", gregorian(year, 8, 15)),
    ):
        if day:
            found[name] = (day,)
    taken = {day for days in found.values() for day in days}
    return {name: (*days, *_made_up(days, taken)) for name, days in found.items()}


def _made_up(days: tuple[date, ...], taken: set[date]) -> tuple[date, ...]:
    made: list[date] = []
    after = days[-1]
    for day in days:
        if day.weekday() >= 5:
            after += timedelta(days=1)
            while after.weekday() >= 5 or after in taken:
                after += timedelta(days=1)
            made.append(after)
    return tuple(made)


def _off(day: date) -> bool:
    return kind_of(day).kind in ("holiday", "weekend")


def _nearest(day: date) -> str:
    """Which holiday a day off belongs to."""
    own = (
        (abs((day - one).days), name)
        for y in (day.year, day.year + 1)
        for name, days in by_law(y).items()
        for one in days
    )
    return min(own, default=(0, ""))[1]


@lru_cache(maxsize=8)
def _published(year: int) -> tuple[frozenset[date], frozenset[date]] | None:
    """Days off and days worked in exchange, where the package is installed and knows the year's notice."""
    if year < FIRST_EXACT:
        return None
    try:
        import holidays
    except ImportError:
        return None
    found = holidays.country_holidays("CN", years=year)
    worked = frozenset(day for day in found.weekend_workdays if day.year == year)
    # Each notice of these years exchanges days: a year without any is one that is not known yet.
    return (frozenset(found), worked) if worked else None
