"""How well a question and a text go together, as numbers. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from roleplay_lite.knowledge.query.reading import plain
from roleplay_lite.memory.index.stops import ALONE, ASKING, QUESTION_WORDS, SPLITS

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
_RUN = re.compile("[\u3400-\u9fff]+|[a-z0-9]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
UNSEEN = 4.0
"""The weight of a term that is in no row."""


def folded(text: str) -> str:
    """As the terms of a question are written."""
    return unicodedata.normalize("NFKC", text).lower()


def covered(terms: Iterable[str], held: str, idf: Mapping[str, float]) -> float:
    """The share of a question's terms that a folded text holds, the telling ones counting more."""
    whole = there = 0.0
    for term in terms:
        weight = idf.get(term, UNSEEN)
        whole += weight
        if term in held:
            there += weight
    return there / whole if whole else 0.0


def content(text: str) -> tuple[str, ...]:
    """The terms of a question as `asked_terms` has them, without words: quicker, for many."""
    found: dict[str, None] = {}
    for run in _RUN.findall(QUESTION_WORDS.sub(" ", folded(text))):
        if run[0] < "\u3400":
            found[run] = None
            continue
        for part in re.split(f"[{''.join(sorted(SPLITS))}]", run):
            found |= dict.fromkeys(one + two for one, two in pairwise(part) if one + two not in ASKING)
            found |= dict.fromkeys(sign for sign in part if sign in ALONE)
    return tuple(found)


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
