"""What a character has to answer with beside its persona; each may be missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roleplay_lite.knowledge.knowledge import Knowledge
    from roleplay_lite.mind import Mind
    from roleplay_lite.rules.rulebook import Rulebook
    from roleplay_lite.safety.guard import Guard
    from roleplay_lite.skills.skills import Skills


@dataclass(frozen=True, slots=True, kw_only=True)
class Faculties:
    """In the order in which they are asked: what first has an answer, answers."""

    guard: Guard | None = None
    rules: Rulebook | None = None
    skills: Skills | None = None
    mind: Mind | None = None
    knowledge: Knowledge | None = None


NONE = Faculties()
