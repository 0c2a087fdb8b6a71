"""What a person may tell the character to do with its memory, and all that only sounds like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.memory.order_kinds import OrderKind
from roleplay_lite.memory.orders import order_in


@pytest.mark.parametrize(
    ("said", "kind", "about"),
    [
        ("你还记得我什么", OrderKind.LIST, ""),
        ("你对我了解多少呀？", OrderKind.LIST, ""),
        ("What do you remember about me?", OrderKind.LIST, ""),
        ("你怎么知道的", OrderKind.WHY, ""),
        ("咦，你怎么知道我女儿上三年级的？", OrderKind.WHY, ""),
        ("我什么时候跟你说过这个", OrderKind.WHY, ""),
        ("把这件事忘了吧", OrderKind.FORGET_THAT, ""),
        ("刚才说的都忘了吧", OrderKind.FORGET_THAT, ""),
        ("当我没说", OrderKind.FORGET_THAT, ""),
        ("忘掉我对花生过敏这件事", OrderKind.FORGET_ABOUT, "我对花生过敏"),
        ("把我的生日忘了", OrderKind.FORGET_ABOUT, "我的生日"),
        ("Forget that I'm allergic to peanuts.", OrderKind.FORGET_ABOUT, "I'm allergic to peanuts"),
        ("忘掉所有关于我的事", OrderKind.FORGET_ALL, ""),
        ("清空你的记忆", OrderKind.FORGET_ALL, ""),
        ("这个别记下来", OrderKind.OFF_RECORD, ""),
        ("帮我保密", OrderKind.SECRET, ""),
        ("别告诉我妈", OrderKind.SECRET, ""),
        ("你知道我是谁吗", OrderKind.WHO, ""),
        ("who am I?", OrderKind.WHO, ""),
    ],
)
def test_an_order_is_taken_for_what_it_asks(said: str, kind: OrderKind, about: str) -> None:
    found = order_in(said)
    assert found
    assert (found.kind, found.about) == (kind, about)


@pytest.mark.parametrize(
    ("said", "kind", "rest"),
    [
        ("我怀孕了，先别告诉别人", OrderKind.SECRET, "我怀孕了"),
        ("这是我们的秘密，我喜欢小林", OrderKind.SECRET, "我喜欢小林"),
        ("我的密码是三八二一，不要记下来", OrderKind.OFF_RECORD, "我的密码是三八二一"),
        ("My PIN is 4412, don't remember that", OrderKind.OFF_RECORD, "My PIN is 4412"),
    ],
)
def test_what_is_to_be_kept_quiet_stands_beside_the_order(said: str, kind: OrderKind, rest: str) -> None:
    found = order_in(said)
    assert found
    assert (found.kind, found.rest) == (kind, rest)


@pytest.mark.parametrize(
    "said",
    [
        "我忘了",
        "我忘了带钥匙",
        "我忘记密码了",
        "别忘记我的生日",
        "你别忘了明天叫我",
        "你忘了吗",
        "我怎么也忘不掉他",
        "怎么才能忘掉一个人",
        "忘了就忘了吧",
        "他叫我别告诉别人",
        "删掉第三个闹钟",
        "把灯关掉",
        "你怎么知道明天下雨",
        "你记得我是谁家的孩子吗",
        "don't forget my birthday",
        "I forgot my keys",
    ],
)
def test_nothing_is_forgotten_on_a_line_that_only_sounds_like_it(said: str) -> None:
    assert order_in(said) is None


@given(st.text(max_size=300))
def test_any_line_is_read_without_a_fault(said: str) -> None:
    found = order_in(said)
    assert found is None or len(found.rest) < len(said)
