"""Spoken sums, exactly: 「三加五乘二」, 「二百四打七五折」, 「三百的百分之十五」, 「十六的平方根」. Pure;
fractions, no floats.

What is spoken is turned into signs, and the signs are reckoned with the usual order of operations.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction

from roleplay_lite.skills.numbers import ENGLISH, NUMBER, number

MOST_DIGITS = 60
"""Of a result; beyond, nobody would listen to it."""
MOST_POWER = 200
_OPERATORS: tuple[tuple[str, str], ...] = (
    ("(?:再)?(?:加上|加)|\\+|plus|\\band\\b(?= )", "+"), ("(?:再)?(?:减去|减掉|减)|-|−|minus|less", "-"),
    ("(?:再)?(?:乘以|乘上|乘)|[×*x✕]|times|multiplied by", "*"), ("(?:再)?(?:除以)|÷|/|divided by|over", "/"),
    ("除(?!以|了|夕|法)", "\\"), ("的?(?P<sq>平方)(?!根|米|公里|千米|厘米|分米)|squared", "^2"),
    ("的?立方(?!根|米|厘米|分米)|cubed", "^3"),
    ("右括号", ")"),
    ("左?括号|\\(", "("), ("\\)", ")"),
)  # fmt: skip
_POWER = re.compile(f"(?P<a>{NUMBER})的(?P<b>{NUMBER})次(?:方|幂)|(?P<c>{NUMBER}) to the (?:power of )?(?P<d>{NUMBER})")
_ROOT = re.compile(
    f"(?:根号(?:下)?(?P<a>{NUMBER})|(?P<b>{NUMBER})(?:开(?:平方|根号|根|方)|的(?:算术)?平方根)|"
    f"(?:square root of|root of) (?P<c>{NUMBER}))"
)
_OF_TWO = re.compile(
    f"(?P<a>{NUMBER})(?:和|与|跟|加|减|乘以?|除以)(?P<b>{NUMBER})的(?P<op>[和差积商])(?=是|等|$|，|得|多)"
)
_SO_MANY = re.compile(
    f"^(?:算一?下|算算|，)*(?P<a>{NUMBER})个(?P<b>{NUMBER})(?:加起来|相加|一共|加一起)?(?:是|等于|得|有)?(?:多少|几)$"
)
_UP_TO = re.compile(f"从?(?P<a>{NUMBER})(?:一直)?加到(?P<b>{NUMBER})")
_COMMON = re.compile(f"(?P<a>{NUMBER})(?:和|与|跟)(?P<b>{NUMBER})的最(?:大公[约因]数|小公倍数)")
_TIMES = re.compile(f"(?P<a>{NUMBER})的(?P<b>{NUMBER})倍(?=是|等|$|，|有|得)")
_TABLE = re.compile(
    "(?P<a>[一二三四五六七八九])(?P<b>[一二三四五六七八九])(?:得|是|等于|二十|三十|四十|五十)*(?:多少|几)"
)
_HALVED = re.compile(f"(?P<a>{NUMBER})(?:块(?:钱)?|元)(?:的[^，]{{0,6}})?，?(?:打)?(?:对折|半价)")
_CUBE_ROOT = re.compile(f"(?P<a>{NUMBER})(?:的立方根|开立方|开三次方)")
_FACTORIAL = re.compile(f"(?P<a>{NUMBER})的阶乘")
_MONEY = "(?:块(?:钱)?|元|人民币|块)?"
_THING = "(?:的[^，0-9一二三四五六七八九十]{0,6}?|[^，0-9一二三四五六七八九十]{0,4})?"
_OFF = re.compile(
    f"(?P<price>{NUMBER}){_MONEY}{_THING}，?(?:现在|全场|商场|"
    f"再)?打(?:了)?(?P<fold>[一二三四五六七八九]{{1,2}}|[0-9](?:\\.[0-9]|[0-9])?|"
    f"[一二三四五六七八九]点[一二三四五六七八九])折"
)
_OFF_FIRST = re.compile(
    f"打(?P<fold>[一二三四五六七八九]{{1,2}}|[0-9](?:\\.[0-9]|[0-9])?)折的(?P<price>{NUMBER})(?:块|元)"
)
_SHARE = re.compile(
    f"(?P<of>{NUMBER}){_MONEY}的(?P<part>百分之{NUMBER}|{NUMBER}%|{NUMBER}分之{NUMBER}|"
    f"[一二两三四五六七八九]成|一半|半)"
)
_SHARE_BACK = re.compile(
    f"(?P<part>百分之{NUMBER}|{NUMBER}%|一半|[一二三四五六七八九]成)的(?P<of>{NUMBER})(?=$|，|是|等)"
)
_PERCENT_EN = re.compile(f"(?P<part>{NUMBER}|{ENGLISH}) ?(?:%|percent) of (?P<of>{NUMBER}|{ENGLISH})")
_WHAT_SHARE = re.compile(f"(?P<a>{NUMBER})(?:是|占)(?:了)?(?P<b>{NUMBER})的(?:百分之几|百分之多少|几分之几|百分比)")
_TOKEN = re.compile(f"(?P<n>{NUMBER}|{ENGLISH})|(?P<op>[-+*/\\\\()^])")
_TAIL = re.compile(
    "(?:等于|是|得|结果|一共|总共|答案|合计|算一?下|算算|算出来|，|=)*(?:几|多少|什么|啥|呢|是|得|"
    "等于|多少钱|几块钱?|几元|几个|钱|吗|不|对不对|没有?|结果|，|=|\\?)*(?:算给我听|帮我算算|算一?下|你算算|告诉我|"
    "快算|来着|算得出来吗|口算|给我|我)*$"
)
_HEAD = re.compile(
    "^(?:(?:考考|问问?|请教)(?:你|您)|你?(?:知道|晓得|看看|说说)|(?:老师|小朋友|孩子|宝宝|妈妈|爸爸)问(?:你|我)?|"
    "请问|帮我|给我|你|替我|能|会|快|来|麻烦|我|想知道|考考你|问你|请|那|算(?!一下|算|一算)|个账|"
    "账|算个数|嘛|一道|个|道|题|数学题|，|口算|"
    "心算|算算|算一算|算一?下|算个|算出|计算一?下|计算|求|一共|，|what(?:'s| is)|how much is|"
    "calculate|compute|the|是|下)*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A sum that was found in a line, and what it comes to."""

    value: Fraction | None
    """None where it has none: a division by zero, the root of something below zero, or a number beyond all measure."""
    why: str = ""
    """`zero`, `negative`, `large`, where there is no value; `root`, where the value is rounded."""
    sure: bool = True
    """Whether the line is nothing but the sum."""


