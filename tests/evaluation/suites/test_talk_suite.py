"""Small talk, all of it: each fault has a figure that says how rare it is, and how sure that is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from roleplay_lite import Device
from roleplay_lite.evaluation.accuracy import SHIPPED, asked_of
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.question_sets import questions
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample
from roleplay_lite.evaluation.suites import named, suite
from roleplay_lite.evaluation.trait_tables import SHOWN
from roleplay_lite.persona.loops import loops
from roleplay_lite.testing import FakeLlm

TALK = suite("talk")
SAMPLES = TALK.samples(Plan(suites=("talk",)))


def answered(sample: Sample, text: str) -> Answered:
    return Answered(sample=sample, replies=(Reply(text=text, by=("llm",)),))


def test_every_line_is_said_to_both_and_all_characters_take_their_turn() -> None:
    lines = {one.said for one in questions("chat")}
    for group in (SHIPPED, SHOWN):
        asked = [one for one in SAMPLES if one.group == group]
        assert len(asked) == len({one.id for one in asked}) == 253
        assert {one.said[0] for one in asked} == lines
    cast = Counter(one.persona for one in SAMPLES if one.group == SHIPPED)
    assert len(cast) == 7
    assert max(cast.values()) - min(cast.values()) <= 1
    # A character's beginning is read once where its lines come together.
    order = [one.persona for one in SAMPLES if one.group == SHIPPED]
    assert order == sorted(order)
    assert all(len(asked_of(one).traits) == 3 for one in SAMPLES if one.group == SHOWN)
    assert "talk" in named(("features",))


def test_a_first_look_asks_the_same_of_the_same() -> None:
    quick = TALK.samples(Plan(suites=("talk",), quick=True))
    assert Counter(one.group for one in quick) == {SHIPPED: 8, SHOWN: 8}
    whole = {one.id: one for one in SAMPLES}
    assert all(one == whole[one.id] for one in quick if one.group == SHIPPED)
    alone = TALK.samples(Plan(suites=("talk",), persona="milo", limit=3))
    assert {one.persona for one in alone} == {"milo"}


@pytest.mark.parametrize(
    ("fault", "said", "text"),
    [
        ("loop", "周末干嘛", "周末？我周末？我周末？哈哈！"),
        ("other language", "周末干嘛", "周末我 usually sleep in，睡到中午。"),
        ("takes their state", "我好饿啊", "我也好饿，一天没吃了。"),
        ("empty", "周末干嘛", ""),
    ],
)
def test_a_fault_is_counted_by_its_name(fault: str, said: str, text: str) -> None:
    sample = Sample(id="shipped/x", group=SHIPPED, persona="xiaoman", said=(said,))
    scores = TALK.scores(answered(sample, text))
    assert scores[fault] == scores["fault"] == 1
    assert scores["way out"] == 0
    assert scores["letters"] == sum(char.isalnum() for char in text)


def test_the_report_says_how_rare_each_fault_is() -> None:
    """Of 500 replies with four loops among them the share is under one in a hundred, and may be two."""
    sample = Sample(id="shipped/x", group=SHIPPED, persona="xiaoman", said=("周末干嘛",))
    good, bad = "睡到中午，再下楼遛猫。", "周末？我周末？我周末？哈哈！"
    report = TALK.report([answered(replace(sample, id=f"shipped/{at}"), bad if at < 4 else good) for at in range(500)])
    loop = report.get("loop", "all")
    assert loop
    assert (loop.value, loop.count) == (4 / 500, 500)
    assert 0.003 < loop.low < loop.value < loop.high < 0.021
    held = next(table for table in report.tables if table.title == "of 500 replies")
    assert [(row[0], row[2]) for row in held.rows][:2] == [("loops", 4), ("example lines word for word", 0)]
    length = report.get("letters", SHIPPED)
    assert length
    assert length.unit == "letters"
    assert 9 < length.value < 11


def test_a_run_gives_figures_and_what_loops_is_not_spoken() -> None:
    host = Host(Device(), FakeLlm(replies=["周末？我周末？我周末？哈哈！"]), seed=1)
    samples = TALK.samples(Plan(suites=("talk",), limit=1))
    done = [Answered(sample=one, replies=TALK.answer(one, host)) for one in samples]
    assert not any(loops(one.last.text) for one in done)
    report = TALK.report(done)
    assert {figure.group for figure in report.figures} == {SHIPPED, SHOWN, "all"}
    for table in report.tables:
        assert all(len(row) == len(table.columns) for row in table.rows), table.title
    assert TALK.report(()).figures == ()
