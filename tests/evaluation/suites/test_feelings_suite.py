"""The suite of feelings: what it needs no data for, and the floor under the shipped reader on CPED's held dialogues."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import cast

import pytest

from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.suite import Answered, Figure, Plan, SuiteReport
from roleplay_lite.evaluation.suites import suite
from roleplay_lite.evaluation.suites.feelings import HELD, ORDERS, WRITTEN

SUITE = suite("feelings")
DATA = Path(os.environ.get("ROLEPLAY_LITE_EVAL_DATA") or Path(__file__).parents[4] / "shared" / "data")


def report(plan: Plan) -> SuiteReport:
    whole = [Answered(sample=one, replies=SUITE.answer(one, cast(Host, None))) for one in SUITE.samples(plan)]
    return SUITE.report([Answered.from_dict(json.loads(json.dumps(one.to_dict()))) for one in whole])


def figure(found: SuiteReport, name: str, group: str) -> Figure:
    one = found.get(name, group)
    assert one, (name, group)
    return one


def test_without_data_the_lines_that_are_shipped_are_read(tmp_path: Path) -> None:
    plan = Plan(suites=("feelings",), data=tmp_path)
    groups = {one.group for one in SUITE.samples(plan)}
    assert groups == {WRITTEN, ORDERS}
    found = report(plan)
    assert figure(found, "opposite sign", WRITTEN).value < figure(found, "sign", WRITTEN).value
    # A character that comforts whoever asks for the time is worse than one that overlooks a mood.
    assert figure(found, "label", ORDERS).value >= 0.85


@pytest.mark.skipif(not (DATA / "cped-valid").is_dir(), reason="CPED is not in the evaluation data")
def test_the_shipped_reader_is_past_the_baselines() -> None:
    found = report(Plan(suites=("feelings",), data=DATA))
    for level in ("13 emotions", "7 groups", "3 sentiments"):
        reader = figure(found, "macro-F1", f"{level}: learnt reader")
        assert reader.low < reader.value < reader.high
        for other in ("words alone", "the most frequent"):
            assert reader.low > figure(found, "macro-F1", f"{level}: {other}").high
    assert {one.group for one in SUITE.samples(Plan(suites=("feelings",), data=DATA))} == {HELD, WRITTEN, ORDERS}
