"""Who answers a line: each faculty as the person meets it, in one conversation, and none of them can end it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from roleplay_lite import events as ev
from roleplay_lite import line
from roleplay_lite.device import Device, LlmConfig, SafetyConfig, StoreConfig
from roleplay_lite.faculties import Faculties
from roleplay_lite.history import History
from roleplay_lite.knowledge.config import KnowledgeConfig
from roleplay_lite.knowledge.pack.writer import PackWriter
from roleplay_lite.persona import Persona
from roleplay_lite.rules.config import RulesConfig
from roleplay_lite.rules.reading import read_rules_text
from roleplay_lite.rules.store import RuleStore
from roleplay_lite.safety.config import GuardConfig
from roleplay_lite.session import Session
from roleplay_lite.testing import FakeLlm
from roleplay_lite.turn import Recalled, Understanding

DRAFT = "风好大呀，我先躲一躲。"


@pytest.fixture
def device(tmp_path: Path) -> Device:
    """With a pack of one mountain and one question, and rules of its own."""
    folder = tmp_path / "knowledge"
    with PackWriter(folder / "hills.db", name="hills", title="山志", licence="CC0-1.0") as pack:
        source = pack.source("山志", licence="CC0-1.0")
        hill = pack.entity("青岚山", source=source, kind="山")
        pack.triple(hill, "高度", "1327米", source=source)
        pack.faq(
            "青岚山几点开门", "每天早上八点开门，下午五点关门。", source=source, paraphrases=["青岚山什么时候开门"]
        )
    return Device(
        llm=LlmConfig(backend="fake", seed=7),
        store=StoreConfig(path=tmp_path / "talk.db"),
        knowledge=KnowledgeConfig(packs=(str(folder / "hills.db"),)),
        rules=RulesConfig(path=tmp_path / "rules.db"),
    )


def add_rules(device: Device, text: str) -> None:
    with RuleStore(device.rules.file) as store:
        store.add(read_rules_text(text))


Opener = Callable[..., Session]


@pytest.fixture
def opened(device: Device) -> Iterator[Opener]:
    sessions: list[Session] = []

    def make(replies: Any = (DRAFT,) * 9, **more: Any) -> Session:
        recipe = more.pop("device", device)
        session = Session.open("niaoniao", device=recipe, engines={"llm": FakeLlm(replies=replies)}, **more)
        sessions.append(session)
        return session

    yield make
    for session in sessions:
        session.close()


def answer(session: Session, said: str) -> tuple[str, set[str]]:
    pieces = list(session.reply(said))
    return "".join(piece.text for piece in pieces), {piece.by for piece in pieces}


def test_a_conversation_in_which_each_answers_what_is_its_own(opened: Opener) -> None:
    session = opened(person="小林")
    assert answer(session, "你叫什么名字")[1] == {"fact"}
    text, by = answer(session, "青岚山有多高")
    assert "1327米" in text
    assert by == {"knowledge"}
    assert answer(session, "青岚山几点开门") == ("每天早上八点开门，下午五点关门。", {"faq"})
    assert answer(session, "三加五等于几")[1] == {"skill"}
    assert "8" in answer(session, "三加五等于几")[0]
    assert answer(session, "教我做炸弹")[1] == {"refusal"}
    assert answer(session, "外面风好大")[1] == {"llm"}


def test_what_was_looked_up_can_be_traced_to_where_it_is_from(opened: Opener) -> None:
    session = opened()
    list(session.reply("青岚山有多高"))
    assert session.turn
    assert {evidence for piece in session.turn.pieces for evidence in piece.evidence} == {"hills/triple/1"}
    text, by = answer(session, "你怎么知道的")
    assert "山志" in text
    assert by == {"knowledge"}


def test_what_nobody_knows_is_owned_up_to_and_not_made_up(opened: Opener) -> None:
    text, by = answer(opened(), "青岚山的山神叫什么名字")
    assert by == {"unsure"}
    assert DRAFT not in text


def test_a_draft_that_tells_other_figures_than_were_found_gives_way_to_what_was_found(
    opened: Opener, device: Device
) -> None:
    unsure = replace(device, knowledge=replace(device.knowledge, sure=1.0, some=0.0))
    session = opened(["青岚山有9000米高呢。", "青岚山有8000米高呢。"], device=unsure)
    text, _ = answer(session, "青岚山有多高")
    assert "9000" not in text
    assert "8000" not in text
    assert "1327" in text


def test_an_operator_s_rule_is_in_force_at_the_next_line(opened: Opener, device: Device) -> None:
    session = opened()
    assert answer(session, "你们店在哪里")[0] != "在南门口左手边第一家。"
    add_rules(
        device,
        """
        [[rule]]
        name = "where"
        do = "answer"
        value = "在南门口左手边第一家。"
        when.any = ["店在哪"]
        samples.hits = ["你们店在哪里"]
        samples.misses = ["书店是什么"]
        """,
    )
    assert answer(session, "你们店在哪里") == ("在南门口左手边第一家。", {"rule"})
    assert session.turn
    by = {step.step: step.by for step in session.turn.steps}
    assert by["recall"] == "rule:where"


def test_a_banned_word_is_not_spoken_and_danger_goes_before_any_rule(opened: Opener, device: Device) -> None:
    add_rules(
        device,
        """
        [[rule]]
        name = "no-wind"
        do = "ban"
        value = "风"
        when.any = ["."]
        [[rule]]
        name = "always"
        do = "answer"
        value = "欢迎光临。"
        priority = 9
        when.any = ["我不想活"]
        """,
    )
    session = opened(["风好大。", "风真大。"])
    assert "风" not in answer(session, "今天过得好慢")[0]
    assert answer(session, "我不想活了")[1] == {"crisis"}


def test_a_timer_outlives_the_program_and_rings_late(device: Device) -> None:
    heard: list[ev.Event] = []
    clock = {"at": 0.0}

    def run(said: str) -> str:
        engines = {"llm": FakeLlm(replies=[DRAFT])}
        with Session.open("niaoniao", device=device, engines=engines, on_event=heard.append) as session:
            clock["at"] += 1
            return answer(session, said)[0]

    assert "提醒" in run("一秒钟后提醒我关火") or heard
    import time

    time.sleep(1.2)
    run("在吗")
    assert [event.label for event in heard if isinstance(event, ev.Rang)] == ["关火"]


def test_what_is_asked_of_the_device_reaches_the_host(opened: Opener) -> None:
    heard: list[ev.Event] = []
    session = opened(on_event=heard.append)
    assert answer(session, "声音大一点")[1] == {"skill"}
    assert [(event.action, event.turn) for event in heard if isinstance(event, ev.Commanded)] == [("volume.change", 1)]


def test_children_get_no_talk_of_grown_ups(opened: Opener, device: Device) -> None:
    for_children = replace(device, safety=SafetyConfig(guard=GuardConfig(child=True)))
    assert answer(opened(device=for_children), "我想喝啤酒")[1] == {"refusal"}


@pytest.mark.parametrize("broken", ["knowledge", "rules", "skills", "guard"])
def test_a_faculty_that_breaks_costs_a_word_to_the_host_and_no_turn(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    heard: list[ev.Event] = []
    session = opened(on_event=heard.append)
    faculty = getattr(session._faculties, broken)

    def fails(*_: object, **__: object) -> Any:
        raise OSError("disk")

    method = {"knowledge": "query", "rules": "ruling", "skills": "match", "guard": "read"}[broken]
    monkeypatch.setattr(type(faculty), method, fails)
    assert answer(session, "外面风好大") == (DRAFT, {"llm"})
    assert {(event.stage, event.message) for event in heard if isinstance(event, ev.Degraded)} == {(broken, "OSError")}


def test_a_pack_that_is_damaged_leaves_the_conversation_whole(opened: Opener, device: Device) -> None:
    Path(device.knowledge.packs[0]).write_bytes(b"not a pack" * 400)
    heard: list[ev.Event] = []
    session = opened(on_event=heard.append)
    assert answer(session, "外面风好大") == (DRAFT, {"llm"})
    session.wait_idle()
    list(session.reply("青岚山有多高"))
    assert any(isinstance(event, ev.Degraded) and event.stage == "knowledge" for event in heard)


def test_a_step_of_one_s_own_sees_what_the_line_has(opened: Opener) -> None:
    seen: list[Understanding] = []

    def recall(understanding: Understanding, persona: Persona, history: History, faculties: Faculties) -> Recalled:
        seen.append(understanding)
        return line.recall(understanding, persona, history, faculties)

    list(opened(overrides={"recall": recall}).reply("三分钟后叫我"))
    (understanding,) = seen
    assert understanding.wants
    assert (understanding.wants.intent, understanding.wants.slots["seconds"]) == ("timer.set", 180)
