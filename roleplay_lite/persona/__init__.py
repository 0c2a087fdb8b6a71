"""Who it is: the persona, its facts, and the files they come from."""

from roleplay_lite.persona.consistency import Contradiction, Kind, check_reply
from roleplay_lite.persona.facts import SELF, Fact
from roleplay_lite.persona.load import load_persona, persona_files, read_persona
from roleplay_lite.persona.persona import Persona

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
