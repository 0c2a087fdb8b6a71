"""What a character's traits make of its moods: where they rest, how far they swing, how long they last. Pure.

The traits of the dictionary carry Big Five scores. That extraverts rest higher and feel good news more, that the
neurotic rest lower, swing wider and come back later, and that the agreeable catch another's feeling is what is known of
the Big Five and affect (Larsen & Ketelaar, 1991; Suls & Martin, 2005); the numbers here are ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from roleplay_lite.persona.persona import Intensity, Trait
from roleplay_lite.persona.traits.dictionary import TraitEntry, lookup

HALF_LIFE_SECONDS = 2400.0
"""Of one whose traits say nothing: forty minutes."""

_WEIGHT: dict[Intensity, float] = {"a-bit": 0.5, "plain": 1.0, "very": 1.5, "extremely": 2.0}

# What a trait of the author's own says by its name: O, C, E, A, N, as the dictionary scores them. The first that fits.
_NAMED: tuple[tuple[str, tuple[int, int, int, int, int]], ...] = (
    ("忧悲郁愁颓丧", (0, 0, -1, 0, 2)),
    ("怯羞内向怕", (0, 0, -2, 0, 1)),
    ("冷傲淡漠", (0, 0, -1, -2, -1)),
    ("暴躁急脾冲倔", (0, -1, 1, -1, 1)),
    ("爽朗乐开活闹快", (0, 0, 2, 1, -1)),
    ("逗皮俏趣贫", (1, 0, 2, 0, -1)),
    ("温暖软柔善心爱亲体贴", (0, 0, 0, 2, 0)),
    ("慢稳静淡沉和", (0, 0, -1, 1, -1)),
    ("敏多愁感旧", (1, 0, -1, 1, 1)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Temper:
    """How somebody's moods go."""

    valence: float = 0.05
    """Where the mood rests, −1 to 1."""
    arousal: float = 0.3
    """Where its pace rests, 0 to 1."""
    dominance: float = 0.0
    """Where its footing rests, −1 to 1; one below 0 is hurt where another is angry."""
    gain: float = 1.0
    """How far an event moves it."""
    half_life_seconds: float = HALF_LIFE_SECONDS
    """After so long half of what moved it is gone."""
    warmth: float = 0.5
    """0 to 1: how much of another's feeling it catches."""
    play: float = 0.0
    """−1 takes teasing hard, 1 enjoys it."""


@lru_cache(maxsize=64)
def temper_of(traits: tuple[Trait, ...]) -> Temper:
    """The temper that these traits make. A trait that the dictionary lacks is read by its name, and one that cannot be
    read says nothing."""
    open_, order, energy, kind, worry = _big5(traits)
    return Temper(
        valence=_within(0.05 + 0.09 * energy + 0.04 * kind - 0.12 * worry, -0.4, 0.4),
        arousal=_within(0.3 + 0.07 * energy - 0.02 * order + 0.02 * worry, 0.18, 0.5),
        dominance=_within(0.14 * energy - 0.1 * worry - 0.05 * kind, -0.4, 0.4),
        gain=_within(1.0 + 0.15 * worry + 0.08 * energy + 0.05 * open_ - 0.05 * order, 0.5, 1.6),
        half_life_seconds=HALF_LIFE_SECONDS * 2 ** _within(0.5 * worry - 0.25 * energy, -1.0, 1.5),
        warmth=_within(0.5 + 0.18 * kind + 0.05 * worry, 0.1, 1.0),
        play=_within(0.3 * energy + 0.1 * open_ - 0.35 * worry, -1.0, 1.0),
    )


def _big5(traits: Sequence[Trait]) -> tuple[float, ...]:
    """The mean of the traits' scores, weighted by intensity; noughts where none can be read."""
    known = [(_WEIGHT[trait.intensity], scores) for trait in traits if (scores := _scores(trait))]
    total = sum(weight for weight, _ in known) or 1.0
    return tuple(sum(weight * scores[at] for weight, scores in known) / total for at in range(5))


def _scores(trait: Trait) -> tuple[int, int, int, int, int] | None:
    entry: TraitEntry | None = lookup(trait.name)
    if entry:
        return entry.big5
    return next((scores for signs, scores in _NAMED if any(sign in trait.name for sign in signs)), None)


def _within(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))
