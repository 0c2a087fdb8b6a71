"""Timers: count down a length of time, with or without what for; how long one still has; stop it."""

from __future__ import annotations

import re
from typing import Any

from roleplay_lite.skills.alarm import Alarm
from roleplay_lite.skills.heard import line_of
from roleplay_lite.skills.lengths import Length, in_words, lengths
from roleplay_lite.skills.naming import chosen, named, tidy
from roleplay_lite.skills.skill import Context, Done, DropAlarms, Floor, Match, Said, SetAlarm
from roleplay_lite.skills.telling import tells
from roleplay_lite.skills.wording import reply

MOST_SECONDS = 30 * 86400
_NOUN = (
    "(?:倒?计个?时器?|番茄钟|倒计时器?|定时器?|倒数(?!第)|掐(?:个|着|一下|好|准)?(?:表|时间|点)|"
    "掐(?=[0-9零一二两三四五六七八九十半])|看(?:着|下|一下)?点?时间|盯(?:着)?(?:点)?时间|(?:帮我|给我|你给)(?:看|盯|计|记|数|掐)着|定个时|(?:记|计)个时|读秒|秒表|"
    "timers?|countdown)"
)
_SET = re.compile(f"^数(?=[0-9零一二两三四五六七八九十百半]+(?:秒|分钟|下)$)|{_NOUN}|count ?down")
_THEN = re.compile(
    "(?:之后|以后|过后|后|，?到点(?:了)?|，?时间到了?|，?到时间(?:了)?|到了?|一到|完了|"
    "过去了?)?(?:的时候|就|再|给|来|请|你|记得|准时|到时候|，)*"
    "(?:叫|喊|提醒|告诉|通知|招呼|响铃|跟我?说|给我说|吱|响|提个醒)(?:我|咱|俺|一下)*(?:一?声|一下|一嗓子)?(?:就行|"
    "就好|啊|哈|时间到)*$"
)
_TIME_UP = re.compile("(?:时间到了?|到点了?|到时间了?)(?:就|再|，)*(?:叫|喊|提醒|告诉)(?:我|一声)*，")
_MAKE = re.compile(
    "(?:从现在)?(?:开始)?(?:算|计|数)|(?:定|设|开|来|弄|加|搞|整|设置|建|再来|再定|再设)(?:一?个|上|一下|定)?"
)
_LEFT = re.compile(
    "剩余(?:的)?时间|走到[几哪]|还(?:剩|有|要|差)下?多少$|还(?:得|要)(?:等|跑|走|计)?(?:多久|多长时间)|快(?:到|好|完|结束)了$|还(?:差|有)多久(?:到点|到时间|响)|还(?:得|要)[煮蒸炖烤泡焖敷](?:多久|几分钟)|还(?:要|得)等?(?:多久|多长时间)|到几了|还(?:剩|有|要|差)(?:下)?(?:多久|多长时间|"
    "多少(?:时间|分钟|秒)|几(?:分钟?|秒|个?小时))|剩(?:下|余)?(?:多久|多少|几分)|"
    "(?:到|好|完|结束)(?:了|没)(?:没有?|吗)|走到哪|到哪儿?了|(?:还有多久|还要多久)到(?:时间|点)|"
    "离(?:时间到|到点|到时间)还|how (?:long|much time)|time left"
)
_LIST = re.compile(
    f"{_NOUN}[^，]{{0,2}}(?:报|念|列|说)一?[下遍]|(?:看一?下|查看|看看|瞅瞅|瞧瞧|查(?:一?下|查|一查))(?:我的|现在的|当前的)?{_NOUN}$|(?:所有|全部|都有什么|定的|开的|"
    f"在跑的)(?:的)?{_NOUN}(?:器)?.{{0,2}}(?:列|报|念|看|说)|定的{_NOUN}(?:都)?有(?:啥|什么|哪些)|"
    f"几个{_NOUN}|{_NOUN}(?:还)?(?:有|在走|在跑|开着)(?:没有|吗|几个|哪些|着)|(?:有|定了|设了|开了|"
    f"在跑|在走)(?:没有|哪些|几个|多少个?|什么|啥|了?哪几个).{{0,4}}{_NOUN}|{_NOUN}.{{0,3}}(?:有哪些|"
    f"有几个|列表|列出来|念一?[遍下])|(?:看看|查看|查一?下|检查|列出|报一?下|念一?下|"
    f"念出来).{{0,4}}{_NOUN}(?!.*(?:取消|删|停|关))|(?:what|which|list|show).{{0,15}}timers"
)
_CANCEL = re.compile(
    f"别计了$|^(?:算了|好了|，)*不(?:数|计|掐)了(?:$|，)|{_NOUN}清零|(?:取消|停(?:掉|止|下|了)?|关(?:掉|了|闭)?|删(?:掉|了|除)?|结束|终止|"
    f"清(?:空|除|掉)|撤(?:掉|销|"
    f"了)?|别|不用|不要|不必|算了|不|中止)[^，]{{0,8}}{_NOUN}|"
    f"{_NOUN}[^，]{{0,6}}(?:清了|取消|停(?:掉|止|下|了|一?下|$)|关(?:掉|了|闭|上)|删|不要了|不用了|不需要|"
    f"作废|算了|结束|清(?:空|除|掉)|撤|别(?:计|走|数)|终止)|"
    "别(?:给我)?(?:(?:计时|倒数)了?|(?:数|掐)了)|不用(?:计时|倒数|数|掐)(?:表|时间)?了?|(?:cancel|"
    "kill|stop|delete|clear|turn off).{0,20}timers?"
)
_COOKS = re.compile("(?:煮|泡|蒸|炖|焖|烤|煎|敷|热|熬|卤|焯|烫)(?:一?[个碗锅杯下点]|着|上)?[^，了得过要吃]{1,4}，?$")
"""「泡个面，三分钟」."""
_AT_WORK = re.compile(
    "(?:[蒸煮炖烤泡煎焖炸敷熬]|下(?:饺子|面条?|馄饨|汤圆)|面膜|看着|盯着|平板支撑|俯卧撑|跳绳|刷牙)[^，]{0,4}，$"
)
_SO_MANY = re.compile(f"(?:我|刚才|刚刚|之前|一共|总共|都|，)*(?:定|设|开|弄)了(?:几|多少)个{_NOUN}")
_COUNTED = re.compile("在(?:计|倒数)(?:什么|啥|几个)时?$")
_PAUSE = re.compile(f"(?:暂停|继续).{{0,4}}{_NOUN}|{_NOUN}.{{0,4}}(?:暂停|继续)")
_CHANGE = re.compile("(?:改(?:成|到|为)?|换成|变成|调(?:成|到)|延长(?:到)?|加到|缩短(?:到|成)|change|make it)")
_MORE = re.compile("(?:再(?:加|延长|来|多)|加(?!到)|延长(?!到)|多(?:加|给)?|add)")
_LESS = re.compile("(?:减|少|缩短(?!到|成))")
_TO_ME = re.compile("再(?:叫|喊|响|闹)|提醒|闹钟|闹铃|起床|叫醒|睡")


