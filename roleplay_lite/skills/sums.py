"""Sums and units: what is reckoned, and how the answer is said."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

from roleplay_lite.skills.arithmetic import MOST_DIGITS, sum_in
from roleplay_lite.skills.heard import line_of
from roleplay_lite.skills.numbers import ENGLISH, NUMBER, in_figures, number
from roleplay_lite.skills.skill import Context, Done, Floor, Match, Said
from roleplay_lite.skills.units import CURRENCY, MONEY, UNIT, about, convert, kinds_of, unit_of
from roleplay_lite.skills.word_problems import problem_in
from roleplay_lite.skills.wording import reply

_ASK = (
    "(?:是|等于|有|合|换算?(?:成|为)?|折合|相当于|转(?:换)?(?:成|为)|变成|约|大概|大约|差不多|一共|"
    "总共|等于说|换到|算成|合成|应该是|改成|用|，)*"
)
_MANY = "(?:多少个?|几个?|多少|几)"
_HALF = "(?:又)?半"
_CONVERT = re.compile(
    f"(?P<v>{NUMBER}|半)(?:个)?(?P<from>{UNIT})(?:(?P<half>半)|"
    f"(?P<v2>{NUMBER})(?P<from2>{UNIT})?)?(?:地|路|左右|"
    f"的?[^，0-9是等]{{0,6}}?)?{_ASK}{_MANY}(?P<to>{UNIT})"
)
_REVERSE = re.compile(f"{_MANY}(?P<to>{UNIT})(?:是|等于|才是|有|合)(?P<v>{NUMBER}|半)(?:个)?(?P<from>{UNIT})")
_INTO = re.compile(
    f"(?:把)?(?P<pre>摄氏|华氏)?(?P<v>{NUMBER}|"
    f"半)(?:个)?(?P<from>{UNIT})(?:的?[^，0-9是等]{{0,4}}?)?(?:(?:换算?(?:成|为)?|转(?:换)?(?:成|为)|"
    f"换到|折(?:合)?成|折合|变成|算成|改成)(?:多少|几)?|(?:用|合|是|等于|相当于)(?:多少|"
    f"几))(?P<to>{UNIT})(?:是|表示|来说|，)*(?:多少|几|怎么说|度)*$"
)
_DEGREES = re.compile(
    f"(?P<pre>摄氏|华氏)(?:温度)?(?P<v>{NUMBER})度?[^，]{{0,3}}(?:换算?(?:成|为)?|转(?:换)?(?:成|为)|"
    f"是|等于|合|相当于|，|折合)*(?:多少|几)?(?:度)?(?P<to>摄氏|华氏)"
)
_HOW_MANY_EN = re.compile(
    f"how many (?P<to>{UNIT})(?: are| is)?(?: there)?(?: in| is| are)? (?P<v>{NUMBER}|{ENGLISH}|"
    f"an?) ?(?P<from>{UNIT})|(?:convert |what(?:'s| is) )?(?P<v_>{NUMBER}|"
    f"{ENGLISH}) ?(?P<from_>{UNIT}) (?:in|to|into) (?P<to_>{UNIT})"
)
_RATE = re.compile(
    f"(?P<v>{NUMBER}|一)(?:块)?(?P<from>{MONEY})(?:现在)?(?:能|可以)?{_ASK}(?:换|多少|几|兑)(?:成|"
    f"换)?(?:多少|几)?(?:钱)?(?P<to>{MONEY}|钱)|(?:{MONEY})(?:的|对|兑|和)?(?:{MONEY})?(?:的)?汇率|"
    f"汇率(?:是|多少|查)|how (?:many|much).{{0,12}}(?:dollars|yuan|euros|yen).{{0,10}}(?:in|is)"
)
_ON = re.compile(
    f"(?:那|然后|接着|结果|得数|，)*(?:再|又)?(?P<op>加上?|减[去掉]?|乘[以上]?|除以)(?P<n>{NUMBER})"
    "(?:呢|等于|是|得|多少|几|，)*"
)
_BETWEEN_SAME = re.compile("半斤八两")
_TALK = re.compile(
    "觉得|听说|为什么|真(?:的)?(?:好|难|烦)|怎么(?:学|教)|考(?:了|试)|"
    "(?:第)[一二三四五六七八九十]+[次名]|一加手机|加(?:油|班|微信|个好友)|乘(?:车|坐|客|船|飞机|"
    "地铁)|减(?:肥|少|压|速)|除(?:了|非|夕)|年代"
)


class Sums:
    """See the module. One skill with two names' worth of intents: `sum.calculate` and `unit.convert`."""

    name = "sum"

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        core = line_of(said.text).core
        if said.floor and (match := self._goes_on(said.floor, core)):
            return match
        if len(core) > 70 or not re.search(
            r"\d|[零一二两俩三四五六七八九十百半]|one|two|three|four|five|six|seven|eight|nine|ten|汇率|[a-z]", core
        ):
            return None
        return self._units(core) or self._sum(core)

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        if match.intent == "unit.convert":
            return _converted(match.slots, context)
        return _summed(match.slots, context)

    def _units(self, core: str) -> Match | None:
        if _RATE.search(core) and CURRENCY.search(core + "人民币" * ("汇率" in core)):
            return self._made("unit.convert", 0.93, {"money": True})
        if found := _DEGREES.search(core):
            value = number(found["v"])
            names = {"摄氏": "摄氏度", "华氏": "华氏度"}
            if value is not None and found["pre"] != found["to"]:
                return self._made(
                    "unit.convert", 0.96, {"value": str(value), "from": names[found["pre"]], "to": names[found["to"]]}
                )
        for pattern in (_CONVERT, _REVERSE, _INTO, _HOW_MANY_EN):
            place = 0
            while found := pattern.search(core, place):
                place = found.start() + 1
                groups = {name.rstrip("_"): value for name, value in found.groupdict().items() if value is not None}
                if slots := _slots(groups):
                    return self._made("unit.convert", 0.95, slots)
        return None

    def _sum(self, core: str) -> Match | None:
        if _TALK.search(core) and not re.search("等于|多少|几|算", core):
            return None
        if (found := sum_in(core)) and found.sure:
            slots: dict[str, Any] = {"why": found.why} if found.why else {}
            if found.value is not None:
                slots["value"] = str(found.value)
            return self._made("sum.calculate", 0.96, slots)
        value = problem_in(core)
        return self._made("sum.calculate", 0.95, {"value": str(value)}) if value is not None else None

    def _goes_on(self, floor: Floor, core: str) -> Match | None:
        """「再加五」, from what the last sum came to."""
        if "value" not in floor.state or not (found := _ON.fullmatch(core)):
            return None
        value, other = Fraction(str(floor.state["value"])), number(found["n"])
        if other is None:
            return None
        match found["op"][0]:
            case "加":
                value += other
            case "减":
                value -= other
            case "乘":
                value *= other
            case _:
                if not other:
                    return self._made("sum.calculate", 0.96, {"why": "zero"})
                value /= other
        if len(str(abs(value.numerator))) > MOST_DIGITS or len(str(value.denominator)) > MOST_DIGITS:
            return self._made("sum.calculate", 0.96, {"why": "large"})
        return self._made("sum.calculate", 0.96, {"value": str(value)})

    def _made(self, intent: str, confidence: float, slots: dict[str, Any]) -> Match:
        return Match(skill=self.name, intent=intent, confidence=confidence, slots=slots)


