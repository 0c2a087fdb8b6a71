"""The signs of many vectors, a bit each, in memory: near vectors share most of them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint8]
_WORD = 8
_MOST_BITS = 8192


class Signs:
    """Rows of bits with an id and a scope each, in no order. Not safe from several threads by itself."""

    def __init__(self, dim: int) -> None:
        self._width = -(-dim // (8 * _WORD)) * _WORD
        self._bits = np.zeros((0, self._width), np.uint8)
        self._ids = np.zeros(0, np.int64)
        self._scopes = np.zeros(0, np.int32)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, ids: npt.NDArray[np.int64], scopes: npt.NDArray[np.int32], vectors: npt.NDArray[np.int8]) -> None:
        """Take up rows that are not there yet."""
        need = self._count + len(ids)
        if need > len(self._ids):
            self._grow(max(need, len(self._ids) * 5 // 4, 1024))
        where = slice(self._count, need)
        self._bits[where] = self._packed(vectors)
        self._ids[where], self._scopes[where] = ids, scopes
        self._count = need

    def drop(self, ids: Iterable[int]) -> None:
        """Take rows out; the last ones take their places, and nothing of them is left."""
        for place in np.flatnonzero(np.isin(self._ids[: self._count], list(ids)))[::-1]:
            last = self._count - 1
            for array in (self._bits, self._ids, self._scopes):
                array[place] = array[last]
                array[last] = 0
            self._count = last

    def nearest(self, vector: npt.NDArray[np.float32], scope: int, most: int) -> npt.NDArray[np.int64]:
        """Ids of the scope's rows that share most signs with the vector, in no order."""
        own = self._scopes[: self._count] == scope
        several = int(np.count_nonzero(own))
        if several <= most:
            found: npt.NDArray[np.int64] = self._ids[: self._count][own]
            return found
        asked = self._packed(vector[None])[0]
        if several > self._count // 2:
            # Looking at all is cheaper than picking.
            away = _distance(self._bits[: self._count], asked)
            away[~own] = _FAR
            places = _least(away, most)
        else:
            mine = np.flatnonzero(own)
            places = mine[_least(_distance(self._bits[mine], asked), most)]
        return self._ids[places]

    def _grow(self, size: int) -> None:
        for name in ("_bits", "_ids", "_scopes"):
            old = getattr(self, name)
            new = np.zeros((size, *old.shape[1:]), old.dtype)
            new[: self._count] = old[: self._count]
            setattr(self, name, new)

    def _packed(self, vectors: npt.NDArray[np.float32] | npt.NDArray[np.int8]) -> Bits:
        packed = np.zeros((len(vectors), self._width), np.uint8)
        bits = np.packbits(vectors > 0, axis=1)
        packed[:, : bits.shape[1]] = bits
        return packed


_COUNTS = np.array([bin(number).count("1") for number in range(256)], np.uint8)


_FAR = np.uint16(65535)


def _distance(rows: Bits, asked: Bits) -> npt.NDArray[np.uint16]:
    """How many bits differ."""
    words = rows.view(np.uint64)
    away = np.zeros(len(rows), np.uint16)
    # A column at a time: there are few, and a sum along short rows is slow.
    for column, word in enumerate(asked.view(np.uint64)):
        differing = words[:, column] ^ word
        if hasattr(np, "bitwise_count"):
            away += np.bitwise_count(differing)
        else:  # NumPy 1
            away += _COUNTS[np.ascontiguousarray(differing).view(np.uint8)].reshape(-1, _WORD).sum(1, dtype=np.uint16)
    return away


def _least(away: npt.NDArray[np.uint16], most: int) -> npt.NDArray[np.int64]:
    """Places of the `most` least, in no order; by counting, since distances are few."""
    below = np.cumsum(np.bincount(np.minimum(away, _MOST_BITS), minlength=_MOST_BITS + 1))
    limit = int(np.searchsorted(below, most))
    nearer = np.flatnonzero(away < limit)
    return np.concatenate([nearer, np.flatnonzero(away == limit)[: most - len(nearer)]])
