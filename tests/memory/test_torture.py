"""A small dose of the torture, and that it notices a store which does not stand it."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from roleplay_lite.memory.torture.__main__ import main
from roleplay_lite.memory.torture.cuts import cuts
from roleplay_lite.memory.torture.disk import Disk, Record
from roleplay_lite.memory.torture.erasures import found_in
from roleplay_lite.memory.torture.kills import kills

linux = pytest.mark.skipif(sys.platform != "linux", reason="forks and preloads as Linux does")
compiler = pytest.mark.skipif(not shutil.which("cc"), reason="writes are recorded by a shim that has to be compiled")


@linux
def test_a_killed_process_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    outcome = kills(20, tmp_path, seed=5)
    assert outcome.spotless, outcome
    assert (outcome.rounds, outcome.acknowledged > 100) == (20, True)
    assert max(outcome.recovery_ms) < 5000


@linux
@compiler
def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    outcome = cuts(20, tmp_path, steps=120, seed=5)
    assert outcome.spotless, outcome
    assert (outcome.rounds, outcome.acknowledged > 100) == (20, True)


@linux
@compiler
def test_the_command_prints_what_it_counted() -> None:
    result = CliRunner().invoke(main, ["--kills", "1", "--erasures", "2"])
    assert result.exit_code == 0, result.output
    assert "SQLite 3." in result.output
    assert "0 lost, 0 unreadable, 0 half written, 0 restored" in result.output
    assert "2 of 40 memories" in result.output
    assert "and 0 after" in result.output


# -- the disk that is cut ---------------------------------------------------------------------------------------------


def played(*steps: tuple[str, int, int, bytes]) -> Disk:
    disk = Disk(Path("/d"))
    for kind, descriptor, number, data in steps:
        disk.play(Record(kind, 1, descriptor, number, data))
    return disk


def ends(disk: Disk, tmp_path: Path) -> set[tuple[tuple[str, bytes], ...]]:
    """All that may be on it after a cut, of many tries."""
    chance, seen = random.Random(1), set()
    for number in range(200):
        into = tmp_path / str(number)
        into.mkdir()
        disk.cut(chance, into)
        seen.add(tuple(sorted((file.name, file.read_bytes()) for file in into.iterdir())))
    return seen


NAMED = (("O", 3, 0, b"/d/a"), ("O", 4, 0, b"/d"), ("F", 4, 0, b""))


def test_what_was_synced_stays_and_what_was_not_may_go(tmp_path: Path) -> None:
    disk = played(*NAMED, ("W", 3, 0, b"one"), ("F", 3, 0, b""), ("W", 3, 3, b"two"))
    assert ends(disk, tmp_path) == {(("a", b"one"),), (("a", b"onetwo"),)}


def test_a_write_is_torn_between_sectors_and_written_out_of_order(tmp_path: Path) -> None:
    disk = played(*NAMED, ("W", 3, 0, b"x" * 1024), ("W", 3, 1024, b"y"))
    found = {files[0][1] for files in ends(disk, tmp_path)}
    assert b"x" * 512 in found
    assert bytes(512) + b"x" * 512 in found
    assert bytes(1024) + b"y" in found


def test_a_name_may_go_until_its_folder_is_synced(tmp_path: Path) -> None:
    disk = played(*NAMED, ("W", 3, 0, b"one"), ("F", 3, 0, b""), ("R", -1, 0, b"/d/a\0/d/b"))
    assert ends(disk, tmp_path) >= {(("a", b"one"),), (("b", b"one"),)}
    disk.play(Record("F", 1, 4, 0, b""))
    (tmp_path / "synced").mkdir()
    assert ends(disk, tmp_path / "synced") == {(("b", b"one"),)}


def test_a_cut_file_may_have_its_old_length(tmp_path: Path) -> None:
    disk = played(*NAMED, ("W", 3, 0, b"onetwo"), ("F", 3, 0, b""), ("T", 3, 3, b""))
    assert ends(disk, tmp_path) == {(("a", b"one"),), (("a", b"onetwo"),)}


def test_every_place_of_a_string_is_found() -> None:
    data = bytes(range(256)) * 3 + "米缸".encode()
    looked_for = ["米缸".encode(), "水缸".encode(), bytes([255, 0, 1, 2]), bytes([7, 8, 9, 9])]
    assert set(found_in(data, looked_for)) == {looked_for[0], looked_for[2]}
    assert found_in(b"", looked_for) == []
