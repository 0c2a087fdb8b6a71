"""What is so of a character, as a judge of its answers looks it up: its facts, and what follows from them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roleplay_lite.persona.derived import derived_facts
from roleplay_lite.persona.derived.families import kin_entries
from roleplay_lite.persona.derived.written import lives_today
from roleplay_lite.persona.facts import RELATIVES, SELF, Fact
from roleplay_lite.persona.kin import is_older
from roleplay_lite.persona.kinship import SIBLINGS, cast_of, relation_of, same_relation
from roleplay_lite.persona.persona import Persona

TASTE_KEYS = ("likes", "hobby", "food")
# Where no fact is under the key, what answers it all the same.
_FALLBACKS: dict[str, tuple[str, ...]] = {
    "birth_year": ("birthday",),
    "birth_month": ("birthday",),
    "next_birthday": ("birthday",),
    "province": ("hometown",),
    "country": ("hometown",),
    "likes": ("hobby", "food"),
    "spouse": ("marriage",),
}
HUMAN = "人"
NOW = "现在"
AT_WORK = "上班族"
"""Value of `student` for who has work and does not learn."""
ONLY, ELDEST, YOUNGEST, MIDDLE = "独生子女", "老大", "老幺", "老二"
"""Values of `seniority` among brothers and sisters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is so of one owner under one key."""

    owner: str
    """As the persona calls them."""
    key: str
    facts: tuple[Fact, ...] = ()
    """What is so; empty where nothing tells."""
    denied: tuple[Fact, ...] = ()
    """What is said not to be so."""
    present: bool = True
    """False where the persona has nobody of that relation."""

    @property
    def set(self) -> bool:
        return bool(self.facts)


def truth(persona: Persona, owner: str, key: str, today: date) -> Truth:
    """What there is to tell on a question; a relation is looked for in all its words (「老伴」, 「妻子」)."""
    who, present = _owner(persona, owner)
    held = _held(persona, who, key, today)
    facts = tuple(fact for fact in held if fact.polarity == "yes") or _assumed(persona, who, key, today)
    if not facts:
        others = (_held(persona, who, other, today) for other in _FALLBACKS.get(key, ()))
        facts = tuple(fact for found in others for fact in found if fact.polarity == "yes")
    denied = tuple(fact for fact in held if fact.polarity == "no")
    return Truth(owner=who, key=key, facts=facts if present else (), denied=denied, present=present)


def _owner(persona: Persona, owner: str) -> tuple[str, bool]:
    """The owner as the persona calls them, and whether there is one."""
    if owner == SELF:
        return SELF, True
    owners = [fact.owner for fact in persona.facts if fact.owner != SELF]
    who = cast_of(persona).kin.get(owner, owner)
    found = next((one for one in owners if one in (owner, who)), "")
    found = found or next((one for one in owners if same_relation(relation_of(one), relation_of(owner))), "")
    if found:
        return found, True
    listed = [entry[0] for fact in _family(persona) for entry in kin_entries(fact.value)]
    return owner, any(same_relation(relation_of(one), relation_of(owner)) for one in listed)


def _family(persona: Persona) -> list[Fact]:
    return [fact for fact in persona.facts if (fact.owner, fact.key, fact.polarity) == (SELF, "family", "yes")]


def _held(persona: Persona, owner: str, key: str, today: date) -> list[Fact]:
    """The facts themselves, written ones before those that follow."""
    found = [fact for fact in persona.facts if (fact.owner, fact.key) == (owner, key)]
    if owner == SELF and key == "name":
        found.append(Fact(key="name", value=persona.name))
    if owner == SELF and key in ("likes", "dislikes"):
        words = persona.preferences.likes if key == "likes" else persona.preferences.dislikes
        found += [Fact(key=key, value=word) for word in words]
    if key in ("likes", "dislikes"):
        found += _tastes(persona, owner, liked=key == "likes")
    derived = derived_facts(persona, today)
    found += [one.fact for one in derived if (one.fact.owner, one.fact.key) == (owner, key)]
    return list(dict.fromkeys(found))


def _tastes(persona: Persona, owner: str, *, liked: bool) -> list[Fact]:
    """What is liked or not as other keys tell it: who eats no 香菜 dislikes it."""
    return [
        Fact(owner=owner, key="likes" if liked else "dislikes", value=fact.value)
        for fact in persona.facts
        if fact.owner == owner and fact.key in TASTE_KEYS and (fact.polarity == "yes") == liked
    ]


def _assumed(persona: Persona, owner: str, key: str, today: date) -> tuple[Fact, ...]:
    """What goes without saying: who is told nothing else of is human and of today."""
    if key == "species" and (owner == SELF or owner in RELATIVES):
        return (Fact(owner=owner, key=key, value=HUMAN),)
    if key == "era" and owner == SELF and lives_today(persona.scope.era):
        return (Fact(key=key, value=NOW),)
    if key == "student":
        work = [fact for fact in _held(persona, owner, "occupation", today) if fact.polarity == "yes"]
        return (Fact(owner=owner, key=key, value=AT_WORK), *work) if work else ()
    if key == "seniority" and owner == SELF and (place := _place_among_siblings(persona)):
        return (Fact(key=key, value=place),)
    return ()


def _place_among_siblings(persona: Persona) -> str:
    """Whether it is the eldest at home; empty where no family is told of."""
    entries = [relation_of(entry[0]) for fact in _family(persona) for entry in kin_entries(fact.value)]
    entries += [relation_of(fact.owner) for fact in persona.facts if fact.owner in RELATIVES]
    siblings = {one for one in entries if one in SIBLINGS}
    if not siblings:
        return ONLY if _family(persona) else ""
    older = {is_older(one) for one in siblings}
    return MIDDLE if len(older) > 1 else YOUNGEST if True in older else ELDEST


def values(found: Sequence[Fact]) -> list[str]:
    """Their values, each once."""
    return list(dict.fromkeys(fact.value for fact in found))
