"""Two runs are compared over what both were asked, and a difference is no more than it is."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.evaluation.reporting.compare import Comparison, Difference, compare, regressed
from roleplay_lite.evaluation.reporting.run_report import RunReport, Scored
from roleplay_lite.evaluation.statistics import mean, sign_test
from roleplay_lite.evaluation.suite import Figure, SuiteReport

from .made import run, without_samples

SMALL, LARGE = run(), run("qwen2.5-1.5b-1", "qwen2.5-1.5b", lift=0.1)
VALUES = st.sampled_from([0.0, 0.25, 0.5, 1.0])
SCORES = st.dictionaries(st.integers(0, 12).map("家/{:03}".format), VALUES, min_size=1, max_size=12)


def made_of(scores: Mapping[str, float], measure: str = "accuracy", *, unit: str = "", name: str = "一") -> RunReport:
    """A run with one suite, one group and one measure."""
    samples = tuple(Scored(suite="facts", id=id, group="家乡", scores={measure: score}) for id, score in scores.items())
    figure = Figure(name=measure, group="家乡", value=mean([*scores.values()]), count=len(scores), unit=unit)
    suite = SuiteReport(suite="facts", about="", figures=(figure,))
    return replace(SMALL, name=name, suites=(suite,), samples=samples)


def only(comparison: Comparison) -> Difference:
    (one,) = comparison.differences
    return one


def test_a_difference_is_the_mean_over_the_same_samples() -> None:
    before = made_of({"a": 0, "b": 0, "c": 1, "d": 1, "只在前": 1})
    after = made_of({"a": 1, "b": 1, "c": 1, "d": 0, "只在后": 0}, name="二")
    found = compare(before, after)
    one = only(found)
    assert (one.before, one.after, one.change, one.pairs) == (0.5, 0.75, 0.25, 4)
    assert (one.better, one.same, one.worse) == (2, 1, 1)
    assert one.p == sign_test(2, 1)
    assert (found.only_first, found.only_second) == (("facts/只在前",), ("facts/只在后",))
    assert found.notes() == (
        "only 一 has 1 samples (facts/只在前): left out",
        "only 二 has 1 samples (facts/只在后): left out",
    )


@given(SCORES, SCORES)
def test_turned_round_it_says_the_opposite(before: dict[str, float], after: dict[str, float]) -> None:
    there, back = compare(made_of(before), made_of(after)), compare(made_of(after), made_of(before))
    one, other = only(there), only(back)
    assert (one.before, one.after, one.change) == (other.after, other.before, -other.change)
    assert (one.better, one.same, one.worse) == (other.worse, other.same, other.better)
    assert (one.pairs, one.p) == (other.pairs, other.p)
    assert (there.only_first, there.only_second) == (back.only_second, back.only_first)
    if one.pairs:
        assert one.pairs == len(before.keys() & after.keys())


@given(SCORES)
def test_a_run_does_not_differ_from_itself(scores: dict[str, float]) -> None:
    found = compare(made_of(scores), made_of(scores, name="二"))
    one = only(found)
    assert (one.change, one.better, one.worse, one.p) == (0, 0, 0, 1)
    assert regressed(found, 0) == ()


def test_whole_runs_are_compared_suite_by_suite_and_group_by_group() -> None:
    found = compare(SMALL, LARGE)
    rows = {(one.suite, one.group, one.measure): one for one in found.differences}
    assert rows["chat", "P209-top3", "salience@10"].pairs == 40
    assert ("facts", "家乡", "seconds") in rows
    # The chance of a blind draw is the same everywhere.
    assert not [one for one in found.differences if one.measure.startswith("chance")]
    assert {one.pairs for one in found.differences if one.suite == "coherence"} == {0}
    back = compare(LARGE, SMALL)
    assert {(key, -one.change) for key, one in rows.items()} == {
        ((one.suite, one.group, one.measure), one.change) for one in back.differences
    }


def test_runs_without_single_samples_are_compared_by_their_figures() -> None:
    found = compare(without_samples(SMALL), LARGE)
    one = next(one for one in found.differences if (one.suite, one.group) == ("chat", "Baseline"))
    small, large = (run.value("chat", one.measure, "Baseline") for run in (SMALL, LARGE))
    assert small
    assert large
    assert (one.before, one.after, one.pairs, one.p) == (small.value, large.value, 0, 1.0)
    assert any("nothing is tested" in note for note in found.notes())
    assert next(row for row in found.table().rows if row[1] == "Baseline")[7:] == ("–", "–")


def test_a_fault_or_a_second_more_is_worse() -> None:
    fault = only(compare(made_of({"a": 0, "b": 1}, "fault"), made_of({"a": 1, "b": 1}, "fault")))
    assert (fault.better, fault.worse) == (0, 1)
    slow = only(compare(made_of({"a": 1.0}, "first", unit="s"), made_of({"a": 2.0}, "first", unit="s")))
    assert (slow.better, slow.worse) == (0, 1)
    control = only(compare(made_of({"a": 0.0}, "mismatch@10"), made_of({"a": 1.0}, "mismatch@10")))
    assert control.way == 0


@pytest.mark.parametrize(
    ("measure", "unit", "way"),
    [("accuracy", "", 1), ("salience@30", "", 1), ("smooth", "", 1), ("kept", "", 1), ("contradicted recall", "", 1),
     ("in character", "", 1), ("fault", "", -1), ("wrong tone", "", -1), ("false claim", "", -1), ("evaded", "", -1),
     ("does not know", "", -1), ("over-refusal", "", -1), ("mismatch@30", "", 0), ("without model", "", 0),
     ("honest", "", 0), ("first piece", "s", -1), ("check a sentence", "ms", -1), ("drafts", "drafts", -1),
     ("length", "tokens", 0)],
)  # fmt: skip
def test_more_of_a_measure_is_better_worse_or_neither(measure: str, unit: str, way: int) -> None:
    before, after = made_of({"a": 0.25}, measure, unit=unit), made_of({"a": 0.5}, measure, unit=unit)
    one = only(compare(before, after))
    assert (one.way, one.higher, one.lower) == (way, 1, 0)
    assert (one.better, one.worse) == ((0, 1) if way < 0 else (1, 0))


def test_what_is_no_number_in_one_run_is_no_pair() -> None:
    one = only(compare(made_of({"a": math.nan, "b": 0.0}), made_of({"a": 1.0, "b": 1.0})))
    assert (one.pairs, one.before, one.after) == (1, 0, 1)


def test_other_seeds_and_one_name_for_two_are_said() -> None:
    found = compare(made_of({"a": 0.0}), replace(made_of({"a": 0.0}), seed=2))
    assert "the seeds differ (1 and 2)" in found.notes()[0]
    assert (found.first, found.second) == ("一 (first)", "一 (second)")
    models = compare(made_of({"a": 0.0}), replace(made_of({"a": 0.0}), model="qwen2.5-1.5b"))
    assert models.second == "一 (qwen2.5-1.5b)"


@pytest.mark.parametrize(
    ("count", "lost", "points", "worse"),
    [(100, 10, 5, True), (100, 10, 10, False), (100, 0, 0, False), (100, 3, 2, False), (100, 6, 5, True)],
    ids=["10 points", "just as many", "none", "by chance", "6 of 6 flips"],
)
def test_a_loss_counts_when_it_is_more_than_allowed_and_more_than_chance(
    count: int, lost: int, points: float, worse: bool
) -> None:
    before = made_of({f"s{number}": 1.0 for number in range(count)})
    after = made_of({f"s{number}": float(number >= lost) for number in range(count)})
    assert bool(regressed(compare(before, after), points)) == worse
    assert regressed(compare(after, before), 0) == ()
    faults = [made_of({one.id: one.scores["accuracy"] for one in run.samples}, "fault") for run in (after, before)]
    assert bool(regressed(compare(*faults), points)) == worse


def test_neither_a_control_nor_seconds_make_a_run_fail() -> None:
    high, low = {f"s{n}": 1.0 for n in range(50)}, {f"s{n}": 0.0 for n in range(50)}
    assert regressed(compare(made_of(high, "mismatch@10"), made_of(low, "mismatch@10")), 1) == ()
    assert regressed(compare(made_of(low, "first", unit="s"), made_of(high, "first", unit="s")), 1) == ()


def test_figures_without_samples_count_by_their_points() -> None:
    before, after = without_samples(made_of({"a": 1.0})), without_samples(made_of({"a": 0.8}))
    assert [one.measure for one in regressed(compare(before, after), 10)] == ["accuracy"]
    assert regressed(compare(before, after), 25) == ()


def test_it_goes_to_json_and_into_a_table() -> None:
    found = compare(SMALL, LARGE)
    data = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert len(data["differences"]) == len(found.differences) == len(found.table().rows)
    one = data["differences"][0]
    assert one["change"] == pytest.approx(one["after"] - one["before"])
    assert one["better"] + one["same"] + one["worse"] == one["pairs"]
    assert {len(row) for row in found.table().rows} == {len(found.table().columns)}
    nothing = made_of({"a": math.nan})
    assert (
        json.loads(json.dumps(compare(nothing, nothing).to_dict(), allow_nan=False))["differences"][0]["change"] is None
    )
