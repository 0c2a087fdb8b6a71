"""What is asked of a character when it is measured: knowledge, itself, small talk, and whole conversations.

The sets are Mandarin as it is spoken to a speaker, written by hand for this project; `sets/README.md` says what each
field means and how an answer is compared.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from roleplay_lite.errors import ConfigError
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
    return _read(file, lambda row: _question(row, kind))


def read_scenarios(file: Path) -> tuple[Scenario, ...]:
    """The conversations in a file. Raises ConfigError with file, line and field."""
    return _read(file, _scenario)


class _WrongError(Exception):
    """A field is wrong; where its line stands is known further up."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(problem)
        self.field = field


_Row = TypeVar("_Row", Question, Scenario)


def _read(file: Path, parse: Callable[[dict[str, Any]], _Row]) -> tuple[_Row, ...]:
    try:
        # Not splitlines: it would also cut at a U+2028 within a string.
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigError("cannot be read as text; give JSON lines in UTF-8", file=file) from problem
    rows: dict[str, _Row] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = parse(_object(line))
            if row.id in rows:
                raise _WrongError("id", f"{row.id!r} stands in an earlier line; each needs its own")
        except _WrongError as wrong:
            raise ConfigError(str(wrong), file=file, line=number, field=wrong.field) from wrong
        rows[row.id] = row
    return tuple(rows.values())


def _object(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise _WrongError("", "is not JSON; write one object a line") from problem
    if not isinstance(row, dict):
        raise _WrongError("", "is not an object; write one object a line")
    return row


def _question(row: dict[str, Any], kind: Kind) -> Question:
    _only(row, required=_FIELDS[kind])
    id, said = _text(row, "id"), _text(row, "said")
    if kind == "chat":
        return Question(id=id, said=said, topic=_text(row, "topic"))
    if kind == "knowledge":
        answers = _texts(row, "answers")
        if not answers:
            raise _WrongError("answers", "is empty; give at least one accepted answer")
        return Question(id=id, said=said, topic=_text(row, "topic"), answers=answers)
    form = _one_of(row, "kind", get_args(Form))
    if (VALUE in said) != (form == "yesno"):
        raise _WrongError("said", f"{VALUE} stands in a yesno question, and in no other")
    owner, key = _one_of(row, "owner", (SELF, *sorted(RELATIVES))), _one_of(row, "key", tuple(KEYS))
    return Question(id=id, said=said, owner=owner, key=key, form=form)


def _scenario(row: dict[str, Any]) -> Scenario:
    _only(row, required=frozenset({"id", "persona", "topic", "turns"}))
    turns = row["turns"]
    if not isinstance(turns, list) or not turns:
        raise _WrongError("turns", "is not a list of turns; give at least one")
    return Scenario(
        id=_text(row, "id"),
        persona=_text(row, "persona"),
        topic=_text(row, "topic"),
        turns=tuple(_turn(turn, f"turns[{number}]") for number, turn in enumerate(turns)),
    )


def _turn(turn: Any, place: str) -> ScenarioTurn:
    _only(turn, required=frozenset({"said"}), optional=frozenset({"check"}), place=place)
    said = _text(turn, "said", place)
    if "check" not in turn:
        return ScenarioTurn(said=said)
    place, check = f"{place}.check", turn["check"]
    _only(check, optional=frozenset({"any", "never", "refers"}), place=place)
    if not check:
        raise _WrongError(place, "is empty; leave it out, or give any, never or refers")
    return ScenarioTurn(
        said=said,
        check=Check(
            any=_texts(check, "any", place),
            never=_texts(check, "never", place),
            refers=_text(check, "refers", place) if "refers" in check else "",
        ),
    )


def _only(
    row: Any, *, required: frozenset[str] = frozenset(), optional: frozenset[str] = frozenset(), place: str = ""
) -> None:
    """All of the required fields, and none that has no meaning."""
    if not isinstance(row, dict):
        raise _WrongError(place, "is not an object")
    if missing := sorted(required - row.keys()):
        raise _WrongError(_at(place, missing[0]), "is missing")
    if unknown := sorted(row.keys() - required - optional):
        known = ", ".join(sorted(required | optional))
        raise _WrongError(_at(place, unknown[0]), f"is no field here; there are {known}")


def _text(row: dict[str, Any], field: str, place: str = "") -> str:
    value = row[field]
    if not isinstance(value, str) or not value.strip():
        raise _WrongError(_at(place, field), "is not a text, or empty")
    return value


def _texts(row: dict[str, Any], field: str, place: str = "") -> tuple[str, ...]:
    values = row.get(field, [])
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise _WrongError(_at(place, field), "is not a list of texts")
    return tuple(values)


def _one_of(row: dict[str, Any], field: str, allowed: Sequence[Any]) -> Any:
    value = _text(row, field)
    if value not in allowed:
        raise _WrongError(field, f"{value!r} is not one of {', '.join(allowed)}")
    return value


def _at(place: str, field: str) -> str:
    return f"{place}.{field}" if place else field
