"""How alike two lines are, by their letters. Pure."""

from __future__ import annotations

import re
import unicodedata

_UNIT = re.compile(r"[^\W_\u2e80-\U0003ffff]+(?:['’][^\W_\u2e80-\U0003ffff]+)*|[^\W_]")


def likeness(one: str, other: str) -> float:
    """Dice's coefficient over two-character runs: 0 to 1, 1 when they are the same but for punctuation."""
    first, second = bare(one), bare(other)
    a, b = runs(first), runs(second)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else float(first == second)


def runs(letters: str) -> frozenset[str]:
    """The two-character runs of a bare text."""
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


def units(text: str) -> int:
    """How long it is: Han signs and words of other letters."""
    return len(_UNIT.findall(text))


def bare(text: str) -> str:
    """Letters, signs and figures alone, without width and case."""
    # Full-width letters are letters.
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).lower()
