"""What the lines before tell a reader: whom 「她」 means, what an answer answers, what a correction puts right."""

from __future__ import annotations

from datetime import datetime

import pytest

from roleplay_lite.memory.extract import extract
from roleplay_lite.memory.item import Extracted
from tests.memory.extract.lines import Read

AT = datetime(2026, 3, 5, 19, 30).timestamp()
"""A Thursday."""

Talk = tuple[tuple[str, str], ...]


def shown(one: Extracted) -> Read:
    mark = one.act if one.act != "state" else "no" if one.polarity == "no" else ""
    return (one.subject, one.predicate, one.object, *([mark] if mark else []))


def read(line: str, before: Talk = ()) -> list[Read]:
    return [shown(one) for one in extract(line, at=AT, before=before)]


ANSWERS: list[tuple[str, str, str, list[Read]]] = [
    ("你好", "你好，你叫什么名字？", "梁晓", [("self", "name", "梁晓")]),
    ("我有个女儿", "她几岁了？", "六岁", [("女儿", "age", "六岁")]),
    ("我有个女儿", "她叫什么呀？", "圆圆", [("女儿", "name", "圆圆")]),
    ("今天好冷", "你住在哪儿呀？", "哈尔滨", [("self", "residence", "哈尔滨")]),
    ("刚下班", "你是做什么工作的？", "会计", [("self", "occupation", "会计")]),
    ("我妈来了", "她喜欢吃什么？", "红烧肉", [("妈妈", "likes", "红烧肉")]),
    ("点菜吧", "你有什么忌口吗？", "不吃羊肉", [("self", "diet", "不吃羊肉")]),
    ("点菜吧", "有什么过敏的吗？", "虾", [("self", "allergy", "虾")]),
    ("我想养宠物", "你家养了什么呀？", "一只仓鼠", [("self", "pet", "仓鼠")]),
]


@pytest.mark.parametrize(("said", "asked", "answer", "told"), ANSWERS)
def test_a_bare_answer_is_read_as_what_was_asked_for(said: str, asked: str, answer: str, told: list[Read]) -> None:
    assert read(answer, ((said, asked),)) == told


@pytest.mark.parametrize("answer", ["不告诉你", "你猜", "保密", "算了不说这个", "你呢？", "嗯", "好的"])
def test_what_is_no_answer_tells_nothing(answer: str) -> None:
    assert read(answer, (("你好", "你叫什么名字？"),)) == []


def test_she_is_whoever_was_spoken_of_last() -> None:
    before = (("我女儿今年上小学了", "真快呀！"), ("嗯", "她开心吗？"))
    assert read("她对牛奶过敏", before) == [("女儿", "allergy", "牛奶")]
    assert read("她对牛奶过敏") == []


def test_whom_a_clause_named_the_next_one_is_about() -> None:
    assert read("我弟在深圳上班，今年二十六，还没结婚") == [
        ("弟弟", "workplace", "深圳"),
        ("弟弟", "age", "二十六"),
        ("弟弟", "marriage", "结婚", "no"),
    ]


def test_a_plan_that_is_moved_is_told_anew_with_its_new_day() -> None:
    (plan,) = extract("不对，改成周日了", at=AT, before=(("周六我要去爬山", "好呀，注意安全。"),))
    assert shown(plan) == ("self", "plan", "去爬山", "correct")
    assert plan.happens_from == datetime(2026, 3, 8).timestamp()


CORRECTIONS: list[tuple[str, str, list[Read]]] = [
    ("我明天下午三点面试", "记错了，是四点", [("self", "plan", "面试", "correct")]),
    ("我妹妹的生日是五月三号", "不是五月三号，是六月三号", [("妹妹", "birthday", "六月三号", "correct")]),
    ("我住在上海", "说错了，是苏州", [("self", "residence", "苏州", "correct")]),
    ("我女儿上三年级", "不对，是四年级", [("女儿", "grade", "四年级", "correct")]),
    ("我手机尾号是4417", "哦不对，新的尾号是9026", [("self", "手机尾号", "9026", "correct")]),
    ("我养了只狗", "刚才说错了", [("self", "pet", "狗", "retract")]),
    ("我是飞行员", "骗你的", [("self", "occupation", "飞行员", "retract")]),
]


@pytest.mark.parametrize(("said", "correction", "told"), CORRECTIONS)
def test_a_correction_finds_what_it_corrects(said: str, correction: str, told: list[Read]) -> None:
    assert read(correction, ((said, "嗯嗯，记住了。"),)) == told


@pytest.mark.parametrize("line", ["改成周日了", "不是周五，是周六", "说错了", "是四点"])
def test_a_correction_of_nothing_tells_nothing(line: str) -> None:
    assert read(line) == []
    assert read(line, (("今天天气真好", "是呀。"),)) == []
