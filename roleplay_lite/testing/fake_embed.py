"""Vectors without a model: the ones you name, and for other texts ones that their signs make."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from roleplay_lite.engines import EmbedAbilities
from roleplay_lite.errors import EngineError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class FakeEmbed:
    """An `Embed` that gives a text the row it has in `rows`, made unit length, and any other text one of the letters
    and signs in it, so that texts that share signs lie near.

    `fail_on` are the calls, counted from 1, that raise EngineError.
    """

    def __init__(
        self,
        *,
        rows: Mapping[str, Sequence[float]] | None = None,
        dim: int = 32,
        name: str = "fake",
        fail_on: Collection[int] = (),
        model: Path | None = None,
        threads: int = 0,
    ) -> None:
        """`model` and `threads` are what a device.toml gives to any `embed`; they change nothing here."""
        self.abilities = EmbedAbilities(name=name, dim=dim)
        self.asked: list[tuple[tuple[str, ...], bool]] = []
        """The texts of each call, and whether they were queries."""
        self.closed = False
        self._rows = dict(rows or {})
        self._fail_on = frozenset(fail_on)

    def embed(self, texts: Sequence[str], *, query: bool = False) -> npt.NDArray[np.float32]:
        """See `Embed.embed`."""
        import numpy as np

        self.asked.append((tuple(texts), query))
        if len(self.asked) in self._fail_on:
            raise EngineError(f"the fake embed was told to fail on call {len(self.asked)}", stage="embed")
        rows = np.zeros((len(texts), self.abilities.dim), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[:] = self._rows.get(text, 0.0)
            if text not in self._rows:
                for sign in filter(str.isalnum, text):
                    row[crc32(sign.encode()) % len(row)] += 1.0
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        np.divide(rows, lengths, out=rows, where=lengths > 0)
        return rows

    def close(self) -> None:
        """See `Embed.close`."""
        self.closed = True
