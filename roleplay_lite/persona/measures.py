"""Heights and weights as people say them (「一米六二」, 「十三斤」), compared. Pure."""

from __future__ import annotations

import re

from roleplay_lite.persona.numerals import NUMERAL, number_of


def height_likeness(claimed: str, known: str) -> float:
    """1 for the same height, -1 for surely another, 0 for what is near or cannot be read."""
    a, b = _centimetres(claimed), _centimetres(known)
    if not a or not b:
        return 0.0
    # 「一米六」 and 「一米七多」 are rounded.
    slack = 9 if re.search("多|左右", claimed) else 4 if round(a) % 10 == 0 and a > 100 else 1
    return 1.0 if abs(a - b) <= slack else -0.95 if abs(a - b) > slack + 1 else 0.0


def _centimetres(value: str) -> float | None:
    if found := re.search(rf"(\d+|{NUMERAL}+)米(?:(\d+|{NUMERAL}+))?", value):
        rest = found[2] or ""
        part = 0 if not rest else number_of(rest)
        return number_of(found[1]) * 100 + (part * 10 if part < 10 and len(rest) == 1 else part)
    if found := re.search(r"(\d\.\d+)", value):
        return float(found[1]) * 100
    if found := re.search(rf"(\d{{1,3}}|{NUMERAL}+)(?:cm|厘米|公分)?", value):
        return float(number_of(found[1]))
    return None


_GRAMS = {"公斤": 1000, "千克": 1000, "kg": 1000, "斤": 500, "克": 1, "吨": 1_000_000, "两": 50}


def weight_likeness(claimed: str, known: str) -> float:
    """The same for weights."""
    a, b = _grams(claimed), _grams(known)
    if not a or not b:
        return 0.0
    apart = abs(a - b) / max(a, b)
    return 1.0 if apart <= 0.05 else -0.95 if apart > 0.12 else 0.0


def _grams(value: str) -> float | None:
    found = re.search(rf"(\d+(?:\.\d+)?|{NUMERAL}+)(公斤|千克|kg|斤|克|吨|两)(半)?", value)
    if not found:
        return None
    number = float(found[1]) if found[1][0].isdigit() and found[1].isascii() else float(number_of(found[1]))
    return (number + (0.5 if found[3] else 0)) * _GRAMS[found[2]]