def _slots(said: dict[str, str]) -> dict[str, Any] | None:
    """Value and both units, of one kind."""
    source = unit_of(said["from"])
    if said.get("pre"):
        source = ("temperature", f"{said['pre']}度")
    shared = kinds_of(said["from"]) & kinds_of(said["to"]) if not said.get("pre") else {"temperature"}
    if not source or not shared:
        return None
    kind = source[0] if source[0] in shared else sorted(shared)[0]
    source, target = unit_of(said["from"], kind) if not said.get("pre") else source, unit_of(said["to"], kind)
    value = Fraction(1) if said["v"] in ("a", "an") else number(said["v"])
    if source is None or target is None or value is None or source == target:
        return None
    if "half" in said:
        value += Fraction(1, 2)
    if "v2" in said:
        more = number(said["v2"])
        if more is None:
            return None
        if "from2" in said:
            second = unit_of(said["from2"], kind)
            added = convert(more, second[1], source[1], kind) if second and second[0] == kind else None
            if added is None:
                return None
            value += added
        else:  # 「三米二」
            value += more / 10 if more < 10 else more / 100
    return {"value": str(value), "from": source[1], "to": target[1], "kind": kind}


def _converted(slots: Any, context: Context) -> Done:
    if slots.get("money"):
        text = reply(
            context, ("汇率天天变，我这儿没有，查不了。", "我不知道今天的汇率，这个得查一下银行的。"),
            ("I have no exchange rates, so I can't tell.",),
        )  # fmt: skip
        return Done(text=text, why="unable")
    source, target = str(slots["from"]), str(slots["to"])
    kind = str(slots.get("kind", "temperature"))
    value = Fraction(str(slots["value"]))
    result = convert(value, source, target, kind)
    if result is None:
        return Done(
            text=reply(context, ("比绝对零度还低，没有这样的温度。",), ("Nothing is colder than absolute zero.",)),
            why="too cold",
        )
    first, second = in_figures(value)[0], in_figures(result, places=4)
    note = about(source, target)
    text = reply(
        context, ("{v}{f}{is_}{r}{t}{note}", "{is_2}{r}{t}{note}"), ("{v} {f} is {r} {t}",),
        v=first, f=source, r=second[0], t=target, note=f"，{note}" if note else "",
        is_="是" if second[1] else "大约是", is_2="" if second[1] else "大约",
    )  # fmt: skip
    return Done(text=text, why="convert")


