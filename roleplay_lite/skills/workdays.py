"""Whether one works on a day, and how long a holiday is, in mainland China."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from roleplay_lite.skills.clock import day_meant, which_day
from roleplay_lite.skills.feast_days import FEAST, feast_in, next_feast
from roleplay_lite.skills.heard import line_of
from roleplay_lite.skills.holidays_cn import FEASTS, break_around, kind_of, worked_for
from roleplay_lite.skills.skill import Context, Done, Match, Said
from roleplay_lite.skills.when_said import month_day, weekday
from roleplay_lite.skills.wording import reply

_DAY = "(?:今天|明天|后天|大后天|这|下|本|周|星期|礼拜|[0-9一二三四五六七八九十]+[月号日]|那天|周末)"
_WORK = re.compile(
    f"{_DAY}[^，]{{0,8}}(?:(?:用|要|需要|得|是不是|是否|还)?(?:不(?:用|要))?(?:上班|上学|补班|调休|"
    f"加班日|放假|休息|休假|补课)(?:不上班|吗|么|不|没有|还是(?:放假|休息|上班))|(?:是|"
    f"算)(?:不是)?(?:个)?(?:工作日|休息日|节假日|假期|补班|调休|法定假日|周末|上班日)(?:吗|么|不|还是.*|$)|"
    f"(?:要不要|用不用|需不需要|上不上|放不放|休不休)(?:上班|上学|班|学|假|息|补班)|是(?:工作日|"
    f"上班)还是)|"
    "^(?:is|do i (?:have to )?work|day off).{0,12}(?:today|tomorrow|saturday|sunday|workday|"
    "working day|holiday)|(?:今天|明天)(?:放假|上班|上学|休息)(?:吗|不|么)"
)
_BREAK = re.compile(
    f"(?:{FEAST})[^，]{{0,3}}(?:几号|哪天)(?:开始)?放|十一(?:放|休|假期)[^，]{{0,3}}(?:几|多少)天|(?:{FEAST})[^，]{{0,8}}(?:放(?:假)?(?:有)?(?:几|"
    f"多少)天|放多久|(?:怎么|咋)放假?|放假(?:安排|"
    f"时间|$)|休(?:几|多少)天|几天假|(?:怎么|如何)(?:调休|补班|安排)|调休|补班|有几天假|"
    f"假期(?:有)?(?:几|多少)天|放不放假|放假放?到(?:几号|哪天)|休息?(?:几|多少)天|(?:从)?(?:几号|哪天|"
    f"什么时候)(?:开始)?放假|假期(?:有)?(?:几|"
    f"多少)天|放假(?:到|从)?(?:几号|哪天|什么时候))|(?:几|多少)天(?:假)?.{{0,2}}(?:{FEAST})假|(?:哪天|"
    f"几号)(?:要)?(?:补班|调休).{{0,6}}(?:{FEAST})"
)
_OTHERS = re.compile(
    "我(?:妈|爸|老公|老婆)|[他她](?:们)?(?:今|明|要|不|上|放)|银行|超市|医院|学校|公司(?!放)|快递|店|"
    "你(?:今|明|周|要|用|上|放)?天?(?:要|用)?(?:上班|上学)"
)


class Workdays:
    """See the module."""

    name = "holiday"

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        text = line_of(said.text).text
        core = line_of(said.text).core
        if (
            len(core) > 30
            or not re.search("班|假|休|放|周末|工作日|上学|补课|work|holiday|day off", core)
            or _OTHERS.search(core)
        ):
            return None
        if found := _BREAK.search(core):
            return Match(
                skill=self.name,
                intent="holiday.work",
                confidence=0.94,
                slots={"festival": feast_in(found.group()) or "国庆节"},
            )
        asked = text if re.search("[吗么不]$", text) else core
        if _WORK.search(asked) or (
            re.search("吗|么|不(?:用)?$|呢", text[len(core) :] + text[-1:]) and _WORK.search(core + "吗")
        ):
            return Match(skill=self.name, intent="holiday.work", confidence=0.92, slots=which_day(core))
        return None

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        if name := str(match.slots.get("festival", "")):
            return Done(text=_break(name, context), why="break")
        day = day_meant(match.slots, context)
        if day is None:
            return Done(text=reply(context, ("没有这一天呀。",), ("There is no such day.",)), why="no such day")
        return Done(text=_day(day, match.slots, context), why="day")


def _day(day: date, slots: Any, context: Context) -> str:
    found = kind_of(day)
    away = (day - context.now.date()).days
    name = {0: "今天", 1: "明天", 2: "后天", 3: "大后天"}.get(away) or f"{month_day(day)}"
    week = weekday(day, english=context.english)
    if context.english:
        words = {
            "workday": "a working day",
            "weekend": "a weekend",
            "holiday": "a holiday",
            "exchange": "a weekend that is worked in exchange",
        }
        return reply(context, (), ("{w} is {k}",), w=month_day(day, english=True), k=words[found.kind])
    if found.kind == "exchange":
        return reply(context, ("{n}{w}，不过要调休补班，得上班",), (), n=name, w=week)
    if found.kind == "holiday":
        return reply(context, ("{n}放假，{h}呢", "{n}是{h}假期，不上班"), (), n=name, h=found.name)
    unsure = "，调休我这儿还没查到，以通知为准" if not found.exact and found.kind == "weekend" else ""
    if found.kind == "weekend":
        return reply(context, ("{n}{w}，休息{u}", "{n}是{w}，不用上班{u}"), (), n=name, w=week, u=unsure)
    return reply(context, ("{n}{w}，是工作日，要上班", "{n}是工作日，{w}"), (), n=name, w=week)


def _break(name: str, context: Context) -> str:
    today = context.now.date()
    own = {"国庆节": "国庆", "端午节": "端午", "中秋节": "中秋", "除夕": "春节"}.get(name, name)
    if own not in FEASTS:
        return reply(
            context, ("{n}不放假，不是法定假日", "{n}照常上班，没有法定假"), ("{n} is no public holiday",), n=name
        )
    day = next_feast(name, today)
    found = break_around(own, day.year) if day else None
    if found is None:
        return reply(context, ("这一年的假我这儿查不到。",), ("I cannot tell that year's holidays.",))
    first, last, exact = found
    count = (last - first).days + 1
    a, b = month_day(first, english=context.english), month_day(last, english=context.english)
    if context.english:
        return reply(context, (), ("{n} days, {a} to {b}",), n=count, a=a, b=b)
    year = f"{first.year}年" if first.year != today.year else ""
    worked = "、".join(month_day(one) for one in worked_for(first, last)) if exact else ""
    more = f"，{worked}要补班" if worked else "" if exact else "，这是连着周末算的，调休以通知为准"
    if count == 1:
        return reply(context, ("{h}放一天，{y}{a}{m}",), (), h=own, y=year, a=a, m=more)
    return reply(context, ("{h}放{n}天，{y}{a}到{b}{m}",), (), h=own, n=count, y=year, a=a, b=b, m=more)
