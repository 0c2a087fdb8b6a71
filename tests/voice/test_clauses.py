"""Text on its way to a Mandarin voice: normalised, cut into breaths, English apart."""

from __future__ import annotations

import importlib.util

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.voice.clauses import LONGEST_CHARACTERS, clauses, letter_syllables, normalised

# Not imported: it must not be in the process that the vosk tests run in.
pytestmark = pytest.mark.skipif(importlib.util.find_spec("wetext") is None, reason="wetext is not installed")


def said(text: str) -> list[list[tuple[str, str]]]:
    return [[(run.language, run.text) for run in clause.runs] for clause in clauses(text)]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("2024年5月1日", "二零二四年五月一日"),
        ("今天25℃", "今天二十五摄氏度"),
        ("西瓜￥12.5一斤", "西瓜十二点五元一斤"),
        ("请打13812345678", "请打幺三八幺二三四五六七八"),
        ("比分2:1", "比分二比一"),
        ("打8折，省20%", "打八折，省百分之二十"),
        ("你好，我是小满。", "你好，我是小满。"),
        ("Hello there", "Hello there"),
    ],
)
def test_numbers_and_signs_become_words(written: str, spoken: str) -> None:
    assert normalised(written) == spoken


def test_a_text_is_cut_where_people_breathe() -> None:
    found = list(clauses("你好，我是小满。今天想听什么？"))
    assert [clause.runs[0].text for clause in found] == ["你好", "我是小满", "今天想听什么"]
    assert found[0].pause_seconds < found[1].pause_seconds


def test_english_words_stand_apart_and_capitals_are_spelled() -> None:
    assert said("我在用iPhone听歌") == [[("zh", "我在用"), ("en", "iPhone"), ("zh", "听歌")]]
    assert said("把GPS打开") == [[("zh", "把"), ("letters", "GPS"), ("zh", "打开")]]
    assert said("Good morning. 早上好！") == [[("en", "Good morning")], [("zh", "早上好")]]
    assert letter_syllables("OK") == ["ou1", "kei4"]
    assert letter_syllables("!?") == []


@pytest.mark.parametrize("text", ["", "。。。", "！？…", "\n\n", "😀", " "])
def test_nothing_to_say_is_nothing(text: str) -> None:
    assert said(text) == []


@given(st.text(max_size=300))
def test_any_text_gives_clauses_that_hold_something_and_are_short(text: str) -> None:
    for clause in clauses(text):
        assert clause.runs or clause.pause_seconds >= 0
        assert sum(len(run.text) for run in clause.runs) <= LONGEST_CHARACTERS
        assert all(run.text.strip() for run in clause.runs)
