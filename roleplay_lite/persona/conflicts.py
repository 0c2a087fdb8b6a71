"""Facts that contradict each other: single with a wife, a 哥哥 who is younger, one hometown in two provinces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from roleplay_lite.persona.dates import age_span, day_in
from roleplay_lite.persona.derived.families import kin_entries
from roleplay_lite.persona.derived.written import Written
from roleplay_lite.persona.facts import SELF, Fact
from roleplay_lite.persona.finding import Finding, fact_error, fact_warning, field_of
from roleplay_lite.persona.kin import (
    BETROTHED,
    PAIRS,
    POLITE,
    SPOUSES,
    SWEETHEARTS,
    Marital,
    gender_of,
    is_older,
    marital,
)
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.places import PlaceRelation, relation

_SINGLE = ("gender", "age", "birthday", "sign", "zodiac", "height", "weight", "hometown", "marriage")
"""Keys under which there is one truth at a time."""


def polarities(persona: Persona, today: date) -> Iterator[Finding]:
    """The same said and denied."""
    held = {(fact.owner, fact.key, _folded(fact.value)) for fact in persona.facts if fact.polarity == "yes"}
    for fact in persona.facts:
        if fact.polarity == "no" and (fact.owner, fact.key, _folded(fact.value)) in held:
            yield fact_error(fact, f"is both {fact.value.strip()} and not {fact.value.strip()}")


def values(persona: Persona, today: date) -> Iterator[Finding]:
    """Two values where there can be one."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in persona.facts:
        if fact.key in _SINGLE and fact.polarity == "yes":
            groups.setdefault((fact.owner, fact.key), []).append(fact)
    for group in groups.values():
        for first, second in combinations(group, 2):
            # What became so at another time took the place of the first.
            if first.since != second.since:
                continue
            if _differ(first, second):
                yield fact_error(second, f"is {second.value}, but {first.value} as well; keep one")
                break


def marriages(persona: Persona, today: date) -> Iterator[Finding]:
    """Single, and yet with a wife."""
    written = _written(persona, today)
    for fact in persona.facts:
        if fact.key != "marriage" or fact.polarity == "no":
            continue
        state = marital(fact.value)
        for owner in written.owners():
            if not _is_partner_of(owner, fact.owner) or written.has_died(owner):
                continue
            if state is Marital.SINGLE:
                yield fact_error(fact, f"is {fact.value}, but there is facts.{owner}")
            elif state in (Marital.DIVORCED, Marital.WIDOWED) and owner.lower() in SPOUSES - POLITE:
                yield fact_warning(fact, f"is {fact.value}, but there is facts.{owner}; say there what became of them")
            elif state is Marital.MARRIED and owner.lower() in SWEETHEARTS | BETROTHED:
                yield fact_warning(fact, f"is {fact.value}, but there is facts.{owner}")


def genders(persona: Persona, today: date) -> Iterator[Finding]:
    """A 哥哥 who is a woman. A man's 丈夫 is told, for it may be a slip, and may be meant."""
    written = _written(persona, today)
    for fact in persona.facts:
        if fact.key != "gender" or fact.polarity == "no" or not (gender := _gender(fact.value)):
            continue
        by_name = gender_of(fact.owner)
        if by_name and by_name != gender:
            yield fact_error(fact, f"is {fact.value}, but a {fact.owner} is {by_name}")
        if fact.owner != SELF:
            continue
        for owner in written.owners():
            if owner.lower() in SPOUSES - POLITE and gender_of(owner) == gender:
                yield fact_warning(fact, f"is {fact.value}, and so is facts.{owner}; leave it if that is meant")


def orders(persona: Persona, today: date) -> Iterator[Finding]:
    """A 哥哥 who is younger than the persona, a daughter who is older."""
    written = _written(persona, today)
    for owner in written.owners():
        if (older := is_older(owner)) is None or not (found := _older_by(written, owner)):
            continue
        fact, mine, is_so = found
        if is_so is not older:
            than = "older" if is_so else "younger"
            yield fact_error(fact, f"makes the {owner} {than} than the persona ({field_of(mine)} is {mine.value})")


