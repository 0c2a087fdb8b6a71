"""Work on what is kept, for the time when nobody waits: a language model proposes, and rules decide."""

from roleplay_lite.memory.consolidation.work import consolidate, pending

__all__ = ["consolidate", "pending"]
