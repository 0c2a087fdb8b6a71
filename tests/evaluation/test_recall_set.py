"""Households: stories long enough to forget in, and questions whose answers stand in them or do not."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.errors import ConfigError
from roleplay_lite.evaluation.extraction_set import Half
from roleplay_lite.evaluation.judging.recollecting import holds
from roleplay_lite.evaluation.question_sets import SETS
from roleplay_lite.evaluation.recall_set import Kind, households, read_households
from tests.evaluation.copies import likeness, shared_with_the_product

HALVES: tuple[Half, ...] = get_args(Half)
ALL = [(half, one) for half in HALVES for one in households(half)]
TURN: dict[str, Any] = {"person": "阿宁", "said": "我住青石巷", "at": "2026-03-01T09:00"}
ASKED: dict[str, Any] = {
    "asked": "我住哪儿",
    "person": "阿宁",
    "at": "2026-04-01T09:00",
    "kind": "single",
    "any": ["青石巷"],
    "gold": [0],
}
UNSAID: dict[str, Any] = {"asked": "我属啥", "person": "阿宁", "at": "2026-04-01T09:00", "kind": "unsaid"}
ROW: dict[str, Any] = {
    "id": "r1",
    "people": [{"id": "阿宁", "scope": "owner"}, {"id": "豆豆", "scope": "child"}],
    "turns": [TURN],
    "questions": [ASKED],
}


@pytest.mark.parametrize("half", HALVES)
def test_each_half_asks_enough_of_each_kind(half: Half) -> None:
    stories = households(half)
    assert len(stories) >= 13
    kinds = Counter(question.kind for one in stories for question in one.questions)
    assert set(kinds) == set(get_args(Kind))
    assert kinds.total() >= 260
    assert min(kinds.values()) >= 25
    assert sum(bool(question.of) for one in stories for question in one.questions) >= 12
    for one in stories:
        assert 25 <= len(one.turns) <= 40
        assert (one.turns[-1].at - one.turns[0].at).days >= 60
        assert len({turn.person for turn in one.turns}) >= 2
        told = {place for question in one.questions for place in question.gold}
        # Much of what people say is asked for by nobody.
        assert len(told) <= 0.85 * len(one.turns)


def test_a_value_stands_in_a_line_that_tells_it_and_not_in_the_question() -> None:
    questions = [(one, question) for _, one in ALL for question in one.questions if question.kind != "unsaid"]
    untold = [
        question.asked
        for one, question in questions
        if not any(holds(one.turns[place].said, value) for place in question.gold for value in question.any)
    ]
    echoed = [
        question.asked for _, question in questions if any(holds(question.asked, value) for value in question.any)
    ]
    assert (untold, echoed) == ([], [])


def test_what_another_told_was_told_and_not_to_the_one_who_asks() -> None:
    for _, one in ALL:
        for question in one.questions:
            if question.of and question.never:
                theirs = " ".join(turn.said for turn in one.turns if turn.person == question.of)
                own = " ".join(turn.said for turn in one.turns if turn.person == question.person)
                assert any(holds(theirs, value) for value in question.never), question.asked
                assert not any(holds(own, value) for value in question.never), question.asked


def test_a_right_value_is_no_wrong_one() -> None:
    assert [
        question.asked
        for _, one in ALL
        for question in one.questions
        if any(holds(value, wrong) for value in question.any for wrong in question.never)
    ] == []


def test_the_halves_have_no_line_in_common() -> None:
    lines = {half: [turn.said for own, one in ALL if own == half for turn in one.turns] for half in HALVES}
    alike = [(one, other) for one in lines["dev"] for other in lines["held"] if likeness(one, other) >= 0.85]
    assert alike == []
    names = [{member.id for own, one in ALL if own == half for member in one.people} for half in HALVES]
    assert names[0] & names[1] == set()


def test_none_of_the_held_half_stands_in_the_rules() -> None:
    """Questions are often asked in the same words, and may be."""
    lines = [turn.said for one in households("held") for turn in one.turns if len(turn.said) >= 8]
    assert shared_with_the_product(lines, "recall-held.jsonl") == []


def test_the_readme_counts_what_is_there() -> None:
    readme = (SETS / "README.md").read_text(encoding="utf-8")
    for half in HALVES:
        row = next(line for line in readme.splitlines() if line.startswith(f"| `recall-{half}.jsonl`"))
        stories = households(half)
        lines, asked = sum(len(one.turns) for one in stories), sum(len(one.questions) for one in stories)
        assert row.endswith(f"| {len(stories)}, {lines} lines, {asked} questions |")


def _with(**change: Any) -> dict[str, Any]:
    return {"questions": [ASKED | change]}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"people": []}, "people: is not a list of people"),
        ({"people": [{"id": "阿宁", "scope": "boss"}]}, "people[0].scope: 'boss' is not one of"),
        ({"turns": [TURN | {"person": "隔壁"}]}, "turns[0].person: '隔壁' is not one of"),
        ({"turns": [TURN, TURN | {"at": "2026-02-01T09:00"}]}, "turns[1].at: is earlier than the line before it"),
        (_with(at="2026-02-01T09:00"), "questions[0].at: is earlier than the last line"),
        (_with(kind="why"), "questions[0].kind: 'why' is not one of"),
        (_with(any=[]), "questions[0].any: any and gold stand everywhere but"),
        (_with(gold=[]), "questions[0].any: any and gold stand everywhere but"),
        (_with(gold=[1]), "questions[0].gold: is not a list of places from 0 to 0"),
        (_with(gold=[True]), "questions[0].gold: is not a list of places"),
        (_with(person="豆豆"), "questions[0].gold: was told by somebody else"),
        (_with(of="豆豆"), "questions[0].of: names another person"),
        ({"questions": [UNSAID | {"of": "阿宁"}]}, "questions[0].of: names another person"),
        ({"questions": [UNSAID | {"any": ["虎"]}]}, "questions[0].any: any and gold stand everywhere but"),
        (_with(over=True), "questions[0].over: stands where kind is update"),
        (_with(why="so"), "questions[0].why: is no field here"),
    ],
)
def test_a_line_that_is_wrong_is_named(tmp_path: Path, change: dict[str, Any], problem: str) -> None:
    file = tmp_path / "told.jsonl"
    lines = (ROW, ROW | change | {"id": "r2"})
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in lines), encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape("told.jsonl:2: " + problem)):
        read_households(file)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*TURN, *ASKED, "id", "scope"]), inner, max_size=5)
    ),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(list(ROW)), JSON, max_size=4))
def test_whatever_a_line_holds_it_is_read_or_refused(row: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "told.jsonl"
        file.write_text(json.dumps(ROW | row), encoding="utf-8")
        with suppress(ConfigError):
            assert len(read_households(file)) == 1