class _NoValue(Exception):
    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def sum_in(core: str) -> Sum | None:
    """The sum that the line asks for; None where there is none."""
    try:
        return _special(core) or _plain(core)
    except _NoValue as no:
        return Sum(value=None, why=no.why)
    except ZeroDivisionError:
        return Sum(value=None, why="zero")


def _special(core: str) -> Sum | None:
    if found := _OFF.search(core) or _OFF_FIRST.search(core):
        price, fold = number(found["price"]), _fold(found["fold"])
        return Sum(value=price * fold) if price is not None and fold is not None else None
    if found := _WHAT_SHARE.search(core):
        return Sum(value=_n(found["a"]) / _n(found["b"]), why="share")
    if found := _SHARE.search(core):
        return Sum(
            value=_n(found["of"]) * _part(found["part"]),
            sure=bool(re.search("多少|几|等于|算|是", core[found.end() :] + core[: found.start()]))
            or found.end() == len(core),
        )
    if found := _SHARE_BACK.search(core):
        return Sum(value=_n(found["of"]) * _part(found["part"]))
    if found := _PERCENT_EN.search(core):
        return Sum(value=_n(found["of"]) * _n(found["part"].rstrip("%")) / 100)
    if found := _POWER.search(core):
        return Sum(value=_power(_n(found["a"] or found["c"]), _n(found["b"] or found["d"])))
    if found := _OF_TWO.search(core):
        first, second = _n(found["a"]), _n(found["b"])
        return Sum(
            value={"和": first + second, "差": first - second, "积": first * second}.get(found["op"]) or first / second
        )
    if found := _UP_TO.search(core):
        low, high = _n(found["a"]), _n(found["b"])
        if low.denominator == high.denominator == 1 and low <= high:
            return Sum(value=(low + high) * (high - low + 1) / 2)
    if found := _COMMON.search(core):
        low, high = _n(found["a"]), _n(found["b"])
        if low.denominator == high.denominator == 1 and low > 0 < high:
            reckon = math.gcd if "公约" in core or "公因" in core else math.lcm
            return Sum(value=Fraction(reckon(int(low), int(high))))
    if found := _TIMES.search(core):
        return Sum(value=_n(found["a"]) * _n(found["b"]))
    if found := _SO_MANY.search(core):
        return Sum(value=_n(found["a"]) * _n(found["b"]))
    if found := _TABLE.fullmatch(core):
        return Sum(value=_n(found["a"]) * _n(found["b"]))
    if found := _HALVED.search(core):
        return Sum(value=_n(found["a"]) / 2)
    if found := _CUBE_ROOT.search(core):
        return _root(_n(found["a"]), 3)
    if found := _ROOT.search(core):
        return _root(_n(found["a"] or found["b"] or found["c"]), 2)
    if found := _FACTORIAL.search(core):
        value = _n(found["a"])
        if value.denominator != 1 or value < 0:
            return None
        if value > 40:
            raise _NoValue("large")
        return Sum(value=Fraction(math.factorial(int(value))))
    return None


