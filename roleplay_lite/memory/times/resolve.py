"""Every time expression of a line, against the time at which it was said. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from roleplay_lite.memory.times import mandarin_calendar, mandarin_days, mandarin_spans
from roleplay_lite.memory.times.folding import Folded, folded
from roleplay_lite.memory.times.rules import Level, Rule, Scene, rule
from roleplay_lite.memory.times.when import Direction, Period, Tense, When, local

LONGEST = 4_000
"""Characters of a line that are read."""

_HABITS = (
    "每(?:天|日|晚|早|年|周|逢|到|当|个?(?:星期|礼拜|月|季度|周末))|天天|年年|平时|平常|平日|一般|通常|经常|往常",
    "(?:周|星期|礼拜)[一二三四五六日天](?:到|至|和|、)(?:周|星期|礼拜)?[一二三四五六日天]",
)
_LOOKALIKES = (
    "年轻人|前[妻夫面]|前[男女]友|后面|星期几|周几|几[号点月]|[哪几]年(?![前后内])|[哪几]天(?![前后内])"
    "|明天会更好|清明上河图|春节联欢"
)
_MANDARIN: tuple[Rule, ...] = (
    *(rule(Level.HABIT, pattern, lambda _, __: None) for pattern in (*_HABITS, _LOOKALIKES)),
    *mandarin_calendar.RULES,
    *mandarin_days.RULES,
    *mandarin_spans.RULES,
)
_LATIN = re.compile("[A-Za-z]{2}|(?<![0-9])[12][0-9]{3}(?![0-9年])")
_GAP = re.compile(r"[的，,、从]?|[ ,]*(?:(?:at|on|in|of|the|around|about|by) ){0,2} *", re.IGNORECASE)
_HABIT_GAP = re.compile(r"[^，。！？,.!?]{0,4}")
_UNTIL = re.compile(r"(?:之前|以前|前)(?![面边头任妻夫天年两几些阵段])")
_SINCE = re.compile(r"(?:以来|之后|以后|过后|起(?![来床身飞])|开始|后(?![面边头来天年悔])|至今|到现在|到今天)")
_FROM = re.compile(r"(?:自从|从|打|since |after )$", re.IGNORECASE)
_BEFORE = re.compile(r"(?:before |until |by )(?:the )?$", re.IGNORECASE)
_TO = re.compile(r"[到至]|一直到|直到|[-~—–～]| (?:to|until|through|till) ", re.IGNORECASE)

_Run = list[tuple[re.Match[str], Rule]]


@dataclass(frozen=True, slots=True)
class _Found:
    period: Period
    start: int
    end: int
    bounded: bool = False
    """True where both ends were named, or 「之前」 has been read."""


def resolve(text: str, at: float, *, tense: Tense | None = None) -> tuple[When, ...]:
    """What each time expression means when it is said at the Unix time `at`, in the local zone, in order.

    `tense` is a hint for words that do not say which one (「周五」): the coming one for a plan, the last for what is
    over. Without it a weekday is the coming one, a date the nearest. Habits (「每周五」) are no time. Empty where the
    clock is so wrong that no calendar reaches.
    """
    moment = local(at)
    if moment is None:
        return ()
    line = folded(text[:LONGEST])
    found: list[When] = []
    read_to = 0
    for one in _spans(list(_found(line.text, moment, tense)), line.text):
        if one.start < read_to:  # the 「之前」 of 「周五之前」
            continue
        whole = one if one.bounded else _bounded(one, line.text, moment)
        read_to = whole.end
        if when := _when(whole, line, moment, at, tense):
            found.append(when)
    return tuple(found)


def _found(text: str, at: datetime, tense: Tense | None) -> Iterator[_Found]:
    matches = [(found, rule) for rule in _rules(text) for found in rule.pattern.finditer(text) if found.group()]
    matches.sort(key=lambda pair: (pair[0].start(), -pair[0].end()))
    starts = [match.start() for match, _ in matches]
    place, habit = 0, -1
    while place < len(matches):
        match, kind = matches[place]
        if kind.level is Level.HABIT:
            habit = match.end()
            place = bisect_left(starts, match.end())
            continue
        run: _Run = [(match, kind)]
        period = _read(run, at, tense)
        # `late` means nothing without the year that follows.
        while (period or kind.english) and (longer := _longer(run, matches, starts, text, at, tense)):
            run, period = longer
        if period is None:
            place += 1
            continue
        end = run[-1][0].end()
        # 「每天早上七点」 is no one time, and no more is 「平时我七点起」.
        if habit < 0 or not _HABIT_GAP.fullmatch(text, habit, match.start()):
            yield _Found(period, match.start(), end)
            habit = -1
        else:
            habit = end
        place = _after(run, matches, starts)


def _rules(text: str) -> tuple[Rule, ...]:
    if not _LATIN.search(text):
        return _MANDARIN
    from roleplay_lite.memory.times import english

    return _MANDARIN + english.RULES


def _after(run: _Run, matches: _Run, starts: list[int]) -> int:
    """Where to read on: what stands close to a time, finer, and does not fit it (「二月三十号」) is no time."""
    end, level = run[-1][0].end(), max(kind.level for _, kind in run)
    place = bisect_left(starts, end)
    if place < len(matches) and starts[place] == end and level < matches[place][1].level <= Level.CLOCK:
        return bisect_left(starts, matches[place][0].end())
    return place


def _longer(
    run: _Run, matches: _Run, starts: list[int], text: str, at: datetime, tense: Tense | None
) -> tuple[_Run, Period] | None:
    """The run with what stands next to it, where the two make one time."""
    end = run[-1][0].end()
    levels = {kind.level for _, kind in run}
    for place in range(bisect_left(starts, end), len(matches)):
        match, kind = matches[place]
        if match.start() - end > 16 or not _GAP.fullmatch(text, end, match.start()):
            return None
        ordered = kind.level > max(levels) or kind.english
        if kind.level in levels or Level.ALONE in (*levels, kind.level) or kind.level is Level.HABIT or not ordered:
            continue
        longer = [*run, (match, kind)]
        if period := _read(longer, at, tense):
            return longer, period
    return None


def _read(run: _Run, at: datetime, tense: Tense | None) -> Period | None:
    """The period of words read from the coarsest to the finest."""
    period: Period | None = None
    for match, kind in sorted(run, key=lambda pair: pair[1].level):
        try:
            period = kind.read(match, Scene(at=at, tense=tense, frame=period))
        except (OverflowError, ValueError):  # a date beyond the calendar
            return None
        if period is None:
            return None
    return period


def _spans(found: list[_Found], text: str) -> Iterator[_Found]:
    """「从2019年到2021年」 is one stretch."""
    place = 0
    while place < len(found):
        one = found[place]
        after = found[place + 1] if place + 1 < len(found) else None
        if after and _TO.fullmatch(text, one.end, after.start) and (joined := _joined(one.period, after.period)):
            yield _Found(joined, one.start, after.end, True)
            place += 2
        else:
            yield one
            place += 1


def _joined(first: Period, last: Period) -> Period | None:
    if first.start is None or last.start is None or last.end is None:
        return None
    if last.grain in ("hour", "minute"):  # 「昨天从八点到十点」: on the day of the first
        last = replace(last, end=last.end + (first.start.date() - last.start.date()))
    if last.end is None or first.start >= last.end:
        return None
    return replace(first, end=last.end, sure=first.sure)


def _bounded(one: _Found, text: str, at: datetime) -> _Found:
    """With 「之前」, 「以后」 or `since` beside it, what is before or after."""
    period = one.period
    if period.grain == "vague" or period.start is None or period.end is None:
        return one
    if until := _UNTIL.match(text, one.end):
        start = at if period.start > at else None
        return _Found(replace(period, start=start, end=period.start), one.start, until.end())
    before = text[max(0, one.start - 12) : one.start]
    if _BEFORE.search(before):
        # By Friday: Friday is in time.
        by = before.lower().rstrip().removesuffix("the").rstrip().endswith("by")
        end = period.end if by else period.start
        return _Found(replace(period, start=at if end > at else None, end=end), one.start, one.end)
    since = _SINCE.match(text, one.end)
    if since or _FROM.search(before):
        after = bool(since and since.group() in ("之后", "以后", "过后", "后")) or before.lower().endswith("after ")
        whole = after and period.grain not in ("hour", "minute")
        begin = period.end if whole else period.start
        return _Found(replace(period, start=begin, end=None), one.start, since.end() if since else one.end)
    return one


def _when(one: _Found, line: Folded, moment: datetime, at: float, tense: Tense | None) -> When | None:
    period = one.period
    try:
        start = period.start.timestamp() if period.start else None
        end = period.end.timestamp() if period.end else None
    except (OverflowError, OSError, ValueError):
        return None
    # The turn's own time is given back as it came.
    start = at if period.start == moment else start
    end = at if period.end == moment else end
    direction: Direction = "present"
    if not period.sure and tense is None:
        direction = "unknown"
    elif end is not None and end <= at:
        direction = "past"
    elif start is not None and (start > at or (start == at and period.grain != "minute")):
        direction = "future"
    return When(start=start, end=end, span=line.span(one.start, one.end), grain=period.grain, direction=direction)
