"""The characters of the salience measures: one plain person, told nothing, one trait, three, or a coarse group.

The deck that this library follows calls the settings Baseline, P209-top1, P209-top3 and P4-top1. There they are what a
model was trained with; here they are what a model is told.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from roleplay_lite.persona.load import load_persona
from roleplay_lite.persona.persona import Persona, Trait
from roleplay_lite.persona.traits.dictionary import P4, Coarse, coarse, find, labels_209
from roleplay_lite.persona.traits.profile import TraitProfile

Setting = Literal["Baseline", "P209-top1", "P209-top3", "P4-top1"]
SETTINGS: tuple[Setting, ...] = get_args(Setting)
TOLD = 3
"""Traits of a set."""

_BASE = Path(__file__).with_name("base.toml")
_TRIES = 1000
# What a coarse group makes one do, so that the settings differ in how fine a trait is told and in nothing else.
_COARSE: dict[Coarse, str] = {
    "bright": "语气明快，愿意多聊，爱替对方想办法",
    "steady": "说话慢而稳，不抢话，讲实在的",
    "wild": "想到什么说什么，由着自己的性子来",
    "cold": "话少，提不起劲，不往下接",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitSet:
    """Traits that are drawn for one character; salience asks for any of them."""

    labels: tuple[str, ...]
    """English labels of the 209."""
    other: tuple[str, ...]
    """The traits of another character, none of them in `labels`: the mismatched control."""


@lru_cache(maxsize=1)
def base() -> Persona:
    """The plain person: facts and no traits, manners or example lines."""
    return load_persona(_BASE)


def trait_sets(seed: int, count: int = 0) -> tuple[TraitSet, ...]:
    """Threes of positive traits, drawn at random; `count` of them, or as many as share no trait.

    No three clashes (`TraitProfile.clashes`). Each set's mismatched control is the next set's traits.
    """
    threes = _threes(seed)
    chosen = threes[: count or len(threes)]
    # The control comes out of all sets, so that one set alone has one too.
    return tuple(TraitSet(labels=three, other=threes[(at + 1) % len(threes)]) for at, three in enumerate(chosen))


def character(setting: Setting, traits: TraitSet, who: Persona | None = None) -> Persona:
    """That person with what the setting tells of the traits; `who` in place of the plain one, its own traits gone."""
    who = who or base()
    told = {
        "Baseline": (),
        "P209-top1": _fine(traits.labels[:1]),
        "P209-top3": _fine(traits.labels),
        "P4-top1": (_coarse(traits.labels),),
    }
    return replace(who, traits=told[setting])


def _fine(labels: tuple[str, ...]) -> tuple[Trait, ...]:
    return tuple(Trait(name=find(label).zh, behaviour=find(label).behaviour) for label in labels)


def _coarse(labels: tuple[str, ...]) -> Trait:
    """The group that most of them are in; of several, the one of the earliest label."""
    groups = [coarse(find(label)) for label in labels]
    group = max(groups, key=groups.count)
    return Trait(name=f"{P4[group]}的", behaviour=_COARSE[group])


@lru_cache(maxsize=4)
def _threes(seed: int) -> tuple[tuple[str, ...], ...]:
    """All positive labels in threes without a clash; one or two that fit nowhere are left over."""
    draw = random.Random(seed)
    left = [label for label in labels_209() if find(label).group == "positive"]
    draw.shuffle(left)
    threes: list[tuple[str, ...]] = []
    tries = 0
    while len(left) >= TOLD and tries < _TRIES:
        three = tuple(left[:TOLD])
        if _clash(three):
            tries += 1
            draw.shuffle(left)
            continue
        threes.append(three)
        left = left[TOLD:]
    return tuple(threes)


def _clash(labels: tuple[str, ...]) -> bool:
    return bool(TraitProfile(traits=_fine(labels)).clashes())