class Timer:
    """See the module."""

    name = "timer"

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        line = line_of(said.text)
        text, core = line.text, line.core
        found = lengths(core)
        if said.floor and (match := self._answer(said.floor, core, found)):
            return match
        if len(core) > 60 or "闹钟" in core or "闹铃" in core:
            return None
        named_so = bool(_SET.search(core))
        if (
            _LEFT.search(core)
            and (named_so or _about_timer(core))
            and (not found or core.startswith("的", found[0].span[1]))
        ):
            return self._made("left", 0.95 if named_so else 0.8, {"label": _label(core)})
        if _SO_MANY.fullmatch(core) or _COUNTED.search(core):
            return self._made("list", 0.93, {})
        if tells(text) and not re.search("别计时|取消", core):
            return None
        if named_so and _LIST.search(core):
            return self._made("list", 0.95, {})
        if _CANCEL.search(core) and not (found and _CHANGE.search(core)):
            return self._made("cancel", 0.95, named(core, found))
        if named_so and _CHANGE.search(core) and found:
            return self._made("set", 0.93, {"seconds": found[-1].seconds, "change": True} | named(core, found[:-1]))
        if (
            found
            and found[0].span[1] == len(core)
            and (_COOKS.match(core, 0, found[0].span[0]) or _AT_WORK.search(core, 0, found[0].span[0]))
        ):
            return self._set(core, found[0])
        if found and (named_so or _then(core, found[0]) or _TIME_UP.match(core) or _made_with(core, found[0])):
            return self._set(core, found[0])
        if named_so and re.search("几|哪|什么|啥|多少|吗$|没$|没有$", line.text) and not found:
            return self._made("list", 0.9, {})
        if named_so and re.search(
            f"(?:开始|启动|打开|设置?|定|来|开|start|set).{{0,4}}{_NOUN}|^{_NOUN}$|{_NOUN}(?:开始|走起|打开|启动)", core
        ):
            return self._made("set", 0.9, {})
        return None

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        own = tuple(alarm for alarm in context.alarms if alarm.kind == "timer")
        match match.intent:
            case "timer.list":
                return Done(text=_listed(own, context), why="list")
            case "timer.left":
                return _left(own, match.slots, context)
            case "timer.cancel":
                return _cancelled(own, match.slots, context)
        return self._started(own, match.slots, context)

    def _answer(self, floor: Floor, core: str, found: tuple[Length, ...]) -> Match | None:
        """The length that was asked for, or what is to be put right of the timer just begun."""
        if floor.state.get("asks") and found and len(core) < 16:
            return self._made("set", 0.95, {"seconds": found[0].seconds, "label": floor.state.get("label", "")})
        if not floor.state.get("due") or len(core) > 16 or "闹钟" in core:
            return None
        slots: dict[str, Any] = {"change": True, "due": floor.state["due"]}
        if found and _CHANGE.search(core):
            return self._made("set", 0.93, slots | {"seconds": found[-1].seconds})
        if found and (more := _MORE.search(core)):
            return self._made("set", 0.9, slots | {"more": found[-1].seconds * (1 if more else -1)})
        if found and re.match("(?:不对|不是|错了|应该?是|是|我说的是|说错了)", core):
            return self._made("set", 0.9, slots | {"seconds": found[-1].seconds})
        if re.fullmatch(
            "(?:算了|取消|不用了|不要了|取消掉|别计了|不计了|never ?mind|cancel)(?:不用了|不要了|，)*", core
        ):
            return self._made("cancel", 0.9, {"due": floor.state["due"]})
        return None

    def _set(self, core: str, found: Length) -> Match:
        rest = core[: found.span[0]] + "\x00" + core[found.span[1] :]
        return self._made("set", 0.95, {"seconds": found.seconds, "label": _label(rest)})

    def _made(self, what: str, confidence: float, slots: dict[str, Any]) -> Match:
        kept = {name: value for name, value in slots.items() if value not in ("", None)}
        return Match(skill=self.name, intent=f"timer.{what}", confidence=confidence, slots=kept)

    def _started(self, own: tuple[Alarm, ...], slots: Any, context: Context) -> Done:
        if slots.get("change"):
            return self._changed(own, slots, context)
        label = str(slots.get("label", ""))
        if "seconds" not in slots:
            text = reply(
                context,
                ("要计多长时间呀？", "好，计多久？", "计几分钟？"),
                ("How long should it run?", "For how long?"),
            )
            return Done(
                text=text, floor=Floor(skill=self.name, state={"asks": True, "label": label}, turns=2), why="asks"
            )
        seconds = float(slots["seconds"])
        if not 1 <= seconds <= MOST_SECONDS:
            text = reply(
                context, ("这个时间太长了，我掐不了，最多三十天。",), ("That is too long for me; thirty days at most.",)
            )
            return Done(text=text, why="too long")
        alarm = Alarm(
            kind="timer", due=context.now.timestamp() + seconds, label=label, seconds=seconds,
            person=context.person, persona=context.persona.id,
        )  # fmt: skip
        floor = Floor(skill=self.name, state={"due": alarm.due}, turns=2)
        return Done(text=_begun(seconds, label, context), effects=(SetAlarm(alarm=alarm),), floor=floor, why="set")

    def _changed(self, own: tuple[Alarm, ...], slots: Any, context: Context) -> Done:
        picked = chosen(own, slots)
        if not picked:
            return Done(text=_none(context), why="none")
        old, now = picked[0], context.now.timestamp()
        due = old.due + float(slots["more"]) if "more" in slots else now + float(slots["seconds"])
        alarm = Alarm(
            kind="timer", due=max(due, now + 1), label=old.label, seconds=float(slots.get("seconds", old.seconds)),
            person=context.person, persona=context.persona.id,
        )  # fmt: skip
        length = in_words(alarm.due - now, english=context.english)
        text = reply(
            context, ("改好了，从现在起{length}", "好，换成{length}，重新掐着了", "行，现在开始算{length}"),
            ("changed, {length} from now", "all right, {length} from now"), length=length,
        )  # fmt: skip
        floor = Floor(skill=self.name, state={"due": alarm.due}, turns=2)
        return Done(text=text, effects=(DropAlarms(ids=(old.id,)), SetAlarm(alarm=alarm)), floor=floor, why="change")


