"""What a person tells of themselves and of theirs, read out of a line by rules: Mandarin and English, without a model.

A line is better left than misread: what is quoted, supposed, asked, ordered, only heard of or only so for the moment
is no fact. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from roleplay_lite.memory.extract.answers import completed
from roleplay_lite.memory.extract.clauses import MOST
from roleplay_lite.memory.extract.earlier import put_right
from roleplay_lite.memory.extract.notes import noted
from roleplay_lite.memory.extract.reading import Reading
from roleplay_lite.memory.extract.relations import ANYBODY, canonical
from roleplay_lite.memory.item import SELF, Extracted
from roleplay_lite.memory.predicates import predicate

__all__ = ["canonical", "extract"]

_LOOKS_BACK = 4
"""Exchanges before the line that are read, to know whom 「她」 means and what a correction puts right."""
_ANSWER = 120
_LEANS = re.compile(r"[她他它]|错|不对|不是|改|\b(?:she|he|her|his|it)\b", re.IGNORECASE)
"""Words of a line that may lean on the lines before."""
_ASKED = re.compile("[？?]")


def extract(
    text: str,
    *,
    at: float,
    before: Sequence[tuple[str, str]] = (),
    known: Mapping[str, str] | None = None,
) -> tuple[Extracted, ...]:
    """What the line tells, in its order.

    `at` is the Unix time at which it was said; `before` the exchanges before it, the person's line and the reply, which
    tell whom 「她」 means, what a bare answer answers and what a correction puts right; `known` are names that were
    told at any time, each with whose it is (「朵朵」: 「女儿」). Of a long text only the beginning is read. Never
    raises; `said` of each is a part of `text`.
    """
    text = text[:MOST]
    if not before:
        return _kept(_or_noted(_read(text, at, names=known).found, text), text)
    if (
        not _LEANS.search(text)
        and not _ASKED.search(before[-1][1][-30:])
        and (found := _read(text, at, names=known).found)
    ):
        return _kept(_or_noted(found, text), text)
    past = [_read(said[:MOST], at, names=known) for said, _ in before[-_LOOKS_BACK:]]
    third = next((one.third for one in reversed(past) if one.third), "")
    names = {**(known or {}), **{name: who for one in past for name, who in one.names.items()}}
    found = _read(text, at, third=third, subject=_asked_of(before, third), names=names).found
    if not found:
        told = [one.found for one in past]
        found = put_right(text, told, lambda line: _read(line, at, third=third).found)
    if not found:
        found = _answered(text, at, before, third, past[-1].third)
    return _kept(_or_noted(found, text), text)


def _or_noted(found: list[Extracted], text: str) -> list[Extracted]:
    """What is asked to be kept is kept whole, where its parts tell nothing more."""
    return found if any(one.predicate != "note" for one in found) else _noted(text) or found


def _kept(found: Sequence[Extracted], text: str) -> tuple[Extracted, ...]:
    return tuple(one for one in found if one.said in text)


def _read(
    text: str, at: float, *, third: str = "", subject: str = "", names: Mapping[str, str] | None = None
) -> Reading:
    reading = Reading(at=at, third=third, subject=subject, names=dict(names or {}))
    reading.line(text)
    return reading


def _asked_of(before: Sequence[tuple[str, str]], third: str) -> str:
    """Whom an answer without a subject is about."""
    asked = before[-1][1][-30:] if before else ""
    if not _ASKED.search(asked):
        return ""
    if third and any(word in asked for word in "她他它"):
        return third
    if own := re.search(rf"你的?(?P<who>{ANYBODY})", asked):
        return canonical(own["who"])
    return SELF if "你" in asked else third


def _answered(text: str, at: float, before: Sequence[tuple[str, str]], third: str, topic: str) -> list[Extracted]:
    """A bare answer, read as the clause it completes."""
    clause = completed(text, before, topic)
    if not clause:
        return []
    said = text.strip()[:_ANSWER]
    return [
        replace(one, said=said, confidence=round(one.confidence * 0.95, 3))
        for one in _read(clause, at, third=third).found
    ]


def _noted(text: str) -> list[Extracted]:
    what = noted(text)
    if not what:
        return []
    entry = predicate("note")
    said = text.strip()[:400]
    return [Extracted(kind=entry.kind, predicate="note", object=what, said=said, importance=entry.importance)]
