"""Which fact a line asks for, where no rule reads it: a small linear model in pure Python.

The weights in `asking.json` are learned by `roleplay_lite/evaluation/train_asking.py`; none of the lines that they were
learned from are in them. `docs/evaluation.md` says how right it is.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from roleplay_lite.persona.questions.asking_features import Features, features

NONE = ""
"""The key of a line that asks for no fact."""
_UNIT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """The likeliest key."""

    key: str
    """A key of `facts.KEYS`, or `NONE`."""
    likely: float
    """0 to 1."""
    asks: float
    """How likely it is that the line asks for some fact, whichever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The model: for each feature what it counts for each key, those that count for next to nothing left out."""

    keys: tuple[str, ...]
    """`NONE` among them."""
    bias: tuple[float, ...]
    scales: dict[str, float]
    """What each group of features counts for."""
    groups: dict[str, dict[str, tuple[tuple[int, float], ...]]]
    """By group and feature: places in `keys` and weights."""


def asking(text: str) -> Guess:
    """The fact that a line asks its hearer for."""
    return scored(features(text), weights())


def scored(found: Features, model: Weights) -> Guess:
    """The model's answer: a softmax over weighted sums, the known features of each group taken at unit length."""
    sums = list(model.bias)
    for group, names in found.items():
        known = model.groups.get(group, {})
        held = [known[name] for name in names if name in known]
        scale = model.scales[group] / math.sqrt(len(held) or 1)
        for counts in held:
            for place, weight in counts:
                sums[place] += scale * weight
    top = max(sums)
    powers = [math.exp(one - top) for one in sums]
    whole = sum(powers)
    best = sums.index(top)
    none = model.keys.index(NONE)
    return Guess(key=model.keys[best], likely=powers[best] / whole, asks=1 - powers[none] / whole)


def read_weights(text: str) -> Weights:
    """The weights as `asking.json` holds them: in hundredths, place and weight in turn."""
    entry: dict[str, Any] = json.loads(text)
    groups = {
        group: {
            name: tuple((flat[i], flat[i + 1] / _UNIT) for i in range(0, len(flat), 2)) for name, flat in names.items()
        }
        for group, names in entry["groups"].items()
    }
    return Weights(keys=tuple(entry["keys"]), bias=tuple(entry["bias"]), scales=entry["scales"], groups=groups)


def write_weights(model: Weights) -> str:
    """The same as text."""
    groups = {
        group: {
            name: [number for place, weight in counts for number in (place, round(weight * _UNIT))]
            for name, counts in names.items()
        }
        for group, names in model.groups.items()
    }
    entry = {
        "keys": model.keys,
        "bias": [round(one, 3) for one in model.bias],
        "scales": model.scales,
        "groups": groups,
    }
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"))


@cache
def weights() -> Weights:
    """Those that are shipped, read once."""
    place = files("roleplay_lite.persona.questions").joinpath("asking.json")
    return read_weights(place.read_text(encoding="utf-8"))
