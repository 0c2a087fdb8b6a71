"""What is read of a reply: how it is written, not with which keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.evaluation.scorer.features import LONGEST, grams, manner, plain

LENGTH = len(manner(""))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("你说啥？我没听见！", "你说啥?我没听见!"),
        ("我……再想想。。。", "我...再想想…"),
        ("好啊～～", "好啊~"),
        ("滚！！！！", "滚！"),
        ("ＯＫ，就这么办", "ok,就这么办"),
        ("行吧\n那走", "行吧  那走"),
    ],
)
def test_a_model_and_a_person_who_type_differently_say_the_same(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_manner_is_how_it_is_said_and_not_what_about() -> None:
    assert manner(plain("我想去看海！你来吗？")) == manner(plain("我想去看山！你来吗？"))
    assert manner(plain("我想去看海！你来吗？")) != manner(plain("我想去看海。你来。"))


@given(st.text(st.characters()) | st.text("啊！？…~哈 \n﷽"))
def test_whatever_is_said_can_be_read(text: str) -> None:
    read = plain(text)
    assert len(read) <= LONGEST
    read.encode("utf-8")
    assert len(manner(read)) == LENGTH
    assert sum(grams(read).values()) == max(2 * len(read) - 1, 0)
    assert not any("\n" in gram for gram in grams(read))