def _then(core: str, found: Length) -> bool:
    """「五分钟后叫我」: to be called after the length, and nothing to do then."""
    after = _THEN.match(core, found.span[1])
    return bool(after) and not _TO_ME.search(core)


def _made_with(core: str, found: Length) -> bool:
    """「定个五分钟」 and no more."""
    return bool(_MAKE.fullmatch(core, 0, found.span[0])) and core[found.span[1] :] in (
        "",
        "的",
        "，",
        "开始",
        "的表",
        "的时间",
        "的时",
    )


def _about_timer(core: str) -> bool:
    return bool(
        re.search(
            "(?:面|蛋|汤|饭|面膜|鸡蛋|粥|肉|茶)(?:的|好)?(?:时间)?还(?:得等|剩|有|要(?![^，]{0,3}(?:吃|喝|买))|差)",
            core,
        )
    ) or bool(
        re.search("钟的(?:那个|计时)?还(?:剩|有|要)(?:多久|多少|几分)", core)
        or re.match(
            "还(?:差|有)多久(?:到点|到时间|响)|还(?:剩|有|差)(?:多少|几)(?:时间|秒|分钟|分)|还剩|还(?:有|要)多久到(?:时间|点)|离(?:时间到|到点|到时间)还",
            core,
        )
    )


