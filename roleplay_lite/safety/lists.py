"""The integrator's own words: what is never to be said or heard, and what is no harm on this device.

    block = ["某某品牌"]                 # words, in either's mouth
    block_patterns = ["竞品[A-Z]\\\\d"]    # `regex` patterns, each with a time limit
    allow = ["狼人杀俱乐部"]             # never counted against a line
    allow_patterns = []

    [persona.niaoniao]                   # besides, where this character speaks
    block = ["猫粮"]

The file is read again when it changes; one that is broken then leaves the last good words standing, and says so.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import regex

from roleplay_lite.errors import ConfigError
from roleplay_lite.safety.plain import plain
from roleplay_lite.tomlfile import Document, read

PATIENCE = 0.01
"""Seconds that one pattern may take of one line; one that takes longer is left out until the file changes."""
LOOK_EVERY = 1.0
"""Seconds after which the file is looked at again."""
_FIELDS = ("block", "block_patterns", "allow", "allow_patterns")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one table."""

    block: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    block_patterns: tuple[Any, ...] = ()
    allow_patterns: tuple[Any, ...] = ()


@dataclass(slots=True, kw_only=True)
class Lists:
    """A file of words, or none."""

    file: Path | None = None
    problem: str = ""
    """What is wrong with the file since it was opened, or ""."""
    _all: Words = field(default_factory=Words)
    _personas: dict[str, Words] = field(default_factory=dict)
    _seen: tuple[int, int] = (0, 0)
    _looked: float = 0.0
    _slow: set[str] = field(default_factory=set)

    @classmethod
    def open(cls, file: Path | None) -> Lists:
        """The words in the file. Raises ConfigError with file, line and field."""
        lists = cls(file=file)
        if file:
            lists._seen = _stamp(file)
            lists._take(file)
            lists._looked = time.monotonic()
        return lists

    def blocked(self, text: str, persona: str = "") -> str:
        """The word or pattern of the list that the text holds, by its place (`block[2]`), or ""."""
        self._refresh()
        lines = _shapes(self.without_allowed(text, persona))
        for where, words in self._tables(persona):
            for place, word in enumerate(words.block):
                if any(_holds(line, word) for line in lines):
                    return f"{where}block[{place}]"
            for place, pattern in enumerate(words.block_patterns):
                if any(self._matches(pattern, line) for line in lines):
                    return f"{where}block_patterns[{place}]"
        return ""

    def without_allowed(self, text: str, persona: str = "") -> str:
        """The text, with what is allowed put out of sight."""
        self._refresh()
        for _, words in self._tables(persona):
            for word in words.allow:
                text = regex.sub(regex.escape(word), "□", text, flags=regex.IGNORECASE)
            for pattern in words.allow_patterns:
                text = self._without(pattern, text)
        return text

    def _tables(self, persona: str) -> Iterator[tuple[str, Words]]:
        yield "", self._all
        if persona in self._personas:
            yield f"persona.{persona}.", self._personas[persona]

    def _refresh(self) -> None:
        if not self.file or time.monotonic() - self._looked < LOOK_EVERY:
            return
        self._looked = time.monotonic()
        stamp = _stamp(self.file)
        if stamp == self._seen:
            return
        self._seen = stamp
        try:
            self._take(self.file)
        except ConfigError as error:
            self.problem = str(error)
            _LOG.warning("the guard keeps the words that it has: %s", error)

    def _take(self, file: Path) -> None:
        document = read(file, ConfigError)
        document.only((*_FIELDS, "persona"))
        personas = document.sub("persona")
        found = {}
        for name in personas.data:
            table = personas.sub(name)
            table.only(_FIELDS)
            found[name] = _words(table)
        self._all, self._personas = _words(document), found
        self._slow.clear()
        self.problem = ""

    def _matches(self, pattern: Any, line: str) -> bool:
        if pattern.pattern in self._slow:
            return False
        try:
            return bool(pattern.search(line, timeout=PATIENCE))
        except TimeoutError:
            self._give_up(pattern)
            return False

    def _without(self, pattern: Any, text: str) -> str:
        if pattern.pattern in self._slow:
            return text
        try:
            return str(pattern.sub("□", text, timeout=PATIENCE))
        except TimeoutError:
            self._give_up(pattern)
            return text

    def _give_up(self, pattern: Any) -> None:
        self._slow.add(pattern.pattern)
        self.problem = f"{self.file}: the pattern {pattern.pattern!r} takes too long and is left out; write it simpler"
        _LOG.warning("%s", self.problem)


def _words(table: Document) -> Words:
    return Words(
        block=tuple(word.casefold() for word in table.strings("block", longest=200)),
        allow=table.strings("allow", longest=200),
        block_patterns=_patterns(table, "block_patterns"),
        allow_patterns=_patterns(table, "allow_patterns"),
    )


def _patterns(table: Document, key: str) -> tuple[Any, ...]:
    found = []
    for place, pattern in enumerate(table.strings(key, longest=500)):
        try:
            found.append(regex.compile(pattern, regex.IGNORECASE))
        except regex.error as problem:
            raise table.fail(f"is no pattern: {problem}", key, place) from problem
    return tuple(found)


def _shapes(text: str) -> tuple[str, ...]:
    """As it is written, and with what was hidden in it set right."""
    written, shown = text.casefold(), plain(text)
    return (written,) if written == shown else (written, shown)


def _holds(line: str, word: str) -> bool:
    if word.isascii() and word.isalpha():
        return bool(regex.search(rf"(?<![a-z]){word}(?![a-z])", line))
    return word in line


def _stamp(file: Path) -> tuple[int, int]:
    try:
        stat = file.stat()
    except OSError:
        return (0, 0)
    return stat.st_mtime_ns, stat.st_size
