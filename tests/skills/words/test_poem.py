"""Poems: the texts hold together, and each is found in all the ways that people ask."""

from __future__ import annotations

import re

import pytest

from roleplay_lite.skills.words.poem import Poem
from roleplay_lite.skills.words.poems import by_title, poems, verse_at
from roleplay_lite.skills.words.verse import verses
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


def test_new_poems_are_written_and_rhyme() -> None:
    from pypinyin import Style, lazy_pinyin

    groups = (
        "a ia ua", "o uo e", "ie ve ue", "ai uai", "ei uei ui", "ao iao", "ou iou iu", "an ian uan van",
        "en in uen un vn", "ang iang uang", "eng ing ueng ong iong", "i v er", "u",
    )  # fmt: skip
    themes: dict[str, int] = {}
    for verse in verses():
        themes[verse.theme.pattern] = themes.get(verse.theme.pattern, 0) + 1
        parts = re.findall("[一-鿿]+", verse.text)
        if length := {"五": 5, "七": 7}.get(verse.form):
            assert [len(part) for part in parts] == [length] * 4, verse.text
        ends = [lazy_pinyin(line, style=Style.FINALS)[-1] for line in verse.text.split("。") if line]
        assert len({next(group for group in groups if end in group.split()) for end in ends}) == 1, (verse.text, ends)
    assert len(themes) >= 40
    assert min(themes.values()) >= 3
    assert len({verse.text for verse in verses()}) == len(verses())


def test_a_new_one_for_what_is_asked_in_the_form_that_is_asked_for() -> None:
    for seed in range(6):
        text = Talk(Poem(), seed=seed).says("写一首关于秋天的五言绝句")
        assert "一叶先知意" in text or "天高云淡" in text
        assert "猫" in Talk(Poem(), seed=seed).says("给我写一首小猫的诗")
        assert re.search("蜡烛|烛光|蛋糕", Talk(Poem(), seed=seed).says("写一首生日诗"))
    song = Talk(Poem()).says("编一首小狗的儿歌")
    assert "小狗小狗汪汪汪" in song


def test_another_new_one_is_another() -> None:
    talk = Talk(Poem())
    heard = [talk.says("写一首关于月亮的诗"), talk.says("再写一首"), talk.says("再来一首")]
    assert len(set(heard)) == 3
    assert all("月" in text for text in heard)


def test_what_none_is_written_about_is_the_models_and_is_looked_at() -> None:
    talk = Talk(Poem())
    assert "洗衣机" in talk.says("写一首关于洗衣机的诗")
    assert talk.done
    assert talk.done.plain
    assert talk.done.vet
    assert talk.done.fallback
    good = "洗衣机里水声忙，一件花衣转圈狂。\n转完白天转黑夜，拿出晒满小阳光。"
    assert "转圈狂" in talk.done.vet(good)
    assert talk.done.vet("洗衣机轻轻摇曳，温暖而舒适。衣物轻盈飘逸，洗涤得心旷神怡。") == "", "no rhyme, no measure"
    for bad in (
        "小星星都跟着你走，我只写第一行。",
        "洗衣机转，洗衣机转，洗衣机转，洗衣机转。",
        "洗衣机好\n它会洗\n真的\n很干净呢",
    ):
        assert talk.done.vet(bad) == ""
    talk.says("写一首藏头诗")
    assert talk.done
    assert "藏头诗我还写不好" in talk.done.fallback
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
