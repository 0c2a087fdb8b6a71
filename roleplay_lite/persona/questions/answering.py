"""The answer to a line: read, told from the facts, put into the persona's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from roleplay_lite.persona.answers import Kind, in_words
from roleplay_lite.persona.facts import SELF, Fact
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.asides import without_asides
from roleplay_lite.persona.questions.claimed import weigh_claims, weigh_premises
from roleplay_lite.persona.questions.dialects import standard
from roleplay_lite.persona.questions.in_english import clause_english, in_english
from roleplay_lite.persona.questions.judging import weigh
from roleplay_lite.persona.questions.question import Asked, By, Reading, Response
from roleplay_lite.persona.questions.reading import read_line, read_loosely, suppose, topic_of
from roleplay_lite.persona.questions.supposed_english import weigh_english
from roleplay_lite.persona.questions.telling import tell
from roleplay_lite.persona.questions.told import Told, joined


def asked(persona: Persona, text: str) -> Asked | None:
    """The fact the line asks for, or None when it asks for none or for more than that."""
    if found := read_line(persona, text):
        return found.asked[0] if len(found.asked) == 1 else None
    supposed = suppose(persona, text)
    return supposed.asked if supposed and supposed.kind in _OF_FACTS else None


_OF_FACTS = frozenset(("single", "married", "partner", "spouse", "divorced", "have", "pet", "gender"))


def answer(persona: Persona, question: Asked, today: date) -> str:
    """The facts in the persona's plain words, or "" when it has none. Ages are those of `today`."""
    found = tell(persona, question, today)
    return found.clause + "。" if found.clause else ""


LONGEST = 120
"""Characters; who says more than this in one go tells something, and does not ask for a fact."""
LOOKS_BACK = 3
"""Exchanges back to which a question may lead on (「那你妹妹呢」)."""


def respond(
    persona: Persona,
    text: str,
    *,
    before: Sequence[tuple[str, str]] = (),
    today: date,
    statements: Sequence[Fact] = (),
    turn: int = 0,
) -> Response | None:
    """The answer that facts give to a line, or None when it is no question that they answer.

    `before` is what was said last, as (the person's words, the reply) pairs, which follow-ups refer to; `statements`
    what the persona said of itself before; `turn` picks among ways to say the same. What no rule reads is read by what
    was learnt (`learnt`).
    """
    if found := respond_by_rules(persona, text, before=before, today=today, statements=statements, turn=turn):
        return found
    # Here, since its weights take a while to read: a session makes them ready while it is idle.
    from roleplay_lite.persona.questions.learnt import read_learnt

    text = standard(text)
    if len(text) > LONGEST or not (learnt := read_learnt(persona, text, today)):
        return None
    return _confirm(persona, *learnt, text, turn, neutral=False, rule=LEARNT, today=today)


LEARNT = "learnt"
"""The rule of an answer to a line that no rule reads."""


def respond_by_rules(
    persona: Persona,
    text: str,
    *,
    before: Sequence[tuple[str, str]] = (),
    today: date,
    statements: Sequence[Fact] = (),
    turn: int = 0,
) -> Response | None:
    """The same by the rules alone."""
    if len(text) > LONGEST:
        return None
    # Each follow-up is read with those before it: the work doubles with every exchange.
    before = [pair for pair in before[-LOOKS_BACK:] if len(pair[0]) <= LONGEST]
    text = standard(text)
    core = without_asides(text)
    if core != text and (found := _answered(persona, core, before, today, statements, turn)):
        return found
    return _answered(persona, text, before, today, statements, turn)


