"""KvPI under the roof of the suites: left out without its data, and the same figures as its own command."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import cast

import pytest

from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.kvpi import evaluate
from roleplay_lite.evaluation.suite import Answered, Plan, Sample
from roleplay_lite.evaluation.suites import suite
from roleplay_lite.evaluation.suites.kvpi import FILE

SUITE = suite("kvpi")
DATA = Path(os.environ.get("ROLEPLAY_LITE_EVAL_DATA") or Path(__file__).parents[4] / "shared" / "data")
PROFILE = {"gender": "female", "loc": "浙江 绍兴", "constellation": "天蝎座"}
LINES = (
    ("我在绍兴呢，外头下着雨", "location", "entailed"),
    ("沈阳零下了，我裹着被子", "location", "contradicted"),
    ("我是双鱼座，爱哭", "constellation", "contradicted"),
    ("这片子的男主真帅", "gender", "irrelevant"),
)


def written(folder: Path, lines: int = 60) -> Path:
    rows = [
        {"i": number, "profile": PROFILE, "response": response, "label": label, "domain": domain}
        for number, (response, domain, label) in enumerate(LINES * (lines // len(LINES)))
    ]
    file = folder / FILE
    file.parent.mkdir(parents=True)
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return file


def answered(samples: list[Sample]) -> list[Answered]:
    whole = [Answered(sample=sample, replies=SUITE.answer(sample, cast(Host, None))) for sample in samples]
    return [Answered.from_dict(json.loads(json.dumps(one.to_dict()))) for one in whole]


def test_it_is_left_out_where_the_data_is_not(tmp_path: Path) -> None:
    assert list(SUITE.samples(Plan(suites=("kvpi",)))) == []
    assert list(SUITE.samples(Plan(suites=("kvpi",), data=tmp_path))) == []
    assert SUITE.report([]).figures == ()


def test_data_that_is_there_and_wrong_is_said_and_not_left_out(tmp_path: Path) -> None:
    written(tmp_path).write_text("{\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"kvpi_dev\.jsonl:1: not a pair of KvPI"):
        SUITE.samples(Plan(suites=("kvpi",), data=tmp_path))


def test_the_figures_are_those_of_the_command(tmp_path: Path) -> None:
    """A mean of single scores would give another macro-F1 than the field means by it."""
    file = written(tmp_path)
    _same_as_the_command(file, tmp_path)


@pytest.mark.skipif(not (DATA / FILE).is_file(), reason="KvPI is not in the evaluation data")
def test_the_figures_on_the_real_data_are_those_of_the_command() -> None:
    _same_as_the_command(DATA / FILE, DATA)


def _same_as_the_command(file: Path, data: Path) -> None:
    samples = list(SUITE.samples(Plan(suites=("kvpi",), data=data)))
    assert len({sample.id for sample in samples}) == len(samples)
    report, known = SUITE.report(answered(samples)), evaluate(file)
    for group, score in (("all", known.model), ("careful", known.careful), ("keyword rule", known.keywords)):
        assert _value(report.get("accuracy", group)) == pytest.approx(score.accuracy)
        assert _value(report.get("macro-F1", group)) == pytest.approx(score.macro_f1)
        if found := report.get("contradicted precision", group):
            assert found.value == pytest.approx(score.labels["contradicted"].precision)
        assert _value(report.get("contradicted recall", group)) == pytest.approx(score.labels["contradicted"].recall)


def _value(figure: object) -> float:
    assert figure
    return cast(float, figure.value)  # type: ignore[attr-defined]


def test_a_limit_is_of_each_attribute(tmp_path: Path) -> None:
    written(tmp_path, 400)
    samples = SUITE.samples(Plan(suites=("kvpi",), data=tmp_path, limit=7))
    assert [sum(sample.group == key for sample in samples) for key in ("gender", "residence", "sign")] == [7, 7, 7]
