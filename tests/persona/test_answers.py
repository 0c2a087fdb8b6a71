"""A fact is told in the persona's own way, another way each turn, and never another fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roleplay_lite.persona import Persona, load_persona, persona_files
from roleplay_lite.persona.answers import in_words
from roleplay_lite.persona.facts import Fact, told
from roleplay_lite.persona.persona import Answers, KeyAnswer
from roleplay_lite.persona.questions import respond

TODAY = date(2026, 5, 20)


def persona(answers: Answers) -> Persona:
    return replace(load_persona("xiaoman"), answers=answers)


def test_asked_again_it_says_the_same_in_other_words() -> None:
    plain = persona(Answers())
    answers = [respond(plain, "你老家在哪", today=TODAY, turn=turn) for turn in range(4)]
    texts = [answer.text for answer in answers if answer]
    assert len(texts) == 4
    assert len(set(texts)) > 1
    assert all("我老家在浙江绍兴" in text for text in texts)


def test_a_key_has_words_of_its_own_for_what_is_asked_and_not_for_what_is_guessed() -> None:
    own = persona(
        Answers(
            fact=("哎哟，{fact}。",),
            yes=("猜对了，{fact}。",),
            no=("瞎说，{fact}。",),
            keys=(KeyAnswer(key="height", templates=("才{value}，别笑。",)),),
        )
    )
    said = {
        line: respond(own, line, today=TODAY) for line in ("你多高", "你老家哪儿的", "你属狗吧", "你老家是北京的吧")
    }
    assert [answer.text if answer else "" for answer in said.values()] == [
        "才一米六二，别笑。",
        "哎哟，我老家在浙江绍兴。",
        "猜对了，我属狗。",
        "瞎说，我老家在浙江绍兴。",
    ]


def test_templates_are_used_in_the_language_they_are_written_in() -> None:
    """Milo mixes both in his file; an English question is not answered in a Mandarin frame."""
    milo = replace(load_persona("milo"), answers=Answers(fact=("嗯那个，{fact}。", "I mean, {fact}.")))
    for turn in range(4):
        assert in_words(milo, "fact", "我老家在温哥华", turn=turn) == "嗯那个，我老家在温哥华。"
        assert in_words(milo, "fact", "I'm from Vancouver", turn=turn, english=True) == "I mean, I'm from Vancouver."


@pytest.mark.parametrize("who", persona_files())
def test_in_every_shipped_characters_words_the_fact_stays_whole(who: str) -> None:
    shipped = load_persona(who)
    facts = {fact.key: fact for fact in reversed(shipped.facts) if fact.owner == "self" and fact.polarity == "yes"}
    for turn in range(6):
        for line, key in (("你老家在哪里", "hometown"), ("你住在哪里", "residence"), ("你的梦想是什么", "dream")):
            answer = respond(shipped, line, today=TODAY, turn=turn)
            assert answer is not None
            assert facts[key].value in answer.text


@pytest.mark.parametrize(
    ("fact", "clause"),
    [
        (Fact(key="gender", value="女孩"), "我是女孩"),
        (Fact(key="gender", value="男"), "我是男的"),
        (Fact(key="age", value="三十二"), "我今年三十二"),
        (Fact(key="age", value="服役七年"), "我服役七年了"),
        (Fact(key="marriage", value="未婚"), "我还没结婚"),
        (Fact(owner="哥哥", key="marriage", value="已婚"), "我哥哥结婚了"),
        (Fact(owner="年糕", key="weight", value="十三斤"), "年糕体重十三斤"),
        (Fact(key="occupation", value="守灯"), "我的工作是守灯"),
        (Fact(owner="阿屿", key="occupation", value="守灯", polarity="no"), "阿屿不守灯了"),
        (Fact(owner="妈妈", key="occupation", value="搭窝师傅"), "我妈妈是搭窝师傅"),
    ],
)
def test_a_fact_is_a_clause_that_somebody_would_say(fact: Fact, clause: str) -> None:
    assert told([fact]) == clause
