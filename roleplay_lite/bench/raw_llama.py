"""The shortest greedy loop that llama.cpp's interface allows: what this library's own is measured against."""

from __future__ import annotations

import ctypes
import os
import time
from pathlib import Path

from llama_cpp import llama_cpp as c


class RawLlama:
    """A model, a context, a greedy sampler, and nothing else."""

    def __init__(self, model: Path, threads: int) -> None:
        self._model = c.llama_model_load_from_file(str(model).encode(), c.llama_model_default_params())
        params = c.llama_context_default_params()
        params.n_ctx = 1024
        params.no_perf = True
        params.n_threads = params.n_threads_batch = threads or os.cpu_count() or 1
        self._ctx = c.llama_init_from_model(self._model, params)
        self._sampler = c.llama_sampler_init_greedy()

    def decode_speed(self, text: str, tokens: int) -> float:
        """Tokens a second over `tokens` tokens after the prompt."""
        c.llama_memory_clear(c.llama_get_memory(self._ctx), True)
        raw = f"<|im_start|>user\n{text}<|im_end|>\n<|im_start|>assistant\n".encode()
        room = (c.llama_token * 512)()
        count = c.llama_tokenize(c.llama_model_get_vocab(self._model), raw, len(raw), room, len(room), False, True)
        c.llama_decode(self._ctx, c.llama_batch_get_one(room, count))
        one = (c.llama_token * 1)(c.llama_sampler_sample(self._sampler, self._ctx, -1))
        buffer = ctypes.create_string_buffer(64)
        vocab = c.llama_model_get_vocab(self._model)
        began = time.perf_counter()
        for _ in range(tokens):
            c.llama_decode(self._ctx, c.llama_batch_get_one(one, 1))
            one[0] = c.llama_sampler_sample(self._sampler, self._ctx, -1)
            c.llama_token_to_piece(vocab, one[0], buffer, len(buffer), 0, False)
        return tokens / (time.perf_counter() - began)

    def close(self) -> None:
        c.llama_sampler_free(self._sampler)
        c.llama_free(self._ctx)
        c.llama_model_free(self._model)
