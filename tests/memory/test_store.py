"""The conversation log survives what boards do to it: pulled plugs, full cards, two programs at once."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from roleplay_lite import events as ev
from roleplay_lite.device import Device, StoreConfig
from roleplay_lite.errors import StoreError
from roleplay_lite.memory.store import Store
from roleplay_lite.session import Session
from roleplay_lite.testing import FakeLlm
from roleplay_lite.turn import Outcome, Piece, Step, Turn, Utterance


def turn(index: int, said: str = "在吗", reply: str = "在呢。", outcome: Outcome = Outcome.COMPLETE) -> Turn:
    made = Turn(utterance=Utterance(text=said), index=index, prompted=said, outcome=outcome)
    made.pieces = [Piece(text=reply)]
    made.heard = len(reply)
    made.steps = [Step(step="understand", by="default", ms=0.1), Step(step="check", by="override", ms=2, reason="ban")]
    made.metrics = {"total": 0.5}
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "talk.db"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    made = Store(file)
    yield made
    made.close()


def integrity(file: Path) -> str:
    connection = sqlite3.connect(file)
    try:
        return str(connection.execute("pragma integrity_check").fetchone()[0])
    finally:
        connection.close()


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(file)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_turns_come_back_in_the_order_they_were_held(file: Path, store: Store) -> None:
    session = store.open_session(person="小林", persona="niaoniao", llm="fake")
    for index in range(1, 8):
        store.add_turn(session, turn(index, said=f"第{index}句\x00，带‘引号’", reply="好🐦。"), keep_traces=100)
    store.close()
    again = Store(file)
    recent = again.recent(person="小林", persona="niaoniao", count=3)
    again.close()
    assert [found.said for found in recent] == [f"第{index}句\x00，带‘引号’" for index in (5, 6, 7)]
    assert {(found.prompted == found.said, found.reply, found.heard_text, found.outcome) for found in recent} == {
        (True, "好🐦。", "好🐦。", Outcome.COMPLETE)
    }
    assert recent[0].id < recent[1].id


def test_nobody_sees_what_another_said(store: Store) -> None:
    for person, persona in (("小林", "niaoniao"), ("奶奶", "niaoniao"), ("小林", "tongshifu")):
        session = store.open_session(person=person, persona=persona, llm="fake")
        store.add_turn(session, turn(1, said=f"{person}对{persona}说"), keep_traces=100)
    assert [t.said for t in store.recent(person="小林", persona="niaoniao", count=9)] == ["小林对niaoniao说"]
    assert [t.said for t in store.recent(person="奶奶", persona="niaoniao", count=9)] == ["奶奶对niaoniao说"]
    assert store.recent(person="' or 1=1 --", persona="niaoniao", count=9) == []
    assert store.counts() == {"person": 2, "session": 3, "turn": 3, "step": 6, "statement": 0}


def test_a_turn_an_engine_spoiled_is_logged_and_not_taken_up(store: Store) -> None:
    session = store.open_session(person="小林", persona="niaoniao", llm="fake")
    for index, outcome in enumerate(Outcome, 1):
        store.add_turn(session, turn(index, outcome=outcome), keep_traces=100)
    assert {t.outcome for t in store.recent(person="小林", persona="niaoniao", count=9)} == {"complete", "interrupted"}
    assert store.counts()["turn"] == 3


def test_only_the_latest_turns_keep_their_trace(file: Path, store: Store) -> None:
    session = store.open_session(person="小林", persona="niaoniao", llm="fake")
    for index in range(1, 11):
        store.add_turn(session, turn(index), keep_traces=3)
    assert store.counts() == {"person": 1, "session": 1, "turn": 10, "step": 6, "statement": 0}
    assert rows(file, "select distinct turn from step") == [(8,), (9,), (10,)]
    assert rows(file, "select name, by, reason from step where turn = 10 order by position") == [
        ("understand", "default", ""),
        ("check", "override", "ban"),
    ]
    store.add_turn(session, turn(11), keep_traces=0)
    assert store.counts()["step"] == 0


def test_only_its_owner_can_read_it(file: Path, store: Store) -> None:
    store.open_session(person="小林", persona="niaoniao", llm="fake")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    assert modes.keys() >= {"talk.db", "talk.db-wal", "talk.db.lock"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_closed_store_says_so(store: Store) -> None:
    session = store.open_session(person="小林", persona="niaoniao", llm="fake")
    store.close()
    store.close()
    for call in (
        lambda: store.add_turn(session, turn(1), keep_traces=1),
        lambda: store.recent(person="小林", persona="niaoniao", count=1),
        store.counts,
    ):
        with pytest.raises(StoreError, match="closed"):
            call()


def test_a_failed_write_leaves_nothing_half_done(store: Store) -> None:
    session = store.open_session(person="小林", persona="niaoniao", llm="fake")
    spoiled = turn(1)
    spoiled.steps.append(Step(step="check", by="default", ms=float("nan")))
    with pytest.raises(StoreError):
        store.add_turn(session, spoiled, keep_traces=9)
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        store.add_turn(session + 1, turn(1), keep_traces=9)
    assert store.counts()["turn"] == 0
    store.add_turn(session, turn(1), keep_traces=9)
    assert store.counts()["turn"] == 1


# -- files that are none ----------------------------------------------------------------------------------------------


def test_a_file_that_is_no_database_is_named_and_left_as_it_was(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes("不是数据库".encode() * 500)
    with pytest.raises(StoreError, match=r"talk\.db.*is damaged; move it away"):
        Store(file)
    assert file.read_bytes() == "不是数据库".encode() * 500


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"give another store\.path"):
        Store(tmp_path)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StoreError, match=r"give another store\.path"):
        Store(tmp_path / "data" / "talk.db")


def test_a_store_of_a_newer_version_is_not_touched(file: Path, store: Store) -> None:
    store.close()
    connection = sqlite3.connect(file)
    connection.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) "
        "values ('roleplay_lite', 'm999_moods', '2031')"
    )
    connection.commit()
    connection.close()
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    with pytest.raises(StoreError, match=r"written by a newer version \(it has m999_moods\); update"):
        Store(file)
    after = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    assert after == before


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    if os.access(folder, os.W_OK):
        # Root writes anywhere, but not even root makes files here.
        folder = Path("/proc/self")
        if not folder.exists():
            pytest.skip("this user may write everywhere, and the system has no /proc")
    with pytest.raises(StoreError, match=r"give another store\.path in device\.toml"):
        Store(folder / "talk.db")


# -- pulled plugs, two programs, full cards ---------------------------------------------------------------------------

WRITER = """
import sys
from pathlib import Path
from roleplay_lite.memory.store import Store
from roleplay_lite.turn import Piece, Step, Turn, Utterance

