"""What the character says when something is due, and what it waits for then. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from roleplay_lite.persona.answers import in_words
from roleplay_lite.persona.persona import Persona
from roleplay_lite.skills.alarm import Alarm
from roleplay_lite.skills.lengths import in_words as length_in_words
from roleplay_lite.skills.skill import Floor
from roleplay_lite.skills.when_said import clock, day

RINGING = "ringing"
RINGING_SECONDS = 600.0
"""So long 「知道了」 and 「再睡五分钟」 are said to what rang."""
LATE_SECONDS = 90.0
"""From here on it is said to be late."""

_MANDARIN: dict[str, tuple[str, ...]] = {
    "timer": ("时间到，{length}了。", "{length}到点了，该看看了。", "叮，{length}走完了。"),
    "timer named": ("{label}的时间到了。", "{label}，{length}到啦。", "时间到，{label}好了没？"),
    "alarm": ("{clock}了，起来啦。", "闹钟响了，现在{clock}。", "{clock}到了，该动动了。"),
    "alarm named": ("{clock}了，{label}。", "闹钟响了，{label}，{clock}了。"),
    "reminder": ("到点了，你让我叫你一声。", "{clock}了，你叫我提醒你的。"),
    "reminder named": ("该{label}了。", "提醒你，{label}。", "{clock}了，别忘了{label}。"),
    "late": ("刚才我没开着，{when}本来要提醒你{label}。", "对不住，晚了：{when}该跟你说{label}的。"),
    "late timer": ("刚才我没开着，{label}计时{length}早到了。",),
}
_ENGLISH: dict[str, tuple[str, ...]] = {
    "timer": ("Time's up, {length}.", "{length}, done."),
    "timer named": ("Time's up for the {label}.",),
    "alarm": ("It's {clock}, time to get up.", "Your {clock} alarm."),
    "alarm named": ("It's {clock}: {label}.",),
    "reminder": ("You asked me to call you.",),
    "reminder named": ("Time to {label}.", "A reminder: {label}."),
    "late": ("I was off then: {when} I should have reminded you{label}.",),
    "late timer": ("I was off then; your {length} timer{label} is over.",),
}


def text_of(alarm: Alarm, late: float, persona: Persona, *, now: datetime, english: bool = False) -> str:
    """What is said of one that is due, `late` seconds after it should have been; `now` is aware."""
    table = _ENGLISH if english else _MANDARIN
    kind: str = alarm.kind if not alarm.label else f"{alarm.kind} named"
    label = alarm.label
    if late >= LATE_SECONDS:
        kind = "late timer" if alarm.kind == "timer" else "late"
        if english:
            label = f" to {label}" if label and alarm.kind == "reminder" else f" ({label})" if label else ""
        else:
            label = label or ("" if alarm.kind == "timer" else "起床" if alarm.kind == "alarm" else "一件事")
    due = datetime.fromtimestamp(alarm.due, now.tzinfo)
    seed = int(alarm.due) // 60 + alarm.id
    line = table[kind][seed % len(table[kind])]
    when = day(due.date(), now.date(), english=english) + (" at " if english else "") + clock(due, english=english)
    said = line.format(
        label=label,
        length=length_in_words(alarm.seconds, english=english),
        clock=clock(due, english=english),
        when=when,
    )
    if english or kind.startswith("late") or seed % 2 or not said.endswith("。") or "？" in said:
        return said
    return in_words(persona, "fact", said.rstrip("。"), turn=seed // 2)


def ringing_floor(alarms: Sequence[Alarm]) -> Floor:
    """What an answer to them is understood by."""
    last = alarms[-1]
    return Floor(skill=RINGING, state={"label": last.label, "kind": last.kind}, turns=1)
