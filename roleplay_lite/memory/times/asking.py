"""The time that a question asks about, and the tense of a line. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleplay_lite.memory.times.resolve import resolve
from roleplay_lite.memory.times.when import Tense, When

_FUTURE = re.compile(
    r"要(?!是|不|么|求|紧)|打算|准备|计划|想去|快(?:到|要)|将(?!军|近)|(?<![不学机社约开聚])会(?![议员话计长])|得去|约[了好]|订[了好]|该(?:去|交|还)|记得|提醒"
    r"|\bwill\b|\bgoing to\b|\bgonna\b|\bplan(?:ning)? to\b|'ll\b|\bshall\b|\babout to\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"了(?!解)|过(?![年节敏程几两会一阵段])|以前|曾经?|已经|刚(?:才|刚)|来着|是.{1,12}的[。？?！!]?$"
    r"|\b(?:was|were|did|went|had|got|met|saw|bought|ate|came|made|took|told|said|moved|lived|used to|\w{3,}ed)\b",
    re.IGNORECASE,
)
_FINE = frozenset({"minute", "hour"})
_TELLING = re.compile(
    r"[，,]?(?:我)?(?:有?没有?)?(?:[跟和对向]你)(?:说|讲|提|聊|念叨)|[，,]?我?告诉(?:过)?你|[，,]?(?:我)?说(?:的|过|了)?(?:我|的|要|过|想)"
)
_TOLD = re.compile(r"(?:i|did i) (?:told|tell|said|say|mention(?:ed)?)", re.IGNORECASE)
_ONCE = re.compile(
    "原来|原先|原定|本来|早先|从前|先前|最早|最初|最开始|一开始|起初|起先|没[^，。？]{1,6}(?:的时候|那会儿)"
    "|[\u3400-\u9fff]{1,4}(?:之前|以前|前)(?=[，,]?[我他她你咱])"
    r"|\bbefore (?:i|we|he|she|they|my|our|the)\b|\boriginally\b|\bat first\b|\bused to\b",
    re.IGNORECASE,
)
"""Without a date, but over: 「结婚前我住哪」."""


def tense_of(text: str) -> Tense | None:
    """Whether a line tells of what is to come or of what is over, by its particles and verbs; None where neither."""
    if _FUTURE.search(text):
        return "future"
    return "past" if _PAST.search(text) else None


def as_of(question: str, at: float) -> When | None:
    """The time that a question asks about: 「我去年住哪儿」 last year, 「我以前住哪儿」 whenever before now (no start).

    None where it asks for now (「我今年多大」), of a habit (「我晚上几点睡」), or names only when something was told
    (`told_at`). Asked of a plan (「我下周要干嘛」) it lies ahead.
    """
    tense = tense_of(question)
    for when in _times(question, at, tense):
        if not _tells(question, when):
            return when
    if found := _ONCE.search(question):
        return When(start=None, end=at, span=found.span(), grain="vague", direction="past")
    return None


def told_at(question: str, at: float) -> When | None:
    """When the person said what the question is about: 「我昨天跟你说我要去哪儿」 yesterday. None where none is."""
    return next((when for when in _times(question, at, "past") if _tells(question, when)), None)


def _times(question: str, at: float, tense: Tense | None) -> Iterator[When]:
    sure = {when.span for when in resolve(question, at) if when.direction != "unknown"}
    for when in resolve(question, at, tense=tense or "past"):
        named = when.grain != "part" or when.span in sure
        if when.grain not in _FINE and named and not _is_now(when, at):
            yield when


def _is_now(when: When, at: float) -> bool:
    """「今年」, 「最近」 and 「以后」 say of what is so only that it is so now."""
    if when.start is None or when.grain in ("day", "part"):
        return False
    return when.start <= at and (when.end is None or at <= when.end)


def _tells(question: str, when: When) -> bool:
    return bool(_TELLING.match(question, when.span[1]) or (_TOLD.search(question) and question[: when.span[0]].strip()))
