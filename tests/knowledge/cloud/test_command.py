"""`knowledge cloud` as a person runs it, with a device.toml of their own."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from roleplay_lite import paths
from roleplay_lite.cli.knowledge_cloud import cloud
from roleplay_lite.knowledge.cloud.bench import black_holed, touched
from roleplay_lite.memory.memory import Memory
from roleplay_lite.memory.people import Person
from roleplay_lite.memory.people_table import PeopleTable
from tests.knowledge.cloud.server import Server, answers, chat, reply, searx, sends, serving

GOOD = searx("珠穆朗玛峰海拔8848.86米。")


def run(folder: Path, *arguments: str, providers: str = "", enabled: bool = True) -> Result:
    device = folder / "device.toml"
    device.write_text(f"[knowledge.cloud]\nenabled = {str(enabled).lower()}\n{providers}", encoding="utf-8")
    return CliRunner().invoke(cloud, [*arguments, "--device", str(device)])


def table(server: Server, name: str = "own", kind: str = "searxng", more: str = "") -> str:
    return f'[knowledge.cloud.providers.{name}]\nkind = "{kind}"\nbase_url = "{server.url}"\n{more}\n'


def test_each_step_and_what_was_sent_is_shown(tmp_path: Path) -> None:
    with serving(answers(GOOD)) as server:
        result = run(tmp_path, "test", providers=table(server))
    assert result.exit_code == 0, result.output
    assert "own (searxng): 珠穆朗玛峰海拔8848.86米。" in result.output
    for word in (
        "name ",
        "connect ",
        "first byte ",
        "total ",
        "sent:  珠穆朗玛峰有多高？",
        "kept back: nothing",
        "199 calls",
    ):
        assert word in result.output


def test_what_is_kept_back_is_shown_with_the_names_of_the_memory(tmp_path: Path) -> None:
    with Memory.open(paths.data_dir() / "roleplay.db", persona="niaoniao", person="owner") as memory:
        PeopleTable(memory._db).put(Person(id="dad", name="王小明"), now=0.0)
    with serving(answers(GOOD)) as server:
        result = run(tmp_path, "test", "--ask", "小明的电话是13812345678，珠峰多高", "--json", providers=table(server))
        (trial,) = json.loads(result.output)["providers"]
        assert trial["sent"] == "[姓名1]的电话是[电话1]，珠峰多高"
        assert trial["kept_back"] == ["[电话1]", "[姓名1]"]
        assert b"1381234" not in server.bytes


def test_it_ends_with_one_where_none_works(tmp_path: Path) -> None:
    with serving(sends(reply(b"", status="401 No"))) as server:
        both = table(server) + table(server, "talk", "chat", 'model = "m"\nkey_env = "NO_SUCH_KEY"')
        result = run(tmp_path, "test", providers=both)
    assert result.exit_code == 1
    assert "own (searxng): the key is wrong" in result.output
    assert "talk (chat): talk: $NO_SUCH_KEY is not set" in result.output


def test_one_that_works_is_enough(tmp_path: Path) -> None:
    with serving(answers(chat("8848.86米。"))) as server:
        both = table(server, "talk", "chat", 'model = "m"') + table(server)
        result = run(tmp_path, "test", providers=both)
    assert result.exit_code == 0
    assert "talk (chat): 8848.86米。" in result.output
    assert "own (searxng): its answer has no list at results" in result.output


def test_status_and_forget(tmp_path: Path) -> None:
    with serving(sends(reply(b"", status="429 Many", headers="Retry-After: 300\r\n"))) as server:
        run(tmp_path, "test", providers=table(server))
        result = run(tmp_path, "status", providers=table(server), enabled=False)
        assert result.exit_code == 0, result.output
        assert "off (knowledge.cloud.enabled)" in result.output
        assert "spent of 24 hours: 1 calls, 0 tokens" in result.output
        assert "kept answers: 0" in result.output
        as_json = json.loads(run(tmp_path, "status", "--json", providers=table(server)).output)
        assert as_json["spent"]["calls"] == 1
        assert "dropped 0 kept answers" in run(tmp_path, "forget", providers=table(server)).output


def test_nobody_to_ask_is_said(tmp_path: Path) -> None:
    result = run(tmp_path, "test", enabled=False)
    assert result.exit_code != 0
    assert "names no provider" in str(result.exception)


def test_the_figures_come_from_a_command() -> None:
    figures = black_holed(5, 0.2)
    assert figures["closed_max"] < 2000
    assert touched(["珠穆朗玛峰多高", "我的电话是13812345678"]) == ["我的电话是13812345678"]