def _plain(core: str) -> Sum | None:
    """A row of numbers and operators with nothing else but how one asks for it."""
    text = _HEAD.sub("", core)
    for pattern, sign in _OPERATORS:
        text = re.sub(pattern, f" {sign} " if sign != "^2" and sign != "^3" else f" ^ {sign[1]} ", text)
    signs: list[Fraction | str] = []
    place = 0
    while place < len(text):
        if text[place] in " ，,":
            place += 1
            continue
        found = _TOKEN.match(text, place)
        if not found:
            break
        if found["n"]:
            value = number(found["n"])
            if value is None:
                return None
            signs.append(value)
        else:
            signs.append(found["op"])
        place = found.end()
    if not _TAIL.fullmatch(text[place:].strip()):
        return None
    operators = [sign for sign in signs if sign in ("+", "-", "*", "/", "\\", "^")]
    if not operators or len(signs) > 60 or signs[-1] in ("+", "-", "*", "/", "\\", "^"):
        return None
    reader = _Reader(signs)
    value = reader.sum()
    return Sum(value=_bounded(value)) if value is not None and reader.done else None


class _Reader:
    """Reads signs by the usual order of operations."""

    def __init__(self, signs: list[Fraction | str]) -> None:
        self._signs, self._place = signs, 0

    @property
    def done(self) -> bool:
        return self._place == len(self._signs)

    def sum(self) -> Fraction | None:
        value = self._product()
        while value is not None and (sign := self._next("+", "-")):
            more = self._product()
            if more is None:
                return None
            value = value + more if sign == "+" else value - more
        return value

    def _product(self) -> Fraction | None:
        value = self._raised()
        while value is not None and (sign := self._next("*", "/", "\\")):
            more = self._raised()
            if more is None:
                return None
            if sign == "*":
                value = _bounded(value * more)
            else:  # 「三除六」 is six by three
                above, below = (value, more) if sign == "/" else (more, value)
                if not below:
                    raise _NoValue("zero")
                value = above / below
        return value

    def _raised(self) -> Fraction | None:
        value = self._one()
        while value is not None and self._next("^"):
            exponent = self._one()
            if exponent is None:
                return None
            value = _power(value, exponent)
        return value

    def _one(self) -> Fraction | None:
        if self.done:
            return None
        sign = self._signs[self._place]
        if isinstance(sign, Fraction):
            self._place += 1
            return sign
        if sign == "-":
            self._place += 1
            inner = self._one()
            return -inner if inner is not None else None
        if sign == "(":
            self._place += 1
            inner = self.sum()
            return inner if self._next(")") else None
        return None

    def _next(self, *wanted: str) -> str:
        if not self.done and (sign := self._signs[self._place]) in wanted:
            self._place += 1
            return str(sign)
        return ""


def _n(said: str) -> Fraction:
    value = number(said)
    if value is None:
        raise _NoValue("large")
    return value


def _part(said: str) -> Fraction:
    """「一半」, 「三成」, 「百分之五」."""
    if said in ("一半", "半"):
        return Fraction(1, 2)
    return _n(said[:-1]) / 10 if said.endswith("成") else _n(said)


def _fold(said: str) -> Fraction | None:
    """「八」 is .8, 「七五」 and 「七点五」 .75."""
    if "点" in said or "." in said:
        value = number(said)
        return value / 10 if value is not None else None
    value = number(said)
    return value / (100 if value is not None and value >= 10 else 10) if value is not None else None


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1 or abs(exponent) > MOST_POWER:
        raise _NoValue("large")
    if not base and exponent < 0:
        raise _NoValue("zero")
    size = max(abs(base.numerator), base.denominator)
    if size > 1 and abs(int(exponent)) * math.log10(size) > MOST_DIGITS:
        raise _NoValue("large")
    return _bounded(base ** int(exponent))


def _root(value: Fraction, degree: int) -> Sum:
    if value < 0 and degree == 2:
        raise _NoValue("negative")
    sign = -1 if value < 0 else 1
    above, below = (_whole_root(part, degree) for part in (abs(value.numerator), value.denominator))
    if above is not None and below is not None:
        return Sum(value=sign * Fraction(above, below))
    scaled = abs(value) * 10 ** (6 * degree)
    near = _floor_root(scaled.numerator // scaled.denominator, degree)
    return Sum(value=sign * Fraction(near, 10**6), why="root")


def _whole_root(value: int, degree: int) -> int | None:
    near = _floor_root(value, degree)
    return near if near**degree == value else None


def _floor_root(value: int, degree: int) -> int:
    if degree == 2:
        return math.isqrt(value)
    low, high = 0, 1 << (value.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= value else (low, middle - 1)
    return low


def _bounded(value: Fraction) -> Fraction:
    if max(abs(value.numerator), value.denominator) >= 10**MOST_DIGITS:
        raise _NoValue("large")
    return value
