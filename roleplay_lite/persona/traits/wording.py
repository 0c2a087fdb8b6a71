"""How much a text has of a trait's own words: those of its lines, its behaviour and its gloss, against the others'.

For choosing among drafts. It knows the dictionary and the traits' lines, and nothing of what the evaluation's
classifier has learnt. Runs of one to three characters, each weighed by how few traits have it (tf-idf), compared by
their angle.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from roleplay_lite.persona.persona import Trait
from roleplay_lite.persona.traits.dictionary import find, labels_209, lookup
from roleplay_lite.persona.traits.lines import lines_of

_LONGEST = 3
_MARKS = "！？…，"

_Weights = Mapping[str, float]


def fit(text: str, traits: Iterable[Trait]) -> float:
    """How the trait that shows most in the text stands among the 209: 1 first, 0 last or none of the traits known."""
    names = {entry.en for trait in traits if (entry := lookup(trait.name))} & _weights().keys()
    if not names:
        return 0.0
    scores = _scores(text)
    best = max(scores[name] for name in names)
    before = sum(score > best for score in scores.values()) + sum(score == best for score in scores.values()) / 2
    return 1 - before / len(scores)


def _scores(text: str) -> dict[str, float]:
    counts = Counter(_runs(text))
    return {
        label: sum(weights[run] * math.log1p(count) * _rarity()[run] for run, count in counts.items() if run in weights)
        for label, weights in _weights().items()
    }


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, _Weights]:
    """For each of the 209 its runs, at unit length."""
    found = {}
    for label, counts in _counts().items():
        weights = {run: math.log1p(count) * _rarity()[run] for run, count in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        found[label] = {run: weight / length for run, weight in weights.items()}
    return found


@lru_cache(maxsize=1)
def _rarity() -> Mapping[str, float]:
    """Of each run: the logarithm of how few traits have it."""
    having = Counter(run for counts in _counts().values() for run in counts)
    return {run: math.log((len(_counts()) + 1) / number) for run, number in having.items()}


@lru_cache(maxsize=1)
def _counts() -> Mapping[str, Counter[str]]:
    return {label: Counter(run for text in _texts(label) for run in _runs(text)) for label in labels_209()}


def _texts(label: str) -> list[str]:
    entry = find(label)
    lines = lines_of(Trait(name=entry.zh))
    return [*(line.reply for line in lines), entry.example, entry.behaviour, entry.gloss]


def _runs(text: str) -> list[str]:
    kept = "".join(char for char in text if char.isalnum() or char in _MARKS)
    return [kept[at : at + size] for size in range(1, _LONGEST + 1) for at in range(len(kept) - size + 1)]
