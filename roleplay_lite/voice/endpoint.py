"""When an utterance begins and ends, as a pure state machine on `(seconds, is_speech)`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_EPSILON = 1e-9
"""Ten frames of 0.02 s must count as 0.2 s although binary fractions add up to a hair less."""


class EndpointEvent(StrEnum):
    """What happened on a push."""

    STARTED = "started"
    """Somebody speaks: no click, no cough."""
    TENTATIVE_END = "tentative_end"
    """A first short pause; the line may run ahead."""
    RESUMED = "resumed"
    """They went on after a tentative end: what ran ahead is void."""
    ENDED = "ended"
    """The utterance is over."""
    CAPPED = "capped"
    """The utterance reached the longest length and is over, whether they go on or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointConfig:
    """How patient the ears are, in seconds."""

    start_seconds: float = 0.3
    """Speech it takes to start; less is a click."""
    tentative_seconds: float = 0.2
    """Silence after which the end is guessed."""
    end_seconds: float = 0.6
    """Silence after which the end is sure."""
    longest_seconds: float = 15.0
    """Listening stops here even in speech or noise that does not."""
    preroll_seconds: float = 0.3
    """Sound kept from before the first speech, so that a soft first syllable is not cut."""

    def __post_init__(self) -> None:
        if self.start_seconds <= 0 or self.preroll_seconds < 0:
            raise ValueError("start_seconds must be positive and preroll_seconds not negative")
        if not 0 < self.tentative_seconds <= self.end_seconds:
            raise ValueError("tentative_seconds must be positive and at most end_seconds")
        if self.longest_seconds <= self.start_seconds:
            raise ValueError("longest_seconds must be more than start_seconds")


class Endpoint:
    """The machine. Waits for speech, follows one utterance, then waits again."""

    __slots__ = ("_config", "_length", "_silence", "_tentative", "_voiced", "speaking")

    def __init__(self, config: EndpointConfig | None = None) -> None:
        self._config = config or EndpointConfig()
        self.reset()

    def reset(self) -> None:
        """Back to waiting."""
        self.speaking = False
        self._voiced = self._length = self._silence = 0.0
        self._tentative = False

    def push(self, seconds: float, is_speech: bool) -> list[EndpointEvent]:
        """Take the next stretch of sound, any length; give what happened in it, in order. Raises ValueError on
        a negative length."""
        if seconds < 0:
            raise ValueError("time does not run backwards: seconds must not be negative")
        events = [] if self.speaking else self._wait(seconds, is_speech)
        # The stretch that starts an utterance may also be long enough to cap it.
        return events + self._follow(seconds if not events else 0.0, is_speech) if self.speaking else events

    def _wait(self, seconds: float, is_speech: bool) -> list[EndpointEvent]:
        # Silence takes back what speech gave: one frame that the VAD misses inside a word does not start it all over,
        # and clicks far apart never add up.
        self._voiced = max(0.0, self._voiced + (seconds if is_speech else -seconds))
        if self._voiced + _EPSILON < self._config.start_seconds:
            return []
        self._length, self._silence, self.speaking = self._voiced, 0.0, True
        return [EndpointEvent.STARTED]

    def _follow(self, seconds: float, is_speech: bool) -> list[EndpointEvent]:
        events = []
        self._length += seconds
        self._silence = 0.0 if is_speech else self._silence + seconds
        if is_speech and self._tentative:
            self._tentative = False
            events.append(EndpointEvent.RESUMED)
        elif not self._tentative and self._silence + _EPSILON >= self._config.tentative_seconds:
            self._tentative = True
            events.append(EndpointEvent.TENTATIVE_END)
        if self._silence + _EPSILON >= self._config.end_seconds:
            events.append(EndpointEvent.ENDED)
        elif self._length + _EPSILON >= self._config.longest_seconds:
            events.append(EndpointEvent.CAPPED)
        else:
            return events
        self.reset()
        return events
