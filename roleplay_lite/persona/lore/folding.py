"""Text as keys are compared: one width, one script of Chinese, and how a character sounds. Cached by character.

Simplifying needs OpenCC and sounds need pypinyin, both optional: without them text is compared as it is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
_HAN = re.compile(f"[{HAN}]")
_ALL_HAN = re.compile(f"[{HAN}]+")
# A recogniser may put spaces between characters; a line's end still parts them.
_SPACED = re.compile(f"(?<=[{HAN}])[ \t]+(?=[{HAN}])")
_READINGS = 2
"""Sounds of a character that count; further ones are rare."""


def fold(text: str, *, case: bool = False) -> str:
    """Full-width signs made half-width, traditional characters simplified, spaces between Han characters gone; letters
    made small unless `case`."""
    folded = unicodedata.normalize("NFKC", text)
    if not case:
        folded = folded.casefold()
    return _SPACED.sub("", folded).translate(_simplified()) if _HAN.search(folded) else folded


def is_han(text: str) -> bool:
    """Whether it is Han characters and nothing else."""
    return bool(_ALL_HAN.fullmatch(text))


class _Simplified(dict[int, str]):
    """A table for `str.translate` that is filled as characters are met."""

    def __init__(self, convert: Callable[[str], str]) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, code: int) -> str:
        character = chr(code)
        # Where one becomes two, places would no longer agree.
        found = self._convert(character) if _HAN.match(character) else character
        value = self[code] = found if len(found) == 1 else character
        return value


@cache
def _simplified() -> _Simplified:
    try:
        from opencc import OpenCC
    except ImportError:
        return _Simplified(str)
    return _Simplified(OpenCC("t2s").convert)


@lru_cache(maxsize=30_000)
def sounds(character: str) -> tuple[str, ...]:
    """The toneless syllables of a character, commonest first, with what recognisers and southern speakers confuse
    made the same (zh/z, ch/c, sh/s, n/l, ang/an, eng/en, ing/in). () for what is no Han character."""
    return tuple(dict.fromkeys(_confused(syllable) for syllable in _toneless(character)))


@lru_cache(maxsize=30_000)
def exact_sounds(character: str) -> frozenset[str]:
    """The toneless syllables of a character, none confused."""
    return frozenset(_toneless(character))


def tone(character: str) -> str:
    """The commonest syllable of a character, with its tone; "" for what is no Han character."""
    return next(iter(_toned(character)), "")


def reading(word: str) -> tuple[str, ...]:
    """The syllables of a Han word as it is read as a whole (「重庆」 is `chong qing`), confused ones made the same; ()
    when a character has none that is known."""
    known = [_toneless(character) for character in word]
    if not all(known):
        return ()
    if all(len(syllables) == 1 for syllables in known):
        return tuple(sounds(character)[0] for character in word)
    from pypinyin import lazy_pinyin

    return tuple(_confused(syllable) for syllable in lazy_pinyin(word))


def _toneless(character: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(syllable.rstrip("12345") for syllable in _toned(character)))[:_READINGS]


@lru_cache(maxsize=30_000)
def _toned(character: str) -> tuple[str, ...]:
    pinyin = _pinyin()
    return pinyin(character) if pinyin and _HAN.match(character) else ()


def _confused(syllable: str) -> str:
    syllable = re.sub(r"^([zcs])h", r"\1", syllable)
    syllable = re.sub(r"^n", "l", syllable)
    return re.sub(r"([aei])ng(\d?)$", r"\1n\2", syllable)


@cache
def _pinyin() -> Callable[[str], tuple[str, ...]] | None:
    try:
        from pypinyin import Style, pinyin
    except ImportError:
        return None

    def syllables(character: str) -> tuple[str, ...]:
        # A rare character may be unknown: then there is no group.
        groups = pinyin(character, heteronym=True, style=Style.TONE3, errors="ignore")
        return tuple(syllable for group in groups for syllable in group)

    return syllables
