"""`persona interview` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .program import Program, program


@pytest.fixture
def fakes(tmp_path: Path) -> Program:
    return program(tmp_path)


def test_measured_stands_beside_predicted(fakes: Program) -> None:
    code, output, errors = fakes.run("persona", "interview", "xiaoman")
    assert code == 0
    rows = [line.split("\t") for line in output.splitlines()]
    assert [row[0] for row in rows] == ["O", "C", "E", "A", "N", "EI", "NS", "FT", "JP", "type"]
    assert rows[0][2] == "0.70"
    assert "64 questions to fake" in errors
    # The fake knows no better than the first word of the scale.
    assert "doubtful: nearly all was called unlike me" in errors


def test_json_and_a_picture(fakes: Program) -> None:
    pytest.importorskip("matplotlib")
    code, output, _ = fakes.run("persona", "interview", "xiaoman", "--items", "2", "--json", "--plot", "radar.png")
    assert code == 0
    told = json.loads(output)
    assert (told["persona"], told["model"], len(told["answers"])) == ("xiaoman", "fake", 18)
    assert {"name", "measured", "predicted", "consistency", "difference"} == set(told["factors"][0])
    assert (fakes.folder / "radar.png").read_bytes().startswith(b"\x89PNG")


def test_a_model_that_is_not_there_is_an_error_in_words(fakes: Program) -> None:
    code, output, errors = fakes.run("persona", "interview", "xiaoman", "--model", "./absent.gguf")
    assert (code, output) == (1, "")
    assert "there is no model file" in errors
