"""The idiom chain: its rules hold whoever plays, and people are heard kindly."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.skills.skill import Floor
from roleplay_lite.skills.words.chain import Chain
from roleplay_lite.skills.words.idioms import Idiom, idioms, links
from tests.skills.words.talking import Talk, lookup, persona

_MOST_ROUNDS = 900


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), common=st.sampled_from([300, 1500, 7200]))
def test_it_links_never_repeats_and_comes_to_an_end(seed: int, common: int) -> None:
    draw, talk = random.Random(seed), Talk(Chain(), seed=seed)
    talk.says("成语接龙")
    said = [_last(talk)]
    for _ in range(_MOST_ROUNDS):
        open_ = [idiom for idiom in idioms().after(said[-1], [one.text for one in said]) if idiom.rank < common]
        if not open_:
            assert talk.says("我认输了")
            break
        mine = draw.choice(open_[:6])
        talk.says(mine.text)
        said.append(mine)
        if talk.floor is None:
            break
        said.append(_last(talk))
        assert talk.floor.state["used"] == [one.text for one in said]
    assert talk.floor is None, "the game ends"
    assert len({one.text for one in said}) == len(said)
    assert all(links(one, other) for one, other in pairwise(said))


@settings(max_examples=20, deadline=None)
@given(rank=st.integers(0, 7000))
def test_it_can_answer_or_own_up_to_any_idiom(rank: int) -> None:
    first = list(idioms().by_text)[rank]
    talk = Talk(Chain(), seed=rank)
    answer = talk.says(f"成语接龙，我先来，{first}")
    assert answer
    if talk.floor:
        assert links(idioms().by_text[first], _last(talk))
        assert _last(talk).fit_to_say


def test_what_a_recogniser_wrote_with_another_sign_counts() -> None:
    talk = Talk(Chain())
    assert "画龙点睛" in talk.says("成语接龙，我先来，画龙点金") or _used(talk)[0] == "画龙点睛"
    assert _last(talk).first.startswith("jing")


def test_homophones_link_and_tones_do_not_matter() -> None:
    for last, mine in (
        ("一心一意", "异想天开"),
        ("一心一意", "一帆风顺"),
        ("画龙点睛", "惊天动地"),
        ("四面八方", "放虎归山"),
    ):
        talk = Talk(Chain(), floor=_floor(last))
        talk.says(mine)
        assert mine in _used(talk)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("心明耳快", "unknown"),
        ("画蛇添足", "no link"),
        ("心心相印", "used"),
        ("给个提示", "hint"),
        ("提示一下", "hint"),
        ("上一个是什么", "where"),
        ("再说一遍", "where"),
        ("认输", "character wins"),
        ("我接不上来了", "character wins"),
        ("想不出来了", "character wins"),
        ("不玩了", "left"),
        ("换个游戏吧", "left"),
        ("我接心花怒放", "next"),
        ("心花怒放", "next"),
        ("那就，心花怒放吧", "next"),
        ("新花怒放", "taken"),
    ],
)
def test_each_thing_that_may_be_said(line: str, why: str) -> None:
    talk = Talk(Chain(), floor=_floor("万众一心", used=["心心相印", "一心一意", "万众一心"]))
    assert talk.says(line)
    assert talk.done
    assert talk.done.why == why or (line.endswith("怒放") and talk.done.why == "person wins")


@pytest.mark.parametrize(
    "line",
    [
        "今天天气怎么样",
        "打开客厅的灯",
        "现在几点了",
        "你今天开心吗",
        "我饿了",
        "好的",
        "我女儿回来了",
        "心情不好",
        "新闻联播几点",
    ],
)
def test_another_subject_is_left_to_others(line: str) -> None:
    assert Talk(Chain(), floor=_floor("万众一心")).says(line) == ""


def test_an_idiom_that_only_a_pack_knows_counts() -> None:
    rare = "心拙口夯"
    assert rare not in idioms().by_text
    talk = Talk(Chain(lambda word: "意思" if word == rare else ""), floor=_floor("万众一心"))
    assert talk.says(rare)
    assert talk.done
    assert talk.done.why in ("next", "person wins")
    assert lookup(rare) == ""


@pytest.mark.parametrize("line", ["是成语", "真的是成语", "有这个成语", "是的", "不信你查"])
def test_one_that_is_not_known_counts_on_the_persons_word(line: str) -> None:
    assert "洪水猛兽" not in idioms().by_text
    talk = Talk(Chain(), floor=_floor("万紫千红"))
    assert "洪水猛兽" in talk.says("洪水猛兽")
    assert talk.says(line)
    assert talk.done
    assert talk.done.why in ("next", "person wins")


def test_it_keeps_to_the_level_of_the_person() -> None:
    easy, rare = Talk(Chain(), floor=_floor("万众一心")), Talk(Chain(), floor=_floor("万众一心"))
    easy.says("心甘情愿")
    rare.says("心口如一")
    assert easy.floor
    assert rare.floor
    assert easy.floor.state["reach"] < rare.floor.state["reach"]


def test_it_says_nothing_that_is_not_for_children() -> None:
    assert not any(idioms().by_text[text].fit_to_say for text in ("草菅人命", "重男轻女") if text in idioms().by_text)


def test_a_ban_of_the_persona_is_kept_to() -> None:
    talk = Talk(Chain(), who=persona(bans=("好呀", "行，")))
    assert "好呀" not in talk.says("成语接龙")


def test_english_is_answered_in_english() -> None:
    assert Talk(Chain(), english=True).says("let's play idiom chain").startswith("All right")


def _last(talk: Talk) -> Idiom:
    assert talk.floor
    return idioms().by_text[talk.floor.state["last"]]


def _used(talk: Talk) -> list[str]:
    return list(talk.floor.state["used"]) if talk.floor else [talk.done.text if talk.done else ""]


def _floor(last: str, used: list[str] | None = None) -> Floor:
    return Floor(skill="chain", state={"last": last, "used": used or [last], "reach": 2500})
