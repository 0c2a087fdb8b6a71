"""A character's mood: a pure function of its traits, of what happened and of time."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from roleplay_lite.emotion.event import Event, Happening
from roleplay_lite.emotion.temper import Temper, temper_of
from roleplay_lite.errors import InputError
from roleplay_lite.persona.persona import Trait

NEAR = 0.18
"""Nearer to its rest than this, a mood is nobody's business."""
_MOST = 0.98
"""No mood goes to the end, where it would be stuck."""

# How an event of usual strength moves valence, pace and footing.
_PUSH: dict[Happening, tuple[float, float, float]] = {
    Happening.PRAISE: (0.34, 0.14, 0.15),
    Happening.INSULT: (-0.5, 0.4, 0.0),
    Happening.THANKS: (0.24, 0.04, 0.06),
    Happening.APOLOGY: (0.0, -0.15, 0.1),
    Happening.TEASING: (0.0, 0.18, 0.0),
    Happening.IGNORED: (-0.2, -0.12, -0.1),
    Happening.GOOD_NEWS: (0.32, 0.26, 0.05),
    Happening.BROKEN_PROMISE: (-0.32, 0.05, -0.12),
    Happening.ABSENCE: (-0.22, -0.2, -0.05),
    Happening.REUNION: (0.34, 0.2, 0.05),
    Happening.SUCCESS: (0.32, 0.2, 0.22),
}
_CATCH = 0.5
"""Of a feeling at full strength, how much even the warmest catches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """How it is at one time."""

    valence: float
    """−1 bad to 1 good."""
    arousal: float
    """0 asleep to 1 wild."""
    dominance: float = 0.0
    """−1 small and hurt to 1 on top of things."""
    at: float
    """Unix time."""

    def __post_init__(self) -> None:
        for name, low in (("valence", -1), ("arousal", 0), ("dominance", -1)):
            if not low <= getattr(self, name) <= 1:
                raise ValueError(f"{name} must lie between {low} and 1")
        if not math.isfinite(self.at):
            raise ValueError("at must be a time")

    @classmethod
    def resting(cls, traits: Sequence[Trait], now: float) -> Mood:
        """As it is when nothing happened for long."""
        rest = temper_of(tuple(traits))
        return cls(valence=rest.valence, arousal=rest.arousal, dominance=rest.dominance, at=now)

    def to_json(self) -> str:
        return json.dumps({name: round(value, 6) for name, value in asdict(self).items()})

    @classmethod
    def from_json(cls, text: str) -> Mood:
        """The mood that `to_json` wrote. Raises InputError for anything else."""
        try:
            data: Any = json.loads(text)
            return cls(**{field.name: float(data[field.name]) for field in fields(cls)})
        except (ValueError, KeyError, TypeError, RecursionError, OverflowError) as problem:
            raise InputError("this is no mood that was stored here; start from Mood.resting") from problem


def feel(mood: Mood, event: Event | None, traits: Sequence[Trait], now: float) -> Mood:
    """The mood after the event; `None` only lets the time pass. A clock that jumped back leaves it as it was."""
    temper = temper_of(tuple(traits))
    calm = settled(mood, traits, now)
    if event is None:
        return calm
    valence, arousal, dominance = _push(event, calm, temper)
    return Mood(
        valence=_moved(calm.valence, valence),
        arousal=(_moved(2 * calm.arousal - 1, arousal) + 1) / 2,
        dominance=_moved(calm.dominance, dominance),
        at=calm.at,
    )


def settled(mood: Mood, traits: Sequence[Trait], now: float) -> Mood:
    """The mood as time left it: half of what moved it is gone after the temper's half-life."""
    temper = temper_of(tuple(traits))
    left = 2.0 ** (-max(0.0, now - mood.at) / temper.half_life_seconds)
    return Mood(
        valence=temper.valence + (mood.valence - temper.valence) * left,
        arousal=temper.arousal + (mood.arousal - temper.arousal) * left,
        dominance=temper.dominance + (mood.dominance - temper.dominance) * left,
        at=now,
    )


def distance(mood: Mood, traits: Sequence[Trait]) -> float:
    """How far it is from its rest; below `NEAR` it does not show."""
    rest = temper_of(tuple(traits))
    return math.hypot(mood.valence - rest.valence, 0.6 * (mood.arousal - rest.arousal))


def face(mood: Mood) -> str:
    """The face to show, by the names that xiaozhi's firmware knows."""
    if mood.valence >= 0.6 and mood.arousal >= 0.6:
        return "laughing"
    if mood.valence >= 0.3:
        return "happy" if mood.arousal >= 0.28 else "relaxed"
    if mood.valence > -0.28:
        if mood.arousal >= 0.72:
            return "surprised"
        return "sleepy" if mood.arousal <= 0.14 else "neutral"
    if mood.arousal >= 0.42 and mood.dominance >= -0.05:
        return "angry"
    return "crying" if mood.valence <= -0.65 else "sad"


def _push(event: Event, mood: Mood, temper: Temper) -> tuple[float, float, float]:
    """How far the event moves valence, pace and footing of this character, in this mood."""
    size = max(0.0, min(2.0, event.strength)) * temper.gain
    if event.kind is Happening.FEELING:
        share = _CATCH * temper.warmth * size
        return (share * event.valence, share * (event.arousal - mood.arousal), 0.0)
    valence, arousal, dominance = (size * part for part in _PUSH[event.kind])
    if event.kind is Happening.INSULT:
        # One on a firm footing is angered, one on a weak one hurt.
        firm = mood.dominance >= -0.05
        return (valence, arousal if firm else 0.3 * arousal, 0.1 if firm else -0.2)
    if event.kind is Happening.TEASING:
        return (0.3 * size * temper.play, arousal, 0.1 * temper.play)
    if event.kind is Happening.APOLOGY:
        # It makes good what was bad, and is little to one who has nothing to forgive.
        hurt = max(0.0, min(0.4, temper.valence - mood.valence))
        return (size * (0.08 + hurt), arousal if hurt else 0.0, dominance if hurt else 0.0)
    if event.kind in (Happening.ABSENCE, Happening.REUNION):
        return (valence * (0.4 + temper.warmth), arousal, dominance)
    return (valence, arousal, dominance)


def _moved(value: float, push: float) -> float:
    """Added as velocities are, so that it stays between the ends and two pushes come to the same in either order."""
    value, push = max(-_MOST, min(_MOST, value)), max(-_MOST, min(_MOST, math.tanh(push)))
    return max(-_MOST, min(_MOST, (value + push) / (1 + value * push)))
