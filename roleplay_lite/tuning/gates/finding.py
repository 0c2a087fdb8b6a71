"""What a gate says: what it found, and the figures it went by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from roleplay_lite.tuning.corpus import Corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that should not be so."""

    problem: str
    dialogue: str = ""
    """Its id; empty for what is wrong with all of them together."""
    turn: int = 0
    """Counted from 1; 0 where it is no one turn."""
    words: str = ""
    """What it is about, as it is written."""

    @property
    def place(self) -> str:
        """Where it is, in short: `3-0154:2`."""
        return f"{self.dialogue}:{self.turn}" if self.turn else self.dialogue

    def __str__(self) -> str:
        return "  ".join(part for part in (self.place, self.problem, self.words) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check gives."""

    findings: tuple[Finding, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    """Names that end in `share` are from 0 to 1."""
    skipped: str = ""
    """Why nothing was looked at; empty when it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One thing that a corpus has to be. Its check is pure but for files that ship with the library."""

    name: str
    about: str
    """A sentence."""
    check: Callable[[Corpus], Checked]
