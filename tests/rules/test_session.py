"""Rules in a conversation: what an operator changes is heard at the next line, and seen in the trace."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from roleplay_lite import events as ev
from roleplay_lite.device import Device, StoreConfig
from roleplay_lite.rules.config import RulesConfig
from roleplay_lite.rules.store import RuleStore
from roleplay_lite.session import Session
from roleplay_lite.testing import FakeLlm
from roleplay_lite.tracing import rows

from .made import rule


@pytest.fixture
def device(tmp_path: Path) -> Device:
    return Device(store=StoreConfig(path=tmp_path / "talk.db"), rules=RulesConfig(path=tmp_path / "rules.db"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RuleStore]:
    with RuleStore(tmp_path / "rules.db") as made:
        yield made


def said(session: Session, line: str) -> str:
    return "".join(piece.text for piece in session.reply(line))


def test_a_running_conversation_follows_what_is_changed(device: Device, store: RuleStore) -> None:
    winds = ("今天风好大呀。", "院子里静悄悄的。", "树叶都黄透啦。", "月亮爬上来喽。")
    llm = FakeLlm(replies=[f"买点股票{number}号也不错。{wind}" for number, wind in enumerate(winds)])
    with Session.open("niaoniao", device=device, person="小林", engines={"llm": llm}) as session:
        assert "股票" in said(session, "跟我聊两句呗")
        store.add([
            rule('name = "money"\ndo = "ban"\nvalue = "股票"\nwhen = { any = ["聊两句"] }'),
            rule('name = "cat"\ndo = "pin"\nvalue = "店里的猫叫年糕"\nwhen = { any = ["聊两句"] }'),
            rule('name = "short"\ndo = "steer"\n[when]\nany = ["聊两句"]\n[experiment.arms]\nshort = "短"\nnone = ""'),
            rule('name = "hours"\ndo = "answer"\nvalue = "早上九点。"\nwhen = { any = ["几点开门"] }'),
        ])  # fmt: skip
        assert said(session, "跟我聊两句呗") == "院子里静悄悄的。"
        assert "店里的猫叫年糕" in llm.prompts[-1].messages[-1].content
        assert said(session, "你们几点开门") == "早上九点。"
        store.remove("hours")
        assert said(session, "你们几点开门") != "早上九点。"
        found = {turn.said: {step.step: step for step in turn.steps} for turn in rows.last(session.memory.db, 3)}
    steps = found["跟我聊两句呗"]
    assert (steps["check"].by, steps["check"].rule) == ("rule:money", "money@1")
    assert steps["compose"].by in ("rule:cat", "rule:short")
    assert "short@1/" in steps["understand"].rule
    assert "dropped ban:rule" in steps["check"].decision


def test_the_rule_that_answered_stands_in_the_trace(device: Device, store: RuleStore) -> None:
    store.add([rule('name = "hours"\ndo = "answer"\nvalue = "早上九点。"\nwhen = { any = ["几点开门"] }')])
    with Session.open("niaoniao", device=device, engines={"llm": FakeLlm()}) as session:
        assert said(session, "你们几点开门") == "早上九点。"
        (turn,) = rows.last(session.memory.db, 1)
    recall = next(step for step in turn.steps if step.step == "recall")
    assert (recall.by, recall.rule, recall.decision) == ("rule:hours", "hours@1", "answer by rule")
    assert recall.reason == "answer: any[0]"


@pytest.mark.parametrize(
    "raw", [os.urandom(5000), b"", b"SQLite format 3\0" + bytes(4000)], ids=["noise", "empty", "cut"]
)
def test_a_damaged_file_of_rules_costs_no_turn(device: Device, raw: bytes) -> None:
    file = device.rules.file
    file.write_bytes(raw)
    seen: list[ev.Event] = []
    with Session.open("niaoniao", device=device, engines={"llm": FakeLlm()}, on_event=seen.append) as session:
        assert said(session, "你好")
    told = [event.message for event in seen if isinstance(event, ev.Degraded) and event.stage == "rules"]
    assert bool(told) is (len(raw) > 0)
    assert all("damaged" in word for word in told)


def test_a_pattern_that_never_ends_is_told_and_the_turn_answers(device: Device, store: RuleStore) -> None:
    store.add([rule('name = "bad"\ndo = "hold"\nwhen = { any = ["(a|aa)+$"] }')])
    seen: list[ev.Event] = []
    with Session.open("niaoniao", device=device, engines={"llm": FakeLlm()}, on_event=seen.append) as session:
        assert said(session, "啊" + "a" * 60 + "b")
        said(session, "你好")
    told = [event.message for event in seen if isinstance(event, ev.Degraded) and event.stage == "rules"]
    assert "rule bad was left out: a pattern took too long" in told
