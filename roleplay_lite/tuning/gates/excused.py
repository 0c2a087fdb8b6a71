"""Replies that a gate objects to and a reader has found right: `excused.toml` beside the dialogues."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from roleplay_lite import tomlfile
from roleplay_lite.errors import ConfigError
from roleplay_lite.tuning.gates.finding import Finding

FILE = "excused.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse:
    """One reply that may stand."""

    gate: str
    dialogue: str
    turn: int
    why: str
    """What the gate takes it for, and why it is not."""

    @property
    def place(self) -> str:
        """As a finding names it."""
        return f"{self.dialogue}:{self.turn}"


def read_excused(folder: Path, gates: Collection[str]) -> tuple[Excuse, ...]:
    """Those of a corpus; none without the file. Raises ConfigError with file, line and field."""
    file = folder / FILE
    if not file.exists():
        return ()
    document = tomlfile.read(file, ConfigError)
    document.only(("excused",))
    found = []
    for row in document.subs("excused"):
        row.only(("gate", "dialogue", "turn", "why"))
        found.append(
            Excuse(
                gate=row.string("gate", choices=gates),
                dialogue=row.string("dialogue"),
                turn=row.integer("turn", 1, low=1, high=1000),
                why=row.string("why"),
            )
        )
    return tuple(found)


def without_excused(gate: str, findings: Sequence[Finding], excused: Sequence[Excuse]) -> tuple[Finding, ...]:
    """The findings that are left, and one for each excuse that nothing needs any more."""
    own = {excuse.place for excuse in excused if excuse.gate == gate}
    left = [finding for finding in findings if finding.place not in own]
    idle = sorted(own - {finding.place for finding in findings})
    return (*left, *(Finding(problem=f"{FILE} excuses {place} from {gate}, which passes it") for place in idle))
