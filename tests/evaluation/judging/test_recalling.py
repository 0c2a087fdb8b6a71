"""What was told is held, nothing else is, and what never was told is owned up to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.evaluation.judging.recalling import recollection, says_untold
from roleplay_lite.evaluation.memory_set import Wanted

MOVED = Wanted(any=("西坝河",), never=("还住方庄", "住在方庄"))
WHOSE = Wanted(any=("老魏",), never=("是你", "你喜欢海钓"))
NUMBER = Wanted(any=("九零二六", "9026"), never=("四四一七", "4417"))
SIX = Wanted(any=("八十六", "86"), never=("九十一", "91"))
NOT_TOLD = Wanted(unsaid=True)


@pytest.mark.parametrize(
    ("wanted", "reply"),
    [
        (MOVED, "西坝河呀，你刚搬过去。"),
        (MOVED, "你不住方庄了，写西坝河。"),
        (MOVED, "从方庄搬到了西坝河，没错吧？"),
        (WHOSE, "老魏嘛，你是蹲水库边的。"),
        (NUMBER, "9026，别报错啦。"),
        (NUMBER, "不是4417，是９０２６。"),
        (SIX, "外婆八十六岁。"),
        (SIX, "她今年86啦，不是九十一。"),
        (NOT_TOLD, "你没跟我说过呀。"),
        (NOT_TOLD, "这个你还没讲过，叫啥来着？"),
        (NOT_TOLD, "我不知道，你告诉我呗。"),
        (NOT_TOLD, "没听你提，猜不着。"),
        (NOT_TOLD, "哎哟，我记不得了。"),
        (NOT_TOLD, "难倒我了，你压根没告诉我。"),
    ],
)
def test_what_was_told_is_right_and_so_is_owning_up_where_nothing_was(wanted: Wanted, reply: str) -> None:
    assert recollection(reply, wanted).right


@pytest.mark.parametrize(
    ("wanted", "reply"),
    [
        (MOVED, "你还住方庄呢。"),
        (MOVED, "搬到新家了，恭喜。"),
        (MOVED, "我住在绍兴。"),
        (MOVED, "不是西坝河吧。"),
        (WHOSE, "是你呀，你喜欢海钓。"),
        (WHOSE, "老魏和你，我猜是你。"),
        (NUMBER, "4417。"),
        (NUMBER, "90264。"),
        (SIX, "九十一岁了。"),
        (SIX, "一百八十六。"),
        (NOT_TOLD, "叫张老师。"),
        (NOT_TOLD, "你不知道吗？他姓李。"),
        (NOT_TOLD, "记得呀，五岁啦。"),
        (NOT_TOLD, ""),
        (MOVED, ""),
    ],
)
def test_another_value_or_none_is_wrong(wanted: Wanted, reply: str) -> None:
    assert not recollection(reply, wanted).right


def test_the_old_value_is_counted_apart_from_a_mere_miss() -> None:
    assert recollection("你还住方庄呢。", MOVED).wrong_value
    assert not recollection("我住在绍兴。", MOVED).wrong_value
    assert not recollection("你没住在方庄了。", MOVED).wrong_value
    # Who is told of neither value has none to get wrong.
    assert not recollection("姓李。", NOT_TOLD).wrong_value


def test_owning_up_to_what_was_told_is_counted_apart_too() -> None:
    read = recollection("你没说过你住哪儿呀。", MOVED)
    assert (read.right, read.abstains) == (False, True)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("你没说错，就是西坝河。", False),
        ("忘不了，西坝河。", False),
        ("我没听过这首歌。", True),
        ("不告诉你，嘿嘿。", False),
        ("你忘了呀？是西坝河。", False),
        ("这我哪知道。", True),
    ],
)
def test_not_knowing_is_told_from_what_sounds_like_it(reply: str, expected: bool) -> None:
    assert says_untold(reply) is expected


@given(reply=st.text(max_size=60))
def test_any_reply_is_read(reply: str) -> None:
    read = recollection(reply, MOVED)
    assert not (read.right and read.wrong_value)
