"""The figures of a bench run, without the run."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from roleplay_lite.bench.figures import Figure, Report, machine, median
from roleplay_lite.bench.plot import plot

from .program import program


@pytest.fixture
def report() -> Report:
    made = Report(machine="Raspberry Pi 5", model="qwen2.5-0.5b")
    made.add("first token, cold", 4.8, "s", target=20.0)
    made.add("first token, saved prefix", 0.2, "s", target=0.1)
    made.add("decode", 12.5, "tokens/s", target=6.0, better="higher")
    made.add("memory", 612.0, "MB", note="resident")
    made.series["首词"] = [0.2, 0.21, 0.19]
    return made


def test_a_figure_knows_whether_it_reached_its_target(report: Report) -> None:
    assert [figure.reached for figure in report.figures] == [True, False, True, None]
    assert Figure(name="decode", value=5.9, unit="tokens/s", target=6.0, better="higher").reached is False
    assert Figure(name="exactly", value=6.0, unit="s", target=6.0).reached is True


def test_a_report_is_found_by_name_and_goes_to_json_whole(report: Report) -> None:
    assert report.get("decode") == 12.5
    with pytest.raises(KeyError):
        report.get("warmth")
    data = json.loads(json.dumps(report.to_dict()))
    assert (data["machine"], data["model"], data["series"]) == ("Raspberry Pi 5", "qwen2.5-0.5b", report.series)
    assert data["figures"][2] == {
        "name": "decode",
        "value": 12.5,
        "unit": "tokens/s",
        "target": 6.0,
        "better": "higher",
        "note": "",
        "reached": True,
    }


def test_the_middle_of_nothing_is_no_number() -> None:
    assert median([3, 1, 2]) == 2
    assert median([]) != median([])


def test_the_machine_is_named_in_words() -> None:
    assert f"{len(os.sched_getaffinity(0))} cores" in machine()
    assert "Python 3." in machine()


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_report_becomes_a_picture(report: Report, tmp_path: Path, ending: str) -> None:
    pytest.importorskip("matplotlib", reason="pictures are drawn with matplotlib")
    report.series = {"first token": [0.2, 0.21, 0.19]}
    plot(report, tmp_path / f"bench.{ending}")
    begins = {"png": b"\x89PNG", "svg": b"<?xml"}[ending]
    assert (tmp_path / f"bench.{ending}").read_bytes().startswith(begins)
    plot(Report(machine="", model=""), tmp_path / f"empty.{ending}")


def test_a_bench_without_its_model_or_backend_says_so(tmp_path: Path) -> None:
    fakes = program(tmp_path, PYTHONWARNINGS="")
    code, _, errors = fakes.run("bench", "--no-voice")
    assert code == 1
    assert 'needs llm.backend = "llama_cpp"' in errors
    bare = program(tmp_path, '[llm]\nbackend = "llama_cpp"\n', ROLEPLAY_LITE_MODELS=str(tmp_path), PYTHONWARNINGS="")
    code, _, errors = bare.run("bench", "--no-voice", "--turns", "30")
    assert code == 1
    assert "roleplay-lite models pull qwen2.5-0.5b" in errors
    assert fakes.run("bench", "--turns", "3")[0] == 2
