"""When to look something up: what is asked of the world, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from roleplay_lite.knowledge.query.frames import subject_of, unframed
from roleplay_lite.knowledge.query.names import Names
from roleplay_lite.knowledge.query.needs import fresh
from roleplay_lite.knowledge.query.standalone import query_of

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    "said",
    [
        "水的沸点",
        "为什么天是蓝的",
        "量子纠缠是什么",
        "法国现任总统是谁",
        "恐龙是什么时候灭绝的",
        "给我讲讲黑洞是什么",
        "请问中国最大的湖是哪个",
        "最新的苹果手机多少钱",
        "奶酪是拿什么东西做的呀，我闺女对着冰箱问",
        "who invented the telephone",
        "what is the capital of japan",
    ],
)
def test_questions_of_the_world(names: Names, said: str) -> None:
    assert query_of(said, (), names, today=TODAY).needs >= 0.5


@pytest.mark.parametrize(
    "said",
    [
        "你吃了吗",
        "我今天好累",
        "你觉得呢",
        "我叫什么",
        "我妈妈叫什么名字",
        "你叫什么名字",
        "你喜欢什么颜色",
        "你多大了",
        "定个闹钟",
        "明早七点叫我",
        "我好难过",
        "我喜欢红楼梦",
        "我昨天去故宫了",
        "红楼梦",
        "你看过红楼梦吗",
        "为什么你不理我",
        "晚安",
        "how are you",
        "what's your name",
        "",
        "？？？",
    ],
)
def test_everything_else(names: Names, said: str) -> None:
    assert query_of(said, (), names, today=TODAY).needs < 0.5


@pytest.mark.parametrize(
    "said", ["今天北京天气怎么样", "明天会下雨吗", "现在外面几度", "今年的奥运会在哪里", "最新的新闻"]
)
def test_only_a_source_of_today_can_answer(said: str) -> None:
    assert fresh(said)


@pytest.mark.parametrize(
    "said", ["为什么会下雨", "人的体温是几度", "天气是怎么形成的", "法国的首都在哪", "教父的票房是多少"]
)
def test_what_is_as_it_was(said: str) -> None:
    assert not fresh(said)


@pytest.mark.parametrize(
    ("said", "bare"),
    [
        ("那请问你知道故宫在哪吗", "故宫在哪"),
        ("哦，对了，帮我查一下珠峰多高", "珠峰多高"),
        ("我想知道月亮上有没有水", "月亮上有没有水"),
        ("那里几点开门", "那里几点开门"),
        ("那个电影叫什么", "那个电影叫什么"),
        ("你知道吗", "你知道吗"),
        ("Could you tell me who wrote Hamlet?", "who wrote Hamlet"),
    ],
)
def test_a_question_without_its_frame(said: str, bare: str) -> None:
    assert unframed(said) == bare


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("量子纠缠是什么", "量子纠缠"),
        ("什么是量子纠缠", "量子纠缠"),
        ("长江有多长", "长江"),
        ("它多高", ""),
        ("这个是什么", ""),
        ("你是谁", ""),
        ("多少钱", ""),
    ],
)
def test_the_subject_of_a_question(said: str, subject: str) -> None:
    assert subject_of(said) == subject
