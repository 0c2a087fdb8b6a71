"""Time words of English, each with what it means. The order is free: `at 3 pm next Friday`, `Friday at 3 pm`."""

from __future__ import annotations

import re
from datetime import timedelta

from roleplay_lite.memory.times.amounts import ENGLISH_AMOUNT, amount
from roleplay_lite.memory.times.feasts import FEASTS, Yearly
from roleplay_lite.memory.times.mandarin_calendar import days_of_month, season
from roleplay_lite.memory.times.rules import (
    Level,
    Read,
    Rule,
    Scene,
    between,
    clock,
    day_of_month,
    earlier,
    english_rule,
    last_stretch,
    later,
    month_named,
    part,
    shifted_day,
    shifted_month,
    shifted_week,
    weekday,
    weekend,
    year_of,
)
from roleplay_lite.memory.times.when import Grain, Period, days

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|march|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = r"(?P<day>mon|tues|wednes|thurs|fri|satur|sun)day"
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_STEPS = {"last": -1, "this": 0, "next": 1, "coming": 1, "past": -1, "previous": -1}
_STEP = r"(?P<step>last|this|next|(?:the )?coming|the past|previous)"
_UNITS = r"(?P<unit>minute|hour|day|night|week|fortnight|month|year)s?"
_NTH = r"(?P<nth>[0-3]?[0-9])(?:st|nd|rd|th)"
_AT = "|".join(f"(?<={word} )" for word in ("in", "since", "until", "by", "of", "for", "from", "before", "after", "to"))
"""A word that shows what follows to be a time: `may` and 2000 need not be."""
_N = f"(?P<n>{ENGLISH_AMOUNT})"
_PARTS: dict[str, tuple[float, float]] = {
    "morning": (5, 12), "noon|midday|lunchtime": (11, 14), "afternoon": (12, 18), "evening": (17, 24),
    "night": (18, 28),
}  # fmt: skip
_CLEAR_MONTHS = _MONTH.replace("march|", "").replace("may|", "")
"""Those that are no other word."""


def _step(found: re.Match[str]) -> int:
    return _STEPS[found["step"].lower().removeprefix("the ")]


def _named(count: int) -> Read:
    return lambda _, scene: shifted_day(count, scene)


def _part_of(count: int, first: float, last: float) -> Read:
    def of(found: re.Match[str], scene: Scene) -> Period | None:
        frame = shifted_day(count, scene)
        return part(first, last)(found, Scene(at=scene.at, tense=scene.tense, frame=frame)) if frame else None

    return of


def _unit_by_step(found: re.Match[str], scene: Scene) -> Period | None:
    count, unit = _step(found), found["unit"].lower()
    if unit == "year":
        return year_of(scene.at.year + count, scene)
    if unit == "weekend":
        return weekend(count, scene)
    return shifted_month(count, scene) if unit == "month" else shifted_week(count, scene)


def _weekday(found: re.Match[str], scene: Scene) -> Period | None:
    number = next(n for n, name in enumerate(_DAYS) if found["day"].lower().startswith(name))
    if not found["step"]:
        return weekday(number, scene)
    if scene.frame:
        return None
    if _step(found) < 0:  # the latest before today, in whichever week
        back = (scene.today.weekday() - number - 1) % 7 + 1
        return days(scene.today - timedelta(days=back))
    monday = scene.today - timedelta(days=scene.today.weekday())
    return days(monday + timedelta(days=number, weeks=_step(found)))


def _season(found: re.Match[str], scene: Scene) -> Period | None:
    read = season(_SEASONS[found["season"].lower()])
    return _by_step(found, scene, read)


def _month(found: re.Match[str], scene: Scene) -> Period | None:
    return _by_step(found, scene, lambda _, inner: month_named(_number(found), inner))


def _by_step(found: re.Match[str], scene: Scene, read: Read) -> Period | None:
    """`last summer` is the latest that is over, `next summer` the first that is to come, `this summer` this year's."""
    if not found.groupdict().get("step"):
        return read(found, scene)
    if scene.frame:
        return None
    around = (year_of(scene.at.year + shift, scene) for shift in (-2, -1, 0, 1, 2))
    each = (read(found, Scene(at=scene.at, tense=None, frame=year)) for year in around if year)
    known = [period for period in each if period and period.start and period.end]
    count = _step(found)
    if count < 0:
        return next((p for p in reversed(known) if p.end and p.end <= scene.at), None)
    if count > 0:
        return next((p for p in known if p.start and p.start > scene.at), None)
    return read(found, Scene(at=scene.at, tense=None, frame=year_of(scene.at.year, scene)))


