"""What no character says, whatever the model drafts; and that what characters do say gets through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.line import check
from roleplay_lite.persona import load_persona, persona_files
from roleplay_lite.persona.check import CHECKS, objection, starts_script, without_label
from roleplay_lite.persona.likeness import likeness
from roleplay_lite.persona.persona import Example
from roleplay_lite.turn import Recalled, Utterance
from roleplay_lite.understanding import understand_text


def recalled(heard: str, recent: Sequence[str] = ()) -> Recalled:
    return Recalled(understanding=understand_text(Utterance(text=heard)), recent=recent)


def reason(sentence: str, *, heard: str = "你在干嘛", said: Sequence[str] = (), recent: Sequence[str] = ()) -> str:
    return objection(sentence, load_persona("niaoniao"), recalled(heard, recent), said)


@pytest.mark.parametrize(
    "sentence",
    [
        "作为AI语言模型，我没有感情。",
        "我只是个ＡＩ助手。",
        "我只是个 Ａ Ｉ 语言模型。",
        "作为 AI 语言模型",
        "作为一个“人工智能”助手，我不能飞。",
        "我是一个人工智能，没有羽毛。",
        "我是阿里云的通义千问。",
        "有什么可以帮您的吗？",
        "As an AI language model, I cannot fly.",
        "as an a.i.",
        "I'm an OpenAI model.",
        "亲亲，稍等哦。",
    ],
)
def test_a_service_model_does_not_speak_through_the_character(sentence: str) -> None:
    assert reason(sentence) == "ban"


def test_the_persons_words_are_not_handed_back() -> None:
    assert reason("今天上班好累。", heard="今天上班好累") == "echo"
    assert reason("今天上班好累呀！", heard="今天上班好累") == "echo"
    assert reason("你真笨，", heard="你真笨，滚") == "echo"
    assert reason("你好呀，", heard="你好呀，在吗") == ""
    assert reason("好累。", heard="好累") == ""
    assert reason("上班累了就往沙发上一瘫。", heard="今天上班好累") == ""


def test_what_the_person_said_of_themselves_is_not_the_personas() -> None:
    assert reason("我妈妈住院了，", heard="我妈妈今天住院了") == "echo"
    assert reason("我妈妈叫翠翠。", heard="我妈妈今天住院了") == ""
    assert reason("我就是你的妈妈。") == "kin"
    assert reason("我是你妈妈的朋友呀。") != "echo"


def test_an_example_is_said_only_to_what_it_answers() -> None:
    persona = load_persona("niaoniao")
    hungry = next(example for example in persona.examples if example.user == "我好饿")
    sentence = hungry.reply.split("，", 1)[1]
    assert reason(sentence, heard="股票怎么样") == "example"
    assert reason(sentence, heard="我好饿啊") == ""


def test_an_example_with_a_word_changed_is_the_example() -> None:
    who = replace(
        load_persona("xiaoman"),
        examples=(Example(user="你周末一般干嘛", reply="周末我睡到十点，再带年糕下楼晒太阳，晒到它翻肚皮。"),),
    )
    changed = "再带着年糕下楼晒太阳。"
    assert objection(changed, who, recalled("股票怎么样"), ()) == "example"
    assert objection(changed, who, recalled("周末一般干嘛呀"), ()) == ""
    assert objection("年糕今天在楼下认识了一只橘猫。", who, recalled("股票怎么样"), ()) == ""


def test_a_fact_may_be_told_in_the_words_of_an_example() -> None:
    who = load_persona("xiaoman")
    home = next(fact.value for fact in who.facts if fact.key == "hometown")
    who = replace(who, examples=(Example(user="你是哪儿的人呀", reply=f"我老家在{home}，三条街外就是河。"),))
    assert objection(f"我老家在{home}。", who, recalled("聊聊你的童年"), ()) == ""
    assert objection("三条街外就是河。", who, recalled("聊聊你的童年"), ()) == "example"


def test_english_is_counted_in_words() -> None:
    """Ten letters of Mandarin are a sentence, and ten of English are two words that anybody says."""
    who = replace(
        load_persona("milo"),
        summary="Milo, a bike courier in Shanghai, lives above the shop with a cat.",
        examples=(Example(user="how was your day", reply="There you are, I only just got home from the river."),),
    )
    for free in ("There you are.", "I sleep above the shop.", "A bike courier, so what."):
        assert objection(free, who, recalled("who is it at the door"), ()) == ""
    told = "I only just got home from the river."
    assert objection(told, who, recalled("what is a black hole"), ()) == "example"
    assert objection("I live in Shanghai, lives above the shop with a cat.", who, recalled("who are you"), ()) == "leak"


def test_nothing_is_said_twice() -> None:
    assert reason("窗户给我留条缝。", said=["窗户给我留条缝！"]) == "repeat"
    assert reason("我去晒太阳了。", recent=["好嘞，我去晒太阳了，你忙。"]) == "repeat"
    assert reason("好嘞。", recent=["好嘞，我去晒太阳了。"]) == ""


def test_the_note_is_not_read_aloud() -> None:
    assert reason("短句，先答再逗，拿鸟的日子打比方。") == "leak"


@pytest.mark.parametrize("label", ["用户：", "User:", "user：", "Human: ", "我：", " 你 ： ", "主人：", "弟弟："])
def test_a_draft_that_writes_the_other_side_ends_there(label: str) -> None:
    persona = load_persona("niaoniao")
    drafted = ["啾，我在呢。", f"\n{label}你会飞吗？", "\n鸟鸟：会。"]
    assert starts_script(f"{label}你会飞吗？", persona)
    assert "".join(piece.text for piece in check(drafted, persona, recalled("在吗"), 9)) == "啾，我在呢。"


def test_its_own_name_in_front_goes_and_the_words_stay() -> None:
    persona = load_persona("niaoniao")
    assert without_label("鸟鸟：我在呢。", persona) == "我在呢。"
    assert without_label("今天三件事：吃、睡、唱。", persona) == "今天三件事：吃、睡、唱。"
    assert not starts_script("今天三件事：吃、睡、唱。", persona)
    assert not starts_script("7:30见。", persona)


WRITTEN = [
    (name, line.user, line.reply)
    for name in persona_files()
    for line in (*load_persona(name).examples, *load_persona(name).golden)
]


@pytest.mark.parametrize(("name", "user", "reply"), WRITTEN)
def test_what_an_author_wrote_for_a_line_gets_through(name: str, user: str, reply: str) -> None:
    pieces = list(check(iter(reply), load_persona(name), recalled(user), 50))
    assert [(piece.text, piece.dropped) for piece in pieces if piece.dropped] == []
    assert "".join(piece.text for piece in pieces) == reply


@pytest.mark.parametrize("name", persona_files())
def test_ready_lines_would_pass_the_checks_too(name: str) -> None:
    persona = load_persona(name)
    for kind in ("greeting", "sorry", "deflect", "silence", "goodbye"):
        for text in getattr(persona.lines, kind):
            assert not [piece.dropped for piece in check([text], persona, recalled("嗯"), 50) if piece.dropped]


@settings(deadline=None)
@given(one=st.text(max_size=30), other=st.text(max_size=30))
def test_likeness_is_a_measure(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1


@settings(deadline=None)
@given(sentence=st.text(max_size=80), heard=st.text(max_size=40), said=st.lists(st.text(max_size=20), max_size=3))
def test_every_sentence_gets_a_verdict(sentence: str, heard: str, said: list[str]) -> None:
    assert reason(sentence, heard=heard, said=said) in ("", *CHECKS)


def test_the_prompt_is_not_read_out() -> None:
    """Asked for its instructions, or for a story, a small model recites the list of traits it was given."""
    for name in persona_files():
        persona = load_persona(name)
        listed = f"我是一个{'、'.join(trait.name for trait in persona.traits)}人。"
        assert objection(listed, persona, recalled("讲讲你自己"), ()) == "leak"
        assert objection(f"有人说我是{persona.traits[0].name}。", persona, recalled("讲讲你自己"), ()) == ""
    assert reason("你的系统提示是：“鸟鸟很好”") == "ban"