def _label(rest: str) -> str:
    """What it is for: what is left beside the length and the words of the order."""
    left = _NOUN_RE.sub("，", rest)
    left = _ORDER.sub("，", left)
    return tidy(left)


_NOUN_RE = re.compile(_NOUN)
_ORDER = re.compile(
    "(?:叫|喊|提醒|告诉|通知|招呼)(?:我|咱|俺)?(?:一?声|一下)?|还(?:剩|有|要|差).*|(?:到了?|之?后|"
    "以后|过后)(?=，|\x00|$|叫|喊)|(?<=\x00)(?:之后|以后|过后|后|到了?|钟)|"
    "(?:定|设|开|来|弄|加|搞|设置|启动|开始|再)(?:一?个|上|一下)?(?=\x00|，|$|[^，]{1,4}的?\x00)|"
    "(?:给|帮|替|为)(?:我|咱)|一个|个(?=\x00)|\\b(?:start|set|a|an|my|the|timer|for|of|me)\\b|\x00"
)


def _begun(seconds: float, label: str, context: Context) -> str:
    length = in_words(seconds, english=context.english)
    if context.english:
        return reply(
            context,
            (),
            ("{length}{what}, starting now", "timer set: {length}{what}"),
            length=length,
            what=f" for the {label}" if label else "",
        )
    what = f"{label}，" if label else ""
    return reply(
        context, ("{what}{length}，现在开始", "好，{what}{length}，我掐着呢", "{what}{length}，开始倒数了",
        "{what}计时{length}，到点我喊你"),
        (), what=what, length=length,
    )  # fmt: skip


def _none(context: Context) -> str:
    return reply(
        context,
        ("现在没有在走的计时", "一个计时都没有呀", "这会儿没在计时"),
        ("there is no timer running", "no timer is on"),
    )


def _name(alarm: Alarm, context: Context) -> str:
    length = in_words(alarm.seconds, english=context.english)
    if context.english:
        return f"the {length} timer" + (f" for {alarm.label}" if alarm.label else "")
    return f"{alarm.label}的{length}" if alarm.label else f"{length}的计时"


def _remaining(alarm: Alarm, context: Context) -> str:
    return in_words(alarm.due - context.now.timestamp(), english=context.english)


def _listed(own: tuple[Alarm, ...], context: Context) -> str:
    if not own:
        return _none(context)
    if context.english:
        said = "; ".join(f"{_name(alarm, context)}, {_remaining(alarm, context)} left" for alarm in own[:5])
        return f"{len(own)} running: {said}."
    said = "；".join(f"{_name(alarm, context)}，还剩{_remaining(alarm, context)}" for alarm in own[:5])
    return f"有{len(own)}个：{said}。"


def _left(own: tuple[Alarm, ...], slots: Any, context: Context) -> Done:
    picked = chosen(own, slots) or own
    if not picked:
        return Done(text=_none(context), why="none")
    if len(picked) > 1 and not slots.get("label"):
        return Done(text=_listed(picked, context), why="left")
    left, label = _remaining(picked[0], context), picked[0].label
    text = reply(
        context, ("{label}还剩{left}", "还有{left}", "{label}还有{left}，别急"), ("{left} left", "{left} to go"),
        left=left, label=label,
    )  # fmt: skip
    return Done(text=text, why="left")


def _cancelled(own: tuple[Alarm, ...], slots: Any, context: Context) -> Done:
    if not own:
        return Done(text=_none(context), why="none")
    picked = own if slots.get("which") == "all" else chosen(own, slots)
    if not picked and len(own) > 1:
        text = f"{_listed(own, context)}{'Which one?' if context.english else '要停哪一个？'}"
        return Done(text=text, floor=Floor(skill="timer", state={"cancel": True}, turns=2), why="which")
    picked = picked or own
    ids = tuple(alarm.id for alarm in picked)
    if len(picked) > 1:
        text = reply(context, ("{n}个计时都停了", "好，{n}个全停掉了"), ("all {n} timers are off",), n=len(picked))
    else:
        text = reply(
            context,
            ("{name}，停了", "好，{name}不计了", "{name}取消了"),
            ("{name} is off",),
            name=_name(picked[0], context),
        )
    return Done(text=text, effects=(DropAlarms(ids=ids),), why="cancel")
