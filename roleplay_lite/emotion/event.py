"""What happens to a character that moves its mood, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roleplay_lite.emotion.feeling import Feeling

LONG_SECONDS = 3 * 86_400.0
"""Nobody came for so long: an absence that is felt."""


class Happening(StrEnum):
    """Sorts of events."""

    FEELING = "feeling"
    """The person's own feeling, which it catches more or less of."""
    PRAISE = "praise"
    INSULT = "insult"
    THANKS = "thanks"
    APOLOGY = "apology"
    TEASING = "teasing"
    IGNORED = "ignored"
    """It spoke, and nobody answered."""
    GOOD_NEWS = "good-news"
    """Something good befell the person."""
    BROKEN_PROMISE = "broken-promise"
    ABSENCE = "absence"
    """Nobody came for days."""
    REUNION = "reunion"
    """The person is back and says so."""
    SUCCESS = "success"
    """It did something well itself: a riddle guessed, a game won."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One such event."""

    kind: Happening
    strength: float = 1.0
    """0 nothing to 2 twice as strong as usual."""
    valence: float = 0.0
    """Of a feeling: the person's, −1 to 1."""
    arousal: float = 0.3
    """Of a feeling: the person's, 0 to 1."""


def caught(feeling: Feeling) -> Event | None:
    """The feeling as an event; None for one too weak to catch."""
    strength = feeling.intensity * max(0.5, feeling.confidence)
    if strength < 0.15 or abs(feeling.valence) < 0.1:
        return None
    return Event(kind=Happening.FEELING, strength=strength, valence=feeling.valence, arousal=feeling.arousal)


def absence(seconds: float) -> Event | None:
    """What it means that nobody came for so long; stronger with time, to twice. None for less than a few days."""
    if seconds < LONG_SECONDS:
        return None
    return Event(kind=Happening.ABSENCE, strength=min(2.0, 0.7 + seconds / (14 * 86_400.0)))
