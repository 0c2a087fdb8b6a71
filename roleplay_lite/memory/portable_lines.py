"""The lines of an exported file, each held to what it may say."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from roleplay_lite.errors import ConfigError
from roleplay_lite.memory.item import MemoryItem, MemoryKind
from roleplay_lite.memory.people import SCOPES, Person
from roleplay_lite.memory.portable import FORMAT, MENTION_FIELDS, TURN_FIELDS, VERSION
from roleplay_lite.memory.rows import FIELDS
from roleplay_lite.turn import Outcome

_LONGEST = 20_000
_LINE_BYTES = 1 << 20
_MOST_ID = 2**53
_FARTHEST = 1e11
"""Seconds from 1970; three thousand years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """As the table of that name has it, with the file's ids."""

    at: float
    turn: int | None
    recorded_at: float
    ends: bool = False
    by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortableTurn:
    """A turn that a memory is from, with the file's ids."""

    id: int
    person: str
    persona: str
    started: float
    said: str
    confidence: float
    reply: str
    heard_text: str
    outcome: str


@dataclass(slots=True)
class Contents:
    """All of a file, with its own ids."""

    people: list[Person] = field(default_factory=list)
    turns: list[PortableTurn] = field(default_factory=list)
    memories: list[MemoryItem] = field(default_factory=list)
    mentions: dict[int, list[Mention]] = field(default_factory=dict)


def read(file: Path) -> Contents:
    """Read and check a whole file. Raises ConfigError with file, line and field."""
    contents, seen = Contents(), set[tuple[str, object]]()
    for number, text in _texts(file):
        line = _Line(file, number, text)
        if number == 1:
            line.is_header()
            continue
        key = line.take(contents)
        if key in seen:
            line.fail("id", "stands in the file already")
        seen.add(key)
    if not contents.memories and not seen:
        _nothing_else(file)
    for turn in {item.source_turn for item in contents.memories} - {None}:
        if ("turn", turn) not in seen:
            raise ConfigError(f"memories are from turn {turn}, which the file lacks", file=file, field="source_turn")
    return contents


def _nothing_else(file: Path) -> None:
    """A header alone is an export of nothing; no line at all is no export."""
    try:
        empty = file.stat().st_size == 0
    except OSError:
        empty = False
    if empty:
        raise ConfigError("is empty; give a file that `memory export` wrote", file=file, line=1)


def _texts(file: Path) -> Iterator[tuple[int, str]]:
    try:
        with file.open("rb") as stream:
            number = 0
            while raw := stream.readline(_LINE_BYTES + 1):
                number += 1
                if len(raw) > _LINE_BYTES:
                    raise ConfigError(f"is longer than {_LINE_BYTES} bytes", file=file, line=number)
                try:
                    text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError as error:
                    raise ConfigError("is not UTF-8", file=file, line=number) from error
                if text.strip() or number == 1:
                    yield number, text
    except OSError as error:
        raise ConfigError(
            f"cannot be read ({error.strerror}); give a file that `memory export` wrote", file=file
        ) from error


