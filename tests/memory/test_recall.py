"""What comes back for a line: what was told and is asked for, as it is now, of the one who asks; and else nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roleplay_lite.backends.hashing import load
from roleplay_lite.engines import Cancel
from roleplay_lite.memory.index import Index
from roleplay_lite.memory.recall import Recall, Recollection, kept, note_recalled
from roleplay_lite.memory.rows import COLUMNS, item_of
from roleplay_lite.memory.sqlite_file import SqliteFile
from tests.memory.index.places import DAY, NOW, put, say, store


class Place:
    """A store with its index and what is asked of it."""

    def __init__(self, db: SqliteFile, *, vectors: bool) -> None:
        self.db, self.index = db, Index(db, load() if vectors else None)
        self.finder = Recall(db, self.index)

    def put(self, key: str, value: str, **more: object) -> int:
        return put(self.db, self.index, key, value, **more)  # type: ignore[arg-type]

    def say(self, said: str, **more: str) -> int:
        return say(self.db, self.index, said, **more)

    def ask(self, question: str, **more: object) -> tuple[Recollection, ...]:
        self.index.embed_pending(Cancel())
        who = {"person": "小林", "persona": "niaoniao", "now": NOW, **more}
        return self.finder.recall(question, **who)  # type: ignore[arg-type]

    def told(self, question: str, **more: object) -> list[str]:
        return [one.text for one in self.ask(question, **more)]


@pytest.fixture(params=[False, True], ids=["words alone", "with vectors"])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    with store() as db:
        made = Place(db, vectors=request.param)
        made.put("residence", "西安", said="我以前住在西安", at=NOW - 900 * DAY, until=NOW - 200 * DAY)
        made.put("residence", "杭州", said="我搬到杭州了", at=NOW - 200 * DAY)
        made.put("grade", "三年级", subject="女儿", said="我女儿上三年级")
        made.put("allergy", "花生", subject="妈妈", said="我妈对花生过敏")
        made.put("note", "车钥匙在花盆底下", said="记住，车钥匙在花盆底下")
        made.put("likes", "火锅", said="我特别爱吃火锅")
        made.put("车牌号", "浙A12345", said="我的车牌号是浙A12345")
        made.put("workplace", "银行", said="我在银行上班")
        yield made


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("我女儿上几年级", "三年级"),
        ("你还记得我住哪儿吗", "杭州"),
        ("我现在住在什么地方", "杭州"),
        ("我妈对什么过敏来着", "花生"),
        ("谁对花生过敏", "花生"),
        ("车钥匙我放哪了", "花盆"),
        ("我的车牌号是多少", "浙A12345"),
        ("Where do I live?", "杭州"),
        ("我在哪儿上班", "银行"),
    ],
)
def test_what_was_told_comes_first_when_it_is_asked_for(place: Place, question: str, told: str) -> None:
    assert told in place.told(question)[0]


@pytest.mark.parametrize(
    ("misheard", "told"),
    [
        ("我女而上几年集", "三年级"),
        ("我妈对花声过民吗", "花生"),
        ("我的车排号是多少", "浙A12345"),
        ("车要匙我放哪了", "花盆"),
    ],
)
def test_a_misheard_question_finds_the_same(place: Place, misheard: str, told: str) -> None:
    assert told in place.told(misheard)[0]


@pytest.mark.parametrize(
    "question",
    [
        "我的血型是什么",
        "我儿子叫什么名字",
        "我婆婆今年多大年纪",
        "我哪年结的婚",
        "我弟弟属什么",
        "What's my brother's name?",
        "几点了",
        "",
    ],
)
def test_what_was_never_told_brings_nothing(place: Place, question: str) -> None:
    assert place.told(question) == []


def test_what_is_so_now_goes_before_what_is_over(place: Place) -> None:
    assert "杭州" in place.told("我住在哪里")[0]


def test_what_was_so_then_comes_for_that_time_alone(place: Place) -> None:
    then = place.ask("我住在哪里", as_of=NOW - 500 * DAY)
    assert [one.item.object for one in then if one.item and one.item.predicate == "residence"] == ["西安"]
    assert "西安" in " ".join(place.told("我以前住在哪里"))


def test_of_two_that_began_together_the_later_told_wins(place: Place) -> None:
    place.put("wakes", "六点", said="我六点起床", at=NOW - DAY)
    later = place.put("wakes", "七点", said="我七点起床", at=NOW - DAY)
    found = [one.item.id for one in place.ask("我几点起床") if one.item and one.item.predicate == "wakes"]
    assert found[0] == later


def test_nobody_hears_what_another_told(place: Place) -> None:
    assert place.told("我的车牌号是多少", person="奶奶") == []
    place.put("车牌号", "京B1", person="奶奶", said="我的车牌号是京B1")
    assert "京B1" in place.told("我的车牌号是多少", person="奶奶")[0]
    assert all("京B1" not in text for text in place.told("我的车牌号是多少"))
    assert place.told("我的车牌号是多少", persona="tongshifu") == []


def test_how_much_another_told_does_not_matter(place: Place) -> None:
    before = place.told("我女儿上几年级")
    for number in range(700):
        place.put("grade", f"{number}年级", person="奶奶", subject="女儿", said="我女儿上三年级")
    assert place.told("我女儿上几年级") == before


def test_a_memory_that_was_taken_back_or_out_never_comes(place: Place) -> None:
    one = place.put("nickname", "小豆子", said="我的小名叫小豆子")
    assert place.told("我的小名叫什么")
    with place.db.writing() as connection:
        connection.execute("update memory set retracted_at = ? where id = ?", (NOW, one))
    assert place.told("我的小名叫什么") == []
    other = place.put("zodiac", "兔", said="我属兔")
    assert place.told("我属什么")
    with place.db.writing() as connection:
        place.index.remove(connection, [other])
        connection.execute("delete from memory where id = ?", (other,))
    assert place.told("我属什么") == []


def test_a_turn_that_no_memory_was_made_of_is_found(place: Place) -> None:
    place.say("表妹把我的相机镜头摔裂了，修了三千块")
    found = place.ask("我那相机镜头修了多少钱")
    assert found
    assert found[0].turn
    assert "三千" in found[0].text


def test_no_place_is_taken_twice_by_one_turn_while_others_wait(place: Place) -> None:
    turn = place.say("我家的乌龟叫慢慢")
    place.put("name", "慢慢", subject="乌龟", said="我家的乌龟叫慢慢", turn=turn)
    sources = [one.item.source_turn if one.item else one.turn.id if one.turn else 0 for one in place.ask("乌龟叫什么")]
    assert sources[0] == turn
    told = [source for source in sources if source]
    assert told.index(turn) == 0


def test_what_comes_fits_the_room_that_there_is(place: Place) -> None:
    for number in range(9):
        place.put("likes", f"{'很长' * 20}的歌{number}", said=f"我喜欢很长的歌{number}")
    assert sum(map(len, place.told("我喜欢什么歌", budget_chars=120))) <= 120
    assert len(place.told("我喜欢什么歌", k=2, budget_chars=4000)) <= 2


def test_use_makes_a_memory_last(place: Place) -> None:
    one = place.put("dream", "开书店", said="我想开一家书店", strength=10.0, at=NOW - 100 * DAY)
    faded = kept(row(place, one), NOW)
    with place.db.writing() as connection:
        note_recalled(connection, [one, 12345], NOW)
    used = row(place, one)
    assert (used.recall_count, used.last_recalled_at) == (1, NOW)
    assert kept(used, NOW + DAY) > faded
    with place.db.writing() as connection:
        note_recalled(connection, [one], NOW - 50 * DAY)
    assert row(place, one).last_recalled_at == NOW, "a clock that went back"


def row(place: Place, one: int):  # type: ignore[no-untyped-def]
    return item_of(tuple(place.db.read(f"select {COLUMNS} from memory where id = ?", (one,))[0]))


ODD = st.text(st.one_of(st.characters(), st.sampled_from("\"'*()-^:{}+我女儿上几年级吗？ ORANDNOT\x00")), max_size=40)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ODD)
def test_no_line_is_taken_for_a_search_of_its_own(place: Place, line: str) -> None:
    for one in place.ask(line):
        assert one.item is None or one.item.person == "小林"
        assert 0 <= one.score <= 1


def test_ten_megabytes_are_a_line_as_well(place: Place) -> None:
    place.ask("我女儿上几年级" * 700_000)


# -- indexed anew -----------------------------------------------------------------------------------------------------


def test_a_store_that_other_code_indexed_is_indexed_anew_and_finds_the_same(place: Place) -> None:
    turn = place.say("表妹把我的相机镜头摔裂了")
    questions = ("我女儿上几年级", "我的车牌号是多少", "相机镜头怎么了")
    before = [place.told(question) for question in questions]
    with place.db.writing() as connection:
        connection.execute("insert or replace into meta (key, value) values ('terms', 'older')")
        connection.execute("update memory_fts set bigrams = 'x', words = 'x', pinyin = 'x'")
    stopped = Cancel()
    stopped.set()
    assert not place.index.refresh(stopped)
    during = place.put("zodiac", "兔", said="我属兔")
    assert place.index.refresh(Cancel())
    assert [place.told(question) for question in questions] == before
    assert during in [one.item.id for one in place.ask("我属什么") if one.item]
    with place.db.writing() as connection:
        place.index.turns.remove(connection, [turn])
        place.index.purge(connection)
    assert place.db.read("select count(*) as n from turn_fts where turn_fts match '\"1b相机\"'")[0]["n"] == 0


def test_what_other_code_indexed_leaves_no_letter_when_it_is_purged(place: Place) -> None:
    turn = place.say("表妹把我的相机镜头摔裂了")
    with place.db.writing() as connection:
        connection.execute("insert into turn_fts (rowid, bigrams) values (?, ?)", (turn + 1, "1b别的词"))
        connection.execute("insert or replace into meta (key, value) values ('terms', 'older')")
        place.index.turns.remove(connection, [turn])
        connection.execute("delete from turn where id = ?", (turn,))
        place.index.purge(connection)
    blocks = b"".join(row["block"] for row in place.db.read("select block from turn_fts_data"))
    assert "别的词".encode() not in blocks
    assert "相机".encode() not in blocks
    assert place.index.refresh(Cancel())
    assert "三年级" in place.told("我女儿上几年级")[0]
