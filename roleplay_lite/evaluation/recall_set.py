"""Households that tell a speaker things over weeks and months, and ask for them later. `sets/README.md` says what each
field means. As with what is read (`extraction_set.py`), rules are tuned on `dev` and `held` is what they are worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from roleplay_lite.evaluation.extraction_set import Half, moment
from roleplay_lite.evaluation.question_sets import SETS
from roleplay_lite.evaluation.rows import WrongField, at, flag, objects, one_of, only, read_rows, text, texts

Kind = Literal["single", "update", "as-of", "multi-hop", "other", "unsaid"]
Scope = Literal["owner", "adult", "child", "guest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who talks to the speaker."""

    id: str
    scope: Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What somebody said, whether it tells anything or not."""

    person: str
    said: str
    at: datetime
    """Local time, as of a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody asks later."""

    asked: str
    person: str
    at: datetime
    kind: Kind
    any: tuple[str, ...] = ()
    """What is recalled holds at least one of these; nothing is to be recalled where kind is `unsaid`."""
    never: tuple[str, ...] = ()
    """What was so before or after, or is another's: what comes first holds none of these."""
    gold: tuple[int, ...] = ()
    """The places of the lines that tell it."""
    of: str = ""
    """Of `unsaid`: another person told it, whose own business it is."""
    over: bool = False
    """Of `update`: it is over, and nothing took its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """The lines and the questions of people who share a speaker, each in the order of its time, lines first."""

    id: str
    people: tuple[Member, ...]
    turns: tuple[Telling, ...]
    questions: tuple[Question, ...]


@lru_cache(maxsize=2)
def households(half: Half) -> tuple[Household, ...]:
    """The shipped households of a half, in the order of their file."""
    return read_households(SETS / f"recall-{half}.jsonl")


def read_households(file: Path) -> tuple[Household, ...]:
    """The households in a file. Raises ConfigError with file, line and field."""
    return read_rows(file, _household)


def _household(row: dict[str, Any]) -> Household:
    only(row, required=frozenset({"id", "people", "turns", "questions"}))
    people = tuple(_member(one, f"people[{number}]") for number, one in enumerate(objects(row, "people")))
    names = tuple(one.id for one in people)
    turns: list[Telling] = []
    for number, turn in enumerate(objects(row, "turns")):
        turns.append(_telling(turn, names, f"turns[{number}]"))
        if number and turns[-1].at < turns[-2].at:
            raise WrongField(f"turns[{number}].at", "is earlier than the line before it")
    asked = tuple(
        _question(one, names, turns, f"questions[{number}]") for number, one in enumerate(objects(row, "questions"))
    )
    return Household(id=text(row, "id"), people=people, turns=tuple(turns), questions=asked)


def _member(row: Any, place: str) -> Member:
    only(row, required=frozenset({"id", "scope"}), place=place)
    return Member(id=text(row, "id", place), scope=one_of(row, "scope", get_args(Scope), place))


def _telling(row: Any, names: tuple[str, ...], place: str) -> Telling:
    only(row, required=frozenset({"person", "said", "at"}), place=place)
    return Telling(
        person=one_of(row, "person", names, place), said=text(row, "said", place), at=moment(row, "at", place)
    )


def _question(row: Any, names: tuple[str, ...], turns: list[Telling], place: str) -> Question:
    only(
        row,
        required=frozenset({"asked", "person", "at", "kind"}),
        optional=frozenset({"any", "never", "gold", "of", "over"}),
        place=place,
    )
    found = Question(
        asked=text(row, "asked", place),
        person=one_of(row, "person", names, place),
        at=moment(row, "at", place),
        kind=one_of(row, "kind", get_args(Kind), place),
        any=texts(row, "any", place),
        never=texts(row, "never", place),
        gold=_gold(row, turns, place),
        of=one_of(row, "of", names, place) if "of" in row else "",
        over=flag(row, "over", place),
    )
    if found.at < turns[-1].at:
        raise WrongField(at(place, "at"), "is earlier than the last line")
    unsaid = found.kind == "unsaid"
    if unsaid is bool(found.any) or unsaid is bool(found.gold):
        raise WrongField(at(place, "any"), "any and gold stand everywhere but where kind is unsaid")
    if any(turns[number].person != found.person for number in found.gold):
        raise WrongField(at(place, "gold"), "was told by somebody else, who alone may be told it")
    if found.of and (not unsaid or found.of == found.person):
        raise WrongField(at(place, "of"), "names another person, where kind is unsaid")
    if found.over and found.kind != "update":
        raise WrongField(at(place, "over"), "stands where kind is update, and nowhere else")
    return found


def _gold(row: dict[str, Any], turns: list[Telling], place: str) -> tuple[int, ...]:
    given = row.get("gold", [])
    if not isinstance(given, list) or not all(type(number) is int and 0 <= number < len(turns) for number in given):
        raise WrongField(at(place, "gold"), f"is not a list of places from 0 to {len(turns) - 1}")
    return tuple(given)
