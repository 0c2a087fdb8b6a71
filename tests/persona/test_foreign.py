"""Mandarin stays Mandarin, and what the person or the persona's file brought in may be said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import roleplay_lite
from roleplay_lite import paths
from roleplay_lite.persona import load_persona
from roleplay_lite.persona.check import objection
from roleplay_lite.persona.foreign import TRADITIONAL
from roleplay_lite.turn import Found, Recalled, Utterance
from roleplay_lite.understanding import understand_text

XIAOMAN, MILO = load_persona("xiaoman"), load_persona("milo")


def reason(sentence: str, heard: str = "周末干嘛去", who: str = "xiaoman", **more: object) -> str:
    recalled = Recalled(understanding=understand_text(Utterance(text=heard)), **more)  # type: ignore[arg-type]
    return objection(sentence, load_persona(who), recalled, ())


@pytest.mark.parametrize(
    "sentence",
    [
        "周末我 usually sleep in。",
        "叫ambulance要拨120。",
        "我叫周ille。",
        "I like to sleep in on weekends.",
        "I do.",
        "周末ありがとう去逛街。",
        "주말에 쉬어요.",
        "Суббота!",
    ],
)
def test_another_language_is_not_slipped_into(sentence: str) -> None:
    assert reason(sentence) == "language"


@pytest.mark.parametrize(
    ("sentence", "heard"),
    [
        ("OK，周末见。", "周末干嘛去"),
        ("在家看DVD，连WiFi都不用出门找。", "周末干嘛去"),
        ("Wonderwall我听过，循环了一下午。", "Wonderwall好听吗"),
        ("谢谢就是thank you。", "用英文咋说谢谢"),
        ("Just say thanks.", "how do you say it"),
        ("用中文说，周末我睡觉。", "what do you do on weekends"),
        ("3.5！", "三加零点五"),
    ],
)
def test_what_was_brought_in_or_asked_for_may_be_said(sentence: str, heard: str) -> None:
    assert reason(sentence, heard) == ""


def test_words_of_the_note_and_of_earlier_turns_are_known() -> None:
    assert reason("他唱过Imagine。", "他唱过啥") == "language"
    note = Found(text="代表作是Imagine", source="knowledge:songs")
    assert reason("他唱过Imagine。", "他唱过啥", found=(note,)) == ""
    assert reason("他唱过Imagine。", "他唱过啥", before=(("你听Imagine吗", "听过。"),)) == ""
    assert reason("Banana.", "再来一个", before=(("教我英语单词", "Apple."),)) == ""


def test_who_speaks_english_may_mix_and_may_not_leave_what_is_spoken() -> None:
    assert reason("我today刚好free，走呗。", who="milo") == ""
    assert reason("Cheers!", who="milo") == ""
    assert reason("Let us go for a long ride.", who="milo") == "language"
    asked = "what do you do on weekends"
    assert reason("I ride until my legs give up.", asked, who="milo") == ""
    assert reason("周末我去骑车，骑到腿软。", asked, who="milo") == "language"
    assert reason("周末我去骑车，骑到腿软。", "how do you say that in Chinese?", who="milo") == ""
    assert reason("周末我去骑车，骑到腿软。", "OK", who="milo") == ""


def test_who_speaks_no_mandarin_is_not_held_to_it() -> None:
    gus = replace(MILO, id="gus", languages=("en",))
    recalled = Recalled(understanding=understand_text(Utterance(text="你好呀")))
    assert objection("Sorry, I only got the waffles out of that.", gus, recalled, ()) == ""


def test_traditional_signs_are_for_who_writes_them() -> None:
    assert reason("週末我們去東門買畫筆。") == "traditional"
    assert reason("週末我們去東門買畫筆。", "週末幹嘛去") == ""
    recalled = Recalled(understanding=understand_text(Utterance(text="周末干嘛去")))
    writes = replace(XIAOMAN, summary="小滿，住在臺北的插畫師，說話慢。")
    assert objection("週末我們去東門買畫筆。", writes, recalled, ()) == ""


def test_simplified_mandarin_has_none_of_the_signs() -> None:
    files = [*paths.shipped("personas").glob("*.toml"), *Path(roleplay_lite.__file__).parent.rglob("*.jsonl")]
    assert len(files) > 20
    for file in files:
        assert TRADITIONAL.isdisjoint(file.read_text(encoding="utf-8")), file.name
