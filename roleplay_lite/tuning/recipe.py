"""What a training run is told: `recipe.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from roleplay_lite import tomlfile
from roleplay_lite.errors import ConfigError
from roleplay_lite.tomlfile import Document
from roleplay_lite.tuning.base import MODULES


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One run through some part of the corpus; each goes on from what the one before it learnt."""

    name: str
    parts: tuple[str, ...] = ("written",)
    """Of `corpus.Part`."""
    views: int = 2
    """In how many ways each dialogue is rendered (`rendering.VIEWS`), where all its shown lines stand."""
    shown: int = 1
    """Every so-manyth dialogue keeps the lines that are shown at the beginning; with 1 all do."""
    replay: Mapping[str, int] = field(default_factory=dict)
    """By kind, how many dialogues of other parts that are of this kind alone are learnt from again."""
    again: Mapping[str, int] = field(default_factory=dict)
    """By part, every so-manyth dialogue that is learnt from again."""
    epochs: int = 1
    rate: float = 5e-4
    """The highest learning rate (AdamW); it rises over `warm` of the steps and falls by a cosine to a tenth."""
    steps: int = 0
    """Where the phase is broken off, the learning rate not yet at its end; 0 goes through to the end."""
    first_layer: int = 0
    """Layers before this one keep what they have; what is not learnt need not be gone back through."""
    batch_tokens: int = 2200
    """Tokens of a batch, padding included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A LoRA (Hu et al., 2021) and how it is learnt."""

    base: str
    """The model's name in the manifest."""
    rank: int = 16
    alpha: float = 32.0
    """The update is scaled by alpha / rank."""
    modules: tuple[str, ...] = ("q_proj", "v_proj", "o_proj", "down_proj")
    """Which linear layers have one. Each costs time at every token: all seven a seventh of it on two cores."""
    dropout: float = 0.05
    warm: float = 0.05
    decay: float = 0.01
    seed: int = 1
    kept_first: int = 20000
    """The vocabulary is cut to the tokens of the corpus, all with a Chinese character, and this many of the most
    frequent (a byte-pair vocabulary is in that order): the rest are code and other languages."""
    phases: tuple[Phase, ...] = (Phase(name="written"),)


def read_recipe(file: Path) -> Recipe:
    """Raises ConfigError with file, line and field."""
    document = tomlfile.read(file, ConfigError)
    document.only(Recipe.__dataclass_fields__)
    base = Recipe(base="")
    modules = document.strings("modules") if "modules" in document.data else base.modules
    for place, module in enumerate(modules):
        if module not in MODULES:
            raise document.fail(f"{module!r} is no linear layer; there are {', '.join(MODULES)}", "modules", place)
    return Recipe(
        base=document.string("base"),
        rank=document.integer("rank", base.rank, low=1, high=256),
        alpha=document.number("alpha", base.alpha, low=0, high=1024),
        modules=tuple(modules),
        dropout=document.number("dropout", base.dropout, low=0, high=0.9),
        warm=document.number("warm", base.warm, low=0, high=0.9),
        decay=document.number("decay", base.decay, low=0, high=1),
        seed=document.integer("seed", base.seed, low=0, high=2**31),
        kept_first=document.integer("kept_first", base.kept_first, low=0, high=1 << 20),
        phases=tuple(_phase(table) for table in document.subs("phases")) or base.phases,
    )


def _phase(table: Document) -> Phase:
    # Here, since what a corpus is made of is not needed where an adapter is only learnt.
    from roleplay_lite.tuning.corpus import KINDS, Part

    table.only(Phase.__dataclass_fields__)
    base = Phase(name="")
    parts = table.strings("parts") if "parts" in table.data else base.parts
    for place, part in enumerate(parts):
        if part not in get_args(Part):
            raise table.fail(f"{part!r} is no part; there are {', '.join(get_args(Part))}", "parts", place)
    replay, again = table.sub("replay"), table.sub("again")
    replay.only(KINDS)
    again.only(get_args(Part))
    return Phase(
        name=table.string("name"),
        parts=tuple(parts),
        views=table.integer("views", base.views, low=1, high=8),
        shown=table.integer("shown", base.shown, low=1, high=100),
        replay={kind: replay.integer(kind, 0, low=0, high=100000) for kind in replay.data},
        again={part: again.integer(part, 1, low=1, high=100000) for part in again.data},
        epochs=table.integer("epochs", base.epochs, low=1, high=100),
        rate=table.number("rate", base.rate, low=0, high=0.1),
        steps=table.integer("steps", base.steps, low=0, high=1 << 30),
        first_layer=table.integer("first_layer", base.first_layer, low=0, high=1000),
        batch_tokens=table.integer("batch_tokens", base.batch_tokens, low=256, high=1 << 20),
    )
