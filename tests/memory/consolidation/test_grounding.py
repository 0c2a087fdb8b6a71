"""A sentence about a conversation says nothing that was not said in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.memory.consolidation.grounding import LONGEST, fault, put_right

from .kit import ABOUT_POTTERY, POTTERY

DANCING = (
    "我妈最近迷上广场舞了",
    "天天晚上去公园跳舞",
    "我不喜欢热闹，就在家待着",
    "我爸给她买了个新音箱",
    "邻居都嫌吵",
    "你说这可怎么办",
)

HOSPITAL = (
    "我奶奶住院了",
    "说是肺炎",
    "我请了两天假陪她",
    "医院的饭她吃不惯",
    "我给她熬了小米粥",
    "她说还是家里的好吃",
)


@pytest.mark.parametrize(
    ("sentence", "lines"),
    [
        (ABOUT_POTTERY, POTTERY),
        ("对方下个月想做一套碗送给妈妈，上次做的杯子烧裂了。", POTTERY),
        ("对方的妈妈最近迷上广场舞了，对方不喜欢热闹。", DANCING),
        ("对方奶奶住院了，说是肺炎，对方请了两天假陪她，医院的饭她吃不惯。", HOSPITAL),
    ],
)
def test_what_was_said_may_be_kept(sentence: str, lines: tuple[str, ...]) -> None:
    assert fault(sentence, lines) == ""


@pytest.mark.parametrize(
    ("sentence", "lines", "why"),
    [
        ("对方在学画画，打算去法国留学，还养了一只柯基。", POTTERY, "ungrounded"),
        ("对方报了个陶艺课，每周五晚上去，做了3个杯子。", POTTERY, "names"),
        ("对方报了陶艺课，小李说对方手劲太大。", POTTERY, "names"),
        ("对方报了陶艺课，王老师说手劲太大。", POTTERY, "names"),
        ("对方喜欢热闹，在家待着，邻居都嫌吵。", DANCING, "turned"),
        ("对方不报陶艺课了，挺喜欢捏泥巴的。", POTTERY, "turned"),
        ("对方最近迷上广场舞了，天天晚上去公园跳舞。", DANCING, "another's"),
        ("对方的妈妈最近迷上广场舞了，她不喜欢热闹。", DANCING, "another's"),
        ("对方聊了很多事情，心情很不错。", POTTERY, "ungrounded"),
        ("对方好。", POTTERY, "empty"),
        ("对方报了陶艺课，作为人工智能助手，祝对方一切顺利。", POTTERY, "assistant"),
        ("对方说我报了陶艺课，老师说手劲太大。", POTTERY, "assistant"),
        ("陶艺课每周三晚上去，老师说手劲太大。", POTTERY, "form"),
        (f"对方报了个陶艺课{'，每周三晚上去' * 9}。", POTTERY, "form"),
    ],
)
def test_what_was_not_said_is_refused(sentence: str, lines: tuple[str, ...], why: str) -> None:
    assert fault(sentence, lines) == why


@pytest.mark.parametrize(
    ("sentence", "lines", "right"),
    [
        ("对方明天要去面试，昨晚没睡好。", ("我明天要去面试", "昨晚没睡好"), "对方要去面试，没睡好。"),
        ("对方要换工作，现在的公司天天加班。", ("现在的公司天天加班",), "对方要换工作，公司天天加班。"),
        ("对方的姐姐病了，她请了假陪她。", ("我姐病了", "我请了假陪她"), "对方的姐姐病了，对方请了假陪她。"),
        ("对方的姐姐病了，她吃不惯医院的饭。", ("我姐病了", "她吃不惯医院的饭"), "对方的姐姐病了，她吃不惯医院的饭。"),
        (
            f"对方{'养了一盆茉莉，' * 8}打翻了那。",
            ("我养了一盆茉莉",),
            f"对方{'养了一盆茉莉，' * 8}".rstrip("，") + "。",
        ),
    ],
)
def test_what_can_be_put_right_is(sentence: str, lines: tuple[str, ...], right: str) -> None:
    assert put_right(sentence, lines) == right


@given(
    st.text(alphabet="对方我不没妈喜欢跑步陶艺课，。3", max_size=LONGEST + 5),
    st.lists(st.text(max_size=20), max_size=4),
)
def test_any_sentence_is_judged_and_no_number_comes_from_nowhere(sentence: str, lines: list[str]) -> None:
    if not fault(sentence, lines):
        assert "我" not in sentence
        assert "3" not in sentence or any("3" in line or "３" in line or "³" in line for line in lines)
