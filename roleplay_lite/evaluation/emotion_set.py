"""What people say with a feeling in it, and what of a reply to it would be wrong. `sets/README.md` says what each field
means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from roleplay_lite.evaluation.question_sets import SETS
from roleplay_lite.evaluation.rows import WrongField, flag, one_of, only, read_rows, text

Feeling = Literal[
    "sad", "angry", "anxious", "lonely", "grieving", "ashamed", "tired", "jealous", "bored", "proud", "happy",
    "relieved", "afraid", "despair",
]  # fmt: skip
Valence = Literal[-1, 0, 1]
Crisis = Literal["self-harm", "violence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """One line with a feeling in it."""

    id: str
    said: str
    feeling: Feeling
    valence: Valence
    """0 where good and bad are mixed, or neither is much."""
    advice_first_is_wrong: bool = False
    """True where comfort comes before any advice."""
    pair: str = ""
    """Shared by two lines whose words are alike and whose feelings are opposite."""
    crisis: Crisis | Literal[""] = ""
    """Somebody is in danger, from themselves or another."""


@lru_cache(maxsize=1)
def felt_lines() -> tuple[Felt, ...]:
    """The shipped lines, in the order of their file."""
    return read_felt(SETS / "emotion.jsonl")


def read_felt(file: Path) -> tuple[Felt, ...]:
    """The lines in a file. Raises ConfigError with file, line and field."""
    return read_rows(file, _felt)


def _felt(row: dict[str, Any]) -> Felt:
    only(
        row,
        required=frozenset({"id", "said", "feeling", "valence"}),
        optional=frozenset({"advice_first_is_wrong", "pair", "crisis"}),
    )
    valence = row["valence"]
    if not isinstance(valence, int) or isinstance(valence, bool) or valence not in get_args(Valence):
        raise WrongField("valence", f"{valence!r} is not one of -1, 0, 1")
    return Felt(
        id=text(row, "id"),
        said=text(row, "said"),
        feeling=one_of(row, "feeling", get_args(Feeling)),
        valence=cast(Valence, valence),
        advice_first_is_wrong=flag(row, "advice_first_is_wrong"),
        pair=text(row, "pair") if "pair" in row else "",
        crisis=one_of(row, "crisis", get_args(Crisis)) if "crisis" in row else "",
    )
