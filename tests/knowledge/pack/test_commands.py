"""`roleplay-lite knowledge`, as a person types it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from roleplay_lite import paths
from roleplay_lite.cli import main
from tests.knowledge.pack.making import pdf_of, small_pack

Run = Callable[..., tuple[int, str, str]]
"""Exit code, output, errors."""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("ROLEPLAY_LITE_MODELS", str(tmp_path / "models"))
    monkeypatch.chdir(tmp_path)

    def called(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["roleplay-lite", "knowledge", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        output, errors = capsys.readouterr()
        return int(left.value.code or 0), output, errors

    return called


def test_documents_are_added_listed_and_taken_out(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "资料"
    folder.mkdir()
    (folder / "faq.csv").write_text("问题,答案\n几点关门,九点。\n", encoding="gb18030")
    (folder / "说明.pdf").write_bytes(pdf_of("童锁按住三秒打开。"))
    (folder / "坏.csv").write_text("问题,答案\n几点开门,\n", encoding="utf-8")
    code, output, errors = run("add", "资料")
    assert code == 1
    assert output == ""
    assert "坏.csv:2: 答案: is empty" in errors
    assert "3 files: 2 added, 1 not read" in errors
    assert "\x1b" not in errors
    code, output, _ = run("list")
    assert code == 0
    assert [line.split("\t")[1:3] for line in output.splitlines()] == [["faq.csv", "1"], ["说明.pdf", "1"]]
    assert run("add", "资料/faq.csv")[2].endswith("faq.csv: unchanged, 1 rows\n")
    assert run("remove", "faq.csv")[0] == 0
    listed = json.loads(run("list", "--json")[1])
    assert [one["title"] for one in listed] == ["说明.pdf"]


def test_json_tells_what_was_added_and_what_was_not(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("枣树在院子里。", encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(b"\0\1")
    code, output, errors = run("add", "a.txt", "b.bin", "--json")
    told = json.loads(output)
    assert (code, errors) == (1, "")
    assert [one["state"] for one in told["added"]] == ["added"]
    assert "of no kind" in told["failed"][0]["problem"]


def test_packs_and_their_sources(run: Run) -> None:
    code, output, errors = run("packs")
    assert (code, output) == (0, "")
    assert "models pull knowledge-zh" in errors
    small_pack(paths.data_dir() / "knowledge" / "small.db")
    code, output, _ = run("packs")
    assert output.split("\t")[:2] == ["small", "5"]
    assert json.loads(run("packs", "--json")[1])["packs"][0]["licence"] == "CC0-1.0"
    assert run("sources", "small")[1] == "own\t1\tCC0-1.0\t5\t\n"
    code, _, errors = run("sources", "smal")
    assert code == 1
    assert "here are: small" in errors
    (paths.data_dir() / "knowledge" / "bad.db").write_text("x")
    code, output, errors = run("packs")
    assert code == 1
    assert output.startswith("small\t")
    assert "bad.db is not a knowledge pack" in errors


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["add"], 2, "Missing argument"),
        (["add", "nowhere.txt"], 1, "there is no file or folder nowhere.txt"),
        (["add", "empty"], 1, "holds no file that can be read"),
        (["remove", "x"], 1, "no document was added yet"),
        (["sources"], 2, "Missing argument"),
        (["build", "--wheels", "nowhere"], 2, "does not exist"),
    ],
)
def test_wrong_use_is_told(arguments: list[str], code: int, word: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found, _, errors = run(*arguments)
    assert found == code
    assert word in errors


@pytest.mark.parametrize("command", ["add", "list", "remove", "packs", "sources", "build"])
def test_each_command_shows_how_it_is_used(command: str, run: Run) -> None:
    code, output, _ = run(command, "--help")
    assert code == 0
    assert f"roleplay-lite knowledge {command}" in output
