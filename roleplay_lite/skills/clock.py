"""The clock and the calendar: the time here and elsewhere, the day, the week's day."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from roleplay_lite.skills.cities import PLACE, SEVERAL, SHOWN, ZONES
from roleplay_lite.skills.feast_days import FEAST
from roleplay_lite.skills.heard import line_of
from roleplay_lite.skills.lengths import length
from roleplay_lite.skills.moments import DAY, day_of
from roleplay_lite.skills.numbers import COUNT, number
from roleplay_lite.skills.skill import Context, Done, Match, Said
from roleplay_lite.skills.telling import asks_you
from roleplay_lite.skills.when_said import clock, day, month_day, weekday
from roleplay_lite.skills.wording import reply

_HOUR = "(?:几点钟?(?:几分)?|什么时间|什么时候|啥时候|啥时间|[什啥]么?时辰|几时|多少点)"
_TIME = re.compile(
    f"现在是?(?:上午|下午|晚上|早上|凌晨|夜里)几点(?:了|钟|$)|^(?:现在)?有{COUNT}点半?了(?:没|没有)$|"
    f"^(?:现在)?钟点是?多少$|got the time|^(?:都|现在|这)*(?:什么点儿?|到几点)了|"
    f"^(?:咱们?|我们?|你)?(?:这儿|这里|这边|那儿)(?:现在)?几点(?:了|钟|$)|"
    f"^(?:现在)?(?:到|过){COUNT}点半?(?:钟)?了?(?:没|没有)$|"
    f"(?:看|瞧|瞅)(?:一?下|一眼|看)?[表钟](?:$|，)|^(?:打听|问问?)(?:一?下)?(?:现在)?几点|^当前几点|"
    f"现在(?:的)?时刻|^(?:都|看看|看下|瞧瞧|这会儿了?|表上|钟上|表|墙上|，)*(?:几点)(?:了|啦|钟|呀)*$|"
    f"^(?:现在|"
    f"这会儿?|此刻|目前|眼下|当前|北京时间(?:现在)?|[你不]?知道|[钟表]上|到|都|已经|今天|是|大概|差不多|"
    f"那现在|我想知道|问一?下|看一?下|看看|告诉我|报一?下|说一?下|知道|我没戴表|几点|"
    f"，)*(?:{_HOUR})(?:了|啦|呀|来着|钟|几分|呢|啊|，|都|不早了|已经)*(?:现在|$|，)|"
    "(?:现在|当前|北京|此刻)(?:的)?(?:准确|具体)?(?:时间|钟点)(?:是|报|多少|几点|呢|告诉|$|，|说)|"
    "(?:报|说|告诉我|看)(?:一?下)?(?:个)?(?:现在的?|当前)?(?:时间|钟点|时刻|点)(?:$|，)|"
    "报(?:个)?时(?:$|，)|^(?:现在)?(?:时间|钟点)(?:$|，|报)|^(?:现在)?(?:时间)?(?:是)?几点几分|"
    "啥时候了|什么时辰了|^(?:不好意思|请|问一?下|问|都|现在|这都)*几点了(?!.*(?:他|她|还不|还没|怎么|才))|"
    "\\bwhat(?:'s| is)? (?:the )?time(?! (?:is it )?in\\b| do| does| did| zone)|"
    "what time is it(?! in)|do you have the time|tell me the time|time please|current time"
)
_SHIFT = re.compile(
    f"(?:再过|过了?|等)?(?P<len>.+?)(?P<way>(?:之|以)?前|(?:之|以)?后|过后)?(?:是|到|就是|会是)?(?:{_HOUR})"
)
_D = (
    f"(?:{DAY}|大?前[天日]|昨[天日儿]个?|(?:上{{1,2}}|下{{1,2}}|这|本)个?(?:周|星期|礼拜)的?今天|"
    f"(?:上{{1,2}})个?(?:周|星期|礼拜)[一二三四五六日天]|{COUNT}个?(?:天|星期|礼拜|周)(?:之|"
    f"以)?[前后]|再?过{COUNT}天|yesterday|(?:明|去|后|前|今)年的?今天|当天|那天)"
)
_DATE_Q = (
    "(?:几月几[号日]|啥日期|什么日期|几[号日]|多少号|是不是[0-9一二三四五六七八九十]+[号日]|哪一?[天日](?!气)|"
    "什么日子|几月份?(?!.*(?:开|种|出生|生日))|(?:公历|阳历)(?:是)?(?:多少|几号|哪天))"
)
_DATE = re.compile(
    f"^(?:请问|那|我想知道|今[天儿日]个?|现在|这会儿|{_D}|是|的|日期|啥日子|什么日子|什么日期|到|都|，|告诉我|"
    f"说说|看看|查一?下|又|究竟|几月)*(?:{_DATE_Q})(?:了|呀|啊|来着|呢|啦|，|几号|公历|的|都)*(?:$|，)|"
    f"^(?:今天|现在|{_D})?的?(?:日期|年月日)(?:是|多少|几|呢|报|$)|报一?下日期|"
    "what(?:'s| is)? (?:the |today'?s )?date|what day of the month|today'?s date|^what(?:'s|"
    " is) (?:the )?month|(?:what|which) month is"
)
_YEAR = re.compile(
    "^(?:今年|现在)是?(?:不是)?(?:[0-9]{4}|[二零〇一三四五六七八九]{4})年$|(?:今年|现在|明年|去年|"
    "后年|前年)(?:是|到了)?(?:公元)?(?:哪一?年|几几年|多少年|二零几几|"
    "公元多少|什么年份|哪年)|what year is"
)
_MONTH = re.compile("(?:现在|这个月|今天|当前|下个月|上个月)(?:是|都)?(?:几月份?|哪个?月)(?!.*[号日])")
_FIXED = (
    "(?:(?:(?:19|20)\\d{2}年)?(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:[0-9]{1,2}|"
    "[一二三四五六七八九十廿]{1,3})[号日]?|[0-9]{1,2}[号日]|[一二三四五六七八九十廿]{1,3}[号日])"
)
_WEEK_Q = "(?:(?:星期|礼拜|周)(?:几|多少)|(?:是不是|是)?(?:星期|礼拜|周)[一二三四五六日天]$)"
_WEEKDAY = re.compile(
    f"^(?:请问|那|又|是|你知道|知道|告诉我|说说|看看|查一?下|我想知道|今年|明年|去年|年|的|，|这一?天|"
    f"第一天|头一天|那一?天|{_D}|{_FIXED}|现在|到底|应该|{_WEEK_Q})*{_WEEK_Q}(?:了|呀|啊|来着|呢|啦|"
    f"的)*(?:$|，)|(?:{_D}|{_FIXED}|^)(?:那天|这天)?(?:是|该是|应该是|又是|到底是)?{_WEEK_Q}(?:了|呀|"
    f"啊|来着|呢|啦|，)*(?:$|，|我(?:给|都|过|忘|记))|what day (?:is|was|of the week)|"
    f"which day of the week|what day of the week|what day is it"
)
FIXED_DAY = re.compile(
    r"(?:(?P<y>(?:19|20)\d{2}|[一二][九零〇][零〇一二三四五六七八九]{2})年)?(?P<m>1[0-2]|[1-9]|"
    r"十[一二]?|[一二三四五六七八九])月(?P<d>[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})[号日]?"
)
_HAS = re.compile(
    "^(?P<month2>这个?月|本月)(?:一共|总共)?(?:有)?(?:几|多少)天|^(?P<year2>今年|一年)(?:一共|"
    "总共)?(?:有)?(?:几|多少)天|^(?!.*(?:火星|月球|木星|金星|水星|土星|"
    "别的))(?:(?P<month>[^，]{0,8}?月)份?|"
    "(?P<year>[^，]{0,6}年))(?:一共|总共|都|到底)?(?:有|是)(?:几|多少)天|"
    "(?P<leap>[^，]{1,8})年?是(?:不是)?(?:个)?(?:闰年|平年)|闰年(?:吗|么)|"
    "how many days (?:are )?in|leap year"
)
_PLACE_HOUR = (
    "(?:几点钟?(?!开|关|到|起|睡|飞|出|日|天|亮灯)(?:几分)?|什么时间|什么时候了|"
    "啥时间|啥时辰|啥时候(?!放|开)|什么时辰|几时)"
)
_ZONE = re.compile(
    f"(?P<place3>{PLACE})[^，]{{0,9}}，?[他她]?们?(?:那边|那儿|那里)(?:现在|这会儿)?(?:是)?{_PLACE_HOUR}|"
    f"(?P<place>{PLACE})(?:那边|那里|那儿|当地|时间)?(?:现在|这会儿|此时|目前|此刻|今天)?(?:是|"
    f"的)?(?:当地)?(?:的)?(?:{_PLACE_HOUR}|时间(?:是)?(?:$|多少|几点|呢)|白天还是|早上还是|上午还是|晚上还是|"
    f"天亮|是?(?:晚上|白天|早上|夜里|半夜|上午|下午)(?:还是.{2, 3})?$)|"
    f"(?:现在|此刻|这会儿)(?P<place2>{PLACE})(?:那边|当地|时间)?(?:是)?(?:{_PLACE_HOUR}|白天还是|"
    f"时间)|(?:what(?:'s| is)? (?:the )?time(?: is it)?|time) in (?P<en>{PLACE})|(?P<d1>{PLACE})(?:和|"
    f"跟|与|比)(?P<d2>{PLACE}|这里|这边|这儿|国内|我们|咱们)(?:的)?(?:时差|差几个小时|差多少|早几|晚几)|(?:和|跟|"
    f"与)?(?P<d3>{PLACE})(?:的)?(?:有)?(?:多少|几个小时)?(?:的)?时差"
)
_WRONG = re.compile(
    "几点钟?方向|几点(?:起|睡|吃|下|上|开|关|出|去|回|到(?!了)|来|走|见|集合|放学|结束|开始|钟?的|打烊|营业|日出|"
    "日落|天[黑亮])|什么时候(?!了)(?!$)|几号(?:线|楼|门|院|选手|球员|房|桌|机|座|位|的|球)|"
    "星期几(?:去|来|有|上|开|休息|的|见|放|考|聚|下)|时间(?:过得|真|都去|不够|管理|紧|就是|安排)|"
    "几月(?:份)?(?:开|种|出生|生)|哪天(?:去|有空|来|见|回|再|的|咱|我们?|一起|你|能|带|请)"
)
_TOLD = re.compile(
    "(?:忘了|不知道|没注意|不记得|记不清|搞不清)(?:今天|现在)?(?:是)?(?:星期几|几点|几号)(?:的)?(?:了)?，?.{3,}"
)


class Clock:
    """See the module."""

    name = "clock"

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        line = line_of(said.text)
        core = line.core
        if len(core) > 40 or not re.search("几|时|点|表|钟|现在|天|日|年|多少|date|day|time|year|month|哪", core):
            return None
        if asks_you(core) or re.search(
            "为什么|为啥|怎么(?:算|来|计算|会|知道)|谁(?:规定|发明|定)|(?:提醒|闹钟|计时|生日|开会|考试|放假|上班)",
            core,
        ):
            return None
        if re.search(FEAST, core) and not FIXED_DAY.search(core) and not _ZONE.search(core):
            return None
        if not re.match("(?:现在)?北京时间", core) and (found := _ZONE.search(core)):
            groups = found.groupdict()
            place = (
                groups["place"] or groups["place2"] or groups["place3"] or groups["en"] or groups["d1"] or groups["d3"]
            )
            slots = {"place": place} | ({"other": groups["d2"] or "这里"} if groups["d1"] or groups["d3"] else {})
            return self._made("zone", 0.95, slots)
        if re.search("(?:星期|礼拜|周)[一二三四五六日天]$", core) and not re.search(
            "(?:吗|么|吧|不|没)[呀啊]?$|是不是", line.text
        ):
            return None
        return self._day(core) or self._time(core)

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        slots = match.slots
        match match.intent:
            case "clock.time":
                return Done(text=_time(slots, context), why="time")
            case "clock.zone":
                return Done(text=_elsewhere(slots, context), why="zone")
            case "clock.weekday":
                return Done(text=_weekday(slots, context), why="weekday")
        return Done(text=_date(slots, context), why="date")

    def _time(self, core: str) -> Match | None:
        if _WRONG.search(core) and not re.search("几点了", core):
            return None
        found = length(core)
        if found and found.seconds < 2 * 86400 and (after := re.search(_HOUR, core)) and after.start() >= found.span[1]:
            way = core[found.span[1] : after.start()]
            if re.search("前|后|过|是|到", way) or re.match("再?过|等", core):
                back = bool(re.match("(?:之|以)?前", way))
                return self._made("time", 0.95, {"minutes": found.seconds / 60 * (-1 if back else 1)})
        return self._made("time", 0.95, {}) if _TIME.search(core) else None

    def _day(self, core: str) -> Match | None:
        if found := _HAS.search(core):
            return self._made("date", 0.93, {"has": _of_what(core, found)})
        if _WRONG.search(core):
            return None
        if _WEEKDAY.search(core) and not re.search("几[月号日].*(?:星期|周|礼拜)", core) and len(core) <= 30:
            return self._made("weekday", 0.95, which_day(core))
        if _YEAR.search(core):
            return self._made("date", 0.95, {"asks": "year"} | _which_year(core))
        if _MONTH.search(core):
            return self._made(
                "date",
                0.93,
                {"asks": "month"} | ({"months": 1} if "下个月" in core else {"months": -1} if "上个月" in core else {}),
            )
        if _DATE.search(core):
            return self._made("date", 0.94, which_day(core))
        return None

    def _made(self, what: str, confidence: float, slots: dict[str, Any]) -> Match:
        return Match(skill=self.name, intent=f"clock.{what}", confidence=confidence, slots=slots)


_SHIFTS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_SHIFT_DAY = re.compile("(?P<s>大前|大后|前|昨|今|明|后)[天日儿](?!年)")
_AGO = re.compile(
    f"(?P<n>{COUNT})个?(?P<u>天|星期|礼拜|周)(?P<way>(?:之|以)?[前后])|再?过(?P<n2>{COUNT})(?P<u2>天|"
    f"个?星期|个?礼拜|周)"
)
_WEEK_TODAY = re.compile("(?P<s>上{1,2}|下{1,2})个?(?:周|星期|礼拜)的?今天")
_LAST_WEEK = re.compile("(?P<s>上{1,2})个?(?:周|星期|礼拜)(?P<d>[一二三四五六日天])")


def which_day(core: str) -> dict[str, Any]:
    """`days` from today, or the words of a day."""
    if found := _AGO.search(core):
        count = number(found["n"] or found["n2"])
        each = 1 if (found["u"] or found["u2"]) == "天" else 7
        sign = -1 if (found["way"] or "").endswith("前") else 1
        if count is not None and count == int(count) and count <= 40_000:
            return {"days": int(count) * each * sign}
    if found := _WEEK_TODAY.search(core):
        return {"days": 7 * (found["s"].count("下") - found["s"].count("上"))}
    if found := FIXED_DAY.search(core):
        return {"date": found.group()}
    if found := _SHIFT_DAY.search(core):
        return {"days": _SHIFTS[found["s"]]}
    if found := re.search("(?P<y>[去今明后前])年的?今天", core):
        return {"years": {"去": -1, "今": 0, "明": 1, "后": 2, "前": -2}[found["y"]]}
    if re.search("yesterday", core):
        return {"days": -1}
    if re.search("the day after tomorrow", core):
        return {"days": 2}
    if "tomorrow" in core:
        return {"days": 1}
    if (found := re.search(DAY, core)) and not re.search("^(?:today|今)", found.group()):
        return {"day": found.group()}
    if found := _LAST_WEEK.search(core):
        return {"last": "一二三四五六日天".index(found["d"]), "weeks": found["s"].count("上")}
    return {"days": 0}


def _which_year(core: str) -> dict[str, Any]:
    return next(
        ({"years": shift} for word, shift in (("明年", 1), ("去年", -1), ("后年", 2), ("前年", -2)) if word in core), {}
    )


def _of_what(core: str, found: re.Match[str]) -> str:
    said = found["month"] or found["year"] or found["leap"] or found["month2"] or found["year2"] or core
    return said + ("闰" if "闰" in core or "平年" in core or "leap" in core else "")


def day_meant(slots: Any, context: Context) -> date | None:
    """The day that the slots name; None where there is no such day."""
    now = context.now.replace(tzinfo=None)
    today = now.date()
    try:
        if "date" in slots:
            return fixed_day(str(slots["date"]), today)
        if "day" in slots:
            return day_of(str(slots["day"]), now)
        if "last" in slots:
            monday = today - timedelta(days=today.weekday(), weeks=int(slots["weeks"]))
            return monday + timedelta(days=min(6, int(slots["last"])))
        if "years" in slots:
            return today.replace(year=today.year + int(slots["years"]))
        return today + timedelta(days=int(slots.get("days", 0)))
    except (OverflowError, ValueError):
        return None


def fixed_day(said: str, today: date) -> date | None:
    found = FIXED_DAY.search(said)
    if not found:
        return None
    year = number(found["y"]) if found["y"] else today.year
    month, number_of_day = number(found["m"]), number(found["d"])
    if year is None or month is None or number_of_day is None:
        return None
    return date(int(year), int(month), int(number_of_day))


def _time(slots: Any, context: Context) -> str:
    minutes = float(slots.get("minutes", 0))
    at = context.now + timedelta(minutes=minutes)
    said = clock(at, english=context.english)
    if minutes:
        return reply(context, ("那是{at}", "是{at}", "{at}"), ("that is {at}", "{at}"), at=said)
    return reply(context, ("现在是{at}", "{at}了", "这会儿{at}"), ("it's {at}", "{at} now"), at=said)


def _day_name(slots: Any, that: date, context: Context) -> str:
    today = context.now.date()
    away = (that - today).days
    if context.english:
        return "today" if away == 0 else day(that, today, english=True)
    names = {-3: "大前天", -2: "前天", -1: "昨天", 0: "今天", 1: "明天", 2: "后天", 3: "大后天"}
    return names.get(away) or (month_day(that) if that.year == today.year else f"{that.year}年{month_day(that)}")


def _date(slots: Any, context: Context) -> str:
    if "has" in slots:
        return _how_many(str(slots["has"]), context)
    today = context.now.date()
    if slots.get("asks") == "year":
        year = today.year + int(slots.get("years", 0))
        name = {1: "明年", -1: "去年", 2: "后年", -2: "前年"}.get(int(slots.get("years", 0)), "今年")
        return reply(context, ("{name}是{year}年", "{year}年"), ("it's {year}",), name=name, year=year)
    if slots.get("asks") == "month":
        shift = int(slots.get("months", 0))
        month = (today.month - 1 + shift) % 12 + 1
        name = {1: "下个月", -1: "上个月"}.get(shift, "现在")
        return reply(context, ("{name}是{month}月", "{name}{month}月份"), ("month {month}",), name=name, month=month)
    that = day_meant(slots, context)
    if that is None:
        return _no_such_day(context)
    named = _day_name(slots, that, context)
    if context.english:
        return reply(
            context,
            (),
            ("{name} is {weekday}, {date}",),
            name=named,
            weekday=weekday(that, english=True),
            date=f"{month_day(that, english=True)}, {that.year}",
        )
    said = (f"{that.year}年" if that.year != today.year else "") + month_day(that)
    name = "那天" if named == said else named
    return reply(
        context,
        ("{name}是{date}，{weekday}", "{name}{date}，{weekday}"),
        (),
        name=name,
        date=said,
        weekday=weekday(that),
    )


def _weekday(slots: Any, context: Context) -> str:
    that = day_meant(slots, context)
    if that is None:
        return _no_such_day(context)
    named = _day_name(slots, that, context)
    said = weekday(that, english=context.english)
    past = that < context.now.date()
    return reply(
        context,
        ("{name}是{weekday}", "{name}{weekday}"),
        ("{name} {is_} a {weekday}",),
        name=named,
        weekday=said,
        is_="was" if past else "is",
    )


def _no_such_day(context: Context) -> str:
    return reply(context, ("日历上没有这一天呀。", "没有这一天，你再看看？"), ("There is no such day.",))


def _how_many(said: str, context: Context) -> str:
    """Days of a month or a year; whether it is a leap year."""
    today = context.now.date()
    year = today.year + next(
        (
            shift
            for word, shift in (("明年", 1), ("去年", -1), ("后年", 2), ("前年", -2), ("next year", 1))
            if word in said
        ),
        0,
    )
    if found := re.search(r"(?P<y>\d{4}|[零〇一二三四五六七八九]{4})(?:年|闰|$|\D)", said):
        year = int(number(found["y"]) or year)
    if not 1 <= year <= 9999:
        return _no_such_day(context)
    leap = calendar.isleap(year)
    if said.endswith("闰"):
        if context.english:
            return reply(context, (), (f"{year} is {'a' if leap else 'not a'} leap year, {366 if leap else 365} days",))
        return reply(
            context, (f"{year}年{'是闰年，' if leap else '不是闰年，是平年，'}有{366 if leap else 365}天",), ()
        )
    if "月" in said or "month" in said:
        month = _month(said, today)
        if month is None:
            return _no_such_day(context)
        if re.search("[下上]个?月", said):
            year += 1 if month < today.month and "下" in said else -1 if month > today.month and "上" in said else 0
        days = calendar.monthrange(year, month)[1]
        shown = f"{year}年" if year != today.year else ""
        return reply(
            context, ("{y}{m}月有{n}天", "{y}{m}月一共{n}天"), ("month {m} has {n} days",), y=shown, m=month, n=days
        )
    return reply(context, ("{y}年有{n}天", "{y}年一共{n}天"), ("{y} has {n} days",), y=year, n=366 if leap else 365)


def _month(said: str, today: date) -> int | None:
    if re.search("[这本]个?月|当月", said):
        return today.month
    if "下个月" in said or "下月" in said:
        return today.month % 12 + 1
    if "上个月" in said or "上月" in said:
        return (today.month - 2) % 12 + 1
    found = re.search("(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月", said)
    value = number(found[1]) if found else None
    return int(value) if value is not None and 1 <= value <= 12 else None


def _elsewhere(slots: Any, context: Context) -> str:
    place = str(slots["place"])
    zones = SEVERAL.get(place) or (ZONES.get(place, ""),)
    try:
        times = [(zone, context.now.astimezone(ZoneInfo(zone))) for zone in zones]
        if "other" in slots:
            return _apart(place, times[0][1], str(slots["other"]), context)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return reply(context, ("{p}的时间我这儿查不到。",), ("I cannot tell the time of {p}.",), p=place)
    if len(times) > 1:
        if context.english:
            return reply(
                context,
                (),
                (
                    "; ".join(
                        f"{zone.split('/')[-1].replace('_', ' ')}: {clock(at, english=True)}" for zone, at in times
                    ),
                ),
            )
        said = "，".join(f"{SHOWN[zone]}{_day_there(at, context)}{clock(at)}" for zone, at in times)
        return reply(context, ("{p}不止一个时区，{said}",), (), p=place, said=said)
    at = times[0][1]
    if context.english:
        return reply(context, (), ("it's {at} in {p}",), at=clock(at, english=True), p=place.title())
    return reply(
        context, ("{p}现在是{day}{at}", "{p}这会儿{day}{at}"), (), p=place, day=_day_there(at, context), at=clock(at)
    )


def _day_there(at: datetime, context: Context) -> str:
    away = (at.date() - context.now.date()).days
    return {-1: "昨天", 1: "明天"}.get(away, "")


def _apart(place: str, there: datetime, other: str, context: Context) -> str:
    here = context.now.astimezone(ZoneInfo(ZONES[other])) if other in ZONES else context.now
    apart = ((there.utcoffset() or timedelta()) - (here.utcoffset() or timedelta())).total_seconds() / 3600
    hours = f"{abs(apart):g}"
    second = other if other in ZONES else "这儿"
    if not apart:
        return reply(context, ("{p}和{o}没有时差",), ("no time difference",), p=place, o=second)
    return reply(
        context,
        ("{p}比{o}{way}{h}个小时",),
        ("{p} is {h} hours {en}",),
        p=place,
        o=second,
        way="早" if apart > 0 else "晚",
        h=hours,
        en="ahead" if apart > 0 else "behind",
    )
