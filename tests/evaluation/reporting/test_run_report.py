"""A run goes to a file and comes back as it was; a file that is no run is refused by name."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.reporting.run_report import RunReport, Scored, read_report, to_json
from roleplay_lite.evaluation.suite import Figure, SuiteReport, Table

from .made import run

TEXTS = st.text(max_size=12) | st.sampled_from(["诙谐风趣的", "a|b", "[b]\n", "\x1b[31m", "𠮷"])
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
COUNTS = st.integers(0, 10**9)
TIMES = st.floats(0, 2e11)
FIGURES = st.builds(Figure, name=TEXTS, group=TEXTS, value=NUMBERS, count=COUNTS, low=NUMBERS, high=NUMBERS, unit=TEXTS)
TABLES = st.builds(
    Table,
    title=TEXTS,
    columns=st.lists(TEXTS, max_size=4).map(tuple),
    rows=st.lists(st.lists(TEXTS | NUMBERS | COUNTS, max_size=5).map(tuple), max_size=4).map(tuple),
    note=TEXTS,
)
SUITES = st.builds(
    SuiteReport,
    suite=TEXTS,
    about=TEXTS,
    figures=st.lists(FIGURES, max_size=4).map(tuple),
    tables=st.lists(TABLES, max_size=2).map(tuple),
    notes=st.lists(TEXTS, max_size=2).map(tuple),
)
SAMPLES = st.builds(
    Scored,
    suite=TEXTS,
    id=TEXTS,
    group=TEXTS,
    pair=TEXTS,
    persona=TEXTS,
    scores=st.dictionaries(TEXTS, NUMBERS, max_size=3),
    first=st.lists(NUMBERS, max_size=2).map(tuple),
)
RUNS = st.builds(
    RunReport,
    name=TEXTS,
    model=TEXTS,
    backend=TEXTS,
    machine=TEXTS,
    version=TEXTS,
    seed=st.integers(0, 2**31),
    started=TIMES,
    finished=st.none() | TIMES,
    seconds=NUMBERS,
    options=st.dictionaries(TEXTS, st.none() | st.booleans() | TEXTS | st.lists(TEXTS, max_size=2), max_size=3),
    suites=st.lists(SUITES, max_size=2).map(tuple),
    samples=st.lists(SAMPLES, max_size=3).map(tuple),
)
FIGURES_ONLY = run(count=1).to_dict(samples=False)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(RUNS)
def test_any_run_comes_back_from_json_as_it_was(one: RunReport) -> None:
    assert RunReport.from_dict(json.loads(to_json(one, samples=True))) == one
    assert RunReport.from_dict(one.to_dict()) == one


def test_a_made_run_comes_back_from_a_file(tmp_path: Path) -> None:
    one = run()
    (tmp_path / "run.json").write_text(to_json(one, samples=True), encoding="utf-8")
    assert read_report(tmp_path / "run.json") == one


def test_scores_of_single_samples_are_given_when_asked_for() -> None:
    one = run(count=3)
    whole, figures = json.loads(to_json(one, samples=True)), json.loads(to_json(one))
    assert len(whole["samples"]) == len(one.samples) == 36
    assert set(whole["samples"][0]["scores"]) == {"salience@10", "mismatch@10", "accuracy"}
    assert "samples" not in figures
    assert RunReport.from_dict(figures).samples == ()


def test_the_mean_of_nothing_is_null_for_programs_and_no_number_again_here() -> None:
    suite = SuiteReport(
        suite="chat",
        about="",
        figures=(Figure(name="salience@10", group="Baseline", value=math.nan, count=0),),
        tables=(Table(title="", columns=("人格", "share"), rows=(("开朗的", math.nan),)),),
    )
    text = to_json(RunReport(**{**_fields(run(count=1)), "suites": (suite,)}))
    assert "NaN" not in text
    back = RunReport.from_dict(json.loads(text)).suites[0]
    assert math.isnan(back.figures[0].value)
    assert math.isnan(float(back.tables[0].rows[0][1]))


def test_mandarin_stands_in_the_file_as_it_is_read() -> None:
    assert "诙谐风趣的" in to_json(run(count=1))


@given(JSON, st.sampled_from(["run", "suites", "samples", "started", "options", "figures", "rows", "count"]))
def test_no_file_is_taken_for_a_run_that_is_none(junk: Any, place: str) -> None:
    assert refused_or_whole(_with(place, junk))


def refused_or_whole(data: Any) -> bool:
    try:
        one = RunReport.from_dict(data, file="run.json")
    except InputError as error:
        return str(error).startswith("run.json: ")
    return bool(one.date and to_json(one, samples=True))


def _with(place: str, junk: Any) -> Any:
    """A run that is right but for one place."""
    figure = {"name": "a", "group": "b", "value": 1.0, "count": 1, "low": 0.0, "high": 1.0, "unit": ""}
    table = {"title": "", "columns": ["a"], "rows": junk if place == "rows" else [], "note": ""}
    figures = junk if place == "figures" else [figure | ({"count": junk} if place == "count" else {})]
    suite = {"suite": "chat", "about": "", "figures": figures, "tables": [table], "notes": []}
    data = FIGURES_ONLY | {"suites": [suite]}
    return junk if place == "run" else data | ({place: junk} if place in data or place == "samples" else {})


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"model": 5}, "run.json: model: is not a text"),
        ({"seed": "1"}, "run.json: seed: is not a whole number"),
        ({"started": 1e300}, "run.json: started: is not a Unix time"),
        ({"suites": [{"suite": "chat", "about": ""}]}, r"run.json: suites\[0\].figures: is missing"),
        ({"samples": [{}]}, r"run.json: samples\[0\].suite: is missing"),
        ({"suites": {}}, "run.json: suites: is not a list"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_by_field(tmp_path: Path, change: dict[str, Any], problem: str) -> None:
    data = run(count=1).to_dict() | change
    (tmp_path / "run.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError, match=problem):
        read_report(tmp_path / "run.json")


@pytest.mark.parametrize("content", ["{", "", "[" * 100_000, b"\xff\xfe"])
def test_a_file_that_is_no_json_is_refused(tmp_path: Path, content: str | bytes) -> None:
    file = tmp_path / "run.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError, match="is not JSON"):
        read_report(file)
    with pytest.raises(InputError, match="cannot be read"):
        read_report(tmp_path)


def _fields(one: RunReport) -> dict[str, Any]:
    return {name: getattr(one, name) for name in RunReport.__dataclass_fields__}
