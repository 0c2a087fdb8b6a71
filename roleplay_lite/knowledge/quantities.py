"""Numbers as texts have them, with their units: 「8848.86米」, 「两万五千里」, 「百分之三十」, 「6,300 km」. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from roleplay_lite.persona.numerals import DIGITS, number_of

_UNITS: dict[str, dict[str, float]] = {
    "length": {
        "纳米": 1e-9, "微米": 1e-6, "毫米": 1e-3, "mm": 1e-3, "厘米": 0.01, "公分": 0.01, "cm": 0.01, "分米": 0.1,
        "米": 1, "m": 1, "公里": 1e3, "千米": 1e3, "km": 1e3, "华里": 500, "里": 500, "英里": 1609.34, "海里": 1852,
        "光年": 9.4607e15, "英尺": 0.3048, "英寸": 0.0254, "尺": 1 / 3, "丈": 10 / 3,
    },
    "area": {
        "平方厘米": 1e-4, "平方米": 1, "m²": 1, "平方公里": 1e6, "平方千米": 1e6, "km²": 1e6, "公顷": 1e4,
        "亩": 666.667,
    },
    "volume": {"毫升": 1e-6, "升": 1e-3, "立方米": 1, "立方厘米": 1e-6, "m³": 1},
    "mass": {
        "毫克": 1e-6, "克": 1e-3, "g": 1e-3, "两": 0.05, "斤": 0.5, "公斤": 1, "千克": 1, "kg": 1, "吨": 1e3,
        "磅": 0.4536,
    },
    "density": {
        "克/立方厘米": 1e3, "g/cm³": 1e3, "g/cm3": 1e3, "克每立方厘米": 1e3, "千克/立方米": 1, "kg/m³": 1, "g/L": 1,
        "克/升": 1,
    },
    "speed": {
        "米/秒": 1, "m/s": 1, "公里/小时": 1 / 3.6, "千米/小时": 1 / 3.6, "km/h": 1 / 3.6, "公里每小时": 1 / 3.6,
    },
    "time": {
        "毫秒": 1e-3, "秒": 1, "秒钟": 1, "分钟": 60, "刻钟": 900, "小时": 3600, "个小时": 3600, "钟头": 3600,
        "天": 86400,
        "个星期": 604800, "周": 604800, "个月": 2.63e6, "年": 3.156e7, "世纪": 3.156e9,
    },
    "age": {"岁": 1, "周岁": 1},
    "heat": {"℃": 1, "摄氏度": 1, "°C": 1, "度": 1},
    "kelvin": {"K": 1, "开尔文": 1},
    "share": {"%": 1, "‰": 0.1},
    "yuan": {"元": 1, "块钱": 1, "块": 1, "人民币": 1},
    "people": {"人": 1, "口人": 1, "位居民": 1},
    "day": {"号": 1, "日": 1},
    "month": {"月": 1, "月份": 1},
}  # fmt: skip
"""By what they measure, each with its size in one of them."""

UNITS = {unit: (dimension, size) for dimension, units in _UNITS.items() for unit, size in units.items()}
_SCALES = {"十": 10.0, "百": 100.0, "千": 1e3, "万": 1e4, "亿": 1e8}
_HAN_DIGIT = "零〇一二两三四五六七八九"
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_SCALE_EN = r"(?:thousand|million|billion)"
_FOUND = re.compile(
    rf"(?P<share>百分之|千分之)?(?:"
    rf"(?P<plain>(?<![\d.A-Za-z])[-−]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)(?P<some>[多余来几]?)(?P<scale>[十百千]?[万亿]{{1,2}})?"
    rf"(?: ?(?P<english>{_SCALE_EN})\b)?"
    rf"|(?P<han>负?[{_HAN_DIGIT}十百千廿卅](?:[{_HAN_DIGIT}十百千万亿点廿卅]|(?<=[十百千万亿])[多余来几](?=[万亿]))*)"
    rf")(?P<more>[多余来])?(?: ?(?P<unit>{_UNIT})(?![A-Za-z]))?"
)
_ENGLISH = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_COUNTED = "个颗座种只条位名次大首部章回卷省州国块片层篇届款场句字"
"""What is counted where something is: with one, it is only an article."""
_HARD = frozenset(unit for unit in UNITS if unit not in ("两", "块", "天", "里", "周", "度", "人", "尺", "丈", "日"))
_IDIOM = re.compile(
    "千万|万一|十分(?!钟)|百般|千百|万万|万分|百分百|一五一十|三三两两|四面八方|五颜六色|七上八下|十全十美"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number of a text."""

    value: float
    unit: str = ""
    """As written; empty for a bare number."""
    digits: int = 0
    """Figures that count: 8848.86 has six, 三十八万 two."""
    some: bool = False
    """True where it says that it is more or less so (三十多万)."""
    start: int = 0
    end: int = 0

    @property
    def dimension(self) -> str:
        return UNITS[self.unit][0] if self.unit else ""

    @property
    def size(self) -> float:
        """In the base unit of what it measures."""
        return self.value * UNITS[self.unit][1] if self.unit else self.value


