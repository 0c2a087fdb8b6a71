"""`roleplay-lite memory`: a person looks into what is known of them, puts it right, takes it out and forgets it."""

from __future__ import annotations

import json
import stat
from datetime import datetime
from pathlib import Path

import pytest

from roleplay_lite.memory.memory import Memory

from .program import Program, program

SPRING, SUMMER = datetime(2024, 3, 1, 9).timestamp(), datetime(2024, 7, 1, 9).timestamp()


@pytest.fixture
def known(tmp_path: Path) -> Program:
    """A store in which the owner moved house, and whose mother has an allergy."""
    made = program(tmp_path)
    with Memory.open(made.store, persona="niaoniao", person="owner") as memory:
        memory.remember("那会儿在北京", predicate="residence", value="北京", at=SPRING)
        memory.remember(predicate="residence", value="上海", at=SUMMER)
        memory.remember(predicate="likes", value="豆汁儿", at=SUMMER)
        memory.remember(predicate="allergy", value="花生", person="mama", at=SUMMER)
    return made


def rows(output: str) -> list[list[str]]:
    return [line.split("\t") for line in output.splitlines()]


def test_the_list_tells_what_is_so_what_was_and_what_was_believed(known: Program) -> None:
    code, output, errors = known.run("memory", "list")
    assert (code, errors) == (0, "")
    assert [row[1] for row in rows(output)] == ["对方住在上海", "对方喜欢豆汁儿"]
    _, output, _ = known.run("memory", "list", "--all", "--predicate", "residence")
    beijing = rows(output)[0]
    assert beijing[1:] == ["对方住在北京", "2024-03-01 09:00", "2024-07-01 09:00", "over"]
    _, output, _ = known.run("memory", "list", "--as-of", "2024-05-01", "--json")
    assert [item["text"] for item in json.loads(output)] == ["对方住在北京"]
    _, output, _ = known.run("memory", "list", "--known-at", "2024-05-01", "--json")
    assert json.loads(output) == []


def test_nobody_is_shown_what_is_anothers(known: Program) -> None:
    code, output, errors = known.run("memory", "list", "--person", "papa")
    assert (code, output, errors) == (0, "", "nothing is known of papa\n")
    _, output, _ = known.run("memory", "list", "--person", "mama")
    assert [row[1] for row in rows(output)] == ["对方对花生过敏"]
    assert known.run("memory", "list", "--persona", "xiaoman")[1] == ""


def test_a_search_finds_what_answers_and_nothing_else(known: Program) -> None:
    code, output, _ = known.run("memory", "search", "我现在住哪儿", "-k", "1")
    assert code == 0
    (found,) = rows(output)
    assert found[2] == "对方住在上海"
    assert known.run("memory", "search", "恐龙是怎么灭绝的")[:2] == (0, "")
    _, output, _ = known.run("memory", "search", "我住哪儿", "--as-of", "2024-05-01", "--json")
    assert [one["memory"]["object"] for one in json.loads(output)] == ["北京"]


def test_why_tells_who_said_it_and_what_came_after(known: Program) -> None:
    code, output, _ = known.run("memory", "why", "1")
    assert code == 0
    lines = output.splitlines()
    assert lines[0] == "对方住在北京 (over)"
    assert lines[1].startswith("told by owner, ")
    assert lines[1].endswith("「那会儿在北京」")
    assert lines[2] == "its place was taken by 2: 对方住在上海"
    _, output, _ = known.run("memory", "why", "2", "--json")
    assert [before["object"] for before in json.loads(output)["before"]] == ["北京"]
    code, _, errors = known.run("memory", "why", "77")
    assert (code, errors) == (1, "error: there is no memory 77; `memory list` shows their numbers\n")


def test_forgetting_asks_first_and_leaves_no_letter(known: Program) -> None:
    assert known.run("memory", "backup")[0] == 0
    code, output, _ = known.run("memory", "forget", "--query", "豆汁儿", said="n\n")
    assert (code, rows(output)[0][1]) == (130, "对方喜欢豆汁儿")
    assert "豆汁儿" in known.run("memory", "list")[1]
    code, _, errors = known.run("memory", "forget", "--query", "豆汁儿", "--yes")
    assert (code, errors) == (0, "erased 1\n")
    files = [file.read_bytes() for file in (known.folder / "data").rglob("*") if file.is_file()]
    assert not any("豆汁儿".encode() in raw for raw in files)
    code, _, errors = known.run("memory", "forget", "--query", "豆汁儿", "--yes")
    assert (code, errors) == (1, "nothing is known of that\n")


