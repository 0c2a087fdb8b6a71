"""What of ours stands somewhere in a line: an idiom, a verse, a poem's title, an English phrase. Pure."""

from __future__ import annotations

import re

from roleplay_lite.skills.words.idioms import idioms
from roleplay_lite.skills.words.poems import Poem, poems, verse_at

_LATIN = re.compile("[a-z][a-z' -]*[a-z]")
_HAN = re.compile("[\u4e00-\u9fff]+")
_VERSES = (7, 5, 6, 4)
_TITLES_OF_TWO = frozenset({"咏鹅", "咏柳", "悯农", "鹿柴", "春晓", "江雪", "望岳", "锄禾", "蜀相", "锦瑟", "马诗"})
"""Two signs that are no everyday word."""


def idiom_in(text: str) -> str:
    """The last idiom that is written in it; else a stretch between marks that sounds like one."""
    known = idioms()
    runs: list[str] = _HAN.findall(text)
    for run in reversed(runs):
        for at in range(len(run) - 4, -1, -1):
            if run[at : at + 4] in known.by_text:
                return run[at : at + 4]
    near = next((found for run in runs if len(run) == 4 and (found := known.named(run))), None)
    return near.text if near else ""


def verse_in(text: str) -> str:
    """The verse that is in it, as it was said: written so anywhere, or by its sound between marks."""
    runs: list[str] = _HAN.findall(text)
    for run in runs:
        for length in _VERSES:
            for at in range(len(run) - length + 1):
                if verse_at(run[at : at + length], exact=True):
                    return run[at : at + length]
    return next((run for run in runs if len(run) >= 5 and verse_at(run)), "")


def title_in(text: str) -> Poem | None:
    """The poem whose title is in it, the longest first; a title of two signs must be no everyday word."""
    found = [
        (len(name), poem)
        for poem in poems()
        for name in poem.names
        if (len(name) >= 3 or name in _TITLES_OF_TWO or f"《{name}》" in text) and name in text
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def latin_in(text: str) -> str:
    """The longest English word or phrase in a Mandarin line; empty where there is none, or no Mandarin."""
    if not _HAN.search(text):
        return ""
    return max(_LATIN.findall(text), key=len, default="").strip()
