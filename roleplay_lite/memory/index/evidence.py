"""How surely a memory or a turn answers a question, 0 to 1: a logistic model over readings of both.

Its weights and thresholds are in `evidence.json`, learnt by `python -m roleplay_lite.evaluation.train_recall`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp

from roleplay_lite.memory.index.asked import Asked, When, is_question
from roleplay_lite.memory.index.asked_keys import NEAR
from roleplay_lite.memory.index.asked_words import ATTRIBUTES, CHANGE, KINDS
from roleplay_lite.memory.index.concepts import concepts
from roleplay_lite.memory.index.cover import Held, cover, held
from roleplay_lite.memory.index.mending import mended
from roleplay_lite.memory.index.people import people_told_of, relation_of
from roleplay_lite.memory.index.stops import EMPTY
from roleplay_lite.memory.item import SELF
from roleplay_lite.memory.predicates import PREDICATES

LOOSE = frozenset({"time", "place", "hours", "like", "plan", "name", "city", "number"})
"""Matters that are in too many lines to tell one from another."""
_BROAD_WORDS = """
work school illness eat drink money keep business study body residence child return exercise hobby travel food street
community music group cook
"""
_BROAD = frozenset(_BROAD_WORDS.split())
_FINE = 2.0
_OF_MYSELF = re.compile(r"(?:我|俺|I\b|跟你说|现在我|所以我)")
Features = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A memory or a turn, as far as it tells."""

    text: str
    """The memory's sentence and the clause that it was read from, or the turn's words."""
    subject: str = ""
    """Of a memory."""
    predicate: str = ""
    over: bool = False
    """It is no longer so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    has: Held
    relations: frozenset[str]
    which: frozenset[tuple[str, str]]
    matters: frozenset[str]
    asks: bool
    of_myself: bool
    changes: bool
    kinds: frozenset[str]
    attributes: frozenset[str]


@lru_cache(maxsize=4096)
def _read(text: str) -> _Reading:
    """What is read of a told text, whatever is asked."""
    plain = mended(text)
    who = people_told_of(plain)
    return _Reading(
        has=held(text if plain == text else f"{text}\n{plain}"),
        relations=who.relations,
        which=who.which,
        matters=concepts(who.rest),
        asks=is_question(plain),
        of_myself=bool(_OF_MYSELF.match(plain.rpartition("\n")[2])),
        changes=bool(CHANGE.search(plain)),
        kinds=frozenset(name for name, (_, has) in KINDS.items() if has.search(plain)),
        attributes=frozenset(name for name, (_, has) in ATTRIBUTES.items() if has.search(plain)),
    )


def changes(told: Told) -> bool:
    """Whether it says that something is no longer as it was."""
    return _read(told.text).changes


def related(one: Told, other: Told) -> bool:
    """Whether two of them tell of the same thing: a fine matter, or a word."""
    first, second = _read(one.text), _read(other.text)
    return bool(
        (first.matters & second.matters) - LOOSE - _BROAD
        or {pair for pair in first.has.pairs & second.has.pairs if EMPTY.isdisjoint(pair)}
        or first.has.words & second.has.words
    )


def score(features: Features, weights: Mapping[str, float]) -> float:
    """0 to 1, by the weights of `model`."""
    value = 1 / (1 + exp(-sum(weights.get(name, 0.0) * number for name, number in features.items())))
    if features["attribute missing"]:
        value *= 0.5
    if features["attribute of another"]:
        value *= 0.3
    if features["another's row"]:
        value *= 0.4
    return value


Model = tuple[Mapping[str, float], Mapping[str, float]]
"""The weights, and the thresholds `gate` and `floor`."""


@lru_cache(maxsize=8)
def model(embedder: str = "") -> Model:
    """What was learnt with that embedder, by the beginning of its name; without one, and with an unknown one, what was
    learnt without any."""
    found = json.loads(files(__package__).joinpath("evidence.json").read_text("utf-8"))
    known = next((name for name in found if name and embedder.startswith(name)), "")
    return found[known]["weights"], found[known]["thresholds"]


def features(question: Asked, told: Told, names: Mapping[str, str]) -> Features:
    """What the model reads; `names` are known ones with their relations."""
    read = _read(told.text)
    same = _same(question, told, read, names)
    matter, sought = _matters(question, read)
    rest, amount = cover(question.rest, question.rest_terms, read.has)
    whole, length = cover(question.whole, question.terms, read.has)
    key = _key(question, told)
    asked_for = [name in read.attributes for name in question.attributes]
    row = bool(told.predicate)
    found: Features = {
        "bias": 1.0,
        "same": float(same == 1),
        "another": float(same == -1),
        "perhaps another": float(same == -0.5),
        "matter": matter / sought if sought else 0.0,
        "much matter": min(matter, 6) / 6,
        "no matter asked": float(not sought),
        "matter missing": float(bool(sought) and not matter),
        "rest": rest,
        "much rest": min(rest * amount, 6) / 6,
        "rest missing": float(amount >= 1 and rest == 0),
        "whole": whole,
        "much whole": min(whole * length, 6) / 6,
        "whole missing": float(length >= 1 and whole == 0),
        "key": float(key == 1),
        "near key": float(key == 0.5),
        "other key": float(key == -1),
        "row": float(row),
        "asks": float(read.asks and not row),
        "attribute": float(bool(asked_for) and all(asked_for) and same != -1),
        "attribute missing": float(bool(asked_for) and not all(asked_for)),
        "attribute of another": float(bool(asked_for) and all(asked_for) and same == -1),
        "only the people": float(same == 1 and not matter and not whole and bool(sought)),
        "another, of myself": float(same == -1 and read.of_myself and not read.relations),
        "another's row": float(row and same == -1),
        "over": float(told.over and question.when is not When.ONCE),
        "change": float(read.changes and question.when is not When.ONCE),
    }
    for name in KINDS:
        wanted = name in question.kinds
        found[f"{name} there"] = float(wanted and name in read.kinds)
        found[f"{name} missing"] = float(wanted and name not in read.kinds)
    for one, other in _TOGETHER:
        found[f"{one} & {other}"] = found[one] * found[other]
    return found


_TOGETHER = (
    ("same", "matter"), ("same", "key"), ("another", "key"), ("another", "matter"), ("another", "whole"),
    ("same", "matter missing"), ("same", "whole missing"), ("matter", "whole"), ("matter missing", "whole missing"),
    ("same", "name there"), ("same", "no matter asked"), ("change", "matter"),
)  # fmt: skip


def _same(question: Asked, told: Told, read: _Reading, names: Mapping[str, str]) -> float:
    """1 of the same people, -1 of others, -0.5 perhaps of others, 0.5 where only the speaker is meant."""
    relations = set(read.relations) | {names[name] for name in names if name in told.text}
    if told.subject and told.subject != SELF:
        relations.add(relation_of(told.subject))
    others = question.relations
    relations -= {relation for which, relation in question.which if _other_one(which, relation, read)}
    if others or question.names or question.named:
        by_name = any(name in told.text for name in (*question.names, question.named) if name)
        return 1.0 if by_name or others & relations else -1.0
    return 0.5 if not relations or told.subject == SELF else -0.5


def _other_one(which: str, relation: str, read: _Reading) -> bool:
    """Whether it tells of another of them (二女婿, not 大女婿)."""
    told = {one for one, of in read.which if of == relation}
    return bool(told) and which not in told


def _matters(question: Asked, read: _Reading) -> tuple[float, float]:
    """The weight of the matters that both speak of, and of all that the question does."""
    asked = question.matters - LOOSE
    weights = {one: 1.0 if one in _BROAD else _FINE for one in asked}
    return sum(weights[one] for one in asked & read.matters), sum(weights.values())


def _key(question: Asked, told: Told) -> float:
    if not told.predicate or not question.predicates:
        return 0.0
    if told.predicate in question.predicates:
        return 1.0
    if any(told.predicate in NEAR.get(key, ()) for key in question.predicates):
        return 0.5
    return -1.0 if told.predicate in PREDICATES else 0.0
