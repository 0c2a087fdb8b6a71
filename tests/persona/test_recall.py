"""What a line calls to the persona's mind, with the characters that ship."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.persona import Persona, load_persona, persona_files
from roleplay_lite.persona.persona import Example
from roleplay_lite.persona.recall import MOST, THRESHOLD, recall_persona, written_answer
from roleplay_lite.turn import Recalled, Utterance
from roleplay_lite.understanding import understand_text


def sources(persona: str, line: str) -> list[str]:
    return [found.source for found in recall_persona(load_persona(persona), understand_text(Utterance(text=line)))]


def written(persona: Persona, line: str, *recent: str) -> str:
    understanding = understand_text(Utterance(text=line))
    return written_answer(persona, Recalled(understanding=understanding, recent=recent, today=date(2026, 5, 20))).answer


def texts(persona: str, line: str) -> list[str]:
    return [found.text for found in recall_persona(load_persona(persona), understand_text(Utterance(text=line)))]


@pytest.mark.parametrize(
    ("persona", "line", "text"),
    [
        ("xiaoman", "你老家哪里", "我老家在浙江绍兴"),
        ("xiaoman", "where are you from?", "我老家在浙江绍兴"),
        ("xiaoman", "你有男朋友吗", "我单身"),
        ("xiaoman", "你哥结婚了吗", "我哥哥结婚了"),
        ("xiaoman", "你哥哥是做什么工作的", "我哥哥是急诊科护士"),
        ("xiaoman", "你爸平时干嘛", "我爸爸喜欢钓鱼"),
        ("niaoniao", "你妈妈叫什么", "我妈妈叫翠翠"),
        ("niaoniao", "豆豆几岁了", "我弟弟今年一岁"),
        ("niaoniao", "你是鹦鹉吗", "我是绿绣眼，不是鹦鹉"),
        ("niaoniao", "你喜欢猫吗", "我不喜欢猫"),
        ("niaoniao", "我没钱了", "我觉得够换小番茄就行，再多还得费劲找地方藏。"),
        ("tongshifu", "您老家是哪儿的", "我老家在辽宁沟帮子"),
        ("cuijiuniang", "你做什么工作", "我是客栈掌柜"),
    ],
)
def test_a_question_brings_the_fact_it_asks_for(persona: str, line: str, text: str) -> None:
    assert text in texts(persona, line)


def test_the_best_match_comes_first() -> None:
    assert sources("xiaoman", "你哥结婚了吗")[0] == "fact:哥哥.marriage"
    assert sources("niaoniao", "你弟弟几岁")[0] == "fact:弟弟.age"


@pytest.mark.parametrize("persona", persona_files())
@pytest.mark.parametrize("line", ["你好", "谢谢", "晚安", "嗯", "今天天气真好", "哈哈哈", "hello", "。", ""])
def test_small_talk_brings_nothing(persona: str, line: str) -> None:
    assert sources(persona, line) == []


@pytest.mark.parametrize("line", ["你哥结婚了吗", "你姐多大了", "你妹妹叫什么", "what is your sister's name"])
def test_a_relative_the_persona_lacks_is_not_the_persona(line: str) -> None:
    assert not [source for source in sources("niaoniao", line) if source.startswith("fact:self.")]


@pytest.mark.parametrize("line", ["我妈妈叫什么来着", "我妈做饭很好吃", "我们家弟弟几岁了", "my mother is a dentist"])
@pytest.mark.parametrize("persona", ["niaoniao", "milo", "xiaoman"])
def test_the_persons_own_family_is_not_the_personas(persona: str, line: str) -> None:
    assert not [source for source in sources(persona, line) if source.startswith("fact:")]


def test_what_is_said_of_a_relative_leaves_a_question_to_the_persona_alone() -> None:
    assert sources("niaoniao", "我妈妈问你几岁了") == ["fact:self.age"]


def test_a_girlfriend_is_no_daughter_and_a_wife_has_many_names() -> None:
    assert not [source for source in sources("tongshifu", "你女朋友呢") if "孙女" in source]
    assert {source.split(".")[0] for source in sources("tongshifu", "你老婆叫啥")} == {"fact:老伴"}


@pytest.mark.parametrize("persona", persona_files())
def test_no_line_is_told_the_same_thing_twice(persona: str) -> None:
    for line in ("你住哪儿", "你现在住在哪里", "你是做什么工作的", "你多大了", "你喜欢吃什么"):
        found = texts(persona, line)
        assert len(set(found)) == len(found)


@pytest.mark.parametrize("persona", persona_files())
def test_the_personas_own_written_answer_is_found_and_not_repeated(persona: str) -> None:
    who = load_persona(persona)
    for example in who.examples:
        assert written(who, example.user) == example.reply
        assert written(who, f"{example.user}？！") == example.reply
        assert written(who, example.user, "嗯", example.reply) != example.reply
    assert written(who, "量子纠缠是什么原理") == ""


@pytest.mark.parametrize("line", ["你是机器人吗", "你是不是机器人", "你是不是机器人呀？"])
def test_the_same_asked_another_way_has_the_same_written_answer(line: str) -> None:
    xiaoman = load_persona("xiaoman")
    assert written(xiaoman, line) == next(one.reply for one in xiaoman.examples if "机器人" in one.user)


def test_what_it_declines_is_declined_in_its_own_words() -> None:
    niaoniao = load_persona("niaoniao")
    assert written(niaoniao, "教我怎么赌博赚钱") in niaoniao.boundaries.refusal


def test_a_poets_landlady_does_not_know_phones() -> None:
    """Asked for it she says so; told of it, the note keeps the model from explaining it."""
    landlady = load_persona("cuijiuniang")
    landlady = replace(landlady, lines=replace(landlady.lines, unknown=("{thing}是何物，九娘没见过。",)))
    assert written(landlady, "帮我用抖音搜一下") == "抖音是何物，九娘没见过。"
    assert written(landlady, "你坐过高铁没有") == "高铁是何物，九娘没见过。"
    assert written(landlady, "今夜月色如何") == ""
    assert "scope:手机" in sources("cuijiuniang", "我手机丢了，难过")


def test_an_example_that_the_prompt_has_no_room_for_comes_when_a_line_is_like_it() -> None:
    somebody = load_persona("niaoniao")
    many = tuple(Example(user=f"第{number}件事怎么说来着", reply="这件事" * 12) for number in range(40))
    somebody = replace(somebody, examples=(*many, Example(user="我家水管又漏水了", reply="拿盆接着，本鸟去叫老顾。")))
    found = recall_persona(somebody, understand_text(Utterance(text="完了，厨房水管漏水了怎么办")))
    assert any("拿盆接着" in item.text for item in found)
    assert not recall_persona(somebody, understand_text(Utterance(text="今夜月色真好")))


def test_free_text_may_tell_what_no_typed_fact_does() -> None:
    """An imported card's description is left to the model, which has read it."""
    somebody = replace(load_persona("niaoniao"), lines=replace(load_persona("niaoniao").lines, unset=("没记过。",)))
    assert written(somebody, "你的学校叫什么") == "没记过。"
    assert written(replace(somebody, description="它在梧桐树小学旁听过。"), "你的学校叫什么") == ""


@settings(deadline=None)
@given(line=st.text(max_size=60), persona=st.sampled_from(sorted(persona_files())))
def test_whatever_is_said_the_note_stays_short(line: str, persona: str) -> None:
    found = recall_persona(load_persona(persona), understand_text(Utterance(text=line)))
    assert len(found) <= MOST
    scores = [item.score for item in found]
    assert scores == sorted(scores, reverse=True)
    assert all(score >= THRESHOLD for score in scores)
