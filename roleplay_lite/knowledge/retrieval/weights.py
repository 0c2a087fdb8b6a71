"""The learnt weights (`evaluation/train_retrieval.py`), read when first needed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from math import exp
from pathlib import Path

FILE = Path(__file__).with_name("weights.json")


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Mapping[str, float]]:
    """`triple` ranks triples; `answers` tells how likely one answers; `faq` and `passage` likewise."""
    return dict(json.loads(FILE.read_text(encoding="utf-8")))


def weighed(features: Mapping[str, float], by: Mapping[str, float]) -> float:
    """The weighted sum."""
    return sum(by.get(name, 0.0) * value for name, value in features.items())


def chance(score: float) -> float:
    """Log odds as 0 to 1."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))
