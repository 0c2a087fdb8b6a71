"""What a recogniser claims to have heard, and what is believed of it."""

from __future__ import annotations

import pytest

from roleplay_lite.voice.heard_text import is_invented, is_loop, is_made_of, mandarin, without_prompt

PROMPT = "以下是普通话的句子。"


@pytest.mark.parametrize(
    "text", ["哈哈哈哈哈", "我的电话是13888888888", "慢慢地走，慢慢地走。", "我喜欢你喜欢我喜欢的歌。", ""]
)
def test_people_repeat_themselves_without_being_a_loop(text: str) -> None:
    assert not is_loop(text)


@pytest.mark.parametrize(
    "text", ["语" * 30, "我会不会有点" * 6, "好的，谢谢。" * 8, "Thank you. " * 9, "请问" + "问" * 20]
)
def test_a_recogniser_that_got_stuck_is_a_loop(text: str) -> None:
    assert is_loop(text)


def test_a_short_loop_counts_when_the_recogniser_itself_heard_no_speech() -> None:
    assert is_loop("诶诶诶诶诶诶诶诶", no_speech=0.8)
    assert not is_loop("诶诶诶诶诶诶诶诶", no_speech=0.1)


@pytest.mark.parametrize(
    "text", ["请不吝点赞 订阅 转发 打赏支持明镜与点点栏目", "字幕by索兰娅", "谢谢观看", "中文字幕志愿者 李宗盛"]
)
def test_subtitle_endings_are_inventions_when_doubted_and_words_when_spoken(text: str) -> None:
    assert is_invented(text, logprob=-0.6, no_speech=0.1)
    assert is_invented(text, logprob=-0.1, no_speech=0.5)
    assert not is_invented(text, logprob=-0.2, no_speech=0.05)


def test_signs_alone_are_nothing_and_a_plain_answer_is_something() -> None:
    assert is_invented("。。。", logprob=-0.1, no_speech=0.0)
    assert not is_invented("好", logprob=-0.6, no_speech=0.1)
    assert is_invented("谢谢大家。", logprob=-0.7, no_speech=0.7)
    assert not is_invented("今天天气怎么样？", logprob=-0.7, no_speech=0.5)


def test_the_prompt_said_back_is_taken_out_and_what_follows_stays() -> None:
    assert without_prompt("以下是普通话的句子。", PROMPT) == ""
    assert without_prompt("这位是普通话的句子。", PROMPT) == ""
    assert without_prompt("以下是普通话的句子。明天见。", PROMPT) == "明天见。"
    assert without_prompt("普通话很好听。", PROMPT) == "普通话很好听。"


def test_names_and_nothing_else() -> None:
    names = ("鸟鸟", "小满")
    assert is_made_of("鸟鸟。", names)
    assert is_made_of("鸟鸟、小满。鸟鸟、小满。鸟鸟、小", names)
    assert not is_made_of("小满，今天天气怎么样？", names)
    assert not is_made_of("", names)
    assert not is_made_of("鸟鸟", ())


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("請問現在幾點了?", "请问现在几点了？"),
        ("他睡著了,別吵。", "他睡着了，别吵。"),
        ("這本書很著名", "这本书很著名"),
        ("西瓜12.5元,苹果3,000元", "西瓜12.5元，苹果3,000元"),
        ("用WiFi, please", "用WiFi, please"),
    ],
)
def test_mandarin_is_written_simplified_and_with_its_own_signs(heard: str, written: str) -> None:
    assert mandarin(heard) == written
