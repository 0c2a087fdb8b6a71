"""Words with a feeling in them, as `lexicon.txt` lists them: those that name one, and those of what brings one about.

A word stands under the feeling it names, with how strong it is. Feelings are said of somebody (「我很难过」), so whose
they are matters; happenings befall the one who tells of them, whoever the clause is about (「奶奶走了」).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from roleplay_lite.emotion.feeling import USUAL, Label

Kind = Literal["feeling", "happening", "outcry", "face"]
"""`outcry`: a curse, a sigh, a laugh, which is the speaker's own whoever the clause is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a word says by itself."""

    label: Label
    strength: float
    """0 to 1."""
    kind: Kind

    @property
    def valence(self) -> float:
        return USUAL[self.label][0] * min(1.0, 0.55 + 0.6 * self.strength)

    @property
    def arousal(self) -> float:
        return USUAL[self.label][1]


@cache
def words() -> dict[str, Word]:
    """Every word that is found letter by letter: Mandarin, cries and faces."""
    return {text: word for text, word in _listed().items() if not _english(text, word)}


@cache
def english() -> dict[tuple[str, ...], Word]:
    """English words and turns of phrase, as runs of words."""
    return {tuple(text.split("_")): word for text, word in _listed().items() if _english(text, word)}


def _english(text: str, word: Word) -> bool:
    return word.kind in ("feeling", "happening") and text.isascii() and text != "emo"


@cache
def _listed() -> dict[str, Word]:
    found: dict[str, Word] = {}
    word = Word(label="neutral", strength=0.0, kind="feeling")
    for line in files("roleplay_lite.emotion").joinpath("lexicon.txt").read_text(encoding="utf-8").splitlines():
        if head := _HEAD.fullmatch(line):
            kind, label, strength = head.groups()
            word = Word(label=cast(Label, label), strength=float(strength), kind=cast(Kind, kind))
        elif not line.startswith("# "):
            for text in line.lower().split():
                found.setdefault(text, word)
    return found


_HEAD = re.compile(r"\[(\w+) (\w+) ([\d.]+)\]")
