"""What the consistency check finds is counted by kind, and what it flags that holds is counted against it."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import cast

import pytest

from roleplay_lite.evaluation.detection import detection
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample
from roleplay_lite.evaluation.suites import suite
from roleplay_lite.persona.consistency import VETO

SUITE = suite("contradictions")
NO_HOST = cast(Host, None)
"""Nothing is asked of a model."""


def plan(**given: object) -> Plan:
    return Plan(suites=("contradictions",), **given)  # type: ignore[arg-type]


def answered(sample: Sample) -> Answered:
    """As it comes out of the store."""
    whole = Answered(sample=sample, replies=SUITE.answer(sample, NO_HOST))
    return Answered.from_dict(json.loads(json.dumps(whole.to_dict())))


def judged(text: str, heard: str, *, contradicts: bool, group: str = "led", persona: str = "xiaoman") -> Answered:
    data = {"text": text, "contradicts": contradicts, "key": "hometown", "today": "2026-11-23"}
    sample = Sample(id=text, group=group, persona=persona, said=(heard,), data=data)
    return Answered(sample=sample, replies=(Reply(text=text, steps={"check": 2.0}),))


def test_every_contradicting_reply_comes_with_the_one_that_holds() -> None:
    samples = SUITE.samples(plan())
    ids = [sample.id for sample in samples]
    assert len(set(ids)) == len(ids)
    halves = Counter(sample.pair.split("/")[0] for sample in samples)
    assert set(halves.values()) == {2}
    assert sum(sample.data["contradicts"] for sample in samples) * 2 == len(samples)


def test_a_quick_run_still_asks_every_kind_of_several_characters() -> None:
    samples = SUITE.samples(plan(quick=True))
    kinds = Counter(sample.group for sample in samples)
    assert set(kinds.values()) == {24}
    assert len({sample.persona for sample in samples}) >= 5
    assert len(SUITE.samples(plan(limit=2))) == 16
    assert samples == SUITE.samples(plan(quick=True))


def test_one_character_is_asked_alone_and_one_that_the_set_does_not_know_not_at_all() -> None:
    assert {sample.persona for sample in SUITE.samples(plan(persona="milo"))} == {"milo"}
    assert list(SUITE.samples(plan(persona="aqiu"))) == []


def test_a_missed_contradiction_and_a_false_alarm_both_cost() -> None:
    """The four ways that a flag can go, each with a reply that shows it."""
    found = judged("我老家在青岛。", "你老家哪儿", contradicts=True)
    missed = judged("嗯，风挺大的。", "今天出门吗", contradicts=True)
    quiet = judged("我老家在绍兴。", "你老家哪儿", contradicts=False)
    alarm = judged("我老家在昆明。", "你老家哪儿", contradicts=False)
    assert [SUITE.scores(one)["right"] for one in (found, missed, quiet, alarm)] == [1, 0, 1, 0]
    report = SUITE.report([found, missed, quiet, alarm])
    shares = {figure.name: figure.value for figure in report.figures if figure.group == "all"}
    assert shares["precision"] == shares["recall"] == shares["F1"] == 0.5
    assert shares["check a sentence"] == 2.0
    counts = {figure.name: figure.count for figure in report.figures if figure.group == "led"}
    assert (counts["precision"], counts["recall"], counts["F1"]) == (2, 2, 4)


def test_a_line_that_facts_answer_is_guarded_whatever_a_model_would_have_said() -> None:
    asked = judged("嗯，就那样吧。", "你老家在哪儿", contradicts=True)
    chat = judged("嗯，就那样吧。", "外头的桂花谢了没有", contradicts=True)
    assert [SUITE.scores(one)["guarded"] for one in (asked, chat)] == [1, 0]


def test_the_whole_set_gives_every_figure_and_shows_no_line_of_it() -> None:
    """Who mends the rules reads the report; a set that is read is no longer held back."""
    whole = [answered(sample) for sample in SUITE.samples(plan())]
    report = SUITE.report(whole)
    for group in ("all", "within", "owner", "inference", "led"):
        recall, guarded = report.get("recall", group), report.get("guarded", group)
        assert recall
        assert guarded
        assert 0 <= recall.value <= guarded.value <= 1
        assert recall.count == guarded.count
    precision, cost = report.get("precision", "all"), report.get("check a sentence", "all")
    assert precision
    assert precision.value >= 0.75
    assert cost
    assert cost.unit == "ms"
    shown = str(report)
    assert not [one for one in whole if one.last.text in shown or one.sample.said[0] in shown]
    assert str(VETO) in shown


def test_nothing_answered_gives_an_empty_report() -> None:
    assert SUITE.report([]).figures == ()


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(True, True)] * 3 + [(True, False)] + [(False, True)] * 2 + [(False, False)] * 4, (0.6, 0.75, 2 / 3, 2 / 3)),
        ([(True, True)], (1.0, 1.0, 1.0, None)),
        ([(False, False)], (None, None, None, 1.0)),
    ],
)
def test_precision_recall_and_f1_are_those_of_the_textbook(
    pairs: list[tuple[bool, bool]], expected: tuple[float | None, ...]
) -> None:
    found = detection(pairs)
    for value, wanted in zip((found.precision, found.recall, found.f1, found.left_alone), expected, strict=True):
        assert math.isnan(value) if wanted is None else value == pytest.approx(wanted)
    assert {figure.name for figure in found.figures("g")} == (
        {"precision", "recall", "F1"} if expected[2] is not None else set()
    )
