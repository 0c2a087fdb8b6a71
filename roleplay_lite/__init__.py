"""roleplay-lite gives any speaker a character.

from roleplay_lite import Session

with Session.open("niaoniao") as session:
    for piece in session.reply("你好"):
        print(piece.text)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roleplay_lite.device import Device
    from roleplay_lite.engines import Cancel, Delivery, Sampling
    from roleplay_lite.errors import (
        AudioError,
        ConfigError,
        EngineError,
        EngineMissing,
        InputError,
        ModelError,
        PersonaError,
        RoleplayError,
        StoreError,
    )
    from roleplay_lite.events import Event
    from roleplay_lite.memory.item import MemoryItem
    from roleplay_lite.memory.memory import Memory
    from roleplay_lite.persona import Fact, Persona, load_persona
    from roleplay_lite.session import Session
    from roleplay_lite.stage import Stage
    from roleplay_lite.turn import Audio, Piece, Turn, Utterance

__version__ = "0.1.0"

_HOMES = {
    "Audio": "turn",
    "AudioError": "errors",
    "Cancel": "engines",
    "ConfigError": "errors",
    "Delivery": "engines",
    "Device": "device",
    "EngineError": "errors",
    "EngineMissing": "errors",
    "Event": "events",
    "Fact": "persona",
    "InputError": "errors",
    "Memory": "memory.memory",
    "MemoryItem": "memory.item",
    "ModelError": "errors",
    "Persona": "persona",
    "PersonaError": "errors",
    "Piece": "turn",
    "RoleplayError": "errors",
    "Sampling": "engines",
    "Session": "session",
    "Stage": "stage",
    "StoreError": "errors",
    "Turn": "turn",
    "Utterance": "turn",
    "load_persona": "persona",
}

__all__ = [
    "Audio",
    "AudioError",
    "Cancel",
    "ConfigError",
    "Delivery",
    "Device",
    "EngineError",
    "EngineMissing",
    "Event",
    "Fact",
    "InputError",
    "Memory",
    "MemoryItem",
    "ModelError",
    "Persona",
    "PersonaError",
    "Piece",
    "RoleplayError",
    "Sampling",
    "Session",
    "Stage",
    "StoreError",
    "Turn",
    "Utterance",
    "load_persona",
]


def __getattr__(name: str) -> Any:
    """Public names, each loaded when first used, so that importing the package costs next to nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