file, person, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = Store(file)
session = store.open_session(person=person, persona="niaoniao", llm="fake")
for index in range(1, count + 1):
    turn = Turn(utterance=Utterance(text=f"{person} {index}"), index=index, prompted="在吗")
    turn.pieces = [Piece(text="在呢。" * 50)]
    turn.steps = [Step(step="check", by="default", ms=1.0)]
    store.add_turn(session, turn, keep_traces=5)
    print(index, flush=True)
store.close()
"""


def writer(file: Path, person: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file), person, str(count)], stdout=subprocess.PIPE, text=True
    )


def test_a_pulled_plug_loses_no_turn_that_was_stored(file: Path) -> None:
    chance = random.Random(3)
    promised = 0
    for round_ in range(8):
        process = writer(file, f"第{round_}次", 1_000_000)
        assert process.stdout
        acknowledged = int(process.stdout.readline())
        time.sleep(chance.random() * 0.12)
        process.kill()
        left = process.stdout.read().splitlines()
        acknowledged = int(left[-1]) if left else acknowledged
        process.stdout.close()
        process.wait()
        promised += acknowledged
        assert integrity(file) == "ok"
        (found,) = rows(file, f"select count(*), max(position) from turn where said like '第{round_}次 %'")
        assert found[0] == found[1]
        assert int(str(found[0])) in (acknowledged, acknowledged + 1)
    assert promised > 20
    again = Store(file)
    session = again.open_session(person="小林", persona="niaoniao", llm="fake")
    again.add_turn(session, turn(1), keep_traces=5)
    again.close()


def test_two_programs_write_in_turns(file: Path) -> None:
    Store(file).close()
    writers = [writer(file, person, 150) for person in ("小林", "奶奶")]
    for process in writers:
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        assert output.splitlines()[-1] == "150"
    assert integrity(file) == "ok"
    for person in ("小林", "奶奶"):
        said = [row[0] for row in rows(file, f"select said from turn where said like '{person} %' order by position")]
        assert said == [f"{person} {index}" for index in range(1, 151)]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"a small file system needs the right to mount one: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def _fill(filler: Path) -> None:
    """The disk to its last block, whatever else is written to it meanwhile."""
    with suppress(OSError), filler.open("wb", buffering=0) as out:
        while True:
            out.write(b"x" * 4096)


@pytest.mark.skipif(sys.platform != "linux", reason="tmpfs is Linux's")
def test_a_full_disk_costs_the_memory_and_not_the_conversation(small_disk: Path) -> None:
    file = small_disk / "talk.db"
    filler = small_disk / "filler"
    seen: list[ev.Event] = []
    llm = FakeLlm(replies=[f"这是第{number}句，风好大呀。" for number in range(99)])
    device = Device(store=StoreConfig(path=file))
    with Session.open("niaoniao", device=device, person="小林", engines={"llm": llm}, on_event=seen.append) as session:
        list(session.reply("在吗"))
        _fill(filler)
        for _ in range(4):
            assert "".join(piece.text for piece in session.reply("风" * 1900))
        # What is done in the idle time has no room either.
        troubles = [event for event in seen if isinstance(event, ev.Degraded) and event.stage != "idle"]
        assert {(event.stage, event.code) for event in troubles} == {("remember", "store")}
        assert "the disk is full; free some space" in troubles[-1].message
        assert "风风" not in troubles[-1].message
        filler.unlink()
        list(session.reply("还在吗"))
    assert integrity(file) == "ok"
    kept = Store(file)
    said = [found.said for found in kept.recent(person="小林", persona="niaoniao", count=9)]
    kept.close()
    assert (said[0], said[-1]) == ("在吗", "还在吗")
    assert len(said) + len(troubles) == 6


@pytest.mark.skipif(sys.platform != "linux", reason="tmpfs is Linux's")
def test_a_disk_full_from_the_start_is_said_before_the_first_turn(small_disk: Path) -> None:
    _fill(small_disk / "filler")
    with pytest.raises(StoreError, match="the disk is full; free some space"):
        Store(small_disk / "talk.db")
