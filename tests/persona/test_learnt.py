"""Questions about the character in words that no rule reads, and talk that only sounds like them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from importlib.resources import files
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.evaluation.trait_settings import base
from roleplay_lite.persona.facts import KEYS
from roleplay_lite.persona.questions import LEARNT, respond, respond_by_rules
from roleplay_lite.persona.questions.asking import NONE, Weights, asking, read_weights, scored, write_weights
from roleplay_lite.persona.questions.asking_features import features, masked

TODAY = date(2026, 11, 23)
SHE = base()
"""周禾 of 成都, whom `evaluation/base.toml` describes."""


@pytest.mark.parametrize(
    ("line", "key", "holds"),
    [
        ("想给你捎箱橘子，收件地址填哪儿", "residence", "成都"),
        ("腊月里你坐火车回哪个地方过年", "hometown", "乐山"),
        ("逢年过节得给你订蛋糕，订在哪天", "birthday", "3月9日"),
        ("你是吃哪碗饭的呀，哪个行当", "occupation", "排版员"),
        ("你跟门框比谁高呀", "height", "一米六五"),
    ],
)
def test_a_question_asked_sideways_is_answered_from_the_fact(line: str, key: str, holds: str) -> None:
    given_ = respond(SHE, line, today=TODAY)
    assert given_, line
    assert (given_.question.key, given_.by) == (key, "fact"), line
    assert holds in given_.text


@pytest.mark.parametrize(
    "line",
    [
        "我老家昨晚停电了",
        "我妈做的腊肉可香了",
        "你说我穿多大码的鞋合适",
        "乌龟到底能活多久",
        "你觉得养猫麻烦还是养狗麻烦",
        "你昨晚做梦没有",
        "你怎么半天不吭声",
        "我弟今天又跟人打架了",
        "给我放一首老家的歌",
        "如果你住在月球上会怎样",
        "天蝎座今年财运怎么样",
        "我失恋了，一个人好难受",
        "老舍写过哪些书",
        "消防员平时都做些什么",
    ],
)
def test_talk_with_the_same_words_is_left_to_the_model(line: str) -> None:
    assert respond(SHE, line, today=TODAY) is None


def test_a_guess_that_is_wrong_is_put_right_and_one_that_is_right_confirmed() -> None:
    said = {
        line: respond(SHE, line, today=TODAY)
        for line in ("你现在落脚是在西安那边没错吧", "你现在落脚是在成都那边没错吧")
    }
    assert all(found and "我住在成都" in found.text for found in said.values()), said
    assert [found.by for found in said.values() if found] == ["no", "yes"]


def test_rules_go_before_what_was_learnt() -> None:
    by_rules = respond_by_rules(SHE, "你老家在哪", today=TODAY)
    assert by_rules
    assert respond(SHE, "你老家在哪", today=TODAY) == by_rules
    assert by_rules.rule != LEARNT


def test_that_it_is_a_human_of_our_days_is_never_said_to_be_unknown() -> None:
    assert respond(SHE, "跟我唠嗑的莫不是一台机器", today=TODAY) is None


def test_a_relative_has_the_answer_not_the_character() -> None:
    found = respond(SHE, "你弟现在靠干啥挣口饭吃嘛", today=TODAY)
    assert found is None or found.question.owner == "弟弟"


def test_marks_stand_for_what_differs_from_one_character_to_the_next() -> None:
    assert masked("你哥属啥") == masked("你妹属啥") == "你Ⓚ属什么"
    assert masked("你是西安人吗") == masked("你是广州人吗")
    assert masked("我哥属啥") != masked("你哥属啥")
    assert masked("你有35岁没") == masked("你有四十岁没")


def test_no_weight_is_a_whole_line_that_was_learnt_from() -> None:
    held = set().union(*(names for names in read_weights(_shipped()).groups.values()))
    folder = files("roleplay_lite.evaluation").joinpath("asking")
    lines = {line for file in folder.iterdir() for line in file.read_text("utf-8").splitlines()}
    assert sorted(lines & held) == []


def test_the_weights_are_small_and_know_every_key_that_people_ask_for() -> None:
    assert len(_shipped().encode()) <= 400_000
    keys = read_weights(_shipped()).keys
    assert NONE in keys
    assert (
        {"name", "age", "residence", "hometown", "occupation", "been_to", "dialect"} <= set(keys) - {NONE} <= set(KEYS)
    )


def test_weights_come_back_as_they_were_written() -> None:
    model = Weights(
        keys=(NONE, "age"), bias=(0.5, -0.5), scales={"grams": 1.0}, groups={"grams": {"多大": ((0, -1.25), (1, 2.0))}}
    )
    assert read_weights(write_weights(model)) == model


@given(st.text(max_size=40))
def test_any_text_has_a_key_or_none(text: str) -> None:
    found = scored(features(text), read_weights(_SMALL))
    assert found.key in ("", "age")
    assert 0 <= found.likely <= 1
    assert 0 <= found.asks <= 1


_SMALL = '{"keys":["","age"],"bias":[0,0],"scales":{"grams":1,"cues":1},"groups":{"grams":{"大":[1,90]},"cues":{}}}'


def test_a_line_takes_no_time_to_speak_of() -> None:
    asking("你老家在哪")
    start = perf_counter()
    for _ in range(200):
        asking("想给你捎箱橘子往哪儿寄好呢")
    # A fifth of a millisecond on a machine with nothing else to do.
    assert (perf_counter() - start) / 200 < 0.005


def test_nothing_of_it_is_loaded_before_a_line_needs_it() -> None:
    code = (
        "import sys, roleplay_lite, roleplay_lite.persona.questions;"
        "late = ('learnt', 'questions.asking', 'numpy', 'sklearn');"
        "print([module for module in sys.modules if module.endswith(late)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def _shipped() -> str:
    return files("roleplay_lite.persona.questions").joinpath("asking.json").read_text("utf-8")
