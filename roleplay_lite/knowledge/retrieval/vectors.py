"""Nearness of meaning to a question, from the vectors that a pack has stored for the device's own embedder."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from roleplay_lite.knowledge.query.reading import Readable, rows
from roleplay_lite.memory.index.signs import Signs

if TYPE_CHECKING:
    from roleplay_lite.engines import Embed

RESCORED = 64
MOST = 24
_CHUNK = 4096
_KINDS = {"faq": 0, "passage": 1}


class Shelf:
    """The signs of each pack's vectors, read when first needed."""

    def __init__(self, embed: Embed) -> None:
        self.embed = embed
        self._signs: dict[str, Signs] = {}

    def signs(self, pack: Readable) -> Signs:
        """Empty where the pack has none of this embedder."""
        if pack.name not in self._signs:
            self._signs[pack.name] = self._read(pack)
        return self._signs[pack.name]

    def _read(self, pack: Readable) -> Signs:
        signs = Signs(self.embed.abilities.dim)
        query = "select row, data from vector where embedder = ? and kind = ? and row > ? order by row limit ?"
        for kind, scope in _KINDS.items():
            last = -1
            while found := rows(pack, query, (self.embed.abilities.name, kind, last, _CHUNK)):
                last = found[-1][0]
                whole = [(row, data) for row, data in found if len(data) == self.embed.abilities.dim]
                if whole:
                    ids = np.array([row for row, _ in whole], np.int64)
                    signs.add(ids, np.full(len(ids), scope, np.int32), _stacked([data for _, data in whole]))
        return signs


class Vectors:
    """One question."""

    def __init__(self, shelf: Shelf, text: str) -> None:
        self._shelf, self._text = shelf, text

    @cached_property
    def _asked(self) -> npt.NDArray[np.float32]:
        vectors = self._shelf.embed.embed([self._text], query=True)
        return np.asarray(vectors[0], np.float32)

    def nearest(self, pack: Readable, kind: str) -> dict[int, float]:
        """The cosines of the nearest rows."""
        signs = self._shelf.signs(pack)
        if not len(signs):
            return {}
        near = signs.nearest(self._asked, _KINDS[kind], RESCORED)
        if not len(near):
            return {}
        found = rows(
            pack,
            f"select row, data from vector where embedder = ? and kind = ? and row in ({','.join('?' * len(near))})",
            (self._shelf.embed.abilities.name, kind, *(int(one) for one in near)),
        )
        cosines = _stacked([data for _, data in found]).astype(np.float32) @ self._asked / 127
        best = np.argsort(-cosines)[:MOST]
        return {int(found[at][0]): float(cosines[at]) for at in best}


def _stacked(data: list[Any]) -> npt.NDArray[np.int8]:
    return np.frombuffer(b"".join(data), np.int8).reshape(len(data), -1)
