"""Hard samples as a suite: both answers are judged, and the shares are by kind of change."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import cast

from roleplay_lite.evaluation.hard.perturbed import Change
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.suite import Answered, Plan, Sample
from roleplay_lite.evaluation.suites import suite

SUITE = suite("hard")
AQIU = Path(__file__).parents[3] / "examples" / "aqiu.toml"
QUICK = Plan(suites=("hard",), quick=True)


def answered(sample: Sample) -> Answered:
    """As it comes out of the store."""
    whole = Answered(sample=sample, replies=SUITE.answer(sample, cast(Host, None)))
    return Answered.from_dict(json.loads(json.dumps(whole.to_dict())))


def test_each_change_has_its_number_and_both_answers() -> None:
    samples = SUITE.samples(QUICK)
    assert Counter(sample.group for sample in samples) == {str(change): 24 for change in Change}
    assert Counter(sample.id.rsplit("/", 1)[1] for sample in samples) == {"wrong": 60, "right": 60}
    assert len({sample.persona for sample in samples}) == 7
    assert len({sample.id for sample in samples}) == len(samples)
    assert samples == SUITE.samples(QUICK)


def test_another_seed_asks_others_and_a_file_of_ones_own_is_asked_alone() -> None:
    assert SUITE.samples(Plan(suites=("hard",), quick=True, seed=2)) != SUITE.samples(QUICK)
    own = SUITE.samples(Plan(suites=("hard",), persona=str(AQIU), limit=2))
    assert {sample.persona for sample in own} == {str(AQIU)}
    assert SUITE.report([answered(sample) for sample in own]).get("left alone", "all")


def test_what_is_flagged_and_what_is_left_alone_is_told_by_change() -> None:
    whole = [answered(sample) for sample in SUITE.samples(QUICK)]
    report = SUITE.report(whole)
    flagged, alone = report.get("flagged", "all"), report.get("left alone", "all")
    assert flagged
    assert alone
    assert (flagged.count, alone.count) == (60, 60)
    # Plain words, which the check was written to read: less than this and something is broken.
    assert flagged.value >= 0.7
    assert alone.value >= 0.95
    assert {figure.group for figure in report.figures} == {"all", *map(str, Change)}
    by_form = next(table for table in report.tables if table.title == "by form of the question")
    assert {row[0] for row in by_form.rows} == {"open", "true", "false"}


def test_one_answer_counts_on_its_own_side_alone() -> None:
    wrong, right = (
        answered(sample) for sample in SUITE.samples(Plan(suites=("hard",), persona="xiaoman", limit=1))[:2]
    )
    assert set(SUITE.scores(wrong)) == {"flagged"}
    assert set(SUITE.scores(right)) == {"left alone"}
    assert SUITE.report([]).figures == ()
