"""Idiom chains: whether an idiom goes on from another. Judged by a list of common ones, which nothing answers from."""

from __future__ import annotations

import re
from functools import lru_cache

from roleplay_lite.evaluation.question_sets import SETS


@lru_cache(maxsize=1)
def idioms() -> frozenset[str]:
    """The idioms of `sets/idioms.txt`, several a line; `#` begins a remark."""
    lines = (SETS / "idioms.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def goes_on(reply: str, idiom: str) -> bool:
    """True when the reply holds a known idiom that begins with the last character of this one, and is not it."""
    plain = re.sub(r"[\s「」『』“”\"'《》【】*]", "", reply)
    runs = (plain[at : at + 4] for at in range(len(plain) - 3))
    return any(run.startswith(idiom[-1]) and run != idiom and run in idioms() for run in runs)
