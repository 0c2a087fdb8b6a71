"""`roleplay-lite trace`: an operator sees why, and runs it again."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from roleplay_lite.device import Device
from roleplay_lite.session import Session

from ..rules.command import Command, command


@pytest.fixture
def talked(tmp_path: Path) -> Command:
    made = command(tmp_path)
    with Session.open("niaoniao", device=Device.read(tmp_path / "device.toml"), person="小林") as session:
        for line in ("你叫什么名字", "我女儿上三年级", "讲讲天上的云"):
            assert list(session.reply(line))
    return made


def test_the_last_turns_and_their_steps_are_shown(talked: Command) -> None:
    code, output, _ = talked.run("trace", "last", "-n", "2")
    assert code == 0
    rows = [row.split("\t") for row in output.splitlines()]
    assert [row[4] for row in rows] == ["讲讲天上的云", "我女儿上三年级"]
    found = json.loads(talked.run("trace", "last", "--json")[1])
    asked = next(turn for turn in found if turn["said"] == "你叫什么名字")
    code, output, _ = talked.run("trace", "show", str(asked["id"]))
    assert code == 0
    lines = output.splitlines()
    assert lines[1] == "said: 你叫什么名字"
    recall = next(line for line in lines if line.startswith("recall"))
    assert recall.split("\t")[1] == "default"
    assert "fact:self.name" in recall
    code, _, errors = talked.run("trace", "show", "4711")
    assert (code, errors) == (1, "error: there is no trace of turn 4711; `trace last` shows of which there is one\n")


def test_a_turn_is_run_again(talked: Command) -> None:
    (asked,) = [turn for turn in json.loads(talked.run("trace", "last", "--json")[1]) if "名字" in turn["said"]]
    turn = str(asked["id"])
    code, output, _ = talked.run("trace", "replay", turn)
    assert (code, output.splitlines()[-1]) == (0, "the same decisions")
    code, output, _ = talked.run("trace", "replay", turn, "--from", "understand")
    assert (code, output.splitlines()[-1]) == (0, "the same decisions")
    code, output, _ = talked.run("trace", "replay", turn, "--persona", "xiaoman", "--json")
    assert (code, "小满" in json.loads(output)["reply"]) == (0, True)
    rule = '{"name":"name","do":"answer","value":"不告诉你。","when":{"any":"名字"}}'
    assert talked.run("rules", "add", "-", said=rule)[0] == 0
    code, output, _ = talked.run("trace", "replay", turn, "--from", "understand")
    assert code == 1
    assert "now:  不告诉你。" in output
    assert "recall: by was default, is rule:name" in output
    assert len(json.loads(talked.run("trace", "last", "--json")[1])) == 3


def test_an_export_has_no_words_unless_they_are_asked_for(talked: Command) -> None:
    assert talked.run("trace", "export", "out.jsonl")[0] == 0
    raw = (talked.folder / "out.jsonl").read_text(encoding="utf-8")
    assert stat.S_IMODE((talked.folder / "out.jsonl").stat().st_mode) == 0o600
    assert len(raw.splitlines()) == 3
    assert not [sign for sign in raw if "\u4e00" <= sign <= "\u9fff"]
    _, output, _ = talked.run("trace", "export", "-", "-n", "1", "--with-words")
    (line,) = output.splitlines()
    assert json.loads(line)["inputs"]["utterance"]["text"] == "讲讲天上的云"
    assert talked.run("trace", "export", "no/such/folder.jsonl")[0] == 1


def test_where_nothing_was_said_there_is_nothing_to_show(tmp_path: Path) -> None:
    bare = command(tmp_path)
    assert bare.run("trace", "last")[:2] == (0, "")
    assert bare.run("trace", "replay", "1")[0] == 1
    assert bare.run("trace", "last", "--store", "nowhere.db")[0] == 1
