"""Whether a reply holds with who the persona is: its facts, what follows from them, and what it said before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roleplay_lite.persona.attributes import ATTRIBUTES, relation
from roleplay_lite.persona.claims import Claim
from roleplay_lite.persona.comparison import likeness_of, married_likeness, overlaps
from roleplay_lite.persona.facts import KEYS, SELF, Fact
from roleplay_lite.persona.judge import Judgement, Verdict, conflict, judge, knowledge, supports
from roleplay_lite.persona.kinship import cast_of, kin_in
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.places import PlaceRelation, find_places
from roleplay_lite.persona.places import relation as relation_of_places
from roleplay_lite.persona.premises import AGREES, DENIES, MENTION, Premises, premises_of, spoken_claims, stance_of


class Kind(StrEnum):
    """The ways in which a reply contradicts; the first four are the kinds that dialogue research names."""

    WITHIN = "within"
    """One clause of the reply against another (句内矛盾)."""
    OWNER = "owner"
    """Another's fact told as this one's (人物混淆)."""
    INFERENCE = "inference"
    """Against what follows from a fact: home and having been there, birthday and sign (常识推理)."""
    LED = "led"
    """The person supposed something wrong, and the reply goes along (诱导式)."""
    FACT = "fact"
    """Plainly against a fact."""
    EARLIER = "earlier"
    """Against what the persona itself said before."""


VETO = 0.9
"""Confidence from which a contradicting sentence is never said; below it costs one retry with the fact quoted."""
LEAST = 0.6
"""Confidence below which nothing is reported."""
LIKELY = 0.8
"""Odds from which the learned model's word is taken for a doubt, and the most that it counts for."""
REMEMBERED = 0.9
"""Confidence from which a claim of its own binds the persona."""
_PAIRS = 24
"""Exchanges back to which the persona is held to its words here; what lies further back comes as `statements`."""
_OF_ITSELF = re.compile("我(?!们)|俺")
_OF_OTHERS = re.compile("[你您他她它]|人家|大家|别人|「|“|要是|如果|想去")
_SENTENCE = re.compile(r"[^。！？!?…\n]+[。！？!?…\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """One clause that cannot stand."""

    kind: Kind
    clause: str
    fact: Fact
    """What it goes against: a fact, a derived fact, or an earlier statement."""
    confidence: float
    """0 to 1."""
    rule: str = ""
    """What found it, for the trace."""


def check_reply(
    persona: Persona,
    reply: str,
    history: Sequence[tuple[str, str]] = (),
    *,
    heard: str = "",
    statements: Sequence[Fact] = (),
    today: date | None = None,
) -> list[Contradiction]:
    """What in the reply contradicts the persona, surest first; an empty list when it holds.

    `history` is what was said before, as (the person's words, the reply) pairs; `heard` the line that is answered;
    `statements` what the persona has said of itself in other conversations. `today` is what ages are counted to.
    """
    day = today or date.today()
    found: list[Contradiction] = []
    said: list[str] = []
    for sentence in _SENTENCE.findall(reply):
        found += contradictions(
            sentence, persona, said=said, heard=heard, history=history, statements=statements, today=day
        )
        said.append(sentence)
    unique = {(one.kind, one.clause, one.fact): one for one in reversed(found)}
    return sorted(unique.values(), key=lambda one: -one.confidence)


def contradictions(
    sentence: str,
    persona: Persona,
    *,
    said: Sequence[str] = (),
    heard: str = "",
    history: Sequence[tuple[str, str]] = (),
    statements: Sequence[Fact] = (),
    today: date,
) -> list[Contradiction]:
    """The same for one sentence as it is decoded, surest first; `said` are the sentences of this reply before it."""
    premises = premises_of(heard, persona)
    *before, own = _by_sentence([*said, sentence], persona, heard, premises)
    spoken = [claim for earlier in before for claim in earlier]
    context = _Context(
        persona=persona,
        premises=premises,
        sentence=sentence,
        statements=tuple(statements),
        earlier=_earlier(history, persona),
        today=today,
    )
    found = [one for claim in own for one in _against_known(claim, own, context)]
    found += _within(own, spoken, context)
    if not own:
        found += _by_likelihood(context)
    best: dict[tuple[str, Fact], Contradiction] = {}
    for one in found:
        held = best.get((one.clause, one.fact))
        if one.confidence >= LEAST and (held is None or one.confidence > held.confidence):
            best[one.clause, one.fact] = one
    return sorted(best.values(), key=lambda one: -one.confidence)


def statements_in(reply: str, persona: Persona, heard: str, today: date | None = None) -> list[Fact]:
    """What the persona says of itself and its own that no fact covers, to be held to it from now on. What the person's
    line put into its mouth is none of it."""
    day = today or date.today()
    kept: list[Fact] = []
    for claim in (c for own in _by_sentence(_SENTENCE.findall(reply), persona, heard) for c in own):
        fact = claim.fact
        if claim.rule in (MENTION, AGREES, DENIES) or claim.confidence < REMEMBERED or fact.key not in KEYS:
            continue
        if fact.key == "species" or claim.rule == "own-words":
            # 「我真是猪」 is no species, and what is one's own already is no news.
            continue
        if overlaps(fact.value, heard) or fact.value in heard or fact in kept:
            continue
        if judge(fact, persona, day).verdict is Verdict.UNKNOWN:
            kept.append(fact)
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What a claim is held against."""

    persona: Persona
    premises: Premises
    sentence: str
    statements: tuple[Fact, ...]
    earlier: tuple[Fact, ...]
    today: date


def _by_sentence(
    sentences: Sequence[str], persona: Persona, heard: str, premises: Premises | None = None
) -> list[tuple[Claim, ...]]:
    """The claims of each sentence, the one spoken of carried on from one to the next. What ends at a comma is read on
    with what follows it (「要是我在北京，」 「我就是北京人了。」)."""
    topic = (premises or premises_of(heard, persona)).topic
    found: list[tuple[Claim, ...]] = []
    begun, known = "", frozenset[tuple[str, Fact]]()
    for place, sentence in enumerate(sentences):
        first = place == 0 or (bool(begun) and begun == "".join(sentences[:place]))
        read = spoken_claims(begun + sentence, persona, heard, topic, first=first)
        new = tuple(
            c for c in read if (c.clause, c.fact) not in known and not (c.clause in begun and c.clause not in sentence)
        )
        found.append(new)
        if sentence.rstrip().endswith(("，", ",", "、", "；", "：")):
            begun, known = begun + sentence, frozenset((claim.clause, claim.fact) for claim in read)
            continue
        begun, known = "", frozenset()
        topic = next((claim.fact.owner for claim in reversed(read) if claim.fact.owner != SELF), topic)
    return found


def _earlier(history: Sequence[tuple[str, str]], persona: Persona) -> tuple[Fact, ...]:
    """What the replies before claimed for sure, the last first."""
    return tuple(
        claim.fact
        for heard, reply in reversed(history[-_PAIRS:])
        for own in _by_sentence(_SENTENCE.findall(reply), persona, heard)
        for claim in own
        if claim.rule != MENTION and claim.confidence >= REMEMBERED
    )


def _sure(claim: Claim, judged: float) -> float:
    """Two strong signs are as sure as the weaker of them; a weak one weakens the other."""
    least = min(claim.confidence, judged)
    return round(least if least >= 0.85 else claim.confidence * judged, 3)


def _against_known(claim: Claim, own: Sequence[Claim], context: _Context) -> Iterator[Contradiction]:
    persona, today = context.persona, context.today
    if (led := _led(claim, own, context)) is not None:
        yield led
        return
    found = judge(claim.fact, persona, today, context.statements)
    if claim.rule == DENIES and found.confidence < VETO:
        # 「不是」 turns down just the words that were put to it.
        return
    if found.verdict is Verdict.FALSE and found.against:
        kind, sure = _kind(claim, found, context), _sure(claim, found.confidence)
        # What is so of somebody else is no slip of a word.
        sure = max(sure, min(claim.confidence, 0.92)) if kind is Kind.OWNER else sure
        yield _contradiction(kind, claim, found.against, sure)
    elif found.verdict is Verdict.UNKNOWN:
        if other := _others_alone(claim, context):
            yield _contradiction(Kind.OWNER, claim, other, min(0.7, claim.confidence))
        if claim.rule != MENTION and context.earlier:
            before = conflict(claim.fact, context.earlier, persona, today)
            if before.verdict is Verdict.FALSE and before.against:
                yield _contradiction(Kind.EARLIER, claim, before.against, _sure(claim, before.confidence))


def _contradiction(kind: Kind, claim: Claim, fact: Fact, confidence: float) -> Contradiction:
    return Contradiction(kind=kind, clause=claim.clause, fact=fact, confidence=confidence, rule=claim.rule)


def _kind(claim: Claim, found: Judgement, context: _Context) -> Kind:
    if found.against in context.statements:
        return Kind.EARLIER
    if claim.fact.polarity == "yes" and claim.fact.key in _SWAPPED and _elsewhere(claim.fact, context):
        return Kind.OWNER
    return Kind.INFERENCE if found.inferred else Kind.FACT


_PLACES = frozenset({"hometown", "residence", "school", "workplace", "been_to"})
_NEAR = (PlaceRelation.SAME, PlaceRelation.CONTAINS, PlaceRelation.INSIDE)
# Keys under which two people seldom have the same.
_SWAPPED = frozenset({
    "name", "occupation", "birthday", "age", "sign", "zodiac", "height", "weight", "species", "workplace", "school",
    "major", "residence", "hobby",
})  # fmt: skip
_ALONE = frozenset({"name", "occupation", "birthday", "workplace"})


def _elsewhere(claimed: Fact, context: _Context) -> Fact | None:
    """The fact of somebody else that has what is claimed."""
    known = knowledge(context.persona, context.today)
    others = [fact for fact in (*known.facts, *known.derived) if fact.owner != claimed.owner]
    return supports(others, claimed)


def _others_alone(claim: Claim, context: _Context) -> Fact | None:
    """Another's fact, told of one who has none under that key: likely mixed up, and possibly shared."""
    fact = claim.fact
    if claim.rule == MENTION or fact.key not in _ALONE or fact.polarity == "no" or claim.confidence < REMEMBERED:
        return None
    known = knowledge(context.persona, context.today).facts
    if fact.owner != SELF and not any(other.owner == fact.owner for other in known):
        return None
    return next((f for f in known if f.owner != fact.owner and f.key == fact.key and f.value == fact.value), None)


def _led(claim: Claim, own: Sequence[Claim], context: _Context) -> Contradiction | None:
    """The contradiction when the claim only goes along with something false that the person put."""
    persona, today = context.persona, context.today
    for put in context.premises.claims:
        if put.rule == MENTION and not _of_nobody(claim, put, context):
            continue
        if put.rule != MENTION and not _repeats(claim, put):
            continue
        found = judge(put.fact, persona, today, context.statements)
        if found.verdict is not Verdict.FALSE or found.against is None:
            continue
        sure = min(_sure(claim, found.confidence), _sure(put, found.confidence))
        if claim.rule == AGREES and _taken_back(claim, own, context):
            if stance_of(context.sentence, context.premises.heard)[2] < VETO:
                return None
            sure *= 0.75
        return _contradiction(Kind.LED, claim, found.against, round(sure, 3))
    return None


def _repeats(claim: Claim, put: Claim) -> bool:
    one, other = claim.fact, put.fact
    if claim.rule == MENTION or (one.owner, one.key) != (other.owner, other.key):
        return False
    if one.key == "marriage":
        return married_likeness(one, other) > 0.5
    return one.polarity == other.polarity and likeness_of(one.key, one.value, other.value) > 0.5


def _of_nobody(claim: Claim, put: Claim, context: _Context) -> bool:
    """True when something is told of a relative whom the person only supposed."""
    owner = cast_of(context.persona).kin.get(put.fact.value, put.fact.value)
    told_of = claim.fact.owner == owner and claim.fact.polarity == "yes"
    spoken_of = claim.rule == MENTION and kin_in(claim.fact.value) == kin_in(put.fact.value)
    return told_of or spoken_of


def _taken_back(claim: Claim, own: Sequence[Claim], context: _Context) -> bool:
    """True when the same sentence goes on to say what is so (「嗯，我是绍兴人」)."""
    return any(
        other is not claim
        and other.rule != MENTION
        and other.fact.owner == claim.fact.owner
        and judge(other.fact, context.persona, context.today).verdict is Verdict.TRUE
        for other in own
    )


def _by_likelihood(context: _Context) -> Iterator[Contradiction]:
    """What the learned model of gender, home and sign takes for a contradiction, in a sentence that no rule reads.
    Never sure enough to forbid it."""
    names = cast_of(context.persona).names
    if context.premises.topic not in ("", SELF) or _OF_OTHERS.search(context.sentence):
        return
    if not _OF_ITSELF.search(context.sentence) and context.premises.asked not in ATTRIBUTES:
        return
    if any(name in context.sentence for name, owner in names.items() if owner != SELF):
        return
    known = knowledge(context.persona, context.today)
    own_places = [fact.value for fact in (*known.facts, *known.derived) if fact.owner == SELF and fact.key in _PLACES]
    named = [place.name for place in find_places(context.sentence)]
    if any(relation_of_places(place, own) in _NEAR for place in named for own in own_places):
        return
    for key in ATTRIBUTES:
        own = (f for f in (*known.facts, *known.derived) if (f.owner, f.key, f.polarity) == (SELF, key, "yes"))
        if (fact := next(own, None)) and (odds := relation(context.sentence, key, fact.value).contradicted) >= LIKELY:
            words = context.sentence.strip()
            yield Contradiction(
                kind=Kind.FACT, clause=words, fact=fact, confidence=min(odds, LIKELY), rule="likelihood"
            )


def _within(own: Sequence[Claim], before: Sequence[Claim], context: _Context) -> Iterator[Contradiction]:
    """Clauses that cannot both be so."""
    for place, claim in enumerate(own):
        for other in (*before, *own[:place]):
            if other.clause == claim.clause or (claim.rule == MENTION and other.rule == MENTION):
                continue
            if claim.fact.owner != other.fact.owner or min(claim.confidence, other.confidence) < LEAST:
                continue
            for one, two in ((claim, other), (other, claim)):
                found = conflict(one.fact, [two.fact], context.persona, context.today)
                if found.verdict is Verdict.FALSE:
                    sure = min(_sure(claim, found.confidence), _sure(other, found.confidence))
                    yield _contradiction(Kind.WITHIN, claim, other.fact, sure)
                    break
