"""Questions of `sets/persona.jsonl` made ready for one character: what is guessed of it, rightly or not. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from roleplay_lite.evaluation.judging.showing import shows
from roleplay_lite.evaluation.judging.truth import ELDEST, HUMAN, NOW, ONLY, Truth, truth
from roleplay_lite.evaluation.question_sets import VALUE, Question
from roleplay_lite.persona.comparison import likeness_of, married_likeness, overlaps
from roleplay_lite.persona.derived.families import kin_entries
from roleplay_lite.persona.derived.written import is_human
from roleplay_lite.persona.facts import SELF, Fact, spoken
from roleplay_lite.persona.judge import Verdict, judge
from roleplay_lite.persona.kin import Marital, marital
from roleplay_lite.persona.numerals import NUMERAL
from roleplay_lite.persona.persona import Persona

# Where no other character has a value of the key.
_ELSE: dict[str, tuple[str, ...]] = {
    "seniority": (ELDEST, ONLY),
    "era": ("唐朝", "二〇二六年"),
    "spouse": ("小周",),
    "catchphrase": ("说实话",),
    "dialect": ("粤语",),
}
_APART = -0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A question as it is put to one character."""

    question: Question
    said: str
    """The person's words, the guessed value in its place."""
    value: str = ""
    """What a yes-or-no question guesses, as it is said; empty for the other forms."""
    true: bool = False
    """Whether that is so."""


def guesses(
    persona: Persona, asked: Sequence[Question], *, seed: int, others: Sequence[Persona], today: date
) -> tuple[Guess, ...]:
    """The questions in their order, each guess filled in: the true value in half of those that have one, else one of
    the other characters'. The same seed guesses the same.

    A question is left out where nobody else has a value that would be wrong here.
    """
    ranked = sorted(
        (question for question in asked if question.form == "yesno" and _true(persona, question, today)),
        key=lambda question: _rank(seed, persona.id, question.id),
    )
    rightly = {question.id for question in ranked[: (len(ranked) + 1) // 2]}
    found: list[Guess] = []
    for question in asked:
        if question.form != "yesno":
            found.append(Guess(question=question, said=question.said))
            continue
        true = question.id in rightly
        value = _true(persona, question, today) if true else _false(persona, question, seed, others, today)
        if value:
            found.append(Guess(question=question, said=question.said.replace(VALUE, value), value=value, true=true))
    return tuple(found)


def _rank(*parts: object) -> str:
    return hashlib.sha256(" ".join(map(str, parts)).encode()).hexdigest()


def _true(persona: Persona, question: Question, today: date) -> str:
    """One of the true values as it is said in the question; empty where there is none that fits."""
    held = truth(persona, question.owner, question.key, today)
    facts = [fact for fact in held.facts if fact.key == question.key]
    return next((said for fact in facts if (said := _in_place(fact, question.said))), "")


def _false(persona: Persona, question: Question, seed: int, others: Sequence[Persona], today: date) -> str:
    mine = truth(persona, question.owner, question.key, today)
    human = _is_human(persona, today)
    # A person of eleven grams is no guess at all.
    pool = sorted(
        (other for other in others if other.id != persona.id),
        key=lambda other: (_is_human(other, today) != human, _rank(seed, persona.id, question.id, other.id)),
    )
    for fact in _values(question, pool, today):
        said = _in_place(fact, question.said)
        if said and _is_wrong(Fact(owner=mine.owner, key=question.key, value=fact.value), mine, persona, today):
            return said
    return ""


def _values(question: Question, pool: Sequence[Persona], today: date) -> Iterator[Fact]:
    """What others have under the key: the same relative first, then they themselves, then anybody of theirs; where a
    relative's name is asked, no character's own."""
    owners = (question.owner,) if question.key == "name" else dict.fromkeys((question.owner, SELF))
    for owner in owners:
        for other in pool:
            yield from (fact for fact in truth(other, owner, question.key, today).facts if fact.key == question.key)
    for other in pool:
        theirs = (fact for fact in other.facts if fact.key == question.key and fact.polarity == "yes")
        yield from (fact for fact in theirs if fact.owner != SELF or question.owner == SELF)
    yield from (Fact(key=question.key, value=value) for value in _ELSE.get(question.key, ()))


def _is_wrong(claimed: Fact, mine: Truth, persona: Persona, today: date) -> bool:
    """True when nothing makes it so, in any words."""
    if not mine.present:
        return True
    if judge(claimed, persona, today).verdict is Verdict.TRUE:
        return False
    if claimed.key == "marriage":
        return all(married_likeness(claimed, fact) < _APART for fact in mine.facts)
    return not any(_alike(claimed, fact) for fact in mine.facts)


def _is_human(persona: Persona, today: date) -> bool:
    return any(is_human(fact.value) for fact in truth(persona, SELF, "species", today).facts)


def _alike(claimed: Fact, fact: Fact) -> bool:
    sure = likeness_of(claimed.key, claimed.value, fact.value)
    return sure > 0 or (sure == 0 and overlaps(claimed.value, fact.value)) or shows(fact, spoken(claimed)) >= 0


def _in_place(fact: Fact, said: str) -> str:
    """The value as it goes into that question; empty where it does not fit."""
    value = spoken(fact)
    if fact.key == "birth_year":
        value = f"{fact.value}年"
    elif fact.key == "birth_month" and fact.value.isdigit():
        value = f"{_MONTHS[int(fact.value) - 1]}月"
    elif fact.key == "spouse":
        value = next((name for _, name in kin_entries(fact.value) if name), fact.value)
    elif fact.key == "marriage" and re.search(rf"{re.escape(VALUE)}了|已经{re.escape(VALUE)}", said):
        # 「已经单身了」 nobody asks.
        return "结婚" if marital(fact.value) is Marital.MARRIED else ""
    elif value in _PLAINER:
        value = _PLAINER[value]
    elif fact.key == "age" and (found := _YEARS.search(value)):
        value = found[1] if found[2] else f"{found[1]}岁"
    if f"{VALUE}了" in said:
        value = value.removesuffix("了")
    return value


_PLAINER = {HUMAN: "真人", NOW: "现代"}
_YEARS = re.compile(rf"((?:\d+|{NUMERAL}+)([岁年]?))$")
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
