"""Whether two values may be two ways of saying one thing."""

from __future__ import annotations

import re

from roleplay_lite.memory.index.people import people_in
from roleplay_lite.memory.spelling import alike, same_value

ALIKE = 0.6
_NUMBERS = re.compile(r"\d+|[零一二两三四五六七八九十百千万]+")
_WHEN = re.compile(
    "(?:每天|天天|平时|经常|总是|常常?|周末|早上|早晨|清晨|晚上|傍晚|中午|下班后?|饭后|睡前|一个人|自己|去|爱|喜欢)+"
)
_NOT = re.compile("[不没别非]")


def near(one: str, other: str) -> bool:
    """Whether two values may be the same thing: one is the other with more words before its last, or when it is done,
    or they share most. Numbers, denials and relatives must be the same in both."""
    first, second = sorted((same_value(one), same_value(other)), key=len)
    if len(first) < 2 or first == second:
        return False
    if _NUMBERS.findall(first) != _NUMBERS.findall(second) or bool(_NOT.search(first)) != bool(_NOT.search(second)):
        return False
    if people_in(first).relations != people_in(second).relations:
        return False
    return _within(first, second) or (first not in second and alike(first, second) >= ALIKE)


def _within(short: str, long: str) -> bool:
    """In their order, and the verb and the last word, which in Mandarin is the thing itself, the same."""
    if long.endswith(short):
        return bool(_WHEN.fullmatch(long.removesuffix(short)))
    signs = iter(long)
    return all(sign in signs for sign in short) and (short[0], short[-1]) == (long[0], long[-1])