@lru_cache(maxsize=512)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text in their order. 「一个」, 「十分」 and other words that only hold a numeral are none."""
    folded = _folded(text)
    found = []
    for match in _FOUND.finditer(folded):
        if one := _quantity(match, folded):
            found.append(one)
    return tuple(found)


def same(one: Quantity, other: Quantity) -> bool:
    """Whether `one` says what `other` does: the same, or that rounded (约8848米 for 8848.86米)."""
    if one.unit and other.unit and one.dimension != other.dimension:
        return False
    comparable = bool(one.unit and other.unit)
    mine, theirs = (one.size, other.size) if comparable else (one.value, other.value)
    if abs(mine - theirs) <= 1e-6 * max(abs(mine), abs(theirs), 1e-9):
        return True
    if one.digits < 2 and not one.some:
        return False
    if one.digits >= other.digits or not mine:
        return False
    # One unit of its last figure, so that what was cut off short counts as rounded.
    step = 10.0 ** (_magnitude(mine) - one.digits + 1)
    if one.some:
        return 0 <= theirs - mine <= step
    return abs(mine - theirs) < step and abs(mine - theirs) <= 0.05 * abs(theirs)


def number(text: str) -> float | None:
    """The number that a text begins with, or None."""
    found = quantities(text)
    return found[0].value if found else None


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    plain, han, unit = match["plain"], match["han"], match["unit"] or ""
    if plain:
        value = float(plain.replace(",", "").replace("−", "-"))
        digits = len(re.sub(r"\D", "", plain).lstrip("0").rstrip("0" if "." not in plain else "")) or 1
        for sign in match["scale"] or "":
            value *= _SCALES[sign]
        value *= _ENGLISH.get(match["english"] or "", 1)
    else:
        if _is_word(match, text, han, unit):
            return None
        parsed = han_number(han)
        if parsed is None:
            return None
        value = parsed
        value += _after_metre(match, text)
        digits = len(f"{abs(value):.12g}".replace(".", "").strip("0")) or 1
    if match["share"]:
        value, unit = value * (0.1 if match["share"] == "千分之" else 1), "%"
    if unit and unit in ("m", "g", "K") and han:
        unit = ""
    some = bool(match["some"] or match["more"] or (han and re.search("[多余来几]", han)))
    return Quantity(value=value, unit=unit, digits=digits, some=some, start=match.start(), end=match.end())


def _after_metre(match: re.Match[str], text: str) -> float:
    """What 「六二」 adds in 「一米六二」."""
    found = re.match(f"([{_HAN_DIGIT}]{{1,2}})(?![{_HAN_DIGIT}十百千万亿])", text[match.end() :])
    if match["unit"] != "米" or not found:
        return 0.0
    return float("0." + "".join(str(DIGITS[one]) for one in found[1]))


def _is_word(match: re.Match[str], text: str, han: str, unit: str) -> bool:
    """True where the numeral is part of a word and counts nothing."""
    if match["share"]:
        return False
    begin = match.start("han")
    if any(word.start() <= begin < word.end() for word in _IDIOM.finditer(text)):
        return True
    after = text[match.end("han") : match.end("han") + 1]
    before = text[begin - 1 : begin]
    if len(han) > 1 and (unit or re.search("[十百千万亿点]", han) or len(han) >= 3):
        return bool(re.fullmatch("[千万百亿]+", han)) and not unit
    if before == "第" or unit in _HARD:
        return han in ("一", "两") and unit in ("块", "天") and before != "第"
    if unit and han not in ("一", "十", "百", "千"):
        return False
    return han == "一" or after not in _COUNTED or not after or len(han) > 1


def han_number(numeral: str) -> float | None:
    """The number that Han numerals write, whole or with 「点」; None where they write none."""
    sign = -1.0 if numeral.startswith("负") else 1.0
    numeral = re.sub("[负多余来几]", "", numeral)
    if match := re.fullmatch(rf"(.+)点([{_HAN_DIGIT}]+)([万亿]*)", numeral):
        whole = han_number(match[1])
        if whole is None:
            return None
        value = whole + float("0." + "".join(str(DIGITS[one]) for one in match[2]))
        for scale in match[3]:
            value *= _SCALES[scale]
        return sign * value
    if "点" in numeral:
        return None
    for big in ("亿", "万"):
        if big in numeral:
            head, _, tail = numeral.rpartition(big)
            front = han_number(head) if head else 1.0
            back = _tail(tail, _SCALES[big])
            return None if front is None or back is None else sign * (front * _SCALES[big] + back)
    try:
        return sign * _below_ten_thousand(numeral)
    except (KeyError, ValueError):
        return None


def _tail(tail: str, scale: float) -> float | None:
    if not tail:
        return 0.0
    # 「三万五」 is 35,000.
    if len(tail) == 1 and tail in DIGITS:
        return DIGITS[tail] * scale / 10
    return han_number(tail)


def _below_ten_thousand(numeral: str) -> float:
    # 「一千二」 is 1,200, 「一千零二」 is not.
    if match := re.fullmatch(rf"(.*[百千])([{_HAN_DIGIT[2:]}])", numeral):
        return number_of(match[1]) + DIGITS[match[2]] * _SCALES[match[1][-1]] / 10
    return float(number_of(numeral))


def _magnitude(value: float) -> int:
    return int(f"{abs(value):e}".split("e")[1])


def _folded(text: str) -> str:
    """Full-width figures made plain, sign by sign, so that places stay."""
    return "".join(
        unicodedata.normalize("NFKC", sign) if sign in "０１２３４５６７８９，．％" else sign for sign in text
    )