def _summed(slots: Any, context: Context) -> Done:
    done = _told(slots, context)
    if "value" not in slots or slots.get("why"):
        return done
    return replace(done, floor=Floor(skill="sum", state={"value": str(slots["value"])}, turns=1))


def _told(slots: Any, context: Context) -> Done:
    why = str(slots.get("why", ""))
    if "value" not in slots:
        lines = {
            "zero": (
                ("零可不能当除数，这题没有答案。", "除以零？谁也分不了，没有答案。"),
                ("Nothing can be divided by zero.",),
            ),
            "negative": (
                ("负数没有平方根，至少在咱们平常的数里没有。",),
                ("A negative number has no real square root.",),
            ),
        }
        mandarin, english = lines.get(
            why, (("这个数太大了，说出来谁也记不住，我就不算了。",), ("That number is too large to say.",))
        )
        return Done(text=reply(context, mandarin, english), why=why or "large")
    value = Fraction(str(slots["value"]))
    if why == "share":
        shown, exact = in_figures(value * 100)
        return Done(
            text=reply(context, ("是百分之{v}" if exact else "大约是百分之{v}",), ("{v} percent",), v=shown),
            why="share",
        )
    shown, exact = in_figures(value)
    exact = exact and why != "root"
    if not exact:
        half = (
            f"，准确地说是{value.denominator}分之{abs(value.numerator)}"
            if value > 0 and value.denominator < 1000 and value.numerator < 1000 and not why
            else ""
        )
        rounded = in_figures(round(value, 4) if why == "root" else value)[0]
        return Done(text=reply(context, ("大约是{v}{h}", "约等于{v}{h}"), ("about {v}",), v=rounded, h=half), why="sum")
    return Done(
        text=reply(context, ("等于{v}", "是{v}", "答案是{v}", "{v}"), ("{v}", "that's {v}"), v=shown), why="sum"
    )
