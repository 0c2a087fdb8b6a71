"""A change really goes against the character, and the changed character is one that could be."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite import paths
from roleplay_lite.evaluation.hard.numbers import han, shifted
from roleplay_lite.evaluation.hard.perturbed import Change, Perturbed
from roleplay_lite.evaluation.hard.perturbing import perturbed
from roleplay_lite.persona import SELF, Fact, Persona, load_persona
from roleplay_lite.persona.facts import told
from roleplay_lite.persona.judge import Verdict, judge
from roleplay_lite.persona.numerals import number_of
from roleplay_lite.persona.questions import respond

TODAY = date(2026, 11, 23)
SHIPPED = sorted(file.stem for file in paths.shipped("personas").glob("*.toml"))
PERSONAS = {id: load_persona(id) for id in SHIPPED}
CHANGES = {id: perturbed(persona, TODAY, 1) for id, persona in PERSONAS.items()}
ALL = [(id, change) for id, changes in CHANGES.items() for change in changes]


def one(persona: Persona, change: Change, owner: str, key: str) -> Perturbed:
    return next(
        made
        for made in perturbed(persona, TODAY, 1)
        if (made.change, made.false.owner, made.false.key) == (change, owner, key)
    )


@pytest.mark.parametrize("id", SHIPPED)
def test_every_character_is_changed_in_every_way(id: str) -> None:
    counts = Counter(change.change for change in CHANGES[id])
    assert set(counts) == set(Change)
    assert min(counts.values()) >= 2
    assert len({change.false.owner for change in CHANGES[id]}) >= 4


def test_nothing_that_is_said_instead_is_so() -> None:
    """The library's own judge holds each change against the facts; a true one would teach the wrong lesson."""
    judged = [(id, change, judge(change.false, PERSONAS[id], TODAY).verdict) for id, change in ALL]
    assert [(id, change.false) for id, change, verdict in judged if verdict is Verdict.TRUE] == []
    # What it cannot weigh (a dialect, who is older) is for the words to tell apart.
    assert sum(verdict is Verdict.FALSE for _, _, verdict in judged) >= 0.85 * len(judged)


def test_it_goes_against_a_fact_of_the_file() -> None:
    for id, change in ALL:
        facts = PERSONAS[id].facts
        assert change.source in facts, change
        assert {(fact.owner, fact.key) for fact in (*change.true, change.false)} == {
            (change.false.owner, change.false.key)
        }
        assert (change.source in change.true) is (change.change is not Change.DERIVED)
        assert told(change.true) != told((change.false,))


def test_another_owner_s_fact_is_that_owner_s() -> None:
    fathers = [c.false.value for c in CHANGES["xiaoman"] if (c.change, c.false.owner) == (Change.OWNER, "爸爸")]
    assert {"布店老板", "动画系学生", "宁波"} <= {*fathers}
    for id, change in ALL:
        if change.change is Change.OWNER:
            theirs = {(fact.key, fact.value) for fact in PERSONAS[id].facts if fact.owner != change.false.owner}
            assert (change.false.key, change.false.value) in theirs


def test_what_two_may_both_be_is_not_swapped() -> None:
    """A student at an art college may well be the student of animation; both parents live in one town."""
    swapped = {(c.false.owner, c.false.key, c.false.value) for c in CHANGES["xiaoman"] if c.change is Change.OWNER}
    assert (SELF, "occupation", "动画系学生") not in swapped
    assert ("爸爸", "residence", "绍兴") not in swapped
    assert (SELF, "residence", "绍兴") in swapped


def test_what_follows_is_changed_while_its_source_stays() -> None:
    persona = PERSONAS["xiaoman"]
    sign = one(persona, Change.DERIVED, SELF, "sign")
    assert (sign.source.key, sign.source.value) == ("birthday", "2006-05-21")
    # The sun crosses from one sign into the other on that day.
    assert sign.false.value not in ("双子座", "金牛座")
    been = [c.false for c in CHANGES["xiaoman"] if c.false.key == "been_to" and c.false.owner == SELF]
    assert {(fact.value, fact.polarity) for fact in been} == {("浙江", "no"), ("绍兴", "no"), ("杭州", "no")}
    married = one(persona, Change.DERIVED, "哥哥", "spouse")
    assert (married.source.value, married.false.polarity) == ("已婚", "no")


