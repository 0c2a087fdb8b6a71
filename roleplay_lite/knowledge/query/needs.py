"""How much a line needs looking up, and whether only an up-to-date source can answer. Pure; the weights are learnt
(`evaluation/train_needs.py`)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from math import exp
from pathlib import Path

from roleplay_lite.knowledge.query.frames import subject_of, unframed
from roleplay_lite.knowledge.query.patterns import features, pattern
from roleplay_lite.turn import About
from roleplay_lite.understanding import about, is_question

FILE = Path(__file__).with_name("needs.json")

_OF_THE_WHOLE = ("talk", "question")
_SEEKS = ("what is", "who", "where", "how much", "when", "why", "how", "which")


def fresh(text: str) -> bool:
    """Whether only a source that is up to date can answer."""
    return bool(pattern("fresh").search(text)) and not pattern("fixed").search(text)


def needs_features(text: str, *, entity: float, attribute: float, carried: bool) -> dict[str, float]:
    """What tells how much a line needs looking up. `entity` and `attribute` are how surely it names one, 0 to 1."""
    whole, bare = text.strip(), unframed(text)
    line = asking_clause(bare)
    who = about(line.replace("我国", ""))
    asks = float(is_question(whole) or is_question(line))
    world = float(who is About.WORLD)
    subject = float(bool(subject_of(text)))
    found = {
        name: float(bool(pattern(f"feature {name}").search(whole if name in _OF_THE_WHOLE else line)))
        for name in features()
    }
    return found | {
        "bias": 1.0,
        "statement": float(not asks and not found["looks up"] and not pattern("nominal").search(line)),
        "you beside": float("你" in bare or "您" in bare),
        "persona": float(who is About.PERSONA),
        "person": float(who is About.PERSON),
        "asks": asks,
        "subject": subject,
        "subject, asks": subject * asks,
        "entity": entity,
        "entity, asks": entity * asks,
        "attribute": attribute,
        "entity, attribute": entity * attribute,
        "carried": float(carried),
        "carried, attribute": float(carried) * attribute,
        "world, asks": world * asks,
        "world, seeks": world * max(found[name] for name in _SEEKS),
        "fresh": float(fresh(line)),
        "fresh, asks": float(fresh(line)) * asks,
        "framed": float(len(whole) - len(bare) > 2),
    }


def asking_clause(line: str) -> str:
    """The clause that asks, without what is told beside it (「奶酪是拿什么做的呀，我闺女问」)."""
    clauses = [part for part in re.split(r"[，,。！!；;\s]+", line) if part]
    if re.search("[a-z]", line, re.IGNORECASE) or len(clauses) < 2:
        return line
    return next((part for part in clauses if len(part) > 3 and is_question(part)), line)


def needs(found: Mapping[str, float]) -> float:
    """0 to 1."""
    weights = _weights()
    score = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    return dict(json.loads(FILE.read_text(encoding="utf-8")))
