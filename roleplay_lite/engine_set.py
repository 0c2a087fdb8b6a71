"""The engines of a device, each loaded when first needed and closed together."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from roleplay_lite.device import AUTO, NONE, Device, EngineConfig
from roleplay_lite.engines import Asr, Embed, Llm, Tts, Vad
from roleplay_lite.errors import EngineError, RoleplayError
from roleplay_lite.registry import Kind, default_llm, load, spec


class EngineSet:
    """`llm`, `asr`, `vad`, `tts` and `embed`, by the device's recipe. Ready-made engines are used and left open."""

    def __init__(self, device: Device, *, voice: bool = False, ready: dict[Kind, Any] | None = None) -> None:
        self._device = device
        self._voice = voice
        self._engines: dict[tuple[Kind, str], Any] = {(kind, ""): engine for kind, engine in (ready or {}).items()}
        self._ready = frozenset(ready or ())
        self._own: list[Any] = []

    @property
    def llm(self) -> Llm:
        return cast(Llm, self._get("llm", "", self._load_llm))

    @property
    def asr(self) -> Asr:
        return cast(Asr, self._get("asr", "", lambda: self._load("asr", self._device.asr)))

    @property
    def vad(self) -> Vad:
        return cast(Vad, self._get("vad", "", lambda: self._load("vad", self._device.vad)))

    @property
    def embed(self) -> Embed | None:
        """None where the device wants no vectors."""
        if self._device.embed.backend == NONE and "embed" not in self._ready:
            return None
        return cast(Embed, self._get("embed", "", lambda: self._load("embed", self._device.embed)))

    def tts(self, backend: str = "") -> Tts:
        """The persona's own backend, or the device's."""
        if backend == self._device.tts.backend:
            backend = ""
        return cast(Tts, self._get("tts", backend, lambda: self._load_tts(backend)))

    def close(self) -> None:
        """Close what was loaded here, the latest first."""
        while self._own:
            close = getattr(self._own.pop(), "close", None)
            if close:
                close()
        self._engines.clear()

    def _get(self, kind: Kind, name: str, make: Callable[[], Any]) -> Any:
        # One that was given ready-made stands in for every backend of its kind.
        key = (kind, "" if kind in self._ready else name)
        if key not in self._engines:
            self._engines[key] = make()
            self._own.append(self._engines[key])
        return self._engines[key]

    def _load_llm(self) -> Any:
        config = self._device.llm
        model, backend = config.model, config.backend or default_llm()
        if model == AUTO:
            from roleplay_lite.choice import best_installed

            model = best_installed(backend)
        options: dict[str, Any] = {
            "name": model or spec("llm", backend).model,
            "context_tokens": config.context_tokens,
            "threads": config.threads or self._threads(),
        }
        return self._loaded("llm", backend, model, options)

    def _threads(self) -> int:
        """What other programs leave; one core more is left to the sound when there is any, since llama.cpp spins."""
        return -1 if self._voice and len(os.sched_getaffinity(0)) > 2 else 0

    def _load_tts(self, backend: str) -> Any:
        device = self._device.tts
        config = EngineConfig(backend=backend) if backend else device
        english = self._english() if config.backend == "fastspeech2" else None
        return self._load("tts", replace(config, options={**config.options, "english": english}) if english else config)

    def _english(self) -> Any:
        """The voice for English words in Mandarin, or None; a board without one still speaks Mandarin."""
        wanted = self._device.tts.english
        if wanted == "none":
            return None
        try:
            return self._get("tts", "pyttsx3" if wanted == "auto" else wanted, lambda: self._load_english(wanted))
        except EngineError:
            if wanted == "auto":
                return None
            raise

    def _load_english(self, wanted: str) -> Any:
        return self._loaded("tts", "pyttsx3" if wanted == "auto" else wanted, "", {})

    def _load(self, kind: Kind, config: EngineConfig) -> Any:
        options = {**({"threads": config.threads} if config.threads else {}), **config.options}
        return self._loaded(kind, config.backend, config.model, options)

    def _loaded(self, kind: Kind, backend: str, model: str, options: dict[str, Any]) -> Any:
        if name := model or spec(kind, backend).model:
            from roleplay_lite.models import where

            folder = where(name)
            options = {"model": _file(folder) if kind == "llm" else folder, **options}
        try:
            return load(kind, backend, **options)
        except RoleplayError:
            raise
        except Exception as error:
            raise EngineError(f"the {kind} backend {backend!r} did not start: {error}", stage=kind) from error


def _file(folder: Any) -> Any:
    """The one GGUF of a model's folder, or the file itself when a path was given."""
    return next(iter(sorted(folder.glob("*.gguf"))), folder) if folder.is_dir() else folder
