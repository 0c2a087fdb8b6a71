"""What is here and what is missing, with the line that brings it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .program import FAKES, program


def checks(folder: Path, device: str = FAKES, **env: str) -> tuple[int, dict[str, dict[str, object]]]:
    code, output, errors = program(folder, device, PYTHONWARNINGS="", **env).run("doctor", "--json")
    assert errors == ""
    return code, {check["name"]: check for check in json.loads(output)}


@pytest.mark.model("qwen2.5-0.5b")
def test_a_board_that_is_ready(tmp_path: Path) -> None:
    code, found = checks(tmp_path)
    assert code == 0
    assert all(check["ok"] for check in found.values() if check["needed"])
    assert {"python", "cores", "memory", "language model binding", "model qwen2.5-0.5b"} <= set(found)
    assert all(check["fix"] for check in found.values() if not check["ok"])


def test_a_board_without_models_is_told_how_to_get_them(tmp_path: Path) -> None:
    code, found = checks(tmp_path, ROLEPLAY_LITE_MODELS=str(tmp_path / "none"))
    assert code == 1
    missing = found["model qwen2.5-0.5b"]
    assert (missing["ok"], missing["needed"]) == (False, True)
    assert missing["fix"] == "roleplay-lite models pull qwen2.5-0.5b"


def test_a_broken_device_file_is_named_with_its_line(tmp_path: Path) -> None:
    code, found = checks(tmp_path, "[llm]\nthread = 1\n")
    assert code == 1
    assert "device.toml:2: llm.thread: is no field here" in str(found["device.toml"]["found"])


def test_a_broken_persona_of_the_users_own_is_named(tmp_path: Path) -> None:
    (tmp_path / "data" / "personas").mkdir(parents=True)
    (tmp_path / "data" / "personas" / "laoding.toml").write_text('name = "老丁"\n')
    _, found = checks(tmp_path)
    assert "summary: is missing" in str(found["persona laoding"]["found"])


def test_the_page_for_people_holds_the_same(tmp_path: Path) -> None:
    code, output, errors = program(tmp_path, PYTHONWARNINGS="", ROLEPLAY_LITE_MODELS=str(tmp_path / "none")).run(
        "doctor"
    )
    assert (code, errors) == (1, "")
    assert "\x1b" not in output
    assert " MISSING  model qwen2.5-0.5b" in output
    assert "roleplay-lite models pull qwen2.5-0.5b" in output
