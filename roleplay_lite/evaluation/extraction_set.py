"""What people say at home, with the facts that it tells, or none. `sets/README.md` says what each field means.

There are two halves: the reader's rules are written against the one (`dev`), and what they are worth is read from the
other (`held`), which their author does not look at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from roleplay_lite.evaluation.question_sets import SETS
from roleplay_lite.evaluation.rows import WrongField, at, flag, objects, one_of, only, read_rows, text, texts
from roleplay_lite.memory.item import Act
from roleplay_lite.persona.facts import Polarity

Half = Literal["dev", "held"]
Trap = Literal[
    "question", "hypothetical", "quote", "hearsay", "command", "momentary", "roleplay", "lyrics", "character",
    "sarcasm", "unknown", "general", "story",
]  # fmt: skip
"""Why an utterance tells nothing to keep."""

_READING = frozenset({"subject", "predicate", "object", "any", "polarity", "act", "ended"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way in which a fact may be read."""

    subjects: tuple[str, ...]
    predicates: tuple[str, ...]
    objects: tuple[str, ...]
    """Accepted values; none where the reader may leave it open."""
    polarity: Polarity = "yes"
    acts: tuple[Act, ...] = ("state",)
    ended: bool = False
    """It is over by the time of the utterance, and must not be read as so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What an utterance tells."""

    readings: tuple[Reading, ...]
    """The first is the plainest; any of them is right."""
    happens: tuple[datetime, datetime] | None = None
    """The days on which it happens: from the begin of the first to the end of the last, local time."""
    optional: bool = False
    """It may be read or not; either way it counts nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Something said to a speaker."""

    id: str
    said: str
    at: datetime
    """Local time."""
    before: tuple[tuple[str, str], ...] = ()
    """The exchanges before it: the person's line and the reply."""
    facts: tuple[Fact, ...] = ()
    trap: Trap | None = None
    """Set where it tells nothing."""

    @property
    def wanted(self) -> tuple[Fact, ...]:
        """Those that a reader has to find."""
        return tuple(fact for fact in self.facts if not fact.optional)


@lru_cache(maxsize=2)
def utterances(half: Half) -> tuple[Utterance, ...]:
    """The shipped utterances of a half, in the order of their file."""
    return read_utterances(SETS / f"extraction-{half}.jsonl")


def read_utterances(file: Path) -> tuple[Utterance, ...]:
    """The utterances in a file. Raises ConfigError with file, line and field."""
    return read_rows(file, _utterance)


def _utterance(row: dict[str, Any]) -> Utterance:
    only(row, required=frozenset({"id", "said", "at", "facts"}), optional=frozenset({"before", "trap"}))
    if not isinstance(row["facts"], list):
        raise WrongField("facts", "is not a list of facts; give an empty one with trap")
    found = Utterance(
        id=text(row, "id"),
        said=text(row, "said"),
        at=moment(row, "at"),
        before=_before(row),
        facts=tuple(_fact(fact, f"facts[{number}]") for number, fact in enumerate(row["facts"])),
        trap=one_of(row, "trap", get_args(Trap)) if "trap" in row else None,
    )
    if bool(found.wanted) is bool(found.trap):
        raise WrongField("facts", "an utterance has either facts that are to be found, or trap, why it has none")
    return found


def _before(row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for number, pair in enumerate(objects(row, "before") if "before" in row else ()):
        if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(part, str) for part in pair):
            raise WrongField(f"before[{number}]", "is not a pair of the person's line and the reply")
        found.append((pair[0], pair[1]))
    return tuple(found)


def _fact(fact: Any, place: str) -> Fact:
    only(
        fact,
        required=frozenset({"subject", "predicate"}),
        optional=_READING | {"happens", "optional", "or"},
        place=place,
    )
    others = objects(fact, "or") if "or" in fact else ()
    return Fact(
        readings=(
            _reading(fact, place),
            *(_other(other, at(place, f"or[{number}]")) for number, other in enumerate(others)),
        ),
        happens=_days(fact, place) if "happens" in fact else None,
        optional=flag(fact, "optional", place),
    )


def _other(other: Any, place: str) -> Reading:
    only(other, required=frozenset({"subject", "predicate"}), optional=_READING, place=place)
    return _reading(other, place)


def _reading(row: dict[str, Any], place: str) -> Reading:
    if ("object" in row) is ("any" in row):
        raise WrongField(at(place, "object"), "gives either object, the value, or any, a list of accepted ones")
    if "object" in row and not isinstance(row["object"], str):
        raise WrongField(at(place, "object"), "is not a text")
    values = texts(row, "any", place) if "any" in row else tuple(filter(None, (row["object"],)))
    acts = _some(row, "act", place) if "act" in row else ("state",)
    for act in acts:
        if act not in get_args(Act):
            raise WrongField(at(place, "act"), f"{act!r} is not one of {', '.join(get_args(Act))}")
    if not values and not set(acts) <= {"end", "retract"}:
        raise WrongField(at(place, "object"), "is empty; only what is ended or retracted may be left open")
    return Reading(
        subjects=_some(row, "subject", place),
        predicates=_some(row, "predicate", place),
        objects=values,
        polarity=one_of(row, "polarity", get_args(Polarity), place) if "polarity" in row else "yes",
        acts=acts,  # type: ignore[arg-type]
        ended=flag(row, "ended", place),
    )


def _some(row: dict[str, Any], field: str, place: str) -> tuple[str, ...]:
    """One word, or several of which each is right."""
    if isinstance(row[field], list) and row[field]:
        return texts(row, field, place)
    return (text(row, field, place),)


def _days(row: dict[str, Any], place: str) -> tuple[datetime, datetime]:
    given = row["happens"] if isinstance(row["happens"], list) else [row["happens"]]
    try:
        days = [date.fromisoformat(day) for day in given]
        first, last = days[0], days[-1]
        if len(days) > 2 or last < first:
            raise ValueError
    except (TypeError, ValueError, IndexError) as problem:
        raise WrongField(at(place, "happens"), "is no day (2026-03-11), nor a pair of them") from problem
    return _begin(first), _begin(last + timedelta(days=1))


def _begin(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def moment(row: dict[str, Any], field: str, place: str = "") -> datetime:
    """A local time (2026-03-05T19:30)."""
    try:
        found = datetime.fromisoformat(text(row, field, place))
    except ValueError as problem:
        raise WrongField(at(place, field), "is no local time; write it as 2026-03-05T19:30") from problem
    if found.tzinfo:
        raise WrongField(at(place, field), "has a time zone; write the local time alone")
    return found
