"""`roleplay-lite rules`: an operator adds, tries, changes and takes back."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from .command import Command, command

HOURS = """
[[rule]]
name = "opening"
do = "answer"
value = "早上九点。"
[rule.when]
any = ["几点开门"]
none = ["隔壁"]
[rule.samples]
hits = ["你们几点开门"]

[[rule]]
name = "polite"
do = "steer"
value = "用您称呼"
enabled = false
"""


@pytest.fixture
def shop(tmp_path: Path) -> Command:
    made = command(tmp_path)
    (tmp_path / "hours.toml").write_text(HOURS, encoding="utf-8")
    code, output, errors = made.run("rules", "add", "hours.toml")
    assert (code, output, errors) == (0, "opening\tversion 1\npolite\tversion 1, switched off\n", "")
    return made


def test_rules_are_added_tried_changed_and_rolled_back(shop: Command) -> None:
    assert stat.S_IMODE((shop.folder / "data" / "rules.db").stat().st_mode) == 0o600
    code, output, _ = shop.run("rules", "test", "请问你们几点开门")
    assert code == 0
    assert output.splitlines()[0] == "fires\topening\t1\tanswer\t\tany[0], none"
    code, output, _ = shop.run("rules", "test", "隔壁几点开门")
    assert (code, output) == (1, "nearly\topening\t1\tanswer\t\tnot: none[0]\n")
    changed = HOURS.split("[[rule]]")[1].replace("九点", "十点").replace("rule.", "")
    assert shop.run("rules", "add", "-", said=changed)[1] == "opening\tversion 2\n"
    shown = json.loads(shop.run("rules", "test", "几点开门", "--json")[1])
    assert (shown["ruling"]["answer"], shown["rules"][0]["state"]) == ("早上十点。", "fires")
    assert shop.run("rules", "rollback", "opening")[1] == "opening\tversion 1\n"
    assert [row["what"] for row in json.loads(shop.run("rules", "history", "opening", "--json")[1])] == [
        "added",
        "added",
        "rolled back",
    ]
    assert json.loads(shop.run("rules", "show", "opening", "--version", "2", "--json")[1])["value"] == "早上十点。"
    assert shop.run("rules", "disable", "opening")[0] == shop.run("rules", "enable", "polite")[0] == 0
    rows = [row.split("\t") for row in shop.run("rules", "list")[1].splitlines()]
    assert [(row[0], row[4]) for row in rows] == [("opening", "off"), ("polite", "")]
    assert shop.run("rules", "remove", "polite")[0] == 0
    assert shop.run("rules", "remove", "polite")[0] == 1


def test_what_is_wrong_is_told_with_the_place_and_changes_nothing(shop: Command) -> None:
    (shop.folder / "bad.toml").write_text(HOURS.replace('"几点开门"', '"几点("').replace("opening", "bad"))
    code, _, errors = shop.run("rules", "add", "bad.toml")
    assert (code, errors.split("; ")[0][:60]) == (1, errors[:60])
    assert errors.startswith("error: bad.toml:7: rule[0].when.any[0]: the pattern is invalid")
    (shop.folder / "fails.toml").write_text(HOURS.replace("你们几点开门", "你们几点关门"))
    code, _, errors = shop.run("rules", "add", "fails.toml")
    assert (code, "'你们几点关门' is to fire it and does not" in errors) == (1, True)
    assert shop.run("rules", "add", "none.toml")[0] == 1
    assert shop.run("rules", "add", "-", said="")[0] == 1
    assert shop.run("rules", "add", "-", said=b"\xff\xff")[0] == 1
    assert shop.run("rules", "show", "none")[0] == 1
    assert [row["version"] for row in json.loads(shop.run("rules", "list", "--json")[1])] == [1, 1]


def test_a_contradiction_is_told(shop: Command) -> None:
    other = (
        '{"name":"other","do":"answer","value":"不知道。","when":{"any":"几点"},'
        '"samples":{"hits":["几点了"]},"priority":5}'
    )
    code, output, errors = shop.run("rules", "add", "-", said=other)
    assert (code, output) == (0, "other\tversion 1\n")
    assert errors.startswith("opening: is shadowed by other, which fires as well for '你们几点开门'")
    code, output, _ = shop.run("rules", "lint")
    assert (code, output.startswith("opening: is shadowed by other")) == (1, True)


def test_what_is_exported_is_imported_as_it_was(shop: Command, tmp_path: Path) -> None:
    for name in ("out.jsonl", "out.toml"):
        assert shop.run("rules", "export", name)[0] == 0
        target = tmp_path / name.replace(".", "-")
        target.mkdir()
        other = command(target)
        (target / name).write_bytes((shop.folder / name).read_bytes())
        assert other.run("rules", "import", name)[0] == 0
        assert other.run("rules", "export")[1] == shop.run("rules", "export")[1]
    assert shop.run("rules", "import", "out.jsonl")[1].splitlines()[0] == "opening\tversion 1"


def test_without_any_rules_nothing_is_made(tmp_path: Path) -> None:
    bare = command(tmp_path)
    assert bare.run("rules", "list")[:2] == (0, "")
    assert bare.run("rules", "test", "你好")[0] == 1
    assert bare.run("rules", "lint")[0] == 0
    assert not (tmp_path / "data" / "rules.db").exists()
    assert bare.run("rules", "list", "--rules", "nowhere.db")[0] == 1
