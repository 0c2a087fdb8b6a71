"""A timer, an alarm or a reminder, as it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AlarmKind = Literal["timer", "alarm", "reminder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """When, and what for."""

    kind: AlarmKind
    due: float
    """Unix time."""
    label: str = ""
    """What it is for, in the person's words (「吃药」)."""
    repeat: str = ""
    """An RFC 5545 RRULE (`FREQ=DAILY`, `FREQ=WEEKLY;BYDAY=MO,TU`), or empty for once."""
    seconds: float = 0.0
    """Of a timer: the length that was asked for."""
    person: str = ""
    persona: str = ""
    id: int = 0
    """0 before it is kept."""
