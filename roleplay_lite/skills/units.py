"""Units of length, weight, area, volume, time, speed, data and temperature, Chinese market units among them. Pure."""

from __future__ import annotations

import re
from fractions import Fraction

# Name, what one of it is in the first of its kind, and the words for it.
_TABLE: dict[str, tuple[tuple[str, str, str], ...]] = {
    "length": (
        ("米", "1", "公尺|m|meters?|metres?"), ("公里", "1000", "千米|km|kilomet(?:er|re)s?"), ("分米", "1/10",
        "dm"), ("厘米", "1/100", "公分|cm|centimet(?:er|re)s?"),
        ("毫米", "1/1000", "mm|millimet(?:er|re)s?"), ("微米", "1/1000000", ""), ("纳米", "1/1000000000", ""),
        ("里", "500", "华里|里地|里路"), ("丈", "10/3", ""), ("尺", "1/3", "市尺"),
        ("寸", "1/30", "市寸"), ("英里", "1609.344", "miles?"), ("英尺", "0.3048", "feet|foot|ft"), ("英寸",
        "0.0254", "吋|inch(?:es)?"), ("码", "0.9144", "yards?"),
        ("海里", "1852", "nautical miles?"), ("光年", "9460730472580800", "light ?years?"),
    ),
    "weight": (
        ("克", "1", "g|grams?"), ("公斤", "1000", "千克|kg|kilo(?:gram)?s?"), ("毫克", "1/1000", "mg"), ("吨",
        "1000000", "t|tons?|tonnes?"), ("斤", "500", "市斤"), ("两", "50", "市两"),
        ("磅", "453.59237", "pounds?|lbs?"), ("盎司", "28.349523125", "ounces?|oz"), ("克拉", "1/5", "carats?"),
        ("担", "50000", ""),
    ),
    "area": (
        ("平方米", "1", "平米|平方(?=$|是|等|有|，)|平(?=$|是|等|有|，|的)|square met(?:er|re)s?"), ("亩",
        "2000/3", "亩地|mu"), ("公顷", "10000", "hectares?"), ("平方公里", "1000000",
        "平方千米|square kilomet(?:er|re)s?"), ("平方厘米", "1/10000", ""),
        ("平方分米", "1/100", ""), ("英亩", "4046.8564224", "acres?"), ("平方英尺", "0.09290304",
        "square (?:feet|foot)"), ("坪", "400/121", ""), ("顷", "200000/3", ""),
    ),
    "volume": (
        ("升", "1", "公升|l|lit(?:er|re)s?"), ("毫升", "1/1000", "ml|millilit(?:er|re)s?|cc"), ("立方米",
        "1000", "立方(?=$|是|等|有)|方(?=水)|cubic met(?:er|re)s?"), ("立方厘米", "1/1000", ""), ("立方分米",
        "1", ""), ("加仑", "3.785411784", "gallons?"),
        ("杯", "1/4", "cups?"), ("茶匙", "1/200", "小勺|teaspoons?|tsp"), ("汤匙", "3/200",
        "大勺|tablespoons?|tbsp"), ("品脱", "0.473176473", "pints?"), ("斗", "10", ""),
    ),
    "time": (
        ("秒", "1", "秒钟|seconds?"), ("分钟", "60", "分(?!之|米|贝)|minutes?"), ("小时", "3600",
        "个小时|钟头|个钟头|个钟|hours?"), ("天", "86400", "日|days?"), ("星期", "604800",
        "个星期|周|个?礼拜|weeks?"), ("毫秒", "1/1000", ""), ("刻钟", "900", ""),
    ),
    "speed": (("米每秒", "1", "米/秒|m/s"), ("公里每小时", "5/18", "千米每小时|公里/小时|时速公里|km/h|迈"),
    ("英里每小时", "0.44704", "mph"), ("节", "463/900", "knots?")),
    "data": (("兆", "1", "mb|m"), ("千字节", "1/1024", "kb|k"), ("G", "1024", "gb|吉字节|g"), ("T", "1048576",
    "tb|t"), ("字节", "1/1048576", "bytes?"),),
    "temperature": (("摄氏度", "0", "摄氏|度|℃|°c|celsius|degrees celsius"), ("华氏度", "1",
    "华氏|℉|°f|fahrenheit|degrees fahrenheit"), ("开尔文", "2", "kelvin|k|开氏度")),
}  # fmt: skip
MONEY = (
    "人民币|美元|美金|欧元|英镑|日元|日币|韩元|韩币|港币|港元|台币|新台币|澳元|加元|泰铢|卢布|"
    "新加坡元|新币|块钱|刀|dollars?|euros?|yuan|rmb|yen"
)
CURRENCY = re.compile(MONEY)
_ABOUT = {"杯": "一杯按二百五十毫升算", "茶匙": "一茶匙按五毫升算", "汤匙": "一汤匙按十五毫升算"}


def _patterns() -> list[tuple[str, str, str]]:
    return [
        (alias, kind, name)
        for kind, units in _TABLE.items()
        for name, _, aliases in units
        for alias in (re.escape(name), *(a for a in re.split(r"\|(?![^(]*\))", aliases) if a))
    ]


_ALL = sorted(_patterns(), key=lambda one: -len(re.sub(r"\(.*?\)|\?", "", one[0])))
_NAMED = tuple(
    (
        re.compile(
            rf"(?:(?<![a-z])(?:{alias})(?![a-z])|(?:{alias}))"
            if not alias.isascii()
            else rf"(?<![a-z])(?:{alias})(?![a-z])"
        ),
        kind,
        name,
    )
    for alias, kind, name in _ALL
)
UNIT = "|".join(
    dict.fromkeys(f"(?:{alias})" if not alias.isascii() else rf"(?<![a-z])(?:{alias})(?![a-z])" for alias, _, _ in _ALL)
)
"""One unit, for patterns; the longest first."""


def unit_of(said: str, near: str = "") -> tuple[str, str] | None:
    """Kind and name of the unit; where a word stands for several, the one of the kind `near`. None where it is none."""
    found = [(kind, name) for pattern, kind, name in _NAMED if pattern.fullmatch(said)]
    return next((one for one in found if one[0] == near), found[0] if found else None)


def kinds_of(said: str) -> set[str]:
    """Every kind that a word may be a unit of."""
    return {kind for pattern, kind, _ in _NAMED if pattern.fullmatch(said)}


def convert(value: Fraction, source: str, target: str, kind: str) -> Fraction | None:
    """The value in another unit of the same kind; None below absolute zero."""
    if kind == "temperature":
        celsius = {"摄氏度": value, "华氏度": (value - 32) * Fraction(5, 9), "开尔文": value - Fraction("273.15")}[
            source
        ]
        if celsius < Fraction("-273.15"):
            return None
        return {"摄氏度": celsius, "华氏度": celsius * Fraction(9, 5) + 32, "开尔文": celsius + Fraction("273.15")}[
            target
        ]
    sizes = {name: Fraction(size) for name, size, _ in _TABLE[kind]}
    return value * sizes[source] / sizes[target]


def about(*units: str) -> str:
    """What a unit without a fixed size is taken for."""
    return next((_ABOUT[unit] for unit in units if unit in _ABOUT), "")
