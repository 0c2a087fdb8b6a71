"""Mandarin words that count from now (「三天前」), stretch up to it (「最近」), or say no more than before or after."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from roleplay_lite.memory.times.amounts import AMOUNT, amount
from roleplay_lite.memory.times.rules import (
    Level,
    Read,
    Rule,
    Scene,
    between,
    earlier,
    last_stretch,
    later,
    next_stretch,
    rule,
)
from roleplay_lite.memory.times.when import Grain, Period, years

_UNITS: dict[Level, dict[str, str]] = {
    Level.YEAR: {"年": "year"},
    Level.MONTH: {"月": "month", "周": "week", "星期": "week", "礼拜": "week"},
    Level.DAY: {"天": "day", "日": "day", "晚": "day"},
    Level.ALONE: {
        "小时": "hour", "钟头": "hour", "分钟": "minute", "刻钟": "quarter", "秒钟": "minute", "秒": "minute",
    },
}  # fmt: skip
_UNIT = {said: unit for units in _UNITS.values() for said, unit in units.items()}
_Amount = tuple[float, float, str]


def _many(units: dict[str, str]) -> str:
    """「三年」, 「半个月」, 「一年半」, 「两个多小时」; a month is counted with 「个」."""
    unit = "|".join("(?<=[个半多])月" if said == "月" else said for said in units)
    return rf"(?P<n>半|{AMOUNT})个?(?P<more>[多半])?(?P<unit>{unit})(?P<half>半)?(?P<over>多)?"


def _amount(found: re.Match[str]) -> _Amount | None:
    unit = _UNIT[found["unit"]]
    span = (0.5, 0.5) if found["n"] == "半" else amount(found["n"])
    # 「2019年以前」 is no age of the earth.
    if span is None or (unit == "year" and span[1] > 200):
        return None
    low, high = span
    if found["half"] or found["more"] == "半":
        low, high = low + 0.5, high + 0.5
    elif found["more"] or found["over"]:
        high += 1
    return (15 * low, 15 * high, "minute") if unit == "quarter" else (low, high, unit)


def _counted(read: Callable[[float, float, str, Scene], Period | None]) -> Read:
    def of(found: re.Match[str], scene: Scene) -> Period | None:
        many = _amount(found)
        return read(*many, scene) if many else None

    return of


def _lately(found: re.Match[str], scene: Scene) -> Period | None:
    many = _amount(found)
    return last_stretch(many[1], many[2], scene) if many else None


def _within(found: re.Match[str], scene: Scene) -> Period | None:
    many = _amount(found)
    return next_stretch(many[1], many[2], scene) if many else None


def _stretch(back: float, ahead: float, grain: Grain) -> Read:
    """From so many days before now to so many after."""

    def of(_: re.Match[str], scene: Scene) -> Period | None:
        if scene.frame:
            return None
        return between(scene.at - timedelta(days=back), scene.at + timedelta(days=ahead), grain)

    return of


def _years(first: int, last: int) -> Read:
    return lambda _, scene: None if scene.frame else years(scene.at.year + first, last - first + 1)


def _before(_: re.Match[str], scene: Scene) -> Period:
    return between(None, scene.at, "vague")


def _after(_: re.Match[str], scene: Scene) -> Period:
    return between(scene.at, None, "vague")


_AGO = "(?:之前|以前|前)(?![面边头任妻夫])"
_HENCE = "(?:之后|以后|过后|后)(?![面边头来天年])"
# 「过三年」 lies ahead, 「学过三年」 behind.
_PASS = "(?:再过|(?:^|(?<=[，。！？,我你他她们等能要就得想可]))过)"
RULES: tuple[Rule, ...] = (
    *(rule(level, _many(units) + _AGO, _counted(earlier)) for level, units in _UNITS.items()),
    *(rule(level, _many(units) + _HENCE, _counted(later)) for level, units in _UNITS.items()),
    *(rule(level, f"{_PASS}{_many(units)}(?![前了])", _counted(later)) for level, units in _UNITS.items()),
    rule(Level.ALONE, f"(?:这|近|最近|(?<![都经])过去)这?{_many(_UNIT)}(?!了)(?:以?来|里)?", _lately),
    rule(Level.ALONE, f"{_many(_UNIT)}(?:之内|以内|内)", _within),
    rule(Level.ALONE, "刚刚|刚才|(?<!一)方才", _stretch(1 / 24, 0, "hour")),
    rule(Level.ALONE, "(?:[待等]|再过|(?<![想说听看不])过)一?会儿?|(?<![了过])一会儿|马上", _stretch(0, 1 / 8, "hour")),
    rule(Level.ALONE, "等下(?!一?[次个回])", _stretch(0, 1 / 8, "hour")),
    rule(Level.ALONE, "[前头]一?[两几些][天日]|前些日子", _stretch(9, -1, "week")),
    rule(Level.ALONE, "再?过[两几]天|改天|改日", _stretch(1, 9, "week")),
    rule(Level.ALONE, "前一?阵子?|前一?段(?:时间|日子)?", _stretch(100, -6, "month")),
    rule(Level.ALONE, "再?过一?(?:阵子|段时间|段日子)", _stretch(-6, 100, "month")),
    rule(Level.ALONE, "最近|近来|近期|这一?阵子?|这一?段(?:时间|日子)|这[两几些]天", _stretch(30, 0, "week")),
    rule(Level.ALONE, "[前头][两几些]年", _years(-9, -1)),
    rule(Level.ALONE, "再?过[两几]年", _years(1, 9)),
    rule(Level.ALONE, "[这近][两几些]年", _stretch(3 * 365, 0, "year")),
    rule(
        Level.ALONE,
        "小时候|小的时候|年轻的?时候?|童年|儿时|当年|当时|那时候?|那会儿|那阵子|从前|以前|之前|曾经|早先|早年|原先|往年"
        "|(?<![走看跑拿送开飞说讲搬跨转])过去(?=[，,我是在住常总])|(?<!等)(?<!等我)[上读念]?(?<!等我[上读念])(?:幼儿园|小学|初中|高中|中学|大学)(?:的?时候?|那会儿|那时)",
        _before,
    ),
    rule(Level.ALONE, "以后|今后|将来|未来|往后|日后|长大(?:以后|之后|了|后)?|等我有空", _after),
    rule(Level.ALONE, "现在|目前|眼下|如今|此刻|这会儿", _stretch(0, 1 / 1440, "minute")),
)  # fmt: skip
