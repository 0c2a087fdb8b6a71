"""Keys that are regular expressions, written by strangers: bounded in size before they are compiled, and in time.

The engine is the `regex` package, for its timeout: no pattern, `(a+)+$` among them, holds up a turn.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterable
from typing import Protocol

import regex

LONGEST = 500
"""Characters of a pattern; a longer one never matches."""
MOST_UNROLLED = 20_000
"""Characters of a pattern times all counts in it; the engine unrolls them, so that more would cost memory."""
SEARCH_SECONDS = 0.01
"""For one search. A pattern that needed more is not tried again."""
TURN_SECONDS = 0.05
"""For all searches of a match together; patterns that are not reached do not match."""
LONGEST_TEXT = 20_000

_SLASHED = re.compile(r"\s*/(.+)/([a-z]*)\s*\Z", re.DOTALL)
_COUNTS = re.compile(r"\{\s*(\d*)\s*(?:,\s*(\d*)\s*)?\}")
# Recursion, calls of groups, conditions on groups, named lists, fuzzy matching: in no card, and without a bound.
_REFUSED = re.compile(r"\(\?(?:R|&|P>|[+-]?\d|\()|\\L<|(?<!\\[pPNu])\{[^}]*[A-Za-z<][^}]*\}|\(\*")
_FLAGS = {"i": regex.IGNORECASE, "m": regex.MULTILINE, "s": regex.DOTALL}


class Pattern(Protocol):
    """A compiled pattern, as `regex.compile` gives it."""

    def search(self, text: str, *, timeout: float) -> object | None: ...


def is_pattern(key: str, *, use_regex: bool) -> bool:
    """Whether a key is a pattern: written `/…/flags` as in JavaScript, or any where the entry says so."""
    return use_regex or bool(_SLASHED.match(key))


def as_pattern(key: str, *, case_sensitive: bool) -> Pattern:
    """The pattern that a key is. Raises ValueError when it cannot be used."""
    if slashed := _SLASHED.match(key):
        # In JavaScript a case counts unless the pattern says otherwise.
        return compile_pattern(slashed[1].replace(r"\/", "/"), slashed[2])
    return compile_pattern(key, "" if case_sensitive else "i")


def compile_pattern(pattern: str, flags: str = "") -> Pattern:
    """Raises ValueError with the reason for a pattern that is invalid, too large or of a kind that has no bound."""
    if len(pattern) > LONGEST:
        raise ValueError(f"the pattern is {len(pattern)} characters long; at most {LONGEST}")
    if unrolled(pattern) > MOST_UNROLLED:
        raise ValueError("the pattern's counts multiply to too much; make them smaller")
    if refused := _REFUSED.search(pattern):
        raise ValueError(f"the pattern uses {refused.group()!r}, which is not allowed in keys")
    pattern = _from_javascript(pattern)
    value = sum(_FLAGS.get(flag, 0) for flag in set(flags))
    try:
        compiled: Pattern = regex.compile(pattern, value | regex.VERSION0, cache_pattern=False)
    except (regex.error, ValueError, OverflowError, RecursionError, KeyError, IndexError, TypeError) as error:
        raise ValueError(f"the pattern is invalid: {error}") from error
    return compiled


def unrolled(pattern: str) -> int:
    """What a pattern costs in memory, in characters."""
    counts = (int(number) for found in _COUNTS.findall(pattern) for number in found if number)
    return len(pattern) * math.prod(max(1, count) for count in counts)


def _from_javascript(pattern: str) -> str:
    """Its ways of writing any sign, a sign by its number and a group by its name."""
    pattern = re.sub(r"\\u\{([0-9a-fA-F]{1,6})\}", lambda found: rf"\U{found[1]:0>8}", pattern)
    return re.sub(r"\\k<(\w+)>", r"(?P=\1)", pattern.replace("[^]", r"[\s\S]"))


class Clock:
    """What is left of a match's time for patterns, and which were too slow."""

    def __init__(self, slow: set[Pattern]) -> None:
        self._slow = slow
        self._left = TURN_SECONDS

    def finds(self, pattern: Pattern, texts: Iterable[str]) -> bool:
        """Whether it is in one of the texts; False when that is not known in time."""
        for text in texts:
            if self._left <= 0 or pattern in self._slow:
                return False
            began = time.perf_counter()
            try:
                if pattern.search(text[:LONGEST_TEXT], timeout=min(SEARCH_SECONDS, self._left)):
                    return True
            except TimeoutError:
                self._slow.add(pattern)
            finally:
                self._left -= time.perf_counter() - began
        return False
