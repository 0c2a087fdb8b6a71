"""A draft that goes round is heard by nobody, and what people do say over and over gets through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.persona.loops import ENDLESS_UNITS, LOOP_TIMES, LOOP_UNITS, STUCK_TIMES, Unlooped, loops

ROUND = st.text(alphabet="周末我一般带猫去河边晒太阳吃饭喝茶", min_size=LOOP_UNITS, max_size=30).filter(
    lambda run: run[2:] != run[:-2]
)


@pytest.mark.parametrize(
    "text",
    [
        "周末？我周末？我周末？哈哈！",
        "那里那那那那那",
        "我就是你，我就是你，我就是你。",
        "我去买菜回来做饭，我去买菜回来洗碗，我去买菜回来睡觉。",
        "看海浪打浪打浪打浪打浪打浪打浪打浪打浪打",
        "哈" * ENDLESS_UNITS,
        "no no no no no no no no",
        "I have to go home, I have to go home and sleep, I have to go home now.",
    ],
)
def test_what_goes_round_is_a_loop(text: str) -> None:
    assert loops(text)


@pytest.mark.parametrize(
    "text",
    [
        "哈哈哈哈哈哈哈哈，笑死我了。",
        "滴答滴答滴答，听着像我家楼下那面鼓。",
        "好好好好好，都依你。",
        "好，好，好，都依你。",
        "我我我喜欢你，学得像不像？",
        "响得连续还是一阵一阵？一阵一阵是压缩机。",
        "三只小恐龙，一只是霸王龙，一只是三角龙，一只是翼龙。",
        "等一下，等一下！水开了。",
        "那串数是1000000000000，别数了。",
        "It was very very very good, and I do think that that is what they said.",
        "",
    ],
)
def test_what_people_say_over_and_over_is_none(text: str) -> None:
    assert not loops(text)


def taken(tokens: list[str]) -> tuple[str, bool]:
    draft = Unlooped(tokens)
    return "".join(draft), draft.ended


@pytest.mark.parametrize("run", ["我要飞到那里去，", "周末睡觉。", "I go home. ", "就是这样的"])
def test_a_draft_is_left_once_it_has_come_round_three_times(run: str) -> None:
    text, ended = taken(["嗯，"] + [run] * 50)
    assert ended
    assert len(text) <= len("嗯，" + run * (LOOP_TIMES + 1))


@pytest.mark.parametrize("run", ["那", "来那", "，那", "no "])
def test_one_or_two_over_and_over_are_left_at_the_eighth(run: str) -> None:
    text, ended = taken(["在呢，"] + [run] * 200)
    assert ended
    assert text.count(run.strip("，")) <= STUCK_TIMES + 1


@pytest.mark.parametrize("endless", ["a", "……", "😀", "\n", "哈", "3"])
def test_nothing_endless_is_waited_for(endless: str) -> None:
    drawn = 0

    def tokens() -> Iterator[str]:
        nonlocal drawn
        for _ in range(1000):
            drawn += 1
            yield endless

    draft = Unlooped(tokens())
    assert "".join(draft)
    assert draft.ended
    assert drawn < 100


@given(run=ROUND, before=st.text(alphabet="在呢，今天风大。", max_size=12), size=st.integers(1, 7))
def test_the_cut_is_the_same_wherever_the_tokens_fall(run: str, before: str, size: int) -> None:
    whole = before + run * 6
    by_letter, ended = taken(list(whole))
    assert ended
    assert taken([whole]) == taken([whole[at : at + size] for at in range(0, len(whole), size)]) == (by_letter, True)
    assert whole.startswith(by_letter)
    assert loops(by_letter)


@given(text=st.text(max_size=80), size=st.integers(1, 9))
def test_nothing_is_lost_of_a_draft_that_goes_straight(text: str, size: int) -> None:
    tokens = [text[at : at + size] for at in range(0, len(text), size)]
    left, ended = taken(tokens)
    assert text.startswith(left)
    assert ended or left == text
    assert loops(text) in (True, False)