def test_a_widow_of_the_tang_is_changed_within_her_time() -> None:
    values = {change.false.value for change in CHANGES["cuijiuniang"] if change.change is Change.VALUE}
    assert values & {"长安", "益州", "太原"}
    assert not values & {"北京", "上海", "出租车司机", "律师"}


def test_a_changed_character_answers_by_its_changed_facts() -> None:
    """The change goes through the whole of the answering, so a changed character can be talked to."""
    persona = PERSONAS["xiaoman"]
    for made, question, word in (
        (one(persona, Change.OWNER, "爸爸", "occupation"), "你爸爸做什么工作", ""),
        (one(persona, Change.DERIVED, SELF, "zodiac"), "你属什么", ""),
        (one(persona, Change.VALUE, SELF, "hometown"), "你老家在哪儿", ""),
        (one(persona, Change.NEGATED, SELF, "food"), "你吃霉干菜烧饼吗", "不吃"),
    ):
        right, wrong = (respond(who, question, today=TODAY) for who in (persona, made.applied(persona)))
        assert right
        assert wrong
        assert (word or made.false.value) in wrong.text
        assert (word or made.false.value) not in right.text


def test_the_seed_draws_and_nothing_else_does() -> None:
    persona = PERSONAS["ajiao"]
    assert perturbed(persona, TODAY, 1) == CHANGES["ajiao"]
    assert perturbed(persona, TODAY, 2) != CHANGES["ajiao"]


@pytest.mark.parametrize(
    ("value", "key", "like"),
    [
        ("一米六二", "height", "一米[五六七八九][一二三四五六七八九]"),
        ("十三斤", "weight", "[一二三四五六七八九十两]+斤"),
        ("服役九十三年", "age", "服役[一二三四五六七八九十百零]+年"),
        ("两岁", "age", "[一三四五六]岁"),
        ("26", "age", r"\d\d"),
        ("2006-05-21", "birthday", r"\d{4}-\d\d-\d\d"),
        ("二月十二花朝节", "birthday", "[一二三四五六七八九十]+月十二"),
        ("二〇四七年冬至", "birthday", "[一二][〇一二三四五六七八九]{3}年冬至"),
        ("二一四〇年", "era", "[一二][〇一二三四五六七八九]{3}年"),
    ],
)
def test_a_number_is_moved_in_its_own_writing(value: str, key: str, like: str) -> None:
    for seed in range(60):
        other = shifted(value, key, Random(seed))
        assert re.fullmatch(like, other), other
        assert other != value


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("谷雨那天", "birthday"),
        ("唐朝天宝年间", "era"),
        ("不高", "height"),
        ("2026-13-45", "birthday"),
        ("一米零零", "height"),
    ],
)
def test_what_has_no_number_is_left_to_other_changes(value: str, key: str) -> None:
    assert shifted(value, key, Random(1)) in ("", value)


@given(st.integers(1, 9999))
def test_numbers_in_words_read_back(number: int) -> None:
    assert number_of(han(number)) == number


@given(
    st.sampled_from(["age", "birthday", "height", "weight", "era"]),
    st.text("零〇一二两三四五六七八九十百千年月日岁米斤克-0123456789生约多", max_size=12),
    st.integers(0, 99),
)
def test_whatever_an_author_writes_a_number_is_moved_or_left(key: str, value: str, seed: int) -> None:
    """A persona file of one's own is checked by nobody before it is changed."""
    assert isinstance(shifted(value, key, Random(seed)), str)


@given(
    st.lists(
        st.builds(
            Fact,
            owner=st.sampled_from([SELF, "哥哥", "妈妈", "年糕"]),
            key=st.sampled_from(["name", "age", "birthday", "marriage", "skill", "height", "hometown", "signature"]),
            value=st.sampled_from(["绍兴", "26", "1998-02-29", "已婚", "很久以前", "一米八", "1月0日", "十三斤"]),
            polarity=st.sampled_from(["yes", "no"]),
        ),
        max_size=8,
    )
)
def test_any_facts_at_all_are_changed_without_a_crash(facts: list[Fact]) -> None:
    persona = replace(PERSONAS["xiaoman"], facts=tuple(facts))
    for change in perturbed(persona, TODAY, 1):
        assert change.source in facts
        assert change.false not in change.true
