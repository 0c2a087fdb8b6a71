"""What is asked of a character when it is measured: knowledge, itself, small talk, and whole conversations.

The sets are Mandarin as it is spoken to a speaker, written by hand for this project; `sets/README.md` says what each
field means and how an answer is compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from roleplay_lite.evaluation.rows import WrongField, objects, one_of, only, read_rows, text, texts
from roleplay_lite.persona.facts import KEYS, RELATIVES, SELF

Kind = Literal["knowledge", "persona", "chat"]
Form = Literal["wh", "yesno", "indirect"]

ANY = "any"
"""The persona of a scenario that fits every character."""
VALUE = "{value}"
"""Stands in a `yesno` question for the value that is guessed, written as it is said (「2006年5月21日」)."""
SETS = Path(__file__).parent / "sets"

_FIELDS: dict[Kind, frozenset[str]] = {
    "knowledge": frozenset({"id", "said", "answers", "topic"}),
    "persona": frozenset({"id", "said", "owner", "key", "kind"}),
    "chat": frozenset({"id", "said", "topic"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One line that is said to a character, on its own."""

    id: str
    said: str
    topic: str = ""
    """Of knowledge and chat."""
    answers: tuple[str, ...] = ()
    """Of knowledge: a right reply holds at least one of these."""
    owner: str = ""
    """Of persona: whom it asks about, `self` or a relative as in `facts.RELATIVES`."""
    key: str = ""
    """Of persona: the key that it asks for, one of `facts.KEYS`."""
    form: Form | Literal[""] = ""
    """Of persona, `kind` in the file: asks with a question word, for yes or no (with VALUE in it), or sideways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What is asked of one reply within a conversation."""

    any: tuple[str, ...] = ()
    """A right reply holds at least one of these; empty asks nothing."""
    never: tuple[str, ...] = ()
    """A right reply holds none of these."""
    refers: str = ""
    """What was said or is known that the reply must agree with, for a reader or a judge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioTurn:
    """One line of the person's."""

    said: str
    check: Check | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A conversation, as the person leads it whatever the replies are."""

    id: str
    persona: str
    """The id of a shipped character, or ANY."""
    topic: str
    turns: tuple[ScenarioTurn, ...]


@lru_cache(maxsize=len(_FIELDS))
def questions(kind: Kind) -> tuple[Question, ...]:
    """The shipped questions of one kind, in the order of their file."""
    return read_questions(SETS / f"{kind}.jsonl", kind)


@lru_cache(maxsize=1)
def scenarios() -> tuple[Scenario, ...]:
    """The shipped conversations."""
    return read_scenarios(SETS / "scenarios.jsonl")


def read_questions(file: Path, kind: Kind) -> tuple[Question, ...]:
    """The questions in a file of that kind. Raises ConfigError with file, line and field."""
    return read_rows(file, lambda row: _question(row, kind))


def read_scenarios(file: Path) -> tuple[Scenario, ...]:
    """The conversations in a file. Raises ConfigError with file, line and field."""
    return read_rows(file, _scenario)


def _question(row: dict[str, Any], kind: Kind) -> Question:
    only(row, required=_FIELDS[kind])
    id, said = text(row, "id"), text(row, "said")
    if kind == "chat":
        return Question(id=id, said=said, topic=text(row, "topic"))
    if kind == "knowledge":
        answers = texts(row, "answers")
        if not answers:
            raise WrongField("answers", "is empty; give at least one accepted answer")
        return Question(id=id, said=said, topic=text(row, "topic"), answers=answers)
    form = one_of(row, "kind", get_args(Form))
    if (VALUE in said) != (form == "yesno"):
        raise WrongField("said", f"{VALUE} stands in a yesno question, and in no other")
    owner, key = one_of(row, "owner", (SELF, *sorted(RELATIVES))), one_of(row, "key", tuple(KEYS))
    return Question(id=id, said=said, owner=owner, key=key, form=form)


def _scenario(row: dict[str, Any]) -> Scenario:
    only(row, required=frozenset({"id", "persona", "topic", "turns"}))
    return Scenario(
        id=text(row, "id"),
        persona=text(row, "persona"),
        topic=text(row, "topic"),
        turns=tuple(_turn(turn, f"turns[{number}]") for number, turn in enumerate(objects(row, "turns"))),
    )


def _turn(turn: Any, place: str) -> ScenarioTurn:
    only(turn, required=frozenset({"said"}), optional=frozenset({"check"}), place=place)
    said = text(turn, "said", place)
    if "check" not in turn:
        return ScenarioTurn(said=said)
    place, check = f"{place}.check", turn["check"]
    only(check, optional=frozenset({"any", "never", "refers"}), place=place)
    if not check:
        raise WrongField(place, "is empty; leave it out, or give any, never or refers")
    return ScenarioTurn(
        said=said,
        check=Check(
            any=texts(check, "any", place),
            never=texts(check, "never", place),
            refers=text(check, "refers", place) if "refers" in check else "",
        ),
    )
