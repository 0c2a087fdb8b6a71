"""What comes again and again: 「每天」, 「工作日」, 「每周一三五」, 「每月三号」 as an RRULE of RFC 5545, and when
it is next."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from roleplay_lite.persona.numerals import NUMERAL
from roleplay_lite.skills.numbers import number

EVERY = "FREQ=DAILY"
WORKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
_CODES = dict(zip("一二三四五六日天", ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "SU"), strict=True))
_NAMES = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), "一二三四五六日", strict=True))
_ENGLISH = dict(
    zip(
        ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)
_N = rf"(?:[0-9]{{1,2}}|{NUMERAL}{{1,3}})"
_WEEK = "(?:周|星期|礼拜)"
_DAYS = rf"[一二三四五六日天](?:(?:[、，和跟]|到)?{_WEEK}?[一二三四五六日天](?![点次个]))*"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (rf"(?:每个?|逢)?{_WEEK}一(?:到|至){_WEEK}?五|(?:每个?|逢)?工作日(?:每天|都)?|除了周末(?:每天|都)?|"
rf"上班的?(?:日子|天)|"
         r"\b(?:every|on) (?:weekday|workday)s?\b|\bon weekdays\b", WORKDAYS),
        (r"(?:每个?|逢)?周末(?:每天|都)(?!别|不)|每个?周末|\bevery weekend\b|\bon weekends\b",
        "FREQ=WEEKLY;BYDAY=SA,SU"),
        (rf"{_WEEK}(?P<days3>[一二三四五六]到{_WEEK}?[一二三四五六日天])(?:都|每天)?", "days"),
        (rf"(?:每个?|逢){_WEEK}(?P<days>{_DAYS})|(?P<days2>(?<=周|期|拜){_DAYS})(?=都)", "days"),
        (r"\bevery (?P<en>mon|tues|wednes|thurs|fri|satur|sun)day\b", "en"),
        (rf"每个?月的?(?P<month>{_N})[号日]", "month"),
        (rf"每(?:隔|过)?(?P<n>{_N}|半)个?(?P<unit>小时|钟头|分钟|天)|每个?(?P<one>小时|钟头)", "count"),
        (r"\bevery (?P<en_n>\d+|two|three|other )? ?(?P<en_unit>hour|minute)s?\b", "en_count"),
        (r"(?:每年|年年)", "FREQ=YEARLY"),
        (r"隔一?天(?!壁)", "FREQ=DAILY;INTERVAL=2"),
        (r"每(?=[早晚]上?)", EVERY),
        (r"(?:每一?天|每日|天天|日日)(?:都)?|\bevery ?day\b|\bdaily\b|\bevery (?=morning|evening|night|"
r"afternoon)", EVERY),
    )
)  # fmt: skip
_OFF = re.compile("，?周末(?:就|都)?(?:别|不|休息)[^，]*|，?周六周日(?:别|不)[^，]*")


def repeat_of(text: str) -> tuple[str, str]:
    """The RRULE that the words are, empty where it is for once; and the line without them."""
    left = _OFF.sub("", text)
    for pattern, rule in _RULES:
        if found := pattern.search(left):
            made = _made(found, rule)
            if made:
                return made, left[: found.start()] + left[found.end() :]
    return "", text


def following(rule: str, begin: datetime, after: datetime) -> datetime | None:
    """The first time after `after` of what began at `begin`; None where there is none any more. Raises ValueError for
    what is no RRULE."""
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    # The start need not be one of its days.
    found = rrulestr(f"RRULE:{rule}", dtstart=begin).after(after)
    return found if isinstance(found, datetime) else None


def in_words(rule: str, *, english: bool = False) -> str:
    """「每天」, 「工作日」, 「每周一、周三」; empty for once."""
    if not rule:
        return ""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    every = int(parts.get("INTERVAL", "1"))
    if rule == WORKDAYS:
        return "on weekdays" if english else "工作日"
    if days := parts.get("BYDAY"):
        codes = days.split(",")
        if english:
            return "every " + ", ".join(_ENGLISH[code] for code in codes)
        return "每周" + "、周".join(_NAMES[code] for code in codes)
    unit = {"DAILY": ("day", "天"), "HOURLY": ("hour", "小时"), "MINUTELY": ("minute", "分钟"),
    "YEARLY": ("year", "年"),
            "MONTHLY": ("month", "月")}.get(parts.get("FREQ", ""), ("time", "次"))  # fmt: skip
    if day := parts.get("BYMONTHDAY"):
        return f"on day {day} of every month" if english else f"每月{day}号"
    if english:
        return f"every {unit[0]}" if every == 1 else f"every {every} {unit[0]}s"
    return (
        f"每{unit[1]}"
        if every == 1 and unit[1] != "小时"
        else f"每{'' if every == 1 else every}个小时"
        if unit[1] == "小时"
        else f"每{every}{unit[1]}"
    )


def _made(found: re.Match[str], rule: str) -> str:
    said = found.groupdict()
    if rule == "days":
        return _weekly(said.get("days") or said.get("days2") or said["days3"])
    if rule == "en":
        return f"FREQ=WEEKLY;BYDAY={said['en'][:2].upper()}"
    if rule == "month":
        day = number(said["month"])
        return f"FREQ=MONTHLY;BYMONTHDAY={int(day)}" if day is not None and 1 <= day <= 31 else ""
    if rule == "en_count":
        count = {"two": 2, "three": 3, "other ": 2}.get(said["en_n"] or "") or int(said["en_n"] or 1)
        return f"FREQ={'HOURLY' if said['en_unit'] == 'hour' else 'MINUTELY'};INTERVAL={count}"
    if rule == "count":
        many = number(said["n"]) if said["n"] else 1
        unit = said["unit"] or said["one"]
        if many is None or not 0 < many <= 99:
            return ""
        if many == many // 1:
            freq = {"天": "DAILY", "分钟": "MINUTELY"}.get(unit, "HOURLY")
            return f"FREQ={freq};INTERVAL={int(many)}"
        return f"FREQ=MINUTELY;INTERVAL={int(many * 60)}" if unit in ("小时", "钟头") else ""
    return rule


def _weekly(signs: str) -> str:
    """「一三五」, 「一、周三」, 「一到四」."""
    order = list(_NAMES)
    if span := re.fullmatch(rf"([一二三四五六日天])到{_WEEK}?([一二三四五六日天])", signs):
        first, last = order.index(_CODES[span[1]]), order.index(_CODES[span[2]])
        codes = order[first : last + 1] if first <= last else order[first:] + order[: last + 1]
    else:
        named = {_CODES[sign] for sign in signs if sign in _CODES}
        codes = [code for code in order if code in named]
    return f"FREQ=WEEKLY;BYDAY={','.join(codes)}"


def interval(rule: str) -> int:
    """The seconds from one to the next of what comes every so many hours or minutes; 0 for all others."""
    found = re.fullmatch("FREQ=(HOURLY|MINUTELY)(?:;INTERVAL=([0-9]+))?", rule)
    return int(found[2] or 1) * (3600 if found[1] == "HOURLY" else 60) if found else 0


def next_due(rule: str, due: float, now: float) -> float | None:
    """When what was due comes again after `now`, both Unix times; by the local clock, so that 「七点」 stays seven
    where clocks change."""
    begin, after = datetime.fromtimestamp(due), datetime.fromtimestamp(now)
    if step := interval(rule):
        return due + step * max(1, int((now - due) // step) + 1)
    found = following(rule, begin, max(after, begin + timedelta(seconds=1)))
    return found.timestamp() if found else None
