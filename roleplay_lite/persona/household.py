"""Who belongs to a household: whether there is a brother, how many, and a husband by the state of marriage. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleplay_lite.persona.comparison import married_likeness
from roleplay_lite.persona.facts import SELF, Fact
from roleplay_lite.persona.kin import SPOUSES, SWEETHEARTS, Marital, gender_of, marital
from roleplay_lite.persona.kinship import CHILDREN, GENERIC, PARTNERS, SIBLINGS, kin_in, relation_of, same_relation
from roleplay_lite.persona.numerals import NUMERAL, number_of

_COUNT = re.compile(rf"^(\d+|{NUMERAL}+)[个位]")

Finding = tuple[str, Fact, float]
"""`true` or `false`, the fact that decides it, and how sure it is."""


def family_verdict(claimed: Fact, facts: Sequence[Fact], *, alone: bool = False) -> Finding | None:
    """Whether one has that relative; None when it is not known. Where a family is listed, it has no other brothers,
    sisters and children; parents everybody has. With `alone`, the facts are remarks and list nobody."""
    word = kin_in(claimed.value)
    if not word:
        return None
    if word in PARTNERS and (found := _partner(claimed, word, facts)):
        return found
    if claimed.key == "marriage":
        return None
    wanted = GENERIC.get(word, (relation_of(word),))
    present = [fact for fact in facts if _is_one(fact, wanted, claimed.owner)]
    if denied := [fact for fact in present if fact.polarity == "no" and fact.owner == claimed.owner]:
        return ("true" if claimed.polarity == "no" else "false"), denied[0], 0.95
    if present:
        counted = _counted(claimed, present, alone=alone)
        if claimed.polarity == "no":
            return ("false", present[0], 0.95) if counted[0] == "true" else ("true", present[0], 0.7)
        return counted
    listed = next((f for f in facts if f.owner == claimed.owner and f.key == "family" and f.polarity == "yes"), None)
    if alone or not listed or not set(wanted) <= SIBLINGS | CHILDREN:
        return None
    return ("true" if claimed.polarity == "no" else "false"), listed, 0.95


def _is_one(fact: Fact, wanted: Sequence[str], owner: str) -> bool:
    """True when a fact tells of such a relative: an owner of that name, or the list of the family."""
    if fact.owner != owner:
        return owner == SELF and any(same_relation(fact.owner, one) for one in wanted)
    if fact.key != "family":
        return False
    word = kin_in(fact.value)
    named = GENERIC.get(word, (relation_of(word),)) if word else ()
    if fact.polarity == "no":
        return bool(named) and set(wanted) <= {relation_of(one) for one in named}
    return any(same_relation(one, other) for one in named for other in wanted)


def _counted(claimed: Fact, present: Sequence[Fact], *, alone: bool) -> Finding:
    counted = _COUNT.match(claimed.value)
    have = [fact for fact in present if fact.key == "family"]
    numbers = [int(number_of(found[1])) for fact in have if (found := _COUNT.match(fact.value))]
    known = sum(numbers) if numbers else len(have)
    if counted and known and number_of(counted[1]) != known and not alone and number_of(counted[1]) > 1:
        return "false", have[0], 0.85
    return "true", present[0], 0.95


def _partner(claimed: Fact, word: str, facts: Sequence[Fact]) -> Finding | None:
    kept = [fact for fact in facts if _keeps(fact, word, claimed.owner)]
    if kept:
        return ("true" if claimed.polarity == "yes" else "false"), kept[0], 0.95
    having = Fact(
        owner=claimed.owner,
        key="marriage",
        value=f"有{word}" if claimed.polarity == "yes" else word,
        polarity=claimed.polarity,
    )
    for fact in facts:
        if fact.owner == claimed.owner and fact.key == "marriage":
            sure = married_likeness(having, fact)
            if claimed.key == "family" and marital(fact.value) in (Marital.WIDOWED, Marital.DIVORCED):
                # One still speaks of the husband one had.
                return None
            if sure > 0 and claimed.polarity == "yes" and _wrong_gender(word, claimed.owner, facts):
                return "false", fact, 0.8
            return ("true" if sure > 0 else "false", fact, abs(sure)) if sure else None
    if (
        claimed.owner == SELF
        and (other := next((f for f in facts if f.owner in SPOUSES), None))
        and word in SWEETHEARTS
    ):
        return ("false", other, 0.85) if claimed.polarity == "yes" else None
    return None


def _keeps(fact: Fact, word: str, owner: str) -> bool:
    """True when a fact tells of such a partner."""
    if fact.owner != owner:
        return owner == SELF and (same_relation(fact.owner, relation_of(word)) or same_relation(fact.owner, word))
    kin = kin_in(fact.value) if fact.key == "family" and fact.polarity == "yes" else ""
    return bool(kin) and same_relation(kin, word)


def _wrong_gender(word: str, owner: str, facts: Sequence[Fact]) -> bool:
    own = next((fact.value for fact in facts if fact.owner == owner and fact.key == "gender"), "")
    of_word = gender_of(word)
    return bool(own and of_word and of_word in own)
