"""Free text on a character, read for facts: each with the words that it came from, for somebody to confirm.

Rules first: `key: value` lines, what `claims` reads in the sentences, and a few turns of phrase that only notes have
(「养了只叫年糕的橘猫」). What they leave over may be shown to a language model, held to a grammar; what it proposes
must stand in the sentence word for word. What is only supposed or quoted is no fact.
"""

from roleplay_lite.persona.notes.noted import Noted, Notes
from roleplay_lite.persona.notes.proposing import propose
from roleplay_lite.persona.notes.reading import draft, read_notes

__all__ = ["Noted", "Notes", "draft", "propose", "read_notes"]
