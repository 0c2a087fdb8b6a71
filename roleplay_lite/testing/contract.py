"""What `engines.py` asks of a backend, asked of yours with real calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from roleplay_lite.engines import Asr, Embed, Llm, Tts, Vad
from roleplay_lite.errors import InputError
from roleplay_lite.registry import KINDS, Kind
from roleplay_lite.testing import contract_embed, contract_llm, contract_sound

_PROTOCOLS: dict[Kind, type] = {"llm": Llm, "asr": Asr, "vad": Vad, "tts": Tts, "embed": Embed}
_CLAUSES: dict[Kind, tuple[Callable[[Any], Iterable[str]], ...]] = {
    "llm": contract_llm.CLAUSES,
    "asr": contract_sound.ASR,
    "vad": contract_sound.VAD,
    "tts": contract_sound.TTS,
    "embed": contract_embed.CLAUSES,
}


def check_backend(kind: Kind, engine: Any, *, adapter: Path | None = None) -> list[str]:
    """The clauses of the contract that this engine breaks; an empty list when it fits. `adapter` is one of an `llm`'s
    own: with it, loading, switching and scaling are tried as well.

    Calls it a few dozen times: seconds for a real model. An engine with `close` is closed at the end. Nothing is
    raised: an exception that the contract does not allow is a broken clause.
    """
    if kind not in KINDS:
        raise InputError(f"no engine is of kind {kind!r}; there are: {', '.join(KINDS)}")
    if missing := [name for name in _members(_PROTOCOLS[kind]) if not hasattr(engine, name)]:
        return [f"has {name}" for name in missing]
    broken: list[str] = []
    clauses = _CLAUSES[kind]
    if adapter:
        clauses = (partial(contract_llm.adapted, adapter=adapter), *clauses)
    for clause in clauses:
        try:
            broken.extend(clause(engine))
        except Exception as error:
            told = (getattr(clause, "func", clause).__doc__ or "").rstrip(".")
            broken.append(f"{told}: raised {type(error).__name__}: {error}")
    return broken


def _members(protocol: type) -> list[str]:
    return sorted({name for name in vars(protocol) if not name.startswith("_")} | set(protocol.__annotations__))
