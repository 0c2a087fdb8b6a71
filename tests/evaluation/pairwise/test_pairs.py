"""Two systems' answers meet where they were asked the same, and are drawn fairly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.pairwise.pairs import Pair, drawn, paired
from roleplay_lite.evaluation.suite import Reply

from .made import LINES, XIAOMAN, answered, pair


def test_a_pair_says_who_is_wanted_and_holds_both_replies() -> None:
    found = paired("chat", answered("甲"), answered("乙"))
    assert [one.said[0] for one in found.pairs] == list(LINES)
    one = found.pairs[0]
    assert (one.id, one.a, one.b) == ("chat/plain/c000", ("今天下雨了呀，甲。",), ("今天下雨了呀，乙。",))
    assert one.who.name == "小满"
    assert "插画" in one.who.summary
    assert found.alone == 0


def test_a_reader_is_told_the_traits_also_where_the_system_was_not() -> None:
    traits = ["humorous", "curious"]
    told = answered("甲", group="P209-top3", traits=traits)
    plain = answered("乙", group="Baseline", traits=traits)
    found = paired("chat", told, plain, across=True)
    assert len(found.pairs) == len(LINES)
    assert {one.id for one in found.pairs} == {f"chat/c{number:03}" for number in range(len(LINES))}
    wanted = {one.who.wanted for one in found.pairs}
    assert len(wanted) == 1
    assert wanted.pop().startswith("小满是个")


def test_the_plain_person_of_the_trait_settings_is_known_by_name() -> None:
    found = paired("chat", answered("甲", persona="base"), answered("乙", persona="base"))
    assert found.pairs[0].who.name == "周禾"


def test_a_character_that_is_gone_costs_its_summary_and_nothing_else() -> None:
    found = paired("chat", answered("甲", persona="gone.toml"), answered("乙", persona="gone.toml"))
    assert found.pairs[0].who.name == "gone.toml"


def test_what_was_asked_otherwise_has_no_partner() -> None:
    other = answered("乙")
    other[0] = replace(other[0], sample=replace(other[0].sample, said=("今天下雪了",)))
    other[1] = replace(other[1], sample=replace(other[1].sample, persona="milo"))
    found = paired("chat", answered("甲"), other[:-1])
    assert len(found.pairs) == len(LINES) - 3
    assert found.alone == 5


def test_texts_that_were_only_judged_are_no_conversation() -> None:
    sides = [[replace(one, sample=replace(one.sample, said=())) for one in answered(system)] for system in ("甲", "乙")]
    assert paired("kvpi", *sides).pairs == ()


def test_two_settings_for_one_place_ask_for_a_choice() -> None:
    both = answered("甲", group="Baseline") + answered("乙", group="P4-top1")
    with pytest.raises(InputError, match="--group"):
        paired("chat", both, both, across=True)
    assert len(paired("chat", both, both).pairs) == 2 * len(LINES)


def test_a_missing_reply_is_an_empty_one() -> None:
    cut = [replace(one, replies=()) for one in answered("乙")]
    assert paired("chat", answered("甲"), cut).pairs[0].b == ("",)


def test_replies_that_differ_in_no_word_are_ties_that_nobody_reads() -> None:
    one = [replace(row, replies=(Reply(text="嗯。"),)) for row in answered("甲")]
    other = [replace(row, replies=(Reply(text="嗯。\n"),)) for row in answered("乙")]
    found = drawn(paired("chat", one, other).pairs, 5, seed=1)
    assert (found.pairs, found.same) == ((), len(LINES))


def test_identical_replies_are_as_frequent_in_what_is_drawn_as_in_the_whole() -> None:
    pairs = [pair(number, b=("好呀，走！",) if number % 3 == 0 else ("不去。",)) for number in range(600)]
    found = drawn(pairs, 100, seed=4)
    assert len(found.pairs) == 100
    assert not [one for one in found.pairs if one.same]
    assert 30 <= found.same <= 70


def test_another_seed_draws_others() -> None:
    pairs = [pair(number) for number in range(300)]
    one, other = ({p.id for p in drawn(pairs, 50, seed).pairs} for seed in (1, 2))
    assert len(one & other) < 25


@given(st.integers(0, 40), st.integers(1, 50), st.integers(0, 2**31), st.randoms())
def test_the_same_seed_draws_the_same_whatever_came_first(count: int, most: int, seed: int, draw: object) -> None:
    pairs = [pair(number) for number in range(count)]
    mixed = list(pairs)
    draw.shuffle(mixed)  # type: ignore[attr-defined]
    assert drawn(pairs, most, seed) == drawn(mixed, most, seed)
    assert len(drawn(pairs, most, seed).pairs) == min(count, most)


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_what_is_the_same_is_the_same_seen_from_either_side(texts: list[str]) -> None:
    one = Pair(id="x", who=XIAOMAN, said=("嗯",) * len(texts), a=tuple(texts), b=(*texts[:-1], "别的"))
    assert one.same is replace(one, a=one.b, b=one.a).same
