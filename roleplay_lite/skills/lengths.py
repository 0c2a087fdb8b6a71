"""Lengths of time as they are spoken: 「一个半小时」, 「两分三十秒」, 「一刻钟」, `an hour and a half`; and back.
Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from roleplay_lite.skills.numbers import COUNT, ENGLISH, number

_UNITS = {
    "秒": 1, "秒钟": 1, "分": 60, "分钟": 60, "刻钟": 900, "小时": 3600, "钟头": 3600, "钟": 3600, "点钟": 3600,
    "天": 86400, "日": 86400, "星期": 604800, "礼拜": 604800, "周": 604800,
}  # fmt: skip
_UNIT = "秒钟?|分钟|刻钟|小时|钟头|天|星期|礼拜|周"
_ITEM = re.compile(
    rf"(?P<half>(?<![第十百千0-9])半个?(?:{_UNIT}|钟))|"
    rf"(?P<n>{COUNT})个半(?P<u1>小时|钟头|钟|星期|礼拜)|"
    rf"(?<![第])(?P<m>{COUNT})个?(?P<u2>{_UNIT}|(?<=个)钟|分(?=半|零|〇|{COUNT}|之?后|以后|过后|$|，|"
    rf"的?(?:倒|计|提|叫|喊|闹|定)))(?P<half2>半钟?(?!{_UNIT}))?"
)
_JOIN = re.compile(r"[零〇又加和，]?")
_BARE_SECONDS = re.compile(
    r"(?P<n>[1-5]?[0-9]|[二三四五]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九])(?=$|[的，吧后])"
)
_EN_UNIT = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_EN_N = rf"(?:\d+(?:\.\d+)?|an?|{ENGLISH})"
_EN = re.compile(
    rf"\bhalf an? (?P<h>hour|minute)|\ba quarter of an hour|(?<![a-z])(?P<n>{_EN_N})(?P<and> and a half)? ?-?"
    r"(?P<u>sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|h|days?|weeks?)\b(?P<half> and a half)?",
)
MOST_SECONDS = 400 * 86400


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A length of time, and where it stands in the line."""

    seconds: float
    span: tuple[int, int]


def lengths(text: str) -> tuple[Length, ...]:
    """Each length of time in the line, in order."""
    return tuple(_mandarin(text)) or tuple(_english(text))


def length(text: str) -> Length | None:
    """The first of them."""
    found = lengths(text)
    return found[0] if found else None


def in_words(seconds: float, *, english: bool = False) -> str:
    """「一个半小时」, 「两分三十秒」, as one says it."""
    left = max(0, round(seconds))
    days, left = divmod(left, 86400)
    hours, left = divmod(left, 3600)
    minutes, left = divmod(left, 60)
    if english:
        parts = [(days, "day"), (hours, "hour"), (minutes, "minute"), (left, "second")]
        said = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
        return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said) or "0 seconds"
    if not days and not left and minutes == 30:
        return f"{_count(hours)}个半小时" if hours else "半小时"
    parts = [(days, "天"), (hours, "小时"), (minutes, "分钟"), (left, "秒")]
    said = [f"{_count(count)}{'个' if unit == '小时' else ''}{unit}" for count, unit in parts if count]
    text = "".join(said[:3])
    return text.replace("分钟", "分") if minutes and left else text or "零秒"


def _mandarin(text: str) -> Iterator[Length]:
    place = 0
    while found := _ITEM.search(text, place):
        seconds, end = _seconds(found), found.end()
        last = _unit_of(found)
        while seconds is not None:
            join = _JOIN.match(text, end)
            after = _ITEM.match(text, join.end() if join else end)
            more = _seconds(after) if after else None
            if after and more is not None and _unit_of(after) < last:
                seconds, end, last = seconds + more, after.end(), _unit_of(after)
                continue
            bare = _BARE_SECONDS.match(text, end) if last == 60 and text[end - 1] == "分" else None
            if bare and (rest := number(bare["n"].lstrip("零〇") or "零")) is not None:
                seconds, end = seconds + rest, bare.end()
            break
        if text[max(0, found.start() - 2) : found.start()].endswith(("点差", "点")):
            seconds = None
        if seconds is not None and 0 < seconds <= MOST_SECONDS:
            yield Length(seconds=float(seconds), span=(found.start(), end))
        place = max(end, found.start() + 1)


def _seconds(found: re.Match[str]) -> Fraction | None:
    if found["half"]:
        return Fraction(_UNITS[re.sub("^半个?", "", found["half"])], 2)
    count = number(found["n"] or found["m"])
    if count is None:
        return None
    unit = _UNITS[found["u1"] or found["u2"]]
    return (count + Fraction(1, 2) * bool(found["n"] or found["half2"])) * unit


def _unit_of(found: re.Match[str]) -> int:
    return _UNITS[found["u1"] or found["u2"] or re.sub("^半个?", "", found["half"] or "")]


def _english(text: str) -> Iterator[Length]:
    total, begin, end = Fraction(0), -1, -1
    for found in _EN.finditer(text):
        if found["h"]:
            seconds = Fraction(1800 if found["h"] == "hour" else 30)
        elif not found["u"]:
            seconds = Fraction(900)
        else:
            count = Fraction(1) if found["n"] in ("a", "an") else number(found["n"]) or Fraction(0)
            seconds = (count + Fraction(1, 2) * bool(found["and"] or found["half"])) * _EN_UNIT[found["u"][0]]
        if end >= 0 and re.fullmatch(r",? (?:and )?", text[end : found.start()]):
            total, end = total + seconds, found.end()
            continue
        if end >= 0 and 0 < total <= MOST_SECONDS:
            yield Length(seconds=float(total), span=(begin, end))
        total, begin, end = seconds, found.start(), found.end()
    if end >= 0 and 0 < total <= MOST_SECONDS:
        yield Length(seconds=float(total), span=(begin, end))


def _count(count: int) -> str:
    """「两」 for two, else in words below a hundred."""
    return "两" if count == 2 else numeral(count)


def numeral(count: int) -> str:
    """A whole number below a hundred as Mandarin says it; figures beyond."""
    if not 0 <= count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    signs = "零一二三四五六七八九"
    return (("十" if tens == 1 else signs[tens] + "十") if tens else "") + (signs[ones] if ones or not tens else "")
