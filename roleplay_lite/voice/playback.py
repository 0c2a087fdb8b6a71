"""From how long a reply was played to how much of it was heard. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SPOKEN = 4.5
"""Characters a second of spoken Mandarin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounded:
    """The sound made of one piece."""

    piece: int
    """Its index in the reply."""
    seconds: float
    whole: bool
    """False when making it was cut off."""


def heard_chars(lengths: Sequence[int], sounded: Sequence[Sounded], played: float) -> int:
    """How many characters of a reply, whose pieces have these lengths, were heard in `played` seconds of its sound."""
    left, chars = played, 0
    for sound in sounded:
        length = lengths[sound.piece] if sound.piece < len(lengths) else 0
        # How long a piece would have been whose sound was cut off is guessed.
        seconds = sound.seconds if sound.whole else max(sound.seconds, length / SPOKEN)
        if left < seconds:
            return chars + int(length * left / seconds)
        left, chars = left - seconds, chars + length
    return chars
