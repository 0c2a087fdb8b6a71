"""The skills that there are, by name, each loaded when it is first needed; and those of other packages, by entry
points of the group `roleplay_lite.skills`."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from typing import cast

from roleplay_lite.skills.config import SkillsConfig
from roleplay_lite.skills.device import Device
from roleplay_lite.skills.skill import Skill

GROUP = "roleplay_lite.skills"
BUILT_IN: dict[str, str] = {
    "timer": "roleplay_lite.skills.timer:Timer",
    "alarm": "roleplay_lite.skills.alarm_clock:AlarmClock",
    "reminder": "roleplay_lite.skills.reminder:Reminder",
    "clock": "roleplay_lite.skills.clock:Clock",
    "almanac": "roleplay_lite.skills.almanac:Almanac",
    "holiday": "roleplay_lite.skills.workdays:Workdays",
    "sum": "roleplay_lite.skills.sums:Sums",
    "speech": "roleplay_lite.skills.speech:Speech",
    "device": "roleplay_lite.skills.device:Device",
    "chain": "roleplay_lite.skills.words.chain:Chain",
    "riddle": "roleplay_lite.skills.words.riddle:Riddle",
    "poem": "roleplay_lite.skills.words.poem:Poem",
    "joke": "roleplay_lite.skills.words.joke:Joke",
    "story": "roleplay_lite.skills.words.story:Story",
    "translate": "roleplay_lite.skills.words.translate:Translate",
    "saying": "roleplay_lite.skills.words.saying:Saying",
    "meaning": "roleplay_lite.skills.words.meaning:Meaning",
}
"""Name to `module:class`. Where two are equally sure of a line, the first has it."""


def skills_of(config: SkillsConfig) -> Iterator[tuple[str, Skill | Exception]]:
    """Each skill that is on, or what kept it from being loaded, by name."""
    for name, target in BUILT_IN.items():
        if name not in config.off and _is_there(target):
            yield name, _device(config) if name == "device" else _loaded(target)
    for point in entry_points(group=GROUP):
        if point.name not in config.off and point.name not in BUILT_IN:
            yield point.name, _loaded(point.value)


def _device(config: SkillsConfig) -> Skill:
    return Device(config.actions)


def _is_there(target: str) -> bool:
    try:
        return find_spec(target.partition(":")[0]) is not None
    except ModuleNotFoundError:
        return False


def _loaded(target: str) -> Skill | Exception:
    module, _, attribute = target.partition(":")
    try:
        return cast(Skill, getattr(importlib.import_module(module), attribute)())
    except Exception as error:  # of another package: anything may happen in it
        return error
