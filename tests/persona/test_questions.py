"""Who it is, asked in the many ways Mandarin has, is answered from the facts: right, and the same every time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.persona import load_persona, persona_files
from roleplay_lite.persona.facts import SELF
from roleplay_lite.persona.questions import Asked, answer, asked

TODAY = date(2026, 5, 20)

ASKED = {
    ("xiaoman", "你叫什么名字？"): "我叫小满。",
    ("xiaoman", "请问你叫什么"): "我叫小满。",
    ("xiaoman", "怎么称呼你"): "我叫小满。",
    ("xiaoman", "你是谁呀"): "我叫小满。",
    ("xiaoman", "你多大了"): "我今年19岁。",
    ("xiaoman", "那你今年几岁了呀？"): "我今年19岁。",
    ("xiaoman", "你生日是哪天"): "我的生日是2006年5月21日。",
    ("xiaoman", "你什么时候过生日啊"): "我的生日是2006年5月21日。",
    ("xiaoman", "你是哪里人"): "我老家在浙江绍兴。",
    ("xiaoman", "你老家在哪儿呢"): "我老家在浙江绍兴。",
    ("xiaoman", "你现在住哪儿"): "我住在杭州城北的合租屋。",
    ("xiaoman", "你哥结婚了吗"): "我哥哥结婚了。",
    ("xiaoman", "你哥哥是做什么工作的？"): "我哥哥是急诊科护士。",
    ("xiaoman", "你爸平时都干嘛"): "我爸爸喜欢钓鱼。",
    ("xiaoman", "年糕几岁了"): "年糕今年3岁。",
    ("xiaoman", "你家年糕多重呀"): "年糕体重十三斤。",
    ("xiaoman", "where are you from?"): "我老家在浙江绍兴。",
    ("xiaoman", "how old is your brother"): "我哥哥今年25岁。",
    ("niaoniao", "你是什么鸟"): "我是绿绣眼，不是鹦鹉。",
    ("niaoniao", "你妈叫什么名字"): "我妈妈叫翠翠。",
    ("tongshifu", "您贵姓"): "我叫佟铁生。",
    ("tongshifu", "您老家是哪儿的"): "我老家在辽宁沟帮子。",
    ("tongshifu", "你老婆叫什么"): "我老伴叫桂珍。",
    ("cuijiuniang", "你多大年纪了"): "我今年三十二。",
}


@pytest.mark.parametrize(("who", "line"), ASKED, ids=lambda value: str(value))
def test_a_question_is_answered_from_the_fact(who: str, line: str) -> None:
    persona = load_persona(who)
    question = asked(persona, line)
    assert (answer(persona, question, TODAY) if question else "") == ASKED[who, line]


@pytest.mark.parametrize(
    "line",
    [
        "你觉得这份工作怎么样",
        "你有什么好工作推荐吗",
        "你叫我什么",
        "我叫什么名字",
        "我妈妈叫什么",
        "你知道我多大了吗",
        "你猜我几岁",
        "他是谁",
        "你喜欢吃我做的饭吗",
        "你想养什么样的人",
        "你在干嘛",
        "你是谁派来的",
        "你住哪儿都行",
        "今天几号",
        "李白是哪里人",
        "你老家下雪了吗",
        "how old is the moon",
    ],
)
def test_what_only_sounds_like_one_goes_to_the_model(line: str) -> None:
    for who in persona_files():
        assert asked(load_persona(who), line) is None


def test_what_is_not_known_is_not_invented() -> None:
    persona = load_persona("xiaoman")
    assert answer(persona, Asked(owner="妈妈", key="name"), TODAY) == ""
    assert answer(persona, Asked(owner=SELF, key="era"), TODAY) == ""


@pytest.mark.parametrize("who", persona_files())
def test_every_fact_of_its_own_can_be_asked_for_and_holds_its_value(who: str) -> None:
    """The plainest way to ask for each key, over every shipped character."""
    persona = load_persona(who)
    plain = {
        "name": "你叫什么名字", "hometown": "你是哪里人", "residence": "你住在哪里", "occupation": "你是做什么工作的",
        "hobby": "你有什么爱好", "food": "你喜欢吃什么", "dream": "你的梦想是什么", "skill": "你擅长什么",
        "height": "你多高", "marriage": "你结婚了吗",
    }  # fmt: skip
    for key, line in plain.items():
        question = asked(persona, line)
        assert question == Asked(owner=SELF, key=key)
        for fact in persona.facts:
            if fact.owner == SELF and fact.key == key:
                assert fact.value in answer(persona, question, TODAY)


@settings(deadline=None)
@given(st.text(max_size=80), st.sampled_from(sorted(persona_files())))
def test_any_text_is_taken_or_left(line: str, who: str) -> None:
    question = asked(load_persona(who), line)
    assert question is None or question.key
