"""An order is heard behind its reason; what is told of others, or has a word for it that nobody knows, does no harm."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

from roleplay_lite.skills.config import SkillsConfig
from roleplay_lite.skills.skills import Skills


@pytest.fixture(scope="module")
def skills() -> Iterator[Skills]:
    found = Skills.open(SkillsConfig())
    yield found
    found.close()


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("太热了 把空调打开", "device.other"),
        ("我不开心 讲个笑话逗逗我", "joke.tell"),
        ("下饺子了 六分钟", "timer.set"),
        ("我出门了，关机", "device.power"),
        ("我女儿在多伦多 她那边几点了", "clock.zone"),
    ],
)
def test_the_reason_may_stand_before_the_order(skills: Skills, said: str, intent: str) -> None:
    found = skills.match(said)
    assert found
    assert found.intent == intent


@pytest.mark.parametrize(
    "said", ["我妈说，把灯关了", "昨天太热了，把空调打开了", "我同事问，几点了", "一百块买了三十五的东西，还剩下不少"]
)
def test_what_others_said_is_no_order(skills: Skills, said: str) -> None:
    assert skills.match(said) is None


def test_a_word_that_no_pack_has_is_asked_for_and_left_to_others(skills: Skills) -> None:
    found = skills.match("内卷是什么意思")
    assert found
    assert found.intent == "word.meaning"
    for said in ("你什么意思", "什么叫我胖了", "什么叫幸福呢", "解释一下为什么不理我"):
        assert skills.match(said) is None, said


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("买三斤苹果 一斤六块 总共多少钱", 18),
        ("四本书一共六十 一本多少钱", 15),
        ("我有一百块花了三十八还剩多少", 62),
        ("我今年三十五 我妈六十二 差多少岁", 27),
        ("从一加到一百等于多少", 5050),
        ("十八和二十四的最大公约数", 6),
        ("how much is three hundred minus forty five", 255),
        ("what is a hundred and five plus two", 107),
    ],
)
def test_small_problems(skills: Skills, said: str, value: int) -> None:
    found = skills.match(said)
    assert found
    assert found.intent == "sum.calculate"
    assert Fraction(found.slots["value"]) == value
