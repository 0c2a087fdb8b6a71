"""What is known of a person after they said this and that: the present, the past, and what was believed when."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from roleplay_lite.errors import InputError
from roleplay_lite.memory.item import MemoryKind
from roleplay_lite.memory.people import Person
from tests.memory.ledger_kit import PERSON, PERSONA, Book, fact

DAY = 86400.0


@pytest.fixture
def book() -> Iterator[Book]:
    made = Book()
    yield made
    made.close()


def test_a_new_home_closes_the_old_one_and_is_linked_with_it(book: Book) -> None:
    book.say(fact("residence", "北京"), now=1000)
    (change,) = book.say(fact("residence", "上海"), now=2000)
    assert (change.kind, change.before and change.before.text) == ("superseded", "对方住在北京")
    assert book.now_so("residence") == ["对方住在上海"]
    old, new = book.ledger.history(PERSON, PERSONA, "self", "residence")
    assert (old.valid_to, old.superseded_by) == (2000, new.id)
    assert book.now_so("residence", at=1500) == ["对方住在北京"]
    assert book.now_so("residence", at=2000) == ["对方住在上海"]
    assert book.now_so("residence", at=999) == []


@pytest.mark.parametrize("again", ["三年级", " 三年级 ", "三年级。", "三年级了"])
def test_the_same_again_makes_the_memory_stronger_and_no_new_one(book: Book, again: str) -> None:
    (first,) = book.say(fact("grade", "三年级", of="女儿"))
    (second,) = book.say(fact("grade", again, of="我女儿"))
    assert second.kind == "confirmed"
    assert second.item.id == first.item.id
    assert second.item.strength > first.item.strength
    assert len(book.ledger.items(PERSON, PERSONA)) == 1


def test_something_half_heard_is_surer_when_it_is_heard_again(book: Book) -> None:
    from dataclasses import replace

    unsure = replace(fact("hometown", "成都"), confidence=0.6)
    (first,) = book.say(unsure)
    (second,) = book.say(unsure)
    assert first.item.confidence < second.item.confidence <= 1


@pytest.mark.parametrize("spelling", ["妈", "我妈", "老妈", "母亲", "我妈妈", "我的妈妈", "Mom"])
def test_a_mother_is_one_person_however_she_is_called(book: Book, spelling: str) -> None:
    book.say(fact("allergy", "花生", of="妈妈"))
    (change,) = book.say(fact("allergy", "花生", of=spelling))
    assert change.kind == "confirmed"
    assert book.now_so("allergy", of="老妈") == ["对方的妈妈对花生过敏"]


def test_at_equal_times_the_later_turn_wins_in_whatever_order_they_come(book: Book) -> None:
    book.say(fact("occupation", "老师"), now=1000, turn=7)
    book.say(fact("occupation", "医生"), now=1000, turn=3)
    assert book.now_so("occupation") == ["对方是老师"]
    book.say(fact("occupation", "司机"), now=1000, turn=8)
    assert book.now_so("occupation") == ["对方是司机"]


def test_what_was_so_before_stands_in_the_past_and_leaves_the_present_alone(book: Book) -> None:
    book.say(fact("residence", "北京"), now=1000)
    (change,) = book.say(fact("residence", "西安", until=2000), now=2000)
    assert change.item.valid_to is not None
    assert book.now_so("residence") == ["对方住在北京"]
    assert book.now_so("residence", at=500) == ["对方住在西安"]


def test_saying_that_the_present_was_so_before_ends_it(book: Book) -> None:
    book.say(fact("residence", "北京"), now=1000)
    (change,) = book.say(fact("residence", "北京", until=2000), now=2000)
    assert change.kind == "closed"
    assert book.now_so("residence") == []
    assert book.now_so("residence", at=1500) == ["对方住在北京"]


def test_a_line_that_is_read_afterwards_is_put_in_its_place_in_the_past(book: Book) -> None:
    book.say(fact("residence", "北京"), now=1000, turn=1)
    book.say(fact("residence", "杭州"), now=3000, turn=3)
    book.say(fact("residence", "上海"), now=4000, at=2000, turn=2)
    assert book.now_so("residence") == ["对方住在杭州"]
    assert [book.now_so("residence", at=time) for time in (1500, 2500)] == [["对方住在北京"], ["对方住在上海"]]


def test_what_was_said_again_after_that_place_stays_the_present(book: Book) -> None:
    book.say(fact("residence", "北京"), now=1000, turn=1)
    book.say(fact("residence", "北京"), now=3000, turn=3)
    book.say(fact("residence", "上海"), now=4000, at=2000, turn=2)
    assert book.now_so("residence") == ["对方住在北京"]
    assert book.now_so("residence", at=2500) == ["对方住在上海"]
    assert book.now_so("residence", at=1500) == ["对方住在北京"]


def test_since_when_it_is_so_is_told_afterwards_too(book: Book) -> None:
    """「我三年前就搬到上海了」 says where they live now."""
    book.say(fact("residence", "北京"), now=2000)
    (change,) = book.say(fact("residence", "上海", since=1000), now=3000)
    assert book.now_so("residence") == ["对方住在上海"]
    assert (change.kind, change.before and change.before.object, change.item.valid_to) == ("superseded", "北京", None)
    assert book.now_so("residence", at=1500) == ["对方住在上海"]


def test_the_last_word_holds_though_the_clock_went_back(book: Book) -> None:
    book.say(fact("residence", "北京"), now=2_000_000_000, turn=1)
    book.say(fact("residence", "上海"), now=1_000_000, turn=2)
    book.say(fact("residence", "广州"), now=1_000_010, turn=3)
    assert book.now_so("residence") == ["对方住在广州"]
    begins = [row.valid_from for row in book.ledger.history(PERSON, PERSONA, "self", "residence")]
    assert len(begins) == 3
    recorded = [row.recorded_at for row in book.ledger.items(PERSON, PERSONA)]
    assert recorded == sorted(recorded)


def test_what_begins_later_does_not_hold_yet(book: Book) -> None:
    book.say(fact("workplace", "银行"), now=1000)
    book.say(fact("workplace", "学校", since=9000), now=2000)
    assert book.now_so("workplace", at=2000) == ["对方在银行上班"]
    assert book.now_so("workplace", at=9000) == ["对方在学校上班"]
    book.say(fact("workplace", "医院"), now=3000)
    assert book.now_so("workplace", at=3000) == ["对方在医院上班"]
    assert book.now_so("workplace", at=9000) == ["对方在学校上班"]


def test_no_longer_liking_something_takes_the_place_of_liking_it(book: Book) -> None:
    book.say(fact("likes", "香菜"), fact("likes", "辣椒"))
    (change,) = book.say(fact("likes", "香菜", polarity="no"))
    assert change.kind == "superseded"
    assert book.now_so("likes") == ["对方喜欢辣椒", "对方不喜欢香菜"]
    book.say(fact("likes", "香菜"))
    assert sorted(book.now_so("likes")) == ["对方喜欢辣椒", "对方喜欢香菜"]


def test_liking_and_disliking_one_thing_are_never_both_so(book: Book) -> None:
    book.say(fact("likes", "跑步"))
    book.say(fact("dislikes", "跑步"))
    assert (book.now_so("likes"), book.now_so("dislikes")) == ([], ["对方不喜欢跑步"])
    book.say(fact("likes", "跑步"))
    assert (book.now_so("likes"), book.now_so("dislikes")) == (["对方喜欢跑步"], [])


def test_a_denied_value_empties_the_slot_but_no_other_value(book: Book) -> None:
    book.say(fact("residence", "北京"))
    book.say(fact("residence", "上海", polarity="no"))
    assert book.now_so("residence") == ["对方住在北京", "对方不住在上海"]
    book.say(fact("residence", "北京", polarity="no"))
    assert book.now_so("residence") == ["对方不住在上海", "对方不住在北京"]
    book.say(fact("residence", "上海"))
    assert book.now_so("residence") == ["对方不住在北京", "对方住在上海"]


def test_what_is_over_is_closed_though_it_is_named_with_fewer_words(book: Book) -> None:
    book.say(fact("pet", "一只金毛狗"), fact("pet", "猫"))
    (change,) = book.say(fact("pet", "狗", act="end"))
    assert change.kind == "closed"
    assert book.now_so("pet") == ["对方养了猫"]


def test_a_correction_takes_back_the_value_that_it_names_and_no_other(book: Book) -> None:
    from dataclasses import replace

    book.say(fact("allergy", "花生", of="妈妈"), fact("allergy", "芒果", of="妈妈"))
    said = replace(fact("allergy", "虾", of="妈妈", act="correct"), said="我妈不是对花生过敏，是对虾过敏")
    (change,) = book.say(said)
    assert change.kind == "superseded"
    assert book.now_so("allergy", of="妈妈") == ["对方的妈妈对芒果过敏", "对方的妈妈对虾过敏"]


def test_a_taste_that_is_over_has_become_another(book: Book) -> None:
    """「我现在不喜欢吃香菜了」"""
    book.say(fact("likes", "香菜"))
    (change,) = book.say(fact("likes", "香菜", act="end"))
    assert change.kind == "superseded"
    assert book.now_so("likes") == ["对方不喜欢香菜"]


def test_an_end_of_what_was_not_known_is_news(book: Book) -> None:
    (change,) = book.say(fact("pet", "狗", act="end"))
    assert (change.kind, change.item.polarity) == ("added", "no")
    assert book.say(fact("residence", "", act="end")) == ()


def test_what_never_was_so_is_taken_back_and_what_it_closed_stands_again(book: Book) -> None:
    book.say(fact("residence", "北京"))
    book.say(fact("residence", "上海"))
    (change,) = book.say(fact("residence", "", act="retract"))
    assert (change.kind, change.item.object) == ("retracted", "上海")
    assert book.now_so("residence") == ["对方住在北京"]
    assert len(book.ledger.history(PERSON, PERSONA, "self", "residence")) == 2


def test_a_word_of_the_persons_own_keeps_both_values_and_says_so(book: Book) -> None:
    (first,) = book.say(fact("车牌号", "京A12345"))
    (second,) = book.say(fact("车牌号", "京B67890"))
    assert (second.kind, second.before and second.before.id) == ("conflict", first.item.id)
    assert second.item.conflicts_with == first.item.id
    assert len(book.now_so("车牌号")) == 2
    (third,) = book.say(fact("车牌号", "京C00000", act="correct"))
    assert third.kind == "superseded"
    assert book.now_so("车牌号") == ["对方的车牌号是京C00000"]


def test_a_plan_that_is_moved_takes_the_place_of_the_old_one(book: Book) -> None:
    plan = MemoryKind.PLAN
    book.say(fact("plan", "去北京出差", happens=5 * DAY, kind=plan), fact("plan", "看牙", happens=5 * DAY, kind=plan))
    (change,) = book.say(fact("plan", "去北京出差", happens=9 * DAY, kind=plan, act="correct"))
    assert change.kind == "superseded"
    due = book.ledger.due(PERSON, PERSONA, 0, 20 * DAY)
    assert [(item.object, item.happens_from) for item in due] == [("看牙", 5 * DAY), ("去北京出差", 9 * DAY)]


def test_two_trips_to_one_place_are_two_and_each_is_due_on_its_day(book: Book) -> None:
    for day in (5, 9):
        book.say(fact("plan", "去北京", happens=day * DAY, kind=MemoryKind.PLAN))
    assert [item.happens_from for item in book.ledger.due(PERSON, PERSONA, 8 * DAY, 10 * DAY)] == [9 * DAY]
    book.say(fact("plan", "去北京", act="end", kind=MemoryKind.PLAN))
    assert book.ledger.due(PERSON, PERSONA, 0, 20 * DAY) == ()


def test_a_day_added_to_a_plan_makes_it_one_plan(book: Book) -> None:
    book.say(fact("plan", "去看海", kind=MemoryKind.PLAN))
    book.say(fact("plan", "去看海", happens=5 * DAY, kind=MemoryKind.PLAN))
    (row,) = book.ledger.items(PERSON, PERSONA, open_only=True)
    assert row.happens_from == 5 * DAY


def test_a_correction_holds_for_all_the_time(book: Book) -> None:
    (change,) = book.say(fact("birthday", "三月五号"), now=1000)
    fixed = book.ledger.correct(change.item.id, "五月三号", now=2000)
    assert fixed.item.text == "对方的生日是五月三号"
    assert book.now_so("birthday", at=1500) == ["对方的生日是五月三号"]
    wrong = book.ledger.get(change.item.id)
    assert wrong is not None
    assert (wrong.retracted_at, wrong.superseded_by) == (2000, fixed.item.id)
    with pytest.raises(InputError, match="no memory 99"):
        book.ledger.correct(99, "五月三号", now=2000)
    with pytest.raises(InputError, match="value"):
        book.ledger.correct(fixed.item.id, " ", now=2000)


def test_what_was_believed_at_a_time_can_be_asked_for_afterwards(book: Book) -> None:
    (beijing,) = book.say(fact("residence", "北京"), now=1000)
    book.say(fact("residence", "上海"), now=2000)
    book.say(fact("residence", "西安", since=500, until=800), now=3000)
    book.ledger.retract(beijing.item.id, now=4000)

    def believed(when: float, at: float) -> list[str]:
        rows = book.ledger.items(PERSON, PERSONA, predicate="residence", known_at=when, at=at)
        return [row.object for row in rows]

    assert believed(1000, at=2500) == ["北京"]
    assert believed(2000, at=2500) == ["上海"]
    assert believed(2000, at=600) == []
    assert believed(3000, at=600) == ["西安"]
    assert believed(3999, at=1500) == ["北京"]
    assert believed(4000, at=1500) == []


def test_two_peoples_facts_and_two_characters_are_kept_apart(book: Book) -> None:
    book.say(fact("name", "小满"))
    book.say(fact("name", "老顾"), person="laogu")
    assert [row.object for row in book.ledger.items("laogu", PERSONA)] == ["老顾"]
    assert book.ledger.items(PERSON, "xiaoman") == ()
    assert book.now_so("name") == ["对方叫小满"]


def test_of_a_child_nothing_is_kept_by_which_it_could_be_found(book: Book) -> None:
    book.ledger.set_person(Person(id="xiaobao", name="小宝", scope="child"))
    kept = book.say(
        fact("residence", "幸福路12号"),
        fact("health", "哮喘"),
        fact("家里电话", "010-6234 5678"),
        fact("note", "我妈的电话是一三八零零一三八零零零"),
        fact("note", "门口密码1234"),
        fact("likes", "奥特曼"),
        fact("allergy", "花生", private=True),
        fact("owns", "一个秘密", private=True),
        fact("grade", "二年级"),
        person="xiaobao",
    )
    assert [change.item.object for change in kept] == ["奥特曼", "花生", "二年级"]
    stored = {row.object for row in book.ledger.items("xiaobao", PERSONA)}
    assert stored == {"奥特曼", "花生", "二年级"}


def test_a_guest_is_gone_with_the_visit_and_the_owner_stays(book: Book) -> None:
    book.say(fact("name", "小满"))
    book.say(fact("name", "老王"), fact("likes", "茶"), person="guest")
    assert book.ledger.clear_guests() == 2
    assert book.ledger.items("guest", PERSONA) == ()
    assert book.now_so("name") == ["对方叫小满"]
    assert book.ledger.clear_guests() == 0


def test_a_guest_cannot_fill_the_store(book: Book) -> None:
    for number in range(60):
        book.say(fact("note", f"第{number}件事"), person="guest")
    kept = book.ledger.items("guest", PERSONA)
    assert len(kept) == 50
    assert kept[-1].object == "第59件事"


def test_a_name_or_a_voice_means_one_person(book: Book) -> None:
    book.ledger.set_person(Person(id="mama", name="妈妈", aliases=("李梅",), voice_id="v1"), now=5)
    for other in (
        Person(id="b", name="李梅"),
        Person(id="b", name="乙", aliases=("妈妈",)),
        Person(id="b", name="乙", voice_id="v1"),
        Person(id="guest", name="乙", scope="adult"),
        Person(id="b", name=" "),
    ):
        with pytest.raises(InputError):
            book.ledger.set_person(other)
    assert [person.id for person in book.ledger.people()] == ["mama"]
    changed = book.ledger.set_person(Person(id="mama", name="妈", aliases=("李梅",), scope="owner"))
    assert (changed.scope, changed.created) == ("owner", 5)


def test_nothing_is_written_when_one_part_of_it_fails(book: Book) -> None:
    class Breaks:
        def add(self, *_: object) -> None:
            raise RuntimeError("the index is broken")

        def remove(self, *_: object) -> None: ...

    from roleplay_lite.memory.ledger import Ledger

    with pytest.raises(RuntimeError):
        Ledger(book.db, Breaks()).record(
            [fact("residence", "北京")], person=PERSON, persona=PERSONA, turn=None, now=1.0
        )
    assert book.ledger.items(PERSON, PERSONA) == ()
    assert book.ledger.people() == ()
