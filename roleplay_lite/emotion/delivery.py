"""Mood and the person's feeling as factors on the voice. Pure, and gentle: at most an eighth either way."""

from __future__ import annotations

from collections.abc import Sequence

from roleplay_lite.emotion.feeling import Feeling
from roleplay_lite.emotion.mood import Mood
from roleplay_lite.emotion.temper import temper_of
from roleplay_lite.engines import Delivery
from roleplay_lite.persona.persona import Trait, VoiceChoice

LOW, HIGH = 0.88, 1.12
"""What a factor keeps to: more is heard as acting."""
_EARNEST = Delivery(rate=0.92, pitch=0.98, energy=0.94)
"""Where somebody may be in danger."""


def delivery(mood: Mood, feeling: Feeling | None, traits: Sequence[Trait]) -> Delivery:
    """How far the voice leaves the persona's own, as factors about 1: with its mood's way from rest, slower and softer
    for somebody who feels bad, brighter for joy."""
    if feeling and feeling.crisis:
        return _EARNEST
    rest = temper_of(tuple(traits))
    lift, pace = mood.valence - rest.valence, mood.arousal - rest.arousal
    rate = 1 + 0.06 * lift + 0.1 * pace
    pitch = 1 + 0.05 * lift + 0.04 * pace
    energy = 1 + 0.05 * lift + 0.1 * pace
    if feeling:
        share = feeling.intensity * abs(feeling.valence)
        if feeling.valence < 0:
            rate, pitch, energy = rate - 0.1 * share, pitch - 0.03 * share, energy - 0.09 * share
        else:
            rate, pitch, energy = rate + 0.05 * share, pitch + 0.05 * share, energy + 0.05 * share
    return Delivery(rate=_gentle(rate), pitch=_gentle(pitch), energy=_gentle(energy))


def spoken_with(voice: VoiceChoice, factors: Delivery) -> Delivery:
    """The persona's own voice with the factors on it."""
    return Delivery(
        rate=_possible(voice.rate * factors.rate),
        pitch=_possible(voice.pitch * factors.pitch),
        energy=_possible(voice.energy * factors.energy),
    )


def _gentle(factor: float) -> float:
    return max(LOW, min(HIGH, factor))


def _possible(factor: float) -> float:
    return max(0.25, min(4.0, factor))
