"""The written stories: parts, one place where the listener chooses, and what comes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from roleplay_lite.skills.words.sounds import bare, heard_in, sounds
from roleplay_lite.skills.words.tables import lines_of_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One of the two ways on."""

    words: tuple[str, ...]
    """By which it is known that this one was chosen."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale:
    """One story."""

    title: str
    about: tuple[str, ...]
    kind: str
    """`睡前`, `寓言`, `寓言 成语`, `古人`, `english`."""
    opening: tuple[str, ...]
    question: str
    ways: tuple[Way, Way]
    ending: tuple[str, ...]

    @property
    def bedtime(self) -> bool:
        return self.kind == "睡前"

    @property
    def length(self) -> int:
        return len("".join((*self.opening, *self.ending)))


@lru_cache(maxsize=1)
def tales() -> tuple[Tale, ...]:
    """All of them, in the order of the file."""
    text = "\n".join(lines_of_file("stories.txt"))
    return tuple(_read(block) for block in re.split(r"(?m)^= ", text)[1:])


def by_title(said: str) -> Tale | None:
    """The story of that name."""
    wanted = bare(said).lower()
    return next((tale for tale in tales() if _called(tale, wanted)), None)


def about(theme: str) -> Sequence[Tale]:
    """Those in which it appears, those named after it first."""
    found = [tale for tale in tales() if tale.kind != "english" and any(_same(theme, word) for word in tale.about)]
    return sorted(found, key=lambda tale: theme not in tale.title)


def chosen(tale: Tale, said: str) -> int | None:
    """Which way was chosen: 0 or 1; None where the line names neither, or both."""
    text = said.lower() if tale.kind == "english" else bare(said)
    if re.search("(?:^|选|第)(?:一|1)(?:个)?|前(?:面|一个)|头一|\\bfirst\\b", text):
        return 0
    if re.search("(?:^|选|第)(?:二|2)(?:个)?|后(?:面(?:的|那)|一个)|\\bsecond\\b", text):
        return 1
    said_by = [max((text.rfind(word) for word in way.words if _said(word, text)), default=-1) for way in tale.ways]
    kept = [max((len(word) for word in way.words if _said(word, text)), default=0) for way in tale.ways]
    if kept[0] == kept[1]:
        return None if not kept[0] or said_by[0] == said_by[1] else int(said_by[1] > said_by[0])
    return int(kept[1] > kept[0])


def _said(word: str, text: str) -> bool:
    if word.isascii():
        return bool(re.search(rf"\b{word}\b", text))
    return heard_in(text, word)


def _called(tale: Tale, wanted: str) -> bool:
    title = bare(tale.title).lower()
    return title == wanted or (len(wanted) >= 4 and sounds(title) == sounds(wanted))


def _same(theme: str, word: str) -> bool:
    bare_theme = re.sub("^小|们$", "", theme) or theme
    return theme == word or bare_theme == re.sub("^小", "", word)


def _read(block: str) -> Tale:
    head, _, rest = block.partition("\n")
    title, about_, kind = (field.strip() for field in head.split("|"))
    lines = [line for line in rest.splitlines() if line]
    asked = next(at for at, line in enumerate(lines) if line.startswith("?"))
    question, first, second = (field.strip() for field in lines[asked][1:].split("|"))
    ways = lines[asked + 1 : asked + 3]
    return Tale(
        title=title,
        about=tuple(about_.split()),
        kind=kind,
        opening=tuple(lines[:asked]),
        question=question,
        ways=(
            Way(words=tuple(first.split()), text=ways[0][1:].strip()),
            Way(words=tuple(second.split()), text=ways[1][1:].strip()),
        ),
        ending=tuple(lines[asked + 3 :]),
    )
