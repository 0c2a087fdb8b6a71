"""Where nothing is known the character says so in its way, and never of small talk."""

from __future__ import annotations

import pytest

from roleplay_lite.knowledge.evidence import Query
from roleplay_lite.knowledge.unsure import topic, unsure
from roleplay_lite.persona import load_persona

PERSONAS = ("ajiao", "cuijiuniang", "milo", "niaoniao", "peizhao", "tongshifu", "xiaoman")


def asked(text: str, **more: object) -> Query:
    return Query(text=text, said=text, needs=0.8, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "thing"),
    [
        ("量子计算机是怎么工作的", "量子计算机"),
        ("谁是第一个登上月球的人", "第一个登上月球的人"),
        ("请问贝加尔湖最深的地方有多少米", "贝加尔湖最深的地方"),
        ("黑洞是怎么形成的", "黑洞"),
        ("为什么猫会打呼噜", ""),
        ("你觉得它怎么样", ""),
    ],
)
def test_it_says_what_it_does_not_know_where_that_is_a_thing(said: str, thing: str) -> None:
    assert topic(asked(said)) == thing


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_character_owns_up_in_its_own_words(persona: str) -> None:
    who = load_persona(persona)
    told = [unsure(asked("量子计算机是怎么工作的"), who, seed=seed) for seed in range(6)]

    assert all(told)
    assert len(set(told)) > 1
    assert all("{" not in one for one in told)
    assert all("量子计算机" in one for one in told)


def test_small_talk_is_never_denied() -> None:
    assert unsure(Query(text="我好无聊", said="我好无聊"), load_persona("xiaoman"), seed=1) == ""


def test_what_was_just_said_is_not_said_again() -> None:
    who, query = load_persona("peizhao"), asked("黑洞是怎么形成的")
    first = unsure(query, who, seed=0)

    assert unsure(query, who, seed=0, recent=[first]) != first


def test_where_there_is_a_cloud_it_offers_to_look_later() -> None:
    told = unsure(asked("黑洞是怎么形成的"), load_persona("peizhao"), seed=0, online=True)

    assert "网" in told


def test_what_changes_by_the_day_is_said_to() -> None:
    told = unsure(asked("今天的天气怎么样", fresh=True), load_persona("niaoniao"), seed=0)

    assert "今天的天气" in told


def test_in_english_it_owns_up_in_english() -> None:
    who = load_persona("milo")

    assert unsure(asked("how tall is Mount Fuji?"), who, seed=0, language="en").isascii()
    assert topic(asked("how tall is Mount Fuji?"), english=True) == "Mount Fuji"
