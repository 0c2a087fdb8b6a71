"""How alike a line is to another wording of it: by its signs, by how they sound, and by vectors where there are some.

A recogniser writes 「声日快乐」 for 「生日快乐」, so that sounds count nearly as much as signs. What every
question has (你能不能, 请问, 吗) is left out of both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from roleplay_lite.memory.index.pinyin import sound_pairs
from roleplay_lite.persona.likeness import bare, runs

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from roleplay_lite.engines import Embed

ENOUGH = 0.55
"""From here on a line is another wording of the phrase: see `python -m roleplay_lite.rules.bench`."""
ENOUGH_BY_VECTOR = 0.9
"""The cosine from which on it is one; vectors of small models lie close together."""
_SOUNDS = 0.9
"""What likeness by sound is worth beside likeness by signs."""
_HAN = re.compile("[\u3400-\u9fff]+")
_EMPTY = re.compile(
    "^(?:请问一?下?|麻烦(?:你|您)?|我想(?:问|知道)一?下?|(?:你|您)?(?:能不能|可不可以|可以|能)(?=.{3})|(?:你|您)?知不知道|你说|那个?|嗯+|呃+|哎+|喂|"
    "please|couldyou|canyou|wouldyou)+|(?:呢|呀|啊|吗|嘛|吧|么|哦|噢|啦|please)+$"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line made ready to be compared."""

    signs: frozenset[str]
    """Its two-letter runs; a line of one letter is that letter."""
    sounds: frozenset[str]


@lru_cache(maxsize=8192)
def phrase(text: str) -> Phrase:
    """The line without what says nothing."""
    letters = bare(text)
    letters = _EMPTY.sub("", letters) or letters
    signs = runs(letters) or frozenset({letters} - {""})
    sounds = frozenset(way[0] for run in _HAN.findall(letters) for way in sound_pairs(run) if way)
    # Runs that are not Han sound as they are written.
    return Phrase(signs=signs, sounds=sounds | {pair for pair in signs if not _HAN.search(pair)})


def alike(one: Phrase, other: Phrase) -> float:
    """0 to 1."""
    return max(_dice(one.signs, other.signs), _SOUNDS * _dice(one.sounds, other.sounds))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


@dataclass(slots=True)
class Vectors:
    """Vectors of phrases, made once each."""

    embed: Embed
    _rows: dict[str, npt.NDArray[np.float32]] = field(default_factory=dict)

    def learn(self, phrases: Iterable[str]) -> None:
        """Make those that are not there yet: milliseconds each, for the idle time."""
        new = [one for one in dict.fromkeys(phrases) if one not in self._rows]
        if new:
            self._rows.update(zip(new, self.embed.embed(new), strict=True))

    def likeness(self, text: str, phrases: Sequence[str]) -> dict[str, float]:
        """The cosine to each of those phrases that are learnt; the line itself is embedded."""
        known = [one for one in phrases if one in self._rows]
        if not known:
            return {}
        asked = self.embed.embed([text])[0]
        return {one: float(self._rows[one] @ asked) for one in known}
