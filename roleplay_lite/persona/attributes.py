"""Whether a sentence fits the gender, the residence or the sign of who says it: a small linear model in pure Python.

The weights in `attributes.json` are learned from KvPI (Apache-2.0) by `roleplay_lite/evaluation/train_attributes.py`;
none of its sentences are in them. `docs/evaluation.md` says how right it is: a contradiction that it finds is a reason
to look again, never one to forbid a sentence.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from roleplay_lite.persona.attribute_features import ATTRIBUTES, Attribute, Features, features

__all__ = ["ATTRIBUTES", "SURE", "Attribute", "Relation", "relation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How likely the sentence says that the value is so, that it is not, or neither; the three sum to 1."""

    entailed: float
    contradicted: float
    irrelevant: float

    @property
    def label(self) -> str:
        """The likeliest of the three."""
        scores = {"contradicted": self.contradicted, "entailed": self.entailed, "irrelevant": self.irrelevant}
        return max(scores, key=lambda name: scores[name])

    @property
    def careful_label(self) -> str:
        """`contradicted` from `SURE` on, else the likelier of the other two."""
        if self.contradicted >= SURE:
            return "contradicted"
        return "entailed" if self.entailed > self.irrelevant else "irrelevant"


SURE = 0.7
"""The probability from which a contradiction was right in 86 of 100, cross-validated within what was learned from."""

_UNIT = 100

_NOTHING = Relation(entailed=0.0, contradicted=0.0, irrelevant=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The model of one attribute: scores of `entailed` and `contradicted` over that of `irrelevant`."""

    bias: tuple[float, float]
    scales: dict[str, float]
    """What each group of features counts for."""
    groups: dict[str, dict[str, tuple[float, float]]]


def relation(sentence: str, key: Attribute, value: str) -> Relation:
    """How a Mandarin sentence lies to `key` being `value` of its speaker: gender 「女」 or `female`, residence
    「浙江 杭州」, sign 「天蝎座」. A sentence that mentions none of it is irrelevant."""
    found = features(sentence, key, value)
    return scored(found, _weights()[key]) if found and value.strip() else _NOTHING


def scored(found: Features, weights: Weights) -> Relation:
    """The model's answer: a softmax over weighted sums, the known features of each group taken at unit length."""
    entailed, contradicted = weights.bias
    for group, names in found.items():
        known = weights.groups.get(group, {})
        pairs = [known[name] for name in names if name in known]
        scale = weights.scales[group] / math.sqrt(len(pairs) or 1)
        entailed += scale * sum(pair[0] for pair in pairs)
        contradicted += scale * sum(pair[1] for pair in pairs)
    top = max(entailed, contradicted, 0.0)
    yes, no, neither = math.exp(entailed - top), math.exp(contradicted - top), math.exp(-top)
    total = yes + no + neither
    return Relation(entailed=yes / total, contradicted=no / total, irrelevant=neither / total)


def read_weights(text: str) -> dict[str, Weights]:
    """The weights as `attributes.json` holds them: in hundredths, a pair `[entailed, contradicted]` a feature."""
    return {key: _one(entry) for key, entry in json.loads(text).items()}


def write_weights(models: dict[str, Weights]) -> str:
    """The same as text."""
    return json.dumps({key: _plain(model) for key, model in models.items()}, ensure_ascii=False, separators=(",", ":"))


def _one(entry: dict[str, Any]) -> Weights:
    groups = {
        group: {name: (yes / _UNIT, no / _UNIT) for name, (yes, no) in pairs.items()}
        for group, pairs in entry["groups"].items()
    }
    return Weights(bias=(entry["bias"][0], entry["bias"][1]), scales=entry["scales"], groups=groups)


def _plain(model: Weights) -> dict[str, Any]:
    groups = {
        group: {name: [round(x * _UNIT) for x in pair] for name, pair in pairs.items()}
        for group, pairs in model.groups.items()
    }
    return {"bias": [round(x, 3) for x in model.bias], "scales": model.scales, "groups": groups}


@cache
def _weights() -> dict[str, Weights]:
    return read_weights(files("roleplay_lite.persona").joinpath("attributes.json").read_text(encoding="utf-8"))
