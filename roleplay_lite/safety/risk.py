"""What may be wrong with a line. Values; standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Category = Literal[
    "insult", "bias", "crime", "self-harm", "privacy", "ethics", "politics", "sexual", "dangerous", "child",
    "attack", "leak", "blocked",
]  # fmt: skip
"""After the Chinese safety taxonomies; `attack` is an order under cover of a role, `leak` asks for the prompt,
`blocked` is on the integrator's own list."""

Action = Literal["refuse", "steer"]
"""Refuse in the character's voice; or let the model answer with an instruction in the note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """What a line of the person's was taken for."""

    category: Category
    confidence: float
    """0 to 1."""
    action: Action = "refuse"
    why: str = ""
    """Which rule or scorer saw it, for the trace; never the words themselves."""
