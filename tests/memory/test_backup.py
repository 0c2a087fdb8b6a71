"""Copies of a store, and what takes the place of one that is damaged."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roleplay_lite.engines import Cancel
from roleplay_lite.errors import StoreError
from roleplay_lite.memory.backup import EVERY_SECONDS, Backups, restore
from roleplay_lite.memory.item import Extracted, MemoryKind
from roleplay_lite.memory.ledger import Ledger
from roleplay_lite.memory.migrations import migrations
from roleplay_lite.memory.sqlite_file import SqliteFile


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "talk.db"


def opened(file: Path, *, keep: int = 3) -> SqliteFile:
    return SqliteFile(file, migrations, name="the store", elsewhere="--store", backups=Backups(file, keep=keep))


def tell(db: SqliteFile, *values: str) -> None:
    for value in values:
        told = Extracted(kind=MemoryKind.FACT, predicate="pet", object=value, said=f"我养了{value}")
        Ledger(db).record([told], person="小林", persona="niaoniao", turn=None, now=1.0)


def known(db: SqliteFile) -> list[str]:
    return [item.object for item in Ledger(db).items("小林", "niaoniao")]


def taken(db: SqliteFile) -> Path:
    assert db.backups
    made = db.backups.take()
    assert made
    return made


def spoil(file: Path, *, keep_head: int = 0) -> None:
    data = bytearray(file.read_bytes())
    data[keep_head:] = bytes(byte ^ 0x5A for byte in data[keep_head:])
    file.write_bytes(data)


# -- taking -----------------------------------------------------------------------------------------------------------


def test_the_newest_copies_are_kept_and_are_its_owners_alone(file: Path) -> None:
    db = opened(file)
    for number in range(5):
        tell(db, f"{number}号刺猬")
        taken(db)
    assert db.backups
    copies = db.backups.files()
    db.close()
    assert [copy.name for copy in copies] == ["000005.db", "000004.db", "000003.db"]
    assert {stat.S_IMODE(each.stat().st_mode) for each in copies[0].parent.iterdir()} == {0o600}
    assert stat.S_IMODE(copies[0].parent.stat().st_mode) == 0o700
    assert {each.name for each in copies[0].parent.iterdir()} == {
        f"00000{number}.{ending}" for number in (3, 4, 5) for ending in ("db", "sha256")
    }
    for copy, count in zip(copies, (5, 4, 3), strict=True):
        one = sqlite3.connect(copy)
        assert one.execute("select count(*) from memory").fetchone() == (count,)
        one.close()


def test_one_a_day_whatever_the_clock_does(file: Path) -> None:
    db = opened(file)
    tell(db, "刺猬")
    now = 1_800_000_000.0
    first = db.back_up(now)
    assert first
    os.utime(first, (now, now))
    assert db.back_up(now + EVERY_SECONDS - 1) is None
    assert db.back_up(now - 3600) is None
    # A board without a battery wakes up in 1970.
    second = db.back_up(1000.0)
    assert second
    os.utime(second, (1000.0, 1000.0))
    assert db.back_up(1010.0) is None
    assert db.back_up(now)
    assert db.backups
    assert [copy.name for copy in db.backups.files()] == ["000003.db", "000002.db", "000001.db"]
    db.close()


def test_a_copy_is_of_one_moment_while_others_write(file: Path) -> None:
    db = opened(file)
    tell(db, *(f"第{number}只" for number in range(50)))
    with db.writing() as connection:
        connection.execute("create table ballast (a, b)")
        connection.executemany("insert into ballast values (?, 0)", [(os.urandom(3000),) for _ in range(2000)])
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            with db.writing() as connection:
                connection.execute("update ballast set b = b + 1")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [taken(db) for _ in range(3)]
    finally:
        done.set()
        writer.join()
    db.close()
    for copy in copies:
        one = sqlite3.connect(copy)
        assert one.execute("select count(distinct b), count(*) from ballast").fetchone() == (1, 2000)
        one.close()


def test_one_that_is_cancelled_leaves_nothing(file: Path) -> None:
    db = opened(file)
    tell(db, "刺猬")
    cancel = Cancel()
    cancel.set()
    assert db.back_up(1.0, cancel) is None
    assert db.backups
    assert list(db.backups.folder.iterdir()) == []
    db.close()


def test_a_damaged_store_does_not_push_out_a_sound_copy(file: Path) -> None:
    db = opened(file, keep=1)
    tell(db, *(f"第{number}只" for number in range(300)))
    copy = taken(db)
    db.close()
    spoil(file, keep_head=file.stat().st_size - 12 * 4096)
    db = opened(file, keep=1)
    assert db.restored_from is None
    with pytest.raises(StoreError, match="no copy was made of it; the earlier ones are kept"):
        db.back_up(4e9)
    assert db.backups
    assert db.backups.files() == [copy]
    db.close()
    again = opened(file)
    assert again.restored_from == copy
    assert len(known(again)) == 300
    again.close()


# -- mending ----------------------------------------------------------------------------------------------------------


def test_a_file_that_is_none_any_more_is_replaced_and_kept(file: Path) -> None:
    db = opened(file)
    tell(db, "刺猬", "鹦鹉")
    copy = taken(db)
    db.close()
    spoil(file)
    broken = file.read_bytes()
    db = opened(file)
    assert (db.restored_from, known(db)) == (copy, ["刺猬", "鹦鹉"])
    assert db.broken
    assert db.broken.name.startswith("talk.db.broken-")
    assert db.broken.read_bytes() == broken
    assert stat.S_IMODE(db.broken.stat().st_mode) == 0o600
    tell(db, "乌龟")
    db.close()
    db = opened(file)
    assert (db.restored_from, known(db)) == (None, ["刺猬", "鹦鹉", "乌龟"])
    db.close()


def test_a_damaged_copy_is_passed_over(file: Path) -> None:
    db = opened(file)
    tell(db, "刺猬")
    older = taken(db)
    newer = taken(db)
    db.close()
    data = bytearray(newer.read_bytes())
    data[-1] ^= 1
    newer.write_bytes(data)
    file.write_bytes(b"")
    file.write_bytes(b"x" * 5000)
    db = opened(file)
    assert db.restored_from == older
    db.close()


def test_without_a_sound_copy_nothing_is_touched(file: Path) -> None:
    db = opened(file)
    tell(db, "刺猬")
    copy = taken(db)
    db.close()
    copy.write_bytes(b"")
    spoil(file, keep_head=100)
    before = file.read_bytes()
    for _ in range(2):
        with pytest.raises(StoreError, match="it is damaged; move it away"):
            opened(file)
    assert file.read_bytes() == before


def test_a_store_in_use_is_not_replaced_under_its_user(file: Path) -> None:
    db = opened(file)
    tell(db, "刺猬")
    copy = taken(db)
    assert db.fold()
    spoil(file)
    with pytest.raises(StoreError, match="damaged"):
        opened(file)
    with pytest.raises(StoreError, match="is in use"):
        restore(file, copy, migrations)
    db.close()


def test_a_full_disk_is_not_taken_for_damage(file: Path) -> None:
    """A store that was not closed is looked at with more suspicion; its newest rows are in its log alone."""
    crashed(file, "刺猬", "鹦鹉")
    log = file.with_name("talk.db-wal")
    assert log.stat().st_size
    program = (
        "import resource, signal, sys; from pathlib import Path; from tests.memory.test_backup import opened;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000));"
        "db = opened(Path(sys.argv[1])); print(db.restored_from)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(file)], capture_output=True, text=True)
    assert "broken" not in "".join(each.name for each in file.parent.iterdir()), done.stderr
    db = opened(file)
    assert (db.restored_from, known(db)) == (None, ["刺猬", "鹦鹉"])
    db.close()


CRASHER = """
import os, sys
from pathlib import Path
from tests.memory.test_backup import opened, taken, tell
db = opened(Path(sys.argv[1]))
tell(db, sys.argv[2])
taken(db)
tell(db, *sys.argv[3:])
os._exit(9)
"""


def crashed(file: Path, *values: str) -> None:
    """A process that took a copy after the first and was killed after the last."""
    subprocess.run([sys.executable, "-c", CRASHER, str(file), *values], check=False)


def test_a_restore_that_is_cut_off_is_done_again(file: Path) -> None:
    """Killed between taking away the old log and putting the copy in place, the file looks as if it had been closed."""
    crashed(file, "刺猬")
    data = bytearray(file.with_name("talk.db-wal").read_bytes())
    file.with_name("talk.db-wal").unlink()
    file.with_name("talk.db.suspect").touch()
    file.write_bytes(data)
    db = opened(file)
    assert db.restored_from
    assert known(db) == ["刺猬"]
    assert not file.with_name("talk.db.suspect").exists()
    db.close()


# -- restoring by hand ------------------------------------------------------------------------------------------------


def test_a_copy_is_put_back_by_hand_and_what_stood_there_is_kept(file: Path) -> None:
    db = opened(file)
    tell(db, "刺猬")
    copy = taken(db)
    tell(db, "鹦鹉")
    db.close()
    aside = restore(file, copy, migrations)
    db = opened(file)
    assert (known(db), db.restored_from) == (["刺猬"], None)
    db.close()
    assert aside
    restore(file, aside, migrations)
    db = opened(file)
    assert known(db) == ["刺猬", "鹦鹉"]
    db.close()


def test_a_store_with_its_log_is_restored_whole(file: Path, tmp_path: Path) -> None:
    crashed(tmp_path / "other.db", "刺猬", "鹦鹉")
    restore(file, tmp_path / "other.db", migrations)
    db = opened(file)
    assert known(db) == ["刺猬", "鹦鹉"]
    db.close()


def foreign(folder: Path) -> Path:
    other = folder / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("create table recipe (name text)")
    connection.close()
    return other


def newer(folder: Path) -> Path:
    other = folder / "other.db"
    opened(other).close()
    connection = sqlite3.connect(other)
    connection.execute("insert into _sqlite_migrations values (99, 'roleplay_lite', 'm999_moods', '2031')")
    connection.commit()
    connection.close()
    return other


def broken(folder: Path) -> Path:
    other = folder / "other.db"
    opened(other).close()
    spoil(other, keep_head=4096)
    return other


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: folder / "none.db", "is no file"),
        (foreign, "is no such store"),
        (newer, r"written by a newer version \(it has m999_moods\)"),
        (broken, "damaged"),
        (lambda folder: Path(shutil.copy(__file__, folder)), "damaged, no store"),
    ],
)
def test_what_cannot_be_restored_is_named_and_nothing_is_changed(file: Path, tmp_path: Path, make, words) -> None:  # type: ignore[no-untyped-def]
    db = opened(file)
    tell(db, "刺猬")
    db.close()
    with pytest.raises(StoreError, match=words):
        restore(file, make(tmp_path), migrations)
    db = opened(file)
    assert known(db) == ["刺猬"]
    db.close()


# -- any damage -------------------------------------------------------------------------------------------------------

VALUES = [f"第{number}只刺猬" for number in range(60)]


@pytest.fixture(scope="module")
def sound() -> Iterator[Path]:
    """A store with one copy, and rows in its log that are in no copy."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "talk.db"
        db = opened(file)
        tell(db, *VALUES)
        taken(db)
        db.close()
        yield Path(folder)


