"""Whether a claimed fact holds with what is known of the persona: its facts, what follows from them, what it
said before. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache, partial

from roleplay_lite.persona.comparison import SINGLE_VALUED, TASTES, likeness_of, married_likeness, overlaps, sign_near
from roleplay_lite.persona.derived import Derived, derived_facts
from roleplay_lite.persona.facts import RELATIVES, SELF, Fact
from roleplay_lite.persona.household import family_verdict
from roleplay_lite.persona.kinship import by_identity, cast_of
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.places import PlaceRelation, place_paths, relation
from roleplay_lite.persona.predicates import BEEN_TO, PREGNANCY


class Verdict(StrEnum):
    """How a claim stands to what is known."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict and what it rests on."""

    verdict: Verdict
    against: Fact | None = None
    """What decides it: a fact, a derived fact or an earlier statement; None when nothing does."""
    inferred: bool = False
    """True when it takes a step of reasoning: a derived fact, or a fact under another key."""
    confidence: float = 0.0
    """0 to 1; 0 when nothing is known."""


UNKNOWN = Judgement(verdict=Verdict.UNKNOWN)
_THERE = ("hometown", "residence", "school", "workplace")
# What a word of work may go back to, before it is taken for another job: an illustrator of a student of illustration.
_KIN_OF_WORK = ("major", "school", "works", "workplace", "hobby", "skill", "dream")


def judge(fact: Fact, persona: Persona, today: date, statements: Sequence[Fact] = ()) -> Judgement:
    """How a claimed fact stands to the persona's facts, to what follows from them on that day, and to `statements`,
    what it said of itself before. A written fact goes before a derived one, and both before a statement."""
    claimed = _named_right(fact, persona)
    known = knowledge(persona, today)
    for facts, inferred in ((known.facts, False), (known.derived, True), (tuple(statements), False)):
        found = _against(claimed, facts, known, inferred=inferred)
        if found.verdict is not Verdict.UNKNOWN:
            return found
    return UNKNOWN


