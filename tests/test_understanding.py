"""What a line is taken to be, and that no line whatsoever can hurt."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roleplay_lite.turn import About, Utterance
from roleplay_lite.understanding import about, clean, is_question, language, understand_text

ANY = st.text(st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("你好", "zh"),
        ("Hello there", "en"),
        ("我想听Hello", "zh"),
        ("今天speak English好吗", "zh"),
        ("hi 你", "zh"),
        ("I like 你 very much", "en"),
        ("今日はいい天気ですね", "other"),
        ("안녕하세요", "other"),
        ("Привет, как дела", "other"),
        ("12345", "zh"),
        ("3.14！", "zh"),
        ("", "zh"),
        ("？？？", "zh"),
    ],
)
def test_the_reply_comes_in_the_language_of_the_line(text: str, expected: str) -> None:
    assert language(text) == expected


QUESTIONS = [
    "你吃饭了吗",
    "你呢",
    "你叫什么",
    "他是谁",
    "你住哪儿",
    "你是不是鹦鹉",
    "你有没有弟弟",
    "好不好",
    "去不去",
    "你会不会游泳",
    "吃没吃",
    "几点了",
    "你多大了",
    "怎么飞",
    "为什么下雨",
    "真的?",
    "真的？！",
    "下雨了？",
    "What is your name",
    "do you like cats",
    "CAN you fly",
]
STATEMENTS = ["我好饿", "今天下雨了", "你真可爱。", "晚安", "I like birds", "Somewhat tired", "好的！", ""]


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_is_known_with_or_without_its_mark(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_statement_is_no_question(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("你老家哪里", About.PERSONA),
        ("您多大了", About.PERSONA),
        ("where are you from", About.PERSONA),
        ("你知道我叫什么吗", About.PERSONA),
        ("我老家在绍兴", About.PERSON),
        ("我喜欢你", About.PERSON),
        ("my brother is tall", About.PERSON),
        ("今天天气真好", About.WORLD),
        ("their house", About.WORLD),
        ("", About.WORLD),
    ],
)
def test_whom_a_line_is_about(text: str, whom: About) -> None:
    assert about(text) is whom


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("你\x00好\x07\x1b[31m", "你好[31m"),
        ("\ud83d你好\udfff", "你好"),
        ("\ufeff你好", "你好"),
        ("\u202e你好\u202c", "你好"),
        ("你\u200b好\u2060", "你好"),
        ("你\ue000好", "你好"),
        ("  你 \t\r\n 好\u3000呀 ", "你 好 呀"),
        ("cafe\u0301", "café"),
        ("cafe\u200b\u0301", "café"),
        ("👨\u200d👩\u200d👧好", "👨\u200d👩\u200d👧好"),
        ("。。。", ""),
        ("……？！", "？！"),
        ("😀", ""),
        ("___", ""),
        ("\u200d", ""),
    ],
)
def test_what_nobody_typed_on_purpose_is_taken_out(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@settings(deadline=None)
@given(ANY)
@example("e\x00\u0301a")
@example("\u200d \u0301a")
def test_a_cleaned_line_is_clean(raw: str) -> None:
    text = clean(raw)
    assert clean(text) == text
    assert text == unicodedata.normalize("NFC", text)
    assert text == text.strip()
    assert not {unicodedata.category(mark) for mark in text if mark != "\u200d"} & {"Cc", "Cf", "Cs", "Co", "Cn"}
    assert text.encode().decode() == text


@settings(deadline=None)
@given(ANY)
def test_every_line_can_be_understood(raw: str) -> None:
    understood = understand_text(Utterance(text=raw))
    assert (understood.utterance.text, understood.text) == (raw, clean(raw))
    assert understood.language in ("zh", "en", "other")
