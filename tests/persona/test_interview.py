"""The interview tells characters apart by their answers, and says when the answers are worth nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from roleplay_lite.engines import Cancel, Llm
from roleplay_lite.errors import InputError
from roleplay_lite.models import where
from roleplay_lite.persona import Persona, load_persona
from roleplay_lite.persona.interview import Choice, Item, Result, choices, interview, items, questions, score
from roleplay_lite.persona.interview.asking import SCALE
from roleplay_lite.persona.prefix import prefix_messages
from roleplay_lite.persona.radar import draw_radar
from roleplay_lite.persona.traits import TraitProfile
from roleplay_lite.registry import load
from roleplay_lite.testing import FakeLlm
from roleplay_lite.turn import Prompt
from tests.backends.prompts import MODEL

XIAOMAN = load_persona("xiaoman")
CJK = re.compile("[\u4e00-\u9fff]")
LEAST, *_, MOST = SCALE["zh"]


def test_the_questionnaire_is_balanced_and_spoken_in_both_languages() -> None:
    factors = Counter((item.factor, item.reverse) for item in items())
    assert factors == {(factor, reverse): 4 for factor in "OCEAN" for reverse in (False, True)}
    assert Counter(choice.axis for choice in choices()) == {"EI": 6, "NS": 6, "FT": 6, "JP": 6}
    assert Counter(choice.options[0].letter for choice in choices()) == dict.fromkeys("EINSFTJP", 3)
    texts = [question.zh for question in questions()] + [question.en for question in questions()]
    assert len(set(texts)) == 2 * (40 + 24)
    for question in questions():
        assert CJK.search(question.zh)
        assert question.en.isascii()
        assert len(question.zh) <= 32


def test_a_short_interview_stays_balanced() -> None:
    short = questions(2)
    assert len(short) == 2 * (5 + 4)
    assert Counter(q.reverse for q in short if isinstance(q, Item)) == {True: 5, False: 5}
    assert Counter(q.options[0].letter for q in short if isinstance(q, Choice)) == dict.fromkeys("EINSFTJP", 1)


def person(answers: Callable[[Item | Choice], str]) -> FakeLlm:
    """Somebody who answers each question in their own way."""

    def reply(prompt: Prompt) -> str:
        text = prompt.messages[-1].content
        return answers(next(q for q in reversed(questions()) if q.zh.rstrip("。") in text))

    return FakeLlm(replies=reply)


def asked(llm: Llm, who: Persona = XIAOMAN) -> Result:
    return score(who, list(interview(who, llm, questions(), Cancel())))


def typed(factors: str, letters: str) -> FakeLlm:
    """High in these factors and low in the rest, with these letters."""

    def answers(question: Item | Choice) -> str:
        if isinstance(question, Choice):
            return next(option.zh for option in question.options if option.letter in letters)
        return MOST if (question.factor in factors) != question.reverse else LEAST

    return person(answers)


@pytest.mark.parametrize(("factors", "letters"), [("OE", "ENTP"), ("CA", "ISFJ"), ("", "ISTP"), ("OCEAN", "ENFJ")])
def test_somebody_who_answers_as_they_are_is_found_out(factors: str, letters: str) -> None:
    result = asked(typed(factors, letters))
    assert {factor.name: factor.measured for factor in result.factors} == {f: float(f in factors) for f in "OCEAN"}
    assert {factor.consistency for factor in result.factors} == {1.0}
    assert result.mbti == letters
    assert result.doubts == ()


def test_agreeing_with_everything_scores_in_the_middle_and_is_doubted() -> None:
    result = asked(FakeLlm(replies=lambda prompt: "非常像我，还有别的吗"))
    assert {(f.measured, f.consistency) for f in result.factors} == {(0.5, 0.0)}
    assert result.agreement == 1.0
    assert "nearly all was called like me" in result.doubts[0]


def test_always_taking_the_first_option_is_doubted() -> None:
    result = asked(person(lambda q: q.options[0].zh if isinstance(q, Choice) else "一般"))
    assert result.first == 1.0
    assert "the first option was taken in 100%" in result.doubts[0]
    # Three of six each way is no letter; the factor that goes with the axis decides.
    assert {axis.share for axis in result.axes} == {0.5}


@pytest.mark.parametrize(("factor", "letter"), [("E", "E"), ("C", "I")])
def test_a_tie_goes_with_the_factor(factor: str, letter: str) -> None:
    def answers(question: Item | Choice) -> str:
        if isinstance(question, Choice):
            return question.options[0].zh
        return MOST if (question.factor == factor) != question.reverse else LEAST

    assert asked(person(answers)).axes[0].measured == letter


def test_what_the_traits_predict_stands_beside_it() -> None:
    result = asked(typed("OE", "ENTP"))
    profile = TraitProfile(traits=XIAOMAN.traits)
    assert [f.predicted for f in result.factors] == [(value + 2) / 4 for value in profile.big5()]
    for factor in result.factors:
        assert factor.difference == pytest.approx(factor.measured - (factor.predicted or 0))
    assert result.predicted_mbti == profile.mbti()


def test_without_traits_nothing_is_predicted() -> None:
    result = asked(typed("OE", "ENTP"), replace(XIAOMAN, traits=()))
    assert {factor.predicted for factor in result.factors} == {None}
    assert result.predicted_mbti == ""


def test_every_question_stands_alone_after_the_characters_prefix() -> None:
    llm = typed("OE", "ENTP")
    asked(llm)
    prefix = prefix_messages(XIAOMAN)
    assert {prompt.messages[:-1] for prompt in llm.prompts} == {prefix}
    assert {prompt.fixed for prompt in llm.prompts} == {len(prefix)}
    assert all(sampling.grammar and sampling.temperature == 0 for sampling in llm.samplings)


def test_it_ends_when_it_is_cancelled() -> None:
    cancel, llm = Cancel(), typed("OE", "ENTP")
    answers = interview(XIAOMAN, llm, questions(), cancel)
    next(answers)
    cancel.set()
    assert list(answers) == []
    assert len(llm.prompts) <= 2


def test_an_english_speaker_is_asked_in_english() -> None:
    llm = FakeLlm(replies=["somewhat like me, I suppose"])
    answer = next(interview(load_persona("milo"), llm, questions(), Cancel(), "en"))
    assert (answer.said, answer.agreed) == ("somewhat like me", 0.75)
    assert not CJK.search(llm.prompts[0].messages[-1].content)


def test_the_radar_is_a_picture(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    result = asked(typed("OE", "ENTP"))
    draw_radar(result, "xiaoman, fake", tmp_path / "radar.png")
    assert (tmp_path / "radar.png").read_bytes().startswith(b"\x89PNG")
    draw_radar(asked(typed("N", "ISTP"), replace(XIAOMAN, traits=())), "no traits", tmp_path / "radar.svg")
    assert b"predicted" not in (tmp_path / "radar.svg").read_bytes()
    for file in (tmp_path / "absent" / "radar.png", tmp_path / "radar.odd"):
        with pytest.raises(InputError, match="cannot be drawn"):
            draw_radar(result, "xiaoman", file)


@pytest.mark.model(MODEL)
def test_a_real_model_answers_on_the_scale(tmp_path: Path) -> None:
    pytest.importorskip("llama_cpp")
    llm = load("llm", "llama_cpp", model=where(MODEL) / "model.gguf", context_tokens=2048, threads=1, cache=tmp_path)
    short = [questions()[0], questions()[1], questions()[40], questions()[41]]
    try:
        answers = list(interview(XIAOMAN, llm, short, Cancel()))
        again = list(interview(XIAOMAN, llm, short, Cancel()))
    finally:
        llm.close()
    assert [answer.said in SCALE["zh"] for answer in answers] == [True, True, False, False]
    assert [answer.letter in "EI" for answer in answers[2:]] == [True, True]
    assert answers == again
