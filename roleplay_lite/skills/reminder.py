"""Reminders: say something at a time, after a while, or again and again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from roleplay_lite.skills.alarm import Alarm
from roleplay_lite.skills.appointing import kept, listed, moments, naive, over, slots_of, when
from roleplay_lite.skills.calling import CALL, ordered
from roleplay_lite.skills.heard import line_of
from roleplay_lite.skills.lengths import length
from roleplay_lite.skills.moments import Spoken, spoken_in
from roleplay_lite.skills.naming import chosen, named, tidy
from roleplay_lite.skills.repeats import interval, repeat_of
from roleplay_lite.skills.skill import Context, Done, DropAlarms, Floor, Match, Said, SetAlarm
from roleplay_lite.skills.telling import THINKS, tells
from roleplay_lite.skills.wording import reply

_REMIND = re.compile(
    "别让我忘(?:了|记)?(?=[^，]*[点天号后])|到(?:点|时候?|时间)了?(?:再|就)?(?:跟|和|给|对)我(?:说|讲)(?:一?声|一下)?|(?:加|添加?|建|记)(?:一?[个条])?待办|(?:提醒|提示|通知|记得提醒)(?:一?下|一声)?(?:我|咱们?|俺|"
    "他|她|孩子|爷爷|奶奶|我妈|我爸|我们|"
    "大家|全家)?(?:一?下|一声)?|\\bremind me(?: to| about| of| that)?|(?:定|设|建|加|来|"
    "添加?)(?:一?[个条])?[^，]{0,14}?的?提醒|\\b(?:set|add) (?:a |me a )?reminder(?: to| about| of|"
    " for)?"
)
_CALL = re.compile(f"{CALL}")
_TODO = "(?:待办(?:事项)?|提醒(?:事项)?|日程|备忘(?:录)?|安排|reminders?)"
_LIST = re.compile(
    f"(?:要|会|该|让你)?提醒(?:我)?(?:的(?:事|东西)?)?(?:有)?(?:什么|啥|哪些|几件(?:事)?)(?:事)?$|"
    f"(?:还有)?(?:哪些|什么|啥)事(?:情)?(?:还)?(?:没|要)提醒|提醒(?:了)?我(?:干嘛|干什么|什么|啥|做什么)|提醒.{{0,3}}(?:念|读|报)(?:给|一)|"
    f"(?:我|今天|明天|这周|下午|晚上)(?:还)?有(?:啥|什么|哪些)事(?:情|儿)?(?:还)?(?:要|得|没|需要)(?:做|办|干)|(?<!没)有(?:没有)?(?:别的|其他的?)?提醒$|记了(?:什么|啥|哪些)[^，]{{0,2}}提醒我|我?还?有(?:啥|什么|哪些)没(?:办|做|完成)(?:完)?的(?:提醒|待办|事)|^(?:我的?)?待办(?:清单|列表|事项)?$|提醒(?:了)?我(?:的)?(?:哪些|几件)|(?:有|定了|设了|"
    f"还有)(?:没有|哪些|几个|多少|什么|啥|几条|哪几[个条])(?:要)?(?:的)?{_TODO}|"
    f"{_TODO}(?:都)?(?:有哪些|有几[个条]|列表|列出来|念一?[遍下]|有什么|有啥)|(?:看看|看一?下|瞅瞅|瞧瞧|查看|"
    f"查(?:一?下|查|一查)|列出|报一?下|念一?[下遍]?|听听|报一报|说说).{{0,6}}{_TODO}(?!我)|"
    "(?:我|今天|明天|这周|下午)(?:还)?有(?:啥|什么|哪些)(?:待办|要办的|要做的事|提醒|安排)|(?:我|"
    "都)?(?:记|定|设|存)了(?:哪些|什么|几[个条])(?:待办|提醒|备忘)|{_TODO}(?:有|是|都是)(?:什么|啥|"
    "哪些)|让你提醒(?:我)?(?:的|了)?(?:什么|啥|哪些|几)|(?:what|which|list|show|any).{0,20}reminders?"
)
_CANCEL = re.compile(
    "提醒(?:就)?算了|^[^，点早天晚起睡醒周分闹午末号]{2,6}(?:别|不用|不要)再?(?:叫|喊)我了?$|(?:别|不用|不要|不必)(?:再)?(?:叫|喊)我(?!起|醒|了|$|，|名|宝|哥|姐|小|老|爸|妈|叔|"
    "阿)(?=[^，]{2,8}(?:了)?$)|(?:那件?事|这件?事|[^，]{1,8})(?:就)?(?:不用|别|不要)(?:再)?提醒了?$|"
    "提醒[^，]{0,6}(?:去掉|停掉|"
    "停了)|(?:取消|删(?:掉|了|除)?|撤(?:掉|销|了)?|清(?:空|除|掉)|停(?:掉|止)?|关(?:掉|了|闭)?|"
    "去掉)[^，]{0,14}(?:提醒|待办|备忘)(?!我)|(?:别|不用|不要|不必|甭|无需|不需要)(?:再|"
    "你)?提醒(?:我|他|她|了)?|(?:提醒|待办)[^，]{0,6}(?:取消|停(?:掉|了)|关(?:掉|了|闭)|不需要|全?清(?!单)|删|不要了|"
    "不用了|撤|清空|关掉|停掉|去掉)|(?:cancel|stop|delete|clear|remove).{0,30}remind(?:er|ing)"
)
_NOT = re.compile(
    "提醒我一下你|提醒(?:别人|人家|他人)(?:是|的|也)|谢谢你?提醒|提醒(?:了(?!$)|过)|提醒得|(?:不|没)提醒|提醒自己|通知我(?:被|了|已)|温馨提醒|"
    "友情提醒|善意的?提醒|(?:你|会|会不会|能不能)提醒人|的提醒(?!取消|删|关|撤|不|帮|停|去|都|吧|全|"
    "给|先|念|读|有|是|$|，)|提醒功能"
)
_COMMENT = re.compile(
    "真(?:烦|好|是|的|累|贴心|麻烦)|太(?:烦|好|贴心)|好(?:烦|吗贴心)|烦死|干嘛|累死|干什么呢|有用吗|管用"
)


class Reminder:
    """See the module."""

    name = "reminder"

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        line = line_of(said.text)
        core = line.core
        if said.floor and (match := self._answer(said.floor, core)):
            return match
        if len(core) > 80 or not re.search(
            "提醒|待办|备忘|日程|安排|通知我|提示我|叫|喊|(?:跟|和|给|对)我[说讲]|有(?:啥|什么|哪些)事|别让我忘|remind|要办的|要做的事|催",
            core,
        ):
            return None
        if _LIST.search(core):
            return self._made("list", 0.94, {})
        if _NOT.search(core) or _COMMENT.search(core):
            return None
        if _CANCEL.search(core) and not (THINKS.search(core) and tells(line.text)):
            spoken, left = spoken_in(core)
            slots = {name: value for name, value in slots_of(spoken).items() if name in ("hour", "minute")}
            return self._made("cancel", 0.94, slots | named(left))
        return self._set(core, line.text)

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        own = tuple(alarm for alarm in context.alarms if alarm.kind == "reminder")
        slots = match.slots
        if match.intent == "reminder.list":
            return Done(text=_listed(own, context), why="list")
        if match.intent == "reminder.cancel":
            return _cancelled(own, slots, context)
        if slots.get("change"):
            own = chosen(own, {"due": slots["due"]}) or own[-1:]
            done = self._kept(dict(slots) | ({"label": own[0].label} if own else {}), context)
            drop = (DropAlarms(ids=(own[0].id,)),) if own and done.effects else ()
            return Done(text=done.text, effects=(*drop, *done.effects), floor=done.floor, why="change")
        return self._kept(slots, context)

    def _kept(self, slots: Any, context: Context) -> Done:
        label = str(slots.get("label", ""))
        if "seconds" in slots:
            rows = [kept("reminder", naive(context) + timedelta(seconds=float(slots["seconds"])), context, label=label)]
            return _set_at(rows, context, sure=True)
        found = moments(slots, context, wakes=False)
        if not found and slots.get("hour") is not None:
            return over(context, self.name, label)
        if not found:
            text = reply(
                context,
                ("好，什么时候提醒你？", "几点提醒你呀？", "哪天几点说？"),
                ("When should I remind you?", "At what time?"),
            )
            return Done(
                text=text, floor=Floor(skill=self.name, state={"asks": True, "label": label}, turns=2), why="asks"
            )
        repeat = str(slots.get("repeat", ""))
        rows = [kept("reminder", one.at, context, label=label, repeat=repeat) for one in found]
        return _set_at(rows, context, sure=all(one.sure for one in found))

    def _set(self, core: str, text: str) -> Match | None:
        after = None if interval(repeat_of(core)[0]) else length(core)
        rest = core[: after.span[0]] + "\x00" + core[after.span[1] :] if after else core
        rest = re.sub("\x00(?:之后|以后|过后|后|到了?)", "\x00", rest) if after else rest
        spoken, left = spoken_in(rest)
        if after and after.seconds >= 86400 and spoken.hour is None and not spoken.day:
            # 「三天后」 is a day.
            spoken, left = spoken_in(core)
            after = None
        asked = _REMIND.search(left)
        if asked:
            before = left[: asked.start()]
            if not ordered(before) and spoken.empty and not after:
                return None
            if not ordered(before) and tells(text):
                return None
            if re.search("什么|啥|哪些|哪几|几[件个条]|干嘛", left[asked.end() :]):
                return self._made("list", 0.9, {})
            label = _label(left[asked.end() :]) or ("" if spoken.empty and not after else _label(before))
            if spoken.empty and not after and (not label or tells(text)):
                return (
                    self._made("set", 0.8, {})
                    if re.fullmatch("(?:定|设|建|加)(?:一?个|条)提醒|提醒(?:我)?(?:一?下)?|set a reminder", core)
                    else None
                )
            return self._made("set", 0.95, self._slots(spoken, after.seconds if after else None, label))
        called = _CALL.search(left)
        if called and left[called.end() :].startswith("的"):
            return None
        # 「叫我」 and not 「叫了个车」.
        if called and not re.search("我|咱|俺|他|她|声|一下|孩子|宝宝|爷爷|奶奶", called.group()):
            return None
        meant = not spoken.empty and re.search("记[得着]|别忘|到时候?", core)
        timed = meant or spoken.hour is not None or after or spoken.anchors or spoken.meal
        if not called or not timed or (tells(text) and not spoken.anchors):
            return None
        label = _label(left[called.end() :])
        if not label:
            label = (
                _label(left[: called.start()])
                if re.search("[他她]|孩子|爷爷|奶奶", called.group()) or spoken.anchors
                else ""
            )
        if not label or not ordered(left[: called.start()]):
            return None
        return self._made("set", 0.93, self._slots(spoken, after.seconds if after else None, label))

    def _slots(self, spoken: Spoken, seconds: float | None, label: str) -> dict[str, Any]:
        if seconds is not None and spoken.hour is None and not spoken.repeat:
            return {"seconds": seconds, "label": label}
        return slots_of(spoken, label=label)

    def _answer(self, floor: Floor, core: str) -> Match | None:
        if len(core) > 20:
            return None
        found = length(core)
        spoken, left = spoken_in(core)
        if floor.state.get("asks") and (found or not spoken.empty) and len(left) <= 8:
            return self._made(
                "set",
                0.95,
                self._slots(
                    spoken, found.seconds if found and spoken.empty else None, str(floor.state.get("label", ""))
                ),
            )
        if not floor.state.get("due"):
            return None
        if re.fullmatch("(?:算了|取消|不用了|不要了|取消掉|不用提醒了|never ?mind|cancel|，)+", core):
            return self._made("cancel", 0.9, {"due": floor.state["due"]})
        fixes = re.match("(?:不对|不是|错了|说错了|应该?是|我(?:是说|说的是)|是|改|换)", core) or len(left) <= 2
        if (found or not spoken.empty) and fixes and not re.search("几点|天气|吗$", core):
            slots = self._slots(spoken, found.seconds if found and spoken.empty else None, "")
            return self._made("set", 0.9, slots | {"change": True, "due": floor.state["due"]})
        return None

    def _made(self, what: str, confidence: float, slots: dict[str, Any]) -> Match:
        kept_slots = {name: value for name, value in slots.items() if value not in ("", None)}
        return Match(skill=self.name, intent=f"reminder.{what}", confidence=confidence, slots=kept_slots)


def _label(text: str) -> str:
    left = re.sub(
        "(?:叫|喊|提醒|告诉|通知)(?:我|咱|俺|他|她|你)?(?:一?声|一下)?|^(?:要|去(?=做)|该|得|to|about|"
        "that) ?|(?:各|每)?[一二三]次|别忘了?|千万|记[得着](?:要)?|到时候?|(?:帮|给|替)我|你",
        "，",
        text,
    )
    return tidy(left)


def _set_at(rows: Sequence[Alarm], context: Context, *, sure: bool) -> Done:
    label = rows[0].label
    said = (", " if context.english else "、").join(when(alarm, context) for alarm in rows)
    if context.english:
        what = f"to {label}" if label else ""
        text = reply(context, (), ("I'll remind you {what} {when}", "noted: {what} {when}"), what=what, when=said)
        text = re.sub(" +", " ", text)
    else:
        what = label or "你"
        line = (
            ("{when}提醒你{what}，记下了", "好，{when}我提醒你{what}", "记住了，{when}，{what}")
            if label
            else ("好，{when}提醒你", "记下了，{when}叫你", "{when}，到时候我说")
        )
        text = reply(context, line, (), when=said, what=what)
    if not sure and len(rows) == 1:
        text += " Tell me if you meant another time." if context.english else "要换个时间就跟我说。"
    floor = Floor(skill="reminder", state={"due": rows[0].due}, turns=2)
    return Done(text=text, effects=tuple(SetAlarm(alarm=alarm) for alarm in rows), floor=floor, why="set")


def _none(context: Context) -> str:
    return reply(
        context,
        ("现在没有要提醒你的事", "待办是空的", "没记着什么要提醒的"),
        ("there is nothing to remind you of", "no reminders"),
    )


def _listed(own: Sequence[Alarm], context: Context) -> str:
    if not own:
        return _none(context)
    if context.english:
        return f"{len(own)} to come: {listed(own, context)}."
    return f"还有{len(own)}件：{listed(own, context)}。"


def _cancelled(own: Sequence[Alarm], slots: Any, context: Context) -> Done:
    if not own:
        return Done(text=_none(context), why="none")
    picked = tuple(own) if slots.get("which") == "all" else chosen(own, slots)
    if not picked:
        ask = "Which one?" if context.english else "要取消哪一件？"
        return Done(text=f"{_listed(own, context)}{ask}", why="which")
    if len(picked) > 1:
        text = reply(context, ("{n}件提醒都取消了", "好，{n}件全划掉了"), ("all {n} reminders are off",), n=len(picked))
    else:
        what = picked[0].label or when(picked[0], context)
        text = reply(context, ("{what}，不提醒了", "好，{what}这件划掉了"), ("no more reminder of {what}",), what=what)
    return Done(text=text, effects=(DropAlarms(ids=tuple(alarm.id for alarm in picked)),), why="cancel")
