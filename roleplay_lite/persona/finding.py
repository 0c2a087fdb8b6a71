"""One thing to mend in a persona file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from roleplay_lite.persona.facts import Fact

Level = Literal["error", "warning"]
Part = Literal["key", "value", "since"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend."""

    level: Level
    """An error spoils what the persona says; a warning is advice."""
    field: str
    """As in the file: `examples[3].reply`."""
    message: str
    line: int = 0
    """In the file, from 1; 0 when unknown. `locate` finds it."""
    fact: Fact | None = None
    """The fact that it is about: several may stand under one field."""
    part: Part = "value"
    """Which part of the fact."""


def error(field: str, message: str) -> Finding:
    return Finding(level="error", field=field, message=message)


def warning(field: str, message: str) -> Finding:
    return Finding(level="warning", field=field, message=message)


def fact_error(fact: Fact, message: str, part: Part = "value") -> Finding:
    return Finding(level="error", field=field_of(fact), message=message, fact=fact, part=part)


def fact_warning(fact: Fact, message: str, part: Part = "value") -> Finding:
    return Finding(level="warning", field=field_of(fact), message=message, fact=fact, part=part)


def field_of(fact: Fact) -> str:
    """Where the file has the fact: `facts.哥哥.birthday`."""
    return f"facts.{fact.owner}.{fact.key}"
