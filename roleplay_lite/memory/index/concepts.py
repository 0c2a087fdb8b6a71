"""Matters of everyday life, so that 「几点起来」 meets 「四点就得爬起来」: a thesaurus of words, not of meanings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

from roleplay_lite.memory.index.terms import stem

_LATIN = re.compile(r"[a-z]+")


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, list[tuple[str, bool]]], int]:
    """Word to its matters, each with whether only a question means it so; and the longest word's length."""
    table: dict[str, list[tuple[str, bool]]] = {}
    for line in files(__package__).joinpath("concepts.txt").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, *words = line.split()
        for word in words:
            bare = word.removesuffix("*")
            bare = stem(bare) if bare.isascii() else bare
            table.setdefault(bare, []).append((name, word.endswith("*")))
    return table, max(len(word) for word in table if not word.isascii())


def han_words() -> tuple[str, ...]:
    """All Mandarin words of the thesaurus."""
    return tuple(word for word in _table()[0] if not word.isascii())


@lru_cache(maxsize=4096)
def concepts(text: str, *, asking: bool = False) -> frozenset[str]:
    """The matters that a text speaks of; `asking` for those that a question asks for as well."""
    table, longest = _table()
    folded = unicodedata.normalize("NFKC", text[:1000]).lower()
    found: set[str] = set()
    for begin in range(len(folded)):
        if folded[begin].isascii():
            continue
        for end in range(begin + 1, min(begin + longest, len(folded)) + 1):
            if entry := table.get(folded[begin:end]):
                found.update(name for name, only_asked in entry if asking or not only_asked)
    for word in _LATIN.findall(folded):
        found.update(name for name, _ in table.get(stem(word), ()))
    return frozenset(found)
