"""Replies that contradict a character, each beside one that differs by a few words and holds.

Written for measuring the consistency check, without a look at its rules; `sets/README.md` says what each field means.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from roleplay_lite import paths
from roleplay_lite.evaluation.question_sets import SETS
from roleplay_lite.evaluation.rows import WrongField, one_of, only, read_rows, text
from roleplay_lite.persona.consistency import Kind
from roleplay_lite.persona.facts import KEYS, Fact
from roleplay_lite.persona.load import read_persona
from roleplay_lite.persona.persona import Persona

WRITTEN_FOR = date(2026, 11, 23)
"""The day on which the ages in the set are right."""
KINDS = (Kind.WITHIN, Kind.OWNER, Kind.INFERENCE, Kind.LED)
"""Those that dialogue research names."""

_ALL = frozenset({"id", "persona", "kind", "heard", "reply", "clean"})
_FACT = frozenset({"owner", "key", "value"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two replies to one line."""

    id: str
    persona: str
    """The id of a shipped character."""
    kind: Kind
    """How the first contradicts, one of `KINDS`."""
    heard: str
    """What the person said."""
    reply: str
    """Contradicts."""
    clean: str
    """Says nearly the same, and holds."""
    owner: str = ""
    """Whose fact it goes against, as the character's file names it; empty where a reply contradicts itself alone."""
    key: str = ""
    value: str = ""

    def goes_against(self, fact: Fact) -> bool:
        """True of the fact that the label names."""
        return (fact.owner, fact.key, fact.value) == (self.owner, self.key, self.value)


@lru_cache(maxsize=1)
def contradiction_pairs() -> tuple[Pair, ...]:
    """The shipped pairs, in the order of their file: one character's after another's."""
    return read_pairs(SETS / "contradictions.jsonl")


@lru_cache(maxsize=16)
def shipped_persona(id: str) -> Persona:
    """The character as it came with the package, whatever a user's folder holds under that name."""
    return read_persona(paths.shipped("personas") / f"{id}.toml")


def read_pairs(file: Path) -> tuple[Pair, ...]:
    """The pairs in a file. Raises ConfigError with file, line and field."""
    return read_rows(file, _pair)


def _pair(row: dict[str, Any]) -> Pair:
    only(row, required=_ALL, optional=_FACT)
    kind = Kind(one_of(row, "kind", [str(kind) for kind in KINDS]))
    named = sorted(_FACT & row.keys())
    if named and len(named) < len(_FACT):
        raise WrongField(sorted(_FACT - row.keys())[0], "is missing; a fact is owner, key and value")
    if bool(named) is (kind is Kind.WITHIN):
        raise WrongField("kind", "a reply that contradicts itself (within) names no fact, and any other names one")
    reply, clean = text(row, "reply"), text(row, "clean")
    if reply == clean:
        raise WrongField("clean", "is the same as reply")
    return Pair(
        id=text(row, "id"),
        persona=text(row, "persona"),
        kind=kind,
        heard=text(row, "heard"),
        reply=reply,
        clean=clean,
        **(_fact(row) if named else {}),
    )


def _fact(row: dict[str, Any]) -> dict[str, str]:
    return {"owner": text(row, "owner"), "key": one_of(row, "key", tuple(KEYS)), "value": text(row, "value")}
