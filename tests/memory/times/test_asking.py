"""The time that a question is about, which is not always the time it names."""

from __future__ import annotations

from datetime import datetime

import pytest

from roleplay_lite.memory.times import as_of, told_at

AT = datetime(2026, 11, 28, 10, 30)
NOW = AT.timestamp()


def moment(*parts: int) -> float:
    return datetime(*parts).timestamp()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "inside", "outside"),
    [
        ("我去年住哪儿", moment(2025, 7, 1), moment(2026, 2, 1)),
        ("2019年我在哪上班", moment(2019, 3, 3), moment(2020, 3, 3)),
        ("我上周六干嘛去了", moment(2026, 11, 21, 15), moment(2026, 11, 28, 15)),
        ("我周五去哪了", moment(2026, 11, 27, 9), moment(2026, 12, 4, 9)),
        ("我今天早上吃了什么", moment(2026, 11, 28, 8), moment(2026, 11, 27, 8)),
        ("我国庆去哪玩了", moment(2026, 10, 1, 12), moment(2027, 10, 1, 12)),
        ("我下周三有什么安排", moment(2026, 12, 2, 9), moment(2026, 11, 25, 9)),
        ("我周五要干什么来着", moment(2026, 12, 4, 9), moment(2026, 11, 27, 9)),
        ("where did I live three years ago", moment(2023, 6, 1), moment(2024, 6, 1)),
    ],
)
def test_a_question_with_a_time_is_about_it(question: str, inside: float, outside: float) -> None:
    when = as_of(question, NOW)
    assert when is not None
    assert when.contains(inside)
    assert not when.contains(outside)


@pytest.mark.parametrize(
    "question",
    [
        "我以前住哪儿",
        "我原来在哪上班",
        "我之前养的猫叫什么",
        "我小时候怕什么",
        "我原先的手机号",
        "Where did I use to live before?",
        "结婚前我租的房子在哪儿",
        "我没退休那会儿是干嘛的",
        "我最早养的是什么",
        "What was my job before I moved?",
    ],
)
def test_before_has_no_beginning(question: str) -> None:
    when = as_of(question, NOW)
    assert when is not None
    assert (when.start, when.end, when.middle) == (None, NOW, None)


@pytest.mark.parametrize(
    "question",
    [
        "我住哪儿",
        "我现在住哪儿",
        "我几点起床",
        "我是不是每天七点起床",
        "我八点的闹钟还在吗",
        "我周几上课",
        "以后叫我什么",
        "我今年多大",
        "我晚上几点睡",
        "我妈最近身体怎么样",
        "What's my job these days?",
        "Where do I live now?",
        "",
    ],
)
def test_a_question_about_now_has_none(question: str) -> None:
    assert as_of(question, NOW) is None


@pytest.mark.parametrize(
    ("question", "inside"),
    [
        ("我昨天跟你说我要去哪儿", moment(2026, 11, 27, 20)),
        ("我上周告诉你我喜欢吃什么", moment(2026, 11, 18)),
        ("我前天说我要买什么来着", moment(2026, 11, 26, 12)),
        ("what did I tell you yesterday", moment(2026, 11, 27, 20)),
    ],
)
def test_when_it_was_told_is_not_when_it_was_so(question: str, inside: float) -> None:
    told = told_at(question, NOW)
    assert told is not None
    assert told.contains(inside)
    assert as_of(question, NOW) is None


def test_a_plan_has_its_own_time_beside_the_telling() -> None:
    question = "我昨天跟你说下周三要去哪儿"
    when, told = as_of(question, NOW), told_at(question, NOW)
    assert when is not None
    assert told is not None
    assert when.contains(moment(2026, 12, 2, 9))
    assert told.contains(moment(2026, 11, 27, 9))


def test_a_question_without_a_telling_was_told_at_no_named_time() -> None:
    assert told_at("我去年住哪儿", NOW) is None
