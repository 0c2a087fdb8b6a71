"""The learnt scorer: how likely a line is harmless or of each category, by its runs of characters. Numpy alone.

The weights in `weights.npz` are learned by `roleplay_lite/evaluation/train_guard.py` from lines that were written for
it and from everyday talk; none of the sentences are in them. `docs/safety.md` says how right it is.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from roleplay_lite.errors import ConfigError
from roleplay_lite.safety.concepts import concepts

HARMLESS = "harmless"
CLASSES: tuple[str, ...] = (
    HARMLESS, "insult", "bias", "crime", "self-harm", "privacy", "ethics", "politics", "sexual", "dangerous", "child",
    "attack", "leak",
)  # fmt: skip
"""Columns of the weights."""

BUCKETS = 1 << 15
"""Runs of characters are told apart by so many numbers."""
LONGEST = 200
"""So many characters of a line are looked at."""
_RUNS = (2, 3)

_PIECES = re.compile(r"[\u3400-\u9fff]+|[a-z0-9']+")

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The model; columns in the order of `CLASSES`."""

    grams: npt.NDArray[np.int8]
    """Buckets × classes, in steps."""
    step: Floats
    """What a step is worth, for each class."""
    bias: Floats

    def write(self) -> bytes:
        """As a compressed NPZ; the same weights give the same bytes."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for field in fields(self):
                entry = io.BytesIO()
                np.save(entry, getattr(self, field.name), allow_pickle=False)
                archive.writestr(zipfile.ZipInfo(f"{field.name}.npy"), entry.getvalue(), zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    @classmethod
    def read(cls, data: bytes) -> Weights:
        """What `write` gave. Raises ConfigError for anything else."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
                return cls(**{field.name: arrays[field.name] for field in fields(cls)})
        except (KeyError, ValueError, OSError, EOFError, zipfile.BadZipFile) as problem:
            raise ConfigError("the weights of the guard are damaged; install roleplay-lite again") from problem


def scores(plain: str, model: Weights | None = None) -> Mapping[str, float]:
    """How likely each of `CLASSES` is of a line as `plain` makes it; they sum to 1."""
    model = model or weights()
    found = buckets(plain)
    rows = model.grams[found].sum(axis=0, dtype=np.int32)
    values = model.bias + weight(found) * model.step * rows
    raised = np.exp(values - values.max())
    return dict(zip(CLASSES, (raised / raised.sum()).tolist(), strict=True))


def buckets(plain: str) -> list[int]:
    """The number of each different run of two and three characters, of each English word and pair, and of what the line
    speaks of: each concept, and each two of them together."""
    line = plain[:LONGEST]
    runs = {*_runs(line), *_spoken_of(line)}
    return sorted({zlib.crc32(run.encode("utf-8", "surrogatepass")) % BUCKETS for run in runs})


def weight(found: list[int]) -> float:
    """What each of them counts for, so that long lines weigh no more than short ones."""
    return 1 / math.sqrt(max(1, len(found)))


def _spoken_of(line: str) -> Iterator[str]:
    named = sorted(concepts(line))
    for place, name in enumerate(named):
        yield f"#{name}"
        yield from (f"#{name}#{other}" for other in named[place + 1 :])


def _runs(line: str) -> Iterator[str]:
    """Within a clause only; the ends of the line are seen."""
    pieces = _PIECES.findall(line)
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        if piece[0] >= "\u3400":
            ended = ("^" if not place else "") + piece + ("$" if place == last else "")
            for size in _RUNS:
                yield from (ended[at : at + size] for at in range(len(ended) - size + 1))
            continue
        yield piece
        yield f"{piece} {pieces[place + 1] if place < last else '$'}"
        yield f"{pieces[place - 1] if place else '^'} {piece}"


def weights() -> Weights:
    """The shipped model."""
    return _weights()


@cache
def _weights() -> Weights:
    return Weights.read(files("roleplay_lite.safety").joinpath("weights.npz").read_bytes())
