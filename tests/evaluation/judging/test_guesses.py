"""What is guessed of a character: half of it so, half of it another's, and the same for the same seed."""

from __future__ import annotations

from datetime import date

import pytest

from roleplay_lite.evaluation.judging.guesses import guesses
from roleplay_lite.evaluation.judging.persona import right
from roleplay_lite.evaluation.question_sets import VALUE, questions
from roleplay_lite.evaluation.trait_settings import base
from roleplay_lite.persona.facts import Fact
from roleplay_lite.persona.judge import Verdict, judge
from roleplay_lite.persona.load import load_persona

TODAY = date(2026, 11, 23)
ALL = (
    base(),
    *map(load_persona, ("niaoniao", "xiaoman", "tongshifu", "peizhao", "cuijiuniang", "ajiao", "milo")),
)
ASKED = questions("persona")


@pytest.mark.parametrize("persona", ALL, ids=lambda one: one.id)
def test_half_of_what_can_be_guessed_rightly_is(persona: object) -> None:
    made = guesses(persona, ASKED, seed=1, others=ALL, today=TODAY)  # type: ignore[arg-type]
    yesno = [guess for guess in made if guess.question.form == "yesno"]
    other_seeds = {
        guess.question.id
        for seed in range(2, 8)
        for guess in guesses(persona, ASKED, seed=seed, others=ALL, today=TODAY)  # type: ignore[arg-type]
        if guess.true
    }
    can = other_seeds | {guess.question.id for guess in yesno if guess.true}
    assert abs(sum(guess.true for guess in yesno) - len(can) / 2) <= 2
    assert len(made) >= 0.95 * len(ASKED)
    assert not any(VALUE in guess.said for guess in made)
    assert all(guess.value in guess.said for guess in yesno)


def test_the_same_seed_guesses_the_same_and_another_does_not() -> None:
    first, again, other = (guesses(ALL[2], ASKED, seed=seed, others=ALL, today=TODAY) for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize("persona", ALL, ids=lambda one: one.id)
def test_a_wrong_guess_is_wrong_by_the_character_s_own_rules(persona: object) -> None:
    for guess in guesses(persona, ASKED, seed=3, others=ALL, today=TODAY):  # type: ignore[arg-type]
        if guess.question.form != "yesno":
            continue
        claimed = Fact(owner=guess.question.owner, key=guess.question.key, value=guess.value)
        found = judge(claimed, persona, TODAY).verdict  # type: ignore[arg-type]
        assert found is not (Verdict.FALSE if guess.true else Verdict.TRUE), guess.said


@pytest.mark.parametrize("persona", ALL, ids=lambda one: one.id)
def test_a_plain_yes_is_right_just_where_the_guess_is_so(persona: object) -> None:
    wrong = []
    for guess in guesses(persona, ASKED, seed=4, others=ALL, today=TODAY):  # type: ignore[arg-type]
        if guess.question.form != "yesno":
            continue
        for reply, expected in (("对呀，是的。", guess.true), ("不对，你记错了。", not guess.true)):
            found = right(persona, guess.question, reply, guess.value, said=guess.said, today=TODAY)  # type: ignore[arg-type]
            if found is not expected:
                wrong.append((guess.said, reply))
    assert wrong == []
