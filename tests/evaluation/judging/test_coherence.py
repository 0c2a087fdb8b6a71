"""A turn goes smoothly when nothing is wrong with it and what it had to hold is in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.evaluation.judging.coherence import judge, met
from roleplay_lite.evaluation.question_sets import Check, scenarios
from roleplay_lite.evaluation.trait_settings import base

BUS = Check(any=("四点", "4:"), never=("五点",))


@pytest.mark.parametrize(
    ("check", "reply", "expected"),
    [
        (None, "随便说说", None),
        (Check(refers="第1句"), "随便说说", None),
        (BUS, "四点一刻的车。", True),
        (BUS, "4:15，别误了。", True),
        (BUS, "４点。", True),
        (BUS, "十四点。", False),
        (BUS, "四点，要不五点也行。", False),
        (BUS, "不知道。", False),
        (Check(never=("是的，在成都",)), "她在昆明呀。", True),
        (Check(never=("是的，在成都",)), "是的，在成都。", False),
    ],
)
def test_a_check_asks_for_one_of_some_words_and_none_of_others(
    check: Check | None, reply: str, expected: bool | None
) -> None:
    assert met(check, reply) is expected


def test_each_turn_is_held_to_its_check_and_to_what_was_said_before() -> None:
    scenario = scenarios()[0]
    sound = ["幸会幸会，名字真好听。", "四个人热闹，夜里有人聊天。", "那得天天去打一份。", "买副耳塞，立竿见影。"]
    replies = [*sound, "闻小禾呀。", "买副耳塞，立竿见影，闻一多。"]
    judged = judge(scenario, replies, base())
    assert [turn.smooth for turn in judged] == [True] * len(scenario.turns)
    assert [turn.met for turn in judged] == [None, None, None, None, True, True]

    forgot = judge(scenario, [*sound, "你叫啥来着？", sound[3]], base())
    assert [turn.smooth for turn in forgot] == [True] * 4 + [False, False]
    assert forgot[5].faults == ("repeats itself",)


def test_a_conversation_that_broke_off_is_judged_as_far_as_it_went() -> None:
    assert len(judge(scenarios()[0], ["你好。"], base())) == 1


@settings(max_examples=60, deadline=None)
@given(number=st.integers(0, 34), replies=st.lists(st.text(max_size=30), max_size=8))
def test_any_replies_are_judged(number: int, replies: list[str]) -> None:
    scenario = scenarios()[number]
    judged = judge(scenario, replies, base())
    assert len(judged) == min(len(replies), len(scenario.turns))
