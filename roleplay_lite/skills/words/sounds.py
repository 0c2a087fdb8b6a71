"""How signs sound, so that what a recogniser wrote with another sign is still found. The readings lie
beside this module, one for each sign, the commonest."""

from __future__ import annotations

import re
from functools import lru_cache

from roleplay_lite.skills.words.tables import lines_of_file

_NOT_SAID = re.compile("[^0-9A-Za-z\u4e00-\u9fff]+")
_BLURRED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ing", "in"), ("eng", "en"), ("ang", "an"))
"""What a recogniser, and half of China, does not tell apart."""


def bare(text: str) -> str:
    """Signs, letters and digits alone."""
    return _NOT_SAID.sub("", text)


def sounds(text: str) -> tuple[str, ...]:
    """For each sign its syllable without a tone; what is no sign stands for itself, in lower case."""
    return tuple(_readings().get(sign, sign.lower()).rstrip("12345") for sign in text)


def toned(sign: str) -> str:
    """Its commonest reading, with the tone as a digit; empty where it has none."""
    return _readings().get(sign, "")


def same_sound(one: str, other: str) -> bool:
    """Whether the two are spoken alike, tones aside."""
    return len(one) == len(other) and (one == other or sounds(one) == sounds(other))


def blurred(text: str) -> tuple[str, ...]:
    """As `sounds`, without what is easily taken for each other (jin and jing, zi and zhi)."""
    return tuple(_blur(sound) for sound in sounds(text))


def near_sound(one: str, other: str) -> bool:
    """Whether one may have been heard for the other: alike but for what is easily confused, and most signs the same
    where there are several."""
    if len(one) != len(other) or not one:
        return False
    same = sum(first == second for first, second in zip(one, other, strict=True))
    return blurred(one) == blurred(other) and same * 2 >= len(one) - 1


def heard_in(text: str, wanted: str) -> bool:
    """Whether it is in the text, by its signs or by its sound. One sign is looked for by itself only."""
    if wanted in text:
        return True
    if len(wanted) < 2:
        return False
    said, looked = sounds(text), sounds(wanted)
    return any(said[at : at + len(looked)] == looked for at in range(len(said) - len(looked) + 1))


@lru_cache(maxsize=1)
def _readings() -> dict[str, str]:
    found = {}
    for line in lines_of_file("signs.txt"):
        sound, _, signs = line.partition(" ")
        found.update(dict.fromkeys(signs, sound))
    return found


@lru_cache(maxsize=512)
def _blur(sound: str) -> str:
    for one, other in _BLURRED:
        if sound.startswith(one) or (sound.endswith(one) and len(one) == 3):
            sound = sound.replace(one, other, 1)
    return sound
