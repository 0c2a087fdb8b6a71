"""What a conversation is about, from what both sides said of it: each thing that was named, and how likely the next
question is about it. Pure; the weights are learnt (`evaluation/train_retrieval.py`)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from pathlib import Path

from roleplay_lite.knowledge.query.common import COMMON
from roleplay_lite.knowledge.query.names import Mention, Names
from roleplay_lite.knowledge.query.patterns import pattern
from roleplay_lite.knowledge.query.reading import plain

MOST_UTTERANCES = 24
"""Of a conversation, latest last, that are looked at."""
MOST = 8
"""Things that a question may be about."""
FADES = 0.55
"""What an utterance leaves of the weight of what was named before it."""

_POINTS = re.compile(
    "它|他|她|那里|那儿|这里|这儿|那边|这边|这个|那个|这部|那部|这首|那首|这张|该|此|\\b(?:it|he|she|they|its|his|her)\\b"
)
_PERSON = re.compile("[他她](?!们)|这个?人|那个?人|\\b(?:he|she|his|her)\\b")


@dataclass(frozen=True, slots=True)
class Salient:
    """One thing that may be meant."""

    name: str
    strength: float
    """0 to 1; all of them sum to 1."""
    said: bool
    """The line itself names it."""


@dataclass(slots=True)
class Traced:
    """How one thing came up."""

    name: str
    said: float = 0.0
    """1 named in the line; 0.6 where a part of its name stands there alone."""
    leads: bool = False
    """It is what the line names first."""
    last: bool = False
    """It is what the line named last."""
    quoted: bool = False
    subject: bool = False
    """A question follows its name."""
    ago: int = 99
    """Utterances since it was last named; 1 is what was heard last."""
    count: int = 0
    alone: float = 0.0
    """1 over how many were named beside it, when it last was."""
    first: bool = False
    """It was the first thing named."""
    weight: float = 0.0
    """Of all times it was named, fading."""
    own: int = 0
    """How often the person named it."""
    several: float = 0.0
    """How many share its name."""


def salient(said: str, heard: Sequence[str], names: Names) -> tuple[Salient, ...]:
    """What may be meant, likeliest first. `heard` is what was said before on both sides, latest last, the person's
    words and replies in turns; the last of them is a reply."""
    traced = trace(said, heard[-MOST_UTTERANCES:], names)
    if not traced:
        return ()
    weights = salience()
    scores = {
        one.name: sum(weights.get(name, 0.0) * value for name, value in features(one, traced, said).items())
        for one in traced
    }
    top = max(scores.values())
    whole = sum(exp(score - top) for score in scores.values())
    best = sorted(traced, key=lambda one: -scores[one.name])[:MOST]
    return tuple(Salient(one.name, exp(scores[one.name] - top) / whole, one.said > 0) for one in best)


def trace(said: str, heard: Sequence[str], names: Names) -> list[Traced]:
    """Each thing that was named, in the order of coming up."""
    found: dict[str, Traced] = {}
    for place, text in enumerate(heard):
        for one in found.values():
            one.weight *= FADES
        mentions = _meant(names.spot(text))
        ago = len(heard) - place
        for mention in mentions:
            _note(found, mention, ago, 1 / len(mentions), ago % 2 == 0)
    for one in found.values():
        one.weight *= FADES
    mentions = _meant(names.spot(said))
    for place, mention in enumerate(mentions):
        for name in mention.names:
            one = found.setdefault(name, Traced(name))
            one.said, one.several = 1.0, len(mention.names)
            one.quoted |= mention.quoted
            one.subject |= bool(pattern("subject follows").match(said, mention.end))
            one.last = place == len(mentions) - 1
            one.leads |= place == 0
    _parts(found, said, mentions)
    if found:
        next(iter(found.values())).first = True
    return list(found.values())


def _meant(mentions: Sequence[Mention]) -> list[Mention]:
    return [one for one in mentions if not one.dictionary]


def _note(found: dict[str, Traced], mention: Mention, ago: int, alone: float, own: bool) -> None:
    for name in mention.names:
        one = found.setdefault(name, Traced(name))
        one.ago, one.count, one.alone = ago, one.count + 1, alone
        one.weight, one.own, one.several = one.weight + 1, one.own + own, len(mention.names)


def _parts(found: Mapping[str, Traced], said: str, mentions: Sequence[Mention]) -> None:
    """What was named before is meant by a part of its name (故宫 after 沈阳故宫, 凯奇 after 尼古拉斯·凯奇)."""
    line = plain(said)
    named = {mention.alias for mention in mentions}
    for one in found.values():
        if one.said:
            continue
        whole = plain(one.name)
        if any(alias in whole and alias != whole for alias in named) or _part(whole, line):
            one.said = 0.6


def _part(name: str, line: str) -> bool:
    """Whether a telling beginning or end of the name stands in the line."""
    bare = re.sub("[（(].*?[）)]$", "", name)
    for size in range(min(len(bare) - 1, 8), 1, -1):
        for piece in (bare[:size], bare[-size:]):
            if piece in line and piece not in COMMON and (size >= 3 or size * 2 >= len(bare) or "·" + piece in bare):
                return not re.fullmatch("[\\W_a-z]*", piece)
    return False


def features(one: Traced, among: Sequence[Traced], said: str) -> dict[str, float]:
    """What tells how likely it is meant."""
    fresh = any(other.said == 1.0 for other in among)
    nearest = min((other.ago for other in among), default=99)
    heaviest = max((other.weight for other in among), default=0.0) or 1.0
    values = {
        "said": float(one.said == 1.0),
        "said last": float(one.said == 1.0 and one.last),
        "said subject": float(one.subject),
        "said first": float(one.said == 1.0 and one.leads),
        "said quoted": float(one.quoted),
        "said part": float(one.said == 0.6),
        "others said": float(fresh and one.said < 1.0),
        "ago 1": float(one.ago == 1),
        "ago 2": float(one.ago == 2),
        "ago 3": float(one.ago in (3, 4)),
        "ago 5": float(5 <= one.ago <= 8),
        "nearest": float(one.ago == nearest and one.ago < 99),
        "alone": one.alone if one.ago == nearest else 0.0,
        "count": log(1 + one.count),
        "weight": one.weight / heaviest,
        "heaviest": float(one.weight == heaviest),
        "first": float(one.first),
        "own": log(1 + one.own),
        "several": log(max(1.0, one.several)),
        "length": min(len(one.name), 12) / 12,
        "new": float(one.count == 1 and one.ago == 1),
    }
    if _POINTS.search(said):
        values |= {"points: nearest": values["nearest"], "points: weight": values["weight"]}
    return values


@lru_cache(maxsize=1)
def salience() -> Mapping[str, float]:
    """The learnt weights of the features."""
    return dict(json.loads(Path(__file__).with_name("salience.json").read_text(encoding="utf-8")))


def points_at_person(said: str) -> bool:
    """Whether it says 他 or 她 of somebody."""
    return bool(_PERSON.search(said))