def _month_and_day(found: re.Match[str], scene: Scene) -> Period | None:
    def of(year: int) -> Period | None:
        frame = month_named(_number(found), Scene(at=scene.at, tense=None, frame=year_of(year, bare)))
        return day_of_month(int(found["nth"]), Scene(at=scene.at, tense=None, frame=frame)) if frame else None

    bare = Scene(at=scene.at, tense=scene.tense)
    return scene.yearly(of)


def _number(found: re.Match[str]) -> int:
    return _MONTHS.index(found["month"][:3].lower()) + 1


def _year(found: re.Match[str], scene: Scene) -> Period | None:
    return year_of(int(found["year"]), scene)


def _nth(found: re.Match[str], scene: Scene) -> Period | None:
    return day_of_month(int(found["nth"]), scene)


def _counted(found: re.Match[str], scene: Scene, *, ahead: bool) -> Period | None:
    many = amount(found["n"])
    if many is None:
        return None
    low, high = many
    if found.groupdict().get("half"):
        low, high = low + 0.5, high + 0.5
    unit = {"night": "day"}.get(found["unit"].lower(), found["unit"].lower())
    if unit == "fortnight":
        low, high, unit = 2 * low, 2 * high, "week"
    return (later if ahead else earlier)(low, high, unit, scene)


def _ago(found: re.Match[str], scene: Scene) -> Period | None:
    return _counted(found, scene, ahead=False)


def _hence(found: re.Match[str], scene: Scene) -> Period | None:
    return _counted(found, scene, ahead=True)


def _lately(found: re.Match[str], scene: Scene) -> Period | None:
    many = amount(found["n"])
    unit = {"night": "day", "fortnight": "week"}.get(found["unit"].lower(), found["unit"].lower())
    return last_stretch(many[1], unit, scene) if many else None


def _clock(found: re.Match[str], scene: Scene) -> Period | None:
    said = found.groupdict()
    hour, half = int(found["hour"]), (said.get("half") or "").lower()[:1]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    minute = int(found["minute"]) if said.get("minute") else None
    return clock(hour, minute, scene, told=bool(half) or hour > 12)


def _feast(of: Yearly) -> Read:
    return lambda _, scene: scene.yearly(of)


def _stretch(back: float, ahead: float, grain: Grain) -> Read:
    def of(_: re.Match[str], scene: Scene) -> Period | None:
        if scene.frame:
            return None
        return between(scene.at - timedelta(days=back), scene.at + timedelta(days=ahead), grain)

    return of


def _of_year(first: int, last: int) -> Read:
    def of(_: re.Match[str], scene: Scene) -> Period | None:
        frame = scene.frame
        if frame is None or frame.grain != "year" or not frame.start:
            return None
        begin, end = frame.start.replace(month=first), frame.start.replace(month=last, day=31)
        return between(begin, end + timedelta(days=1), "season")

    return of


def _before(_: re.Match[str], scene: Scene) -> Period:
    return between(None, scene.at, "vague")


def _after(_: re.Match[str], scene: Scene) -> Period:
    return between(scene.at, None, "vague")


def _none(_: re.Match[str], __: Scene) -> None:
    return None


