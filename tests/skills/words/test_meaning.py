"""Words: what is known is told, what is not is left to others; sounds and signs; two-part sayings."""

from __future__ import annotations

import pytest

from roleplay_lite.skills.words.meaning import Meaning
from roleplay_lite.skills.words.saying import Saying
from roleplay_lite.skills.words.sayings import proverb_of, proverbs
from tests.skills.words.talking import MEANINGS, Talk, lookup


def test_a_meaning_is_read_from_what_is_installed() -> None:
    for said in (
        "守株待兔是什么意思",
        "守猪待兔什么意思",
        "解释一下守株待兔",
        "“守株待兔”的意思是什么",
        "老师让造句，守株待兔啥意思",
    ):
        assert MEANINGS["守株待兔"][:12] in Talk(Meaning(lookup)).says(said), said
    assert "清晨的风；也指鸟名" in Talk(Meaning(lookup)).says("晨风是什么意思")


@pytest.mark.parametrize("line", ["守株待兔是什么意思", "解释一下杯弓蛇影"])
def test_without_a_pack_the_line_is_left_to_others(line: str) -> None:
    assert Talk(Meaning()).says(line) == ""


def test_a_pack_can_be_put_in_later() -> None:
    skill = Meaning()
    skill.look_up = lookup
    assert Talk(skill).says("守株待兔是什么意思")


@pytest.mark.parametrize("line", ["你是什么意思", "这是什么意思", "他这话什么意思啊", "没意思", "xyz什么意思"])
def test_what_is_no_word_is_not_looked_up(line: str) -> None:
    assert Talk(Meaning(lambda _: "意思")).says(line) == ""


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("饕餮怎么读", "tāo tiè"),
        ("“饕餮”怎么念", "tāo tiè"),
        ("囧字怎么读", "jiǒng"),
        ("重庆怎么读", "chóng qìng"),
        ("银行怎么读", "yín háng"),
        ("长是几声", "长大的长"),
        ("行字怎么读", "银行的行"),
        ("苹果的苹怎么写", "苹果的苹"),
        ("玫瑰怎么写", "玫瑰的玫"),
        ("用花组词", "花"),
        ("花字怎么组词", "花"),
        ("带龙的成语", "龙"),
    ],
)
def test_sounds_and_signs(line: str, answer: str) -> None:
    talk = Talk(Meaning())
    assert answer in talk.says(line)
    assert talk.intent == "word.spell"


def test_words_with_a_sign_have_it() -> None:
    for sign in "花水人大天学书车":
        told = Talk(Meaning()).says(f"用{sign}组词")
        assert told.count(sign) >= 2, told


def test_there_are_enough_sayings_and_each_is_known_by_its_first_half() -> None:
    assert len(proverbs()) >= 300
    for proverb in proverbs():
        assert proverb_of(proverb.first) is proverb
        assert proverb.finished_by(f"是{proverb.plain}吧")
        assert not proverb.finished_by("不知道呀")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("外甥打灯笼下一句是什么", "照旧，「照旧」跟「照舅」同音"),
        ("孔夫子搬家下半句", "净是输，「输」跟「书」同音"),
        ("歇后语八仙过海", "各显神通"),
        ("小葱拌豆腐", "一清二白"),
        ("泥菩萨过江后面是什么", "自身难保"),
        ("外生打灯笼下一句", "照旧"),
    ],
)
def test_sayings_are_finished(line: str, answer: str) -> None:
    assert answer in Talk(Saying()).says(line)


def test_sayings_as_a_game() -> None:
    talk = Talk(Saying())
    assert talk.says("考考我歇后语")
    assert talk.floor
    proverb = proverbs()[talk.floor.state["at"]]
    assert talk.says("今天天气怎么样") == ""
    assert talk.says("大错特错")
    assert talk.says(proverb.plain)
    assert talk.done
    assert talk.done.why == "right"
    assert talk.says("再来一个")
    assert talk.says("不知道")
    assert talk.says("不要了")
    assert talk.floor is None
