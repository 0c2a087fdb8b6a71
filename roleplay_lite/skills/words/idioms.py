"""The idioms that people know, how they are read, and which links on to which."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from roleplay_lite.skills.words.sounds import blurred, near_sound, toned
from roleplay_lite.skills.words.tables import lines_of_file

_NOT_FOR_CHILDREN = re.compile("[奸淫娼妓嫖尸屠杀鬼死娘骨血狗亡葬]|草菅|红杏|重男轻女|嫁")
"""A character takes these when they are said, and says none of them itself."""


@dataclass(frozen=True, slots=True)
class Idiom:
    """Four signs."""

    text: str
    first: str
    """How its first sign is read, the tone as a digit."""
    last: str
    rank: int
    """0 is the commonest."""

    @property
    def fit_to_say(self) -> bool:
        return not _NOT_FOR_CHILDREN.search(self.text)


@dataclass(frozen=True, slots=True)
class Idioms:
    """All of them, by what they are looked for."""

    by_text: dict[str, Idiom]
    by_first: dict[str, list[Idiom]]
    """By the syllable they begin with, without its tone; the commonest first."""
    by_sound: dict[tuple[str, ...], list[Idiom]]
    """By all four syllables as they may be misheard."""

    def named(self, said: str) -> Idiom | None:
        """The idiom that was said, if by another sign of that sound."""
        if found := self.by_text.get(said):
            return found
        if len(said) != 4:
            return None
        near = [idiom for idiom in self.by_sound.get(blurred(said), ()) if near_sound(said, idiom.text)]
        return max(near, key=lambda idiom: (_shared(said, idiom.text), -idiom.rank), default=None)

    def after(self, last: Idiom, used: Sequence[str] = ()) -> list[Idiom]:
        """Those that link on to it and are not used up: its own last sign first, then that sound, then any tone."""
        taken = {*used, last.text}
        open_ = [idiom for idiom in self.by_first.get(syllable(last.last), ()) if idiom.text not in taken]
        return sorted(open_, key=lambda idiom: (_looseness(last, idiom), idiom.rank))


def links(last: Idiom, following: Idiom) -> bool:
    """Whether the second may follow the first: the same sign, or one of its sound."""
    return last.text[-1] == following.text[0] or syllable(last.last) == syllable(following.first)


def syllable(reading: str) -> str:
    """Without its tone."""
    return reading.rstrip("12345")


@lru_cache(maxsize=1)
def idioms() -> Idioms:
    """The common ones, read once: 30 ms on a desk, so a session reads them while it is idle."""
    every = [_read(line, rank) for rank, line in enumerate(lines_of_file("idioms.txt")) if line]
    by_first, by_sound = defaultdict(list), defaultdict(list)
    for idiom in every:
        by_first[syllable(idiom.first)].append(idiom)
        by_sound[blurred(idiom.text)].append(idiom)
    return Idioms({idiom.text: idiom for idiom in every}, dict(by_first), dict(by_sound))


def new_idiom(text: str) -> Idiom:
    """One that is not among them, read sign by sign."""
    return Idiom(text, toned(text[0]), toned(text[-1]), len(idioms().by_text))


def _read(line: str, rank: int) -> Idiom:
    text, *readings = line.split()
    if readings:
        return Idiom(text, readings[0], readings[-1], rank)
    return Idiom(text, toned(text[0]), toned(text[-1]), rank)


def _looseness(last: Idiom, following: Idiom) -> int:
    if last.text[-1] == following.text[0]:
        return 0
    return 1 if last.last == following.first else 2


def _shared(one: str, other: str) -> int:
    return sum(first == second for first, second in zip(one, other, strict=True))
