"""Conversations in which people tell of themselves and of others, and lean on it later. `sets/README.md` says what each
field means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from roleplay_lite.evaluation.question_sets import SETS
from roleplay_lite.evaluation.rows import WrongField, at, flag, objects, one_of, only, read_rows, text, texts

Kind = Literal["single", "update", "negation", "other", "unsaid", "across"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of one reply."""

    any: tuple[str, ...] = ()
    """A right reply holds at least one of these."""
    never: tuple[str, ...] = ()
    """A right reply says none of these."""
    unsaid: bool = False
    """It was never told: a right reply says that it does not know."""
    refers: str = ""
    """What the reply must agree with, for a reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line of the person's."""

    said: str
    wanted: Wanted | None = None
    asks: bool = False
    """It asks something that is not measured; a line that neither asks nor is measured only tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation, or two: the person leads them, whatever the replies are."""

    id: str
    kind: Kind
    turns: tuple[Told, ...]
    later: tuple[Told, ...] = ()
    """A second conversation, when the first is over."""
    another: bool = False
    """The second is held by somebody else."""

    @property
    def told(self) -> tuple[Told, ...]:
        """All lines of both."""
        return (*self.turns, *self.later)


@lru_cache(maxsize=1)
def conversations() -> tuple[Conversation, ...]:
    """The shipped conversations, in the order of their file."""
    return read_conversations(SETS / "memory.jsonl")


def read_conversations(file: Path) -> tuple[Conversation, ...]:
    """The conversations in a file. Raises ConfigError with file, line and field."""
    return read_rows(file, _conversation)


def _conversation(row: dict[str, Any]) -> Conversation:
    only(row, required=frozenset({"id", "kind", "turns"}), optional=frozenset({"later", "another"}))
    kind: Kind = one_of(row, "kind", get_args(Kind))
    if (kind == "across") is not ("later" in row):
        raise WrongField("later", "stands where kind is across, and nowhere else")
    found = Conversation(
        id=text(row, "id"),
        kind=kind,
        turns=_lines(row, "turns"),
        later=_lines(row, "later") if "later" in row else (),
        another=flag(row, "another"),
    )
    if found.another and not found.later:
        raise WrongField("another", "is of a second conversation, and there is none")
    if not any(line.wanted for line in found.told):
        raise WrongField("turns", "ask nothing that is measured; give one of them a check")
    return found


def _lines(row: dict[str, Any], field: str) -> tuple[Told, ...]:
    return tuple(_told(turn, f"{field}[{number}]") for number, turn in enumerate(objects(row, field)))


def _told(turn: Any, place: str) -> Told:
    only(turn, required=frozenset({"said"}), optional=frozenset({"check", "asks"}), place=place)
    wanted = _wanted(turn["check"], at(place, "check")) if "check" in turn else None
    return Told(said=text(turn, "said", place), wanted=wanted, asks=flag(turn, "asks", place))


def _wanted(check: Any, place: str) -> Wanted:
    only(check, optional=frozenset({"any", "never", "unsaid", "refers"}), place=place)
    found = Wanted(
        any=texts(check, "any", place),
        never=texts(check, "never", place),
        unsaid=flag(check, "unsaid", place),
        refers=text(check, "refers", place) if "refers" in check else "",
    )
    if bool(found.any) is found.unsaid:
        raise WrongField(place, "gives either any, what a right reply holds, or unsaid")
    return found
