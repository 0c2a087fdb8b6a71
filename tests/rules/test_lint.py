"""Rules that get in each other's way are told in words."""

from __future__ import annotations

import pytest

from roleplay_lite.rules.lint import faults

from .made import book

ANSWER = 'name = "{name}"\ndo = "answer"\nvalue = "{value}"\npriority = {priority}\n[when]\nany = [{any}]\n{more}\n'
HITS = '[samples]\nhits = ["{hit}"]'


def answer(name: str, value: str, any_: str, *, priority: int = 0, more: str = "", hit: str = "") -> str:
    text = ANSWER.format(name=name, value=value, priority=priority, any=any_, more=more)
    return text + (HITS.format(hit=hit) if hit else "")


def told(*texts: str) -> list[tuple[str, str, str]]:
    return [(one.rule, one.kind, one.other) for one in faults(book(*texts).live)]


def test_the_same_conditions_with_another_answer_contradict() -> None:
    one = answer("one", "九点", '"几点", "时间"', hit="几点了")
    other = answer("two", "十点", '"时间", "几点"', hit="几点了")
    assert told(one, other) == [("one", "contradiction", "two")]
    (fault,) = faults(book(one, other).live)
    assert fault.text == (
        "contradicts two, which has the same conditions and does something else; give one of them a higher priority"
    )
    assert told(one, other.replace("十点", "九点")) == []


def test_a_sample_that_another_takes_is_a_contradiction_or_a_shadow() -> None:
    one = answer("one", "九点", '"几点开门"', hit="你们几点开门")
    wide = answer("wide", "不知道", '"几点"', hit="现在几点")
    assert told(one, wide) == [("one", "contradiction", "wide")]
    assert told(one, answer("wide", "不知道", '"几点"', priority=5, hit="现在几点")) == [("one", "shadowed", "wide")]
    assert (
        told(answer("one", "九点", '"几点开门"', priority=5, hit="你们几点开门"), wide) == [("wide", "shadowed", "one")]
        or told(answer("one", "九点", '"几点开门"', priority=5, hit="你们几点开门"), wide) == []
    )


@pytest.mark.parametrize(
    ("mine", "others"),
    [
        ('persona = "niaoniao"', 'persona = "xiaoman"'),
        ('person = "mama"', 'person = "papa"'),
        ('hours = "06:00-12:00"', 'hours = "12:00-18:00"'),
    ],
)
def test_rules_that_never_meet_do_not_collide(mine: str, others: str) -> None:
    one = answer("one", "九点", '"几点"', more=mine, hit="几点了")
    other = answer("two", "十点", '"几点了"', more=others, hit="几点了")
    assert told(one, other) == []
    assert told(one, answer("two", "十点", '"几点了"', hit="几点了")) != []


def test_a_forbidden_answer_and_a_rule_without_samples_are_told() -> None:
    one = answer("one", "买点股票吧", '"钱"', hit="有钱了")
    ban = 'name = "no"\ndo = "ban"\nvalue = "股票"'
    assert told(one, ban) == [("one", "banned", "no")]
    assert told(answer("bare", "好", '"好"')) == [("bare", "untested", "")]


def test_only_what_was_added_is_told_where_that_is_asked() -> None:
    live = book(
        answer("one", "九点", '"几点"', hit="几点了"),
        answer("two", "十点", '"几点"', hit="几点了"),
        answer("three", "好", '"你好"', hit="你好"),
    ).live
    assert faults(live, of=["three"]) == []
    assert [fault.rule for fault in faults(live, of=["one"])] == ["one"]
