"""Saved KV states: used when whole, thrown away when not, and never in the way."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from roleplay_lite.backends.kv_files import KEEP, KvFiles

TOKENS = [151644, 8948, 198, 108386]
STATE = bytes(range(256)) * 64


@pytest.fixture
def files(tmp_path: Path) -> KvFiles:
    return KvFiles(tmp_path / "kv", made_with="qwen 1.0 2048")


def save(path: Path) -> bool:
    path.write_bytes(STATE)
    return True


def loads(path: Path) -> bool:
    assert path.read_bytes() == STATE
    return True


def never(path: Path) -> bool:
    raise AssertionError("a state that is not whole must not reach the engine")


def test_what_was_written_is_read(files: KvFiles) -> None:
    assert not files.read(TOKENS, never)
    assert files.write(TOKENS, save)
    assert files.read(TOKENS, loads)


def test_other_tokens_and_other_makers_have_other_files(files: KvFiles, tmp_path: Path) -> None:
    files.write(TOKENS, save)
    assert not files.read(TOKENS[:-1], never)
    assert not KvFiles(tmp_path / "kv", made_with="qwen 1.1 2048").read(TOKENS, never)


@pytest.mark.parametrize("damage", [lambda raw: raw[:-1], lambda raw: b"", lambda raw: bytes([raw[0] ^ 1]) + raw[1:]])
def test_a_damaged_state_is_thrown_away(files: KvFiles, damage: object) -> None:
    files.write(TOKENS, save)
    path = files.path(TOKENS)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert not files.read(TOKENS, never)
    assert not path.exists()


def test_a_damaged_digest_counts_as_a_damaged_state(files: KvFiles) -> None:
    files.write(TOKENS, save)
    files.path(TOKENS).with_suffix(".sha256").write_bytes(b"\xff\xfe")
    assert not files.read(TOKENS, never)


def test_a_state_that_the_engine_refuses_is_thrown_away(files: KvFiles) -> None:
    files.write(TOKENS, save)
    assert not files.read(TOKENS, lambda path: False)
    assert not files.path(TOKENS).exists()


def test_a_state_is_for_its_owner_alone(files: KvFiles) -> None:
    files.write(TOKENS, save)
    assert stat.S_IMODE(files.path(TOKENS).stat().st_mode) == 0o600
    assert stat.S_IMODE(files.path(TOKENS).parent.stat().st_mode) == 0o700


def test_a_save_that_fails_leaves_nothing(files: KvFiles) -> None:
    def fails(path: Path) -> bool:
        path.write_bytes(STATE[:100])
        return False

    def breaks(path: Path) -> bool:
        raise OSError(28, "No space left on device")

    assert not files.write(TOKENS, fails)
    assert not files.write(TOKENS, breaks)
    assert not list(files.path(TOKENS).parent.iterdir())


def test_the_least_recently_used_go_first(files: KvFiles) -> None:
    for number in range(KEEP + 3):
        files.write([number], save)
        os.utime(files.path([number]), (number, number))
    files.read([3], loads)
    files.write([99], save)
    left = {path.name for path in files.path([0]).parent.glob("*.kv")}
    assert len(left) == KEEP
    assert files.path([3]).name in left
    assert files.path([4]).name not in left
    assert len(list(files.path([0]).parent.glob("*.sha256"))) == KEEP


def test_what_a_killed_process_left_is_swept_up(files: KvFiles) -> None:
    files.write(TOKENS, save)
    folder = files.path(TOKENS).parent
    old, young = folder / "aa.1.partial", folder / "bb.2.partial"
    for partial in (old, young):
        partial.write_bytes(STATE)
    os.utime(old, (time.time() - 3600,) * 2)
    files.write([1], save)
    assert not old.exists()
    assert young.exists()


@pytest.fixture
def no_folder(tmp_path: Path) -> Path:
    """A place where no folder can be made, for root either."""
    (tmp_path / "file").write_text("")
    return tmp_path / "file" / "kv"


def test_a_disk_that_takes_nothing_costs_nothing(no_folder: Path) -> None:
    files = KvFiles(no_folder, made_with="qwen")
    assert not files.write(TOKENS, never)
    assert not files.read(TOKENS, never)
