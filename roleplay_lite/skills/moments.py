"""A time of day as it is spoken (「下周三下午三点半」, 「工作日七点」, 「晚饭后」), and the moment that it means.
Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from roleplay_lite.memory.times import resolve
from roleplay_lite.persona.numerals import NUMERAL
from roleplay_lite.skills.numbers import number
from roleplay_lite.skills.repeats import EVERY, following, interval, repeat_of

_N = rf"(?:[0-9]{{1,2}}|{NUMERAL}{{1,3}})"
_WEEK = "(?:周|星期|礼拜)"
_FEAST = (
    "大?年(?:三十|初[一二三四五六七八九十])|除夕夜?|春节|元旦|元宵节?|清明节?|端午节?|七夕|中秋节?|"
    "国庆节?|重阳节?|劳动节|儿童节|教师节|平安夜|圣诞节?|"
    "情人节|母亲节|父亲节|妇女节|冬至|腊八节?|小年"
)
DAY = (
    rf"(?:今天?儿?个?(?=[早晚晨夜])|今[天儿日]个?|明天?儿?个?(?=[早晚晨夜])|明[天儿日]个?|"
    rf"大?后[天儿日]个?|后(?=[早晚])|"
    rf"(?:下{{1,2}}|这|本)?个?{_WEEK}[一二三四五六日天末](?!点)|"
    rf"(?:(?:下{{1,2}}|这|本)个?月|(?:[农阴]历)?(?:1[0-2]|[1-9]|十[一二]?|"
    rf"[正腊冬一二三四五六七八九])月份?)(?:的)?(?:初{_N}|{_N}[号日]?|底|初)|"
    rf"(?<![0-9{NUMERAL[1:-1]}]){_N}[号日](?![线楼门院馆店桌机车])|{_N}个?(?:天|星期|礼拜|周|月)(?:之|"
    rf"以)?后|(?:本|这个?)?月(?:底|初)|{_FEAST}|"
    r"\btomorrow\b|\btoday\b|\btonight\b|\bthis (?:morning|afternoon|evening)\b|\b(?:next |on |"
    r"this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)"
)
_PARTS: dict[str, tuple[int, int, int]] = {
    # From this hour to that, and the hour that is meant where none is said.
    "凌晨": (0, 6, 5), "清晨|清早|一大早|大清早|大早上|早晨|早上|早间|清早上|早起|早": (4, 12, 8), "上午": (6, 13, 10),
    "中午|正午|晌午": (11, 15, 12), "下午|午后": (12, 19, 15), "傍晚|黄昏": (16, 20, 18),
    "晚上|晚间|夜里|夜晚|今晚|晚|夜": (17, 29, 20), "半夜|深夜|大半夜|后半夜|午夜": (22, 30, 24),
    "morning": (4, 12, 8), "noon|midday": (11, 15, 12), "afternoon": (12, 18, 15), "evening": (17, 24, 19),
    "tonight|night": (18, 29, 20), "midnight": (22, 30, 24),
}  # fmt: skip
_PART = "|".join(sorted((name for names in _PARTS for name in names.split("|")), key=len, reverse=True))
_PART_ZH = "|".join(name for name in _PART.split("|") if not name.isascii())
_PART_EN = "|".join(name for name in _PART.split("|") if name.isascii())
_EN_HOUR = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[01]?[0-9]|2[0-3]"
_EN_MINUTE = (
    "o'?clock|oh? ?[1-9]|[0-5][0-9]|ten|fifteen|twenty|thirty|forty|fifty|(?:twenty|thirty|forty|"
    "fifty)[ -](?:one|two|three|four|five|six|seven|eight|nine)"
)
CLOCK = (
    rf"(?:差(?P<to>{_N}|一刻)分?钟?(?:到)?(?P<hto>{_N})点|"
    rf"(?<![0-9{NUMERAL[1:-1]}.])(?P<hour>{_N})点(?![儿名击评赞头心菜外关子滴都也了])(?:差(?P<to2>{_N}|"
    rf"一刻)分?|(?P<past>半|一刻|三刻)|(?P<whole>整|钟)|"
    rf"过?零?(?P<minute>[0-5]?[0-9](?=分|$|[^0-9])|{NUMERAL}{{1,3}})分?)?|"
    r"(?<![0-9:.])(?P<h24>[01]?[0-9]|2[0-4])[::.](?P<m24>[0-5][0-9])(?![0-9])(?:\s?(?P<ap>[ap])\.?m)?|"
    rf"(?<![0-9:a-z])(?P<he>{_EN_HOUR})(?:[ :](?P<me>{_EN_MINUTE}))?\s?(?P<ap2>[ap])\.?m\b|"
    rf"(?<![a-z])(?:at |"
    rf"by )(?P<hat>{_EN_HOUR})(?:[ :](?P<mat>{_EN_MINUTE}))?(?:\s?(?P<ap3>[ap])\.?m)?(?![a-z0-9]|"
    rf" (?:min|hour|sec|day|percent))|"
    rf"(?<![a-z])(?P<hb>{_EN_HOUR}) (?P<mb>{_EN_MINUTE})(?![a-z0-9])|\bhalf past (?P<hp>{_EN_HOUR})\b|"
    rf"\b(?P<q>quarter) (?P<qd>past|to) (?P<hq>{_EN_HOUR})\b)"
)
_ANCHORS: tuple[tuple[str, tuple[int, int]], ...] = (
    ("早[饭餐](?:之?后|以后)|吃完早[饭餐]", (8, 0)), ("(?:午|中)[饭餐](?:之?后|以后)|吃完(?:午|中)[饭餐]", (13, 0)),
    ("晚[饭餐](?:之?后|以后)|吃完晚[饭餐]", (19, 30)), ("早[饭餐]前", (7, 0)), ("(?:午|中)[饭餐]前", (11, 30)),
    ("晚[饭餐]前", (17, 30)),
    ("睡(?:觉)?(?:之|以)?前|临睡前|上床前", (22, 0)), ("起床(?:之?后|以后)", (7, 30)),
    ("下班(?:之?后|以后|的时候|前)?(?=[，提叫喊记]|$)", (18, 0)),
    ("放学(?:之?后|以后|的时候)?(?=提|叫|喊|记)", (16, 30)), ("上班前|出门前", (8, 0)), ("午睡(?:之?后|以后)", (14, 0)),
)  # fmt: skip
_MEAL = "(?:吃完|吃过)饭(?:之?后|以后)?|饭后"
_THRICE = "早(?:上)?、?，?中(?:午)?、?，?晚(?:上)?(?=各|都|，|三|提|叫|喊|吃)|一日三餐|一天三次|三餐(?:前|后)?"
_RE_DAY, _RE_CLOCK = re.compile(DAY), re.compile(CLOCK)
_RE_PART = re.compile(rf"(?:{_PART_ZH})(?![饭餐安会报]|点(?=[睡起回]))|\b(?:in the |at )?(?:{_PART_EN})\b")
_RE_ANCHOR = tuple((re.compile(pattern), at) for pattern, at in _ANCHORS)
_RE_MEAL, _RE_THRICE = re.compile(_MEAL), re.compile(_THRICE)
_RE_SOON = re.compile(
    "(?:过)?(?:一会儿?|待会儿?|等会儿?|等下儿?|等一下|回头)(?=提醒|叫|喊|记|通知|告诉)|"
    "(?<=我)(?:一会儿?|待会儿?|等会儿?|等下)(?!儿)"
)
SOON_MINUTES = 10
MEALS = ((8, 0), (13, 0), (19, 30))
_ENGLISH_HOURS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The time words of a line. JSON-ready by `asdict`."""

    day: str = ""
    part: str = ""
    hour: int | None = None
    """As it was said: 7 of 「晚上七点」, too."""
    minute: int = 0
    half: str = ""
    """`am`, `pm`, `24`, where the words say so themselves."""
    repeat: str = ""
    """An RRULE."""
    anchors: tuple[tuple[int, int], ...] = ()
    """Hours and minutes that other words stand for (「晚饭后」)."""
    soon: bool = False
    """「一会儿」: soon, and nobody says how soon."""
    meal: bool = False
    """「吃完饭」: whichever meal comes next."""

    @property
    def empty(self) -> bool:
        return not (
            self.day or self.part or self.hour is not None or self.repeat or self.anchors or self.meal or self.soon
        )

    @property
    def clock(self) -> tuple[int, int] | None:
        """The hour of 24 where the words tell it; else as it was said."""
        if self.hour is None:
            return None
        hour, _ = _of_24(self, awake=True)
        return hour % 24, self.minute

    def to_dict(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value not in ("", None, (), False)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Spoken:
        values = dict(data)
        values["anchors"] = tuple((int(pair[0]), int(pair[1])) for pair in values.get("anchors", ()))
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """When that is."""

    at: datetime
    """Naive, local."""
    sure: bool
    """False where the words did not say which half of the day, or no hour at all."""


def spoken_in(text: str) -> tuple[Spoken, str]:
    """The time words of a line, and the line without them."""
    left = text
    repeat, left = repeat_of(left)
    thrice = bool(_RE_THRICE.search(left))
    left = _RE_THRICE.sub("", left)
    anchors: list[tuple[int, int]] = list(MEALS) if thrice else []
    for pattern, at in _RE_ANCHOR:
        if pattern.search(left):
            anchors.append(at)
            left = pattern.sub("", left, count=1)
    soon = not anchors and _RE_SOON.search(left)
    left = _RE_SOON.sub("", left) if soon else left
    meal = not anchors and bool(_RE_MEAL.search(left))
    left = _RE_MEAL.sub("", left) if meal else left
    found = _RE_CLOCK.search(left)
    hour, minute, half = _clock(found) if found else (None, 0, "")
    if found and hour is not None:
        left = left[: found.start()] + "\x00" + left[found.end() :]
    day = _RE_DAY.search(left)
    if day:
        left = left[: day.start()] + "\x00" + left[day.end() :]
    part = _RE_PART.search(left)
    if part:
        left = left[: part.start()] + "\x00" + left[part.end() :]
    if thrice and not repeat:
        repeat = EVERY
    said = re.sub(r"^(?:in the|at) ", "", part.group()) if part else ""
    if day and day.group() == "tonight":
        said = said or "tonight"
    spoken = Spoken(
        day=day.group() if day else "", part=said, hour=hour, minute=minute, half=half, repeat=repeat,
        anchors=tuple(anchors), meal=meal, soon=bool(soon),
    )  # fmt: skip
    return spoken, re.sub("\x00(?:的|\x00|，|左右|准时|之前|以前|那天|当天|时候)*", "", left)


def meant(spoken: Spoken, now: datetime, *, wakes: bool = False) -> tuple[Meant, ...]:
    """The moments, none of them before `now` (naive, local); several for 「早中晚」. `wakes` is of an alarm, for which
    「七点」 of a day is in the morning. Empty where there is no such day, and where it is over."""
    if spoken.anchors:
        return tuple(
            _at(replace(spoken, anchors=(), hour=h, minute=m, half="24", part=""), now, sure=False)
            for h, m in spoken.anchors
        )
    if spoken.soon and spoken.hour is None and not spoken.day:
        return (Meant(at=now + timedelta(minutes=SOON_MINUTES), sure=False),)
    if spoken.meal:
        today = [datetime.combine(now.date(), time(h, m)) for h, m in MEALS]
        ahead = next((at for at in today if at > now), today[0] + timedelta(days=1))
        return (Meant(at=ahead, sure=False),)
    day = day_of(spoken.day, now) if spoken.day else None
    if spoken.day and day is None:
        return ()
    if step := interval(spoken.repeat):
        return (Meant(at=now + timedelta(seconds=step), sure=True),)
    if spoken.hour is None:
        hour = _usual_hour(spoken)
        first = day or now.date()
        at = _moment(first, hour, 0)
        if at <= now and not spoken.day:
            at += timedelta(days=1)
        return () if at <= now else (Meant(at=_repeated(spoken, at, now), sure=False),)
    hour, told = _of_24(spoken, awake=wakes or bool(spoken.repeat))
    if not told and not day and not spoken.repeat and not wakes:
        # 「七点」: the next time that a clock's hands stand so.
        faces = [
            _moment(now.date() + timedelta(days=d), h, spoken.minute)
            for d in (0, 1)
            for h in (hour % 12, hour % 12 + 12)
        ]
        return (Meant(at=min(at for at in faces if at > now), sure=False),)
    if not told and day and not wakes and 1 <= hour <= 6:
        hour += 12
    if not told and day == now.date() and hour < 12 and _moment(day, hour, spoken.minute) <= now:
        hour += 12
    found = _at(replace(spoken, hour=hour, half="24", part=""), now, sure=told, day=day)
    return (found,) if found.at > now else ()


def day_of(words: str, now: datetime) -> date | None:
    """The day that words for one mean."""
    plain = re.sub(
        "^(今|明|大?后)天?儿?个?$",
        r"\1天",
        re.sub("[日儿]个?$", "天", words) if re.match("[今明后大]", words) else words,
    )
    plain = re.sub("^(?=月)", "这个", plain)
    plain = re.sub("月初$", "月一号", re.sub("月底$", "月三十号", plain))
    plain = re.sub(r"(月的?)([0-9一二三四五六七八九十]+)$", r"\1\2号", plain)
    if plain in ("today", "tonight") or plain.startswith("this "):
        return now.date()
    found = resolve(plain, now.timestamp(), tense="future")
    if words.endswith("月底"):
        first = resolve(plain.replace("三十号", "一号"), now.timestamp(), tense="future")
        if first and first[0].start is not None:
            day = datetime.fromtimestamp(first[0].start).date()
            return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if not found or found[0].start is None or (plain.endswith(("号", "日")) and found[0].grain not in ("day", "part")):
        return None
    day = datetime.fromtimestamp(found[0].start).date()
    if ago := re.fullmatch(rf"({_N})个?(?:星期|礼拜|周)(?:之|以)?后", plain):
        return now.date() + timedelta(weeks=int(number(ago[1]) or 0))
    return day


def _at(spoken: Spoken, now: datetime, *, sure: bool, day: date | None = None) -> Meant:
    assert spoken.hour is not None
    first = day or (day_of(spoken.day, now) if spoken.day else None) or now.date()
    at = _moment(first, spoken.hour, spoken.minute)
    if at <= now and (not spoken.day or spoken.repeat):
        at += timedelta(days=1)
    return Meant(at=_repeated(spoken, at, now), sure=sure)


def _repeated(spoken: Spoken, at: datetime, now: datetime) -> datetime:
    if not spoken.repeat:
        return at
    begin = datetime.combine(now.date(), at.time()) - timedelta(days=1)
    return following(spoken.repeat, begin, now) or at


def _moment(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(hours=hour, minutes=minute)


def _usual_hour(spoken: Spoken) -> int:
    return next((usual for names, (_, _, usual) in _PARTS.items() if spoken.part in names.split("|")), 9)


def _of_24(spoken: Spoken, *, awake: bool) -> tuple[int, bool]:
    """The hour of 24, and whether the words told it."""
    hour = spoken.hour or 0
    if spoken.half == "pm":
        return hour % 12 + 12, True
    if spoken.half == "am":
        return hour % 12, True
    if spoken.half == "24" or hour > 12 or hour == 0:
        return hour, True
    for names, (first, last, _) in _PARTS.items():
        if spoken.part and spoken.part in names.split("|"):
            candidates = (hour % 12, hour % 12 + 12, hour % 12 + 24)
            return next((h for h in candidates if first <= h < last), hour), True
    if awake and hour < 4:
        return hour + 12, False
    return hour, False


def _clock(found: re.Match[str]) -> tuple[int | None, int, str]:
    """Hour, minute and half of the day as they were said; no hour where it is none."""
    said = found.groupdict()
    half = {"a": "am", "p": "pm"}.get(said["ap"] or said["ap2"] or said["ap3"] or "", "")
    if said["h24"]:
        hour, minute = int(said["h24"]), int(said["m24"])
        return (
            (hour, minute, half or ("24" if hour > 12 or said["h24"].startswith("0") else ""))
            if hour <= 24
            else (None, 0, "")
        )
    if said["hto"] or said["to2"]:
        less = said["to"] or said["to2"]
        hour_said, minus = number(said["hto"] or said["hour"]), 15 if less == "一刻" else number(less)
        if hour_said is None or minus is None or not 0 < minus < 60 or not 0 < hour_said <= 24:
            return None, 0, ""
        return int(hour_said) - 1 or 12, 60 - int(minus), ""
    if said["hour"]:
        value = number(said["hour"])
        past = {"半": 30, "一刻": 15, "三刻": 45}.get(said["past"] or "", 0)
        minutes = number(said["minute"]) if said["minute"] else past
        if value is None or minutes is None or value > 24 or minutes >= 60:
            return None, 0, ""
        return int(value), int(minutes), "24" if value > 12 or value == 0 else ""
    if said["hp"]:
        return _english(said["hp"]), 30, ""
    if said["q"]:
        hour = _english(said["hq"])
        return (hour, 15, "") if said["qd"] == "past" else (hour - 1 or 12, 45, "")
    hour = _english(said["he"] or said["hat"] or said["hb"])
    return hour, _english_minute(said["me"] or said["mat"] or said["mb"] or ""), half


def _english(said: str) -> int:
    return _ENGLISH_HOURS.get(said) or int(said) if said in _ENGLISH_HOURS or said.isdigit() else 0


def _english_minute(said: str) -> int:
    if not said or "clock" in said:
        return 0
    value = number(re.sub("^oh? ?", "", said).replace("-", " "))
    return int(value) if value is not None and value < 60 else 0
