"""What was read from notes, as values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from roleplay_lite.persona.dates import day_in, years_in
from roleplay_lite.persona.facts import Fact
from roleplay_lite.persona.load import LONGEST_VALUE

By = Literal["line", "rule", "model"]
Written = Literal["zh", "en"]

DENIABLE = frozenset({"food", "hobby", "likes", "skill"})
"""Keys whose denial says something of a character (「不吃香菜」); under any other, what is denied is no fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A fact that the text tells, as somebody or something read it."""

    fact: Fact
    words: str
    """What it was read from, as it stood."""
    by: By
    """`line` for a `key: value` line, `rule` for a sentence, `model` for a proposal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What was read."""

    name: str
    """Of the character; empty when the text does not say."""
    language: Written
    noted: tuple[Noted, ...]
    left: tuple[str, ...]
    """Sentences in which no rule found anything."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(item.fact for item in self.noted)


def tidied(fact: Fact) -> Fact | None:
    """As a persona file writes it, or None for what is no fact."""
    value = fact.value.strip(' ，,。.；;、「」“”"')
    if not value or len(value) > LONGEST_VALUE or (fact.polarity == "no" and fact.key not in DENIABLE):
        return None
    if fact.key == "pet" and len(value) == 1 and value not in "猫狗鸟鱼兔龟马":
        return None
    if fact.key == "age" and re.fullmatch(r"(?:\d{1,3}|[零一二两三四五六七八九十百]+)\s*岁?", value):
        value = str(years_in(value))
    if fact.key == "birthday":
        try:
            day = day_in(value)
        except ValueError:  # `persona check` says what is wrong with it
            day = None
        value = day.date.isoformat() if day and day.date else value
    return replace(fact, value=value)
