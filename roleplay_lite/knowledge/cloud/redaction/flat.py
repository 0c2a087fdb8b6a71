"""A text as the patterns read it: sign for sign the same length, full-width and circled forms made plain."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

NUMERALS = {
    sign: str(value)
    for value, signs in enumerate(
        ("零〇○", "一幺壹弌", "二两贰貳弍兩", "三叁參弎", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for sign in signs
}
_KEYCAP = "\ufe0f\u20e3"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text that must not leave, and what it is."""

    begin: int
    end: int
    label: str


def clean(text: str) -> str:
    """Without what is not seen: it could hide a number from the patterns. What is seen stays as it is."""
    composed = unicodedata.normalize("NFC", text)
    kept = (
        sign if sign not in "\t\n\r" else " "
        for sign in composed
        if sign in "\t\n\r" or (unicodedata.category(sign) not in ("Cf", "Cc", "Co", "Cs") and sign not in _KEYCAP)
    )
    return "".join(kept).strip()


def flat(text: str) -> str:
    """Lower case, digits of every script as 0–9, compatibility forms as their plain one. As long as the text."""
    return "".join(map(_plain, text))


def numbered(text: str) -> str:
    """The flat text with Mandarin numerals as digits. As long as the text."""
    return "".join(NUMERALS.get(sign, sign) for sign in text)


def _plain(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", sign)
    if len(plain) != 1:
        return sign
    lower = plain.lower()
    return lower if len(lower) == 1 else plain