def test_forgetting_may_keep_it_as_the_past(known: Program) -> None:
    assert known.run("memory", "forget", "2", "--keep", "--yes")[0] == 0
    assert "上海" not in known.run("memory", "list")[1]
    assert "上海" in known.run("memory", "list", "--all")[1]


@pytest.mark.parametrize("asked", [(), ("--query", " "), ("1", "--query", "北京")])
def test_forgetting_needs_to_be_told_what(known: Program, asked: tuple[str, ...]) -> None:
    code, _, errors = known.run("memory", "forget", *asked, "--yes")
    assert code == 2
    assert "--query" in errors


def test_a_correction_is_shown(known: Program) -> None:
    code, output, _ = known.run("memory", "correct", "2", "苏州")
    assert (code, rows(output)[0][1]) == (0, "对方住在苏州")
    assert "苏州" in known.run("memory", "list")[1]
    assert known.run("memory", "correct", "2", " ")[0] == 1


def test_what_is_exported_is_taken_in_on_another_device(known: Program, tmp_path: Path) -> None:
    assert known.run("memory", "export", "out.jsonl")[0] == 0
    assert stat.S_IMODE((known.folder / "out.jsonl").stat().st_mode) == 0o600
    other = ("--store", "new.db")
    code, _, errors = known.run("memory", "import", "out.jsonl", *other)
    assert code == 1
    assert "mama" in errors
    assert "--create" in errors
    code, _, errors = known.run("memory", "import", "out.jsonl", *other, "--create")
    assert (code, errors.splitlines()[0]) == (0, "4 taken in, 0 known already, 0 withheld")
    code, _, errors = known.run("memory", "import", "out.jsonl", *other, "--create")
    assert (code, errors) == (0, "0 taken in, 4 known already, 0 withheld\n")
    assert known.run("memory", "list", *other)[1] == known.run("memory", "list")[1]
    (known.folder / "bad.jsonl").write_text('{"type": "header", "format": "roleplay-lite memory", "version": 9}\n')
    code, _, errors = known.run("memory", "import", "bad.jsonl")
    assert (code, errors.startswith("error: bad.jsonl:1: version: is 9")) == (1, True)


def test_a_copy_is_put_back(known: Program) -> None:
    code, output, _ = known.run("memory", "backup")
    copy = Path(output.strip())
    assert (code, stat.S_IMODE(copy.stat().st_mode)) == (0, 0o600)
    assert known.run("memory", "backup", "elsewhere.db")[1] == "elsewhere.db\n"
    assert known.run("memory", "forget", "3", "--keep", "--yes")[0] == 0
    code, _, _ = known.run("memory", "restore", said="n\n")
    assert code == 130
    assert "豆汁儿" not in known.run("memory", "list")[1]
    code, _, errors = known.run("memory", "restore", "--yes")
    assert code == 0
    assert "what stood there is" in errors
    assert "豆汁儿" in known.run("memory", "list")[1]
    assert known.run("memory", "restore", "device.toml", "--yes")[0] == 1


def test_a_damaged_store_is_told_of_and_a_sound_one_too(known: Program) -> None:
    assert known.run("memory", "verify") == (0, "sound\n", "")
    raw = bytearray(known.store.read_bytes())
    raw[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    (known.folder / "bad.db").write_bytes(raw)
    code, output, errors = known.run("memory", "verify", "--store", "bad.db")
    assert code == 1
    assert "damaged" in output + errors


def test_the_counts_and_the_people_are_told(known: Program) -> None:
    code, output, _ = known.run("memory", "person", "xiaobao", "--name", "小宝", "--scope", "child")
    assert (code, output) == (0, "")
    _, output, _ = known.run("memory", "people")
    assert [row[:4] for row in rows(output)][-1] == ["xiaobao", "小宝", "child", "0"]
    assert ["mama", "mama", "adult", "1"] in [row[:4] for row in rows(output)]
    code, output, _ = known.run("memory", "stats")
    assert code == 0
    assert ["memories", "4"] in rows(output)
    _, output, _ = known.run("memory", "stats", "--json")
    assert json.loads(output)["people"] == {"mama": 1, "owner": 2}
    assert known.run("memory", "person", "guest", "--scope", "adult")[0] == 1


def test_a_device_that_knows_nothing_yet_says_so_and_makes_no_file(tmp_path: Path) -> None:
    empty = program(tmp_path)
    assert empty.run("memory", "list", "--json")[:2] == (0, "[]\n")
    assert empty.run("memory", "verify")[0] == 0
    assert not empty.store.exists()
    code, _, errors = empty.run("memory", "list", "--store", "typo.db")
    assert (code, errors) == (1, "error: typo.db is not there; give the file of a store\n")
    assert not (empty.folder / "typo.db").exists()
