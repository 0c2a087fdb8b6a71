"""What the rules say to one line. Values; standard library only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A rule that fired."""

    name: str
    version: int
    step: str
    """The step of the line that it changes."""
    do: str
    """`answer`, `pin`, `steer`, `reform`, `invoke`, `ban` or `hold`."""
    why: str = ""
    """What of its conditions matched, without the person's words."""
    arm: str = ""
    """Of an experiment: the arm this person is in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """Of all rules that fired, what is to be done, conflicts resolved (higher priority, then newer)."""

    fired: tuple[Fired, ...] = ()
    text: str = ""
    """The line is to be read as this (`reform`)."""
    answer: str = ""
    """Said as it is (`answer`)."""
    hold: bool = False
    """The reply is held back: the character's own way out is said."""
    invoke: str = ""
    """This intent of a skill is to take the line (`timer.list`)."""
    pins: tuple[str, ...] = ()
    """What the character is to know for this turn."""
    steers: tuple[str, ...] = ()
    """How it is to answer: instructions for the note."""
    bans: tuple[str, ...] = ()
    """Patterns that no sentence may match (`regex`, with a time limit)."""

    def rule(self, step: str) -> str:
        """`NAME` of the rule that decides this step, or empty."""
        return next((one.name for one in self.fired if one.step == step), "")
