"""How one asks for a property, and what packs call it; the table is `concepts.txt`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

GENERAL = "general"
"""The concept of a question for nothing in particular: 介绍一下, 你知道…吗, 是什么."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One property, however it is called."""

    name: str
    asked: re.Pattern[str]
    """What a question for it holds."""
    called: re.Pattern[str]
    """What the names of attributes hold that are meant by it."""
    but: re.Pattern[str] | None
    """What they do not."""


@lru_cache(maxsize=1)
def concepts() -> tuple[Concept, ...]:
    """All of them, in the order of the table."""
    text = Path(__file__).with_name("concepts.txt").read_text(encoding="utf-8")
    return tuple(_concept(row) for row in text.splitlines() if row and not row.startswith("#"))


def _concept(row: str) -> Concept:
    name, asked, called = re.split(r"\s+\|\s+", row.strip(), maxsplit=2)
    called, _, but = called.partition(" ! ")
    return Concept(name, re.compile(asked), re.compile(called.strip()), re.compile(but) if but else None)
