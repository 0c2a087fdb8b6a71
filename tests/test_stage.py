"""Characters among themselves: whose turn it is, what each hears, when it is over, and the person in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from roleplay_lite.device import Device, LlmConfig, StoreConfig
from roleplay_lite.errors import InputError, PersonaError
from roleplay_lite.stage import Ended, Stage
from roleplay_lite.testing import FakeLlm, FakeTts
from roleplay_lite.turn import Prompt

LINES = (
    "下雨就听雨。", "听雨得有好茶。", "我去泡一壶。", "茶叶在柜子上头。", "找着了，还挺香。", "明前的，省着喝。",
    "窗户关没关？", "关了，放心吧。", "那就好好坐着。", "坐不住，想出门。",
)  # fmt: skip


@pytest.fixture
def device(tmp_path: Path) -> Device:
    return Device(llm=LlmConfig(backend="fake", seed=7), store=StoreConfig(path=tmp_path / "talk.db"))


@pytest.fixture
def llm() -> FakeLlm:
    return FakeLlm(replies=LINES)


@pytest.fixture
def stage(device: Device, llm: FakeLlm) -> Iterator[Stage]:
    with Stage.open(["niaoniao", "tongshifu"], topic="下雨天", device=device, engines={"llm": llm}) as play:
        yield play


def heard(prompt: Prompt) -> str:
    return prompt.messages[-1].content


def said(stage: Stage, turns: int) -> list[tuple[str, str]]:
    return [(line.speaker.name, "".join(piece.text for piece in line.pieces)) for line in stage.play(turns)]


def test_they_take_turns_and_each_hears_the_other(stage: Stage, llm: FakeLlm) -> None:
    assert said(stage, 4) == [("鸟鸟", LINES[0]), ("佟师傅", LINES[1]), ("鸟鸟", LINES[2]), ("佟师傅", LINES[3])]
    assert stage.ended is Ended.TURNS
    assert heard(llm.prompts[0]).startswith("咱们聊聊下雨天吧")
    assert [heard(prompt).split("\n")[0] for prompt in llm.prompts[1:]] == list(LINES[:3])
    assert all("聊下雨天" in heard(prompt) for prompt in llm.prompts)
    assert "正在和佟师傅" in heard(llm.prompts[0])
    assert "正在和鸟鸟" in heard(llm.prompts[1])


def test_nothing_of_it_is_kept_on_disk(stage: Stage, device: Device) -> None:
    said(stage, 2)
    assert not device.store.file.exists()


def test_a_line_that_nobody_pulled_is_said_all_the_same(stage: Stage) -> None:
    speakers = [line.speaker.name for line in stage.play(2)]
    assert speakers == ["鸟鸟", "佟师傅"]
    assert said(stage, 1) == [("鸟鸟", LINES[2])]


def test_the_person_cuts_in_and_who_is_named_answers(stage: Stage, llm: FakeLlm) -> None:
    said(stage, 1)
    stage.say("鸟鸟，你别光听雨，饿不饿？")
    assert said(stage, 2)[0][0] == "鸟鸟"
    assert "你别光听雨" in heard(llm.prompts[1])
    # The other one hears it too, with what was answered.
    assert "你别光听雨" in heard(llm.prompts[2])
    assert LINES[1] in heard(llm.prompts[2])


def test_among_three_a_line_says_whose_it_is_and_a_name_called_speaks_next(device: Device) -> None:
    llm = FakeLlm(replies=["我说完了，阿蕉呢？", "小满你可真行。", "哈哈哈是吗。", "好了。"])
    names = ["xiaoman", "milo", "tongshifu"]
    with Stage.open(names, topic="周末", device=device, engines={"llm": llm}) as play:
        said(play, 3)
        speakers = [play.personas.index(line.speaker) for line in play.play(1)]
    assert "小满说：我说完了" in heard(llm.prompts[1])
    # Milo called 小满 by name, and so it was her turn before 佟师傅's.
    assert "Milo说：小满你可真行" in heard(llm.prompts[2])
    assert speakers == [1]


def test_it_ends_when_everyone_took_leave(device: Device) -> None:
    llm = FakeLlm(replies=["那我先走了，再见。", "晚安，路上慢点。", "我又回来了。"])
    with Stage.open(["niaoniao", "tongshifu"], topic="天黑了", device=device, engines={"llm": llm}) as play:
        assert len(said(play, 9)) == 2
        assert play.ended is Ended.GOODBYE


@pytest.mark.parametrize("replies", [["今天天气真好呀。"], ["作为AI语言模型。"]])
def test_it_ends_when_they_go_round_in_circles(device: Device, replies: list[str]) -> None:
    with Stage.open(
        ["niaoniao", "tongshifu"], topic="天", device=device, engines={"llm": FakeLlm(replies=replies)}
    ) as play:
        assert len(said(play, 30)) < 8
        assert play.ended is Ended.REPEATS


def test_it_stops_in_the_middle_of_a_line(stage: Stage) -> None:
    for line in stage.play(9):
        stage.stop()
        assert list(line.pieces) == []
    assert stage.ended is Ended.STOPPED
    assert len(said(stage, 2)) == 2


def test_each_is_heard_in_a_voice(device: Device, llm: FakeLlm) -> None:
    with Stage.open(
        ["niaoniao", "tongshifu"], topic="雨", device=device, voice=True, engines={"llm": llm, "tts": FakeTts()}
    ) as play:
        seconds = [sum(audio.seconds for audio in line.session.speak(line.pieces)) for line in play.play(2)]
    assert all(seconds)


@pytest.mark.parametrize(
    ("who", "topic", "error"),
    [
        (["niaoniao"], "雨", InputError),
        (["niaoniao", "niaoniao"], "雨", InputError),
        (["niaoniao", "tongshifu"], "  ", InputError),
        (["niaoniao", "tongshifo"], "雨", PersonaError),
    ],
)
def test_a_stage_that_cannot_be_says_why(device: Device, who: list[Any], topic: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        Stage.open(who, topic=topic, device=device, engines={"llm": FakeLlm()})
