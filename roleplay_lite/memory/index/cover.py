"""How much of what a question looks for a memory has: by signs, by sound where the signs differ."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from roleplay_lite.memory.index.pinyin import sound_pairs
from roleplay_lite.memory.index.stops import ALONE, EMPTY, QUESTION_WORDS, SPLITS
from roleplay_lite.memory.index.terms import Terms, terms_of

HEARD = 0.85
"""What a pair of signs counts that only sounds the same."""
_WORD = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a memory has."""

    pairs: frozenset[str]
    sounds: frozenset[str]
    words: frozenset[str]
    signs: frozenset[str]


@lru_cache(maxsize=4096)
def held(text: str) -> Held:
    """Read a text."""
    found = terms_of(text, cut=False)
    return Held(
        pairs=frozenset(found.bigrams),
        sounds=frozenset(way for ways in found.sounds for way in ways),
        words=frozenset(found.words),
        signs=frozenset(text),
    )


def cover(looked: str, terms: Terms, memory: Held) -> tuple[float, float]:
    """The share of it that the memory has, 0 to 1, and how much there is to look for: about a point for each sign that
    means something, two for a word in letters. `terms` are those of `looked`."""
    got = sum(_WORD for word in terms.words if word in memory.words)
    total = _WORD * len(terms.words)
    for part in parts(looked):
        weights = [0.0 if sign in EMPTY else 1.0 for sign in part]
        total += sum(weights)
        got += sum(weight * share for weight, share in zip(weights, _shares(part, memory), strict=True))
    return (got / total if total else 0.0), total


@lru_cache(maxsize=256)
def parts(looked: str) -> tuple[str, ...]:
    """Its runs of Han signs between the words that only ask."""
    text = QUESTION_WORDS.sub(" ", unicodedata.normalize("NFKC", looked))
    runs = re.findall("[\u3400-\u9fff〇]+", "".join(" " if sign in SPLITS else sign for sign in text))
    return tuple(runs)


def _shares(part: str, memory: Held) -> list[float]:
    """For each sign whether it stands in the memory beside the same neighbour, or alone where it is a word."""
    shares = [1.0 if (sign in ALONE or len(part) == 1) and sign in memory.signs else 0.0 for sign in part]
    for index, ways in enumerate(sound_pairs(part)):
        share = 1.0 if part[index : index + 2] in memory.pairs else HEARD if memory.sounds.intersection(ways) else 0.0
        shares[index] = max(shares[index], share)
        shares[index + 1] = max(shares[index + 1], share)
    return shares
