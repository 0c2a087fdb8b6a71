"""What is exported can be taken in: whole, once, with ids that are never trusted; a wrong line takes in nothing."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.errors import ConfigError, InputError, RoleplayError, StoreError
from roleplay_lite.memory.index.index import Index
from roleplay_lite.memory.memory import Memory
from roleplay_lite.memory.people import Person
from roleplay_lite.memory.store import Store
from tests.memory.ledger_kit import fact
from tests.memory.test_memory import talk


@pytest.fixture
def here() -> Iterator[Memory]:
    with Memory.open(":memory:", persona="niaoniao", person="owner", clock=lambda: 9000.0) as made:
        yield made


@pytest.fixture
def there() -> Iterator[Memory]:
    with Memory.open(":memory:", persona="niaoniao", person="owner", clock=lambda: 9900.0) as made:
        yield made


def fill(memory: Memory) -> None:
    memory.remember(predicate="residence", value="北京", at=1000.0)
    memory.remember(predicate="residence", value="上海", at=2000.0)
    memory.remember(predicate="likes", value="豆汁儿", at=2100.0)
    memory.remember(predicate="likes", value="豆汁儿", polarity="no", at=2200.0)
    memory.remember(predicate="车牌号", value="京A12345", at=2300.0)
    memory.remember(predicate="车牌号", value="京B67890", at=2400.0)
    (wrong,) = memory.remember(predicate="birthday", value="三月五号", at=2500.0)
    memory.correct(wrong.item.id, "五月三号")
    memory.remember(predicate="pet", value="金毛", at=2600.0)
    memory.ledger.record(
        [fact("pet", "狗", act="end"), fact("pet", "金毛", act="end")],
        person="owner",
        persona="niaoniao",
        turn=None,
        now=9100.0,
    )


def told(memory: Memory, person: str = "owner") -> list[tuple[Any, ...]]:
    """All rows without their ids; links by what they lead to."""
    slots = sorted({(row["subject"], row["predicate"]) for row in memory._db.read("select * from memory")})
    rows = [row for slot in slots for row in memory.ledger.history(person, "niaoniao", *slot)]
    by_id = {row.id: (row.text, row.valid_from) for row in rows}
    return sorted(
        (
            *(row.text, row.valid_from, row.valid_to or 0, row.recorded_at, row.retracted_at or 0, row.strength),
            *(row.said, by_id.get(row.superseded_by or 0, ()), by_id.get(row.conflicts_with or 0, ())),
        )
        for row in rows
    )


def test_what_is_taken_in_is_what_there_was(here: Memory, there: Memory, tmp_path: Path) -> None:
    fill(here)
    count = here.export(tmp_path / "out.jsonl")
    there.remember(predicate="owns", value="一把吉他", person="somebody")
    found = there.import_(tmp_path / "out.jsonl", create=True)
    assert (found.added, found.known) == (count, 0)
    assert told(there) == told(here)
    assert there.verify() == ()
    assert there.recall("我住哪儿？")[0].text == "对方住在上海"


def test_taking_in_the_same_twice_changes_nothing(here: Memory, there: Memory, tmp_path: Path) -> None:
    fill(here)
    count = here.export(tmp_path / "out.jsonl")
    there.import_(tmp_path / "out.jsonl", create=True)
    before = there._db.read("select * from memory"), there._db.read("select * from mention")
    again = there.import_(tmp_path / "out.jsonl", create=True)
    assert (again.added, again.known) == (0, count)
    after = there._db.read("select * from memory"), there._db.read("select * from mention")
    assert [list(map(tuple, rows)) for rows in before] == [list(map(tuple, rows)) for rows in after]
    assert here.import_(tmp_path / "out.jsonl").added == 0


def test_what_was_said_last_is_the_present_wherever_it_was_said(here: Memory, there: Memory, tmp_path: Path) -> None:
    here.remember(predicate="residence", value="北京", at=1000.0)
    here.remember(predicate="residence", value="广州", at=3000.0)
    there.remember(predicate="residence", value="上海", at=2000.0)
    here.export(tmp_path / "out.jsonl")
    there.import_(tmp_path / "out.jsonl")
    assert [item.text for item in there.about()] == ["对方住在广州"]
    assert [item.text for item in there.ledger.items("owner", "niaoniao", at=2500.0)] == ["对方住在上海"]
    assert there.verify() == ()


def test_the_turns_come_along_and_are_no_conversation(tmp_path: Path) -> None:
    first, second = Store(tmp_path / "a.db"), Store(tmp_path / "b.db")
    try:
        one = Memory.open(first, persona="niaoniao", person="owner")
        two = Memory.open(second, persona="niaoniao", person="owner")
        turn = talk(first, "我对花生过敏，你记一下")
        talk(first, "今天真冷")
        one.remember(predicate="allergy", value="花生", turn=turn)
        talk(second, "晚上好")
        one.export(tmp_path / "out.jsonl")
        for _ in range(2):
            two.import_(tmp_path / "out.jsonl")
        (item,) = two.about()
        assert [found.said for found in two.why(item.id).turns] == ["我对花生过敏，你记一下"]
        assert [found.said for found in second.recent(person="owner", persona="niaoniao", count=9)] == ["晚上好"]
        assert "今天真冷" not in (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    finally:
        first.close()
        second.close()


def test_people_that_are_not_known_are_named_made_or_mapped(here: Memory, there: Memory, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    here.ledger.set_person(Person(id="laogu", name="老顾", aliases=("顾师傅",), voice_id="v7", scope="owner"))
    here.remember(predicate="residence", value="北京", person="laogu")
    here.export(out)
    with pytest.raises(InputError, match=r"laogu.*--person.*--create"):
        there.import_(out)
    assert there.people() == ()
    assert there.import_(out, person="owner").people == ("owner",)
    assert [item.text for item in there.about()] == ["对方住在北京"]
    assert there.import_(out, create=True).made == ("laogu",)
    made = there.ledger.person("laogu")
    assert made is not None
    # A file does not say whose device this is.
    assert (made.name, made.aliases, made.scope) == ("老顾", ("顾师傅",), "adult")


def test_a_name_or_voice_that_is_somebody_elses_here_is_left_out(here: Memory, there: Memory, tmp_path: Path) -> None:
    here.ledger.set_person(Person(id="a", name="小李", voice_id="v1"))
    here.remember(predicate="residence", value="北京", person="a")
    here.export(tmp_path / "out.jsonl")
    there.ledger.set_person(Person(id="b", name="小李", voice_id="v1"))
    there.import_(tmp_path / "out.jsonl", create=True)
    made = there.ledger.person("a")
    assert made is not None
    assert (made.name, made.voice_id) == ("a", None)


def test_nothing_of_a_child_comes_in_that_would_not_be_kept(here: Memory, there: Memory, tmp_path: Path) -> None:
    here.remember(predicate="residence", value="幸福路12号", person="xiaobao")
    here.remember(predicate="likes", value="奥特曼", person="xiaobao")
    here.export(tmp_path / "out.jsonl")
    there.ledger.set_person(Person(id="xiaobao", name="小宝", scope="child"))
    found = there.import_(tmp_path / "out.jsonl")
    assert (found.added, found.withheld) == (1, 1)
    assert [item.object for item in there.about("xiaobao")] == ["奥特曼"]


def test_only_one_persona_and_one_person_are_exported_where_asked(here: Memory, tmp_path: Path) -> None:
    here.remember(predicate="residence", value="北京")
    here.remember(predicate="residence", value="西安", person="mama")
    other = Memory(here._db, persona="xiaoman", person="owner")
    other.remember(predicate="residence", value="桂林")
    assert here.export(tmp_path / "out.jsonl", person="mama") == 1
    text = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    assert "西安" in text
    assert "北京" not in text
    assert "桂林" not in text
    assert stat.S_IMODE((tmp_path / "out.jsonl").stat().st_mode) == 0o600


Change = Callable[[list[dict[str, Any]]], None]
WRONG: dict[str, tuple[Change, str]] = {
    "newer": (lambda lines: lines[0].update(version=2), r":1: version: is 2.*update"),
    "foreign": (lambda lines: lines[0].update(format="notes"), r":1: format"),
    "no header": (lambda lines: lines.pop(0) and None, r":1: format"),
    "kind": (lambda lines: lines[-1].update(kind="rumour"), r": kind: is none of fact"),
    "type": (lambda lines: lines[-1].update(type="rumour"), r": type: is none of"),
    "time": (lambda lines: lines[-1].update(valid_from="gestern"), r": valid_from: is no number"),
    "missing": (lambda lines: lines[-1].pop("object") and None, r": object: is missing"),
    "empty": (lambda lines: lines[-1].update(object=" "), r": object: is empty"),
    "extra": (lambda lines: lines[-1].update(rank=1), r": rank: is no field"),
    "polarity": (lambda lines: lines[-1].update(polarity="maybe"), r": polarity: is none of yes, no"),
    "share": (lambda lines: lines[-1].update(confidence=7), r": confidence: is not between"),
    "far": (lambda lines: lines[-1].update(recorded_at=1e300), r": recorded_at: is not between"),
    "backwards": (lambda lines: lines[-1].update(valid_from=9.0, valid_to=8.0), r": valid_to: is before"),
    "half letter": (lambda lines: lines[-1].update(object="\ud800x"), r": object: has a character"),
    "zero byte": (lambda lines: lines[-1].update(said="a\0b"), r": said: has a character"),
    "id": (lambda lines: lines[-1].update(id="1; drop table memory"), r": id: is no number"),
    "negative": (lambda lines: lines[-1].update(id=-1), r": id: is not between"),
    "true": (lambda lines: lines[-1].update(id=True), r": id: is no number"),
    "twice": (lambda lines: lines.append(dict(lines[-1])), r": id: stands in the file already"),
    "lost turn": (lambda lines: lines[-1].update(source_turn=99), r"source_turn: .*turn 99"),
    "mentions": (lambda lines: lines[-1].update(mentions=[{"at": "x"}]), r": mentions\[0\].at: is no number"),
    "scope": (lambda lines: lines[1].update(scope="king"), r":2: scope: is none of"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_line_is_named_and_nothing_is_taken_in(here: Memory, there: Memory, tmp_path: Path, name: str) -> None:
    change, message = WRONG[name]
    fill(here)
    out = tmp_path / "out.jsonl"
    here.export(out)
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    change(lines)
    out.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with pytest.raises(ConfigError, match=message) as raised:
        there.import_(out, create=True)
    assert str(raised.value).startswith(str(out))
    assert there.stats()["memories"] == 0
    assert there.people() == ()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "is empty|is not JSON"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (b"{}\n", "format"),
        (b"[1]\n", "is no object"),
        (b"[" * 100_000, "is not JSON"),
        (b"x" * 3_000_000, "is longer than"),
        (b'{"type": NaN}', "NaN"),
    ],
)
def test_what_is_no_export_is_said_to_be_none(there: Memory, tmp_path: Path, raw: bytes, message: str) -> None:
    (tmp_path / "odd.jsonl").write_bytes(raw)
    with pytest.raises(ConfigError, match=message):
        there.import_(tmp_path / "odd.jsonl")


def test_a_file_that_is_not_there_is_named(there: Memory, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.jsonl"):
        there.import_(tmp_path / "gone.jsonl")
    (tmp_path / "plain").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        there.export(tmp_path / "plain" / "out.jsonl")


def test_a_break_in_the_middle_takes_in_nothing(
    here: Memory, there: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(here)
    here.export(tmp_path / "out.jsonl")
    seen = []

    def breaks(self: Index, *_: object, **__: object) -> None:
        seen.append(1)
        if len(seen) > 3:
            raise StoreError("the disk is full")

    monkeypatch.setattr(Index, "add", breaks)
    with pytest.raises(StoreError):
        there.import_(tmp_path / "out.jsonl", create=True)
    assert there.stats()["memories"] == 0
    assert there.people() == ()


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_damage_to_a_file_does_more_than_refuse_it(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("import")
    with Memory.open(":memory:", persona="niaoniao", person="owner", clock=lambda: 9000.0) as here:
        fill(here)
        here.export(folder / "out.jsonl")
    raw = bytearray((folder / "out.jsonl").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        how = data.draw(st.sampled_from(["flip", "cut", "double"]))
        if how == "flip":
            raw[place] = data.draw(st.integers(0, 255))
        elif how == "cut":
            del raw[place : place + data.draw(st.integers(1, 400))]
        else:
            raw[place:place] = raw[place : place + 200]
        if not raw:
            break
    (folder / "bad.jsonl").write_bytes(bytes(raw))
    with Memory.open(":memory:", persona="niaoniao", person="owner", clock=lambda: 9900.0) as there:
        try:
            there.import_(folder / "bad.jsonl", create=True)
        except RoleplayError:
            assert there.stats()["memories"] == 0
        assert there.verify() == ()
