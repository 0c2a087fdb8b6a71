"""Sounds to test with."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from roleplay_lite.turn import Audio

Samples = npt.NDArray[np.float64]


def tone(seconds: float, rate: int = 16_000, hertz: float = 440, volume: float = 0.5) -> Samples:
    return volume * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def noise(seconds: float, rate: int = 16_000, volume: float = 0.1) -> Samples:
    return np.random.default_rng(1).normal(0, volume, round(seconds * rate))


def audio(samples: Samples, rate: int = 16_000) -> Audio:
    return Audio(pcm=np.clip(np.rint(samples * 32767), -32768, 32767).astype("<i2").tobytes(), sample_rate=rate)


def joined(blocks: Iterable[Audio]) -> Audio:
    parts = list(blocks)
    return Audio(pcm=b"".join(part.pcm for part in parts), sample_rate=parts[0].sample_rate)


def numbers(sound: Audio) -> Samples:
    return np.frombuffer(sound.pcm, "<i2").astype(np.float64) / 32767
