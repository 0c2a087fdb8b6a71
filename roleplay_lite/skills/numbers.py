"""Numbers as they are spoken, exactly: 「三百五」, 「百分之十五」, 「二分之一」, 「零点三」; and spoken again. Pure."""

from __future__ import annotations

import re
from fractions import Fraction

from roleplay_lite.persona.numerals import DIGITS

_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_SIGNS = "零〇一二两俩仨三四五六七八九十百千万亿廿"
_WHOLE = rf"[{_SIGNS}]+"
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMBER = (
    rf"(?:负|零下|-)?(?:百分之(?:{_FIGURE}|{_WHOLE}(?:点[零〇一二三四五六七八九]+)?)|{_WHOLE}分之{_WHOLE}|\d+分之\d+|"
    rf"\d+/\d+|(?:{_FIGURE})(?:%|[百千万亿]+)?|{_WHOLE}(?:点[零〇一二三四五六七八九]+)?)"
)
"""One number, for patterns."""
COUNT = (
    r"(?:\d{1,4}(?:\.\d)?|[零〇一二两俩三四五六七八九十]+点[一二三四五六七八九](?=个?(?:小时|钟头|"
    r"分钟|天))|[零〇一二两俩三四五六七八九十百千廿]+|半)"
)
"""How many of something."""
MOST_SIGNS = 40
_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_BELOW = rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?:[ -](?:{'|'.join(list(_WORDS)[1:10])}))?"
ENGLISH = rf"(?:(?:{_BELOW}|an?(?= hundred))(?: hundred(?:(?: and)? {_BELOW})?)?)\b"
"""An English number below ten thousand."""


def number(said: str) -> Fraction | None:
    """What it is; None where it is no number, or a longer one than anybody says."""
    said = said.strip().lower()
    if not said or len(said) > MOST_SIGNS:
        return None
    for minus in ("负", "零下", "-"):
        if said.startswith(minus) and len(said) > len(minus):
            inner = number(said[len(minus) :])
            return -inner if inner is not None else None
    if said == "半":
        return Fraction(1, 2)
    if said.startswith("百分之"):
        inner = number(said[3:])
        return inner / 100 if inner is not None else None
    for bar, upside_down in (("分之", True), ("/", False)):
        if bar in said:
            first, last = (number(part) for part in said.split(bar, 1))
            above, below = (last, first) if upside_down else (first, last)
            return above / below if above is not None and below else None
    if said.endswith("%"):
        inner = number(said[:-1])
        return inner / 100 if inner is not None else None
    if said[0].isascii() and said[0].isdigit():
        return _figures(said)
    if not said[0].isascii():
        return _spoken(said)
    hundreds, of, rest = said.partition(" hundred")
    rest = rest.removeprefix(" and").strip()
    whole = 1 if of and hundreds in ("a", "an") else _english(hundreds)
    return Fraction(whole * 100 + (_english(rest) if rest else 0) if of else whole)


def in_figures(value: Fraction | int, *, places: int = 6) -> tuple[str, bool]:
    """The number in figures, and whether that is exactly it."""
    value = Fraction(value)
    if value.denominator == 1:
        return str(value.numerator), True
    scaled = value * 10**places
    exact = scaled.denominator == 1
    places = places if exact else 0 if abs(value) >= 100 else 2 if abs(value) >= 1 else 4
    rounded = round(value * 10**places)
    sign = "-" if rounded < 0 else ""
    whole, rest = divmod(abs(rounded), 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0") if places else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}", exact


def _figures(said: str) -> Fraction | None:
    found = re.fullmatch(rf"({_FIGURE})([百千万亿]*)", said)
    if not found:
        return None
    value = Fraction(found[1].replace(",", ""))
    for unit in found[2]:
        value *= _SMALL.get(unit) or _LARGE[unit]
    return value


def _spoken(said: str) -> Fraction | None:
    whole, point, decimals = said.partition("点")
    if not whole or not re.fullmatch(rf"[{_SIGNS}]+", whole):
        return None
    value = Fraction(_integer(whole))
    if point:
        if not decimals or not all(sign in DIGITS for sign in decimals):
            return None
        value += Fraction(int("".join(str(DIGITS[sign]) for sign in decimals)), 10 ** len(decimals))
    return value


def _integer(signs: str) -> int:
    signs = signs.replace("廿", "二十").replace("俩", "两").replace("仨", "三")
    if not re.search("[十百千万亿]", signs):  # 「二〇二六」
        return int("".join(str(DIGITS[sign]) for sign in signs))
    total = section = digit = 0
    last = 1
    for place, sign in enumerate(signs):
        if sign in DIGITS:
            digit = DIGITS[sign]
            if sign in "零〇":
                last = 1
            elif place == len(signs) - 1 and last >= 100 and signs[place - 1] not in "零〇":
                digit *= last // 10  # 「三百五」
        elif sign in _SMALL:
            section += (digit or 1) * _SMALL[sign]
            digit, last = 0, _SMALL[sign]
        else:
            section += digit
            total = (total + section) * _LARGE[sign] if sign == "亿" else total + (section or 1) * _LARGE[sign]
            section = digit = 0
            last = _LARGE[sign]
    return total + section + digit


def _english(said: str) -> int:
    return sum(_WORDS.get(word, 0) for word in re.split("[ -]", said))
