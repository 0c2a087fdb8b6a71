"""Corrections that lean on the lines before: 「改成周日了」, 「不是周五，是周六」, 「应该是三月」, 「刚才说错了」. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from roleplay_lite.memory.extract.words import CLOCK, NUMBER, SOMEBODY, TIME, bare
from roleplay_lite.memory.item import Extracted, MemoryKind
from roleplay_lite.memory.predicates import PREDICATES
from roleplay_lite.persona.places import place_paths

Reader = Callable[[str], list[Extracted]]
"""Reads a line as it would read any."""

_LONGEST = 40
_DATED = frozenset({"birthday", "wakes", "sleeps"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What is to stand in the place of what."""

    new: str
    old: str = ""
    """"" where the line does not repeat it."""
    key: str = ""
    """A word of the key, where the line names it (「新的尾号是…」)."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lead = r"(?:哦|噢|嗯|啊|唉|哎呀?|不对|不不|不是|等一?下|那个|我|刚才|刚刚|之前|说|记|讲|弄|搞|听|错|了|是|，|,|、|\s)*?"
    tail = r"(?:了|的|啊|呀|哦|吧|才对|，.*)*$"
    return {
        "retracts": re.compile(
            rf"^{lead}(?:(?:我)?(?:刚才|刚刚|上次|之前)?(?:说|记|讲|弄|搞)错了|(?:那|刚才|上面|前面)(?:那)?(?:句|个|话)?(?:不算(?:数)?|不是真的|是(?:骗|逗|开玩笑|瞎说|胡说)\S{{0,4}})|当我没说|骗你的|逗你(?:玩)?的|(?:我)?开(?:个)?玩笑的|我(?:瞎|胡)说的|别当真)(?:啦|了|哈|啊|的)*$"
        ),
        "instead": re.compile(
            rf"^{lead}不是(?P<old>[^，,是]{{1,12}}?)[，,\s]*(?:而|应该|其实)?是(?P<new>[^，,。！!]{{1,14}}?){tail}"
        ),
        "not": re.compile(rf"^{lead}是(?P<new>[^，,是]{{1,12}}?)[，,\s]*不是(?P<old>[^，,是]{{1,12}}?){tail}"),
        "moved": re.compile(
            rf"^{lead}(?:计划|时间|日期|日子|地点|地方|行程|又|临时|群里|他们|现在)*(?:说)?(?:改|换|挪|推迟|提前|延)(?:期)?(?:了[，,]?)?(?:改|换|挪)?(?:成|到|在|为)(?:了)?(?P<new>[^，,。！!]{{1,12}}?){tail}"
        ),
        "shift": re.compile(rf"^{lead}(?:[\u4e00-\u9fff]{{1,8}}?)?改(?P<new>(?:{TIME}))了(?:，.*)?$"),
        "should": re.compile(rf"^(?=.*(?:错了|不对|应该是)){lead}(?:应该)?是(?P<new>[^，,。！!是]{{1,12}}?){tail}"),
        "renewed": re.compile(
            rf"^{lead}(?:新|现在)(?:办|换|用)?的?(?P<key>尾号|号码|号|密码|地址|电话|车牌)(?:是|改成|换成)(?P<new>[^，,。！!]{{2,20}}?){tail}"
        ),
        "clock": re.compile(CLOCK),
        "weekday": re.compile("(?:(?:上|下|这|本)个?)?(?:周|星期|礼拜)[一二三四五六日天末]"),
        "month": re.compile(rf"{NUMBER}月(?:份)?"),
        "date": re.compile(rf"{NUMBER}月{NUMBER}[号日]?|{NUMBER}[号日]"),
        "time": re.compile(TIME),
        "number": re.compile(rf"(?:{NUMBER}|\d)(?:岁|号|楼|斤|公斤|米|年级|口人)?"),
    }


def put_right(text: str, earlier: Sequence[Sequence[Extracted]], read: Reader) -> list[Extracted]:
    """What the line corrects or takes back of what the lines before told; `earlier` is what was read of each, in
    order."""
    line = text.strip().rstrip("。！!.~～")
    if not line or len(line) > _LONGEST or re.search(r"[？?]|吗$", line):
        return []
    told = [one for row in reversed(earlier) for one in reversed(row) if one.act in ("state", "correct")]
    if not told:
        return []
    if _patterns()["retracts"].match(line):
        last = next(row for row in reversed(earlier) if row)
        return [replace(one, act="retract", said=line, confidence=0.9) for one in last]
    change = _change(line)
    return _changed(change, told, line, read) if change else []


def _change(line: str) -> _Change | None:
    for name in ("renewed", "instead", "not", "moved", "shift", "should"):
        if found := _patterns()[name].match(line):
            groups = found.groupdict()
            new, old = bare(groups["new"]), bare(groups.get("old") or "")
            if new and not re.search(rf"{SOMEBODY}|什么|谁", new):
                return _Change(new=new, old=old, key=groups.get("key") or "")
    return None


def _changed(change: _Change, told: Sequence[Extracted], line: str, read: Reader) -> list[Extracted]:
    for one in told:
        part = _part(one, change)
        if not part:
            continue
        for made in read(one.said.replace(part, change.new, 1)):
            if (made.subject, made.predicate) == (one.subject, one.predicate):
                return [replace(made, act="correct", said=line, confidence=round(made.confidence * 0.9, 3))]
        if part == one.object:
            return [replace(one, object=change.new, act="correct", said=line, confidence=0.85)]
    return []


def _part(one: Extracted, change: _Change) -> str:
    """What of the words of a fact the change replaces; empty where it cannot be about that fact."""
    if change.key:
        return one.object if change.key in one.predicate else ""
    if change.old:
        return change.old if change.old in one.said else ""
    if one.kind is MemoryKind.NOTE:
        return ""
    found = _patterns()
    for grain in ("clock", "weekday", "month", "date", "time"):
        if found[grain].fullmatch(change.new):
            dated = one.kind in (MemoryKind.PLAN, MemoryKind.EVENT) or one.predicate in _DATED
            old = found[grain].search(one.said)
            return old.group() if old and dated else ""
    if bool(place_paths(change.new)) is not bool(place_paths(one.object)):
        return ""
    if bool(found["number"].match(change.new)) is not bool(found["number"].match(one.object)):
        return ""
    single = one.predicate not in PREDICATES or PREDICATES[one.predicate].cardinality == "one"
    return one.object if single and one.object in one.said else ""
