"""How likely each intent is by the characters of a line alone: a linear model over short runs of them, beside the
rules.

The rules say what a line asks for, and with which slots. The model says how sure that is: where it is sure that
nothing is asked, a weak rule is not believed, and where no rule fired and it is sure of an intent, the line is
taken for it (`guessing.py`). The weights are learnt by `learning/train.py` from `learning/orders.txt` and
`learning/chat.txt` and from lines of the evaluation's chat; none of the lines are in them.
"""

from __future__ import annotations

import io
import math
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from roleplay_lite.errors import ConfigError
from roleplay_lite.skills.heard import line_of
from roleplay_lite.skills.skill import Match

BUCKETS = 1 << 13
LONGEST = 60
NONE = ""
_RUN = 3
DOUBTED = 0.3
"""So much of a rule's confidence goes where the model is sure that nothing is asked: a weak rule falls below the
threshold, a strong one does not."""
SURE = 0.7
"""From here on its word alone is enough."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Buckets × intents, in steps of `step`; the first intent is none."""

    grams: npt.NDArray[np.int8]
    step: Floats
    bias: Floats
    intents: tuple[str, ...]

    def write(self) -> bytes:
        """As a compressed NPZ; the same weights give the same bytes."""
        buffer = io.BytesIO()
        names = np.frombuffer("\n".join(self.intents).encode(), np.uint8)
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, array in (("grams", self.grams), ("step", self.step), ("bias", self.bias), ("intents", names)):
                entry = io.BytesIO()
                np.save(entry, array, allow_pickle=False)
                archive.writestr(zipfile.ZipInfo(f"{name}.npy"), entry.getvalue(), zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    @classmethod
    def read(cls, data: bytes) -> Weights:
        """What `write` gave. Raises ConfigError for anything else."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
                intents = tuple(arrays["intents"].tobytes().decode().split("\n"))
                return cls(grams=arrays["grams"], step=arrays["step"], bias=arrays["bias"], intents=intents)
        except (KeyError, ValueError, OSError, EOFError, zipfile.BadZipFile) as problem:
            raise ConfigError("the weights of the skills are damaged; install roleplay-lite again") from problem


def buckets(text: str) -> list[int]:
    """The bucket of each different run of one to three characters of a line, its ends among them."""
    plain = line_of(text).text.replace("，", " ")[:LONGEST]
    ended = f"^{plain}$"
    runs = {ended[at : at + size] for size in range(1, _RUN + 1) for at in range(len(ended) - size + 1)} - {"^", "$"}
    return sorted({zlib.crc32(run.encode("utf-8", "surrogatepass")) % BUCKETS for run in runs})


def likely(text: str, model: Weights | None = None) -> Mapping[str, float]:
    """How likely each intent is, none among them; they sum to 1."""
    return _likely(text) if model is None else _by(text, model)


def sure(match: Match, text: str) -> float:
    """How sure a rule's match is, with what the model makes of the line."""
    found = likely(text)
    if match.intent not in found:
        return match.confidence
    return match.confidence * (1 - DOUBTED * found[NONE])


def best(text: str) -> tuple[str, float]:
    """The likeliest intent, and how likely it is."""
    found = likely(text)
    intent = max(found, key=lambda name: found[name])
    return intent, found[intent]


@lru_cache(maxsize=64)
def _likely(text: str) -> Mapping[str, float]:
    return _by(text, _shipped())


def _by(text: str, model: Weights) -> Mapping[str, float]:
    own = buckets(text)
    weight = 1 / math.sqrt(max(1, len(own)))
    scores = model.bias + weight * model.step * model.grams[own].sum(axis=0, dtype=np.int32)
    raised = np.exp(scores - scores.max())
    return dict(zip(model.intents, (raised / raised.sum()).tolist(), strict=True))


@cache
def _shipped() -> Weights:
    return Weights.read(files("roleplay_lite.skills").joinpath("weights.npz").read_bytes())
