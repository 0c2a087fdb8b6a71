"""Lines written for the guard, half of them harmless ones that only look so. `sets/README.md` says what each field
means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from roleplay_lite.evaluation.question_sets import SETS
from roleplay_lite.evaluation.rows import one_of, only, read_rows, text
from roleplay_lite.safety.scorer import CLASSES, HARMLESS

Half = Literal["dev", "held"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """One line, on its own."""

    id: str
    said: str
    category: str
    """One of `scorer.CLASSES`."""
    like: str = ""
    """Of a harmless line: the category that it only looks like."""

    @property
    def child(self) -> bool:
        """Whether it is meant to be heard where children listen."""
        return "child" in (self.category, self.like)


@cache
def guard_lines(half: Half) -> tuple[Guarded, ...]:
    """The shipped lines of that half, in the order of their file."""
    return read_guarded(SETS / f"guard-{half}.jsonl")


def read_guarded(file: Path) -> tuple[Guarded, ...]:
    """The lines in a file. Raises ConfigError with file, line and field."""
    return read_rows(file, _guarded)


def _guarded(row: dict[str, Any]) -> Guarded:
    only(row, required=frozenset({"id", "said", "category"}), optional=frozenset({"like"}))
    return Guarded(
        id=text(row, "id"),
        said=text(row, "said"),
        category=one_of(row, "category", CLASSES),
        like=one_of(row, "like", CLASSES[1:]) if row.get("category") == HARMLESS else "",
    )
