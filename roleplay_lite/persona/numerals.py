"""Numbers as Mandarin writes them in words: 「三十二」, 「一百零五」, 「廿三」, 「二〇〇六」."""

from __future__ import annotations

DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": "二十", "卅": "三十"}
NUMERAL = f"[{''.join((*DIGITS, *_UNITS, *_TENS))}]"
"""One sign of such a number, for patterns."""


def number_of(numeral: str) -> int:
    """The number that signs of `NUMERAL`, or ASCII digits, make; without a unit they are digits (「二〇〇六」)."""
    if numeral.isascii():
        return int(numeral)
    for short, whole in _TENS.items():
        numeral = numeral.replace(short, whole)
    total, digit = 0, 0
    for sign in numeral:
        if sign in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[sign], 0
        else:
            digit = digit * 10 + DIGITS[sign]
    return total + digit
