"""Mandarin words for what is coarser than a day: years, seasons, months, weeks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from roleplay_lite.memory.times.rules import (
    Level,
    Read,
    Rule,
    Scene,
    between,
    month_named,
    rule,
    shifted_month,
    shifted_week,
    weekend,
    year_of,
)
from roleplay_lite.memory.times.when import Period, days, months, years
from roleplay_lite.persona.dates import TURN_OF_CENTURY
from roleplay_lite.persona.numerals import DIGITS, NUMERAL, number_of

WEEK = "(?:周|星期|礼拜)"
WEEKDAYS = dict(zip("一二三四五六日天", (0, 1, 2, 3, 4, 5, 6, 6), strict=True))
_ONE = f"[{''.join(DIGITS)}]"
_YEARS = {
    "大前年": -3, "前年": -2, "去年": -1, "上一年": -1, "今年": 0, "本年": 0, "明年": 1, "来年": 1, "后年": 2,
    "大后年": 3,
}  # fmt: skip
_SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}
_NO_YEAR_AFTER = "(?![前后来多间了半级以之内里龄纪轻])"


def _step(found: re.Match[str]) -> int:
    """「上上」 is two back, 「下」 one on, 「这」 none."""
    return found["step"].count("下") - found["step"].count("上")


def _spoken_year(found: re.Match[str], scene: Scene) -> Period | None:
    return year_of(scene.at.year + _YEARS[found.group()], scene)


def _written_year(found: re.Match[str], scene: Scene) -> Period | None:
    said = found["year"]
    digits = said if said.isascii() else "".join(str(DIGITS[sign]) for sign in said)
    if not said.isascii() and len(digits) == 2 and (said == "三五" or int(digits[1]) == int(digits[0]) + 1 > 1):
        return None  # 「三四年」 and 「三五年」 are how long
    year = int(digits)
    return year_of(year if len(digits) > 2 else year + (2000 if year < TURN_OF_CENTURY else 1900), scene)


def _decade(found: re.Match[str], scene: Scene) -> Period | None:
    tens = number_of(found["tens"])
    if scene.frame or tens % 10 or tens > 90:
        return None
    this = found["century"] in ("本", "这") or (not found["century"] and tens < TURN_OF_CENTURY)
    return years((2000 if this else 1900) + tens, 10)


def _month_by_step(found: re.Match[str], scene: Scene) -> Period | None:
    return shifted_month(_step(found), scene)


def _month(found: re.Match[str], scene: Scene) -> Period | None:
    return month_named(number_of(found["month"]), scene)


def _week_or_its_day(found: re.Match[str], scene: Scene) -> Period | None:
    if found["day"] == "末":
        return weekend(_step(found), scene)
    whole = shifted_week(_step(found), scene)
    if whole is None or not found["day"] or not whole.start:
        return whole
    return days(whole.start.date() + timedelta(days=WEEKDAYS[found["day"]]))


def _bare_weekend(_: re.Match[str], scene: Scene) -> Period | None:
    return weekend(None, scene)


def season(first: int) -> Read:
    """Three months from that one on."""

    def read(_: re.Match[str], scene: Scene) -> Period | None:
        frame = scene.frame
        if first == 12 and scene.at.month < 3 and frame and frame.start and frame.start.year == scene.at.year:
            # Who says 「今年冬天」 in January means the winter that is.
            return months(scene.at.year - 1, 12, 3, grain="season")
        return scene.yearly(lambda year: months(year, first, 3, grain="season"))

    return read


def months_of_year(first: int, count: int) -> Read:
    """Some months of the year named before, or of this one."""

    def of(year: int) -> Period:
        return months(year, first, count, grain="season")

    return lambda _, scene: scene.yearly(of) if scene.frame else of(scene.at.year)


def days_of_month(first: int, last: int) -> Read:
    """Some days of the month named before, or of this one; negative ones are counted from its end."""

    def read(_: re.Match[str], scene: Scene) -> Period | None:
        frame = scene.frame or months(scene.at.year, scene.at.month)
        if frame.grain != "month" or not frame.start or not frame.end:
            return None
        if first < 0:
            return replace(frame, start=frame.end + timedelta(days=first), grain="week")
        return between(frame.start + timedelta(days=first - 1), frame.start + timedelta(days=last), "week")

    return read


_ASCII_YEAR = r"(?<![0-9])(?P<year>(?:19|20|21)[0-9]{2})"
RULES: tuple[Rule, ...] = (
    rule(Level.YEAR, f"(?<![十百几0-9])(?:{'|'.join(sorted(_YEARS, key=len, reverse=True))})", _spoken_year),
    rule(Level.YEAR, rf"{_ASCII_YEAR}(?:年|(?=[春夏秋冬]天))", _written_year),
    rule(Level.YEAR, rf"(?<!{NUMERAL})(?P<year>(?:一九|二零|二〇){_ONE}{{2}})年", _written_year),
    # 「10年」 is how long, unless it begins what is said or something says when.
    rule(
        Level.YEAR,
        rf"(?:(?<![^，。！？、在从是到自于打我他她])|^)(?P<year>[0-9]{{2}})年{_NO_YEAR_AFTER}",
        _written_year,
    ),
    rule(Level.YEAR, rf"(?<!{NUMERAL})(?P<year>{_ONE}{{2}})年{_NO_YEAR_AFTER}", _written_year),
    rule(Level.YEAR, rf"(?:(?P<century>上|本|这)个?世纪)?(?P<tens>[0-9]0|{NUMERAL}十)年代", _decade),
    rule(Level.MONTH, "(?P<step>上{1,3}|下{1,3}|这|本)个?月(?![球亮饼台])", _month_by_step),
    rule(
        Level.MONTH,
        rf"(?<!{NUMERAL})(?<![0-9个多几半第])(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"
        rf"(?![球亮饼]|[0-9一两三四五]+[次回趟])",
        _month,
    ),
    rule(
        Level.MONTH,
        rf"(?P<step>上{{1,3}}|下{{1,3}}|这|本)个?{WEEK}(?:(?P<day>[一二三四五六日天末])(?![个次年月回]))?",
        _week_or_its_day,
    ),
    rule(Level.MONTH, "周末", _bare_weekend),
    *(
        rule(Level.MONTH, f"{name}(?:天|季)|(?<=[今去前明后0-9]年){name}(?![天季至分节])", season(first))
        for name, first in _SEASONS.items()
    ),
    rule(Level.MONTH, "暑假", months_of_year(7, 2)),
    rule(Level.MONTH, "寒假", months_of_year(1, 2)),
    rule(Level.MONTH, "上半年", months_of_year(1, 6)),
    rule(Level.MONTH, "下半年", months_of_year(7, 6)),
    # Each twice: 「年底」, and what is left of 「今年底」 after its year.
    *(
        rule(Level.MONTH, pattern, months_of_year(1, 2))
        for pattern in ("年初", "(?<=年)初(?![一二三四五六七八九十中])")
    ),
    *(rule(Level.MONTH, pattern, months_of_year(6, 2)) for pattern in ("年中(?!秋)", "(?<=年)中(?=[，。！？]|$)")),
    *(rule(Level.MONTH, pattern, months_of_year(11, 2)) for pattern in ("年[底末尾]", "(?<=年)[底末]")),
    *(
        rule(Level.DAY, pattern, days_of_month(1, 10))
        for pattern in ("月初|上旬", "(?<=月)初(?![一二三四五六七八九十])")
    ),
    *(
        rule(Level.DAY, pattern, days_of_month(11, 20))
        for pattern in ("月中(?![秋国午心间])|中旬", "(?<=月)中(?=[，。！？]|$)")
    ),
    *(rule(Level.DAY, pattern, days_of_month(-10, 0)) for pattern in ("月[底末]|下旬", "(?<=月)[底末]")),
)
