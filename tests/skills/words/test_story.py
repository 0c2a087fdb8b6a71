"""Stories: told in parts, with a choice that counts, and ended in peace."""

from __future__ import annotations

import pytest

from roleplay_lite.skills.words.story import PARTS, Story
from roleplay_lite.skills.words.tales import chosen, tales
from tests.skills.words.talking import Talk, persona

EVERY = tales()


def test_there_are_enough_and_each_is_whole() -> None:
    assert sum(tale.bedtime for tale in EVERY) >= 8
    assert len(EVERY) >= 20
    for tale in EVERY:
        assert tale.opening
        assert tale.ending
        assert tale.question.endswith(("？", "?"))
        parts = (*tale.opening, *(way.text for way in tale.ways), *tale.ending)
        assert all(part.endswith(("。", "！", "？", ".", "!", "?")) for part in parts), tale.title
        assert all(len(part) <= 200 for part in parts if not part.isascii()), tale.title


@pytest.mark.parametrize("tale", EVERY, ids=lambda tale: tale.title)
def test_both_ways_lead_to_the_end(tale) -> None:  # type: ignore[no-untyped-def]
    english = tale.kind == "english"
    for way in (0, 1):
        talk = Talk(Story(), english=english)
        talk.floor = _at(tale)
        said = tale.ways[way].words[0]
        answer = talk.says(said if english else f"我觉得是{said}吧")
        assert talk.intent == "story.choose"
        assert tale.ways[way].text.replace("{child}", "小雨") in answer
        for _ in range(3):
            if talk.floor and not talk.floor.state.get("over"):
                answer += talk.says("go on" if english else "继续")
        assert talk.floor
        assert talk.floor.state["over"]
        assert tale.ending[-1].replace("{child}", "小雨") in answer
        assert "{" not in answer


@pytest.mark.parametrize("tale", EVERY, ids=lambda tale: tale.title)
def test_the_first_and_the_second_can_be_said_by_their_place(tale) -> None:  # type: ignore[no-untyped-def]
    if tale.kind != "english":
        assert chosen(tale, "第一个") == 0
        assert chosen(tale, "第二个吧") == 1


def test_a_listener_has_their_name_in_it() -> None:
    talk = Talk(Story(), person="豆豆", seed=0)
    talk.floor = _at(next(tale for tale in EVERY if tale.title == "云朵面包店"))
    assert "豆豆" in talk.says("彩虹")
    assert "小禾" in Talk(Story(), person="default", floor=talk_floor("云朵面包店")).says("星光")


@pytest.mark.parametrize("line", ["随便", "你定", "不知道", "都行", "继续"])
def test_who_does_not_choose_is_told_one_way(line: str) -> None:
    assert Talk(Story(), floor=talk_floor("小狐狸的灯笼")).says(line)


def test_a_third_idea_is_welcome() -> None:
    talk = Talk(Story(), floor=talk_floor("小狐狸的灯笼"))
    answer = talk.says("让它飞过去")
    assert any(way.text in answer for way in EVERY[0].ways)


@pytest.mark.parametrize("line", ["今天天气怎么样", "几点了", "你叫什么名字", "把灯关掉", "音量小一点"])
def test_another_subject_is_left_to_others_and_the_story_waits(line: str) -> None:
    talk = Talk(Story(), floor=talk_floor("小狐狸的灯笼"))
    floor = talk.floor
    assert talk.says(line) == ""
    assert talk.floor == floor
    assert talk.says("走木桥")


@pytest.mark.parametrize("line", ["我困了", "不听了", "晚安", "别讲了", "停"])
def test_it_stops_when_asked(line: str) -> None:
    talk = Talk(Story(), floor=talk_floor("小狐狸的灯笼"))
    assert talk.says(line)
    assert talk.floor is None


def test_another_is_another() -> None:
    talk, heard = Talk(Story()), []
    talk.says("讲个睡前故事")
    for _ in range(8):
        assert talk.floor
        heard.append(talk.floor.state["tale"])
        talk.says("换一个故事")
    assert len(set(heard)) == len(heard)


def test_by_subject_title_kind_and_length() -> None:
    for line, title in (
        ("讲个关于恐龙的故事", "恐龙"),
        ("讲守株待兔的故事", "守株待兔"),
        ("我想听龟兔赛跑", "龟兔赛跑"),
        ("讲个小雪人的故事", "雪人"),
    ):
        assert title in Talk(Story()).says(line)
    short = Talk(Story())
    short.says("讲个短一点的故事")
    assert short.floor
    tale = EVERY[short.floor.state["tale"]]
    assert tale.length <= sorted(one.length for one in EVERY if one.kind != "english")[4]


def test_what_is_not_written_is_owned_up_to_and_another_told() -> None:
    talk = Talk(Story())
    text = talk.says("讲个关于机器人的故事")
    assert "机器人" in text
    assert talk.floor
    tale = EVERY[talk.floor.state["tale"]]
    assert tale.opening[0][:8] in text
    # It is a story like any other: the listener says how it goes on.
    went = talk.says("第二个")
    assert any(way.text[:6] in went for way in tale.ways)


def test_a_story_of_the_person_s_own_the_model_takes_further_to_its_end() -> None:
    talk = Talk(Story(), before=[("从前有只小刺猬走丢了，你往下讲", "小刺猬走呀走。")])
    brief = talk.says("接着讲，它回家了吗")
    for _ in range(2, PARTS + 1):
        if "晚安" in brief:
            break
        brief = talk.says("让他去海边")
        assert "让他去海边" in brief
    assert "晚安" in brief
    assert talk.floor
    assert talk.floor.state["over"]


def test_going_on_without_a_floor_takes_up_what_was_told() -> None:
    talk = Talk(Story(), before=[("从前有只小刺猬走丢了，你往下讲", "小刺猬走呀走。")])
    assert "接着" in talk.says("接着讲，它回家了吗")


def test_each_character_has_its_way() -> None:
    texts = {
        Talk(Story(), who=who).says("讲个睡前故事")[:12]
        for who in (persona("温柔的"), persona("冷漠的"), persona(era="唐朝"))
    }
    assert len(texts) == 3


def test_english() -> None:
    talk = Talk(Story(), english=True)
    assert talk.says("tell me a bedtime story").isascii()
    assert talk.says("the second one").isascii()
    assert "dragon" in Talk(Story(), english=True).says("tell me a story about a dragon")


def _at(tale):  # type: ignore[no-untyped-def]
    from roleplay_lite.skills.skill import Floor

    at = EVERY.index(tale)
    return Floor(skill="story", state={"tale": at, "asks": True, "heard": [at]})


def talk_floor(title: str):  # type: ignore[no-untyped-def]
    return _at(next(tale for tale in EVERY if tale.title == title))
