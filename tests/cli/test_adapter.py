"""`roleplay-lite adapter`: what is shipped can be checked, and what is taught can be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from roleplay_lite.cli import cli
from roleplay_lite.errors import InputError
from tests.backends.prompts import MODEL

CORPUS = Path(__file__).parents[2] / "models" / "recipes" / "roleplay" / "corpus"


def test_the_shipped_adapter_is_told_with_its_model_and_state() -> None:
    shown = CliRunner().invoke(cli, ["adapter", "list", "--json"])
    assert shown.exit_code == 0
    (one,) = json.loads(shown.output)
    assert (one["base"], one["state"], one["licence"]) == (MODEL, "whole", "Apache-2.0")


def test_a_dialogue_is_shown_as_the_model_is_taught_it() -> None:
    shown = CliRunner().invoke(cli, ["adapter", "render", "p1-001", "--corpus", str(CORPUS)])
    assert shown.exit_code == 0
    lines = shown.output.splitlines()
    assert lines[0].startswith("  system: 你要扮演")
    taught = [line for line in lines if line.startswith("> assistant: ")]
    turns = next(
        json.loads(row)["turns"]
        for file in CORPUS.glob("dialogues-p1.jsonl")
        for row in file.read_text(encoding="utf-8").splitlines()
        if json.loads(row)["id"] == "p1-001"
    )
    assert [line.removeprefix("> assistant: ") for line in taught] == [turn["reply"] for turn in turns]


def test_an_unknown_dialogue_is_named() -> None:
    found = CliRunner().invoke(cli, ["adapter", "render", "x-1", "--corpus", str(CORPUS)])
    assert isinstance(found.exception, InputError)
    assert "x-1" in str(found.exception)


@pytest.mark.model(MODEL)
def test_plain_and_adapted_answer_the_same_lines_of_a_character_that_was_held_out() -> None:
    pytest.importorskip("llama_cpp")
    asked = ["adapter", "transcripts", "--count", "1", "--seed", "3", "--corpus", str(CORPUS), "--json"]
    shown = CliRunner().invoke(cli, asked)
    assert shown.exit_code == 0
    (one,) = json.loads(shown.output)
    plain, adapted = one["replies"]
    assert len(plain) == len(adapted) == len(one["said"]) >= 4
    assert plain != adapted
