"""What a person hears of a character's memory and of its feeling with them, over a session and the next one."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from roleplay_lite import events as ev
from roleplay_lite.device import Device, LlmConfig, SafetyConfig, StoreConfig
from roleplay_lite.memory.item import Extracted, MemoryKind
from roleplay_lite.session import Session
from roleplay_lite.testing import FakeLlm, FakeTts

Opener = Callable[..., Session]
DAY = 86_400.0


@pytest.fixture
def device(tmp_path: Path) -> Device:
    return Device(llm=LlmConfig(backend="fake", model="", seed=7), store=StoreConfig(path=tmp_path / "talk.db"))


@pytest.fixture
def opened(device: Device) -> Iterator[Opener]:
    sessions: list[Session] = []

    def make(persona: str = "xiaoman", person: str = "小林", **more: Any) -> Session:
        engines = {"llm": FakeLlm(replies=["嗯，我听着呢。"]), **more.pop("engines", {})}
        session = Session.open(persona, device=more.pop("device", device), person=person, engines=engines, **more)
        sessions.append(session)
        return session

    yield make
    for session in sessions:
        session.close()


def said(session: Session, text: str) -> str:
    return "".join(piece.text for piece in session.reply(text))


def files_with(folder: Path, words: str) -> list[str]:
    """Every file that still holds the words, as text or as the pairs of signs that an index is made of."""
    forms = [words.encode(), " ".join(a + b for a, b in itertools.pairwise(words)).encode()]
    return [str(file) for file in folder.rglob("*") if file.is_file() and any(f in file.read_bytes() for f in forms)]


# -- what was told ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "asked", "holds"),
    [
        ("我女儿上三年级", "我女儿几年级了", "三年级"),
        ("我对芒果过敏", "你还记得我对什么过敏吗", "芒果"),
        ("我家猫叫年糕", "我家的猫叫什么", "年糕"),
        ("我的车牌号是浙A12345", "我的车牌号是多少", "浙A12345"),
        ("记住，备用钥匙在花盆底下", "钥匙在哪儿", "花盆底下"),
        ("我在阿里上班", "我在哪儿上班来着", "阿里"),
    ],
)
def test_what_was_told_is_answered_in_the_next_conversation(opened: Opener, told: str, asked: str, holds: str) -> None:
    first = opened()
    said(first, told)
    first.close()
    later = opened()
    assert holds in said(later, asked)
    assert later.turn
    assert {piece.by for piece in later.turn.pieces} == {"memory"}


def test_a_newer_fact_is_told_and_the_older_one_is_asked_for_as_the_past(opened: Opener) -> None:
    session = opened()
    said(session, "我住在西安")
    said(session, "我搬到成都了")
    now, then = said(session, "我住在哪儿"), said(session, "我以前住哪儿")
    assert "成都" in now
    assert "西安" not in now
    assert "西安" in then


def test_the_day_of_a_plan_is_put_right(opened: Opener) -> None:
    session = opened()
    said(session, "我妈下周三来看我们")
    assert "下周四" in said(session, "不对，是下周四")
    when = said(session, "我妈什么时候来")
    assert "下周四" in when
    assert "下周三" not in when


def test_what_was_never_told_is_not_made_up(opened: Opener) -> None:
    session = opened()
    said(session, "我女儿上三年级")
    assert said(session, "我老家在哪儿") in session.persona.lines.untold


def test_nothing_of_one_person_reaches_another_nor_another_character(opened: Opener) -> None:
    first = opened()
    said(first, "我女儿上三年级")
    first.close()
    for stranger in (opened(person="小周"), opened("tongshifu"), opened(person="guest")):
        assert "三年级" not in said(stranger, "我女儿几年级了")
        stranger.close()


def test_a_guest_is_remembered_for_the_visit_alone(opened: Opener) -> None:
    visit = opened(person="guest")
    said(visit, "我叫阿泽")
    assert "阿泽" in said(visit, "我是谁")
    visit.close()
    assert "阿泽" not in said(opened(person="guest"), "我是谁")


def test_what_fits_the_line_is_in_the_note_and_what_was_just_said_is_not(opened: Opener) -> None:
    first = opened()
    said(first, "我妈对花生过敏")
    said(first, "我妈喜欢吃什么好呢")
    assert first.turn
    assert "对花生过敏" not in first.turn.prompted.partition("\n")[2]
    first.close()
    later = opened()
    said(later, "我想给我妈买点花生糖")
    assert later.turn
    assert "对方的妈妈对花生过敏" in later.turn.prompted


def test_a_line_that_only_supposes_teaches_nothing(opened: Opener) -> None:
    session = opened()
    for line in ("要是我住在北京就好了", "他说他是医生", "我是奥特曼", "你住在哪儿"):
        said(session, line)
    assert session.memory.about() == ()


# -- orders -----------------------------------------------------------------------------------------------------------


def test_it_lists_and_says_where_it_knows_it_from(opened: Opener) -> None:
    session = opened()
    said(session, "我对芒果过敏")
    assert "芒果" in said(session, "你还记得我什么")
    source = said(session, "你怎么知道的")
    assert "「我对芒果过敏」" in source
    assert "刚" in source or "今天" in source


def test_what_is_to_be_forgotten_leaves_every_file_and_the_conversation(opened: Opener, tmp_path: Path) -> None:
    session = opened()
    said(session, "我对芒果过敏")
    said(session, "我女儿上三年级")
    assert "忘" in said(session, "忘掉我对芒果过敏这件事")
    session.wait_idle()
    said(session, "今天有点冷")
    assert session.turn
    llm = session.engines.llm
    assert isinstance(llm, FakeLlm)
    assert not any("芒果" in message.content for message in llm.prompts[-1].messages)
    assert "芒果" not in said(session, "我对什么过敏")
    assert "三年级" in said(session, "我女儿几年级了")
    session.close()
    assert files_with(tmp_path, "芒果过敏") == []


def test_all_is_forgotten_only_when_it_was_asked_back(opened: Opener) -> None:
    session = opened()
    said(session, "我女儿上三年级")
    assert "全" in said(session, "把我的事都忘了")
    said(session, "算了")
    assert len(session.memory.about()) == 1
    said(session, "把我的事都忘了")
    said(session, "对，全忘掉")
    assert session.memory.about() == ()


def test_a_line_off_the_record_is_neither_kept_nor_logged(opened: Opener, tmp_path: Path) -> None:
    session = opened()
    said(session, "我的保险柜密码是八六五三，别记下来")
    said(session, "我的保险柜密码是多少")
    session.close()
    assert files_with(tmp_path, "八六五三") == []


def test_a_secret_is_told_when_asked_for_and_not_brought_up(opened: Opener) -> None:
    first = opened()
    said(first, "我喜欢小周，别告诉别人")
    first.close()
    later = opened()
    said(later, "小周今天来了")
    assert later.turn
    assert "喜欢" not in later.turn.prompted
    assert "小周" in said(later, "你记得我喜欢谁吗")


def test_it_asks_after_a_plan_once_when_its_day_is_past(opened: Opener) -> None:
    first = opened()
    now = first.memory.now()
    plan = Extracted(
        kind=MemoryKind.PLAN,
        predicate="plan",
        object="去爬山",
        said="周六我要去爬山",
        happens_from=now - DAY,
        happens_to=now - DAY / 2,
    )
    first.memory.remember([plan], at=now - 5 * DAY)
    # Told five days ago: what was written just now needs no question.
    with first.memory._db.writing() as connection:
        connection.execute("update memory set recorded_at = ?", (now - 5 * DAY,))
    first.close()
    greeted = opened()
    assert "爬山" in "".join(piece.text for piece in greeted.say())
    greeted.close()
    assert "爬山" not in "".join(piece.text for piece in opened().say())


# -- feelings ---------------------------------------------------------------------------------------------------------


def test_a_feeling_is_met_and_asked_after_and_then_talked_of(opened: Opener) -> None:
    session = opened()
    met = list(session.reply("我今天被老板骂了一顿，特别委屈"))
    assert {piece.by for piece in met} == {"feeling"}
    assert len(met) > 1
    further = list(session.reply("真的好委屈，活都是我干的"))
    assert [piece.by for piece in further][:2] == ["feeling", "llm"]
    assert session.turn
    assert "委屈" in session.turn.prompted.partition("\n")[2]
    assert further[0].text not in "".join(piece.text for piece in met)


def test_what_it_is_told_to_do_about_a_feeling_is_not_read_out(opened: Opener) -> None:
    session = opened(engines={"llm": FakeLlm(replies=["认真温和，不开玩笑。我在呢，你慢慢说。"])})
    said(session, "我不想活了")
    assert said(session, "嗯") == "我在呢，你慢慢说。"


def test_danger_is_answered_in_earnest_with_the_integrators_number(opened: Opener, device: Device) -> None:
    session = opened(device=replace(device, safety=SafetyConfig(hotline="打400-161-9995，有人接。")))
    reply = said(session, "我真的不想活了")
    assert "打400-161-9995，有人接。" in reply
    assert session.turn
    assert {piece.by for piece in session.turn.pieces} == {"crisis"}
    said(session, "嗯")
    assert "不开玩笑" in session.turn.prompted


def test_an_insult_shows_in_face_and_voice_and_the_mood_outlasts_the_conversation(opened: Opener) -> None:
    seen: list[ev.Event] = []
    tts = FakeTts()
    session = opened(on_event=seen.append, engines={"tts": tts})
    rest = session.mood.valence
    for line in ("你真笨", "你这个废物", "你太讨厌了"):
        said(session, line)
    hurt = session.mood.valence
    faces = [event.face for event in seen if isinstance(event, ev.Felt)]
    assert hurt < rest - 0.3
    assert faces[-1] in ("angry", "sad", "crying")
    session.close()
    assert opened().mood.valence == pytest.approx(hurt, abs=0.1)


def test_what_day_it_was_is_said_as_a_person_would(opened: Opener) -> None:
    session = opened()
    said(session, "下周六我要去爬山")
    assert "下周六" in said(session, "我什么时候去爬山")
    (plan,) = [item for item in session.memory.about() if item.kind is MemoryKind.PLAN]
    assert plan.happens_from is not None
    assert datetime.fromtimestamp(plan.happens_from).weekday() == 5
