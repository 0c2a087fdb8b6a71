"""A character that holds from turn to turn: its catch-phrases, its values, its time, and who is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.persona import Persona, load_persona
from roleplay_lite.persona.catch_phrases import rationed
from roleplay_lite.persona.persona import Value
from roleplay_lite.persona.scope import asks_beyond, beyond, last_year
from roleplay_lite.persona.stances import stance
from roleplay_lite.persona.switching import asked_for, known_as
from roleplay_lite.persona.tastes import called_for, tastes

FRIENDS = Value(topic="朋友", stance="朋友不用天天叫。", words=("交朋友", "闺蜜", "孤单"))


@pytest.fixture(name="somebody")
def _somebody() -> Persona:
    return replace(
        load_persona("niaoniao"), values=(FRIENDS, Value(topic="钱", stance="够用就行。", words=("发财", "穷")))
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("啾，我在呢。", "我在呢。"),
        ("我在呢，啾。", "我在呢。"),
        ("啾啾叫的是我弟弟。", "啾啾叫的是我弟弟。"),
        ("本鸟不去。", "本鸟不去。"),
        ("啾！", ""),
    ],
)
def test_a_catch_phrase_said_a_moment_ago_is_left_out_where_the_sentence_stands_without(text: str, left: str) -> None:
    assert rationed(text, ("本鸟", "啾"), ["本鸟来了，啾。"]) == left


def test_a_catch_phrase_comes_back_after_a_while() -> None:
    assert rationed("啾，我在呢。", ("啾",), []) == "啾，我在呢。"
    assert rationed("啾，我在呢。", ("啾",), ["啾。", "好", "行", "嗯", "哦"]) == "啾，我在呢。"
    assert rationed("I mean, sure.", ("I mean",), ["Well, i mean it."]) == "sure."


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=4), max_size=3))
def test_rationing_takes_away_and_never_adds(text: str, phrases: list[str]) -> None:
    assert len(rationed(text, phrases, phrases)) <= len(text)


@pytest.mark.parametrize("line", ["你觉得朋友重要吗", "你不觉得闺蜜都靠不住吗？", "一个人孤单点不好吗，你怎么看"])
def test_the_stance_holds_from_whichever_side_it_is_asked(somebody: Persona, line: str) -> None:
    assert stance(somebody, line, ()) == FRIENDS.stance


def test_asked_again_it_says_the_same_and_that_it_does(somebody: Persona) -> None:
    before = [("你觉得朋友重要吗", FRIENDS.stance)]
    again = stance(somebody, "难道朋友不该天天联系吗", before)
    assert again.endswith(FRIENDS.stance)
    assert again != FRIENDS.stance
    assert stance(somebody, "难道朋友不该天天联系吗", [*before, ("？", again)]) not in (again, FRIENDS.stance)


@pytest.mark.parametrize("line", ["我朋友来了", "今天发财了", "你觉得今天冷吗", "你好"])
def test_no_stance_where_no_opinion_is_asked_or_none_is_held(somebody: Persona, line: str) -> None:
    assert stance(somebody, line, ()) == ""


@pytest.mark.parametrize(
    ("era", "year"),
    [
        ("唐朝天宝年间", 756),
        ("北宋", 1127),
        ("民国", 1949),
        ("1920年代", 1929),
        ("1895", 1895),
        ("", None),
        ("未来", None),
    ],
)
def test_an_era_ends_somewhere(era: str, year: int | None) -> None:
    assert last_year(era) == year


@pytest.mark.parametrize(
    ("line", "thing"),
    [
        ("你会用微信吗", "微信"),
        ("你用不用微信", "微信"),
        ("给我放个电视剧，打开电视", "电视"),
        ("what is an app?", "app"),
        ("外面打雷闪电，你怕不怕", ""),
        ("are you happy?", ""),
        ("我昨天坐火车来的", ""),
        ("羊肉汤怎么做", ""),
    ],
)
def test_what_came_after_its_time_it_cannot_know(line: str, thing: str) -> None:
    assert asks_beyond(load_persona("cuijiuniang"), line) == thing


def test_today_knows_today() -> None:
    assert beyond(load_persona("xiaoman"), "你会用微信吗") == ""


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("换成小满", "小满"),
        ("换小满来吧", "小满"),
        ("叫佟师傅出来", "佟师傅"),
        ("我想跟崔九娘聊聊", "崔九娘"),
        ("请小满接电话", "小满"),
        ("Switch to Milo.", "Milo"),
        ("let me talk to milo", "milo"),
        ("小满是谁", ""),
        ("我昨天换了手机，很好用", ""),
    ],
)
def test_another_character_is_asked_for(line: str, name: str) -> None:
    assert asked_for(line) == name


def test_only_who_exists_takes_over() -> None:
    """「换个话题」 asks for nobody."""
    assert known_as(asked_for("换个话题")) is None
    assert known_as(asked_for("我要找工作")) is None
    found = known_as("崔九娘")
    assert found
    assert found.id == "cuijiuniang"


def test_what_the_person_likes_is_minded_when_it_matters() -> None:
    before = [("我最喜欢周杰伦的歌", "好听"), ("我不喜欢吃香菜", "哦"), ("你喜欢什么", "虫子")]
    assert tastes(before) == [("吃香菜", False), ("周杰伦的歌", True)]
    assert called_for("周杰伦出新专辑了", before) == [("周杰伦的歌", True)]
    assert called_for("推荐个菜", before) == [("吃香菜", False), ("周杰伦的歌", True)]
    assert called_for("今天好冷", before) == []


@given(st.text(max_size=60))
def test_any_words_are_taken(line: str) -> None:
    asked_for(line)
    beyond(load_persona("cuijiuniang"), line)
    tastes([(line, "")])
