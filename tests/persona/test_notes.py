"""Notes become facts with the words they came from, and nothing becomes one that was not said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.engines import Cancel
from roleplay_lite.models import where
from roleplay_lite.persona import Fact, read_persona
from roleplay_lite.persona.lint import check_persona
from roleplay_lite.persona.notes import draft, propose, read_notes
from roleplay_lite.persona.writing import write_persona
from roleplay_lite.registry import load
from roleplay_lite.testing import FakeLlm
from tests.backends.prompts import MODEL

Told = tuple[str, str, str]


def told(text: str, name: str = "") -> set[Told]:
    return {(f.owner, f.key, f.value) for f in read_notes(text, name=name).facts if f.polarity == "yes"}


XIAOMAN = "小满今年19岁，老家绍兴，她哥哥是急诊科护士，去年刚结婚，养了只叫年糕的橘猫。"

STORIES: dict[str, tuple[str, set[Told]]] = {
    "third person": (
        XIAOMAN,
        {
            ("self", "age", "19"),
            ("self", "hometown", "绍兴"),
            ("哥哥", "occupation", "急诊科护士"),
            ("哥哥", "marriage", "已婚"),
            ("self", "pet", "橘猫年糕"),
            ("年糕", "species", "橘猫"),
        },
    ),
    "first person": (
        "我叫林晚，住在泉州。我妈妈是老师，我养的狗叫可乐。",
        {
            ("self", "name", "林晚"),
            ("self", "residence", "泉州"),
            ("妈妈", "occupation", "老师"),
            ("可乐", "species", "狗"),
        },
    ),
    "lines": (
        "# 人物\n- 姓名：林晚\n- 年龄：二十四\n- 籍贯: 福建泉州\n1. 爱好：弹吉他、做饭，跑步\n"
        "哥哥：程序员\n妈妈的职业：老师",
        {
            ("self", "name", "林晚"),
            ("self", "age", "24"),
            ("self", "hometown", "福建泉州"),
            ("self", "hobby", "弹吉他"),
            ("self", "hobby", "做饭"),
            ("self", "hobby", "跑步"),
            ("哥哥", "occupation", "程序员"),
            ("妈妈", "occupation", "老师"),
        },
    ),
    "several people": (
        "周大勇生于1985年3月8日，身高一米八。他妻子叫阿珍，是小学老师。他女儿今年六岁，喜欢跳舞。",
        {
            ("self", "birthday", "1985-03-08"),
            ("self", "height", "一米八"),
            ("妻子", "name", "阿珍"),
            ("妻子", "occupation", "小学老师"),
            ("女儿", "age", "6"),
            ("女儿", "hobby", "跳舞"),
        },
    ),
    "by name": ("阿明有个哥哥，叫立秋，立秋是护士。", {("哥哥", "name", "立秋"), ("哥哥", "occupation", "护士")}),
    "English": (
        "Mia is 24 years old and lives in Leeds. She has a cat called Pudding. Her brother is a nurse.",
        {
            ("self", "age", "24"),
            ("self", "residence", "Leeds"),
            ("Pudding", "species", "cat"),
            ("哥哥", "occupation", "nurse"),
        },
    ),
    "English, first person": (
        "My name is Tom. I am from Bristol and I work as a baker.",
        {("self", "name", "Tom"), ("self", "hometown", "Bristol"), ("self", "occupation", "baker")},
    ),
}


@pytest.mark.parametrize(("text", "expected"), STORIES.values(), ids=STORIES)
def test_what_is_told_is_noted(text: str, expected: set[Told]) -> None:
    assert expected <= told(text)


@pytest.mark.parametrize("text", [text for text, _ in STORIES.values()], ids=STORIES)
def test_each_fact_stands_with_the_words_it_came_from(text: str) -> None:
    for item in read_notes(text).noted:
        assert item.words in text
        assert item.by in ("line", "rule")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (XIAOMAN, "小满"),
        ("姓名：林晚\n年龄：24", "林晚"),
        ("她叫阿桂，是裁缝。", "阿桂"),
        ("阿明没结婚。", "阿明"),
        ("Mia is a nurse.", "Mia"),
        ("今天天气很好。", ""),
        ("我妈妈是老师。", ""),
    ],
)
def test_the_name_is_found(text: str, name: str) -> None:
    assert read_notes(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        "小满没结婚。",
        "要是小满住在北京就好了。",
        "如果她是护士，她会更累。",
        "她妈妈常说「我是绍兴人」。",
        "小满梦见自己养了只叫大黄的狗。",
        "她不是护士。",
        "小满没养狗。",
        "你觉得小满是护士吗？",
        "If Mia lived in Paris she would paint.",
        "Mia is not a nurse.",
        "Mia has no cat called Pudding.",
    ],
)
def test_what_is_denied_supposed_quoted_or_asked_is_no_fact(text: str) -> None:
    assert {fact for fact in told(text, "Mia" if text.isascii() else "小满") if fact[1] != "family"} == set()


def test_a_taste_that_is_denied_is_kept_as_denied() -> None:
    facts = read_notes("小满不吃香菜。").facts
    assert facts == (Fact(key="food", value="香菜", polarity="no"),)


def test_what_was_not_understood_is_shown() -> None:
    notes = read_notes("小满今年19岁。她在夜市支了个摊子卖扇面。血型：O")
    assert "她在夜市支了个摊子卖扇面。" in notes.left


def test_the_first_of_two_ages_stands() -> None:
    assert told("小满今年19岁。小满今年20岁。") == {("self", "age", "19")}


def test_what_is_no_sentence_is_left_over() -> None:
    notes = read_notes("小满今年19岁。" + "她哥哥是护士，" * 100)
    assert notes.facts == (Fact(key="age", value="19"),)
    assert len(notes.left) == 1


@given(st.text(st.sampled_from("小满她我的是叫：:，。「」养只猫哥 aI.\n1岁") | st.characters(), max_size=80))
def test_any_text_is_read(text: str) -> None:
    notes = read_notes(text)
    for item in notes.noted:
        assert item.words in text
        assert item.fact.value.strip()


def test_the_draft_loads_and_checks(tmp_path: Path) -> None:
    notes = read_notes(XIAOMAN)
    persona = draft(notes, notes.facts, "xiaoman2")
    write_persona(persona, tmp_path / "xiaoman2.toml")
    assert read_persona(tmp_path / "xiaoman2.toml") == persona
    assert [finding for finding in check_persona(persona) if finding.level == "error"] == []
    assert persona.name == "小满"
    assert "绍兴" in persona.summary


SHOP = "小满今年19岁。她在夜市支了个摊子卖扇面。她从不去网吧。"


def proposals(reply: str, text: str = SHOP) -> tuple[list[Told], FakeLlm]:
    llm = FakeLlm(replies=[reply])
    found = list(propose(read_notes(text), llm, Cancel()))
    assert all(item.by == "model" and item.words in text for item in found)
    return [(item.fact.owner, item.fact.key, item.fact.value) for item in found], llm


def test_a_model_is_asked_about_what_is_left_over_alone() -> None:
    found, llm = proposals('{"owner": "self", "key": "职业", "value": "卖扇面"}')
    assert found == [("self", "occupation", "卖扇面")]
    # What is denied is not shown to it.
    assert [prompt.messages[-1].content for prompt in llm.prompts] == ["她在夜市支了个摊子卖扇面。"]
    assert llm.samplings[0].grammar


@pytest.mark.parametrize(
    "reply",
    [
        '{"owner": "self", "key": "职业", "value": "画家"}',
        '{"owner": "self", "key": "无", "value": "扇面"}',
        '{"owner": "哥哥", "key": "职业", "value": "卖扇面"}',
        '{"owner": "self", "key": "年龄", "value": "扇面"}',
        '{"owner": "self", "key": "职业", "value": "她在夜市支了个摊子卖扇面"}',
        '{"owner": "self", "key": "职业", "value": "',
        "不知道",
        "[]",
    ],
)
def test_what_a_model_makes_up_is_dropped(reply: str) -> None:
    assert proposals(reply)[0] == []


def test_a_cancelled_look_ends() -> None:
    cancel, llm = Cancel(), FakeLlm()
    cancel.set()
    assert list(propose(read_notes(SHOP), llm, cancel)) == []
    assert llm.prompts == []


@pytest.mark.model(MODEL)
def test_a_real_model_copies_and_does_not_invent(tmp_path: Path) -> None:
    pytest.importorskip("llama_cpp")
    llm = load("llm", "llama_cpp", model=where(MODEL) / "model.gguf", context_tokens=1024, threads=1, cache=tmp_path)
    notes = replace(read_notes(SHOP), left=("她在夜市支了个摊子卖扇面。", "那天的风很大。"))
    try:
        found = list(propose(notes, llm, Cancel()))
    finally:
        llm.close()
    assert all(item.fact.value in item.words for item in found)