def damaged(sound: Path, folder: Path, at: float, how: str, chance: random.Random) -> Path:
    shutil.copytree(sound, folder, dirs_exist_ok=True)
    file = folder / "talk.db"
    data = bytearray(file.read_bytes())
    place = int(at * len(data))
    match how:
        case "bit":
            data[min(place, len(data) - 1)] ^= 1 << chance.randrange(8)
        case "sector":
            place -= place % 512
            data[place : place + 512] = chance.randbytes(len(data[place : place + 512]))
        case "zeros":
            place -= place % 4096
            data[place : place + 4096] = bytes(len(data[place : place + 4096]))
        case "truncated":
            del data[place:]
        case "longer":
            data += chance.randbytes(1 + place)
    file.write_bytes(data)
    # It was not closed, or is known to have come to harm: it is looked at.
    file.with_name("talk.db.suspect").touch()
    return file


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=st.floats(0, 1, exclude_max=True),
    how=st.sampled_from(["bit", "sector", "zeros", "truncated", "longer"]),
    seed=st.integers(0, 1 << 30),
)
def test_any_damage_is_mended_or_told_and_no_row_is_missing(sound: Path, at: float, how: str, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = damaged(sound, Path(folder), at, how, random.Random(seed))
        db = opened(file)
        try:
            there = [row["object"] for row in db.read("select object from memory order by id")]
            with db.writing(durable=True) as connection:
                connection.execute("insert into outbox (kind, payload, created) values ('embed', '1', 1)")
        finally:
            db.close()
        assert len(there) == len(VALUES)
        # No structure tells of a bit that turns one letter of a text into another.
        wrong = sum(one != other for one, other in zip(there, VALUES, strict=True))
        assert wrong <= (0 if how in ("truncated", "longer") or db.restored_from else 16)


@settings(max_examples=25, deadline=None)
@given(
    at=st.floats(0, 1, exclude_max=True), how=st.sampled_from(["bit", "sector", "truncated"]), seed=st.integers(0, 99)
)
def test_damage_without_a_copy_is_told_or_harmless(sound: Path, at: float, how: str, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = damaged(sound, Path(folder), at, how, random.Random(seed))
        shutil.rmtree(file.with_name("talk.db.backups"))
        emptied = file.stat().st_size <= 1
        try:
            db = opened(file)
        except StoreError as error:
            told = str(error)
        else:
            told = ""
            there = db.read("select id from memory")
            db.close()
        assert "第" not in told
        if not told and not emptied:
            assert len(there) == len(VALUES)


def test_a_file_that_was_taken_away_is_begun_anew(file: Path) -> None:
    """Whoever deletes it wants it gone; one that was emptied by a crash is mended."""
    db = opened(file)
    tell(db, "刺猬")
    taken(db)
    db.close()
    file.write_bytes(b"")
    db = opened(file)
    assert known(db) == ["刺猬"]
    db.close()
    file.unlink()
    db = opened(file)
    assert (known(db), db.restored_from) == ([], None)
    db.close()
