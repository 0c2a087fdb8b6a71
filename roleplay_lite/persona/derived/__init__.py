"""What follows from a persona's facts: a birthday gives the age of today, a sign and an animal, a home that one has
been there. Pure; each fact that is derived names its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from roleplay_lite.persona.derived import birthdays, families, homes, lives
from roleplay_lite.persona.derived.written import Derived, Written, look_up
from roleplay_lite.persona.facts import Fact, Polarity
from roleplay_lite.persona.persona import Persona

__all__ = ["MANY", "Derived", "derived_facts"]

MANY = frozenset({"been_to", "family", "pet", "local_food", "landmark", "species", "era", "spouse"})
"""Keys that may hold more than one fact: a written one hides only a derived one that says the same."""

_RULES: tuple[Callable[[Written, str], Iterator[Derived]], ...] = (
    birthdays.birthday,
    birthdays.solar_term,
    homes.been_to,
    homes.hometown,
    families.marriage,
    families.sweetheart,
    families.kin,
    families.listed,
    families.seniority,
    lives.occupation,
    lives.species,
    lives.era,
)


def derived_facts(persona: Persona, today: date) -> tuple[Derived, ...]:
    """All that follows from the facts, of the persona and of everybody who belongs to it; none that a written fact
    already says or denies, and nothing by today's calendar for somebody of another era."""
    return _derived(persona.facts, persona.scope.era, today)


@lru_cache(maxsize=64)
def _derived(facts: tuple[Fact, ...], era: str, today: date) -> tuple[Derived, ...]:
    written = look_up(facts, era, today)
    held: dict[tuple[str, str], dict[str, Polarity]] = {}
    for fact in facts:
        held.setdefault((fact.owner, fact.key), {})[fact.value] = fact.polarity
    found: list[Derived] = []
    for owner in written.owners():
        for rule in _RULES:
            for derived in rule(written, owner):
                values = held.setdefault((derived.fact.owner, derived.fact.key), {})
                if _is_new(derived.fact, values):
                    values[derived.fact.value] = derived.fact.polarity
                    found.append(derived)
    return tuple(found)


def _is_new(fact: Fact, values: dict[str, Polarity]) -> bool:
    return fact.value not in values and (fact.key in MANY or "yes" not in values.values())
