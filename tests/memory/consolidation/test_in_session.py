"""What a person and a host notice of the work that is done while nobody speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from roleplay_lite import events as ev
from roleplay_lite.device import Device, LlmConfig, StoreConfig
from roleplay_lite.session import Session
from roleplay_lite.testing import FakeLlm
from roleplay_lite.turn import Prompt

LINES = (
    "今天去看了个木偶戏展",
    "木偶的脸是用樟木雕的",
    "师傅一个人能舞四个木偶",
    "旁边的小孩看得一动不动",
    "结束以后还能上手摸一摸",
    "出来的时候天都黑了",
)
SENTENCE = "对方去看了木偶戏展，木偶的脸是用樟木雕的。"

Opener = Callable[..., Session]


def answer(prompt: Prompt) -> str:
    return SENTENCE if "以「对方」开头" in prompt.messages[0].content else "嗯，我听着呢。"


def asked_to_sum_up(llm: FakeLlm) -> int:
    return sum("以「对方」开头" in prompt.messages[0].content for prompt in llm.prompts)


@pytest.fixture
def device(tmp_path: Path) -> Device:
    return Device(llm=LlmConfig(backend="fake", model="", seed=7), store=StoreConfig(path=tmp_path / "talk.db"))


@pytest.fixture
def opened(device: Device) -> Iterator[Opener]:
    sessions: list[Session] = []

    def make(llm: FakeLlm | None = None, person: str = "小林", **more: Any) -> Session:
        llm = llm or FakeLlm(replies=answer)
        session = Session.open(
            "niaoniao", device=more.pop("device", device), person=person, engines={"llm": llm}, **more
        )
        sessions.append(session)
        return session

    yield make
    for session in sessions:
        session.close()


def said(session: Session, text: str) -> str:
    return "".join(piece.text for piece in session.reply(text))


def talked(opened: Opener, **more: Any) -> None:
    session = opened(**more)
    for line in LINES:
        said(session, line)
    assert session.memory.about() == ()
    session.close()


def test_the_last_conversation_is_told_of_in_the_next_one(opened: Opener) -> None:
    talked(opened)
    session = opened()
    said(session, "晚上好")
    session.wait_idle()
    assert "你去看了木偶戏展，木偶的脸是用樟木雕的" in said(session, "上次我们聊了什么")


def test_afterwards_the_conversation_is_in_the_cache_again(opened: Opener) -> None:
    talked(opened)
    llm = FakeLlm(replies=answer)
    session = opened(llm)
    said(session, "晚上好")
    session.wait_idle()
    assert asked_to_sum_up(llm) == 1
    assert any("晚上好" in message.content for message in llm.warmed[-1].prompt.messages)
    assert all(warmed.aside for warmed in llm.warmed if "以「对方」开头" in warmed.prompt.messages[0].content)


def test_who_goes_on_talking_meets_none_of_it(opened: Opener) -> None:
    talked(opened)
    llm = FakeLlm(replies=answer)
    session = opened(llm)
    for line in LINES:
        said(session, line)
    assert asked_to_sum_up(llm) == 0


def test_a_model_that_fails_then_costs_an_event_and_no_more(opened: Opener) -> None:
    talked(opened)
    seen: list[ev.Event] = []
    session = opened(FakeLlm(replies=answer, fail_on=(2,)), on_event=seen.append)
    said(session, "晚上好")
    session.wait_idle()
    assert [event.stage for event in seen if isinstance(event, ev.Degraded)] == ["idle"]
    assert said(session, "在吗")


@pytest.mark.parametrize("person", ["小林", "guest"])
def test_it_can_be_turned_off_and_is_off_for_guests(opened: Opener, device: Device, person: str) -> None:
    more = {"person": person}
    if person != "guest":
        more |= {"device": replace(device, store=replace(device.store, consolidate=False))}
    talked(opened, **more)
    llm = FakeLlm(replies=answer)
    session = opened(llm, **more)
    said(session, "晚上好")
    session.wait_idle()
    assert asked_to_sum_up(llm) == 0
