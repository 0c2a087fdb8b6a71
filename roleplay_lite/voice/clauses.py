"""What a Mandarin voice says, cut into breaths: normalised text, split at punctuation, English apart.

The normaliser is started with the first text that needs it: small talk without a digit never does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from roleplay_lite.voice.normaliser import normalise

LONGEST_CHARACTERS = 40
"""A clause without punctuation is cut here: the sound of one clause is made in one go, and memory grows with it."""
_PAUSES = {
    "、": 0.12,
    "，": 0.2,
    "：": 0.2,
    "；": 0.3,
    "—": 0.2,
    "。": 0.35,
    "！": 0.35,
    "？": 0.35,
    "…": 0.35,
    "\n": 0.4,
}
"""Seconds of silence after a clause that ends so."""
_FULL_WIDTH = str.maketrans({",": "，", ";": "；", "!": "！", "?": "？", "．": "。", "﹑": "、", "～": "，", "~": "，"})
_END = re.compile(r"[，。！？；：、…—\n]+|(?<!\d)\.(?=\s|$)|:(?=\s|$)")
_SAID = re.compile(r"[\u3400-\u9fff〇a-zA-Z]")
_ENGLISH = re.compile(r"[A-Za-z](?:[A-Za-z0-9 .'’&+\-]*[A-Za-z0-9])?")
_NEEDS_NORMALISING = re.compile(r"[^\u3400-\u9fff，。！？；：、…—\n「」『』“”《》（）]")
_CHINESE = re.compile(r"[\u3400-\u9fff〇]")
# How Mandarin speakers name the letters, as near as the syllables of Mandarin come.
_LETTERS = {
    "A": "ei1", "B": "bi4", "C": "xi1", "D": "di4", "E": "yi4", "F": "ai2 fu5", "G": "ji4", "H": "ei1 qu5", "I": "ai4",
    "J": "zhei4", "K": "kei4", "L": "ai2 lou5", "M": "ai2 mu5", "N": "en1", "O": "ou1", "P": "pi4", "Q": "kou1",
    "R": "a4 er5", "S": "ai2 si5", "T": "ti4", "U": "you1", "V": "wei1", "W": "da2 bu5 liu5", "X": "ai2 ke5 si5",
    "Y": "wai1", "Z": "zei4",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of one clause in one language."""

    language: Literal["zh", "en", "letters"]
    """`letters` are spelled out."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What is said in one breath, never empty, and the silence after it."""

    runs: tuple[Run, ...]
    pause_seconds: float


def normalised(text: str) -> str:
    """Numbers, dates, units and symbols as Mandarin words; Latin letters stay. Text without a Chinese character or a
    digit is left alone: it may be English."""
    text = text.translate(_FULL_WIDTH)
    if not _NEEDS_NORMALISING.search(text) or not re.search(r"[\u3400-\u9fff\d]", text):
        return text
    return "\n".join(normalise(line) for line in text.splitlines())


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of a text in order; none when it holds nothing to say."""
    text = normalised(text)
    at = 0
    for match in [*_END.finditer(text), None]:
        part, mark = text[at : match.start() if match else len(text)], match.group()[-1] if match else "。"
        at = match.end() if match else at
        pieces = [piece for piece in _breaths(part.strip()) if _SAID.search(piece)]
        for index, piece in enumerate(pieces):
            last = index == len(pieces) - 1
            yield Clause(runs=tuple(_runs(piece)), pause_seconds=_PAUSES.get(mark, 0.3) if last else 0.0)


def letter_syllables(letters: str) -> list[str]:
    """Pinyin with tone numbers for letters spelled out; what is no letter is passed over."""
    return [syllable for letter in letters.upper() for syllable in _LETTERS.get(letter, "").split()]


def _breaths(part: str) -> Iterator[str]:
    while len(part) > LONGEST_CHARACTERS:
        # Rather at a blank than inside an English word.
        cut = part.rfind(" ", LONGEST_CHARACTERS // 2, LONGEST_CHARACTERS) + 1 or LONGEST_CHARACTERS
        yield part[:cut]
        part = part[cut:]
    yield part


def _runs(piece: str) -> Iterator[Run]:
    at = 0
    for match in _ENGLISH.finditer(piece):
        if _CHINESE.search(before := piece[at : match.start()]):
            yield Run(language="zh", text=before)
        english, at = match.group(), match.end()
        spelled = english.replace(".", "").replace("-", "").replace("&", "")
        # WHO and NASA would be words, but nothing here knows that; a lone "I" inside Mandarin is a letter too.
        is_letters = spelled.isalpha() and spelled.isupper() and len(spelled) <= 5
        yield Run(language="letters", text=spelled) if is_letters else Run(language="en", text=english)
    if _CHINESE.search(rest := piece[at:]):
        yield Run(language="zh", text=rest)
