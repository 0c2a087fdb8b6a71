"""The two-part sayings (歇后语): what is said, and what is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from roleplay_lite.skills.words.sounds import bare, heard_in, sounds
from roleplay_lite.skills.words.tables import rows

_SHORTEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Proverb:
    """One saying."""

    first: str
    second: str
    """As it is said."""
    plain: str
    """As it is meant, where it plays on a sound (「照旧」 of 「照舅」); else the same."""
    accepted: tuple[str, ...]

    def finished_by(self, said: str) -> bool:
        """Whether the line has the second half in it."""
        text = bare(said)
        return any(heard_in(text, bare(word)) for word in (self.second, self.plain, *self.accepted) if word)


@lru_cache(maxsize=1)
def proverbs() -> tuple[Proverb, ...]:
    """All of them, in the order of the file."""
    found = []
    for first, second, accepted in rows("sayings.txt"):
        meant = re.sub("（.*?）", "", second)
        found.append(Proverb(first=first, second=second, plain=meant, accepted=tuple(accepted.split())))
    return tuple(found)


def proverb_of(said: str) -> Proverb | None:
    """The saying that begins so, by its sound if need be."""
    text = bare(said)
    if len(text) < 2:
        return None
    by_text, by_sound = _index()
    if found := by_text.get(text):
        return found
    return by_sound.get(sounds(text)) if len(text) >= _SHORTEST else None


@lru_cache(maxsize=1)
def _index() -> tuple[dict[str, Proverb], dict[tuple[str, ...], Proverb]]:
    by_text = {bare(proverb.first): proverb for proverb in proverbs()}
    return by_text, {sounds(text): proverb for text, proverb in by_text.items()}
