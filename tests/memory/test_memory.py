"""`Memory`: what a program keeps of people with it, asks it for, and takes back."""

from __future__ import annotations

import stat
import threading
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from roleplay_lite.engines import Cancel
from roleplay_lite.errors import InputError, StoreError
from roleplay_lite.memory.memory import Memory
from roleplay_lite.memory.store import Store
from roleplay_lite.testing import FakeEmbed
from roleplay_lite.turn import Outcome, Piece, Turn, Utterance

NOON = datetime(2025, 6, 14, 12).timestamp()
DAY = 86400.0


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        self.now += 60
        return self.now


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "memory.db"


@pytest.fixture
def memory(file: Path) -> Iterator[Memory]:
    with Memory.open(file, persona="niaoniao", person="owner", clock=Clock()) as made:
        yield made


def texts(memory: Memory, query: str, **more: object) -> list[str]:
    return [found.text for found in memory.recall(query, **more)]  # type: ignore[arg-type]


def bytes_under(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def talk(store: Store, said: str, index: int = 0) -> int:
    session = store.open_session(person="owner", persona="niaoniao", llm="fake")
    turn = Turn(utterance=Utterance(text=said), index=index, prompted=said, outcome=Outcome.COMPLETE)
    turn.pieces = [Piece(text="记住了。")]
    return store.add_turn(session, turn, keep_traces=10)


def test_what_a_line_tells_is_found_by_a_question(memory: Memory) -> None:
    changes = memory.remember("我女儿上三年级")
    assert [change.kind for change in changes] == ["added"]
    assert texts(memory, "我女儿几年级了？") == ["对方的女儿上三年级"]
    assert texts(memory, "今天天气怎么样？") == []


def test_a_line_that_tells_nothing_is_kept_only_when_it_is_to_be(memory: Memory) -> None:
    assert memory.remember("今天可真够呛啊") == ()
    (change,) = memory.remember("备用钥匙压在花盆底下呢", note=True)
    assert "花盆" in change.item.text
    assert memory.remember("") == ()


def test_a_fact_is_kept_as_a_program_gives_it(memory: Memory) -> None:
    memory.remember(predicate="residence", value="北京")
    (change,) = memory.remember("刚搬的家", predicate="residence", value="上海")
    assert (change.kind, change.item.said, change.item.extractor) == ("superseded", "刚搬的家", "program")
    assert [item.text for item in memory.about()] == ["对方住在上海"]
    with pytest.raises(InputError, match="value"):
        memory.remember(predicate="residence", value="。")


def test_what_was_so_then_is_asked_for_by_its_time(memory: Memory) -> None:
    memory.remember(predicate="residence", value="北京", at=NOON - 900 * DAY)
    memory.remember(predicate="residence", value="上海", at=NOON - 100 * DAY)
    assert texts(memory, "我住哪儿？")[0] == "对方住在上海"
    assert texts(memory, "我住哪儿？", as_of=datetime(2024, 1, 1)) == ["对方住在北京"]


def test_one_persons_memories_never_answer_another(memory: Memory) -> None:
    memory.remember("我对花生过敏", person="mama")
    assert texts(memory, "我对什么过敏？") == []
    assert texts(memory, "我对什么过敏？", person="mama") == ["对方对花生过敏"]


def test_it_is_still_there_when_the_file_is_opened_again(file: Path) -> None:
    with Memory.open(file, persona="niaoniao", person="owner") as first:
        first.remember("我对花生过敏")
    with Memory.open(file, persona="niaoniao", person="owner") as second:
        assert texts(second, "我对什么过敏？") == ["对方对花生过敏"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(StoreError):
        second.remember("我对虾过敏")


def test_why_gives_the_turn_with_its_words(file: Path) -> None:
    store = Store(file)
    try:
        memory = Memory.open(store, persona="niaoniao", person="owner")
        turns = [talk(store, "跟你说个事，我对花生过敏"), talk(store, "我对花生过敏，别忘了")]
        for turn in turns:
            (change,) = memory.remember("我对花生过敏", turn=turn)
        source = memory.why(change.item.id)
        assert [turn.said for turn in source.turns] == ["跟你说个事，我对花生过敏", "我对花生过敏，别忘了"]
        assert (source.said, source.person) == ("我对花生过敏", "owner")
        memory.close()
        # A store that was shared stays open.
        assert store.counts()["turn"] == 2
    finally:
        store.close()


def test_what_is_forgotten_leaves_no_letter_in_any_file(tmp_path: Path, file: Path) -> None:
    secret = "醉仙楼的糟鹅掌"
    store = Store(file)
    try:
        memory = Memory.open(store, persona="niaoniao", person="owner")
        memory.remember(f"我喜欢吃{secret}", turn=talk(store, f"我喜欢吃{secret}，你呢"))
        memory.remember("我对花生过敏")
        memory.catch_up()
        assert secret.encode() in bytes_under(tmp_path)
        gone = memory.forget(secret)
        assert [secret in item.text for item in gone] == [True]
        assert [item.text for item in memory.about()] == ["对方对花生过敏"]
        assert secret.encode() not in bytes_under(tmp_path)
    finally:
        store.close()
    assert secret.encode() not in bytes_under(tmp_path)


def test_forgetting_the_present_does_not_bring_the_past_back(memory: Memory) -> None:
    memory.remember(predicate="residence", value="北京")
    (change,) = memory.remember(predicate="residence", value="上海")
    memory.forget(change.item.id)
    memory.remember(predicate="residence", value="北京路", polarity="no")
    assert [item.text for item in memory.about()] == ["对方不住在北京路"]


def test_forgetting_softly_keeps_it_as_the_past(memory: Memory) -> None:
    (change,) = memory.remember(predicate="pet", value="金毛")
    memory.forget(predicate="pet", erase=False)
    assert memory.about() == ()
    kept = memory.ledger.get(change.item.id)
    assert kept is not None
    assert kept.valid_to is not None


def test_nothing_named_forgets_nothing(memory: Memory) -> None:
    memory.remember("我对花生过敏")
    assert memory.forget() == ()
    assert memory.forget("三亚的酒店") == ()
    with pytest.raises(InputError, match="no memory 77"):
        memory.forget(77)
    assert len(memory.about()) == 1


def test_another_personas_memory_cannot_be_reached_by_its_number(file: Path) -> None:
    with Memory.open(file, persona="niaoniao", person="owner") as one:
        (change,) = one.remember("我对花生过敏")
    with Memory.open(file, persona="xiaoman", person="owner") as other:
        for reach in (other.why, other.forget, lambda id_: other.correct(id_, "虾")):
            with pytest.raises(InputError, match="no memory"):
                reach(change.item.id)


def test_a_correction_replaces_what_was_misheard(memory: Memory) -> None:
    (change,) = memory.remember(predicate="name", value="小满", subject="女儿")
    fixed = memory.correct(change.item.id, "小曼")
    assert fixed.item.text == "对方的女儿叫小曼"
    assert texts(memory, "我女儿叫什么名字？") == ["对方的女儿叫小曼"]


@pytest.mark.parametrize("line", ["我" * 4001, "长" * 10_000_000])
def test_what_is_no_line_is_refused_with_its_size(memory: Memory, line: str) -> None:
    with pytest.raises(InputError, match=str(len(line))):
        memory.remember(line)
    assert memory.about() == ()


def test_letters_that_cannot_be_stored_do_no_harm(memory: Memory) -> None:
    memory.remember("我对花生\ud83d过敏\0")
    assert texts(memory, "我对什么过\udc00敏？") == ["对方对花生过敏"]


def test_many_threads_write_and_read_at_once(memory: Memory) -> None:
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(10):
                memory.remember(predicate="likes", value=f"第{number}种茶{step}")
                memory.remember(predicate="residence", value=f"城市{number}{step}")
                memory.recall("我喜欢什么茶？")
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert len([item for item in memory.about() if item.predicate == "likes"]) == 40
    assert len([item for item in memory.about() if item.predicate == "residence"]) == 1
    assert memory.verify() == ()


def test_a_clock_that_went_back_hides_nothing(file: Path) -> None:
    clock = Clock()
    with Memory.open(file, persona="niaoniao", person="owner", clock=clock) as memory:
        memory.remember(predicate="residence", value="北京")
        clock.now = 0
        memory.remember(predicate="residence", value="上海")
        assert [item.text for item in memory.about()] == ["对方住在上海"]
        assert texts(memory, "我住哪儿？")[0] == "对方住在上海"


def test_the_idle_work_ends_when_it_is_cancelled_and_is_done_later(memory: Memory) -> None:
    memory.remember("我对花生过敏")
    cancel = Cancel()
    cancel.set()
    assert memory.catch_up(cancel) is False
    assert memory.catch_up() is True
    assert memory.verify() == ()


def test_a_row_whose_end_was_changed_by_hand_is_found(memory: Memory) -> None:
    memory.remember(predicate="residence", value="北京")
    (change,) = memory.remember(predicate="residence", value="上海")
    assert memory.verify() == ()
    with memory._db.writing() as connection:
        connection.execute("update memory set valid_to = 5 where id <> ?", (change.item.id,))
    (fault,) = memory.verify()
    assert "another time" in fault


def test_the_counts_tell_what_there_is(memory: Memory) -> None:
    memory.remember("我对花生过敏")
    memory.remember(predicate="residence", value="北京")
    memory.remember(predicate="residence", value="上海")
    counts = memory.stats()
    assert (counts["memories"], counts["standing"], counts["over"]) == (3, 2, 1)
    assert counts["people"] == {"owner": 2}
    assert counts["bytes"] > 0


def test_a_copy_holds_what_there_was(memory: Memory, tmp_path: Path) -> None:
    memory.remember("我对花生过敏")
    copy = memory.backup(tmp_path / "elsewhere" / "copy.db")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    memory.remember("我对虾过敏")
    with Memory.open(copy, persona="niaoniao", person="owner") as other:
        assert [item.text for item in other.about()] == ["对方对花生过敏"]
    with pytest.raises(InputError, match="itself"):
        memory.backup(tmp_path / "memory.db")
    with Memory.open(":memory:", persona="niaoniao") as nowhere, pytest.raises(InputError):
        nowhere.backup()


def test_what_is_told_first_is_found_though_the_idle_work_was_stopped(memory: Memory) -> None:
    memory.remember("我女儿上三年级")
    cancel = Cancel()
    cancel.set()
    assert not memory.catch_up(cancel)
    assert texts(memory, "我女儿几年级了") == ["对方的女儿上三年级"]


def test_the_idle_work_is_stopped_while_it_is_under_way(file: Path) -> None:
    cancel = Cancel()

    class Stopping(FakeEmbed):
        def embed(self, texts: Sequence[str], *, query: bool = False) -> npt.NDArray[np.float32]:
            cancel.set()
            return super().embed(texts, query=query)

    with Memory.open(file, persona="niaoniao", person="owner", embed=Stopping(), clock=Clock()) as memory:
        memory.remember("我女儿上三年级")
        assert not memory.catch_up(cancel)
        assert memory.catch_up()