def _answered(
    persona: Persona, text: str, before: Sequence[tuple[str, str]], today: date, statements: Sequence[Fact], turn: int
) -> Response | None:
    put_right = _put_right(persona, text, before, today, statements)
    found = read_line(persona, text, before)
    if found and not (put_right and _is_frame(found)):
        return _respond(persona, found, text, today, turn)
    if not found and (supposed := suppose(persona, text, before)):
        weighed = weigh(persona, supposed, today)
        if weighed and not (put_right and weighed.by in ("unset", "fact")):
            asked_ = (
                supposed.asked if supposed.asked.key else Asked(owner=supposed.asked.owner, key=weighed.facts[0].key)
            )
            return _confirm(
                persona,
                asked_,
                weighed,
                text,
                turn,
                neutral=supposed.neutral,
                rule=f"polar:{supposed.kind}",
                today=today,
            )
        if supposed.why and not put_right:
            return None
    if put_right:
        return _confirm(persona, *put_right, text, turn, neutral=False, rule="premise", today=today)
    if not text.strip() or len(text) > _LONGEST:
        return None
    if loose := read_loosely(persona, text, before):
        return _respond(persona, loose, text, today, turn)
    claimed = weigh_claims(persona, text, topic_of(persona, tuple(before)) if before else "", today, statements)
    if not claimed and not re.search("[\u4e00-\u9fff]", text) and (found_ := weigh_english(persona, text, today)):
        claimed = found_
    if not claimed:
        return None
    question, told = claimed
    return _confirm(persona, question, told, text, turn, neutral=False, rule="claim", today=today)


def _put_right(
    persona: Persona, text: str, before: Sequence[tuple[str, str]], today: date, statements: Sequence[Fact]
) -> tuple[Asked, Told] | None:
    if not text.strip() or len(text) > _LONGEST * 2:
        return None
    topic = topic_of(persona, tuple(before)) if before else ""
    return weigh_premises(persona, text, topic, today, statements)


def _is_frame(found: Reading) -> bool:
    """True of a reading that only takes the words around a premise (「真羡慕，…，快跟我讲讲」, 「你什么时候搬到上海去的」)."""
    return found.rule in ("intro", "tell", "since") or found.asked[-1].detail == "since"


def _confirm(
    persona: Persona, question: Asked, told: Told, text: str, turn: int, *, neutral: bool, rule: str, today: date
) -> Response:
    # An open question that is answered with no is not put right, it is told.
    kinds: dict[By, Kind] = {"yes": "yes", "unset": "unset", "no": "fact" if neutral else "no"}
    kind = kinds.get(told.by, "fact")
    said = _said(persona, question, told, kind, text, turn, today)
    return Response(text=said, by=told.by, question=question, facts=told.facts, rule=rule)


def _said(persona: Persona, question: Asked, told: Told, kind: Kind, text: str, turn: int, today: date) -> str:
    english = _is_english(persona, text)
    clause = clause_english(told.facts, question, told.by, today) if english and told.facts else told.clause
    value = in_english(told.facts[0]) if english and told.facts else told.value
    plain = kind == "fact" and question.owner == SELF and not question.detail and told.by in ("fact", "derived")
    return in_words(persona, kind, clause, turn=turn, key=question.key if plain else "", value=value, english=english)


def _is_english(persona: Persona, text: str) -> bool:
    """A persona that speaks English answers it in English; any other answers in its own language."""
    return "en" in persona.languages and not re.search("[\u4e00-\u9fff]", text) and bool(re.search("[a-zA-Z]", text))


_LONGEST = 60


def _respond(persona: Persona, reading: Reading, text: str, today: date, turn: int) -> Response | None:
    told = [(one, tell(persona, one, today)) for one in reading.asked]
    known = [(one, part) for one, part in told if part.by != "unset"]
    first, whole = (known or told)[0]
    if len(known) > 1:
        whole = joined([(one.owner, part) for one, part in known])
    if whole.by == "yes" and first.key != "have" and not reading.again:
        # What is asked openly is told, not agreed to.
        whole = replace(whole, by="fact")
    if reading.again and known:
        whole = replace(whole, by="yes")
    return _confirm(persona, first, whole, text, turn, neutral=False, rule=reading.rule, today=today)
