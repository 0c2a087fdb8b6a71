"""What alarms and reminders share: rows from the time words, and how they are said back. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from roleplay_lite.skills.alarm import Alarm, AlarmKind
from roleplay_lite.skills.moments import Meant, Spoken, meant
from roleplay_lite.skills.repeats import in_words as repeat_words
from roleplay_lite.skills.skill import Context, Done, Floor
from roleplay_lite.skills.when_said import clock, moment
from roleplay_lite.skills.wording import reply

LISTED = 5
"""At most so many are told: nobody keeps more in mind."""


def slots_of(spoken: Spoken, **more: Any) -> dict[str, Any]:
    """The slots of a match: `hour` and `minute` of 24 as far as the words tell, `repeat`, and the words themselves."""
    slots: dict[str, Any] = {name: value for name, value in more.items() if value not in ("", None, False)}
    if found := spoken.clock:
        slots["hour"], slots["minute"] = found
    if spoken.repeat:
        slots["repeat"] = spoken.repeat
    if not spoken.empty:
        slots["spoken"] = spoken.to_dict()
    return slots


def moments(slots: Mapping[str, Any], context: Context, *, wakes: bool) -> tuple[Meant, ...]:
    """When the slots mean; empty where no time was said, or one that is no day."""
    data = slots.get("spoken")
    return meant(Spoken.from_dict(data), naive(context), wakes=wakes) if data else ()


def naive(context: Context) -> datetime:
    """Now, as the wall clock shows it."""
    return context.now.replace(tzinfo=None)


def kept(kind: AlarmKind, at: datetime, context: Context, *, label: str = "", repeat: str = "") -> Alarm:
    """The alarm at that local time."""
    due = at.replace(tzinfo=context.now.tzinfo) if context.now.tzinfo and not context.now.fold else at.astimezone()
    return Alarm(
        kind=kind, due=due.timestamp(), label=label, repeat=repeat, person=context.person, persona=context.persona.id
    )


def local(alarm: Alarm, context: Context) -> datetime:
    """When it is due, as the wall clock will show it."""
    return datetime.fromtimestamp(alarm.due, context.now.tzinfo).replace(tzinfo=None)


def when(alarm: Alarm, context: Context) -> str:
    """「明天早上七点」, 「每天早上六点五十分」."""
    at, english = local(alarm, context), context.english
    again = repeat_words(alarm.repeat, english=english)
    if not again:
        return moment(at, naive(context), english=english)
    if alarm.repeat.startswith(("FREQ=HOURLY", "FREQ=MINUTELY")):
        return again
    return f"{again} at {clock(at, english=True)}" if english else again + clock(at)


def listed(own: Sequence[Alarm], context: Context) -> str:
    """Each with its time and what it is for."""
    if context.english:
        said = [when(alarm, context) + (f" ({alarm.label})" if alarm.label else "") for alarm in own[:LISTED]]
        return "; ".join(said) + (f"; and {len(own) - LISTED} more" if len(own) > LISTED else "")
    said = [when(alarm, context) + (f"{alarm.label}" if alarm.label else "") for alarm in own[:LISTED]]
    return "；".join(said) + (f"；还有{len(own) - LISTED}个" if len(own) > LISTED else "")


def over(context: Context, skill: str, label: str = "") -> Done:
    """To a time that has gone by: which other is meant."""
    text = reply(context, ("那个时候过了，换个时间？", "这个点过去啦，改几点？"), ("That time is over; when else?",))
    return Done(text=text, floor=Floor(skill=skill, state={"asks": True, "label": label}, turns=2), why="over")
