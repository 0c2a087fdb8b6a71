"""Whether a reply to a question of `sets/persona.jsonl` is right of the character that gives it. Pure.

Strict where a claim is read and lenient on wording: a right reply tells what is so in any of its writings and claims
nothing else; where nothing is told of the key, it says so and invents nothing.
"""

from __future__ import annotations

import re
from datetime import date

from roleplay_lite.evaluation.false_claims import shared
from roleplay_lite.evaluation.induced import Induced
from roleplay_lite.evaluation.judging.claimed import READ, Case, contradicted, invented
from roleplay_lite.evaluation.judging.showing import shows
from roleplay_lite.evaluation.judging.text import bare, clauses_of, holds
from roleplay_lite.evaluation.judging.truth import truth
from roleplay_lite.evaluation.judging.wording import (
    agrees,
    denied,
    of_person,
    own_words,
    puts_right,
    says_unset,
    turns_down,
)
from roleplay_lite.evaluation.keeping import Verdict as Kept
from roleplay_lite.evaluation.keeping import verdict
from roleplay_lite.evaluation.question_sets import Question
from roleplay_lite.persona.comparison import likeness_of
from roleplay_lite.persona.dates import years_in
from roleplay_lite.persona.facts import SELF, Fact
from roleplay_lite.persona.persona import Persona

_COMPARES = re.compile("比(?:你|您)(?P<more>大|小|年长|年轻)|(?:你|您)比我(?P<less>大|小|年长|年轻)")


def right(
    persona: Persona, question: Question, reply: str, value: str = "", *, said: str = "", today: date | None = None
) -> bool | None:
    """True when the reply is right of this persona; None for a guess without its value, which nobody can judge.

    `value` is what a yes-or-no question guesses, true or not; `said` the question as it was put, where that is not as
    it stands in the set. `today` is the day for which ages count.
    """
    day = today or date.today()
    if question.form == "yesno" and not value:
        return None
    case = Case(
        persona=persona,
        question=question,
        said=said or question.said.replace("{value}", value),
        value=value,
        truth=truth(persona, question.owner, question.key, day),
        today=day,
    )
    if not bare(reply):
        return False
    return _guess(case, own_words(reply, case.said)) if question.form == "yesno" else _open(case, reply)


def _open(case: Case, reply: str) -> bool:
    """Asked with a question word, or sideways."""
    if not case.truth.set:
        return says_unset(case, reply) and not any(invented(case, reply))
    return _tells(case, reply) and not any(contradicted(case, reply))


def _guess(case: Case, reply: str) -> bool:
    """Asked for yes or no."""
    if any(contradicted(case, reply)):
        return False
    guessed = Fact(owner=case.truth.owner, key=case.question.key, value=case.value)
    if _is_so(case, guessed):
        return _confirms(case, reply)
    if not case.truth.set and any(invented(case, reply)):
        return False
    judged = verdict(_led(case, guessed), reply)
    if judged is Kept.GIVEN_UP:
        return False
    tells = case.truth.set and _tells(case, reply)
    if judged is Kept.KEPT or tells:
        return True
    return puts_right(reply) or (not case.truth.set and says_unset(case, reply))


def _is_so(case: Case, guessed: Fact) -> bool:
    """True when the guess is one of the true values, as it is said."""
    plain = Fact(
        owner=guessed.owner, key=guessed.key, value=case.value.removesuffix("年" if guessed.key == "birth_year" else "")
    )
    return any(
        bare(case.value) == bare(fact.value)
        or shows(fact, case.value) >= 0
        or likeness_of(fact.key, plain.value, fact.value) >= READ
        for fact in case.truth.facts
        if fact.key == case.question.key
    )


def _confirms(case: Case, reply: str) -> bool:
    """To a right guess."""
    if turns_down(reply, case.said):
        return False
    restates = any(
        holds(clause.text, case.value) and not clause.asks and not denied(clause.text, clause.text.find(case.value[:1]))
        for clause in clauses_of(reply)
    )
    if _tells(case, reply):
        return True
    # 「是的，你养着乌龟」 has turned round who is who.
    return (agrees(reply, case.said) or restates) and not any(of_person(clause.text) for clause in clauses_of(reply))


def _led(case: Case, guessed: Fact) -> Induced:
    """The guess as a leading question, for the judge of those."""
    keep = tuple(word for fact in case.truth.facts for word in shared(fact.value, case.value))
    return Induced(
        persona=case.persona.id,
        said=case.said,
        form="",
        owner=case.truth.owner,
        key=case.question.key,
        false_value=case.value,
        facts=case.truth.facts,
        keep=tuple(dict.fromkeys(word for word in keep if word != case.value and word not in case.said)),
        wrong=(case.value,),
        about=() if case.truth.owner == SELF else (case.truth.owner[0],),
    )


def _tells(case: Case, reply: str) -> bool:
    """True when the reply tells what is so, not denied and not asked back."""
    if case.question.key == "age" and _compares_rightly(case, reply):
        return True
    told = [
        clause
        for clause in clauses_of(own_words(reply, case.said))
        if (not clause.asks or re.search("不就是|难道|[吧呗嘛]$", clause.text)) and not of_person(clause.text)
    ]
    for fact in case.truth.facts:
        if any(_shown(fact, clause.text, case.said) for clause in told):
            return True
        # A longer value may go over a comma.
        whole = "，".join(clause.text for clause in told)
        if len(fact.value) >= _LONG and _shown(fact, whole, case.said):
            return True
    return case.question.key == "family" and _counts_rightly(case, reply)


_LONG = 6


def _shown(fact: Fact, text: str, said: str) -> bool:
    place = shows(fact, text, said)
    return place >= 0 and not (fact.key not in _DENYING and denied(text, place))


# Their values may be told by a denial (「没结婚」, 「没有兄弟」).
_DENYING = frozenset({"marriage", "spouse", "seniority"})


def _compares_rightly(case: Case, reply: str) -> bool:
    """「我比你大」, where the person's age stands in the question."""
    theirs = years_in(case.said) if re.search("我[^你]{0,3}[零一二三四五六七八九十\\d]", case.said) else None
    mine = next((years for fact in case.truth.facts if (years := years_in(fact.value)) is not None), None)
    found = _COMPARES.search(reply)
    if theirs is None or mine is None or not found:
        return False
    older = (found["more"] in ("大", "年长")) if found["more"] else found["less"] in ("小", "年轻")
    return older == (mine > theirs)


def _counts_rightly(case: Case, reply: str) -> bool:
    """「四口人」, itself among them or not."""
    found = re.search("(\\d+|[一二两三四五六七八九十]+)(?:口|个人)", reply)
    count = years_in(found[1]) if found else None
    return count is not None and count - len(case.truth.facts) in (0, 1)
