"""What is worked out once for a persona, worked out before the first line that needs it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from roleplay_lite.emotion import danger
from roleplay_lite.persona.consistency import contradictions
from roleplay_lite.persona.lore.compiled import compiled
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions import respond
from roleplay_lite.persona.questions.asking import asking


@lru_cache(maxsize=8)
def prepare(persona: Persona) -> None:
    """Compile the patterns, read the tables and index the lore: half a second that nobody should wait for."""
    today = date.today()
    respond(persona, "你老家在哪儿，你多大了", today=today)
    asking("你老家在哪儿")
    danger.prepare()
    contradictions("我老家在这儿，我今年三十岁。", persona, heard="你好", today=today)
    if persona.lore.entries:
        compiled(persona.lore)
