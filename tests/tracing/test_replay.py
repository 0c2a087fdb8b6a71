"""A turn is kept with what decided it, run again with the same decisions, and erased with what is forgotten."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from roleplay_lite import line
from roleplay_lite.device import Device, StoreConfig
from roleplay_lite.engines import Llm
from roleplay_lite.errors import InputError
from roleplay_lite.faculties import Faculties
from roleplay_lite.memory.migrations import migrations
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.persona import load_persona
from roleplay_lite.rules.config import RulesConfig
from roleplay_lite.rules.rulebook import Rulebook
from roleplay_lite.rules.store import RuleStore
from roleplay_lite.session import Session
from roleplay_lite.testing import FakeLlm
from roleplay_lite.tracing import rows
from roleplay_lite.tracing.inputs import Inputs
from roleplay_lite.tracing.opening import copied, opened_parts
from roleplay_lite.tracing.replay import Parts, replay, same_persona
from roleplay_lite.turn import Recalled, Turn, Utterance

from ..rules.made import rule

LINES = (
    "你好呀",
    "你叫什么名字",
    "我女儿上三年级，她不喜欢香菜",
    "今天被领导骂了，有点难过",
    "我女儿几年级了",
    "讲讲天上的云",
    "出个谜语给我猜",
    "给点提示",
    "三加五等于几",
)


def llm() -> FakeLlm:
    return FakeLlm(replies=[f"这是第{number}句，风好大呀。" for number in range(9)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "talk.db"


@pytest.fixture
def device(file: Path, tmp_path: Path) -> Device:
    return Device(store=StoreConfig(path=file), rules=RulesConfig(path=tmp_path / "rules.db"))


def talk(device: Device, *lines: str, engine: Llm | None = None) -> list[str]:
    with Session.open("niaoniao", device=device, person="小林", engines={"llm": engine or llm()}) as session:
        return ["".join(piece.text for piece in session.reply(line)) for line in lines]


@pytest.fixture
def db(file: Path, device: Device) -> Iterator[SqliteFile]:
    talk(device, *LINES)
    opened = SqliteFile(file, migrations, name="the store", elsewhere="")
    yield opened
    opened.close()


def inputs_of(db: SqliteFile, turn: int) -> Inputs:
    found = rows.stored_inputs(db, turn)
    assert found
    return found


def test_a_turn_is_kept_with_what_decided_it(db: SqliteFile) -> None:
    turn = rows.traced(db, 2)
    assert turn
    assert (turn.person, turn.persona, turn.said, turn.replays) == ("小林", "niaoniao", LINES[1], True)
    assert [step.step for step in turn.steps][:5] == ["understand", "recall", "compose", "generate", "check"]
    understand, recall, compose, _, check = turn.steps[:5]
    assert understand.decision.startswith("zh, question, about persona")
    assert (recall.decision, recall.evidence) == ("answer by fact, fact 1", ("fact:self.name",))
    assert check.decision.startswith("fact ")
    assert all(len(step.input) == len(step.output) == 16 for step in turn.steps[:5])
    assert compose.input != recall.input
    kept = inputs_of(db, 5)
    assert kept.utterance.text == LINES[4]
    assert [one.said for one in kept.history.exchanges] == list(LINES[:4])
    assert kept.sampling
    assert same_persona(kept, load_persona("niaoniao"))
    assert [one.id for one in rows.last(db, 2)] == [len(LINES), len(LINES) - 1]


def parts(**more: object) -> Parts:
    given = {"persona": load_persona("niaoniao"), "llm": llm(), "limits": Device().limits, **more}
    return Parts(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize("turn", range(1, len(LINES) + 1))
def test_from_compose_the_same_is_decided_and_said(db: SqliteFile, turn: int) -> None:
    then, kept = rows.traced(db, turn), inputs_of(db, turn)
    assert then
    engine = FakeLlm(replies=[then.reply])
    again = replay(kept, then.steps, parts(llm=engine))
    assert (again.differences, again.reply, again.failed) == ((), then.reply, "")
    assert all(sampling.seed == kept.sampling.seed for sampling in engine.samplings if kept.sampling)


@pytest.mark.parametrize("turn", range(1, len(LINES) + 1))
@pytest.mark.parametrize("start", ["understand", "recall"])
def test_from_earlier_steps_the_same_is_decided(
    db: SqliteFile, device: Device, turn: int, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roleplay_lite.engine_set.EngineSet.llm", property(lambda self: llm()))
    then, kept = rows.traced(db, turn), inputs_of(db, turn)
    assert then
    before = db.read("select count(*) as n, max(id) as last from turn")[0]
    with opened_parts(device, db, kept, load_persona("niaoniao"), trouble=lambda name, error: None) as opened:
        again = replay(kept, then.steps, opened, start=start)  # type: ignore[arg-type]
    assert (again.differences, again.failed) == ((), "")
    if "llm" not in then.steps[4].decision:
        assert again.reply == then.reply
    assert tuple(db.read("select count(*) as n, max(id) as last from turn")[0]) == tuple(before)


def test_another_line_character_or_rule_decides_otherwise(db: SqliteFile, tmp_path: Path) -> None:
    then, kept = rows.traced(db, 2), inputs_of(db, 2)
    assert then
    again = replay(kept, then.steps, parts(), text="你几岁了")
    assert ("recall", "evidence") in {(one.step, one.what) for one in again.differences}
    other = load_persona("xiaoman")
    assert not same_persona(kept, other)
    assert "小满" in replay(kept, then.steps, parts(persona=other), start="recall").reply
    with RuleStore(tmp_path / "r.db") as store:
        store.add([rule('name = "name"\ndo = "answer"\nvalue = "不告诉你。"\nwhen = { any = ["名字"] }')])
    book = Rulebook.open(RulesConfig(path=tmp_path / "r.db"))
    faculties = Faculties(persona="niaoniao", person="小林", rules=book)
    again = replay(kept, then.steps, parts(faculties=faculties), start="understand")
    book.close()
    assert again.reply == "不告诉你。"
    assert ("recall", "by", "default", "rule:name") in {
        (one.step, one.what, one.then, one.now) for one in again.differences
    }


def test_what_cannot_be_run_again_is_told(db: SqliteFile) -> None:
    kept = replace(inputs_of(db, 1), recalled=None)
    with pytest.raises(InputError, match="replay it from understand"):
        replay(kept, (), parts())

    def broken(*given: object) -> None:
        raise RuntimeError("no")

    again = replay(inputs_of(db, 1), (), parts(overrides={"compose": broken}))
    assert (again.failed, again.reply) == ("compose", "")
    with db.writing() as connection:
        connection.execute("update trace set inputs = '{\"utterance\": 3}' where turn = 1")
    with pytest.raises(ValueError, match="Inputs"):
        rows.stored_inputs(db, 1)


def test_a_copy_is_thrown_away_and_the_store_is_as_it_was(db: SqliteFile) -> None:
    with copied(db) as copy:
        with copy.writing() as connection:
            connection.execute("update turn set said = ''")
        assert copy.file is None
    assert rows.traced(db, 1).said == LINES[0]  # type: ignore[union-attr]


# -- what is kept, and for how long -----------------------------------------------------------------------------------


def test_traces_are_a_ring(device: Device, file: Path) -> None:
    talk(replace(device, store=replace(device.store, trace_turns=2)), *LINES)
    connection = sqlite3.connect(file)
    assert connection.execute("select distinct turn from step").fetchall() == [(len(LINES) - 1,), (len(LINES),)]
    assert connection.execute("select turn from trace").fetchall() == [(len(LINES) - 1,), (len(LINES),)]
    connection.close()


def test_without_traces_nothing_is_kept(device: Device, file: Path) -> None:
    talk(replace(device, store=replace(device.store, trace_turns=0)), *LINES[:2])
    connection = sqlite3.connect(file)
    assert connection.execute("select count(*) from step").fetchone() == (0,)
    assert connection.execute("select count(*) from trace").fetchone() == (0,)
    connection.close()


def test_off_the_record_leaves_nothing_in_the_trace(device: Device, file: Path) -> None:
    talk(device, "你好", "我的密码是4711，别记下来", "讲讲天上的云")
    raw = b"".join(one.read_bytes() for one in file.parent.glob("talk.db*") if one.is_file())
    assert b"4711" not in raw


def test_what_is_forgotten_leaves_every_trace(device: Device, file: Path) -> None:
    talk(device, "我叫小林", "我对荔枝干过敏", "我对什么过敏", "讲讲天上的云", "忘掉我对荔枝干过敏这件事", "你好")
    raw = b"".join(one.read_bytes() for one in file.parent.glob("talk.db*") if one.is_file())
    assert "荔枝干".encode() not in raw
    assert json.dumps("荔枝干")[1:-1].encode() not in raw
    connection = sqlite3.connect(file)
    kept = {row[0] for row in connection.execute("select turn from trace")}
    digests = dict(connection.execute("select turn, max(input) from step where name = 'understand' group by turn"))
    connection.close()
    assert 1 in kept
    assert not {2, 3, 4, 5} & kept
    assert all(bool(digests[turn]) == (turn in kept) for turn in digests)


def test_a_short_word_that_is_forgotten_leaves_the_traces_too(device: Device, file: Path) -> None:
    from roleplay_lite.memory.memory import Memory

    talk(device, "我住在北京", "北京冷吗", "你好")
    with Memory.open(file, persona="niaoniao", person="小林") as memory:
        (home,) = [item for item in memory.ledger.items("小林", "niaoniao") if item.predicate == "residence"]
        memory.forget(home.id)
    connection = sqlite3.connect(file)
    assert not connection.execute("select turn from trace where instr(inputs, '北京')").fetchall()
    connection.close()


def test_what_an_integrators_step_gives_costs_no_turn(device: Device, file: Path) -> None:
    def odd(*given: object) -> object:
        return iter("好呀。")

    with Session.open("niaoniao", device=device, engines={"llm": llm()}, overrides={"generate": odd}) as session:
        assert [piece.text for piece in session.reply("你好")] == ["好呀。"]
    connection = sqlite3.connect(file)
    assert connection.execute("select by from step where name = 'generate'").fetchone() == ("override",)
    connection.close()


def test_a_value_that_holds_what_is_none_costs_the_replay_and_not_the_turn(device: Device, file: Path) -> None:
    def recall(*given: object) -> Recalled:
        found: Recalled = line.recall(*given)  # type: ignore[arg-type]
        return replace(found, statements=(object(),), evidence=())  # type: ignore[arg-type]

    with Session.open("niaoniao", device=device, engines={"llm": llm()}, overrides={"recall": recall}) as session:
        assert list(session.reply("你叫什么名字"))
    connection = sqlite3.connect(file)
    assert connection.execute("select said from turn").fetchall() == [("你叫什么名字",)]
    assert connection.execute("select count(*) from trace").fetchone() == (0,)
    assert connection.execute("select by from step where name = 'recall'").fetchone() == ("override",)
    connection.close()


def test_a_turn_that_nothing_decided_is_kept_without_inputs() -> None:
    turn = Turn(utterance=Utterance(text=""), index=1)
    assert rows.finished(turn) == []
