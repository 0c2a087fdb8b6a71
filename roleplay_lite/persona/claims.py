"""What a sentence claims about the persona: clauses as (owner, key, value, polarity). Pure; rules only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from roleplay_lite.persona.clauses import Clause, Force, clauses
from roleplay_lite.persona.english import english_claims
from roleplay_lite.persona.facts import SELF, Fact, Polarity
from roleplay_lite.persona.kinship import SUPPOSED, Cast, by_identity, cast_of
from roleplay_lite.persona.mood import Mood, mood_of, without_lead
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.places import find_places
from roleplay_lite.persona.predicates import BEEN_TO, predicate, sayings
from roleplay_lite.persona.subjects import Subject, subject_of


class Voice(StrEnum):
    """Who says it, which decides whom 「我」 and 「你」 mean."""

    PERSONA = "persona"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A clause that says, supposes or asks whether something is so."""

    fact: Fact
    """What is claimed: `owner`'s `key` is (polarity `yes`) or is not (`no`) `value`."""
    clause: str
    """The words that say it."""
    asks: bool = False
    """True for a yes-or-no question (「你是杭州人吗」), False for a statement or a presupposition."""
    confidence: float = 1.0
    """How sure it is that the words mean this, 0 to 1; rules with known misreadings give less than 1."""
    rule: str = ""
    """The name of the pattern that read it; `mention` for a relative who is only spoken of."""


