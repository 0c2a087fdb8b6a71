"""What a host program sees. Each event is a frozen value that turns into JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of all events; `turn` counts from 1 in a session, 0 outside a turn."""

    type: ClassVar[str] = ""
    turn: int = 0

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready mapping with the event's `type`."""
        fields_ = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}
        return {"type": self.type, **fields_}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready(Event):
    """The session is open: who speaks, with which engines."""

    type = "ready"
    persona: str
    name: str
    llm: str
    seconds: float
    """From `Session.open` to ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Switched(Event):
    """Another character took over."""

    type = "switched"
    persona: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard(Event):
    """The person said something."""

    type = "heard"
    text: str
    confidence: float = 1.0
    seconds: float = 0.0
    """Length of the speech, 0 when typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt(Event):
    """What the person seems to feel, and the face that the character makes at it: the moment for a display."""

    type = "felt"
    feeling: str
    """A label of `emotion/feeling.py`."""
    valence: float
    """Of the feeling: −1 bad to 1 good."""
    arousal: float
    """0 calm to 1 wild."""
    face: str
    """The character's own, by the names that xiaozhi's firmware knows (`happy`, `sad`, …)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thinking(Event):
    """A reply is being made: the moment for a light or a filler."""

    type = "thinking"


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceReady(Event):
    """A piece of the reply passed its checks."""

    type = "piece"
    text: str
    by: str = "llm"


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioReady(Event):
    """Sound of the reply is ready to play; the samples travel by `Session.speak`, not in events."""

    type = "audio"
    seconds: float
    sample_rate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Interrupted(Event):
    """The reply was cut short; `heard_text` is what history keeps."""

    type = "interrupted"
    heard_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered(Event):
    """The turn is on disk, and what it tells of the person in memory."""

    type = "remembered"
    turn_id: int
    memories: tuple[int, ...] = ()
    """Ids of the memories that it made or changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commanded(Event):
    """The person wants something of the device: the host does it."""

    type = "command"
    action: str
    """`volume.set`, `volume.change`, `light.on`, `music.pause`, `stop`, … (`docs/skills.md`)."""
    value: float | str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rang(Event):
    """A timer, an alarm or a reminder is due; a host that can, speaks the text (`Session.say`)."""

    type = "rang"
    id: int
    kind: str
    """`timer`, `alarm` or `reminder`."""
    label: str
    text: str
    """What the character says to it."""
    late: float = 0.0
    """Seconds since it was due, more than a few when the device was off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Degraded(Event):
    """A step failed and the character carried on without it."""

    type = "degraded"
    stage: str
    code: str
    """The `code` of the error (`errors.py`)."""
    message: str
    """For the operator; never contains what the person said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured(Event):
    """The figures of a finished turn, in seconds unless the name says otherwise."""

    type = "metrics"
    metrics: Mapping[str, float] = field(default_factory=dict)


def event_types() -> dict[str, type[Event]]:
    """Every event class by its `type`."""
    return {cls.type: cls for cls in Event.__subclasses__()}


def from_dict(data: Mapping[str, Any]) -> Event:
    """The event that `to_dict` wrote. Raises ValueError on an unknown type, or a field too many or too few."""
    cls = event_types().get(str(data.get("type")))
    if cls is None:
        raise ValueError(f"unknown event type {data.get('type')!r}; known: {', '.join(sorted(event_types()))}")
    given: dict[str, Any] = {key: _whole(value) for key, value in data.items() if key != "type"}
    unknown = given.keys() - {f.name for f in fields(cls)}
    if unknown:
        raise ValueError(f"event {cls.type!r} has no field {', '.join(sorted(unknown))}")
    missing = [
        f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING and f.name not in given
    ]
    if missing:
        raise ValueError(f"event {cls.type!r} lacks {', '.join(missing)}")
    return cls(**given)


def _whole(value: Any) -> Any:
    """JSON has no tuples."""
    return tuple(value) if isinstance(value, list) else value
