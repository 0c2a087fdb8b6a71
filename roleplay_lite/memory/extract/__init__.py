"""What a person tells of themselves and of theirs, read out of a line by rules: Mandarin and English, without a model.

A line is better left than misread: what is quoted, supposed, asked, ordered, only heard of or only so for the moment
is no fact. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roleplay_lite.memory.extract.answers import completed
from roleplay_lite.memory.extract.notes import noted
from roleplay_lite.memory.extract.reading import Reading
from roleplay_lite.memory.item import SELF, Extracted
from roleplay_lite.memory.predicates import predicate

__all__ = ["extract"]

_LOOKS_BACK = 4
"""Exchanges before the line that are read to know whom 「她」 means."""


def extract(text: str, *, at: float, before: Sequence[tuple[str, str]] = ()) -> tuple[Extracted, ...]:
    """What the line tells, in its order.

    `at` is the Unix time at which it was said; `before` the exchanges before it, the person's line and the reply, which
    tell whom 「她」 means, what a bare answer answers and what a correction puts right. Never raises; `said` of each is
    a part of `text`.
    """
    past = [_read(said, at) for said, _ in before[-_LOOKS_BACK:]]
    third = next((one.third for one in reversed(past) if one.third), "")
    reading = _read(text, at, third=third, subject=_subject_asked(before, third))
    found = reading.found
    if not found and (clause := completed(text, before, past[-1].third if past else "")):
        found = [
            replace(one, said=text.strip()[:120], confidence=round(one.confidence * 0.95, 3))
            for one in _read(clause, at, third=third).found
        ]
    if not found:
        found = _note(text, at)
    return tuple(one for one in found if one.said in text)


def _read(text: str, at: float, *, third: str = "", subject: str = "") -> Reading:
    reading = Reading(at=at, third=third, subject=subject)
    reading.line(text)
    return reading


def _subject_asked(before: Sequence[tuple[str, str]], third: str) -> str:
    """Whom an answer without a subject is about."""
    if not before:
        return ""
    asked = before[-1][1][-30:]
    if not any(mark in asked for mark in "？?"):
        return ""
    if third and any(word in asked for word in "她他它"):
        return third
    return SELF if "你" in asked else third


def _note(text: str, at: float) -> list[Extracted]:
    what = noted(text)
    if not what:
        return []
    entry = predicate("note")
    return [
        Extracted(kind=entry.kind, predicate="note", object=what, said=text.strip()[:400], importance=entry.importance)
    ]
