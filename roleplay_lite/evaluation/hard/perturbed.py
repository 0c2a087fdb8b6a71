"""One thing about a character that is changed: what is so, what is said instead, and in which way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from roleplay_lite.persona.facts import Fact
from roleplay_lite.persona.persona import Persona


class Change(StrEnum):
    """How the fact is changed."""

    OWNER = "owner"
    """It becomes what is so of somebody else: the father's work the friend's."""
    NEGATED = "negated"
    """What is so is not, or the other way round."""
    NUMBER = "number"
    """An age, a birthday, a height, a weight or a year is another."""
    DERIVED = "derived"
    """What follows from it does not: the birthday stays and the sign is another, the home stays and was never seen."""
    VALUE = "value"
    """Another value of the same kind."""


EXCLUSIVE = frozenset({
    "name", "gender", "age", "birthday", "sign", "zodiac", "hometown", "residence", "occupation", "workplace",
    "school", "major", "height", "weight", "marriage", "species", "era", "dialect", "province", "country",
    "birth_year", "birth_month", "seniority",
})  # fmt: skip
"""Keys under which one value rules out another; two hobbies go together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Perturbed:
    """A change of one fact."""

    change: Change
    true: tuple[Fact, ...]
    """What is so, under one owner and one key, the fact that is changed first; it may follow from others."""
    false: Fact
    """What is said instead, of the same owner under the same key."""
    source: Fact
    """The fact of the character's file that the change goes against: the first of `true`, or what it follows from."""

    def applied(self, persona: Persona) -> Persona:
        """The character with the change made: without the facts that cannot stand beside what is said instead."""
        gone = {*self.true} if self.false.key in EXCLUSIVE else {self.true[0]}
        return replace(persona, facts=(*(fact for fact in persona.facts if fact not in gone), self.false))


def held(persona: Persona, fact: Fact) -> tuple[Fact, ...]:
    """All that the file says under the fact's owner and key, that fact first, each value once."""
    others = [other for other in persona.facts if (other.owner, other.key) == (fact.owner, fact.key)]
    values = {(fact.value, fact.polarity): fact}
    for other in others:
        values.setdefault((other.value, other.polarity), other)
    return tuple(values.values())
