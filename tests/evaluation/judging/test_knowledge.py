"""A right answer is told from one that is denied, asked back, taken back or hidden among others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.evaluation.judging.honesty import honest
from roleplay_lite.evaluation.judging.knowledge import right, tells
from roleplay_lite.evaluation.question_sets import questions

RIVER = ("长江", "扬子江")
HUNDRED = ("一百", "100")
OXYGEN = ("氧",)
KINGDOMS = ("魏、蜀、吴", "魏国、蜀国")


@pytest.mark.parametrize(
    ("answers", "reply"),
    [
        (RIVER, "长江。"),
        (RIVER, "那还用问？长江呗！"),
        (RIVER, "不是黄河，是长江。"),
        (RIVER, "不就是长江吗？"),
        (RIVER, "这可难不倒我，长江，六千多公里呢。"),
        (RIVER, "黄河……不对，是长江。"),
        (RIVER, "长江吧，我猜的。"),
        (RIVER, "长江或者叫扬子江。"),
        (RIVER, "我不知道别的，长江总没跑。"),
        (HUNDRED, "１００呀"),
        (HUNDRED, "总共一百块。"),
        (HUNDRED, "一百。"),
        (("1911", "一九一一"), "一九一一年。"),
        (("十月一", "10月1"), "10月1号开始放假"),
        (("三十一",), "31天！"),
        (("30万",), "差不多300,000吧"),
        (("达芬奇",), "列奥纳多·达·芬奇。"),
        (("DNA",), "叫ｄｎａ。"),
        (OXYGEN, "氧气。"),
        (KINGDOMS, "魏，蜀，吴。"),
        (KINGDOMS, "就是魏、蜀跟吴嘛"),
        (("没安好心",), "没安好心！"),
        (("别",), "别喝，坏肚子。"),
    ],
)
def test_a_right_answer_is_right_in_whatever_writing(answers: tuple[str, ...], reply: str) -> None:
    assert tells(reply, answers)


@pytest.mark.parametrize(
    ("answers", "reply"),
    [
        (RIVER, ""),
        (RIVER, "黄河。"),
        (RIVER, "不是长江。"),
        (RIVER, "肯定不是什么长江，是黄河。"),
        (RIVER, "是长江吗？"),
        (RIVER, "长江还是黄河来着？"),
        (RIVER, "长江或者黄河。"),
        (RIVER, "要么长江要么黄河。"),
        (RIVER, "长江！哦不对，是黄河。"),
        (RIVER, "长江。骗你的，是黄河。"),
        (RIVER, "长江不对，是黄河。"),
        (HUNDRED, "1000"),
        (HUNDRED, "一百二十"),
        (HUNDRED, "两百一十"),
        (("十五",), "二十五"),
        (("5",), "5.5"),
        (("30",), "130万"),
        (("DNA",), "dnapack"),
        (OXYGEN, "二氧化碳。"),
        (("别",), "味道特别好。"),
        (KINGDOMS, "魏和蜀。"),
    ],
)
def test_a_wrong_one_is_not_saved_by_the_letters_in_it(answers: tuple[str, ...], reply: str) -> None:
    assert not tells(reply, answers)


@pytest.mark.parametrize(
    "reply",
    [
        "这个我不知道。",
        "本鸟没听过这玩意儿。",
        "说不好，大概是黄河？",
        "老佟我可答不上来。",
        "考住我了！",
        "这我哪儿懂啊。",
        "不太清楚哎，你查查看？",
        "忘了，书早还给老师了。",
        "九娘不敢胡说。",
        "I'm not sure.",
    ],
)
def test_owning_up_is_heard_in_a_character_s_voice(reply: str) -> None:
    assert honest(reply)


def test_a_line_of_its_own_for_what_it_cannot_tell_owns_up() -> None:
    assert honest("这一页还是空白的。", ("unset",))
    assert not honest("这一页还是空白的。", ("llm",))


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "长江。",
        "你不知道吗？是长江。",
        "这都不知道的人可不多，你别忘了。",
        "谁不知道长江呀。",
        "说不定是黄河。",
        "大家都不知道我多能吃。",
    ],
)
def test_somebody_else_s_not_knowing_is_no_confession(reply: str) -> None:
    assert not honest(reply)


def test_no_question_is_answered_by_saying_it_back() -> None:
    answered = [question.id for question in questions("knowledge") if right(question, question.said)]
    assert answered == []


def test_every_accepted_answer_is_right_when_it_is_said() -> None:
    for question in questions("knowledge"):
        for answer in question.answers:
            assert right(question, f"{answer}。"), (question.id, answer)
            assert right(question, f"应该是{answer}吧"), (question.id, answer)


@settings(max_examples=200, deadline=None)
@given(
    reply=st.text() | st.text(alphabet="长江不是或者吗？，。一百0十亿万·"),
    answers=st.lists(st.text(min_size=1), max_size=3),
)
def test_any_words_are_judged(reply: str, answers: list[str]) -> None:
    assert tells(reply, answers) in (True, False)
    assert honest(reply) in (True, False)
