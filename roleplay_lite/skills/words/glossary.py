"""Everyday words and phrases, Mandarin and English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from roleplay_lite.skills.words.sounds import bare, sounds
from roleplay_lite.skills.words.tables import lines_of_file, rows

MOST_MEANINGS = 3
_ARTICLE = re.compile("^(?:an?|the|to|one's) ")
_ODD = {
    "": "", "children": "child", "feet": "foot", "teeth": "tooth", "mice": "mouse", "men": "man", "women": "woman",
    "geese": "goose", "sheep": "sheep", "leaves": "leaf", "knives": "knife", "wolves": "wolf", "wives": "wife",
    "went": "go", "gone": "go", "ate": "eat", "saw": "see", "ran": "run", "bought": "buy", "said": "say", "did": "do",
    "had": "have", "came": "come", "gave": "give", "took": "take", "wrote": "write", "swam": "swim", "slept": "sleep",
    "thought": "think", "knew": "know", "were": "be", "was": "be", "am": "be", "are": "be", "better": "good",
    "best": "the best", "wifi": "wi-fi",
}  # fmt: skip
"""Forms that no ending tells."""
_PARTICLES = "吧呀啊呢哦啦了吗的"


def in_english(said: str, *, exact: bool = False) -> tuple[str, ...]:
    """The English of a Mandarin word or phrase, the usual one first; empty where it is not among them. `exact` as it is
    written, and not by its sound."""
    text = bare(said)
    if exact:
        return _english().get(text, ())
    for tried in (text, text.rstrip(_PARTICLES), *(text + particle for particle in "了吗")):
        if found := _english().get(tried):
            return found
    heard = sounds(text)
    return _english().get(_by_sound().get(heard, ""), ()) if len(heard) >= 2 else ()


def in_mandarin(said: str) -> tuple[str, ...]:
    """The Mandarin of an English word or phrase, at most three; empty where it is not among them."""
    text = _plain(said)
    for tried in (text, *_forms(text)):
        if found := _mandarin().get(tried):
            return found[:MOST_MEANINGS]
    return ()


def mandarin_words() -> Iterable[str]:
    """Every Mandarin word here."""
    return (zh for zh, _ in _words())


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, tuple[str, ...]] = {}
    for line in lines_of_file("words.txt"):
        for pair in line.split("|") if line else ():
            zh, _, english = pair.partition(" ")
            found.setdefault(zh, tuple(english.split("/")))
    return tuple(found.items())


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    return tuple((tuple(zh.split("/")), tuple(english.split("/"))) for zh, english in rows("phrases.txt"))


@lru_cache(maxsize=1)
def _english() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for ways, english in _phrases():
        for zh in ways:
            found.setdefault(bare(zh), english)
    for zh, english in _words():
        found.setdefault(bare(zh), english)
    return found


@lru_cache(maxsize=1)
def _mandarin() -> dict[str, tuple[str, ...]]:
    usual: dict[str, list[str]] = {}
    besides: dict[str, list[str]] = {}
    pairs = [(ways[0], english) for ways, english in _phrases()] + list(_words())
    for zh, english in pairs:
        for rank, way in enumerate(english):
            known = (usual if rank == 0 else besides).setdefault(_plain(way), [])
            if zh not in known:
                known.append(zh)
    keys = [*usual, *(key for key in besides if key not in usual)]
    return {key: tuple(dict.fromkeys([*usual.get(key, ()), *besides.get(key, ())])) for key in keys}


@lru_cache(maxsize=1)
def _by_sound() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for zh in _english():
        found.setdefault(sounds(zh), zh)
    return found


def _plain(english: str) -> str:
    text = re.sub("[^a-z0-9' -]+", " ", english.lower().replace("’", "'"))
    return _ARTICLE.sub("", " ".join(text.split()))


def _forms(text: str) -> Iterable[str]:
    """What a plural or a form of a verb may come from, and what a recogniser writes in one or in two."""
    yield _ODD.get(text, "")
    yield text.replace(" ", "")
    yield text.replace("'", "")
    for end, base in (("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e")):
        if text.endswith(end) and len(text) > len(end) + 2:
            yield text[: -len(end)] + base
