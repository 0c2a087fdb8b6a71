"""Which lines are orders: the written ones, homophones and fillers among them, and not what only sounds like one."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from roleplay_lite.errors import DeviceError
from roleplay_lite.skills.config import SkillsConfig, read_skills
from roleplay_lite.skills.learning.lines import chat, orders
from roleplay_lite.skills.skill import Context, Done, Match, Said
from roleplay_lite.skills.skills import Skills
from roleplay_lite.tomlfile import Document

from .conftest import Home

_OWN = SkillsConfig(off=("chain", "riddle", "poem", "story", "translate", "meaning"))


def test_orders_are_taken_for_what_they_ask() -> None:
    skills = Skills.open(_OWN)
    missed: Counter[str] = Counter()
    lines = list(orders())
    for intent, said in lines:
        match = skills.match(said)
        missed[intent] += not match or match.intent != intent
    skills.close()
    assert len(lines) > 1500
    assert sum(missed.values()) / len(lines) < 0.015, missed.most_common(5)


def test_chat_is_left_alone() -> None:
    skills = Skills.open(_OWN)
    fired = [said for said in chat() if skills.match(said)]
    skills.close()
    assert not fired


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("嗯那个，麻烦帮我订一个明早七点的闹中，谢谢", "alarm.set"),
        ("定 一个 五 分钟 的 到计时", "timer.set"),
        ("及时器 十分钟", "timer.set"),
        ("三家五等鱼几", "sum.calculate"),
        ("把音亮调到三成", "device.volume"),
        ("今天农例几号？", "clock.lunar"),
        ("在说一便", "speech.again"),
        ("Set a timer for ten minutes, please.", "timer.set"),
        ("帮我set一个alarm七点", "alarm.set"),
        ("１２＋３０等于多少？", "sum.calculate"),
        ("能不能把灯关一下呀？", "device.light"),
    ],
)
def test_it_hears_what_recognisers_write(home: Home, said: str, intent: str) -> None:
    home.say(said)
    assert home.intent == intent


def test_the_name_may_stand_in_front(home: Home) -> None:
    match = home.skills.match("小满小满，三分钟后叫我", names=("小满",))
    assert match
    assert match.slots["seconds"] == 180
    assert not home.skills.match("小满", names=("小满",))


@pytest.mark.parametrize(
    "said", ["", " ", "。。。", "\ud800", "五" * 5000, "一" * 299, "点" * 200, "1+" * 140, "(" * 200]
)
def test_odd_lines_are_no_orders_and_cost_little(home: Home, said: str) -> None:
    began = time.perf_counter()
    home.skills.match(said)
    assert time.perf_counter() - began < 1.0
    assert not home.skills.troubles()


class Broken:
    """An integrator's skill with a fault."""

    name = "broken"

    def match(self, said: Said) -> Match | None:
        if "坏" in said.text:
            raise RuntimeError("用户说的话不该出现")
        return Match(skill=self.name, intent="broken.do", confidence=0.99) if "修" in said.text else None

    def do(self, match: Match, context: Context) -> Done:
        raise KeyError("x")


def test_a_skill_that_fails_costs_an_event_and_no_turn(home: Home) -> None:
    home.skills._skills["broken"] = Broken()
    assert home.say("现在几点，坏了")
    assert [event.message for event in home.events] == ["the skill 'broken' failed: RuntimeError"]  # type: ignore[attr-defined]
    assert home.say("修一修") == ""
    assert "KeyError" in home.events[0].message  # type: ignore[attr-defined]


def test_the_table_of_a_device() -> None:
    def table(data: dict[str, object]) -> Document:
        return Document(data=data, text="", file="device.toml", error=DeviceError)  # type: ignore[arg-type]

    assert read_skills(table({})) == SkillsConfig()
    found = read_skills(table({"off": ["timer"], "actions": ["light"], "threshold": 0.8}))
    assert (found.off, found.actions, found.threshold) == (("timer",), ("light",), 0.8)
    with pytest.raises(DeviceError, match="threshold"):
        read_skills(table({"threshold": 2}))
    with pytest.raises(DeviceError, match="no field"):
        read_skills(table({"of": []}))


def test_what_is_off_takes_nothing() -> None:
    skills = Skills.open(SkillsConfig(off=("timer",)))
    assert not skills.match("五分钟倒计时")
    skills.close()
    skills = Skills.open(SkillsConfig(enabled=False))
    assert not skills.match("现在几点")
    skills.close()


def test_what_the_scorer_guesses_can_be_done(home: Home) -> None:
    """Without the rules, what it takes a line for is still a skill's own, with slots that it can use."""
    from roleplay_lite.skills.guessing import guessed

    taken = 0
    for intent, said in list(orders())[::9]:
        match = guessed(Said(text=said))
        if match is None:
            continue
        taken += 1
        done = home.skills.do(match, persona=home.persona, person="", now=home.clocks.now(), before=(("a", "b"),))
        assert done, (intent, said)
        assert done.text, (intent, said)
    assert taken > 40
    assert not home.skills.troubles()
