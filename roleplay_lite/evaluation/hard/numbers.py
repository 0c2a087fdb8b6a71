"""Numbers that are another: ages, birthdays, heights, weights, years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

from roleplay_lite.evaluation.hard.perturbed import Change, Perturbed, held
from roleplay_lite.persona.numerals import NUMERAL, number_of
from roleplay_lite.persona.persona import Persona

COUNTED = ("age", "birthday", "height", "weight", "era")
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_YEAR = re.compile(r"^(\d{4}|[零〇一二三四五六七八九]{4})年")
_DAY = re.compile(rf"({NUMERAL}{{1,2}})月({NUMERAL}{{1,3}})")
_TALL = re.compile(r"^([一二12])米([零一二三四五六七八九]{2}|\d\d)$")
_NUMBER = re.compile(rf"\d+|{NUMERAL}+")

_MOST = 9999
"""The greatest that is written in words here."""


def shifted_numbers(persona: Persona, rng: Random) -> Iterator[Perturbed]:
    """Each fact that has a number, with another one that nobody would take for the same."""
    for fact in persona.facts:
        if fact.key not in COUNTED or fact.polarity == "no":
            continue
        value = shifted(fact.value, fact.key, rng)
        if value and value != fact.value:
            false = replace(fact, value=value, since="")
            yield Perturbed(change=Change.NUMBER, true=held(persona, fact), false=false, source=fact)


def shifted(value: str, key: str, rng: Random) -> str:
    """The value with its number moved by a quarter or more, in the same writing; "" where it has none to move."""
    if key == "birthday":
        return _birthday(value, rng)
    if key == "era":
        return _YEAR.sub(lambda found: f"{_like(found[1], _moved_year(found[1], rng))}年", value)
    if found := _TALL.match(value):
        return _TALL.sub(f"{found[1]}米{_like(found[2], _moved_height(number_of(found[2]), rng), digits=True)}", value)
    return _NUMBER.sub(lambda found: _like(found[0], _moved(number_of(found[0]), rng)), value, count=1)


def _birthday(value: str, rng: Random) -> str:
    if found := _ISO.fullmatch(value):
        year, month, day = (int(part) for part in found.groups())
        part = rng.choice(("year", "month", "day"))
        # Earlier only: who is three cannot be born in three years.
        year -= rng.randint(2, 6) if part == "year" else 0
        month = (month - 1 + rng.randint(2, 10)) % 12 + 1 if part == "month" else month
        day = (day - 1 + rng.randint(3, 24)) % 28 + 1 if part == "day" else min(day, 28)
        try:
            return date(year, month, day).isoformat()
        except ValueError:  # no such day to begin with; `persona check` reports it
            return ""
    if found := _YEAR.match(value):
        return f"{_like(found[1], _moved_year(found[1], rng))}年{value[found.end() :]}"
    if found := _DAY.search(value):
        # What stands around it (「花朝节」) would name the true day.
        return f"{han((number_of(found[1]) - 1 + rng.randint(2, 10)) % 12 + 1)}月{found[2]}"
    return ""


def _moved(number: int, rng: Random) -> int:
    least = max(2, -(-number // 4))
    step = least + rng.randint(0, max(1, number // 4))
    down = number - step > number // 3 and (rng.random() < 0.5 or number + step > _MOST)
    return number - step if down else number + step


def _moved_year(numeral: str, rng: Random) -> int:
    return max(1, number_of(numeral) + rng.choice((-1, 1)) * rng.randint(4, 40))


def _moved_height(number: int, rng: Random) -> int:
    """Centimetres beyond the metre, as people are tall."""
    near = [other for other in range(51, 95) if 7 <= abs(other - number) <= 20 and other % 10]
    return rng.choice(near) if near else number


def _like(written: str, number: int, *, digits: bool = False) -> str:
    """The number in the writing of another: in figures, sign by sign (「二〇四七」), or in words."""
    if written.isascii() or number > _MOST:
        return str(number).zfill(len(written) if written.startswith("0") else 0)
    if digits or (len(written) > 1 and not re.search("[十百千廿卅]", written)):
        zero = "零" if "零" in written else "〇"
        return "".join(
            zero if sign == "0" else "零一二三四五六七八九"[int(sign)] for sign in str(number).zfill(len(written))
        )
    return "两" if number == 2 else han(number)


def han(number: int) -> str:
    """1 to 9999 as they are said."""
    words, rest, skipped = "", number, False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, rest = divmod(rest, size)
        if digit:
            words += ("零" if skipped and words else "") + "零一二三四五六七八九"[digit] + unit
        skipped = not digit and bool(words)
    return words.removeprefix("一") if words.startswith("一十") else words
