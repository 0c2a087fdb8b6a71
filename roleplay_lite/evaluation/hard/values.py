"""Another value of the same kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

from roleplay_lite.evaluation.false_claims import apart, false_claims, pools
from roleplay_lite.evaluation.hard.perturbed import EXCLUSIVE, Change, Perturbed, held
from roleplay_lite.persona.facts import Fact
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
        elif fact.key in known:
            yield _changed(own, fact, rng.choice(apart(persona, fact, known[fact.key])))


def _changed(own: tuple[Fact, ...], fact: Fact, value: str) -> Perturbed:
    return Perturbed(change=Change.VALUE, true=own, false=replace(fact, value=value, since=""), source=fact)
