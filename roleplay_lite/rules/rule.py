"""A rule as a value: when it fires, and what it then does. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Literal, get_args

Do = Literal["answer", "pin", "steer", "reform", "invoke", "ban", "hold"]
DOES: tuple[Do, ...] = get_args(Do)

STEP_OF: Mapping[Do, str] = MappingProxyType(
    {
        "reform": "understand",
        "answer": "recall",
        "hold": "recall",
        "invoke": "recall",
        "pin": "compose",
        "steer": "compose",
        "ban": "check",
    }
)
"""The step of the line that each changes."""

DECIDING: frozenset[Do] = frozenset({"answer", "hold", "invoke"})
"""Of these only one can have a line; `pin`, `steer` and `ban` add up, and one `reform` is applied before all."""

ONLY_TEXT = frozenset({"name", "person", "persona"})
"""What `{…}` in a value may stand for, beside the groups of a pattern."""

Moment = date | datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A part of every day, both to the minute; it may run over midnight."""

    start: time
    end: time
    """Not within it any more."""

    def __contains__(self, moment: time) -> bool:
        if self.start < self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """All that is given must hold; of `any`, `paraphrase` and `topic` together, one of each kind that is given."""

    persona: tuple[str, ...] = ()
    """Ids of characters."""
    person: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    """Words of which one stands in the line, or in one of the person's last two before it."""
    intent: tuple[str, ...] = ()
    """Intents of skills (`timer.set`), or a skill's all (`timer.*`)."""
    any: tuple[str, ...] = ()
    """Patterns of which one must be in the line, with `paraphrase` one of either."""
    none: tuple[str, ...] = ()
    """Patterns of which none may be in it."""
    paraphrase: tuple[str, ...] = ()
    """Lines that it may be another wording of."""
    language: tuple[str, ...] = ()
    """`zh`, `en` or `other`."""
    hours: tuple[Hours, ...] = ()

    @property
    def reads(self) -> bool:
        """Whether it depends on what was said."""
        return bool(self.any or self.none or self.paraphrase or self.topic or self.intent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """Several values, of which each person always gets the same one."""

    arms: Mapping[str, str]
    """By name; an empty one does nothing and is there to be compared with."""
    share: float = 1.0
    """The part of all people who take part; the others get the rule's own value, or nothing where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A line that the rule must take, or must leave alone."""

    text: str
    persona: str = ""
    person: str = ""
    language: str = ""
    intent: str | None = None
    """What the skills take it for; None is the rule's own intent."""
    before: tuple[str, ...] = ()
    """What the person said before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """The rule's own test."""

    hits: tuple[Sample, ...] = ()
    misses: tuple[Sample, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One intervention, as an operator writes it (`docs/rules.md`)."""

    name: str
    do: Do
    value: str = ""
    """Words to say, to know or to follow; the line to read; the intent to call; the pattern to ban."""
    when: When = field(default_factory=When)
    priority: int = 0
    """The higher one has its way; of equals, the newer."""
    since: Moment | None = None
    """`from` in a file: before, it does not fire. Local time where no zone is given."""
    until: Moment | None = None
    """From then on it does not fire; a date alone is that whole day."""
    experiment: Experiment | None = None
    samples: Samples = field(default_factory=Samples)
    note: str = ""
    """What it is for; nothing depends on it."""
    enabled: bool = True
    """Whether it is switched on when it is taken in."""

    @property
    def step(self) -> str:
        return STEP_OF[self.do]

    @property
    def values(self) -> tuple[str, ...]:
        """All that it may say or do, to whomever."""
        arms = tuple(self.experiment.arms.values()) if self.experiment else ()
        return tuple(value for value in (self.value, *arms) if value)

    def in_time(self, now: datetime) -> bool:
        """Whether `from` and `until` let it fire."""
        if self.since is not None and _before(now, self.since, whole_day=False):
            return False
        return self.until is None or _before(now, self.until, whole_day=True)


def _before(now: datetime, moment: Moment, *, whole_day: bool) -> bool:
    """Whether it is not that moment yet; the clock on the wall counts where the moment has no zone."""
    if not isinstance(moment, datetime):
        return now.date() <= moment if whole_day else now.date() < moment
    return now < moment if moment.tzinfo else now.replace(tzinfo=None) < moment
