"""What those tell who belong to somebody: their relation alone gives gender, order of age and marriage."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleplay_lite.persona.dates import age_span
from roleplay_lite.persona.derived.written import Derived, Written, follows
from roleplay_lite.persona.facts import RELATIVES, SELF, Fact
from roleplay_lite.persona.kin import (
    BETROTHED,
    KIN,
    PAIRS,
    POLITE,
    SPOUSES,
    SWEETHEARTS,
    Marital,
    gender_of,
    is_older,
    marital,
)

OLDER, YOUNGER = "比我大", "比我小"
"""Values of `seniority`."""
_BY_LENGTH = sorted({word.lower() for word in KIN | RELATIVES if len(word) > 1}, key=lambda word: -len(word))
_KIN = re.compile("|".join(rf"{word}(?![a-z])" if word.isascii() else word for word in _BY_LENGTH), re.IGNORECASE)
_AND = re.compile(rf"[、，,；;/]|(?:和|与|跟|还有|以及)(?={_KIN.pattern})", re.IGNORECASE)
_COUNT = re.compile("^(?:我|[一两二三四五六七八九0-9]+[个位])的?")
# 「妈妈在老家」 and 「弟弟是老师」 have no name in them.
_NAME = re.compile(
    r"(?![和与跟们家的在是有做当去住开很都也已没不从])(?:[\u4e00-\u9fff·]{1,4}|[A-Za-z][A-Za-z .'-]{0,11})"
)


def marriage(written: Written, owner: str) -> Iterator[Derived]:
    """Whoever is married has a spouse, whoever is single has none; a 老伴 tells that one is married."""
    fact = written.one("marriage", owner)
    state = marital(fact.value) if fact else None
    spouse = _spouse(written, sure=state is not Marital.MARRIED) if owner == SELF else None
    if fact and state is Marital.MARRIED:
        called, *premises = spouse or (_some_spouse(written, owner, fact.value),)
        yield follows("marriage->spouse", owner, called, fact, *premises)
    elif fact and state in (Marital.SINGLE, Marital.WIDOWED, Marital.DIVORCED):
        yield follows("marriage->spouse", owner, "爱人", fact, polarity="no")
    elif spouse and not fact:
        yield follows("spouse->marriage", owner, "已婚", spouse[1])
        yield follows("spouse->spouse", owner, spouse[0], spouse[1])
    if owner.lower() in SPOUSES and not written.has_died(owner) and _is_married(written, sure=owner not in POLITE):
        yield follows("spouse->marriage", owner, "已婚", written.of(owner)[0])
    if (other := PAIRS.get(owner)) and other in written.owners() and not written.has_died(owner):
        yield follows("in_law->marriage", other, "已婚", written.of(owner)[0])


def sweetheart(written: Written, owner: str) -> Iterator[Derived]:
    """A 女朋友 or a 未婚妻 tells how things stand, where no fact does."""
    word = owner.lower()
    if written.has_died(owner) or not written.of(owner):
        return
    if word in BETROTHED:
        yield follows("betrothed->marriage", SELF, "订婚了", written.of(owner)[0])
    elif word in SWEETHEARTS:
        yield follows("sweetheart->marriage", SELF, f"有{owner}", written.of(owner)[0])


def kin(written: Written, owner: str) -> Iterator[Derived]:
    """Somebody who is told of as a 哥哥 is one: he belongs to the family, is a man and is older."""
    if owner not in KIN:
        return
    first = written.of(owner)[0]
    names = [owner, *(name.value for name in written.all("name", owner))]
    told = " ".join(fact.value for fact in written.of(SELF) if fact.key == "family")
    if owner not in SWEETHEARTS and not any(name in told for name in names):
        yield follows("owner->family", SELF, _called(written, owner), first)
    yield from _by_relation("owner", owner, first)


def listed(written: Written, owner: str) -> Iterator[Derived]:
    """「弟弟豆豆」 in a family's list tells that there is a 弟弟, and his name."""
    for fact in written.all("family", SELF) if owner == SELF else ():
        for relation, name in kin_entries(fact.value):
            if name:
                yield follows("family->name", relation, name, fact)
            yield from _by_relation("family", relation, fact)


def seniority(written: Written, owner: str) -> Iterator[Derived]:
    """Two birthdays, or two ages, tell who is older."""
    if owner == SELF or owner in KIN or written.is_person(owner) is not written.is_person(SELF):
        return
    mine, theirs = written.born(SELF), written.born(owner)
    if mine and theirs and mine[1].date and theirs[1].date and mine[1].date != theirs[1].date:
        order = OLDER if theirs[1].date < mine[1].date else YOUNGER
        yield follows("birthday->seniority", owner, order, mine[0], theirs[0])
    my_age, their_age = written.one("age", SELF), written.one("age", owner)
    if my_age and their_age and (me := age_span(my_age.value)) and (they := age_span(their_age.value)):
        if they[0] > me[1]:
            yield follows("age->seniority", owner, OLDER, my_age, their_age)
        elif they[1] < me[0]:
            yield follows("age->seniority", owner, YOUNGER, my_age, their_age)


def kin_entries(value: str) -> list[tuple[str, str]]:
    """The relations of an entry of `family`, each with its name (「弟弟豆豆」: 弟弟, 豆豆), or "" where it has none
    (「爸爸妈妈」, 「两个姐姐」); empty when it begins with no relation."""
    found = []
    for part in _AND.split(value):
        text = _COUNT.sub("", part.strip())
        while relation := _KIN.match(text):
            rest = text[relation.end() :].strip()
            name = re.sub("^(?:名?叫)|[（(].*$", "", rest)
            found.append((relation.group().lower(), name if _NAME.fullmatch(name) and not _KIN.match(name) else ""))
            text = _COUNT.sub("", rest)
    return found


def _spouse(written: Written, *, sure: bool) -> tuple[str, Fact] | None:
    """What the persona's spouse is called (「老伴桂珍」), and the fact that tells of them; None when nobody is one.
    With `sure`, a 先生 is none: it may be a teacher."""
    words = SPOUSES - POLITE if sure else SPOUSES
    for owner in written.owners():
        if owner.lower() in words and not written.has_died(owner):
            return _called(written, owner), written.of(owner)[0]
    for fact in written.all("family", SELF):
        if found := next((entry for entry in kin_entries(fact.value) if entry[0] in words), None):
            return "".join(found), fact
    return None


def _is_married(written: Written, *, sure: bool) -> bool:
    """True when the persona is said to be, or, with `sure`, is not said not to be."""
    fact = written.one("marriage", SELF)
    return marital(fact.value) is Marital.MARRIED if fact else sure


def _by_relation(premise: str, relation: str, fact: Fact) -> Iterator[Derived]:
    if gender := gender_of(relation):
        yield follows(f"{premise}->gender", relation, gender, fact)
    if (older := is_older(relation)) is not None:
        yield follows(f"{premise}->seniority", relation, OLDER if older else YOUNGER, fact)


def _called(written: Written, owner: str) -> str:
    """「老伴桂珍」, or what is known of it."""
    name = written.one("name", owner)
    return f"{owner}{name.value}" if name and name.value not in owner else owner


def _some_spouse(written: Written, owner: str, value: str) -> str:
    """What a spouse is called of whom nothing else is known."""
    if found := next((word for word in sorted(SPOUSES) if f"有{word}" in value), ""):
        return found
    gender = written.one("gender", owner)
    word = gender.value if gender else gender_of(owner)
    return "妻子" if word.startswith("男") else "丈夫" if word.startswith("女") else "爱人"
