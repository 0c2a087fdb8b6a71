"""What was read, held against what a line tells: worked examples."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from roleplay_lite.evaluation.extraction_set import Fact, Reading, Utterance
from roleplay_lite.evaluation.judging.reading import Read, judged, same_subject, same_value, tells

AT = datetime(2026, 3, 5, 19, 30)


def read(subject: str, key: str, value: str, **more: Any) -> Read:
    fields = {"polarity": "yes", "act": "state", "valid_to": None, "happens_from": None, "happens_to": None}
    return Read(kind="fact", subject=subject, predicate=key, object=value, **(fields | more))


def reading(subject: str, key: str, *values: str, **more: Any) -> Reading:
    return Reading(subjects=(subject,), predicates=(key,), objects=values, **more)


def line(*facts: Fact) -> Utterance:
    return Utterance(id="x", said="我跟你说", at=AT, facts=facts)


def right(one: Read, wanted: Reading) -> bool:
    fact = Fact(readings=(wanted,))
    return tells(one, fact, line(fact))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("妈妈", "妈", True),
        ("外婆", "姥姥", True),
        ("我女儿", "闺女", True),
        ("daughter", "女儿", True),
        ("同事小李", "小李", True),
        ("self", "我", True),
        ("妈妈", "爸爸", False),
        ("大儿子", "儿子", False),
        ("self", "女儿", False),
        ("小李", "小李子", False),
    ],
)
def test_a_relative_has_many_names_and_two_sons_are_two(one: str, other: str, same: bool) -> None:
    assert same_subject(one, other) is same
    assert same_subject(other, one) is same


@pytest.mark.parametrize(
    ("key", "value", "accepted", "same"),
    [
        ("age", "67岁", ("六十七",), True),
        ("pet", "一只橘猫", ("橘猫",), True),
        ("occupation", "老师", ("中学老师",), True),
        ("occupation", "师", ("中学老师",), False),
        ("grade", "三年级", ("二年级",), False),
        ("age", "25岁", ("5岁",), False),
        # A plan is told in words: enough that it holds the matter.
        ("plan", "下周三上午带我妈去市医院抽血", ("抽血",), True),
        ("likes", "我奶奶包的那种荠菜馅的大饺子", ("饺子",), False),
        ("likes", "Oat Latte", ("oat latte",), True),
        ("workplace", "", ("银行",), False),
        ("workplace", "随便什么", (), True),
    ],
)
def test_a_value_may_be_longer_or_shorter_by_half(key: str, value: str, accepted: tuple[str, ...], same: bool) -> None:
    assert same_value(key, value, accepted) is same


def test_to_dislike_is_not_to_like() -> None:
    assert right(read("self", "likes", "香菜", polarity="no"), reading("self", "dislikes", "香菜"))
    assert right(read("self", "dislikes", "香菜"), reading("self", "likes", "香菜", polarity="no"))
    assert not right(read("self", "likes", "香菜"), reading("self", "dislikes", "香菜"))
    assert not right(read("self", "allergy", "花生"), reading("self", "allergy", "花生", polarity="no"))


def test_to_correct_is_to_state_where_one_value_stands() -> None:
    assert right(read("self", "residence", "望京"), reading("self", "residence", "望京", acts=("correct",)))
    assert not right(read("self", "likes", "绿色"), reading("self", "likes", "绿色", acts=("correct",)))
    assert not right(read("self", "residence", "望京", act="retract"), reading("self", "residence", "望京"))


def test_what_is_over_is_not_read_as_so() -> None:
    past = reading("self", "residence", "西安", ended=True)
    assert not right(read("self", "residence", "西安"), past)
    assert right(read("self", "residence", "西安", valid_to=AT.timestamp() - 1), past)
    assert not right(read("self", "residence", "西安", valid_to=AT.timestamp() + 9), past)
    ends = reading("self", "pet", acts=("end",))
    assert right(read("self", "pet", "狗", act="end", polarity="no"), ends)


def test_two_readings_of_one_fact_are_one_and_an_optional_one_counts_nowhere() -> None:
    likes = Fact(readings=(reading("self", "diet", "不吃羊肉"), reading("self", "dislikes", "羊肉")))
    name = Fact(readings=(reading("女儿", "name", "朵朵"),))
    maybe = Fact(readings=(reading("self", "family", "女儿"),), optional=True)
    told = line(likes, name, maybe)
    twice = [read("self", "diet", "不吃羊肉"), read("self", "dislikes", "羊肉"), read("self", "family", "女儿")]
    made_up = read("self", "plan", "吃饭")
    result = judged(told, [*twice, made_up])
    assert (result.found, result.missed, result.wrong) == ((likes,), (name,), (made_up,))
    assert len(result.right) == 1
    assert judged(line(maybe), []).missed == ()


def test_the_day_is_counted_apart() -> None:
    plan = Fact(readings=(reading("self", "plan", "面试"),), happens=(datetime(2026, 3, 6), datetime(2026, 3, 7)))
    day = datetime(2026, 3, 6, 15).timestamp()
    (_, good), *_ = judged(line(plan), [read("self", "plan", "面试", happens_from=day)]).dated
    (_, late), *_ = judged(line(plan), [read("self", "plan", "面试", happens_from=day + 86_400)]).dated
    (_, none), *_ = judged(line(plan), [read("self", "plan", "面试")]).dated
    assert (good, late, none) == (True, False, False)
    # A grade has no day, though it begins on one.
    grade = Fact(readings=(reading("self", "grade", "初一"),), happens=plan.happens)
    assert judged(line(grade), [read("self", "grade", "初一")]).dated == ()
