"""A match for a line that no rule took and of which the scorer is sure, with the slots that can be read from it."""

from __future__ import annotations

import re
from typing import Any

from roleplay_lite.skills.appointing import slots_of
from roleplay_lite.skills.clock import which_day
from roleplay_lite.skills.heard import line_of
from roleplay_lite.skills.lengths import length
from roleplay_lite.skills.moments import spoken_in
from roleplay_lite.skills.naming import named, tidy
from roleplay_lite.skills.scorer import NONE, SURE, best
from roleplay_lite.skills.skill import Match, Said
from roleplay_lite.skills.telling import asks_you, tells

LONGEST = 24
"""A longer line is left to the rules: it may hold anything."""
_PLAIN = frozenset(
    {
        "timer.list", "timer.left", "alarm.list", "reminder.list", "clock.time", "clock.weekday", "speech.slower",
        "speech.faster", "speech.normal",
    }
)  # fmt: skip
"""Intents that need no slot."""
_SKILL_OF = {"clock.lunar": "almanac"}
"""Where the skill is not what stands before the dot."""
_CANCELS = frozenset({"timer.cancel", "alarm.cancel", "reminder.cancel"})
_NEGATED = re.compile("别|不|没|未|取消|算了|删|停|关|撤|清|stop|cancel|delete")


def guessed(said: Said) -> Match | None:
    """The match; None where the scorer is not sure, or a slot that is needed is not there."""
    line = line_of(said.text)
    intent, chance = best(said.text)
    spoken_to = intent.startswith("speech.")
    if len(line.core) > LONGEST or (tells(line.text) and not spoken_to) or asks_you(line.text):
        return None
    if intent == NONE or chance < SURE:
        return None
    slots = _slots(intent, line.core, line.text)
    if slots is None:
        return None
    skill = _SKILL_OF.get(intent) or intent.partition(".")[0]
    return Match(skill=skill, intent=intent, confidence=round(chance, 3), slots=slots)


def _slots(intent: str, core: str, line_text: str) -> dict[str, Any] | None:
    if intent == "timer.left" and re.search("块|钱|元|东西|[0-9一二三四五六七八九十]个(?!小时|钟)", core):
        return None
    if intent in _PLAIN:
        return {} if not _NEGATED.search(core) or intent.startswith("speech.") else None
    if intent in _CANCELS:
        return named(core) if _NEGATED.search(core) else None
    if intent == "timer.set":
        found = length(core)
        return {"seconds": found.seconds} if found and not _NEGATED.search(core) else None
    if intent == "alarm.set":
        spoken, _ = spoken_in(core)
        called = re.search("闹|叫|喊|醒|响|alarm|wake", core)
        return slots_of(spoken) if called and spoken.hour is not None and not _NEGATED.search(core) else None
    if (
        intent in ("clock.lunar", "holiday.work")
        and re.search("几|多少|什么|啥|哪|吗|不", line_text)
        and re.search("天|儿|周|星期|号|节气|年", core)
    ):
        return which_day(core)
    if intent == "reminder.set":
        spoken, left = spoken_in(core)
        label = tidy(re.sub("提醒|我|记得|记着|叫|喊|别忘了?", "，", left))
        return slots_of(spoken, label=label) if not spoken.empty and label and not _NEGATED.search(core) else None
    return None
