"""What the learnt reader sees of a line: runs of characters, hashed, and what the rules found."""

from __future__ import annotations

import math
import re
import zlib
from dataclasses import dataclass

from roleplay_lite.emotion.feeling import LABELS
from roleplay_lite.emotion.rules import Reading, read

BUCKETS = 1 << 16
"""Runs of characters are told apart by so many numbers."""
LONGEST = 160
"""So many characters of a line are looked at, the last of them: a line ends in what it is about."""
_RUN = 3

SIGNS: tuple[str, ...] = (*LABELS, "good", "bad", "others", "exclaims", "tiny", "short", "long")
"""What the rules found, by name: each label's strength, and the sum of what is good and bad."""


NOTHING = Reading(hits=(), clauses=(), exclaims=False, others=False)
"""For a reader that is to see the characters alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """Of one line."""

    grams: tuple[int, ...]
    """The bucket of each different run of one to three characters."""
    weight: float
    """What each of them counts for, so that long lines weigh no more than short ones."""
    signs: tuple[float, ...]
    """One for each of `SIGNS`."""


def features(text: str, reading: Reading | None = None) -> Features:
    """The features of a line; the rules read it where they have not yet."""
    plain = _PLAIN.sub("", text[-4 * LONGEST :].lower())[-LONGEST:]
    grams = tuple(sorted({bucket(run) for run in runs(plain)}))
    return Features(
        grams=grams, weight=1 / math.sqrt(max(1, len(grams))), signs=_signs(reading or read(text), len(plain))
    )


def runs(plain: str) -> set[str]:
    """Every run of one to three characters, the ends of the line among them."""
    ended = f"^{plain}$"
    return {ended[at : at + size] for size in range(1, _RUN + 1) for at in range(len(ended) - size + 1)} - {"^", "$"}


def bucket(run: str) -> int:
    """The number of a run, the same on every machine."""
    return zlib.crc32(run.encode("utf-8", "surrogatepass")) % BUCKETS


def _signs(reading: Reading, length: int) -> tuple[float, ...]:
    found = dict.fromkeys(SIGNS, 0.0)
    for hit in reading.hits:
        found[hit.label] = max(found[hit.label], hit.strength)
        found["good" if hit.valence > 0 else "bad"] += abs(hit.valence)
    found["others"], found["exclaims"] = float(reading.others), float(reading.exclaims)
    found["tiny"], found["short"], found["long"] = float(length <= 2), float(2 < length <= 5), float(length > 12)
    return tuple(min(2.0, value) for value in found.values())


# What a recogniser may or may not write.
_PLAIN = re.compile(r"[\s,，.。、；;：:“”\"'‘’「」…~～—-]+")
