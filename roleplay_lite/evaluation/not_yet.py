"""What the library is measured for and has not got, read from the package: a note goes when its reason does."""

from __future__ import annotations

from importlib.util import find_spec

_FEATURES = {
    "emotion": (
        "roleplay_lite.emotion",
        "No part of the library reads feelings yet: what is measured is the model, the character's own lines and the "
        "checks.",
    ),
    "memory": (
        "roleplay_lite.memory.recall",
        "Nothing is learnt about a person yet: what is measured is the history in the prompt, and the last turns of "
        "the conversation before with somebody who is named.",
    ),
    "safety": (
        "roleplay_lite.safety",
        "No part of the library looks for harm yet: what is measured is the model, what a character declines, and the "
        "checks against assistant talk and recited instructions.",
    ),
    "skills": (
        "roleplay_lite.skills",
        "The library has no skills yet, nor a clock that it can be asked: what is measured is what the model makes of "
        "it, and whether it claims what it cannot do.",
    ),
}


def notes(feature: str) -> tuple[str, ...]:
    """The note about a feature; none once the library has it."""
    module, note = _FEATURES[feature]
    return () if find_spec(module) else (note,)
