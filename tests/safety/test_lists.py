"""The integrator's own words: found in any spelling, read again when they change, and never able to stop a turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay_lite.errors import ConfigError, DeviceError
from roleplay_lite.persona.load import load_persona
from roleplay_lite.safety import lists
from roleplay_lite.safety.config import GuardConfig, read_guard
from roleplay_lite.safety.guard import Guard
from roleplay_lite.tomlfile import read


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "words.toml"
    path.write_text(
        'block = ["快乐奶茶", "foo"]\nblock_patterns = ["竞品[A-Z]\\\\d+"]\nallow = ["偷心俱乐部"]\n'
        '[persona.niaoniao]\nblock = ["猫粮"]\n',
        encoding="utf-8",
    )
    return path


def test_a_word_is_found_as_it_is_hidden(file: Path) -> None:
    guard = Guard.open(GuardConfig(lists=file))
    for said in ("快乐奶茶好喝吗", "快 乐 奶 茶好喝吗", "快/乐/奶/茶", "竞品B12怎么样", "Foo?"):
        risk = guard.read(said)
        assert risk, said
        assert (risk.category, risk.confidence) == ("blocked", 1.0)
        assert "奶茶" not in risk.why
    assert guard.read("food好吃吗") is None
    assert guard.objection("快乐奶茶最好喝。") == "unsafe:blocked"
    assert guard.screen_data("快乐奶茶新店开业。") == ""
    assert guard.screen("她爱喝快乐奶茶") == ["blocked: holds a word of the list (block[0])"]


def test_a_word_may_be_one_characters_own(file: Path) -> None:
    guard = Guard.open(GuardConfig(lists=file))
    assert guard.read("买点猫粮", persona="niaoniao")
    assert guard.read("买点猫粮", persona="xiaoman") is None
    assert guard.objection("买点猫粮吧。", persona=load_persona("niaoniao")) == "unsafe:blocked"
    assert guard.objection("买点猫粮吧。", persona=load_persona("xiaoman")) == ""


def test_what_is_allowed_is_never_counted(file: Path) -> None:
    assert Guard.open().read("我想去偷心俱乐部偷东西")
    guard = Guard.open(GuardConfig(lists=file))
    assert guard.read("怎么去偷心俱乐部") is None


def test_a_guard_that_is_off_still_keeps_the_list(file: Path) -> None:
    assert Guard.open(GuardConfig(lists=file, enabled=False)).read("快乐奶茶")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('block = "word"', "words.toml:1: block: must be an array"),
        ('allow = []\nblock = ["好", ""]', "words.toml:2: block\\[1\\]"),
        ('block_patterns = [\n"好",\n"(("]', "words.toml:3: block_patterns\\[1\\]: is no pattern"),
        ("blok = []", "words.toml:1: blok: is no field here"),
        ('[persona.x]\nblocked = ["a"]', "words.toml:2: persona.x.blocked"),
        ("block = [", "words.toml:1"),
    ],
)
def test_a_broken_list_is_named_by_file_line_and_field(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "words.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=words):
        Guard.open(GuardConfig(lists=path))


def test_a_missing_list_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        Guard.open(lists=tmp_path / "none.toml")


def test_a_change_is_taken_up_and_a_broken_one_is_not(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "LOOK_EVERY", 0.0)
    guard = Guard.open(GuardConfig(lists=file))
    file.write_text('block = ["西瓜"]', encoding="utf-8")
    assert guard.read("西瓜甜吗")
    assert guard.read("快乐奶茶") is None
    file.write_text('block = ["冬瓜"', encoding="utf-8")
    assert guard.read("西瓜甜吗")
    assert "words.toml" in guard.problem
    file.write_text('block = ["南瓜汤"]', encoding="utf-8")
    assert guard.read("南瓜汤")
    assert guard.problem == ""
    file.unlink()
    assert guard.read("南瓜汤")


def test_a_pattern_that_backtracks_for_ever_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text('block = ["西瓜"]\nblock_patterns = ["^(甲|甲甲)+$"]', encoding="utf-8")
    guard = Guard.open(GuardConfig(lists=path))
    assert guard.read("甲" * 3 + "乙甲" * 200 + "甲" * 60 + "乙") is None
    bomb = "甲乙" * 2 + "甲" * 3
    assert guard.read(bomb) is None
    assert guard.read("西瓜")


def test_a_slow_pattern_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PATIENCE", 1e-4)
    path = tmp_path / "words.toml"
    path.write_text('block_patterns = ["^(a|a?)+$"]', encoding="utf-8")
    guard = Guard.open(GuardConfig(lists=path))
    said = "ab" * 10 + "".join(f"a{'a' if n % 2 else 'b'}" for n in range(200)) + "!"
    guard.objection("aa" * 2 + said)
    words = lists.Lists.open(path)
    words.blocked("aaa" + "aa aa" * 2)
    slow = lists.Lists.open(path)
    slow._matches(slow._all.block_patterns[0], "a" * 40 + "!")
    assert "takes too long" in slow.problem


def test_the_recipe_is_read_from_a_device_file(tmp_path: Path) -> None:
    path = tmp_path / "device.toml"
    path.write_text('child = true\npolitics = "allow"\nsensitivity = "high"\nlists = "words.toml"\n', encoding="utf-8")
    config = read_guard(read(path, DeviceError))
    assert config == GuardConfig(child=True, politics="allow", sensitivity="high", lists=tmp_path / "words.toml")
    path.write_text("", encoding="utf-8")
    assert read_guard(read(path, DeviceError)) == GuardConfig()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('child = "yes"', "device.toml:1: child: must be true or false"),
        ('politics = "some"', "allowed: allow, avoid"),
        ('sensitivity = "max"', "allowed: high, low, normal"),
        ("kids = true", "is no field here"),
    ],
)
def test_a_wrong_recipe_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "device.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeviceError, match=words):
        read_guard(read(path, DeviceError))
