"""How well a question and a text go together, as numbers. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from roleplay_lite.knowledge.query.names import plain
from roleplay_lite.knowledge.retrieval.lexical import Sought
from roleplay_lite.memory.index.terms import terms_of

_KINDS = tuple(
    re.compile(form)
    for form in (
        "为什么|为啥|怎么会|原因|why",
        "谁|哪位|who",
        "哪里|哪儿|在哪|什么地方|where",
        "什么时候|哪年|哪一年|几点|何时|when",
        "多少|多[高大长重远深久]|几[^乎]|how (?:many|much|long|old|far|tall)",
        "怎么|如何|how (?:do|to)",
        "是什么|什么是|啥是|what is",
        "什么意思|含义|meaning",
    )
)
"""What a question may ask for."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
UNSEEN = 4.0
"""The weight of a term that is in no row."""


@lru_cache(maxsize=1024)
def terms(text: str) -> frozenset[str]:
    """Every term of a text."""
    found = terms_of(text)
    return frozenset((*found.words, *found.bigrams))


def covered(sought: Sought, held: frozenset[str], idf: Mapping[str, float]) -> float:
    """The share of the question's terms that a text holds, the telling ones counting more."""
    whole = sum(idf.get(term, UNSEEN) for term in sought.terms)
    return sum(idf.get(term, UNSEEN) for term in sought.terms if term in held) / whole if whole else 0.0


def likeness(one: str, other: str) -> float:
    """Dice's coefficient of their single signs and pairs, 0 to 1."""
    mine, yours = _grams(one), _grams(other)
    return 2 * len(mine & yours) / (len(mine) + len(yours)) if mine and yours else 0.0


def asks_alike(one: str, other: str) -> float:
    """1 where both ask for the same kind of thing, -1 where for another, 0 where one asks for none in particular."""
    mine = {place for place, form in enumerate(_KINDS) if form.search(one)}
    yours = {place for place, form in enumerate(_KINDS) if form.search(other)}
    if not mine or not yours:
        return 0.0
    return 1.0 if mine & yours else -1.0


def numbers_differ(one: str, other: str) -> bool:
    """Whether both hold figures, and not the same."""
    mine, yours = set(_NUMBER.findall(one)), set(_NUMBER.findall(other))
    return bool(mine and yours and mine != yours)


@lru_cache(maxsize=1024)
def _grams(text: str) -> frozenset[str]:
    flat = re.sub(r"[\W_]+", "", plain(text))
    return frozenset((*flat, *(flat[at : at + 2] for at in range(len(flat) - 1))))
