"""The sentence or two of a passage that answer a question. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from roleplay_lite.memory.index.terms import asked_terms, terms_of

MOST = 2
LONGEST = 140
"""Characters that are told of a passage."""
_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[」』”’\"')）】》]*|\n|$)")
_ENGLISH = re.compile(r"[^.!?\n]+(?:[.!?]+(?=\s|$)|\.(?=\S)[^.!?\n]*[.!?]*|\n|$)")
_FORMS = (
    (
        re.compile("多少|几[^乎]|多[高长大重深远久快]|第几|how (?:many|much|long|far|old)"),
        re.compile(r"\d|[一二三四五六七八九十百千万两]"),
    ),
    (re.compile("什么时候|哪一?[年天月]|几点|when"), re.compile(r"\d|[年月日点号]")),
    (re.compile("为什么|为啥|怎么会|why"), re.compile("因为|由于|所以|为了|because|since")),
    (
        re.compile("怎么|如何|怎样|咋|how (?:to|do|can)"),
        re.compile("按(?!键)|点击|选择|先|再|然后|放|拧|拨|插|press|click|first|then"),
    ),
)
"""How one asks, and what an answer to it is likely to have."""


def best_sentences(text: str, question: str) -> str:
    """At most two neighbouring sentences that hold most of what the question asks; the first where none holds any."""
    parts = sentences_of(text)
    if len(parts) <= 1:
        return shortened(text.strip())
    asked = frozenset((*asked_terms(question).words, *asked_terms(question).bigrams))
    scores = [_score(part, asked, question) for part in parts]
    best = max(range(len(parts)), key=lambda at: (scores[at], -at))
    chosen = [best]
    neighbours = [at for at in (best + 1, best - 1) if 0 <= at < len(parts)]
    if neighbours:
        other = max(neighbours, key=lambda at: (_new(parts[at], parts[best], asked), at > best))
        if _new(parts[other], parts[best], asked) > 0 or re.match("(?:它|他|她|其|这|该|此)", parts[best]):
            chosen = sorted((best, other))
    told = _joined([parts[at] for at in chosen])
    return told if len(told) <= LONGEST else shortened(parts[best])


def sentences_of(text: str) -> list[str]:
    """The sentences with their marks."""
    pattern = _SENTENCE if re.search("[\u3400-\u9fff]", text) else _ENGLISH
    return [part.strip() for part in pattern.findall(text) if re.search(r"\w", part)]


def shortened(text: str) -> str:
    """Up to its last pause within the longest that is told."""
    if len(text) <= LONGEST:
        return text
    cut = text[:LONGEST]
    at = max(cut.rfind(mark) for mark in "。！？，；,;")
    mark = "。" if re.search("[\u3400-\u9fff]", cut) else "."
    return (cut[:at] if at > LONGEST // 3 else cut).rstrip("。，；,; ") + mark


def _joined(parts: list[str]) -> str:
    return "".join(
        part + (" " if after and part[-1:].isascii() and after[:1].isascii() else "")
        for part, after in pairwise([*parts, ""])
    )


def _score(part: str, asked: frozenset[str], question: str) -> float:
    """How much of what is asked it holds; a little more for what has the form of an answer."""
    score = float(len(asked & _terms(part)))
    score += next((0.8 for asks, answers in _FORMS if asks.search(question) and answers.search(part)), 0.0)
    return score - len(part) / 10_000


def _new(part: str, other: str, asked: frozenset[str]) -> int:
    return len((asked & _terms(part)) - _terms(other))


@lru_cache(maxsize=256)
def _terms(text: str) -> frozenset[str]:
    found = terms_of(text)
    return frozenset((*found.words, *found.bigrams))
