"""Another value of the same kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random

from roleplay_lite.evaluation.false_claims import apart, false_claims, pools
from roleplay_lite.evaluation.hard.perturbed import EXCLUSIVE, Change, Perturbed, held
from roleplay_lite.persona.facts import Fact, spoken, told
from roleplay_lite.persona.persona import Persona

_BY_CLAIM = ("marriage", "gender")
"""Keys whose other values depend on the first: who is not single is married."""
_SAID = {"未婚": "未婚", "已婚": "已婚", "离婚": "离异", "改嫁": "已经改嫁了"}


def changed_values(persona: Persona, today: date, rng: Random) -> Iterator[Perturbed]:
    """Each fact whose key allows one value only, with another that has nothing in common with it."""
    known = pools(persona)
    for fact in persona.facts:
        if fact.polarity == "no" or fact.key not in EXCLUSIVE:
            continue
        own = held(persona, fact)
        if fact.key in _BY_CLAIM:
            for claim in false_claims(persona, fact, today):
                if claim.predicate and claim.key == fact.key:
                    yield _changed(own, fact, _SAID.get(claim.value, claim.value))
        elif fact.key in known and not _is_counted(fact):
            yield _changed(own, fact, rng.choice(_told_alike(fact, apart(persona, fact, known[fact.key]))))


def _is_counted(fact: Fact) -> bool:
    """True of a date: it is moved (`numbers.py`), since one in another writing would be known by that."""
    return fact.key == "birthday" and bool(re.search(r"\d|月", fact.value))


def _told_alike(fact: Fact, values: Sequence[str]) -> Sequence[str]:
    """Those that go into the words of the true one (「我是…」, not 「我的工作是…」), which else would give it away."""
    frame = _frame(fact)
    return [value for value in values if _frame(replace(fact, value=value)) == frame] or values


def _frame(fact: Fact) -> str:
    return told((fact,)).replace(spoken(fact), "")


def _changed(own: tuple[Fact, ...], fact: Fact, value: str) -> Perturbed:
    return Perturbed(change=Change.VALUE, true=own, false=replace(fact, value=value, since=""), source=fact)
