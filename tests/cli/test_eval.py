"""`roleplay-lite eval` as a person starts it: what is asked is asked once, whatever happens in between."""

from __future__ import annotations

import json
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from .program import Program, program, slow_program

ASK = ("eval", "--suite", "chat", "--limit", "2")


@pytest.fixture
def made(tmp_path: Path) -> Program:
    return program(tmp_path)


def _answered(one: Program) -> list[tuple[str, str]]:
    connection = sqlite3.connect(one.folder / "data" / "evaluation.db")
    try:
        return connection.execute("select suite, sample from answered order by suite, position").fetchall()
    finally:
        connection.close()


def test_a_run_is_asked_shown_and_shown_again(made: Program, tmp_path: Path) -> None:
    code, output, errors = made.run(*ASK, "--markdown", str(tmp_path / "report.md"))
    assert code == 0, errors
    assert "P209-top3" in output
    assert "run fake-1: 9 samples" in errors
    assert "\x1b" not in output + errors
    assert "P209-top3" in (tmp_path / "report.md").read_text(encoding="utf-8")
    again = made.run("eval", "report", "last")
    assert again[0] == 0
    assert again[1] == output
    code, output, _ = made.run("eval", "runs")
    assert (code, output.split()[0]) == (0, "fake-1")
    code, output, _ = made.run("eval", "report", "fake-1", "--replies")
    assert code == 0
    assert output.count("  > ") == 9


def test_programs_get_json_with_every_sample(made: Program) -> None:
    code, output, _ = made.run(*ASK, "--json")
    data = json.loads(output)
    assert code == 0
    assert {suite["suite"] for suite in data["suites"]} == {"chat"}
    assert len(data["samples"]) == 9
    assert all(0 <= sample["scores"]["salience@10"] <= 1 for sample in data["samples"])


def test_the_same_again_is_another_run_and_can_be_held_against_the_first(made: Program) -> None:
    assert made.run(*ASK)[0] == 0
    code, output, errors = made.run(*ASK, "--compare", "last", "--worse-by", "5")
    assert code == 0, errors
    assert "run fake-2" in errors
    assert "fake-1 → fake-2" in output
    # The same model, seed and questions: nothing may differ.
    assert made.run("eval", "report", "fake-2", "--compare", "fake-1", "--json")[0] == 0


def test_a_killed_run_goes_on_without_repeating_or_losing_a_sample(tmp_path: Path) -> None:
    slow = slow_program(tmp_path)
    (tmp_path / "device.toml").write_text('[llm]\nbackend = "slow"\nmodel = ""\n', encoding="utf-8")
    for _ in range(2):
        process = slow.start(*ASK)
        deadline, before = time.monotonic() + 60, len(_answered(slow)) if _ else 0
        while time.monotonic() < deadline:
            time.sleep(0.05)
            if (tmp_path / "data" / "evaluation.db").exists() and len(_asked_so_far(slow)) > before:
                break
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
    killed = _answered(slow)
    assert 0 < len(killed) < 9
    code, _, errors = slow.run(*ASK)
    assert code == 0, errors
    assert _answered(slow)[: len(killed)] == killed
    assert len(set(_answered(slow))) == len(_answered(slow)) == 9
    assert made_runs(slow) == 1


def _asked_so_far(one: Program) -> list[tuple[str, str]]:
    try:
        return _answered(one)
    except sqlite3.OperationalError:
        return []


def made_runs(one: Program) -> int:
    return len(json.loads(one.run("eval", "runs", "--json")[1]))


def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    slow = slow_program(tmp_path)
    process = slow.start(*ASK, "--run", "mine")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not _exists(tmp_path):
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "go on with: roleplay-lite eval --run mine" in errors.decode()
    assert "Traceback" not in errors.decode()


def _exists(folder: Path) -> bool:
    return (folder / "data" / "evaluation.db").exists()


def test_a_run_by_name_goes_on_with_its_own_options(made: Program) -> None:
    assert made.run(*ASK, "--run", "mine", "--seed", "7")[0] == 0
    code, output, _ = made.run("eval", "--run", "mine", "--json")
    data = json.loads(output)
    assert (code, data["seed"], len(data["samples"])) == (0, 7, 9)
    code, _, errors = made.run("eval", "--run", "mine", "--seed", "8")
    assert code == 1
    assert "seed: 7, now 8" in errors


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("eval", "--suite", "chatt"), 1, "no suite is named 'chatt'; there are: "),
        (("eval", "report", "last"), 1, "no run is named 'last'; there are: none yet"),
        (("eval", "--quick", "runs"), 2, "--quick: give options after `runs`"),
        (("eval", "--worse-by", "3"), 2, "name it with --compare"),
        (("eval", "--suite", "kvpi"), 0, "left out, since --data has nothing for it: kvpi"),
        (("eval", "--data", "nowhere"), 2, "nowhere: is no folder"),
    ],
)
def test_what_cannot_be_asked_is_said(made: Program, arguments: tuple[str, ...], code: int, words: str) -> None:
    found, output, errors = made.run(*arguments)
    assert (found, words in errors + output) == (code, True), errors


def test_the_store_of_runs_is_its_owners_alone(made: Program) -> None:
    assert made.run(*ASK)[0] == 0
    assert (made.folder / "data" / "evaluation.db").stat().st_mode & 0o777 == 0o600
