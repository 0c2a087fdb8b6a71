"""What the scorer has learnt, as one file: three linear maps from a reply to the 209 traits.

Weights are small whole numbers with one scale a trait: those of the grams, which are nearly all of the file, in 63
steps (scores move by a hundredth of their spread, and the file is half as large), the others in 255.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

from roleplay_lite.errors import ConfigError

Floats = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.int8]

FILE = Path(__file__).parent / "learnt.npz"
FINE, COARSE = 127, 31
"""The largest weight of a matrix, in steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaled:
    """A matrix of features × labels in whole numbers."""

    steps: Bytes
    scale: Floats
    """What a step is worth, for each label."""

    @classmethod
    def of(cls, weights: npt.NDArray[np.floating], steps: int = FINE) -> Scaled:
        largest = np.abs(weights).max(axis=0, initial=1e-12)
        scale = (largest / steps).astype(np.float32)
        return cls(steps=np.rint(weights / scale).astype(np.int8), scale=scale)

    @property
    def weights(self) -> Floats:
        return self.steps.astype(np.float32) * self.scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """Everything that scoring needs."""

    labels: tuple[str, ...]
    bias: Floats
    """For each label."""
    temperature: float
    """What scores are divided by before they are read as logarithms of shares."""
    grams: tuple[str, ...]
    rarity: Floats
    """The inverse document frequency of each gram."""
    of_grams: Scaled
    manner_mean: Floats
    manner_spread: Floats
    of_manner: Scaled
    meaning_mean: Floats
    of_meaning: Scaled

    def write(self, file: Path) -> None:
        """As a compressed NPZ."""
        arrays: dict[str, npt.NDArray[np.generic]] = {
            "labels": _packed(self.labels),
            "grams": _packed(self.grams),
            "temperature": np.asarray([self.temperature], np.float32),
        }
        for name in (field.name for field in fields(self)):
            value = getattr(self, name)
            if isinstance(value, Scaled):
                arrays |= {name: value.steps, f"{name}_scale": value.scale}
            elif isinstance(value, np.ndarray):
                arrays[name] = value
        buffer = io.BytesIO()
        np.savez_compressed(buffer, allow_pickle=False, **arrays)
        file.write_bytes(buffer.getvalue())

    @classmethod
    def read(cls, file: Path) -> Learnt:
        """As `write` left it. Raises ConfigError for anything else."""
        try:
            with np.load(file, allow_pickle=False) as arrays:
                return _learnt({name: arrays[name] for name in arrays.files})
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as problem:
            again = "learn it anew: python -m roleplay_lite.evaluation.scorer.train OUT"
            raise ConfigError(f"is not what the trait scorer learnt; {again}", file=file) from problem


def _learnt(arrays: Mapping[str, npt.NDArray[np.generic]]) -> Learnt:
    def floats(name: str) -> Floats:
        return arrays[name].astype(np.float32)

    def scaled(name: str) -> Scaled:
        return Scaled(steps=arrays[name].astype(np.int8), scale=floats(f"{name}_scale"))

    return Learnt(
        labels=_unpacked(arrays["labels"]),
        bias=floats("bias"),
        temperature=float(floats("temperature")[0]),
        grams=_unpacked(arrays["grams"]),
        rarity=floats("rarity"),
        of_grams=scaled("of_grams"),
        manner_mean=floats("manner_mean"),
        manner_spread=floats("manner_spread"),
        of_manner=scaled("of_manner"),
        meaning_mean=floats("meaning_mean"),
        of_meaning=scaled("of_meaning"),
    )


def _packed(words: tuple[str, ...]) -> npt.NDArray[np.generic]:
    return np.frombuffer("\n".join(words).encode("utf-8"), np.uint8)


def _unpacked(letters: npt.NDArray[np.generic]) -> tuple[str, ...]:
    return tuple(letters.tobytes().decode("utf-8").split("\n"))
