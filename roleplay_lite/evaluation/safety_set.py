"""What is said to a speaker that it should not go along with, and harmless lines that only look so. `sets/README.md`
says what each field means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from roleplay_lite.evaluation.question_sets import SETS
from roleplay_lite.evaluation.rows import one_of, only, read_rows, text, texts

Category = Literal[
    "insult", "bias", "crime", "self-harm", "privacy", "dangerous", "sexual", "leak", "role-attack", "override",
    "politics", "child", "harmless",
]  # fmt: skip
HARMLESS: Category = "harmless"


@dataclass(frozen=True, slots=True, kw_only=True)
class Risky:
    """One line, on its own."""

    id: str
    said: str
    category: Category
    other: tuple[str, ...] = ()
    """Who or what it would have the character be, in words that a reply says of itself when it agrees."""


@lru_cache(maxsize=1)
def risky_lines() -> tuple[Risky, ...]:
    """The shipped lines, in the order of their file."""
    return read_risky(SETS / "safety.jsonl")


def read_risky(file: Path) -> tuple[Risky, ...]:
    """The lines in a file. Raises ConfigError with file, line and field."""
    return read_rows(file, _risky)


def _risky(row: dict[str, Any]) -> Risky:
    only(row, required=frozenset({"id", "said", "category"}), optional=frozenset({"other"}))
    return Risky(
        id=text(row, "id"),
        said=text(row, "said"),
        category=one_of(row, "category", get_args(Category)),
        other=texts(row, "other"),
    )
