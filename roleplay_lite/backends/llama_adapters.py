"""Adapters on a llama.cpp context: each loaded when a prompt first names it, one in force at a time."""

from __future__ import annotations

import ctypes
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from llama_cpp import llama_cpp as c

from roleplay_lite.errors import EngineError
from roleplay_lite.turn import Adapter


@dataclass(frozen=True, slots=True)
class _Loaded:
    handle: Any
    digest: str


class LlamaAdapters:
    """The adapters of one model. They are freed with it."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._loaded: dict[Path, _Loaded] = {}
        self._current: Adapter | None = None

    def identity(self, adapter: Adapter | None) -> str:
        """What tells states made with it from others; empty for none. Raises EngineError when it cannot be loaded."""
        return f"{self._load(adapter.file).digest} {adapter.scale}" if adapter else ""

    def use(self, context: Any, adapter: Adapter | None) -> None:
        """Have the context decode with it from now on. Raises EngineError when it is not of this model."""
        if adapter == self._current:
            return
        if adapter is None:
            c.llama_set_adapters_lora(context, None, 0, None)
        else:
            handles = (c.llama_adapter_lora_p_ctypes * 1)(self._load(adapter.file).handle)
            c.llama_set_adapters_lora(context, handles, 1, (ctypes.c_float * 1)(adapter.scale))
        self._current = adapter

    def _load(self, file: Path) -> _Loaded:
        if file not in self._loaded:
            try:
                with file.open("rb") as stream:
                    digest = hashlib.file_digest(stream, "sha256").hexdigest()
            except OSError as problem:
                raise EngineError(
                    f"the adapter {file} cannot be read: {problem.strerror or problem}", stage="generate"
                ) from problem
            handle = c.llama_adapter_lora_init(self._model, str(file).encode())
            if not handle:
                raise EngineError(f"{file} is no adapter of this model", stage="generate")
            self._loaded[file] = _Loaded(handle, digest)
        return self._loaded[file]
