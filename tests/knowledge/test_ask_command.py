"""`knowledge ask` shows the answer, what it rests on and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roleplay_lite.cli import cli
from roleplay_lite.knowledge.pack.writer import PackWriter


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ROLEPLAY_LITE_MODELS", str(tmp_path / "models"))
    with PackWriter(tmp_path / "small.db", name="small", licence="CC0-1.0") as written:
        source = written.source("小册子", licence="CC0-1.0")
        for name, capital, currency in (("法国", "巴黎", "欧元"), ("日本", "东京", "日元")):
            row = written.entity(name, kind="国家", source=source)
            written.triple(row, "首都", capital, source=source)
            written.triple(row, "货币", currency, source=source)
    return tmp_path / "small.db"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["knowledge", "ask", *words])


def test_it_shows_answer_evidence_and_source(pack: Path) -> None:
    told = run("法国的首都是哪里", "--packs", str(pack))

    assert told.exit_code == 0
    assert told.output.splitlines()[0].endswith("法国的首都是巴黎。")
    for part in ("small/triple/1", "CC0-1.0", "小册子", "why: triple"):
        assert part in told.output


def test_a_folder_of_packs_and_earlier_questions_are_taken(pack: Path) -> None:
    told = run(
        "那日本呢", "--before", "法国的首都是哪里", "--packs", str(pack.parent), "--persona", "xiaoman", "--json"
    )
    found = json.loads(told.output)

    assert "东京" in found["answer"]
    assert found["query"]["text"] == "日本的首都是哪里"
    assert found["evidence"][0]["value"] == "东京"


def test_what_is_not_known_ends_with_one(pack: Path) -> None:
    told = run("法国的总统是谁", "--packs", str(pack))

    assert told.exit_code == 1
    assert told.output.startswith("–")


def test_a_place_that_is_not_there_is_told(tmp_path: Path) -> None:
    told = run("法国的首都", "--packs", str(tmp_path / "none"))

    assert told.exit_code != 0
    assert "is not there" in str(told.exception)
