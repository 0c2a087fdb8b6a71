"""The almanac: the day by the moon, animals of years, solar terms, festivals, days until and between."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from roleplay_lite.memory.times import resolve
from roleplay_lite.persona.calendar import animal_of_year, lunar_year
from roleplay_lite.persona.facts import SELF
from roleplay_lite.skills.clock import FIXED_DAY, day_meant, fixed_day, which_day
from roleplay_lite.skills.feast_days import (
    BY_MOON,
    ENGLISH,
    FEAST,
    feast_day,
    feast_in,
    feasts_on,
    last_feast,
    next_feast,
    term_near,
)
from roleplay_lite.skills.heard import line_of
from roleplay_lite.skills.moments import DAY, day_of
from roleplay_lite.skills.numbers import number
from roleplay_lite.skills.skill import Context, Done, Match, Said
from roleplay_lite.skills.when_said import month_day, weekday
from roleplay_lite.skills.wording import reply

_LUNAR_WORD = "(?:农历|阴历|旧历|老黄历|lunar)"
_LUNAR = re.compile(
    "(?:今|明|后|昨)[天儿日]是?(?:不是)?初[一二三四五六七八九十](?:还是.{1,4}|$)|"
    f"{_LUNAR_WORD}[^，]{{0,8}}(?:几|多少|哪[天日]|的?什么(?:日子|时候)?|是|怎么说|$)|(?:几|多少|"
    f"哪[天日]).{{0,3}}{_LUNAR_WORD}|几月初几|[腊正冬]月(?:初)?几|初几(?!去|来|回|上|走|开|放)|"
    f"{_LUNAR_WORD}(?:日期|呢|的?日子)?$|"
    f"lunar (?:date|calendar)|"
    f"(?:今天|明天|后天|昨天|今儿)[^，]{{0,3}}{_LUNAR_WORD}"
)
_ANIMAL = re.compile(
    "(?:今年|明年|去年|后年|前年)是?(?:哪个|什么|啥)(?:属相|生肖)|"
    "(?:今年|明年|去年)是(?:不是)?[鼠牛虎兔龙蛇马羊猴鸡狗猪]年|(?:今年|明年|去年|后年|前年|"
    "(?P<y>[0-9]{4}|[零〇一二三四五六七八九]{4})年)(?:是|出生的?是?|"
    "生的?是?|属)?(?:个)?(?:农历)?(?:什么年(?!份)|啥年|(?:什么|啥)?生肖(?:年)?(?:是|什么|啥)?|"
    "属(?:什么|啥)(?:的)?|什么(?:生肖|属相)|属$)|(?:属什么|什么生肖).{0,4}年|(?:year of the what|"
    "which zodiac animal|what zodiac)|什么生肖年"
)
_TERM = re.compile(
    "(?:什么|哪个|啥)(?:节令|时令)|"
    "(?:现在|今天|这几天|明天|这会儿|眼下|下一个|下个|最近|目前)[^，]{0,6}节气|(?:什么|哪个|啥)节气|"
    "节气(?:是|到)(?:什么|哪个|啥|哪)|solar term"
)
_WHEN = (
    "(?:(?:在|是)?(?:哪一?天|几月几?[号日]?|哪个月|几[号日]|什么时候(?!放假)|啥时候(?!放假)|哪[号日]|"
    "星期几|礼拜几|周几|何时|多会儿|落在哪)|(?:公历|阳历)(?:的)?(?:几|哪|是|多少)|when(?:'s| is)|"
    "what day is|what date is|date of)(?: the)?"
)
_FESTIVAL = re.compile(
    f"(?:{FEAST})[^，]{{0,10}}{_WHEN}|{_WHEN} ?(?:是|到|过|the |this year'?s )?(?:{FEAST})|今天(?:是|"
    f"过)?(?:什么|啥)(?:节日|节(?!气|目)|日子(?!几))|(?:今天|明天|后天)(?:有|是)(?:什么|"
    f"啥)节(?:日)?(?!目|气)|下一?个(?:节日|节假日|假期|法定节假日|节)(?:是)?(?:什么|哪|啥|几)|(?:哪天|"
    f"什么时候)(?:是|过|到)(?:{FEAST})"
)
_LEFT = (
    "(?:还(?:有|剩|差|要)(?:下|等)?(?:多久|多少[天日]|几天|多长时间|几个月|多少个?(?:星期|礼拜|周|月)|"
    "几个?(?:星期|礼拜|周))|再[过有](?:多少|几)天|多长时间|(?:在)?(?:多少|几)天(?:之|以)?后|(?:剩|"
    "有)(?:多少|几)天|(?:多少|几)天(?:了|到|就|才|后)?|多久(?:到|了|"
    "才)?|倒计时(?:多少|几)?天?)"
)
_UNTIL = re.compile(
    f"^(?:请问|那|到底|现在|离|，|咱|我们)*{_LEFT}(?:到|就到?了?|才(?:到)?|是|就是|放|"
    f"考)?(?P<what2>[^，]{{1,12}}?)(?:$|，)|(?:离|距离?|到|距离?到|"
    f"离到)?(?P<what>[^，]{{1,16}}?)(?:那天|到来|来临|现在)?{_LEFT}|how (?:many days|long)(?: is it|"
    f" are there| left)? (?:until|till|to|before)(?: the)? (?P<en>[a-z' ]+)"
)
_SINCE = re.compile(
    "(?:从|自)?(?P<from>[^，]{2,16}?)(?:到现在|到今天|至今|以来)(?:一共|已经|总共|都)?(?:有|过|是|"
    "过去)?(?:了)?(?:多少天|几天|多久)"
)
_BETWEEN = re.compile(
    "(?:从)?(?P<a>[^，]{2,16}?)(?:到|和|跟|与|至)(?P<b>[^，]{2,16}?)(?:之间)?(?:一共|总共|"
    "中间)?(?:隔|差|相差|相隔|有)(?:了|着)?(?:多少天|几天)|"
    "(?:从)(?P<a2>[^，]{2,16}?)到(?P<b2>[^，]{2,16}?)(?:是|一共|总共)?(?:多少天|几天)"
)
_BIRTHDAY = re.compile("(?P<who>我|你|您|咱)?(?:的)?生日")
_WEEKEND = re.compile("周末|星期六|周六")
_WRONG = re.compile(
    "(?:吃|穿|买|送|做|去|玩|放(?!假)|怎么|干嘛|为什么|由来|来历|习俗|来源|礼物|计划|打算|准备|安排|"
    "回家|快乐|假期去|营业|作业|考得|成绩|打折)"
)


class Almanac:
    """See the module."""

    name = "almanac"

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        core = line_of(said.text).core
        if len(core) > 45:
            return None
        asks_why = re.search("为什么|为啥|由来|来历|怎么(?:来|过|算|庆祝)|习俗|谁(?:规定|发明)", core)
        if (
            asks_why
            or re.search(
                "(?:几号|哪天)开始放|放假(?:几|多|放|安排|吗|到|$)|休息?(?:几|多少)天|放(?:几|多少)天|假期(?:有)?(?:几|多少)",
                core,
            )
            or re.search("哪几天|[前后]一[天晚日]|月是农历的|什么月|(?:腊|正|冬)月是", core)
        ):
            return None
        if _TERM.search(core) and not re.search("二十四节气(?:有|是|歌|怎么|分别)", core):
            return self._made(
                "clock.lunar", 0.95, {"asks": "term"} | ({"next": True} if re.search("下一?个", core) else {})
            )
        if found := _ANIMAL.search(core):
            year = {"year": int(number(found["y"]) or 0)} if found.groupdict().get("y") else {}
            shift = next((s for word, s in (("明年", 1), ("去年", -1), ("后年", 2), ("前年", -2)) if word in core), 0)
            return self._made("clock.lunar", 0.95, {"asks": "animal", "years": shift} | year)
        if _LUNAR.search(core) and not re.search(FEAST, core) and not re.search("生日|怎么", core):
            return self._made("clock.lunar", 0.95, which_day(core))
        return self._days(core) or self._festival(core)

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        slots = match.slots
        try:
            if match.intent == "clock.lunar":
                return Done(text=_by_moon(slots, context), why="lunar")
            if match.intent == "clock.festival":
                return Done(text=_festival(slots, context), why="festival")
            return Done(text=_count(slots, context), why="days")
        except (ValueError, OverflowError):
            text = reply(context, ("这个日子我这本历上查不到。",), ("My calendar does not reach that day.",))
            return Done(text=text, why="beyond the tables")

    def _festival(self, core: str) -> Match | None:
        if not _FESTIVAL.search(core):
            return None
        name = feast_in(core)
        if not name and re.search("下一?个", core):
            return self._made("clock.festival", 0.92, {"next": True})
        if not name:
            shift = {"明": 1, "后": 2}.get(core[core.find("天") - 1] if "天" in core else "", 0)
            return self._made("clock.festival", 0.93, {"on": shift})
        if re.search("农历|阴历|旧历|几月初几|[腊正冬]月(?:初)?几|初几(?!去|来|回|上|走|开|放)|正月|腊月", core):
            return self._made("clock.festival", 0.95, {"festival": name, "asks": "lunar"})
        asks = "weekday" if re.search("星期几|礼拜几|周几|what day", core) else "date"
        year = next(
            (s for word, s in (("明年", 1), ("去年", -1), ("后年", 2), ("前年", -2), ("今年", 0)) if word in core), None
        )
        slots: dict[str, Any] = {"festival": name, "asks": asks}
        if year is not None:
            slots["years"] = year
        if written := re.search(r"((?:19|20)\d{2}|二[零〇][零〇一二三四五六七八九]{2})年", core):
            slots["year"] = int(number(written[1]) or 0)
        return self._made("clock.festival", 0.95, slots)

    def _days(self, core: str) -> Match | None:
        if re.search("^今年(?:已经)?过(?:去)?了?(?:多少|几)天", core):
            return self._made("clock.days", 0.92, {"since": "年初"})
        if (found := _SINCE.search(core)) and _is_day(found["from"]):
            return self._made("clock.days", 0.93, {"since": found["from"]})
        if found := _BETWEEN.search(core):
            a, b = found["a"] or found["a2"], found["b"] or found["b2"]
            if a and b and _is_day(a) and _is_day(b):
                return self._made("clock.days", 0.94, {"from": a, "date": b})
        for found in _UNTIL.finditer(core):
            what = (found["what"] or found["what2"] or found["en"] or "").strip()
            what = re.sub(
                "^(?:离|距离?|到|那|现在|我想知道|算算|算一?下|看看|今天|请问|从现在|你知道)+(?=.)|放(?=[寒暑])|"
                "(?:的时候|"
                "节?放假|假期)$|考试$|(?<=[号日])的?(?:开学|结婚|上班|放假|出发|我?生日|回家)$",
                "",
                what,
            )
            named = re.fullmatch(f"{DAY}|20[0-9]{{2}}年|二[零〇][零〇一二三四五六七八九]{{2}}年", what)
            if named and (FIXED_DAY.fullmatch(what) or not feast_in(what)):
                return self._made("clock.days", 0.93, {"date": what})
            if name := feast_in(what):
                rest = re.sub(f"{FEAST}|这个|下一?个|今年|明年|假期|[的了到过日天啊呀]", "", what)
                ok = what.isascii() or (len(rest) <= 2 and not _WRONG.search(what))
                return self._made("clock.days", 0.95, {"festival": name}) if ok else None
            if _BIRTHDAY.search(what) and len(what) <= 8:
                return self._made("clock.days", 0.9, {"birthday": _whose(what)})
            if _WEEKEND.search(what) and len(what) <= 5:
                return self._made("clock.days", 0.92, {"date": "周六"})
            if re.fullmatch(
                "(?:年底|今年|这个?月|本月|过完年|跨年|月底|明年|下个?月|寒假|暑假|新的一年|(?:下|这)?个?(?:周|星期|"
                "礼拜)[一二三四五六日天])",
                what,
            ) or re.fullmatch(DAY, what):
                return self._made("clock.days", 0.92, {"date": what})
        day = FIXED_DAY.search(core)
        if day and re.search("(?:还有|离|距|还要)[^，]{0,6}(?:多少|几)天", core):
            return self._made("clock.days", 0.9, {"date": day.group()})
        return None

    def _made(self, intent: str, confidence: float, slots: dict[str, Any]) -> Match:
        return Match(skill=self.name, intent=intent, confidence=confidence, slots=slots)


def _whose(what: str) -> str:
    found = _BIRTHDAY.search(what)
    return (found["who"] if found else "") or "我"


def _is_day(words: str) -> bool:
    return bool(
        FIXED_DAY.search(words)
        or re.search(DAY, words)
        or feast_in(words)
        or re.search("今天|明天|现在|年初|年底|元旦", words)
    )


def _day(words: str, context: Context) -> date | None:
    """The day that words for one mean, the next of its name."""
    today = context.now.date()
    if re.search("今天|现在", words):
        return today
    if found := FIXED_DAY.search(words):
        day = fixed_day(words, today)
        if day and not found["y"] and day < today:
            day = day.replace(year=today.year + 1)
        return day
    if words in ("这个月", "这月", "本月"):
        return (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    if words == "今年":
        return date(today.year + 1, 1, 1)
    if whole := re.fullmatch("(20[0-9]{2}|二[零〇][零〇一二三四五六七八九]{2})年", words):
        return date(int(number(whole[1]) or today.year), 1, 1)
    if "年底" in words:
        return date(today.year, 12, 31)
    if "明年" in words or "新的一年" in words:
        return date(today.year + 1, 1, 1)
    if name := feast_in(words):
        return next_feast(name, today)
    now = context.now.replace(tzinfo=None)
    if (named := re.search(DAY, words)) and (day := day_of(named.group(), now)):
        return day
    plain = re.sub("^(下个?月)$", r"\1一号", words)
    if "月底" in words:
        return (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    found_times = resolve(plain, now.timestamp(), tense="future")
    if not found_times or found_times[0].start is None:
        return None
    return date.fromtimestamp(found_times[0].start)


def _lunar_words(day: date) -> str:
    """「十月十九」, 「闰六月初三」. Raises ValueError beyond the tables."""
    from borax.calendars.lunardate import LunarDate

    if lunar_year(day) is None:
        raise ValueError(f"no lunar date is known for {day}")
    lunar = LunarDate.from_solar(day)
    return str(lunar.strftime("%M月%D")) if not lunar.leap else f"闰{lunar.strftime('%M月%D')}".replace("闰闰", "闰")


def _by_moon(slots: Any, context: Context) -> str:
    today = context.now.date()
    if slots.get("asks") == "term":
        now, since, later, then = term_near(today)
        if slots.get("next"):
            return reply(
                context,
                ("下一个节气是{t}，{d}", "{d}是{t}"),
                ("{t} on {d}",),
                t=later,
                d=month_day(then, english=context.english),
            )
        if since == today:
            return reply(context, ("今天就是{t}", "今天{t}"), ("today is {t}",), t=now)
        return reply(
            context, ("现在是{t}，{d}开始的，下一个是{n}", "眼下还在{t}里，{m}就到{n}了"), ("it is {t}; next is {n}",),
            t=now, d=month_day(since), n=later, m=month_day(then),
        )  # fmt: skip
    if slots.get("asks") == "animal":
        shift = int(slots.get("years", 0))
        year = int(slots.get("year", 0)) or (lunar_year(today) or today.year) + shift
        # In January 「今年」 is the year that the calendar shows, of which the animal comes with the moon's new year.
        if not slots.get("year") and lunar_year(today) != today.year:
            return reply(
                context,
                ("春节前还是{a}年，过了春节是{b}年",),
                ("{a} until the Spring Festival, then {b}",),
                a=animal_of_year(year),
                b=animal_of_year(year + 1),
            )
        name = (
            {1: "明年", -1: "去年", 2: "后年", -2: "前年", 0: "今年"}[shift] if not slots.get("year") else f"{year}年"
        )
        return reply(context, ("{n}是{a}年", "{n}属{a}"), ("the year of the {a}",), n=name, a=animal_of_year(year))
    day = day_meant(slots, context)
    if day is None:
        raise ValueError("no such day")
    away = (day - today).days
    name = {-2: "前天", -1: "昨天", 0: "今天", 1: "明天", 2: "后天", 3: "大后天"}.get(away) or month_day(day)
    if context.english:
        from borax.calendars.lunardate import LunarDate

        lunar = LunarDate.from_solar(day)
        return reply(context, (), ("day {d} of month {m} by the moon",), d=lunar.day, m=lunar.month)
    return reply(context, ("{n}是农历{m}", "{n}农历{m}"), (), n=name, m=_lunar_words(day))


def _festival(slots: Any, context: Context) -> str:
    today = context.now.date()
    english = context.english
    if "on" in slots:
        that = today + timedelta(days=int(slots["on"]))
        word = {1: "明天", 2: "后天"}.get(int(slots["on"]), "今天")
        names = feasts_on(that)
        if not names:
            return reply(
                context, ("{w}不是什么节，就是个平常日子", "{w}没有节日"), ("no festival {e}",), w=word, e="today"
            )
        return reply(
            context,
            ("{w}是{n}",),
            ("it's {n}",),
            w=word,
            n=("、" if not english else ", ").join(ENGLISH.get(n, n) if english else n for n in names),
        )
    if slots.get("next"):
        from roleplay_lite.skills.holidays_cn import by_law

        coming = min(
            (days[0], name)
            for year in (today.year, today.year + 1)
            for name, days in by_law(year).items()
            if days[0] > today
        )
        return reply(
            context,
            ("下一个假是{n}，{d}，还有{k}天",),
            ("next is {n} in {k} days",),
            n=coming[1],
            d=month_day(coming[0]),
            k=(coming[0] - today).days,
        )
    name = str(slots["festival"])
    if slots.get("asks") == "lunar":
        day = next_feast(name, today)
        if day is None or english:
            raise ValueError("no such festival there")
        by_moon = name in BY_MOON
        return reply(
            context, ("{n}是农历{m}" if by_moon else "{n}按阳历过，下一个是农历{m}",), (), n=name, m=_lunar_words(day)
        )
    if "year" in slots or "years" in slots:
        year = int(slots.get("year", 0)) or today.year + int(slots["years"])
        day = feast_day(name, year)
        # 「今年春节」 in November is the one to come, unless it is plainly asked after.
        if day and day < today and slots.get("years") == 0 and name in ("春节", "除夕", "元旦"):
            day = next_feast(name, today)
    else:
        day = next_feast(name, today)
    if day is None:
        raise ValueError("no such festival there")
    said = month_day(day, english=english)
    shown = (
        (f", {day.year}" if english else "")
        if day.year == today.year
        else (f", {day.year}" if english else f"{day.year}年")
    )
    named = ENGLISH.get(name, name) if english else name
    if day == today:
        return reply(context, ("就是今天呀，{d}，{w}",), ("it's today, {d}",), d=said, w=weekday(day, english=english))
    if english:
        return reply(context, (), ("{n} is on {w}, {d}{y}",), n=named, w=weekday(day, english=True), d=said, y=shown)
    verb = "是" if day > today else "已经过了，是"
    return reply(
        context,
        ("{n}{v}{y}{d}，{w}", "{y}{d}，{w}，{n}{v2}"),
        (),
        n=named,
        v=verb,
        v2="就在这天" if day > today else "已经过了",
        y=shown,
        d=said,
        w=weekday(day),
    )


def _count(slots: Any, context: Context) -> str:
    today = context.now.date()
    english = context.english
    if "since" in slots:
        first = _past_day(str(slots["since"]), today)
        if first is None:
            raise ValueError("no such day")
        return reply(context, ("到今天{n}天了", "一共{n}天"), ("{n} days",), n=(today - first).days)
    if "from" in slots:
        first, last = _day(str(slots["from"]), context), _day(str(slots["date"]), context)
        if first is None or last is None:
            raise ValueError("no such day")
        return reply(context, ("隔着{n}天", "一共{n}天"), ("{n} days",), n=abs((last - first).days))
    if "birthday" in slots:
        return _birthday(str(slots["birthday"]), context)
    if "festival" in slots:
        name = str(slots["festival"])
        day = next_feast(name, today)
        named = ENGLISH.get(name, name) if english else name
    else:
        named = str(slots["date"])
        day = _day(named, context)
    if day is None:
        raise ValueError("no such day")
    left = (day - today).days
    if left <= 0:
        return reply(context, ("{n}就是今天呀",), ("{n} is today",), n=named)
    return reply(
        context,
        ("离{n}还有{k}天", "还有{k}天，{n}是{d}", "{n}在{d}，还有{k}天"),
        ("{k} days until {n}",),
        n=named,
        k=left,
        d=month_day(day),
    )


def _past_day(words: str, today: date) -> date | None:
    if found := FIXED_DAY.search(words):
        day = fixed_day(words, today)
        return day.replace(year=today.year - 1) if day and not found["y"] and day > today else day
    name = feast_in(words)
    return last_feast(name, today) if name else date(today.year, 1, 1) if "年初" in words else None


def _birthday(who: str, context: Context) -> str:
    """The persona's own is known from its facts; the person's is memory's to tell."""
    today = context.now.date()
    if who in ("你", "您"):
        value = next(
            (fact.value for fact in context.persona.facts if fact.owner == SELF and fact.key == "birthday"), ""
        )
        day = _yearly(str(value), today)
        if day:
            return reply(
                context,
                ("离我生日还有{k}天，{d}",),
                ("{k} days until my birthday",),
                k=(day - today).days,
                d=month_day(day),
            )
        return reply(context, ("我的生日，日历上不好数。",), ("My birthday is hard to count to.",))
    return reply(
        context,
        ("你生日是哪天？跟我说几月几号，我就能数。",),
        ("Which day is your birthday? Tell me, and I'll count.",),
    )


def _yearly(value: str, today: date) -> date | None:
    if name := feast_in(value):
        return next_feast(name, today)
    if not (found := FIXED_DAY.search(value)) or re.search("农历|阴历", value):
        return None
    month, day = number(found["m"]), number(found["d"])
    days = (_safe(year, int(month or 0), int(day or 0)) for year in (today.year, today.year + 1))
    return next((one for one in days if one and one >= today), None)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
