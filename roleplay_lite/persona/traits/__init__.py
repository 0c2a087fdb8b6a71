"""Fine traits in Mandarin: the dictionary, and the profile of one to five of them that a persona has."""

from roleplay_lite.persona.traits.dictionary import TraitEntry, entries, find, lookup
from roleplay_lite.persona.traits.profile import TraitProfile

__all__ = ["TraitEntry", "TraitProfile", "entries", "find", "lookup"]
