"""What a person wants forgotten is in no file any more, byte for byte, and what others told is untouched."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from roleplay_lite.engines import Cancel
from roleplay_lite.memory.backup import Backups
from roleplay_lite.memory.erase import erase, finish, take_out
from roleplay_lite.memory.index.index import Index
from roleplay_lite.memory.index.terms import terms_of
from roleplay_lite.memory.item import Extracted, MemoryItem, MemoryKind
from roleplay_lite.memory.ledger import Ledger
from roleplay_lite.memory.migrations import migrations
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.memory.torture.erasures import found_in

SIGNS = [chr(code) for code in range(0x4E00, 0x9FA0, 3)]


@dataclass
class Place:
    """A store with all that stands around it."""

    db: SqliteFile
    index: Index
    ledger: Ledger
    folder: Path
    turn: int = 0

    def tell(self, said: str, *told: Extracted, person: str = "小林", reply: str = "嗯。", prompted: str = "") -> int:
        """A turn in which something is told, as the session writes one."""
        self.turn += 1
        with self.db.writing() as connection:
            connection.execute("insert or ignore into person (id, name, created) values (?, ?, 1)", (person, person))
            connection.execute(
                "insert or ignore into session (id, person, persona, llm, started) values (?, ?, 'niaoniao', 'f', 1)",
                (sum(person.encode()), person),
            )
            connection.execute(
                "insert into turn (id, session, position, started, said, confidence, prompted, reply, heard_text,"
                " outcome, metrics) values (?, ?, ?, 1, ?, 1, ?, ?, ?, 'complete', '{}')",
                (self.turn, sum(person.encode()), self.turn, said, prompted or said, reply, reply),
            )
            connection.execute(
                "insert into step (turn, position, name, by, ms, reason) values (?, 0, 'recall', 'default', 1, ?)",
                (self.turn, f"={said}"),
            )
            self.index.turns.add(connection, self.turn, said, reply)
        self.ledger.record(told, person=person, persona="niaoniao", turn=self.turn, now=float(self.turn))
        return self.turn

    def left(self, *wordings: str) -> list[tuple[str, str]]:
        """Which files still have which of the wordings."""
        codings = ("utf-8", "utf-16-le", "utf-16-be")
        forms = {wording.encode(coding): wording for wording in wordings for coding in codings}
        files = [(file, file.read_bytes()) for file in self.folder.rglob("*") if file.is_file()]
        return [(file.name, forms[form]) for file, data in files for form in found_in(data, forms)]

    def items(self, person: str = "小林") -> tuple[MemoryItem, ...]:
        return self.ledger.items(person, "niaoniao")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    file = tmp_path / "talk.db"
    db = SqliteFile(file, migrations, name="the store", elsewhere="--store", backups=Backups(file))
    index = Index(db)
    yield Place(db, index, Ledger(db, index), tmp_path)
    db.close()


def fact(predicate: str, value: str, said: str, **more: object) -> Extracted:
    return Extracted(kind=MemoryKind.FACT, predicate=predicate, object=value, said=said, **more)  # type: ignore[arg-type]


def indexed_as(text: str) -> list[str]:
    """The forms of a text in the full-text tables: each pair of signs, all in a row, and all of their sounds."""
    found = terms_of(text)
    return [
        *found.bigrams,
        " ".join(f"1b{pair}" for pair in found.bigrams),
        " ".join(f"1p{pair}" for pair in found.pinyin),
    ]


KEYS = ("pet", "likes", "owns", "skill", "note", "been_to", "studies", "dream", "fears", "family", "health", "event")
PEOPLE = ("小林", "奶奶", "阿强", "小满")


def test_nothing_is_left_of_twenty_among_two_hundred(place: Place) -> None:
    chance = random.Random(11)
    texts = ["".join(chance.sample(SIGNS, 6)) for _ in range(200)]
    for number, text in enumerate(texts):
        told = fact(KEYS[number // 4 % len(KEYS)], text, f"我说{text}")
        place.tell(told.said, told, person=PEOPLE[number % 4], reply=f"{text}真好")
    backups = place.db.backups
    assert backups
    backups.take()
    backups.take()
    ids = {item.object: item.id for person in PEOPLE for item in place.items(person)}
    chosen = chance.sample(texts, 20)
    kept = [text for text in texts if text not in set(chosen)]
    kept_pairs = {pair for text in kept for pair in terms_of(f"我说{text}\n{text}真好").bigrams}
    gone = {form for text in chosen for form in (text, *indexed_as(text)) if form not in kept_pairs and len(form) > 1}
    assert {name for name, _ in place.left(*gone)} >= {"talk.db", "000001.db", "000002.db"}
    for text in chosen:
        take_out(place.db, place.index, memories=[ids[text]])
    assert finish(place.db, place.index)
    assert place.left(*gone) == []
    assert sorted(item.object for person in PEOPLE for item in place.items(person)) == sorted(kept)
    assert len(backups.files()) == 1
    place.db.close()
    assert place.left(*gone) == []
    assert {name for name, _ in place.left(kept[0])} == {"talk.db", "000003.db"}


def test_what_was_made_of_it_goes_too(place: Place) -> None:
    """Told in one turn; in others said back, noted for the model, summed up, traced and queued."""
    secret = "青霉素过敏得厉害"
    told = place.tell(f"我{secret}", fact("health", secret, f"我{secret}"))
    place.tell("我该注意什么呀", reply=f"你{secret}，去医院要先说。")
    asked = place.tell("给我讲个笑话吧", prompted=f"记得：对方有{secret}。给我讲个笑话吧", reply="好。")
    (item,) = place.items()
    with place.db.writing() as connection:
        connection.execute(
            "insert into step (turn, position, name, by, ms, reason) values (?, 1, 'note', 'default', 1, ?)",
            (asked, f"有{secret}"),
        )
        connection.execute(
            "insert into statement (persona, person, turn, owner, key, value, polarity, created)"
            " values ('niaoniao', '小林', ?, 'user', 'health', ?, 'yes', 1)",
            (asked, secret),
        )
        for payload in (json.dumps({"text": secret}), json.dumps({"text": secret}, ensure_ascii=False)):
            connection.execute("insert into outbox (kind, payload, created) values ('extract', ?, 1)", (payload,))
    summary = Extracted(kind=MemoryKind.SUMMARY, predicate="note", object=f"聊了{secret}的事", said="")
    place.ledger.record([summary], person="小林", persona="niaoniao", turn=None, now=9)
    erased = erase(place.db, place.index, memories=[item.id])
    assert place.left(secret, json.dumps(secret)[1:-1]) == []
    assert place.items() == ()
    assert (len(erased.memories), erased.turns) == (2, (told, told + 1))
    (kept,) = place.db.read("select said, prompted, reply, outcome from turn where id = ?", (asked,))
    assert tuple(kept) == ("给我讲个笑话吧", "给我讲个笑话吧", "好。", "complete")
    assert place.db.read("select count(*) as n from outbox")[0]["n"] == 0


def test_what_others_told_and_what_else_was_told_stays(place: Place) -> None:
    both = place.tell(
        "我住在杨柳青镇，我养了一只刺猬",
        fact("residence", "杨柳青镇", "我住在杨柳青镇"),
        fact("pet", "刺猬", "我养了一只刺猬"),
    )
    place.tell("我住在杨柳青镇", fact("residence", "杨柳青镇", "我住在杨柳青镇"), person="奶奶")
    place.tell("我妈住在杨柳青镇", fact("residence", "杨柳青镇", "我妈住在杨柳青镇", subject="妈妈"))
    home = next(item for item in place.items() if item.predicate == "residence" and item.subject == "self")
    erase(place.db, place.index, memories=[home.id])
    assert [(item.subject, item.object, item.said) for item in place.items()] == [
        ("self", "刺猬", ""),
        ("妈妈", "杨柳青镇", ""),
    ]
    assert [item.said for item in place.items("奶奶")] == ["我住在杨柳青镇"]
    assert [row["said"] for row in place.db.read("select said from turn order by id")] == ["", "我住在杨柳青镇", ""]
    scope = place.index.scope("小林", "niaoniao")
    assert scope
    assert place.index.by_bigrams(scope, terms_of("刺猬"), most=5)
    assert place.ledger.mentions(next(item.id for item in place.items() if item.object == "刺猬")) == (both,)


def test_a_turn_goes_with_all_that_quotes_it(place: Place) -> None:
    turn = place.tell("我昨天和老板大吵了一架还摔了杯子", reply="后来呢？先坐下喝口水吧。")
    place.tell("今天好多了")
    quoted = Extracted(kind=MemoryKind.REFLECTION, predicate="note", object="我昨天和老板大吵了一架还摔了杯子", said="")
    place.ledger.record([quoted], person="小林", persona="niaoniao", turn=None, now=5)
    erased = erase(place.db, place.index, turns=[turn, turn, 77])
    assert (len(erased.memories), erased.turns) == (1, (turn,))
    assert place.left("大吵了一架", "先坐下喝口水") == []
    assert place.left("今天好多了")
    scope = place.index.scope("小林", "niaoniao")
    assert scope
    found = "select rowid from turn_fts where turn_fts match ?"
    assert place.db.read(found, (f'"{scope}b今天"',))
    assert not place.db.read(found, (f'"{scope}b大吵"',))


def test_a_long_text_goes_to_its_last_page(place: Place) -> None:
    chance = random.Random(2)
    parts = ["".join(chance.sample(SIGNS, 12)) for _ in range(3000)]
    turn = place.tell("".join(parts))
    assert place.left(parts[5])
    erase(place.db, place.index, turns=[turn])
    assert place.left(*parts[::20]) == []


def test_an_erasure_that_was_cut_off_is_gone_on_with(place: Place) -> None:
    """A power cut, or a person who speaks again, between the rows and the files."""
    place.tell("我的存折藏在米缸里", fact("note", "存折藏在米缸里", "我的存折藏在米缸里"))
    assert place.db.backups
    place.db.backups.take()
    take_out(place.db, place.index, memories=[item.id for item in place.items()])
    assert place.items() == ()
    assert {name for name, _ in place.left("藏在米缸里")} >= {"000001.db"}
    cancelled = Cancel()
    cancelled.set()
    finish(place.db, place.index, cancelled)
    assert finish(place.db, place.index)
    assert place.left("藏在米缸里") == []
    files = place.db.backups.files()
    assert finish(place.db, place.index)
    assert place.db.backups.files() == files


def test_a_damaged_file_that_was_put_aside_goes(place: Place) -> None:
    place.tell("我的存折藏在米缸里", fact("note", "存折藏在米缸里", "我的存折藏在米缸里"))
    place.db.fold()
    aside = place.folder / "talk.db.broken-20310101T000000Z"
    aside.write_bytes((place.folder / "talk.db").read_bytes())
    erase(place.db, place.index, memories=[item.id for item in place.items()])
    assert place.left("藏在米缸里") == []
    assert not aside.exists()


def test_nothing_named_is_nothing_gone(place: Place) -> None:
    place.tell("我养了刺猬", fact("pet", "刺猬", "我养了刺猬"))
    erased = erase(place.db, place.index, memories=[99], turns=[99])
    assert (erased.memories, erased.turns) == ((), ())
    assert len(place.items()) == 1
