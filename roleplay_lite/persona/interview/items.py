"""The questionnaire: forty statements on the Big Five, twenty-four choices on the four axes of MBTI."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

Spoken = Literal["zh", "en"]

AXES = ("EI", "NS", "FT", "JP")
"""Pairs of letters, in the order in which a type is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A statement that is more or less like somebody."""

    id: str
    factor: str
    """One of O, C, E, A, N."""
    reverse: bool
    """True when agreeing lowers the factor."""
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One side of a choice."""

    letter: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A question with two answers, one for each letter of an axis; which comes first takes turns."""

    id: str
    axis: str
    zh: str
    en: str
    options: tuple[Option, Option]


@lru_cache(maxsize=1)
def items() -> tuple[Item, ...]:
    """The statements, factor by factor, those to agree with and those to disagree with in turn."""
    return tuple(Item(**row) for row in _rows("big5.jsonl"))


@lru_cache(maxsize=1)
def choices() -> tuple[Choice, ...]:
    """The choices, axis by axis."""
    return tuple(
        Choice(**row | {"options": tuple(Option(**option) for option in row["options"])}) for row in _rows("mbti.jsonl")
    )


def in_language(text: Item | Choice | Option, language: Spoken) -> str:
    """The words in Mandarin or English."""
    return text.en if language == "en" else text.zh


def _rows(name: str) -> list[dict[str, Any]]:
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]
