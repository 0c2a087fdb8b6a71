"""`roleplay-lite persona`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roleplay_lite.cli.persona import persona
from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.schema import persona_schema
from tests.persona.texts import SMALL


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(persona, [str(word) for word in words])


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own `personas` folder, empty."""
    monkeypatch.setenv("ROLEPLAY_LITE_DATA", str(tmp_path))
    folder = tmp_path / "personas"
    folder.mkdir()
    return folder


def test_list_names_the_shipped_ones() -> None:
    result = run("list")
    assert result.exit_code == 0
    assert "niaoniao\t鸟鸟\tzh\t" in result.stdout
    assert {row["id"] for row in json.loads(run("list", "--json").stdout)} >= {"niaoniao", "xiaoman", "milo"}


def test_list_shows_a_broken_file_and_the_rest(own: Path) -> None:
    (own / "broken.toml").write_text("name = 1")
    result = run("list")
    assert result.exit_code == 1
    assert "broken\t\t\terror: " in result.stdout
    assert "niaoniao" in result.stdout


def test_show_is_text_or_json() -> None:
    assert "fact 物种\t绿绣眼" in run("show", "niaoniao").stdout
    assert json.loads(run("show", "xiaoman", "--json").stdout)["name"] == "小满"


def test_show_leaves_the_error_to_the_caller() -> None:
    assert isinstance(run("show", "nobody").exception, PersonaError)


def test_check_reports_every_file(own: Path) -> None:
    (own / "broken.toml").write_text("name = 1")
    (own / "odd.toml").write_text(SMALL.replace("慢走", "（挥手）"))
    (own / "good.toml").write_text(f'{SMALL}[[examples]]\nuser = "饿"\nreply = "下面。"\n')
    files = [own / "broken.toml", own / "absent.toml", own / "odd.toml", own / "good.toml"]
    result = run("check", *files)
    assert result.exit_code == 1
    assert f"{files[0]}: error: cannot be loaded: {files[0]}:1: name: must be a string" in result.stdout
    assert f"{files[1]}: error: cannot be loaded: {files[1]}: cannot be read" in result.stdout
    assert f"{files[2]}:8: error: lines.goodbye[0]: holds a stage direction" in result.stdout
    assert f"{files[3]}: ok" in result.stdout
    rows = json.loads(run("check", "--json", *files).stdout)
    assert [bool(row["error"]) for row in rows] == [True, True, False, False]
    assert rows[0]["error"] == {"problem": "must be a string, not a whole number", "line": 1, "field": "name"}
    assert [(found["level"], found["line"]) for found in rows[2]["findings"]] == [("error", 8), ("warning", 0)]


def test_warnings_fail_only_when_strict(own: Path) -> None:
    (own / "bare.toml").write_text(SMALL)
    assert run("check", own / "bare.toml").exit_code == 0
    assert run("check", "--strict", own / "bare.toml").exit_code == 1


def test_schema_is_printed() -> None:
    assert json.loads(run("schema").stdout) == persona_schema()


def test_wrong_use_is_2() -> None:
    assert [run("check").exit_code, run("show").exit_code, run("nothing").exit_code] == [2, 2, 2]


@pytest.mark.parametrize("command", ["list", "show", "check", "schema"])
def test_help_has_an_example(command: str) -> None:
    assert f"roleplay-lite persona {command}" in run(command, "--help").stdout
