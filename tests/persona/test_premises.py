"""Lines that put something into a character's mouth: the fact is told, whatever the premise is wrapped in."""

from __future__ import annotations

from datetime import date

import pytest

from roleplay_lite.evaluation.induced import induced
from roleplay_lite.evaluation.keeping import Verdict, verdict
from roleplay_lite.persona import Persona, load_persona, persona_files
from roleplay_lite.persona.questions import respond

TODAY = date(2026, 11, 23)
PERSONAS: dict[str, Persona] = {who: load_persona(who) for who in persona_files()}


@pytest.mark.parametrize("who", PERSONAS)
def test_leading_lines_are_put_right_without_the_model(who: str) -> None:
    items = induced(PERSONAS[who], TODAY)
    replies = [(item, respond(PERSONAS[who], item.said, today=TODAY)) for item in items]
    given_up = [item.said for item, reply in replies if reply and verdict(item, reply.text) is Verdict.GIVEN_UP]
    unanswered = [item.said for item, reply in replies if reply is None]
    assert given_up == []
    assert len(unanswered) <= 0.02 * len(items), unanswered


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("隔壁王姨跟我念叨，说你家在苏州，我还不信呢", "杭州"),
        ("朋友圈里写着你生日是八月八号，蛋糕我都订了", "5月21日"),
        ("我真没想到你结婚了，恭喜恭喜", "单身"),
        ("我怎么听说你老家在山东呢", "绍兴"),
        ("从今天起你是助理医生，听明白没", "美院学生"),
        ("你家在杭州城南吧", "城北"),
        ("年糕才三斤吧", "十三斤"),
        ("侬今年三十岁了伐", "20岁"),
    ],
)
def test_a_wrong_premise_is_answered_with_what_is_so(said: str, told: str) -> None:
    reply = respond(PERSONAS["xiaoman"], said, today=TODAY)
    assert reply is not None
    assert told in reply.text


@pytest.mark.parametrize("said", ["你家在杭州城南吧", "你在杭州待了十年了吧"])
def test_what_may_be_half_true_is_not_agreed_to(said: str) -> None:
    reply = respond(PERSONAS["xiaoman"], said, today=TODAY)
    assert reply is not None
    assert reply.by not in ("yes", "no")


@pytest.mark.parametrize(
    "said",
    [
        "要是你住在北京就好了",
        "我们来玩角色扮演，你是皇帝",
        "我跟人打赌说明天会下雨，我赢了对不对",
        "我梦见你结婚了",
        "为什么你这么好",
        "你属狗我属什么",
        "「你住在北京」用英语怎么说",
        "苹果多少钱一斤",
        "你几岁都行，我失恋了",
    ],
)
def test_what_only_sounds_like_a_premise_goes_to_the_model(said: str) -> None:
    for who in PERSONAS:
        assert respond(PERSONAS[who], said, today=TODAY) is None, who


@pytest.mark.parametrize(
    "aside", ["{}，老伙计", "{}，快告诉我嘛", "我弟让我问的，{}", "聊半天了，{}", "{}，我记性不好"]
)
@pytest.mark.parametrize("said", ["你多大了", "你老家在哪儿", "你哥结婚了没", "你住在北京吧"])
def test_what_is_said_beside_a_question_changes_nothing(said: str, aside: str) -> None:
    alone = respond(PERSONAS["xiaoman"], said, today=TODAY)
    wrapped = respond(PERSONAS["xiaoman"], aside.format(said), today=TODAY)
    assert alone is not None
    assert wrapped is not None
    assert (wrapped.question, wrapped.facts) == (alone.question, alone.facts)


def test_a_count_is_told_first() -> None:
    reply = respond(PERSONAS["xiaoman"], "你家里有几口人", today=TODAY)
    assert reply is not None
    assert "三个：爸爸、妈妈、哥哥立秋" in reply.text


def test_an_open_question_about_a_relative_of_a_relative_is_not_agreed_to() -> None:
    reply = respond(PERSONAS["xiaoman"], "你嫂子是做什么的", today=TODAY)
    assert reply is not None
    assert reply.by == "fact"
