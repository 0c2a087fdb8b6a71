"""Riddles: each can be solved by its answer, none by talk, and the character can be asked one."""

from __future__ import annotations

import pytest

from roleplay_lite.skills.words.riddle import Riddle
from roleplay_lite.skills.words.riddles import known_riddle, riddles
from tests.skills.words.talking import Talk, persona

EVERY = riddles()


def test_there_are_enough() -> None:
    kinds = [riddle.kind for riddle in EVERY]
    assert kinds.count("riddle") + kinds.count("sign") >= 150
    assert kinds.count("teaser") >= 40
    assert len({riddle.question for riddle in EVERY}) == len(EVERY)
    assert all(riddle.hint for riddle in EVERY)


@pytest.mark.parametrize("riddle", EVERY, ids=lambda riddle: riddle.question[:12])
def test_its_answers_solve_it_and_its_hint_does_not(riddle) -> None:  # type: ignore[no-untyped-def]
    if riddle.kind == "english":
        assert all(riddle.solved_by(f"is it {answer}?") for answer in riddle.accepted)
        assert not riddle.solved_by("is it a spaceship")
        return
    for answer in (riddle.answer, *riddle.accepted):
        for said in (answer, f"是{answer}", f"我猜是{answer}吧", f"{answer}，对不对"):
            assert riddle.solved_by(said), said
    for said in ("今天天气怎么样", "我不知道", "给个提示", "火星上的石油", f"不是{riddle.answer}"):
        assert not riddle.solved_by(said), said


@pytest.mark.parametrize("riddle", [one for one in EVERY if one.kind == "riddle"], ids=lambda one: one.question[:12])
def test_a_riddle_is_known_as_people_remember_it(riddle) -> None:  # type: ignore[no-untyped-def]
    """Without marks, with a word more and half of it."""
    bare = riddle.question.replace("，", "")
    for said in (bare, bare + "是什么呀", riddle.question[: len(riddle.question) * 3 // 4]):
        known = known_riddle(said)
        assert known is not None
        assert known.answer == riddle.answer or known.question[:4] == riddle.question[:4]


def test_asked_helped_and_solved() -> None:
    talk = Talk(Riddle())
    assert "麻屋子" in talk.says("给我出个谜语")
    assert talk.says("是不是大象")
    assert talk.intent == "riddle.guess"
    assert talk.says("给个提示")
    assert "「花」" in talk.says("再给个提示")
    assert "花生" in talk.says("化生")
    assert talk.done
    assert talk.done.why == "right"
    first = talk.floor
    assert first
    assert talk.says("好呀")
    assert talk.floor
    assert talk.floor.state["at"] != 0, "another one"


def test_a_single_sign_in_talk_is_no_guess() -> None:
    at = next(at for at, riddle in enumerate(EVERY) if riddle.answer == "天")
    talk = Talk(Riddle(), floor=_floor(at))
    assert talk.says("今天天气怎么样") == ""
    assert talk.says("是天字")
    assert talk.done
    assert talk.done.why == "right"


@pytest.mark.parametrize(
    "line", ["猜不出来", "不知道", "告诉我答案吧", "答案是什么", "我放弃", "到底是什么", "公布答案", "说答案吧"]
)
def test_giving_up(line: str) -> None:
    talk = Talk(Riddle(), floor=_floor(0))
    assert "花生" in talk.says(line)
    assert talk.intent == "riddle.give_up"


@pytest.mark.parametrize(
    "line", ["今天天气怎么样", "把灯打开", "你几岁了", "放首歌", "音量大一点", "我们明天去哪玩", "谢谢你"]
)
def test_another_subject_is_left_to_others(line: str) -> None:
    assert Talk(Riddle(), floor=_floor(0)).says(line) == ""


def test_after_three_wrong_guesses_it_helps_unasked() -> None:
    talk = Talk(Riddle(), floor=_floor(0))
    for guess in ("大象", "苹果吧", "是香蕉吗"):
        talk.says(guess)
    assert talk.done
    assert EVERY[0].hint in talk.done.text


def test_leaving_tells_the_answer() -> None:
    talk = Talk(Riddle(), floor=_floor(0))
    assert "花生" in talk.says("不玩了")
    assert talk.floor is None


def test_it_does_not_ask_the_same_again() -> None:
    talk, asked = Talk(Riddle()), []
    talk.says("猜谜语")
    for _ in range(30):
        assert talk.floor
        asked.append(talk.floor.state["at"])
        talk.says("换一个")
    assert len(set(asked)) == len(asked)


def test_the_person_asks_one_of_ours_and_one_of_their_own() -> None:
    talk = Talk(Riddle(), who=persona(era="唐朝"))
    assert talk.says("我出个谜语给你猜")
    assert "花生" in talk.says("麻屋子红帐子里面住着个白胖子")
    assert talk.says("对了")
    assert talk.floor is None
    talk.says("我考考你")
    assert talk.says("我家门前两棵树一棵是枣树另一棵也是枣树猜一个人")
    assert talk.done
    assert talk.done.why == "not known"
    assert talk.says("答案是鲁迅")


def test_kinds_and_subjects() -> None:
    for line, kind in (("来个脑筋急转弯", "teaser"), ("猜个字谜", "sign"), ("来个谜语", "riddle")):
        talk = Talk(Riddle())
        talk.says(line)
        assert talk.floor
        assert EVERY[talk.floor.state["at"]].kind == kind
    talk = Talk(Riddle())
    assert "动物" in talk.says("出个动物的谜语")


def test_english() -> None:
    talk = Talk(Riddle(), english=True)
    talk.says("tell me a riddle")
    assert talk.floor
    riddle = EVERY[talk.floor.state["at"]]
    assert talk.says(f"is it {riddle.accepted[0]}")
    assert talk.done
    assert talk.done.why == "right"


def _floor(at: int):  # type: ignore[no-untyped-def]
    from roleplay_lite.skills.skill import Floor

    return Floor(skill="riddle", state={"at": at, "kind": EVERY[at].kind, "seen": [at], "tries": 0})


@pytest.mark.parametrize("line", ["再说一遍", "没听清", "再说一遍题目", "谜面是什么"])
def test_the_riddle_is_said_again(line: str) -> None:
    talk = Talk(Riddle(), floor=_floor(0))
    assert EVERY[0].question in talk.says(line)
    assert talk.floor
    assert talk.floor.state["at"] == 0


@pytest.mark.parametrize("line", ["说慢一点", "大声点", "慢点", "讲快点", "别说话"])
def test_how_to_talk_is_no_guess(line: str) -> None:
    assert Talk(Riddle(), floor=_floor(0)).says(line) == ""
