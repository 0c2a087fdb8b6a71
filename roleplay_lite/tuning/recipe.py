"""What a training run is told: `recipe.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from roleplay_lite import tomlfile
from roleplay_lite.errors import ConfigError
from roleplay_lite.tuning.base import MODULES


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
    rate: float = 3e-4
    """The highest learning rate (AdamW); it rises over `warm` of the steps and falls by a cosine to a tenth."""
    warm: float = 0.05
    decay: float = 0.01
    epochs: int = 3
    batch_tokens: int = 16384
    """Tokens of a batch, padding included."""
    seed: int = 1
    kept_first: int = 20000
    """The vocabulary is cut to the tokens of the corpus, all with a Chinese character, and this many of the most
    frequent (a byte-pair vocabulary is in that order): the rest are code and other languages."""


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
        rate=document.number("rate", base.rate, low=0, high=0.1),
        warm=document.number("warm", base.warm, low=0, high=0.9),
        decay=document.number("decay", base.decay, low=0, high=1),
        epochs=document.integer("epochs", base.epochs, low=1, high=100),
        batch_tokens=document.integer("batch_tokens", base.batch_tokens, low=256, high=1 << 20),
        seed=document.integer("seed", base.seed, low=0, high=2**31),
        kept_first=document.integer("kept_first", base.kept_first, low=0, high=1 << 20),
    )