def names(persona: Persona, today: date) -> Iterator[Finding]:
    """A relative with one name in the family's list and another in a table of their own; one who is denied."""
    family = [fact for fact in persona.facts if fact.key == "family" and fact.owner == SELF]
    entries = [(fact, entry) for fact in family for entry in kin_entries(fact.value)]
    for fact, (kin, name) in entries:
        theirs = [other for other in persona.facts if other.owner.lower() == kin]
        if fact.polarity == "no":
            if theirs and not name:
                yield fact_error(fact, f"says that there is no {kin}, but there is facts.{theirs[0].owner}")
            continue
        called = [other.value for other in theirs if other.key == "name" and other.polarity == "yes"]
        alone = sum(entry[0] == kin for _, entry in entries) == 1
        if name and called and alone and not any(_folded(name) in _folded(word) for word in called):
            others = "、".join(called)
            yield fact_error(fact, f"calls the {kin} {name}, but facts.{theirs[0].owner}.name is {others}")


def travels(persona: Persona, today: date) -> Iterator[Finding]:
    """Never been where one lives."""
    for fact in persona.facts:
        if fact.key != "been_to" or fact.polarity == "yes":
            continue
        for home in persona.facts:
            if home.owner != fact.owner or home.key not in ("hometown", "residence") or home.polarity == "no":
                continue
            if relation(home.value, fact.value) in (PlaceRelation.SAME, PlaceRelation.INSIDE):
                yield fact_error(fact, f"denies {fact.value}, but {field_of(home)} is {home.value}")
                break


def homes(persona: Persona, today: date) -> Iterator[Finding]:
    """A province or a country that the hometown does not lie in."""
    for fact in persona.facts:
        home = persona.fact("hometown", fact.owner)
        if fact.key not in ("province", "country") or fact.polarity == "no" or not home or home.polarity == "no":
            continue
        if relation(home.value, fact.value) is PlaceRelation.APART:
            yield fact_error(fact, f"is {fact.value}, but {field_of(home)} is {home.value}; leave the {fact.key} out")


def _written(persona: Persona, today: date) -> Written:
    return Written(facts=persona.facts, now=True, today=today)


def _differ(first: Fact, second: Fact) -> bool:
    one, other = _folded(first.value), _folded(second.value)
    if one == other:
        return False
    match first.key:
        case "gender":
            return _gender(one) != _gender(other)
        case "marriage":
            return marital(one) is not marital(other)
        case "hometown":
            return relation(one, other) is PlaceRelation.APART
        case "age":
            a, b = age_span(one), age_span(other)
            return not a or not b or a[1] < b[0] or b[1] < a[0]
        case "birthday":
            return _days_differ(one, other)
    return not (one in other or other in one)


def _days_differ(one: str, other: str) -> bool:
    try:
        a, b = day_in(one), day_in(other)
    except ValueError:  # `impossible.dates` reports it
        return False
    if not a or not b or a.lunar != b.lunar:
        # The same day by two calendars is worth having; without its year nobody can compare.
        return bool(a and b and a.date and b.date and a.date != b.date)
    pairs = ((a.year, b.year), (a.month, b.month), (a.day, b.day))
    return any(x is not None and y is not None and x != y for x, y in pairs)


def _is_partner_of(owner: str, whose: str) -> bool:
    if whose == SELF:
        return owner.lower() in (SPOUSES | SWEETHEARTS | BETROTHED) - POLITE
    return PAIRS.get(owner) == whose


def _older_by(written: Written, owner: str) -> tuple[Fact, Fact, bool] | None:
    """The facts of that owner and of the persona by which the two can be compared, and whether the owner is older."""
    mine, theirs = written.born(SELF), written.born(owner)
    if mine and theirs and (me := mine[1].date) and (they := theirs[1].date):
        return (theirs[0], mine[0], they < me) if they != me else None
    my_age, their_age = written.one("age", SELF), written.one("age", owner)
    if my_age and their_age and (a := age_span(my_age.value)) and (b := age_span(their_age.value)):
        # Siblings of one age are twins.
        return (their_age, my_age, b[0] > a[1]) if b[0] > a[1] or b[1] < a[0] else None
    return None


def _gender(value: str) -> str:
    text = value.lower()
    if re.search("女|female|woman|girl|母|雌", text):
        return "女"
    return "男" if re.search("男|male|man|boy|公|雄", text) else ""


def _folded(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()
