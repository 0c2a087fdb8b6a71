"""Vectors without weights: signs, pairs of signs, words and syllables, each hashed to a place of the row.

The hashing trick of Weinberger et al. (2009): a feature adds or takes away at one place, by its hash. Syllables, with
the sounds that Mandarin speakers and recognisers mix up taken as one, bring 「花声过敏」 near 「花生过敏」. It knows no
synonym: a row is near another because they share words or sounds.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log
from zlib import crc32

import numpy as np
import numpy.typing as npt
from pypinyin import lazy_pinyin

from roleplay_lite.engines import EmbedAbilities
from roleplay_lite.errors import EngineError

_VERSION = 1
"""Goes up with every change of a vector."""
_LONGEST = 4000
"""Characters read of one text; more of them make no difference to a row of this size."""
_RUN = re.compile(r"[\u3400-\u9fff〇]+|[0-9]+|[^\W\d_\u3400-\u9fff〇]+(?:'[a-z]+)?")
_EMPTY = frozenset(
    "的了吗呢吧啊呀哦嘛么是在有我你他她它们这那个就都也还不没和跟很把被让给对说要会能去来到上下什么怎哪谁"
)
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an and are at be do did does for from have he her his i in is it me my of on or she so that the they this "
        "to was we were what when where who with you your",
    )
)
"""Words in nearly every line weigh little, so that 「我的猫」 is near 「猫」 and not near 「我的车」."""
_LITTLE = 0.15
_ONE, _PAIR, _WORD, _STEM, _SYLLABLE, _SYLLABLES = 1.3, 0.7, 1.2, 0.6, 0.6, 0.8
"""Chosen on the dev half of the households (`evaluation/recall_set.py`), as it is and as it is misheard."""


class Hashing:
    """An `Embed` of `dim` places. Same text, same row, in every process and on every machine."""

    def __init__(self, dim: int) -> None:
        self.abilities = EmbedAbilities(name=f"hashing-{_VERSION}-{dim}", dim=dim)

    def embed(self, texts: Sequence[str], *, query: bool = False) -> npt.NDArray[np.float32]:
        """See `Embed.embed`. A question is read like any text."""
        rows = np.zeros((len(texts), self.abilities.dim), np.float32)
        for row, text in zip(rows, texts, strict=True):
            self._fill(row, text)
        return rows

    def close(self) -> None:
        """Nothing is held."""

    def _fill(self, row: npt.NDArray[np.float32], text: str) -> None:
        weights: dict[str, float] = {}
        counts: Counter[str] = Counter()
        for feature, weight in _features(text):
            counts[feature] += 1
            weights[feature] = weight
        if not counts:
            return
        places, values = [], []
        for feature, count in counts.items():
            place, sign = _place(feature, self.abilities.dim)
            places.append(place)
            values.append(sign * weights[feature] * (1 + log(count)))
        np.add.at(row, places, values)
        length = float(np.linalg.norm(row))
        if length:  # the features of a very short text may cancel each other
            row /= length


def load(*, dim: int = 384, threads: int = 0) -> Hashing:
    """`dim` places, 64 to 4096. It runs on one thread, whatever `threads` says. Raises EngineError."""
    if isinstance(dim, bool) or not isinstance(dim, int) or not 64 <= dim <= 4096:
        raise EngineError(f"embed.options.dim is {dim!r}; allowed: 64 to 4096", stage="embed")
    return Hashing(dim)


def _features(text: str) -> Iterator[tuple[str, float]]:
    """Each with its weight. The first sign of a feature says of what sort it is."""
    folded = unicodedata.normalize("NFKC", text[:_LONGEST]).lower()
    for run in _RUN.findall(folded):
        if "\u3400" <= run[0] <= "\u9fff" or run[0] == "〇":
            yield from _han(run)
        else:
            yield from _word(run)


def _han(run: str) -> Iterator[tuple[str, float]]:
    weight = [_LITTLE if sign in _EMPTY else 1.0 for sign in run]
    syllables = [_blurred(syllable) for syllable in lazy_pinyin(run)]
    if len(syllables) != len(run):  # a sign without a reading stays as it is, with its neighbours
        syllables = [_blurred(lazy_pinyin(sign)[0]) for sign in run]
    for sign, syllable, heavy in zip(run, syllables, weight, strict=True):
        yield "c" + sign, _ONE * heavy
        yield "s" + syllable, _SYLLABLE * heavy
    for place, ((sign, after), (one, two)) in enumerate(zip(pairwise(run), pairwise(syllables), strict=True)):
        heavy = (weight[place] * weight[place + 1]) ** 0.5
        yield f"p{sign}{after}", _PAIR * heavy
        yield f"t{one} {two}", _SYLLABLES * heavy


def _word(word: str) -> Iterator[tuple[str, float]]:
    heavy = _LITTLE if word in _SMALL else 1.0
    yield "w" + word, _WORD * heavy
    if len(word) > 4 and not word.isdigit():  # 「allergic」 and 「allergy」 share their beginning
        yield "b" + word[:4], _STEM * heavy


@lru_cache(maxsize=2048)
def _blurred(syllable: str) -> str:
    """The syllable with what is mixed up made one: zh/z, ch/c, sh/s, -ng/-n."""
    return re.sub("^([zcs])h", r"\1", re.sub("([aei])ng$", r"\1n", syllable))


@lru_cache(maxsize=65536)
def _place(feature: str, dim: int) -> tuple[int, float]:
    # CRCs of texts of one length are linear in their bits; the product is not.
    mixed = crc32(feature.encode("utf-8", "surrogatepass")) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    mixed ^= mixed >> 29
    mixed = mixed * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    return (mixed >> 32) * dim >> 32, 1.0 if mixed & 0x80000000 else -1.0
