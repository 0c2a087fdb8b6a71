"""What came back, held against what was asked for: worked examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from roleplay_lite.evaluation.judging.recollecting import Came, current, hit, hit_at, holds, in_words, sounds
from roleplay_lite.evaluation.recall_set import Question

WHERE = Question(
    asked="我现在住哪儿",
    person="阿宁",
    at=datetime(2026, 6, 1),
    kind="update",
    any=("望京",),
    never=("青石巷",),
    gold=(7,),
)
NEW = Came(text="对方住在望京", said="搬到望京了", place=7, person="阿宁", over=False)
OLD = Came(text="对方住在青石巷", said="我住青石巷", place=1, person="阿宁", over=True)
OTHER = Came(text="对方养了猫", said="我养了猫", place=3, person="阿宁", over=False)
COFFEE = replace(WHERE, asked="我还喝咖啡吗", any=("戒",), never=("喝咖啡",), gold=(7,), over=True)
DRANK = Came(text="对方每天喝咖啡", said="我每天喝咖啡", place=1, person="阿宁", over=True)


def test_a_value_in_the_text_is_a_hit_wherever_it_was_said() -> None:
    assert hit(replace(NEW, place=-1), WHERE)
    assert not hit(OTHER, WHERE)


def test_the_clause_counts_where_its_line_tells_it() -> None:
    bare = replace(NEW, text="对方搬了家")
    assert hit(bare, WHERE)
    assert not in_words(bare, WHERE)
    assert not hit(replace(bare, place=2), WHERE)
    # Another thing that was read of the same line is none.
    assert not hit(replace(NEW, text="对方有套新房", said="房子亮堂"), WHERE)


def test_places_count_from_the_first() -> None:
    assert not hit_at([OTHER, NEW], WHERE, 1)
    assert hit_at([OTHER, NEW], WHERE, 2)
    assert not hit_at([], WHERE, 5)


def test_what_is_so_now_comes_before_what_was() -> None:
    assert current([NEW, OLD], WHERE)
    # What is marked as over may come first: it says so.
    assert current([OLD, NEW], WHERE)
    assert not current([replace(OLD, over=False), NEW], WHERE)
    assert not current([OLD], WHERE)
    assert not current([OTHER, NEW], WHERE)


def test_what_is_over_is_told_as_over() -> None:
    assert current([DRANK], COFFEE)
    assert not current([replace(DRANK, over=False)], COFFEE)
    assert current([replace(NEW, text="对方把咖啡戒了", said="我把咖啡戒了")], COFFEE)
    assert not current([], COFFEE)
    assert not current([OTHER], COFFEE)


def test_misheard_words_are_compared_by_sound() -> None:
    assert sounds("我对花声过敏", "花生")
    assert not sounds("我对花粉过敏", "花生")
    assert not sounds("西安很大", "先")
    assert sounds("我买了Apple手机", "apple")


def test_an_english_value_stands_at_the_begin_of_a_word() -> None:
    assert holds("I'm allergic to walnuts", "walnut")
    assert holds("the password is bluewhale42.", "Bluewhale42")
    assert not holds("a chestnut", "nut")
    assert not holds("on July 150", "July 15")
    assert holds("店面现在要七千八，心都凉了", "七千八")
    assert not holds("七千八百五", "七千八")
