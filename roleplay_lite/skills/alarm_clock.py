"""Alarms: ring at a time of day, once or again and again; snooze, and stop what rings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from roleplay_lite.skills.alarm import Alarm, AlarmKind
from roleplay_lite.skills.appointing import kept, listed, local, moments, naive, over, slots_of, when
from roleplay_lite.skills.calling import CALL, WAKE, ordered
from roleplay_lite.skills.heard import line_of
from roleplay_lite.skills.lengths import in_words, length
from roleplay_lite.skills.moments import Spoken, spoken_in
from roleplay_lite.skills.naming import chosen, named
from roleplay_lite.skills.skill import Context, Done, DropAlarms, Floor, Match, Said, SetAlarm
from roleplay_lite.skills.telling import OTHERS, THINKS, tells
from roleplay_lite.skills.wording import reply

SNOOZE_SECONDS = 600.0
RINGING = "ringing"
"""The skill of the floor that a ringing alarm has (`Skills.floor`): ids in its state."""
_NOUN = "(?:闹钟|闹铃|起床铃|alarms?(?: clock)?)"
_HAS_NOUN = re.compile(_NOUN)
_CALL = re.compile(f"{CALL}|响(?:铃|一下|一声)?$|\\bwake me(?: up)?|get me up")
_LIST = re.compile(
    f"(?:设|定|上)的?{_NOUN}(?:了(?:吗|没)|念)|{_NOUN}(?:设|定|上)(?:的|了)(?:是)?几点|(?:设|定)了几点的?{_NOUN}|{_NOUN}清单|{_NOUN}(?:是不是|有没有)|(?:设没设|定没定|"
    f"有没有)[^，]{{0,5}}{_NOUN}|(?:明天|明早|后天|周末|今晚)(?:是)?几点的?{_NOUN}|^(?:几点|哪天|"
    f"什么时候)的?{_NOUN}|还?有(?:别的)?{_NOUN}(?:吗|没有|不|么)|{_NOUN}(?:都|"
    f"是不是)?(?:定|设|开|上)(?:好|上)?(?:了)?(?:没|吗|没有)|(?:定|设|有|开)(?:了)?(?:没有|哪些|几个|"
    f"多少个?|什么|啥|哪几个)(?:时候)?的?.{{0,4}}{_NOUN}|{_NOUN}(?:都)?(?:有哪些|有几个|几个|列表|"
    f"列出来|念一?[遍下]|是几点|几点响|定(?:在|的|了)?几点|设(?:的|了)?几点|都?有什么|定(?:了)?没|"
    f"设(?:了)?没)|"
    f"(?:看看|看一?下|瞅瞅|瞧瞧|查看|查(?:一?下|查|一查)|列出|报一?下|念一?[下遍]?|听听|告诉我|"
    f"检查一?下?).{{0,8}}{_NOUN}(?!.*(?:取消|删|停|关|叫))|(?:我|明天|明早|后天|早上|周末|今天|现在|"
    f"几点)(?:还)?(?:有|定|设)(?:了|过)?(?:没有)?(?:几点的)?{_NOUN}(?:了)?(?:吗|没|没有|不)|"
    f"{_NOUN}(?:还)?(?:在|有)(?:吗|没有|不在)|(?:what|which|list|show|any|do i have).{{0,20}}alarms?|"
    f"\\bis (?:my|the|an|any) alarm (?:set|on)|下一?个{_NOUN}(?:是)?(?:几点|什么时候)"
)
_CALLED_WHEN = re.compile(
    "(?:明天|明早|后天|早上|今晚|下午|周末|，)*(?:你)?(?:几点|什么时候)(?:会|要|该|来)?(?:叫|喊)(?:醒)?我(?:起床)?"
)
_CANCEL = re.compile(
    f"{_NOUN}(?:给我|帮我|先|都|全)?(?:关|停|取消|删)一?下|"
    f"{_NOUN}停$|别(?:给我)?响{_NOUN}|(?:[^，]{{1,6}})(?:就)?(?:别|不用|不要)(?:再)?(?:叫|"
    f"喊)我(?:了)?$|(?:取消|停(?:掉|止|用)?|关(?:掉|了|闭|上)?|删(?:掉|了|除)?|清(?:空|除|掉)|撤(?:掉|"
    f"销|了)?|去掉|"
    f"(?<!用)不用|(?<!要)不要|不必|免了|解除)[^，]{{0,12}}{_NOUN}|{_NOUN}[^，]{{0,4}}(?:取消|停(?:掉|了)|关(?:掉|了|"
    f"闭|上|喽|$)|删|不要|不用|不需要|算了|清(?:空|除|掉)|撤|去掉|免了|(?:就)?别响|不用响|停用)|"
    "(?:别|不用|不要|不必)(?:再)?(?:叫|喊)(?:我|醒)?(?:我)?(?:起床|了|起来|醒)|(?:cancel|stop|delete|"
    "clear|turn off|remove).{0,25}alarms?"
)
_SPARED = re.compile("(?P<what>[^，]{2,6}?)(?:就)?(?:别|不用|不要)再?(?:叫|喊)我了?")
_OF_CLOCK = re.compile("[点早天晚起睡醒周分闹午末号]|:")
_SET = re.compile("(?:定|设|上|开|加|来|弄|搞|调|建|改|约|set|make|add|create|设置|设定|give|再来|添加|新建|打开|把)")
_CHANGE = re.compile(
    "(?:改(?:成|到|为|在)?|换(?:成|到)|变成|调(?:成|到|整到)|推迟|推后|往后(?:推|挪)|延(?:后|迟)|"
    "提前|往前|change|\\bmove|push)"
)
_LATER, _EARLIER = re.compile("推迟|推后|往后|延后|延迟|晚|later|push"), re.compile("提前|往前|早点|早|earlier")
_SNOOZE = re.compile(
    "^再给我(?=[0-9一二两三四五六七八九十半]+(?:分钟|个?小时)$)|再(?:让我)?(?:睡|眯|躺|"
    "赖)(?:一?会儿?|一下)?|让我再(?:睡|眯|躺|赖)|(?:过|等)?(?:一?会儿?|"
    "一下)?再(?:叫|喊|响|闹)|(?:之?后|以后)再(?:叫|喊|响|闹)(?:我)?$|(?:晚|迟)(?:点|"
    "一会儿?)(?:再)?(?:叫|响|喊)|贪睡|\\bsnooze\\b|(?:five|"
    "ten|\\d+) more minutes"
)
_STOP = re.compile(
    "(?:好了?|行了?|嗯+|哦|噢|啊|我?知道了|我?晓得了|听(?:到|见)了|(?:我)?(?:已经)?(?:起来?了|醒了?|"
    "起床了)|别(?:响|叫|吵|闹|喊)了?|停(?:下|止)?|关(?:掉|了|闭)?(?:闹钟)?|闭嘴|安静|收到|ok|okay|"
    "stop|i'?m (?:up|awake)|got it|这就(?:起|去)|马上(?:起|去)|谢谢|来了|"
    "可以了|够了|行|，|别|吵死了|烦死了|去了)+"
)
_CLOCK_WORDS = re.compile("点|[:：]\\d\\d|o'?clock|\\b[ap]\\.?m\\b|早|晚|上午|下午|中午|today|tomorrow|\\bat \\w")


class AlarmClock:
    """See the module."""

    name = "alarm"

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        line = line_of(said.text)
        core = line.core
        if said.floor and (match := self._answer(said.floor, core)):
            return match
        noun = bool(_HAS_NOUN.search(core))
        called = _CALL.search(core)
        if len(core) > 60 or not (noun or called or _SNOOZE.search(core) or re.match("(?:给我|帮我)?[定设]", core)):
            return None
        if "提醒" in core and not noun:
            return None
        told = tells(line.text) or bool(
            re.match("(?:我)?没有?闹钟(?:我)?也", core)
            or re.match("我(?:每天|天天|平时|一般)[^，]{0,3}闹钟(?:都|要|得)?(?:设|定|响)", core)
            or re.match("我的?(?:这个)?(?:闹钟|闹铃)(?:定|是|设|一般|每天|都|在|老|总)(?!.*(?:吗|没有|几))", core)
        )
        asked = core + (
            "吗"
            if re.search("[吗么没][呀啊]?$|没有$", line.text)
            and not re.search("(?:能|可以|行|好|成)(?:吗|么)$", line.text)
            else ""
        )
        if noun and _LIST.search(asked) and not (THINKS.search(core) and not re.search("没(?:有)?$|没定|没设", core)):
            return self._made("list", 0.95, {})
        if _CALLED_WHEN.fullmatch(core):
            return self._made("list", 0.93, {})
        if (of := _SPARED.fullmatch(core)) and not _OF_CLOCK.search(of["what"]):
            return None
        if _CANCEL.search(core) and not _CHANGE.search(core) and not told:
            spoken, _ = spoken_in(core)
            slots = {n: v for n, v in slots_of(spoken).items() if n in ("hour", "minute")}
            return self._made("cancel", 0.94, (slots or {}) | named(core))
        if not told and _SNOOZE.search(core) and (match := self._snooze(core)):
            return match
        if told and not (noun and re.match("(?:定|设|帮)", core) and not OTHERS.search(core)):
            return None
        return self._set(core, noun=noun, called=called)

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        own = tuple(alarm for alarm in context.alarms if alarm.kind == "alarm")
        slots = match.slots
        if match.intent == "alarm.list":
            return Done(text=_listed(own, context), why="list")
        if match.intent == "alarm.cancel":
            return _stopped(slots, context) if "ringing" in slots else _cancelled(own, slots, context)
        if "snooze" in slots:
            return _snoozed(slots, context)
        if slots.get("change"):
            return _changed(own, slots, context)
        if "after" in slots:
            at = naive(context) + timedelta(seconds=float(slots["after"]))
            return _set_at([kept("alarm", at, context, label=str(slots.get("label", "")))], context, sure=True)
        found = moments(slots, context, wakes=True)
        if not found:
            if "spoken" in slots and slots.get("hour") is not None:
                return over(context, self.name)
            text = reply(context, ("好，几点？", "定几点的？", "几点叫你？"), ("What time?", "For when?"))
            state = {"asks": True} | ({"spoken": slots["spoken"]} if "spoken" in slots else {})
            return Done(text=text, floor=Floor(skill=self.name, state=state, turns=2), why="asks")
        repeat = str(slots.get("repeat", ""))
        rows = [kept("alarm", one.at, context, label=str(slots.get("label", "")), repeat=repeat) for one in found]
        return _set_at(rows, context, sure=all(one.sure for one in found))

    def _set(self, core: str, *, noun: bool, called: re.Match[str] | None) -> Match | None:
        after = length(core)
        spoken, left = spoken_in(core[: after.span[0]] + core[after.span[1] :] if after else core)
        has_clock = spoken.hour is not None or bool(spoken.anchors)
        wakes = bool(WAKE.search(core))
        if noun and _CHANGE.search(core) and (not spoken.empty or after):
            slots = slots_of(_last_time(core) or spoken, change=True)
            if after and spoken.hour is None:
                slots["shift"] = after.seconds * (-1 if _EARLIER.search(core) and not _LATER.search(core) else 1)
            return self._made("set", 0.92, slots)
        if noun and (not spoken.empty or after):
            if not _SET.search(core) and not called and len(left.replace("的", "")) > 8:
                return None
            return self._made(
                "set", 0.95, slots_of(spoken, after=after.seconds if after and spoken.hour is None else None)
            )
        if noun:
            wanted = re.search(
                f"(?:定|设|上|开|加|来|弄|搞|建|设置|设定|添加|新建|set|add|create)(?:一?个|下|置|"
                f"上)?[^，]{{0,4}}{_NOUN}$",
                core,
            )
            return self._made("set", 0.9, {}) if wanted else None
        if spoken.hour is not None and re.fullmatch("(?:给|帮)?(?:我)?(?:定|设|上)(?:一?个|上|在|到|的|，)*", left):
            return self._made("set", 0.85, slots_of(spoken))
        if not called or not (has_clock or after or (wakes and not spoken.empty)):
            return None
        place = _CALL.search(left)
        if not place or left[place.end() :].startswith("的") or not ordered(left[: place.start()], wakes=wakes):
            return None
        rest = left[place.end() :].strip("，的吧啊")
        if (
            rest
            and not wakes
            and not re.match("(?:，|就行|就好|哦|啊|别|周末|谢|千万|一定|，?我(?:要|得|有|明))", rest)
        ):
            return None  # something to do: a reminder
        if after and not wakes and spoken.hour is None:
            return None  # a timer
        return self._made(
            "set",
            0.95 if wakes or has_clock else 0.85,
            slots_of(spoken, after=after.seconds if after and spoken.hour is None else None),
        )

    def _snooze(self, core: str) -> Match | None:
        if spoken_in(core)[0].hour is not None:
            return None
        found = length(core)
        if not found and not re.fullmatch(
            "(?:别(?:吵|叫|响|闹)|，|再让我(?:睡|眯|躺)|让我|我|再(?:睡|眯|躺|赖)(?:一?会儿?|一下|床)|(?:等|"
            "过)?一?会儿?再(?:叫|响|喊)我?|贪睡(?:模式|一下)?|snooze|困|好困|太困了|嘛|会儿?)+",
            core,
        ):
            return None
        return self._made("set", 0.9, {"snooze": True, "after": found.seconds if found else SNOOZE_SECONDS})

    def _answer(self, floor: Floor, core: str) -> Match | None:
        if floor.skill == RINGING:
            return self._to_ringing(core, floor.state)
        if len(core) > 20:
            return None
        spoken, left = spoken_in(core)
        if floor.state.get("asks"):
            if spoken.empty or len(left) > 6:
                return None
            before = Spoken.from_dict(floor.state["spoken"]) if "spoken" in floor.state else Spoken()
            return self._made("set", 0.95, slots_of(_joined(before, spoken)))
        if not floor.state.get("due"):
            return None
        due = {"change": True, "due": floor.state["due"]}
        if re.fullmatch("(?:算了|取消|不用了|不要了|取消掉|别叫了|never ?mind|cancel|，)+", core):
            return self._made("cancel", 0.9, {"due": floor.state["due"]})
        fixes = re.match("(?:不对|不是|错了|说错了|应该?是|我(?:是说|说的是)|是|改|换)", core) or len(left) <= 2
        if not spoken.empty and fixes and not re.search("几点|天气|吗$", core):
            return self._made("set", 0.9, slots_of(spoken, **due))
        return None

    def _to_ringing(self, core: str, state: Any) -> Match | None:
        found = length(core)
        if _SNOOZE.search(core) or (found and len(core) <= 14 and re.search("再|后|等|过|more", core)):
            slots = {
                "snooze": True,
                "after": found.seconds if found else SNOOZE_SECONDS,
                "label": state.get("label", ""),
            }
            return self._made("set", 0.95, slots | {"kind": state.get("kind", "alarm")})
        if _STOP.fullmatch(core):
            return self._made("cancel", 0.95, {"ringing": True})
        return None

    def _made(self, what: str, confidence: float, slots: dict[str, Any]) -> Match:
        kept_slots = {name: value for name, value in slots.items() if value not in ("", None)}
        return Match(skill=self.name, intent=f"alarm.{what}", confidence=confidence, slots=kept_slots)


def _last_time(core: str) -> Spoken | None:
    """「把七点的闹钟改到七点半」: the time after the change."""
    found = list(_CHANGE.finditer(core))
    spoken = spoken_in(core[found[-1].end() :])[0] if found else Spoken()
    return None if spoken.empty else spoken


def _joined(before: Spoken, now: Spoken) -> Spoken:
    data = before.to_dict() | now.to_dict()
    return Spoken.from_dict(data)


def _set_at(rows: Sequence[Alarm], context: Context, *, sure: bool) -> Done:
    said = (
        "、".join(when(alarm, context) for alarm in rows)
        if not context.english
        else ", ".join(when(a, context) for a in rows)
    )
    ask = "" if sure or len(rows) > 1 or rows[0].repeat else _ask_half(rows[0], context)
    text = reply(
        context, ("{when}的闹钟，定好了", "好，{when}叫你", "{when}，闹钟上好了", "记下了，{when}准时响"),
        ("alarm set, {when}", "all right, {when}"), when=said,
    )  # fmt: skip
    floor = Floor(skill="alarm", state={"due": rows[0].due}, turns=2)
    return Done(text=text + ask, effects=tuple(SetAlarm(alarm=alarm) for alarm in rows), floor=floor, why="set")


def _ask_half(alarm: Alarm, context: Context) -> str:
    """So that a wrong half of the day is put right."""
    at = local(alarm, context)
    if context.english:
        return f" If you meant {'evening' if at.hour < 12 else 'morning'}, tell me."
    other = "晚上" if at.hour < 12 else "早上"
    return f"要是说的{other}，跟我讲一声。"


def _none(context: Context) -> str:
    return reply(context, ("现在一个闹钟也没有", "没定闹钟呀", "闹钟是空的"), ("there is no alarm set", "no alarms"))


def _listed(own: Sequence[Alarm], context: Context) -> str:
    if not own:
        return _none(context)
    if context.english:
        return f"{len(own)} alarm{'s' if len(own) > 1 else ''}: {listed(own, context)}."
    return f"有{len(own)}个闹钟：{listed(own, context)}。"


def _cancelled(own: Sequence[Alarm], slots: Any, context: Context) -> Done:
    if not own:
        return Done(text=_none(context), why="none")
    picked = tuple(own) if slots.get("which") == "all" else chosen(own, slots)
    if not picked and not slots and len(own) > 1:
        text = f"{_listed(own, context)}{'Which one?' if context.english else '要取消哪一个？'}"
        return Done(text=text, why="which")
    if not picked:
        text = f"{'There is no such alarm. ' if context.english else '没有这个闹钟。'}{_listed(own, context)}"
        return Done(text=text, why="none such")
    if len(picked) > 1:
        text = reply(context, ("{n}个闹钟都取消了", "好，{n}个闹钟全撤了"), ("all {n} alarms are off",), n=len(picked))
    else:
        text = reply(
            context,
            ("{when}的闹钟取消了", "好，{when}不叫你了"),
            ("the alarm {when} is off",),
            when=when(picked[0], context),
        )
    return Done(text=text, effects=(DropAlarms(ids=tuple(alarm.id for alarm in picked)),), why="cancel")


def _changed(own: Sequence[Alarm], slots: Any, context: Context) -> Done:
    by_due = {"due": slots["due"]} if "due" in slots else {}
    picked = chosen(own, by_due) or (max(own, key=lambda alarm: alarm.id),) if own else ()
    if not picked:
        return Done(text=_none(context), why="none")
    old = picked[0]
    if "shift" in slots:
        rows = [
            kept(
                "alarm",
                local(old, context) + timedelta(seconds=float(slots["shift"])),
                context,
                label=old.label,
                repeat=old.repeat,
            )
        ]
    else:
        spoken = Spoken.from_dict(slots["spoken"])
        at = local(old, context)
        if spoken.hour is None and spoken.part and not spoken.day:  # 「是晚上的」
            data = spoken.to_dict() | {"hour": at.hour % 12 or 12, "minute": at.minute}
            spoken = Spoken.from_dict(data)
        repeat = spoken.repeat or old.repeat
        found = moments({"spoken": spoken.to_dict() | ({"repeat": repeat} if repeat else {})}, context, wakes=True)
        rows = [kept("alarm", one.at, context, label=old.label, repeat=repeat) for one in found[:1]]
    if not rows:
        return Done(text=_none(context), why="no such time")
    text = reply(
        context,
        ("改好了，{when}", "好，改到{when}", "行，换成{when}了"),
        ("changed: {when}", "now {when}"),
        when=when(rows[0], context),
    )
    floor = Floor(skill="alarm", state={"due": rows[0].due}, turns=2)
    return Done(text=text, effects=(DropAlarms(ids=(old.id,)), SetAlarm(alarm=rows[0])), floor=floor, why="change")


def _snoozed(slots: Any, context: Context) -> Done:
    seconds = float(slots["after"])
    kind: AlarmKind = "reminder" if slots.get("kind") == "reminder" else "alarm"
    alarm = kept(kind, naive(context) + timedelta(seconds=seconds), context, label=str(slots.get("label", "")))
    text = reply(
        context, ("好，{length}后再叫你", "行，再给你{length}", "{length}以后再响"),
        ("all right, {length} more", "again in {length}"),
        length=in_words(seconds, english=context.english),
    )  # fmt: skip
    return Done(text=text, effects=(SetAlarm(alarm=alarm),), why="snooze")


def _stopped(slots: Any, context: Context) -> Done:
    return Done(text=reply(context, ("好，不响了。", "行，停了。", "好。"), ("All right.", "Stopped.")), why="stop")