def conflict(claimed: Fact, known: Sequence[Fact], persona: Persona, today: date) -> Judgement:
    """The same against these facts alone: what was said a moment ago."""
    return _against(claimed, tuple(known), knowledge(persona, today), inferred=False, alone=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What is known of a persona on a day."""

    persona: Persona
    facts: tuple[Fact, ...]
    """Those of the file, likings and dislikings among them."""
    derived: tuple[Fact, ...]
    reasons: dict[Fact, Derived]


def knowledge(persona: Persona, today: date) -> Knowledge:
    """All that is known; made once a day."""
    return by_identity(persona, _of_day(today))


@lru_cache(maxsize=8)
def _of_day(today: date) -> Callable[[Persona], Knowledge]:
    return partial(_known, today=today)


def _known(persona: Persona, today: date) -> Knowledge:
    derived = derived_facts(persona, today)
    likes = tuple(Fact(key="likes", value=value) for value in persona.preferences.likes)
    dislikes = tuple(Fact(key="dislikes", value=value) for value in persona.preferences.dislikes)
    return Knowledge(
        persona=persona,
        facts=(*persona.facts, Fact(key="name", value=persona.name), *likes, *dislikes),
        derived=tuple(one.fact for one in derived),
        reasons={one.fact: one for one in derived},
    )


def _named_right(fact: Fact, persona: Persona) -> Fact:
    """The fact with its owner as the persona calls them."""
    if fact.owner == SELF:
        return fact
    cast = cast_of(persona)
    owner = cast.kin.get(fact.owner) or cast.names.get(fact.owner) or fact.owner
    return fact if owner == fact.owner else Fact(owner=owner, key=fact.key, value=fact.value, polarity=fact.polarity)


def _against(
    claimed: Fact, facts: tuple[Fact, ...], known: Knowledge, *, inferred: bool, alone: bool = False
) -> Judgement:
    own = [fact for fact in facts if fact.owner == claimed.owner]
    if claimed.key == "family" or (claimed.key == "marriage" and claimed.owner == SELF):
        found = family_verdict(claimed, facts, alone=alone)
        if found:
            verdict, against, sure = found
            return Judgement(verdict=Verdict(verdict), against=against, confidence=sure, inferred=inferred)
        if claimed.key == "family":
            return UNKNOWN
    best = UNKNOWN
    for verdict, fact, sure, step in _verdicts(claimed, own, facts, known):
        one = Judgement(verdict=verdict, against=fact, confidence=round(sure, 3), inferred=inferred or step)
        if verdict is Verdict.TRUE and sure >= 0.5:
            return one
        if one.confidence > best.confidence:
            best = one
    return best


_Verdicts = Iterator[tuple[Verdict, Fact, float, bool]]


def _verdicts(claimed: Fact, own: Sequence[Fact], facts: Sequence[Fact], known: Knowledge) -> _Verdicts:
    if claimed.key == BEEN_TO:
        yield from _been_to(claimed, own)
    elif claimed.key in TASTES:
        yield from _tastes(claimed, own)
    elif claimed.key == "skill":
        yield from _skills(claimed, own)
    elif claimed.key == "pet":
        yield from _pets(claimed, own, facts)
    elif claimed.key == "name":
        yield from _names(claimed, own, known)
    elif claimed.key == "occupation":
        yield from _work(claimed, own, known)
    else:
        yield from _same_key(claimed, own, known)


def _same_key(claimed: Fact, own: Sequence[Fact], known: Knowledge) -> _Verdicts:
    for fact in own:
        if fact.key == claimed.key:
            if fact.key == "marriage":
                sure = married_likeness(claimed, fact)
                yield _verdict(sure >= 0), fact, abs(sure), False
                continue
            sure = likeness_of(claimed.key, claimed.value, fact.value)
            if claimed.key not in SINGLE_VALUED and claimed.key != PREGNANCY:
                sure = max(sure, 0.0)
            if claimed.key == "species" and sure < 0 and fact in known.reasons:
                # Who is told nowhere what it is may well say 「我是猪」 in fun.
                sure = max(sure, -0.7)
            if claimed.key == "sign" and sure < 0 and (why := known.reasons.get(fact)):
                sure = 0.0 if any(sign_near(claimed.value, one.value) for one in why.premises) else sure
            if sure == 0 and claimed.polarity == fact.polarity == "yes" and claimed.key in ("residence", "hometown"):
                sure = -_elsewhere(claimed, fact, known)
            yield from _by_polarity(claimed, fact, sure)
    if claimed.key == "workplace" and claimed.polarity == "yes":
        for fact in own:
            if (
                fact.key == "residence"
                and fact.polarity == "yes"
                and relation(claimed.value, fact.value) is PlaceRelation.APART
            ):
                yield Verdict.FALSE, fact, 0.6, True


def _elsewhere(claimed: Fact, fact: Fact, known: Knowledge) -> float:
    """How sure it is that a value is not the one known, where no rule compares them: somebody else's is not this
    one's, and a city is not said of who lives in a made-up place."""
    if any(other.value == claimed.value and other.owner != claimed.owner for other in known.facts):
        return 0.85
    return 0.65 if place_paths(claimed.value) and not place_paths(fact.value) else 0.0


def _verdict(holds: bool) -> Verdict:
    return Verdict.TRUE if holds else Verdict.FALSE


def _by_polarity(claimed: Fact, fact: Fact, sure: float, *, step: bool = False) -> _Verdicts:
    """From how alike two values are to how the claims stand."""
    if sure == 0:
        return
    if claimed.polarity == fact.polarity == "yes":
        yield _verdict(sure > 0), fact, abs(sure), step
    elif claimed.polarity == fact.polarity:
        if sure > 0:
            yield Verdict.TRUE, fact, sure, step
    elif claimed.polarity == "yes":
        if sure > 0.6:
            yield Verdict.FALSE, fact, min(sure, 0.96), step
    # What is denied is so, or something else is so in its place.
    elif sure > 0.6 or sure < 0:
        yield _verdict(sure < 0), fact, min(abs(sure), 0.97), step


def _work(claimed: Fact, own: Sequence[Fact], known: Knowledge) -> _Verdicts:
    jobs = [fact for fact in own if fact.key == "occupation"]
    if any(overlaps(claimed.value, fact.value) for fact in own if fact.key in _KIN_OF_WORK) and not any(
        likeness_of("occupation", claimed.value, fact.value) > 0 for fact in jobs
    ):
        return
    found = [(fact, likeness_of("occupation", claimed.value, fact.value)) for fact in jobs]
    yields = [fact for fact in jobs if fact.polarity == "yes"]
    # Somebody with two jobs is neither of them alone.
    likely = [sure for fact, sure in found if fact.polarity == "yes"]
    apart = bool(likely) and max(likely) <= 0
    for fact, sure in found:
        if sure < 0 and not apart:
            continue
        if sure == 0 and claimed.polarity == fact.polarity == "yes":
            sure = -_elsewhere(claimed, fact, known)
        yield from _by_polarity(claimed, fact, sure if sure > 0 or len(yields) < 2 else max(sure, -0.9))


def _names(claimed: Fact, own: Sequence[Fact], known: Knowledge) -> _Verdicts:
    names = [fact for fact in own if fact.key == "name"]
    called = any(fact.key == "name" and fact.owner == claimed.owner for fact in known.facts)
    if not called and claimed.owner != SELF and claimed.owner not in RELATIVES:
        names.append(Fact(owner=claimed.owner, key="name", value=claimed.owner))
    likeness = [(fact, likeness_of("name", claimed.value, fact.value)) for fact in names]
    for fact, sure in sorted(likeness, key=lambda pair: -pair[1]):
        yield from _by_polarity(claimed, fact, sure)
        if sure > 0:
            return
    if not names and claimed.polarity == "yes":
        # 「裴星是你女朋友吧」: who has that name is somebody else.
        for fact in known.facts:
            if fact.owner != claimed.owner and (
                fact.owner == claimed.value or (fact.key == "name" and fact.value.lower() == claimed.value.lower())
            ):
                yield Verdict.FALSE, fact, 0.93, False


def _been_to(claimed: Fact, own: Sequence[Fact]) -> _Verdicts:
    for fact in own:
        if fact.key == BEEN_TO and fact.polarity == "no" and claimed.polarity == "yes":
            if relation(claimed.value, fact.value) in (PlaceRelation.SAME, PlaceRelation.INSIDE):
                yield Verdict.FALSE, fact, 0.95, False
        elif (
            fact.polarity == "yes"
            and fact.key in (BEEN_TO, *_THERE)
            and relation(claimed.value, fact.value) in (PlaceRelation.SAME, PlaceRelation.CONTAINS)
        ):
            yield _verdict(claimed.polarity == "yes"), fact, 0.95, fact.key != BEEN_TO


def _tastes(claimed: Fact, own: Sequence[Fact]) -> _Verdicts:
    for fact in own:
        if fact.key not in TASTES:
            continue
        alike = _liking(claimed) == _liking(fact)
        a = _plain(claimed.value)
        b = next((part for part in map(_plain, _AND.split(fact.value)) if part == a), _plain(fact.value))
        if alike:
            sure = 1.0 if a == b else 0.8 if _within(a, b) or _within(b, a) else 0.5 if overlaps(a, b) else 0.0
            yield Verdict.TRUE, fact, sure, False
        elif a == b:
            yield Verdict.FALSE, fact, 0.95, False
        elif _liking(claimed) and _within(b, a):
            # Who dislikes 香菜 does not like 凉拌香菜; who dislikes a clean window may like glass.
            yield Verdict.FALSE, fact, 0.8, False
        elif not _liking(claimed) and _within(a, b):
            yield Verdict.FALSE, fact, 0.6, False


_AND = re.compile("、|和|跟|与")


def _liking(fact: Fact) -> bool:
    return (fact.key != "dislikes") == (fact.polarity == "yes")


def _plain(value: str) -> str:
    return re.sub(r"^(?:去|吃|喝|听|玩|看)(?=..)|^(?:小)(?=猫|狗)|(?<=猫)咪$|(?<=狗)狗$|了$|[\s的]", "", value)


def _within(part: str, whole: str) -> bool:
    return part in whole if len(part) > 1 else whole.endswith(part)


def _skills(claimed: Fact, own: Sequence[Fact]) -> _Verdicts:
    for fact in own:
        if fact.key not in ("skill", "hobby"):
            continue
        a, b = (re.sub(r"^(?:会|能)|[\s的]", "", value) for value in (claimed.value, fact.value))
        alike = 1.0 if a == b else 0.85 if min(len(a), len(b)) > 1 and (a in b or b in a) else 0.0
        if fact.polarity == claimed.polarity:
            yield Verdict.TRUE, fact, alike, False
        elif fact.key == "skill":
            yield Verdict.FALSE, fact, 0.95 * alike, False
        elif claimed.polarity == "no":
            # Nobody loves doing what he cannot do.
            yield Verdict.FALSE, fact, 0.8 * alike, True


def _pets(claimed: Fact, own: Sequence[Fact], facts: Sequence[Fact]) -> _Verdicts:
    for fact in own:
        if fact.key != "pet":
            continue
        name = next((f for f in facts if f.key == "species" and f.owner in fact.value), None)
        kinds = [fact.value, *((name.value,) if name else ())]
        same = claimed.value in ("宠物", "小动物") or any(
            claimed.value in kind or kind in claimed.value or likeness_of("species", claimed.value, kind) > 0.6
            for kind in kinds
        )
        if same:
            yield from _by_polarity(claimed, fact, 0.95)


def supports(facts: Iterable[Fact], claimed: Fact) -> Fact | None:
    """The first fact of those that has just the claimed key and value, whoever owns it."""
    return next(
        (
            fact
            for fact in facts
            if fact.key == claimed.key
            and fact.polarity == "yes"
            and likeness_of(claimed.key, claimed.value, fact.value) >= 0.9
        ),
        None,
    )
