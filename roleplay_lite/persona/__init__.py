"""Who it is: the persona, its facts, and the files they come from; and whether a reply holds with them."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from roleplay_lite.persona.facts import SELF, Fact
from roleplay_lite.persona.load import load_persona, persona_files, read_persona
from roleplay_lite.persona.persona import Persona

if TYPE_CHECKING:
    from roleplay_lite.persona.consistency import Contradiction, Kind, check_reply

__all__ = [
    "SELF",
    "Contradiction",
    "Fact",
    "Kind",
    "Persona",
    "check_reply",
    "load_persona",
    "persona_files",
    "read_persona",
]

_CHECKING = ("Contradiction", "Kind", "check_reply")


def __getattr__(name: str) -> Any:
    """What checks replies is loaded when first used: its patterns take a while to compile."""
    if name not in _CHECKING:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module("roleplay_lite.persona.consistency"), name)
