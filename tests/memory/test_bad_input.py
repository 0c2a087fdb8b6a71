"""Disks that are full or cannot be written, two programs at once, and far too much text."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from roleplay_lite.errors import StoreError
from roleplay_lite.memory.backup import Backups
from roleplay_lite.memory.erase import erase
from roleplay_lite.memory.index.index import Index
from roleplay_lite.memory.item import Extracted, MemoryKind
from roleplay_lite.memory.ledger import Ledger
from roleplay_lite.memory.migrations import migrations
from roleplay_lite.memory.sqlite_file import SqliteFile

linux = pytest.mark.skipif(sys.platform != "linux", reason="tmpfs is Linux's")


def opened(file: Path) -> SqliteFile:
    return SqliteFile(file, migrations, name="the store", elsewhere="--store", backups=Backups(file))


def tell(db: SqliteFile, predicate: str, value: str, now: float = 1.0) -> None:
    told = Extracted(kind=MemoryKind.FACT, predicate=predicate, object=value, said=f"我说{value}")
    Ledger(db, Index(db)).record([told], person="小林", persona="niaoniao", turn=None, now=now)


def known(db: SqliteFile) -> list[str]:
    return sorted(item.object for item in Ledger(db).items("小林", "niaoniao"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"a small file system needs the right to mount one: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(disk: Path) -> Path:
    free = os.statvfs(disk)
    filler = disk / "filler"
    filler.write_bytes(b"x" * (free.f_bavail * free.f_bsize))
    return filler


@linux
def test_a_fact_on_a_full_disk_is_refused_whole_and_the_next_one_is_kept(small_disk: Path) -> None:
    db = opened(small_disk / "talk.db")
    tell(db, "pet", "刺猬")
    filler = fill(small_disk)
    told = []
    for number in range(30):
        try:
            tell(db, "likes", f"第{number}种茶" * 200)
        except StoreError as error:
            told.append(str(error))
    assert all("the disk is full; free some space" in each and "种茶" not in each for each in told)
    before = known(db)
    assert len(before) == 31 - len(told) < 31
    filler.unlink()
    tell(db, "pet", "鹦鹉")
    db.close()
    db = opened(small_disk / "talk.db")
    assert known(db) == sorted([*before, "鹦鹉"])
    db.check()
    db.close()


@linux
def test_a_copy_for_which_there_is_no_room_leaves_the_old_ones(small_disk: Path) -> None:
    file = small_disk / "talk.db"
    db = opened(file)
    tell(db, "pet", "刺猬")
    assert db.backups
    with pytest.raises(StoreError, match="the disk is full; free some space"):
        db.backups.take()
    assert [each.name for each in file.parent.rglob("*.db")] == ["talk.db"]
    assert known(db) == ["刺猬"]
    db.close()


@linux
def test_what_is_to_be_forgotten_is_forgotten_on_a_full_disk_when_there_is_room(small_disk: Path) -> None:
    file = small_disk / "talk.db"
    db = SqliteFile(file, migrations, name="the store", elsewhere="--store")
    tell(db, "note", "存折藏在米缸里")
    filler = fill(small_disk)
    ids = [row["id"] for row in db.read("select id from memory")]
    with suppress(StoreError):
        erase(db, Index(db), memories=ids)
    filler.unlink()
    erase(db, Index(db), memories=ids)
    assert all("米缸".encode() not in each.read_bytes() for each in small_disk.iterdir() if each.is_file())
    db.close()


@linux
def test_a_disk_that_turns_read_only_says_so_and_can_still_be_read(small_disk: Path) -> None:
    file = small_disk / "talk.db"
    opened(file).close()
    db = opened(file)
    tell(db, "pet", "刺猬")
    db.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    try:
        with pytest.raises(StoreError, match="it cannot be written there; give another --store"):
            opened(file)
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    db = opened(file)
    assert known(db) == ["刺猬"]
    db.close()


def test_a_program_that_holds_the_store_is_named_as_the_trouble(tmp_path: Path) -> None:
    file = tmp_path / "talk.db"
    db = opened(file)
    with db.writing() as connection:
        connection.execute("insert into meta values ('wait', '1')")
        connection.execute("commit")
        connection.execute("pragma busy_timeout = 50")
        connection.execute("begin immediate")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(StoreError, match="another program is writing to it"):
        tell(db, "pet", "刺猬")
    other.execute("rollback")
    other.close()
    tell(db, "pet", "刺猬")
    assert known(db) == ["刺猬"]
    db.close()


WRITER = """
import sys
from pathlib import Path
from tests.memory.test_bad_input import opened, tell
name = sys.argv[2]
db = opened(Path(sys.argv[1]))
for number in range(40):
    tell(db, "residence", f"{name}{number}号", now=float(number))
    tell(db, "pet", f"{name}的{number}号刺猬", now=float(number))
    if number % 10 == 9:
        db.backups.take()
        db.fold()
db.close()
"""


def test_two_programs_keep_one_home_and_all_pets(tmp_path: Path) -> None:
    file = tmp_path / "talk.db"
    started = [subprocess.Popen([sys.executable, "-c", WRITER, str(file), name]) for name in ("甲", "乙")]
    assert [process.wait(timeout=120) for process in started] == [0, 0]
    db = opened(file)
    db.check()
    assert db.restored_from is None
    pets = [item.object for item in Ledger(db).items("小林", "niaoniao", predicate="pet")]
    assert sorted(pets) == sorted(f"{name}的{number}号刺猬" for name in "甲乙" for number in range(40))
    homes = Ledger(db).items("小林", "niaoniao", predicate="residence", open_only=True)
    assert len(homes) == 1
    assert db.read("select count(*) as n from memory_fts_docsize")[0]["n"] == len(db.read("select id from memory"))
    db.close()


def test_ten_megabytes_in_a_turn_are_kept_found_and_erased(tmp_path: Path) -> None:
    """A session refuses such a line; a store that is given one copes, and its log does not stay that large."""
    file = tmp_path / "talk.db"
    db = opened(file)
    said = "我昨天梦见一只刺猬。" * (10_000_000 // 30)
    with db.writing() as connection:
        connection.execute("insert into person (id, name, created) values ('p', 'p', 1)")
        connection.execute("insert into session values (1, 'p', 'niaoniao', 'f', 1)")
        connection.execute(
            "insert into turn values (1, 1, 1, 1, ?, 1, ?, '', '', 'complete', '{}')", (said, said[:1000])
        )
        Index(db).turns.add(connection, 1, said, "")
    assert db.read("select length(said) as n from turn")[0]["n"] == len(said)
    tell(db, "note", said[:1_000_000])
    for number in range(20):
        tell(db, "pet", f"第{number}只")
    assert file.with_name("talk.db-wal").stat().st_size <= 12 << 20
    assert db.backups
    copy = db.backups.take()
    assert copy
    index = Index(db)
    erase(db, index, turns=[1], memories=[row["id"] for row in db.read("select id from memory where predicate='note'")])
    assert all("梦见一只".encode() not in each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    assert file.stat().st_size < 2 << 20
    assert len(known(db)) == 20
    db.close()


def test_a_message_never_shows_what_was_told(tmp_path: Path) -> None:
    db = opened(tmp_path / "talk.db")
    for query in ("select '米缸' from", "select * from memory_fts where memory_fts match '米缸 OR'", 'select "米缸'):
        with pytest.raises(StoreError) as caught:
            db.read(query)
        assert "米缸" not in str(caught.value)
    db.close()
