"""What time words mean when they are said, and how a time is spoken of: 「上周六」 to a day, and back."""

from roleplay_lite.memory.times.asking import as_of, tense_of, told_at
from roleplay_lite.memory.times.resolve import resolve
from roleplay_lite.memory.times.spoken import spoken
from roleplay_lite.memory.times.when import Direction, Grain, Tense, When

__all__ = ["Direction", "Grain", "Tense", "When", "as_of", "resolve", "spoken", "tense_of", "told_at"]
