"""Mandarin words for days, parts of a day and times of day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from roleplay_lite.memory.times.feasts import FEASTS, Yearly, by_moon
from roleplay_lite.memory.times.mandarin_calendar import WEEK, WEEKDAYS
from roleplay_lite.memory.times.rules import (
    Level,
    Read,
    Rule,
    Scene,
    between,
    clock,
    day_of_month,
    part,
    rule,
    shifted_day,
    weekday,
)
from roleplay_lite.memory.times.when import Period, days
from roleplay_lite.persona.numerals import NUMERAL, number_of

_SHIFTS = {"大大前": -4, "大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3, "大大后": 4}
_SHIFT = f"(?P<shift>{'|'.join(sorted(_SHIFTS, key=len, reverse=True))})"
_N = rf"(?:[0-9]{{1,2}}|{NUMERAL}{{1,3}})"
_NO_DAY_AFTER = "(?![0-9线楼门院馆店桌机车厅室房球选铺员字台码床仓库位个种款站口]|三餐)"
_PARTS: dict[str, tuple[float, float]] = {
    "凌晨": (0, 6), "清晨|大清早|一大早|清早": (5, 9), "早上|早晨|早间": (5, 10), "上午": (8, 12),
    "中午|正午": (11, 14), "下午(?!茶)|午后": (12, 18), "傍晚|黄昏": (17, 20), "晚上|晚间|夜晚|夜里": (18, 24),
    "大?半夜|深夜|后半夜|三更半夜": (22, 29),
}  # fmt: skip
"""Hours from the day's beginning; 「半夜」 reaches into the next day."""


def _shifted(found: re.Match[str], scene: Scene) -> Period | None:
    return shifted_day(_SHIFTS[found["shift"]], scene)


def _of_month(found: re.Match[str], scene: Scene) -> Period | None:
    return day_of_month(number_of(found["day"]), scene)


def _weekday(found: re.Match[str], scene: Scene) -> Period | None:
    return weekday(WEEKDAYS[found["day"]], scene)


def _date(found: re.Match[str], scene: Scene) -> Period | None:
    try:
        return None if scene.frame else days(date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return None


def _lunar(found: re.Match[str], scene: Scene) -> Period | None:
    month = {"正": 1, "冬": 11, "腊": 12}.get(found["month"]) or number_of(found["month"])
    number = number_of(found["day"])
    if not (1 <= month <= 12 and 1 <= number <= 30):
        return None
    return _of_its_year(month, scene).yearly(by_moon(month, number, leap=bool(found["leap"])))


def _of_its_year(month: int, scene: Scene) -> Scene:
    """「去年腊月」 is that of the Chinese year, most of which lies in last year."""
    frame = scene.frame
    if frame is None or frame.grain != "year" or month < 11 or not frame.start or not frame.end:
        return scene
    wider = between(frame.start.replace(month=3), frame.end.replace(month=3), "year")
    return replace(scene, frame=wider)


def _moon(found: re.Match[str], scene: Scene) -> Period | None:
    month = {"正": 1, "冬": 11, "腊": 12}[found["month"]]
    period = _of_its_year(month, scene).yearly(by_moon(month, 1, count=29))
    return replace(period, grain="month") if period else None


def _new_years_day(found: re.Match[str], scene: Scene) -> Period | None:
    return scene.yearly(by_moon(1, number_of(found["day"])))


def _clock(found: re.Match[str], scene: Scene) -> Period | None:
    minute = {"半": 30, "一刻": 15, "三刻": 45}.get(found["past"] or "")
    if found["minute"]:
        minute = number_of(found["minute"])
    named = found["past"] or found["minute"] or found["whole"] or scene.frame
    if found["hour"] in ("一", "两") and not named:
        return None  # 「便宜一点」, 「我说两点」
    return clock(number_of(found["hour"]), minute, scene)


def _digital(found: re.Match[str], scene: Scene) -> Period | None:
    hour = int(found[1])
    return clock(hour, int(found[2]), scene, told=hour > 12 or found[1].startswith("0"))


def _feast(of: Yearly) -> Read:
    return lambda _, scene: scene.yearly(of)


_DAY_BEFORE = "(?<=[今昨明前后])(?<![以之最然今][前后])"
_LUNAR = "(?:[农阴旧]历的?)?(?P<leap>闰)?"
RULES: tuple[Rule, ...] = (
    rule(Level.DAY, f"{_SHIFT}(?:天|日(?!本)|儿个?)", _shifted),
    rule(Level.DAY, "(?<![以之最然今])(?P<shift>[今昨明前后])(?=[早晚晨夜](?![期报辈会餐饭一]))", _shifted),
    rule(Level.DAY, rf"(?<![0-9第男女])(?<!{NUMERAL})(?P<day>{_N})[日号]{_NO_DAY_AFTER}", _of_month),
    rule(Level.DAY, rf"(?<=月)(?P<day>{_N})(?![0-9个多几点天.:：%岁月年次回])", _of_month),
    rule(Level.DAY, r"(?<![0-9.])((?:19|20|21)[0-9]{2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])", _date),
    rule(
        Level.DAY,
        rf"(?<![一二两三四五六七八九十几每上下这本半0-9]){WEEK}(?P<day>[一二三四五六日天])(?![天次个年月回岁])",
        _weekday,
    ),
    rule(Level.MONTH, "(?P<month>[正冬腊])月", _moon),
    rule(Level.DAY, rf"{_LUNAR}(?P<month>[正冬腊])月(?:初)?(?P<day>{_N})", _lunar),
    rule(Level.DAY, rf"{_LUNAR}(?<!{NUMERAL})(?P<month>{_N})月(?:初(?P<day>十|[一二三四五六七八九]))", _lunar),
    rule(Level.DAY, rf"[农阴旧]历的?(?P<leap>闰)?(?P<month>{_N})月初?(?P<day>{_N})[日号]?", _lunar),
    rule(Level.DAY, "(?:大年|年)初(?P<day>十|[一二三四五六七八九])", _new_years_day),
    *(
        rule(Level.DAY, f"(?<![一二三四六七八九十第李王张刘陈])(?:{name})(?![龄路街广巷站上]|节目)", _feast(of))
        for name, of in FEASTS.items()
        if re.search("[\u3400-\u9fff]", name)
    ),
    *(
        rule(Level.PART, f"(?:{name})(?!好(?![看吃喝玩听笑几久多像])|[餐饭觉])", part(*ends))
        for name, ends in _PARTS.items()
    ),
    rule(Level.PART, f"{_DAY_BEFORE}(?:早(?![期报就点])|晨)", part(5, 10)),
    rule(Level.PART, f"{_DAY_BEFORE}(?:晚(?![辈会报点餐饭])|夜)[上里]?", part(18, 24)),
    rule(
        Level.CLOCK,
        r"(?<![几0-9.])(?P<hour>[0-9]{1,2}|十[一二]?|二十[一二三四]?|(?<![有差快早晚慢好多少大小])一|[零二两三四五六七八九])点"
        r"(?![儿名击评赞头心菜外关子滴都也]|[0-9](?![0-9])|[一二三四五六七八九](?![十分刻]))"
        rf"(?:(?P<past>半|一刻|三刻)|(?P<whole>整|钟)|(?P<minute>[0-5][0-9]|[零〇]?{NUMERAL}{{1,3}}(?=分)|{NUMERAL}{{2,3}})分?)?",
        _clock,
    ),
    rule(Level.CLOCK, r"(?<![0-9:：.])([01]?[0-9]|2[0-4])[:：]([0-5][0-9])(?![0-9:：])", _digital),
)  # fmt: skip
