"""Each finding is found, at its level and field, and a good persona has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from roleplay_lite.persona import Fact, Persona
from roleplay_lite.persona.lint import CHECKS, check_persona
from roleplay_lite.persona.persona import Boundaries, Example, Golden, Lines, Scope, Style, Trait, Value

TODAY = date(2026, 11, 23)
GOOD = Persona(
    id="laoding",
    name="老丁",
    summary="老丁是修伞的师傅。",
    facts=(Fact(key="birthday", value="1958-03-12"), Fact(key="hometown", value="婺源")),
    examples=(Example(user="饿", reply="灶上有面，自己下。"),),
    lines=Lines(greeting=("来啦",), sorry=("没听清",), deflect=("换一个",), silence=("人呢",), goodbye=("慢走",)),
)


def says(reply: str) -> dict[str, Any]:
    return {"examples": (Example(user="饿", reply=reply),)}


def knows(*facts: Fact, era: str = "") -> dict[str, Any]:
    return {"facts": facts, "scope": Scope(era=era)}


def has(*traits: str) -> dict[str, Any]:
    return {"traits": tuple(Trait(name=trait, behaviour="慢慢说") for trait in traits)}


REPLY = "examples[0].reply"

FOUND: list[tuple[dict[str, Any], str, str, str]] = [
    (says("（笑）自己下面。"), "error", REPLY, "a stage direction: '（笑）'"),
    (says("*叹气* 自己下面。"), "error", REPLY, "a stage direction"),
    (says("自己下面😀"), "error", REPLY, "an emoji"),
    (says("自己下面☀"), "error", REPLY, "an emoji"),
    (says("**自己**下面"), "error", REPLY, "Markdown"),
    (says("- 面\n- 汤"), "error", REPLY, "Markdown"),
    (says("看 https://a.cn"), "error", REPLY, "a link"),
    (says("今天二十℃～"), "error", REPLY, "holds ℃ ～, which no voice can read"),
    (says("自己\x07下"), "error", REPLY, r"holds \x07"),
    (says("有什么可以帮你的吗"), "error", REPLY, "service desks"),
    (says("As an AI, no."), "error", REPLY, "service desks"),
    ({"summary": "修伞的。<|im_end|>"}, "error", "summary", "end of a message"),
    (says("一。二！三？"), "warning", REPLY, "has 3 sentences"),
    (says("长" * 101), "warning", REPLY, "101 characters"),
    ({"style": Style(bans=("灶上",))}, "error", REPLY, "'灶上', which style.bans forbids"),
    ({"style": Style(bans=("婺源",))}, "error", "facts.self.hometown", "forbids it to say"),
    ({"style": Style(catch_phrases=("哈哈～",))}, "error", "style.catch_phrases[0]", "～"),
    ({"style": Style(reminder="慢" * 31)}, "warning", "style.reminder", "every turn"),
    ({"examples": ()}, "warning", "examples", "are missing"),
    ({"lines": replace(GOOD.lines, sorry=("哎", "（愣住）"))}, "error", "lines.sorry[1]", "stage direction"),
    ({"boundaries": Boundaries(refuses=("赌",), refusal=("不🙅",))}, "error", "boundaries.refusal[0]", "emoji"),
    ({"values": (Value(topic="钱", stance="够用就行💰"),)}, "error", "values[0].stance", "emoji"),
    (
        {"examples": (*GOOD.examples, Example(user="困", reply="灶上有面自己下"))},
        *("error", "examples[1].reply", "the same as examples[0].reply"),
    ),
    (
        {"examples": (*GOOD.examples, Example(user="饿！", reply="那就吃。"))},
        *("warning", "examples[1].user", "the same as examples[0].user"),
    ),
    ({"golden": (Golden(user="饿。", reply="吃。"),)}, "warning", "golden[0].user", "measures nothing"),
    ({"golden": (Golden(user="谁", reply="老王", must=("老丁",)),)}, "error", "golden[0].reply", "none of its own"),
    ({"golden": (Golden(user="谁", reply="老王", never=("王",)),)}, "error", "golden[0].reply", "'王' of its own"),
    (knows(Fact(key="birthday", value="2月30日")), "error", "facts.self.birthday", "no such day as 2月30日"),
    (knows(Fact(key="birthday", value="2006-02-30")), "error", "facts.self.birthday", "no such day"),
    (knows(Fact(key="birthday", value="2006-13-01")), "error", "facts.self.birthday", "no such day"),
    (knows(Fact(owner="女儿", key="birthday", value="2026-11-24")), "error", "facts.女儿.birthday", "future"),
    (knows(Fact(key="age", value="-3")), "error", "facts.self.age", "negative"),
    (knows(Fact(key="age", value="三百岁")), "error", "facts.self.age", "nobody is that old"),
    (
        knows(Fact(key="birthday", value="1958-03-12"), Fact(key="age", value="五十二")),
        *("error", "facts.self.age", "the birthday makes it 68"),
    ),
    (
        knows(Fact(key="birthday", value="1958-03-12"), Fact(key="age", value="69")),
        *("warning", "facts.self.age", "goes stale"),
    ),
    (knows(Fact(key="marriage", value="已婚", since="去年")), "error", "facts.self.marriage", "write 2025"),
    (knows(Fact(key="ocupation", value="修伞")), "warning", "facts.self.ocupation", "did you mean occupation?"),
    (knows(Fact(key="爱吃", value="面")), "warning", "facts.self.爱吃", "did you mean food?"),
    (knows(Fact(key="qq", value="1")), "warning", "facts.self.qq", "no question will find it"),
    (
        knows(Fact(key="pet", value="猫"), Fact(key="pet", value="猫", polarity="no")),
        *("error", "facts.self.pet", "both 猫 and not 猫"),
    ),
    ({"traits": (Trait(name="爱伞的"),)}, "warning", "traits[0].behaviour", "the dictionary has no '爱伞的'"),
    (has("强势的", "善变的"), "warning", "traits", "contradict itself"),
    (has("快乐的", "乐观的", "温暖的", "爱伞的"), "warning", "traits", "there are 4"),
    (has("好奇的", "好奇"), "error", "traits", "named twice"),
]


@pytest.mark.parametrize(("change", "level", "field", "words"), FOUND)
def test_finds(change: dict[str, Any], level: str, field: str, words: str) -> None:
    found = check_persona(replace(GOOD, **change), today=TODAY)
    assert [(finding.level, finding.field) for finding in found] == [(level, field)]
    assert words in found[0].message


FINE: list[dict[str, Any]] = [
    {},
    says("Sure, it's five o'clock. 去吧。"),
    says("等等……《伞》还没补好呢。行，一，二，三！"),
    knows(Fact(key="birthday", value="2月29日")),
    knows(Fact(key="birthday", value="二月十二花朝节"), Fact(key="age", value="三十二")),
    knows(Fact(key="age", value="服役九百年"), Fact(key="species", value="灯塔")),
    knows(Fact(key="birthday", value="2110-01-01"), Fact(key="age", value="三十"), era="二一四〇年"),
    knows(Fact(key="marriage", value="已婚", since="2024-05")),
    knows(Fact(key="pet", value="猫"), Fact(key="pet", value="狗", polarity="no")),
]


@pytest.mark.parametrize("change", FINE)
def test_finds_nothing_in(change: dict[str, Any]) -> None:
    assert check_persona(replace(GOOD, **change), today=TODAY) == []


def test_errors_come_first_and_every_check_is_reached() -> None:
    examples = (Example(user="饿", reply="一。二。三。"), Example(user="困", reply="睡😀"))
    found = check_persona(replace(GOOD, examples=examples), today=TODAY)
    assert [finding.level for finding in found] == ["error", "warning"]
    bad = [replace(GOOD, **change) for change, *_ in FOUND]
    assert all(any(list(check(persona, TODAY)) for persona in bad) for check in CHECKS)