def claims(text: str, persona: Persona, voice: Voice, *, topic: str = "", place: str = "") -> list[Claim]:
    """The claims that the text makes about the persona and those who belong to it, in order. Nothing about the person,
    and nothing from quotes, hypotheticals (「要是我在北京」), wishes or open questions (「你在哪儿」).

    `topic` is the owner whom the line before was about: the one meant by a clause without a subject and by 「他」;
    `place` where it was about, which 「没去过」 leaves out.
    """
    reading = _Reading(persona=persona, cast=cast_of(persona), voice=voice, subject=topic, third=topic, placed=place)
    found: list[Claim] = []
    for clause in clauses(text):
        read, reading = _read(clause, reading)
        found += read
    surest: dict[tuple[Fact, bool], Claim] = {}
    for claim in found:
        held = surest.get((claim.fact, claim.asks))
        if held is None or claim.confidence > held.confidence:
            surest[claim.fact, claim.asks] = claim
    return list(surest.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What is carried from one clause to the next."""

    persona: Persona
    cast: Cast
    voice: Voice
    subject: str
    """The owner spoken of, "" when there is none yet, `OTHER` for somebody who does not belong to the persona."""
    third: str
    """The owner whom 「他」 means."""
    placed: str
    """The place named last, which 「没去过」 leaves out."""
    lost: bool = False
    """True when the clause before could not be read: it may have brought in another subject."""


_OTHER = "\x00"


def _read(clause: Clause, reading: _Reading) -> tuple[list[Claim], _Reading]:
    persons = reading.voice is Voice.PERSON
    lead = without_lead(clause.text, reading.cast, persons=persons)
    if lead is None:
        return [], reading
    english = english_claims(lead.text, clause.force, reading.cast, persons=persons)
    if english:
        made = [
            Claim(fact=e.fact, clause=clause.whole, asks=e.asks, confidence=e.confidence, rule=e.rule) for e in english
        ]
        return made, replace(reading, subject=made[-1].fact.owner, third=made[-1].fact.owner)
    subject = subject_of(lead.text, reading.cast, persons=persons, third=reading.third)
    places = find_places(clause.text)
    placed = places[-1].name if places else reading.placed
    reading = replace(reading, placed=placed)
    if subject.foreign:
        new = [_mention(subject, clause, 0.95)] if subject.new else []
        return new, replace(reading, subject=_OTHER)
    found: list[Claim] = []
    if subject.named and subject.owner in SUPPOSED | set(reading.cast.kin.values()) and subject.kin:
        found.append(_mention(subject, clause, certain=_spoken_of(subject, lead.text)))
    if not persons and not subject.named and clause.force is not Force.SAYS:
        # 「属猴的吧？」 is said to the person.
        return found, reading
    owner = subject.owner if subject.named else reading.subject
    if owner == _OTHER:
        return found, reading
    certain = 1.0 if subject.named else _implied(reading, clause)
    mood = mood_of(subject.rest, clause, lead, persons=persons)
    if mood is None:
        return found, replace(reading, subject=owner, third=_third(subject, reading))
    read = list(_claims_of(owner or SELF, mood, clause, subject, replace(reading, placed=placed), certain))
    after = replace(
        reading,
        subject=owner,
        third=_third(subject, reading),
        lost=not read and not subject.named and len(lead.text) > 2,
    )
    return [*found, *read], after


def _third(subject: Subject, reading: _Reading) -> str:
    return subject.owner if subject.named and subject.owner != SELF else reading.third


def _implied(reading: _Reading, clause: Clause) -> float:
    """How sure it is that a clause without a subject is about the owner spoken of."""
    if reading.lost:
        return 0.75
    if reading.subject:
        return 0.97
    return 0.85


def _spoken_of(subject: Subject, text: str) -> float:
    """How sure it is that one has the relative: 「丈夫可不敢这样」 may be anybody's."""
    if subject.new:
        return 0.95
    if subject.owner not in SUPPOSED:
        return 0.6
    return 0.9 if re.match("[我你您俺]", text) else 0.7


def _mention(subject: Subject, clause: Clause, certain: float) -> Claim:
    long = subject.kin if len(subject.kin) > 1 else subject.owner
    fact = Fact(key="family", value=long)
    rule = "has-kin" if subject.new else "mention"
    asks = subject.new and clause.force is Force.ASKS
    return Claim(fact=fact, clause=clause.whole, asks=asks, confidence=certain, rule=rule)


def _claims_of(
    owner: str, mood: Mood, clause: Clause, subject: Subject, reading: _Reading, certain: float
) -> Iterator[Claim]:
    for fact, confidence, rule in _facts(owner, mood, subject, reading):
        if mood.past and fact.key != BEEN_TO:
            confidence *= 0.4
        yield Claim(
            fact=fact,
            clause=clause.whole,
            asks=mood.asks,
            confidence=round(min(confidence, 1.0) * mood.confidence * certain, 3),
            rule=rule,
        )


def _facts(owner: str, mood: Mood, subject: Subject, reading: _Reading) -> Iterator[tuple[Fact, float, str]]:
    polarity = mood.polarity
    if subject.named and (kin := _is_kin(subject, mood, reading)):
        # A cat is called a boyfriend in fun.
        sure = 0.95 if kin in reading.cast.owners or reading.voice is Voice.PERSON else 0.75
        yield Fact(owner=kin, key="name", value=subject.word, polarity=polarity), sure, "is-kin"
        return
    own = _own_words(reading.persona)
    for core in mood.cores:
        if match := own.match(core):
            key = next(fact.key for fact in reading.persona.facts if fact.value == match["v"])
            yield Fact(owner=owner, key=key, value=match["v"], polarity=polarity), 0.9, "own-words"
            return
        if name := _is_named(core, reading.cast):
            yield Fact(owner=owner, key="name", value=name, polarity=polarity), 0.9, "is-name"
            return
        said = predicate(core)
        for one in said:
            value = one.value
            if one.key == BEEN_TO and not value:
                value = reading.placed
            if not value:
                continue
            if one.rule == "only-child":
                yield Fact(owner=owner, key="family", value="兄弟姐妹", polarity=_flipped(polarity)), 0.95, one.rule
                continue
            if one.key == "name" and not subject.named and reading.cast.names.get(value, owner) != owner:
                continue
            if polarity == "no" and one.key == "marriage":
                value = re.sub(r"^(?:有|找了|交了|谈了)(?:了)?(?:一)?(?:个)?", "", value)
            if one.key == "name" and not subject.named and one.confidence < 0.9:
                # 「叫帮忙就推」 names nobody.
                continue
            sure = 0.96 if one.key == "name" and value in reading.cast.names else one.confidence
            if one.rule == "eats-now" and polarity == "no":
                # 「吃面」 is what one does, 「不吃面」 what one is like.
                sure = 0.92
            yield Fact(owner=owner, key=one.key, value=value, polarity=polarity), sure, one.rule
        if said:
            return


def _flipped(polarity: Polarity) -> Polarity:
    return "no" if polarity == "yes" else "yes"


def _is_kin(subject: Subject, mood: Mood, reading: _Reading) -> str:
    """The owner that a named one is said to be (「老顾是你弟弟」)."""
    mine = "[你您]" if reading.voice is Voice.PERSON else "[我俺]"
    if subject.owner == SELF or subject.kin:
        return ""
    for core in mood.cores:
        if found := re.match(rf"是{mine}(?:的|家|家的)?(?P<kin>\w{{1,5}})$", core):
            return reading.cast.kin.get(found["kin"], "")
    return ""


def _is_named(core: str, cast: Cast) -> str:
    """The name of a known one that 「是」 is followed by: 「我是立秋」."""
    if not core.startswith("是"):
        return ""
    match = cast.named.fullmatch(core[1:].strip())
    return match.group() if match else ""


def _own_words(persona: Persona) -> re.Pattern[str]:
    return by_identity(persona, _denied)


def _denied(persona: Persona) -> re.Pattern[str]:
    return sayings(fact.value for fact in persona.facts if fact.key in ("hobby", "skill"))
