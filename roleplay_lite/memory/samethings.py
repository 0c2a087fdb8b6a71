"""Whether two values may be two ways of saying one thing."""

from __future__ import annotations

import re

from roleplay_lite.memory.spelling import alike, same_value

ALIKE = 0.6
_NUMBERS = re.compile(r"\d+|[零一二两三四五六七八九十百千万]+")
_NOT = re.compile("[不没别非]")


def near(one: str, other: str) -> bool:
    """Whether two values may be the same thing: one is the other with more words before its last, or they share most.

    Numbers and denials must be the same in both.
    """
    first, second = sorted((same_value(one), same_value(other)), key=len)
    if len(first) < 2 or first == second:
        return False
    if _NUMBERS.findall(first) != _NUMBERS.findall(second) or bool(_NOT.search(first)) != bool(_NOT.search(second)):
        return False
    return _within(first, second) or (first not in second and alike(first, second) >= ALIKE)


def _within(short: str, long: str) -> bool:
    """In their order, and the last word, which in Mandarin is the thing itself, the same."""
    signs = iter(long)
    return all(sign in signs for sign in short) and short[-1] == long[-1]