RULES: tuple[Rule, ...] = (
    english_rule(Level.HABIT, r"every (?:other )?\w+|usually|always|daily|weekly|on weekdays|each \w+", _none),
    english_rule(Level.DAY, "the day before yesterday", _named(-2)),
    english_rule(Level.DAY, "the day after tomorrow", _named(2)),
    english_rule(Level.DAY, "yesterday", _named(-1)),
    english_rule(Level.DAY, "today", _named(0)),
    english_rule(Level.DAY, "tomorrow", _named(1)),
    english_rule(Level.PART, "tonight", _part_of(0, 18, 24)),
    english_rule(Level.PART, "last night", _part_of(-1, 18, 28)),
    *(english_rule(Level.PART, f"this (?:{name})", _part_of(0, *ends)) for name, ends in _PARTS.items()),
    *(english_rule(Level.PART, f"(?:{name})(?! (?:person|owl|shift))", part(*ends)) for name, ends in _PARTS.items()),
    english_rule(Level.PART, "midnight", part(23, 25)),
    english_rule(Level.MONTH, f"{_STEP} (?P<unit>week|month|weekend)", _unit_by_step),
    english_rule(Level.YEAR, f"{_STEP} (?P<unit>year)", _unit_by_step),
    english_rule(Level.MONTH, "(?:the )?weekend", lambda _, scene: weekend(None, scene)),
    english_rule(Level.DAY, f"(?:{_STEP} )?{_DAY}", _weekday),
    english_rule(Level.MONTH, rf"(?:{_STEP} )?(?P<season>spring|summer|autumn|winter)(?! (?:roll|festival))", _season),
    english_rule(Level.MONTH, rf"{_STEP} (?P<season>fall)", _season),
    english_rule(Level.MONTH, rf"{_STEP} {_MONTH}", _month),
    english_rule(Level.MONTH, rf"(?:{_AT}){_MONTH}", _month),
    english_rule(Level.MONTH, _CLEAR_MONTHS, _month),
    english_rule(Level.DAY, rf"{_MONTH} (?:the )?(?P<nth>[0-3]?[0-9])(?:st|nd|rd|th)?(?!:)", _month_and_day),
    english_rule(Level.DAY, rf"(?P<nth>[0-3]?[0-9])(?:st|nd|rd|th)?(?: of)? {_MONTH}", _month_and_day),
    english_rule(Level.DAY, rf"the {_NTH}(?! (?:time|floor|grade|person|one|place|century))", _nth),
    english_rule(Level.YEAR, rf"(?:{_AT})(?P<year>(?:19|20|21)[0-9]{{2}})(?![-/.:%]\d)", _year),
    english_rule(Level.YEAR, r"(?<=[a-z,] )(?P<year>(?:19|20|21)[0-9]{2})(?=$|[.,!?;，。！？])", _year),
    english_rule(Level.MONTH, "late|(?:the )?end of", _of_year(11, 12)),
    english_rule(Level.MONTH, "early|(?:the )?(?:beginning|start) of", _of_year(1, 2)),
    english_rule(Level.DAY, "(?:the )?end of the month", days_of_month(-10, 0)),
    *(english_rule(Level.DAY, f"(?:{name})", _feast(of)) for name, of in FEASTS.items() if re.search("[a-z]{4}", name)),
    english_rule(Level.YEAR, rf"{_N}(?P<half> and a half)? (?P<unit>year)s? ago", _ago),
    english_rule(Level.MONTH, rf"{_N}(?P<half> and a half)? (?P<unit>fortnight|week|month)s? ago", _ago),
    english_rule(Level.DAY, rf"{_N} (?P<unit>day|night)s? ago", _ago),
    english_rule(Level.ALONE, rf"{_N} (?P<unit>hour|minute)s? ago", _ago),
    english_rule(Level.YEAR, rf"in {_N} (?P<unit>year)s?(?:' time)?(?! ago)", _hence),
    english_rule(Level.MONTH, rf"in {_N} (?P<unit>fortnight|week|month)s?(?:' time)?", _hence),
    english_rule(Level.DAY, rf"in {_N} (?P<unit>day)s?(?:' time)?", _hence),
    english_rule(Level.ALONE, rf"in {_N} (?P<unit>hour|minute)s?(?:' time)?", _hence),
    english_rule(Level.ALONE, rf"{_N} {_UNITS} (?:from now|later)", _hence),
    english_rule(Level.ALONE, rf"(?:for |over |in )?the (?:last|past) {_N} {_UNITS}", _lately),
    english_rule(Level.CLOCK, r"(?P<hour>[01]?[0-9])(?::(?P<minute>[0-5][0-9]))? ?(?P<half>[ap]\.?m\.?)", _clock),
    english_rule(Level.CLOCK, r"(?<![0-9:])(?P<hour>[01]?[0-9]) o'?clock", _clock),
    english_rule(Level.CLOCK, r"(?<=at )(?P<hour>[01]?[0-9])(?! ?(?:[ap]\.?m|:|%|years|percent|st|nd))", _clock),
    english_rule(Level.ALONE, "just now|a moment ago|earlier today", _stretch(1 / 24, 0, "hour")),
    english_rule(Level.ALONE, "recently|lately|these days", _stretch(30, 0, "week")),
    english_rule(Level.ALONE, "the other day", _stretch(9, -1, "week")),
    english_rule(Level.ALONE, "soon", _stretch(0, 30, "week")),
    english_rule(Level.ALONE, "right now|now|at the moment|currently", _stretch(0, 1 / 1440, "minute")),
    english_rule(
        Level.ALONE,
        "used to|when I was (?:a (?:kid|child|boy|girl)|little|young|small)|as a (?:kid|child)|back then"
        "|in the past|formerly|previously|in my childhood|before(?=$|[?.!,])",
        _before,
    ),
    english_rule(Level.ALONE, "someday|one day|in the future|from now on|when I grow up", _after),
)  # fmt: skip
