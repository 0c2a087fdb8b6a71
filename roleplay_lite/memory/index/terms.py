"""A text as terms to find it by: words, pairs of signs, pairs of syllables. Pure, the same in every process."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

from roleplay_lite.memory.index.pinyin import sound_pairs
from roleplay_lite.memory.index.stops import ALONE, ASKING, EMPTY, ENGLISH, QUESTION_WORDS, SPLITS

VERSION = 2
"""Goes up with every change of the terms of a text."""
LONGEST = 4000
"""Signs of one text that are read."""

_HAN = "\u3400-\u9fff〇"
_RUN = re.compile(rf"[{_HAN}]+|[0-9]+|[^\W\d_{_HAN}]+(?:'[^\W\d_{_HAN}]+)?")
_SHORTENED = re.compile("'(?:s|t|m|d|re|ve|ll)$")
_FIGURE = re.compile(rf"(?<![\d.])(\d)(?=[{_HAN}])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Each once, in the text's order."""

    words: tuple[str, ...] = ()
    """Latin words and figures; Mandarin words where `rjieba` is installed."""
    bigrams: tuple[str, ...] = ()
    """Two neighbouring Han signs, and single ones that are words."""
    sounds: tuple[tuple[str, ...], ...] = ()
    """For two neighbouring Han signs the ways in which they may sound (`pinyin.py`)."""

    @property
    def pinyin(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(way for ways in self.sounds for way in ways))


def version() -> str:
    """What made the terms; rows that another made are indexed anew."""
    return f"{VERSION}{'+rjieba' if find_spec('rjieba') else ''}"


def terms_of(text: str, *, cut: bool = True) -> Terms:
    """What a row is found by. Without `cut` there are no Mandarin words, whatever is installed."""
    return _terms(text, asking=False, cut=cut)


def asked_terms(text: str) -> Terms:
    """What a question looks for: without the words that only ask."""
    return _terms(text, asking=True, cut=True)


def _terms(text: str, *, asking: bool, cut: bool) -> Terms:
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).lower()
    folded = _FIGURE.sub(lambda found: "零一二三四五六七八九"[int(found[1])], folded)
    if asking:
        folded = QUESTION_WORDS.sub(" ", folded)
    words: list[str] = []
    bigrams: list[str] = []
    sounds: list[tuple[str, ...]] = []
    for run in _RUN.findall(folded):
        if not _is_han(run[0]):
            words += _word(run)
            continue
        if cut:
            words += _cut(run, asking)
        for part in _parts(run):
            pairs = [one + two for one, two in pairwise(part)]
            bigrams += [pair for pair in pairs if not (asking and pair in ASKING)]
            bigrams += [sign for sign in part if sign in ALONE]
            if len(part) == 1 and part not in ALONE and not (asking and part in EMPTY):
                bigrams.append(part)
            for pair, ways in zip(pairs, sound_pairs(part), strict=True):
                if ways and not (asking and pair in ASKING):
                    sounds.append(ways)
    return Terms(words=_once(words), bigrams=_once(bigrams), sounds=tuple(dict.fromkeys(sounds)))


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff" or sign == "〇"


def _parts(run: str) -> list[str]:
    parts, begin = [], 0
    for index, sign in enumerate(run):
        if sign in SPLITS:
            parts.append(run[begin:index])
            begin = index + 1
    parts.append(run[begin:])
    return [part for part in parts if part]


def _word(run: str) -> list[str]:
    if run.isdigit():
        return [run.lstrip("0") or "0"]
    plain = "".join(sign for sign in unicodedata.normalize("NFD", run) if not unicodedata.combining(sign))
    plain = _SHORTENED.sub("", plain).replace("'", "")
    return [] if plain in ENGLISH or not plain else [stem(plain)]


def stem(word: str) -> str:
    """An English word without its commonest endings: live, lives and living are one."""
    if not word.isascii() or len(word) < 4:
        return word
    for ending, put in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "us", "is")):
            word = word[: -len(ending)] + put
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


@lru_cache(maxsize=1)
def _cutter() -> Any:
    if not find_spec("rjieba"):
        return None
    return import_module("rjieba")


def _cut(run: str, asking: bool) -> list[str]:
    cutter = _cutter()
    if cutter is None:
        return []
    return [word for word in cutter.cut(run) if len(word) > 1 and not (asking and word in ASKING)]
