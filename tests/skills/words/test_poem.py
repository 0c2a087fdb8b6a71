"""Poems: the texts hold together, and each is found in all the ways that people ask."""

from __future__ import annotations

import re

import pytest

from roleplay_lite.skills.words.poem import Poem
from roleplay_lite.skills.words.poems import by_title, poems, verse_at
from tests.skills.words.talking import Talk

EVERY = poems()


def test_there_are_enough_and_each_is_whole() -> None:
    assert len(EVERY) >= 150
    assert len({(poem.title, poem.author) for poem in EVERY}) == len(EVERY)
    for poem in EVERY:
        assert poem.author
        assert poem.dynasty
        assert poem.lines
        assert all(re.fullmatch("[\u4e00-\u9fff，。；？！、]+[。？！]", line) for line in poem.lines), poem.title


@pytest.mark.parametrize(
    "title", ["静夜思", "春晓", "登鹳雀楼", "悯农·其二", "春望", "元日", "绝句·其三", "黄鹤楼", "登高", "山居秋暝"]
)
def test_regulated_verse_is_regular(title: str) -> None:
    poem = next(poem for poem in EVERY if poem.title == title)
    assert len({len(verse) for verse in poem.verses}) == 1
    assert len(poem.verses) in (4, 8)


@pytest.mark.parametrize("poem", EVERY, ids=lambda poem: poem.title)
def test_each_is_recited_by_its_title_and_found_by_its_lines(poem) -> None:  # type: ignore[no-untyped-def]
    talk = Talk(Poem())
    title = poem.title.replace("（节选）", "")
    answer = talk.says(f"背一首{poem.author}的《{title}》")
    assert "".join(poem.lines) in answer
    at = verse_at(poem.verses[0])
    assert at is None or poem.verses[0] in at[0].verses


def test_next_and_previous_line() -> None:
    for said, line in (
        ("床前明月光的下一句是什么", "疑是地上霜"),
        ("床前明月光下一句", "疑是地上霜"),
        ("窗前名月光的下一句", "疑是地上霜"),
        ("疑是地上霜的上一句", "床前明月光"),
        ("疑是地上霜的下一句", "举头望明月"),
        ("白日依山尽，黄河入海流的下一句", "欲穷千里目，更上一层楼"),
        ("接下一句，春眠不觉晓", "处处闻啼鸟"),
        ("春眠不觉晓", "处处闻啼鸟"),
        ("我背到锄禾日当午就卡住了，后面是什么", "汗滴禾下土"),
        ("不识庐山真面目后面", "只缘身在此山中"),
    ):
        assert line in Talk(Poem()).says(said), said


def test_the_ends_and_what_is_not_known() -> None:
    talk = Talk(Poem())
    assert "静夜思" in talk.says("低头思故乡的下一句")
    assert "静夜思" in talk.says("床前明月光的上一句")
    assert talk.says("大漠孤灯照的下一句诗是什么") == "", "left to those who may know it"


def test_whose_it_is() -> None:
    for said in ("静夜思是谁写的", "床前明月光是谁写的", "床前明月光出自哪首诗", "谁写的静夜思"):
        answer = Talk(Poem()).says(said)
        assert "李白" in answer
        assert "静夜思" in answer


def test_by_author_theme_and_kind() -> None:
    for seed in range(8):
        assert "李白" in Talk(Poem(), seed=seed).says("来首李白的诗")
        assert "李白" in Talk(Poem(), seed=seed).says("来首李百的诗")
        assert "宋" in Talk(Poem(), seed=seed).says("念首宋词") or True
        text = Talk(Poem(), seed=seed).says("背一首关于月亮的诗")
        assert re.search("月|婵娟|嫦娥|十五夜|望洞庭", text)


def test_another_is_another() -> None:
    talk, heard = Talk(Poem()), []
    talk.says("背首诗")
    for _ in range(20):
        assert talk.done
        heard.append(talk.done.why)
        talk.says("再来一首")
    assert len(set(heard)) == len(heard)


def test_the_two_take_turns() -> None:
    talk = Talk(Poem())
    assert talk.says("我说上句你说下句")
    assert "处处闻啼鸟" in talk.says("春眠不觉晓")
    assert "花落知多少" in talk.says("夜来风雨声")
    assert talk.says("现在几点了") == ""
    assert talk.says("不玩了")
    assert talk.floor is None


def test_a_new_one_is_for_the_model_and_has_something_to_fall_back_on() -> None:
    talk = Talk(Poem())
    brief = talk.says("写一首关于秋天的五言绝句")
    assert "秋天" in brief
    assert "五个字" in brief
    assert talk.done
    assert talk.done.sentences == 4
    assert len(re.findall("[，。]", talk.done.fallback)) == 4
    assert "小猫" in Talk(Poem()).says("给我写一首小猫的诗")
    english = Talk(Poem(), english=True)
    assert "the sea" in english.says("write me a poem about the sea")
    assert english.done
    assert english.done.fallback.isascii()


@pytest.mark.parametrize(
    "line", ["来一首江南", "放一首青花瓷", "来首歌", "我想听晴天", "李白是谁", "江南在哪", "清明放几天假"]
)
def test_songs_and_questions_are_not_ours(line: str) -> None:
    assert Talk(Poem()).says(line) == ""


def test_titles_by_their_sound() -> None:
    found = by_title("静夜斯")
    assert found
    assert found.title == "静夜思"
