"""What a skill is: a matcher that looks at a line, and a doer that answers it. Both are pure; what a skill changes in
the world it gives back as effects, which the session carries out after the reply is decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from roleplay_lite.persona.persona import Persona
    from roleplay_lite.skills.alarm import Alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A line, and what a matcher may look at beside it."""

    text: str
    """Cleaned."""
    language: str = "zh"
    """`zh`, `en` or `other`."""
    before: Sequence[tuple[str, str]] = ()
    """The conversation so far as (the person's words, what was heard of the reply), latest last."""
    floor: Floor | None = None
    """What an earlier turn of a skill left open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A skill takes the line for its own."""

    skill: str
    intent: str
    """`timer.set`, `chain.play`, …: the skill's name, a dot, what is wanted."""
    confidence: float
    """0 to 1, calibrated: the registry takes the best one over its threshold."""
    slots: Mapping[str, Any] = field(default_factory=dict)
    """JSON-ready values (`{"seconds": 300, "label": "煮面"}`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A skill that goes on over turns (a riddle waits for its answer) keeps the floor: it sees the next line first."""

    skill: str
    state: Mapping[str, Any] = field(default_factory=dict)
    """JSON-ready."""
    turns: int = 4
    """After so many lines that are not its own it loses the floor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a doer may look at."""

    persona: Persona
    person: str
    now: datetime
    """Local time, aware."""
    before: Sequence[tuple[str, str]] = ()
    english: bool = False
    """True when the reply is to be in English."""
    alarms: Sequence[Alarm] = ()
    """Timers, alarms and reminders that are still to come, soonest first."""
    seed: int = 0
    """Different from turn to turn; choices are made by it, so that a replay makes them again."""


class Effect(Protocol):
    """Something to be done in the world; a frozen dataclass with a `kind`."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAlarm:
    """Keep this until it is due."""

    alarm: Alarm
    kind: str = "alarm.set"


@dataclass(frozen=True, slots=True, kw_only=True)
class DropAlarms:
    """These are not wanted any more (their ids); also stops what is ringing."""

    ids: tuple[int, ...]
    kind: str = "alarm.drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """For the host: becomes the event `Commanded`."""

    action: str
    """`volume.set`, `volume.change`, `light.on`, `music.pause`, `speech.rate`, `stop`, …"""
    value: float | str | None = None
    kind: str = "command"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a skill answers."""

    text: str = ""
    """Said as it is, without the model, in the character's words."""
    brief: str = ""
    """Where the model is to write: what, in one instruction for the note (「写一首关于秋天的四句短诗」)."""
    fallback: str = ""
    """With `brief`: said where there is no model to write it, or where nothing that it wrote can be let through."""
    sentences: int = 0
    """With `brief`: how many sentences the reply may have; 0 is the device's limit."""
    plain: bool = False
    """With `brief`: the brief is the whole prompt: no character, no history, no adapter, the likeliest words."""
    vet: Callable[[str], str] | None = field(default=None, compare=False, repr=False)
    """With `brief`: what is said of all that the model wrote, in the character's words; empty where none of it can be
    let through, and `fallback` is said. Pure; without one the reply goes the usual way, sentence by sentence."""
    effects: tuple[SetAlarm | DropAlarms | Command, ...] = ()
    floor: Floor | None = None
    why: str = ""
    """For the trace."""


class Skill(Protocol):
    """One thing a speaker can do. Integrators add theirs by an entry point in the group `roleplay_lite.skills`, a
    callable without arguments that gives one."""

    name: str

    def match(self, said: Said) -> Match | None:
        """The line as this skill's, or None. Milliseconds at most; no model."""

    def do(self, match: Match, context: Context) -> Done:
        """The answer to it. Without side effects."""
