"""A batch for `llama_decode`."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

from llama_cpp import llama_cpp as c


class Batch:
    """A batch on ctypes arrays; they live as long as this object does."""

    def __init__(self, tokens: Sequence[int], *, start: int, seq: int) -> None:
        n = len(tokens)
        self._tokens = (c.llama_token * n)(*tokens)
        self._pos = (c.llama_pos * n)(*range(start, start + n))
        self._counts = (ctypes.c_int32 * n)(*([1] * n))
        self._seq = (c.llama_seq_id * 1)(seq)
        pointer = ctypes.cast(self._seq, ctypes.POINTER(c.llama_seq_id))
        self._seqs = (ctypes.POINTER(c.llama_seq_id) * n)(*([pointer] * n))
        self._logits = (ctypes.c_int8 * n)(*([0] * (n - 1)), 1)
        self.batch = c.llama_batch(
            n_tokens=n,
            token=ctypes.cast(self._tokens, ctypes.POINTER(c.llama_token)),
            pos=ctypes.cast(self._pos, ctypes.POINTER(c.llama_pos)),
            n_seq_id=ctypes.cast(self._counts, ctypes.POINTER(ctypes.c_int32)),
            seq_id=ctypes.cast(self._seqs, ctypes.POINTER(ctypes.POINTER(c.llama_seq_id))),
            logits=ctypes.cast(self._logits, ctypes.POINTER(ctypes.c_int8)),
        )
