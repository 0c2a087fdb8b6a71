"""A question as it was put to a character, and what a reply to it claims. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from roleplay_lite.evaluation.judging.truth import TASTE_KEYS, Truth
from roleplay_lite.evaluation.question_sets import Question
from roleplay_lite.persona.claims import Claim
from roleplay_lite.persona.facts import SELF
from roleplay_lite.persona.judge import Verdict, judge
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.premises import AGREES, DENIES, MENTION, spoken_claims

READ = 0.85
"""Confidence from which a claim is taken to be made."""

_SENTENCE = re.compile(r"[^。！？!?…\n]+[。！？!?…\n]*")
_RELATED: dict[str, tuple[str, ...]] = {
    "likes": TASTE_KEYS, "food": ("likes",), "hobby": ("likes",), "spouse": ("marriage",),
    "province": ("hometown",), "country": ("hometown",), "birth_month": ("birthday",), "birth_year": ("birthday",),
    "next_birthday": ("birthday",), "student": ("occupation",), "birthday": ("birth_month",), "age": ("birth_year",),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question as it was put, and all that its reply is held against."""

    persona: Persona
    question: Question
    said: str
    value: str
    truth: Truth
    today: date


def _claims(case: Case, reply: str) -> Iterator[Claim]:
    """What the reply says for sure of the one who is asked about, under the key or one that goes with it."""
    topic = case.truth.owner
    keys = (case.question.key, *_RELATED.get(case.question.key, ()))
    for number, sentence in enumerate(_SENTENCE.findall(reply)):
        read = spoken_claims(sentence, case.persona, case.said, topic, first=number == 0)
        for claim in read:
            if claim.fact.key in keys and claim.fact.owner == topic and not claim.asks and claim.confidence >= READ:
                yield claim
        topic = next((claim.fact.owner for claim in reversed(read) if claim.fact.owner != SELF), topic)


def contradicted(case: Case, reply: str) -> Iterator[Claim]:
    """Claims that are not so."""
    for claim in _claims(case, reply):
        if claim.rule in (AGREES, DENIES, MENTION):
            continue
        found = judge(claim.fact, case.persona, case.today)
        if found.verdict is Verdict.FALSE and found.confidence >= READ:
            yield claim


def invented(case: Case, reply: str) -> Iterator[Claim]:
    """Claims where nothing is known that could make them so."""
    for claim in _claims(case, reply):
        if claim.fact.polarity == "no" or claim.rule in (DENIES, MENTION):
            continue
        if judge(claim.fact, case.persona, case.today).verdict is not Verdict.TRUE:
            yield claim
