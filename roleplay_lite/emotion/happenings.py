"""What befalls somebody, told without a word for the feeling: the patterns of `happenings.txt`, over a clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from roleplay_lite.emotion.feeling import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A pattern, and the feeling that what it tells of usually brings."""

    pattern: re.Pattern[str]
    label: Label
    strength: float


def found_in(clause: str) -> tuple[Happening, ...]:
    """What the clause tells of."""
    return tuple(one for one in happenings() if one.pattern.search(clause))


@cache
def happenings() -> tuple[Happening, ...]:
    """The patterns, in the order of the file."""
    found: list[Happening] = []
    stands: dict[str, str] = {}
    label, strength = "neutral", 0.0
    for line in files("roleplay_lite.emotion").joinpath("happenings.txt").read_text(encoding="utf-8").splitlines():
        if head := _HEAD.fullmatch(line):
            label, strength = head[1], float(head[2])
        elif named := _NAMED.fullmatch(line):
            stands[named[1]] = named[2]
        elif line and not line.startswith("#"):
            for name, text in stands.items():
                line = line.replace(name, text)
            found.append(Happening(pattern=re.compile(line), label=cast(Label, label), strength=strength))
    return tuple(found)


_HEAD = re.compile(r"\[(\w+) ([\d.]+)\]")
_NAMED = re.compile(r"(<\w+>) = (.+)")
