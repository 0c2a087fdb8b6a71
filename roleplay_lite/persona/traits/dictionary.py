"""The trait dictionary: 639 fine traits, each with a Mandarin name, what it makes one do, and a line that shows it.

The English labels are Patrick Gunkel's "638 Primary Personality Traits" and the two of ParlAI's Image-Chat (MIT) that
he lacks. Everything else was written for this library, but for 36 Mandarin names that were taken over as they were.
"""

from __future__ import annotations

import difflib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal, get_args

from roleplay_lite.errors import InputError

Group = Literal["positive", "neutral", "negative"]
Coarse = Literal["bright", "steady", "wild", "cold"]

GROUPS: tuple[Group, ...] = get_args(Group)
BIG5 = ("O", "C", "E", "A", "N")
"""Openness, conscientiousness, extraversion, agreeableness, neuroticism: the order of `TraitEntry.big5`."""

P4: Mapping[Coarse, str] = {"bright": "温暖明快", "steady": "沉静踏实", "wild": "张扬任性", "cold": "冷淡消沉"}
"""The four coarse groups, each with its Mandarin name; see `coarse`."""

DROPPED = ("Boisterous", "Compassionate", "Conceited", "Contemplative", "Earnest", "Suave")
"""What the 209 leave out of the 215; see `labels_209`."""

_FILES = ("positive.jsonl", "neutral.jsonl", "negative-1.jsonl", "negative-2.jsonl")
_IMAGE_CHAT_ONLY = ("Happy", "Spirited")
_SIGN: Mapping[Group, int] = {"positive": 1, "neutral": 0, "negative": -1}

# Common words for a trait that the dictionary has under another.
_ALIASES = {
    "活泼可爱": "Vivacious",
    "羞怯": "Shy",
    "聪明博学": "Knowledgeable",
    "温柔体贴": "Considerate",
    "谦逊": "Humble",
    "悲观沮丧": "Gloomy",
    "沉默": "Quiet",
    "话多": "Loquacious",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitEntry:
    """One trait of the dictionary."""

    en: str
    """The label in English, which no other entry has."""
    zh: str
    """The name in Mandarin, which no other entry has; ends in 的."""
    group: Group
    gloss: str
    behaviour: str
    """What to do because of it, in one line."""
    to: str
    """The line that `example` answers."""
    example: str
    big5: tuple[int, int, int, int, int]
    """−2 to 2 for each of `BIG5`; 0 says nothing about that factor."""


@lru_cache(maxsize=1)
def entries() -> tuple[TraitEntry, ...]:
    """Every entry: positive, neutral, negative. Read once, when first asked for."""
    folder = resources.files(__package__)
    rows = [row for file in _FILES for row in (folder / file).read_text(encoding="utf-8").splitlines() if row]
    # One document is parsed faster than 639.
    return tuple(TraitEntry(**data | {"big5": tuple(data["big5"])}) for data in json.loads(f"[{','.join(rows)}]"))


def lookup(name: str) -> TraitEntry | None:
    """The entry of that name: Mandarin with or without 的, or English in any case. None when there is none."""
    return _by_name().get(_key(name))


def find(name: str) -> TraitEntry:
    """As `lookup`, but raises InputError with the nearest names."""
    if entry := lookup(name):
        return entry
    shown = name if len(name) <= 20 else f"{name[:20]}…"
    raise InputError(f"no trait is named {shown!r}{hint(name)} `roleplay-lite persona traits` lists them")


def hint(name: str) -> str:
    """How a message about an unknown name goes on: the nearest names, or nothing but a full stop."""
    near = difflib.get_close_matches(_key(name)[:20], _by_name(), n=3, cutoff=0.5)
    found = dict.fromkeys(entry.zh if _is_mandarin(name) else entry.en for entry in map(_by_name().__getitem__, near))
    return f"; did you mean {' or '.join(found)}?" if found else "."


def labels_638() -> tuple[str, ...]:
    """Gunkel's labels. They are 637: the list that is known as 638 holds "Soft" twice."""
    return tuple(entry.en for entry in entries() if entry.en not in _IMAGE_CHAT_ONLY)


@lru_cache(maxsize=1)
def labels_215() -> tuple[str, ...]:
    """The labels of Image-Chat (Shuster et al., 2020), in its order; they suit lines of a conversation."""
    return tuple(json.loads((resources.files(__package__) / "labels215.json").read_text(encoding="utf-8")))


def labels_209() -> tuple[str, ...]:
    """209 of the 215.

    A P209 control was described without its list, so which six it leaves out is not known. These leave out a label
    that Image-Chat glosses first by another label of its own group, so that the two can hardly be told apart: one for
    each such gloss, the first in the alphabet. (Compassionate: "Sympathetic"; Contemplative: "Reflective"; Earnest:
    "Enthusiastic"; Suave: "Charming"; Boisterous: "Rowdy"; Conceited: "Arrogant".)
    """
    return tuple(label for label in labels_215() if label not in DROPPED)


def coarse(entry: TraitEntry) -> Coarse:
    """Which of the four coarse groups a trait is in.

    By the two factors above the Big Five (Digman, 1997): stability, A + C − N, which a positive trait raises by one
    and a negative one lowers by one, and plasticity, E + O. A stability of 0 counts as stable, a plasticity of 0 as
    none. bright: both; steady: stability alone; wild: plasticity alone; cold: neither.
    """
    openness, order, energy, warmth, worry = entry.big5
    stable = warmth + order - worry + _SIGN[entry.group] >= 0
    plastic = energy + openness > 0
    if stable:
        return "bright" if plastic else "steady"
    return "wild" if plastic else "cold"


def coarse_groups() -> dict[str, Coarse]:
    """Each of the 215 labels with its coarse group."""
    return {label: coarse(find(label)) for label in labels_215()}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, TraitEntry]:
    found: dict[str, TraitEntry] = {}
    for entry in entries():
        found |= dict.fromkeys((_key(entry.en), entry.zh, entry.zh.removesuffix("的")), entry)
    aliases = {name: found[_key(label)] for alias, label in _ALIASES.items() for name in (alias, f"{alias}的")}
    return aliases | found


def _key(name: str) -> str:
    """Full-width letters are letters, and spaces and hyphens are alike."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("-", " ").replace("_", " ")
    return " ".join(plain.split())


def _is_mandarin(name: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in name)