class _Line:
    """One line, and what is wrong with it."""

    def __init__(self, file: Path, number: int, text: str) -> None:
        self._file, self._number = file, number
        try:
            found = json.loads(text, parse_constant=lambda name: self.fail("", f"has {name}, which is no number"))
        except (ValueError, RecursionError) as error:
            raise self._error("", "is not JSON; give a file that `memory export` wrote") from error
        if not isinstance(found, dict):
            self.fail("", "is no object; give a file that `memory export` wrote")
        self._found: Mapping[str, Any] = found

    def fail(self, name: str, problem: str) -> NoReturn:
        raise self._error(name, problem)

    def _error(self, name: str, problem: str) -> ConfigError:
        return ConfigError(problem, file=self._file, line=self._number, field=name)

    def is_header(self) -> None:
        if self._found.get("type") != "header" or self._found.get("format") != FORMAT:
            self.fail("format", f"is not {FORMAT!r}; give a file that `memory export` wrote")
        version = self._found.get("version")
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            self.fail("version", "is not a number from 1 up")
        if version > VERSION:
            self.fail("version", f"is {version}, and this roleplay-lite reads up to {VERSION}; update roleplay-lite")

    def take(self, contents: Contents) -> tuple[str, object]:
        """Add it to the contents; gives what it is and its id."""
        kind = self._found.get("type")
        if kind == "person":
            contents.people.append(person := self._person())
            return "person", person.id
        if kind == "turn":
            contents.turns.append(turn := self._turn())
            return "turn", turn.id
        if kind == "memory":
            contents.memories.append(item := self._memory())
            contents.mentions[item.id] = self._mentions()
            return "memory", item.id
        raise self._error("type", "is none of person, turn, memory")

    def _person(self) -> Person:
        self._only("id", "name", "aliases", "voice_id", "scope", "created")
        aliases = self._found.get("aliases", [])
        if not isinstance(aliases, list) or not all(isinstance(one, str) and one.strip() for one in aliases):
            self.fail("aliases", "is not a list of names")
        scope = self._choice("scope", SCOPES)
        return Person(
            id=self._text("id", empty=False),
            name=self._text("name", empty=False),
            aliases=tuple(aliases),
            voice_id=None if self._found.get("voice_id") is None else self._text("voice_id", empty=False),
            scope=next(one for one in SCOPES if one == scope),
            created=self._number_of("created"),
        )

    def _turn(self) -> PortableTurn:
        self._only(*TURN_FIELDS)
        return PortableTurn(
            id=self._id("id"),
            person=self._text("person", empty=False),
            persona=self._text("persona", empty=False),
            started=self._time("started"),
            said=self._text("said"),
            confidence=self._share("confidence"),
            reply=self._text("reply"),
            heard_text=self._text("heard_text"),
            outcome=self._choice("outcome", [one.value for one in Outcome]),
        )

    def _memory(self) -> MemoryItem:
        self._only(*FIELDS, "mentions")
        polarity, sensitivity = (
            self._choice("polarity", ("yes", "no")),
            self._choice("sensitivity", ("plain", "private")),
        )
        item = MemoryItem(
            id=self._id("id"),
            person=self._text("person", empty=False),
            persona=self._text("persona", empty=False),
            kind=MemoryKind(self._choice("kind", [one.value for one in MemoryKind])),
            subject=self._text("subject", empty=False),
            predicate=self._text("predicate", empty=False),
            object=self._text("object", empty=False),
            polarity="yes" if polarity == "yes" else "no",
            cardinality="one" if self._choice("cardinality", ("one", "many")) == "one" else "many",
            text=self._text("text", empty=False),
            said=self._text("said"),
            valid_from=self._time("valid_from"),
            valid_to=self._time_or_none("valid_to"),
            happens_from=self._time_or_none("happens_from"),
            happens_to=self._time_or_none("happens_to"),
            recorded_at=self._time("recorded_at"),
            retracted_at=self._time_or_none("retracted_at"),
            superseded_by=self._id_or_none("superseded_by"),
            conflicts_with=self._id_or_none("conflicts_with"),
            importance=self._share("importance"),
            strength=self._number_of("strength"),
            last_recalled_at=self._time_or_none("last_recalled_at"),
            recall_count=int(self._number_of("recall_count")),
            confidence=self._share("confidence"),
            sensitivity="private" if sensitivity == "private" else "plain",
            source_turn=self._id_or_none("source_turn"),
            extractor=self._text("extractor"),
        )
        if item.valid_to is not None and item.valid_to < item.valid_from:
            self.fail("valid_to", "is before valid_from")
        return item

    def _mentions(self) -> list[Mention]:
        found = self._found.get("mentions", [])
        if not isinstance(found, list):
            self.fail("mentions", "is not a list")
        mentions = []
        for place, each in enumerate(found):
            if not isinstance(each, dict) or set(each) - set(MENTION_FIELDS):
                self.fail(f"mentions[{place}]", f"is not an object of {', '.join(MENTION_FIELDS)}")
            if each.get("ends", 0) not in (0, 1):
                self.fail(f"mentions[{place}].ends", "is neither 0 nor 1")
            inner = _Inner(self._file, self._number, each, f"mentions[{place}].")
            mentions.append(
                Mention(
                    at=inner._time("at"),
                    turn=inner._id_or_none("turn"),
                    recorded_at=inner._time("recorded_at"),
                    ends=bool(each.get("ends", 0)),
                    by=inner._id_or_none("by"),
                )
            )
        return mentions

    def _only(self, *names: str) -> None:
        if unknown := sorted(set(self._found) - {*names, "type"}):
            self.fail(unknown[0][:40], "is no field of it")

    def _text(self, name: str, *, empty: bool = True) -> str:
        value = self._found.get(name)
        if not isinstance(value, str):
            self.fail(name, "is missing" if value is None else "is no text")
        if len(value) > _LONGEST:
            self.fail(name, f"is longer than {_LONGEST} characters")
        if not empty and not value.strip():
            self.fail(name, "is empty")
        if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
            self.fail(name, "has a character that cannot be stored")
        return value

    def _choice(self, name: str, allowed: Any) -> str:
        value = self._found.get(name)
        if not isinstance(value, str) or value not in allowed:
            self.fail(name, f"is none of {', '.join(allowed)}")
        return value

    def _number_of(self, name: str, low: float = 0.0, high: float = _FARTHEST) -> float:
        value = self._found.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fail(name, "is missing" if value is None else "is no number")
        if not low <= value <= high or not math.isfinite(value):
            self.fail(name, f"is not between {low:g} and {high:g}")
        return float(value)

    def _time(self, name: str) -> float:
        return self._number_of(name, -_FARTHEST, _FARTHEST)

    def _time_or_none(self, name: str) -> float | None:
        return None if self._found.get(name) is None else self._time(name)

    def _share(self, name: str) -> float:
        return self._number_of(name, 0.0, 1.0)

    def _id(self, name: str) -> int:
        value = self._number_of(name, 1, _MOST_ID)
        if value != int(value):
            self.fail(name, "is no whole number")
        return int(value)

    def _id_or_none(self, name: str) -> int | None:
        return None if self._found.get(name) is None else self._id(name)


class _Inner(_Line):
    """An object within a line."""

    def __init__(self, file: Path, number: int, found: Mapping[str, Any], path: str) -> None:
        self._file, self._number, self._found, self._path = file, number, found, path

    def fail(self, name: str, problem: str) -> NoReturn:
        super().fail(self._path + name, problem)
