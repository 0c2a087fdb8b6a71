"""`roleplay-lite models` as a person and as a program meet it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from roleplay_lite.cli.models import models
from roleplay_lite.errors import ModelMissing, ModelUnknown

DATA = random.Random(2).randbytes(30_000)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(models, list(arguments), prog_name="roleplay-lite models")


@pytest.fixture
def xiao(server: Any, catalogue: Any) -> str:
    """A model that can be pulled, with terms worth telling."""
    sources = [{"kind": "https", "url": server.serve("/m", DATA)}]
    catalogue(
        "xiao", {"model.gguf": (DATA, sources)}, licence_note="仅限非商业用途", summary="一只小模型", languages=["zh"]
    )
    return "xiao"


def test_the_list_shows_the_catalogue_and_what_is_here(xiao: str, machine: Path) -> None:
    before = {row["name"]: row["state"] for row in json.loads(run("list", "--json").stdout)}
    assert before["xiao"] == before["whisper-base"] == "absent"
    (machine / ".whisper-base.partial").mkdir(parents=True)
    run("pull", "xiao")
    after = {row["name"]: row["state"] for row in json.loads(run("list", "--json").stdout)}
    assert (after["xiao"], after["whisper-base"]) == ("installed", "partial")
    (machine / "xiao" / "model.gguf").write_bytes(b"")
    shown = run("list")
    assert "一只小模型" in shown.stdout
    assert "damaged" in shown.stdout
    assert "\x1b[" not in shown.stdout


def test_a_pull_tells_the_terms_and_the_way_on_stderr_and_the_folder_on_stdout(xiao: str, machine: Path) -> None:
    result = run("pull", xiao)
    assert result.exit_code == 0, result.output
    assert result.stdout == f"xiao: {machine / 'xiao'}\n"
    assert "仅限非商业用途" in result.stderr
    assert result.stderr.count("fetching model.gguf") == 1
    assert "whole and in place" in result.stderr
    assert json.loads(run("pull", xiao, "--json").stdout) == [{"name": "xiao", "path": str(machine / "xiao")}]


def test_where_is_for_scripts(xiao: str, machine: Path) -> None:
    missing = run("where", xiao)
    assert missing.exit_code == 1
    assert isinstance(missing.exception, ModelMissing)
    run("pull", xiao)
    assert run("where", xiao).stdout == f"{machine / 'xiao'}\n"
    assert json.loads(run("where", xiao, "--json").stdout)["path"] == str(machine / "xiao")


def test_verify_reads_every_byte_and_exits_with_1_when_one_is_wrong(xiao: str, machine: Path) -> None:
    assert run("verify").exit_code == 0
    assert run("verify", xiao).exit_code == 1
    run("pull", xiao)
    assert run("verify").stdout == "xiao: whole\n"
    (machine / "xiao" / "model.gguf").write_bytes(DATA[:-1] + b"?")
    damaged = run("verify")
    assert damaged.exit_code == 1
    assert "roleplay-lite models pull xiao" in damaged.stderr
    rows = json.loads(run("verify", "--json").stdout)
    assert [row["whole"] for row in rows] == [False]


def test_licences_can_be_read_without_pulling() -> None:
    assert "NON-COMMERCIAL" in run("licences").stdout
    rows = {row["name"]: row for row in json.loads(run("licences", "--json").stdout)}
    assert rows["whisper-base"]["licence"] == "MIT"


def test_what_is_asked_wrongly_exits_with_2_and_an_unknown_name_with_1() -> None:
    assert run("pull").exit_code == 2
    assert run("pull", "--nonsense").exit_code == 2
    unknown = run("pull", "whisper-bass")
    assert unknown.exit_code == 1
    assert isinstance(unknown.exception, ModelUnknown)


@pytest.mark.parametrize("command", ["list", "pull", "verify", "where", "licences"])
def test_every_command_shows_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"roleplay-lite models {command}" in result.stdout.partition("Examples")[2]


def test_on_a_terminal_there_are_bars(xiao: str, machine: Path) -> None:
    """A real terminal, so that what is drawn is what a person sees."""
    import os
    import pty
    import subprocess
    import sys

    ours, theirs = pty.openpty()
    code = "from roleplay_lite.cli.models import models; models(['pull', 'xiao'])"
    process = subprocess.Popen(
        [sys.executable, "-c", code], stderr=theirs, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    os.close(theirs)
    drawn = b""
    try:
        while piece := os.read(ours, 65536):
            drawn += piece
    except OSError:
        # A terminal whose other end is closed reads as an error on Linux: that is its end.
        drawn += b""
    os.close(ours)
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert "fetching model.gguf" in drawn.decode()
    assert "━" in drawn.decode()
    assert (machine / "xiao" / "model.gguf").read_bytes() == DATA
