"""Patterns that operators write: compiled when first needed, and run against a clock, so that none holds up a turn."""

from __future__ import annotations

import re
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from roleplay_lite.persona.lore.patterns import compile_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

SEARCH_SECONDS = 0.003
"""For one pattern in one line."""
TURN_SECONDS = 0.012
"""For all patterns of a turn together; what is not reached by then does not fire."""
LONGEST_TEXT = 4000
"""Signs of a line that are looked at."""

_WIDE = {code: code - 0xFEE0 for start, end in ("０９", "ＡＺ", "ａｚ") for code in range(ord(start), ord(end) + 1)}


class Slow(Exception):
    """A pattern took too long, or the turn's time is up (`spent`)."""

    def __init__(self, *, spent: bool) -> None:
        self.spent = spent


def narrow(text: str) -> str:
    """Full-width letters and figures as ASCII, which is what recognisers and keyboards mean by them; the punctuation
    stays, since it means something else in a pattern."""
    return text.translate(_WIDE)


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> Any:
    """The pattern, whatever case its letters have. Raises ValueError with the reason where it cannot be used."""
    if not pattern.strip():
        raise ValueError("the pattern is empty")
    return compile_pattern(narrow(pattern), "i")


class Clock:
    """What is left of a turn's time for patterns."""

    __slots__ = ("_left",)

    def __init__(self, seconds: float = TURN_SECONDS) -> None:
        self._left = seconds

    def search(self, pattern: str, text: str) -> Any:
        """The match of it in a narrowed text, or None. Raises Slow; ValueError for a pattern that cannot be used."""
        if self._left <= 0:
            raise Slow(spent=True)
        made = compiled(pattern)
        most = min(SEARCH_SECONDS, self._left)
        # The thread's own time: that others have the processor is no fault of a rule's.
        began = time.thread_time()
        try:
            return made.search(text, timeout=most)
        except TimeoutError:
            # What little time was left is not the pattern's fault.
            raise Slow(spent=most < SEARCH_SECONDS) from None
        finally:
            self._left -= time.thread_time() - began


def groups_of(match: Any) -> Mapping[str, str]:
    """What its groups caught, by number and by name; what none caught is empty."""
    if match is None:
        return {}
    numbered = {str(index + 1): caught or "" for index, caught in enumerate(match.groups())}
    return {**numbered, **{name: caught or "" for name, caught in match.groupdict().items()}}


def group_names(pattern: str) -> frozenset[str]:
    """By what a value may call what the pattern catches."""
    made = compiled(pattern)
    return frozenset({*map(str, range(1, made.groups + 1)), *made.groupindex})


_PLACE = re.compile(r"\{(\w+)\}")


def places_in(value: str) -> frozenset[str]:
    """What `{…}` in a value stands for."""
    return frozenset(_PLACE.findall(value))


def filled(value: str, words: Mapping[str, str]) -> str:
    """The value with each `{…}` in its place, once: what is put in is not looked at again. One that is not known goes,
    with the comma after it."""

    def put(found: re.Match[str]) -> str:
        return words.get(found[1], "") or "\0"

    return re.sub("\0[，,、]? ?", "", _PLACE.sub(put, value)).strip()
