"""What is asked of the host and of the voice: told as a command where it is handled, owned up to where it is not."""

from __future__ import annotations

import pytest

from roleplay_lite.evaluation.judging.tasks import admits, claims
from roleplay_lite.events import Commanded
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.persona.persona import Persona
from roleplay_lite.skills.config import SkillsConfig
from roleplay_lite.skills.skills import Skills

from .conftest import Clocks, Home


@pytest.mark.parametrize(
    ("said", "action", "value"),
    [
        ("大声点", "volume.change", 10.0), ("音量调到三成", "volume.set", 30.0), ("声音开到最大", "volume.set", 100.0),
        ("太吵了你给我拧低两格", "volume.change", -20.0), ("小声小声，娃睡了", "volume.change", -10.0),
        ("静音一下", "volume.mute", 1.0),
        ("取消静音", "volume.mute", 0.0), ("说慢一点", "speech.change", -0.15), ("说快点", "speech.change", 0.15),
        ("恢复正常语速", "speech.rate", 1.0), ("别说了", "stop", None), ("turn it up", "volume.change", 10.0),
    ],
)  # fmt: skip
def test_what_the_host_handles(home: Home, said: str, action: str, value: float | None) -> None:
    assert home.say(said)
    assert home.events == [Commanded(action=action, value=value)]


@pytest.mark.parametrize(
    "said", ["把客厅的灯关了", "放首歌", "关机", "空调调到二十六度", "给我妈打电话", "下一首", "一百美元换多少人民币"]
)
def test_what_it_does_not_is_never_claimed(home: Home, said: str) -> None:
    for _ in range(6):
        answer = home.say(said)
        assert home.events == []
        assert admits(answer), answer
        assert not claims(answer), answer


def test_a_host_with_lights(db: SqliteFile, clocks: Clocks, persona: Persona) -> None:
    skills = Skills.open(SkillsConfig(actions=("light", "music.play")), db, wall=lambda: clocks.wall)
    home = Home(skills, clocks, persona)
    home.say("把客厅的灯关了")
    assert home.events == [Commanded(action="light.off", value="客厅")]
    home.say("放一首邓丽君的歌")
    assert home.events == [Commanded(action="music.play", value="邓丽君")]
    home.say("下一首")
    assert home.events == []
    home.say("大声点")
    assert home.events == []
    skills.close()


def test_the_last_reply_is_said_again_as_it_was(home: Home) -> None:
    before = (("你好", "今天的雨把巷口的桂花打落了。"), ("嗯", ""))
    assert home.say("再说一遍", before=before) == "今天的雨把巷口的桂花打落了。"
    assert home.say("慢慢再说一遍", before=before) == "今天的雨把巷口的桂花打落了。"
    assert home.events == [Commanded(action="speech.once", value=0.8)]
    assert home.say("再说一遍")  # nothing was said before, and that is said


def test_told_to_stop_it_says_next_to_nothing(home: Home) -> None:
    for said in ("停", "别说了", "闭嘴", "stop", "行了行了别说了"):
        assert len(home.say(said)) <= 6


@pytest.mark.parametrize(
    "said", ["这首歌声音好大", "你停下来想想", "我喜欢听音乐", "灯坏了", "我把空调关了", "他说话太快了", "电视真好看"]
)
def test_talk_about_things_is_no_order(home: Home, said: str) -> None:
    assert home.say(said) == ""
