"""Questions about a time: what is planned then, what was done, what was talked of last time."""

from __future__ import annotations

import re

from roleplay_lite.memory.item import MemoryItem, MemoryKind
from roleplay_lite.memory.memory import Memory
from roleplay_lite.memory.predicates import MADE
from roleplay_lite.memory.replies import Words
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.memory.summaries import summary_of
from roleplay_lite.memory.times import resolve, spoken, told_at
from roleplay_lite.memory.times.when import When

_MOST = 3
_SHORTEST, _LONGEST = 5, 40
_AGENDA = re.compile(
    r"有(?:没有)?(?:什么|啥|别的|其他)?(?:安排|计划|打算|日程|活动|事(?!实|业))"
    r"|(?:要|去|该|在|都)?(?:干|做)(?:嘛|什么|啥|些什么|了什么|了啥)|(?:去|到)(?:了)?(?:哪儿|哪里|哪)(?:了|去了)?"
    r"|\bwhat(?:'s| is| was| do| did| am)\b.*\b(?:plan|plans|on|do|doing|up)\b",
    re.IGNORECASE,
)
_MINE = re.compile(r"我|咱|\bI\b|\bmy\b", re.IGNORECASE)
_TALKED = re.compile(
    r"^(?:嗯|哎|对了|那|诶|，|,| )*(?:你还?(?:记不记得|记得|知道))?(?:上次|上回|前一次|上一次)"
    r"(?:我们|咱们?|我(?:跟|和)你|你跟我|我)?(?:都|是)?(?:聊|说|谈|讲)(?:到|了|过|的)*(?:些)?"
    r"(?:什么|啥|哪儿?|哪里|哪些事?)(?:了|的|来着|吗|呀|啊|呢)*[？?。 ]*$"
    r"|^(?:so |hey )?what (?:did|were) we talk(?:ing)? about (?:last time|before)\W*$",
    re.IGNORECASE,
)
_TOLD_WHAT = re.compile(
    r"(?:跟|和|对|给)你(?:都)?(?:说|讲|聊|提)(?:了|过)*(?:些)?(?:什么|啥|哪些)|\bwhat did i (?:tell|say)", re.IGNORECASE
)


def agenda(text: str, words: Words, memory: Memory) -> tuple[str, tuple[int, ...]] | None:
    """What the person has told of a time that they ask about, and the memories it is from; None where the line asks
    for no time's events."""
    if not (_AGENDA.search(text) and _MINE.search(text)) or "你" in text:
        return None
    when = next((one for one in resolve(text, words.now) if one.start is not None and one.end is not None), None)
    if when is None:
        return None
    found = [item for item in memory.about() if _falls(item, when)][:_MOST]
    if not found:
        return None
    return words.say("told", fact=words.facts(found)), tuple(item.id for item in found)


def talked(text: str, words: Words, memory: Memory, db: SqliteFile, began: float) -> str:
    """What was talked of last time, or at the time that the line names; empty where it does not ask. `began` is when
    the conversation at hand did."""
    if _TALKED.match(text):
        return _last_time(words, memory, db, began)
    when = told_at(text, words.now) if _TOLD_WHAT.search(text) else None
    if when is None or when.start is None or when.end is None:
        return ""
    return _told_between(words, memory, db, when.start, when.end) or words.say("untold")


def _last_time(words: Words, memory: Memory, db: SqliteFile, began: float) -> str:
    rows = db.read(
        "select session.id, min(turn.started) as first, max(turn.started) as last from turn join session"
        " on session.id = turn.session where person = ? and persona = ? and turn.started < ? and said != ''"
        " group by session.id order by session.id desc limit 1",
        (memory.person, memory.persona, began),
    )
    if not rows:
        return words.say("first time")
    begin, end = rows[0]["first"], rows[0]["last"] + 1
    return _told_between(words, memory, db, begin, end, rows[0]["id"]) or words.say("untold")


def _told_between(
    words: Words, memory: Memory, db: SqliteFile, start: float, end: float, session: int | None = None
) -> str:
    """The facts that were told then, else what the conversation was summed up as, else the fullest of the lines."""
    when = spoken(start, words.now, happened=True, english=words.english)
    items = [item for item in memory.about() if start - 1 <= item.recorded_at < end + 60 and item.predicate not in MADE]
    if items:
        best = sorted(items, key=lambda item: -item.importance)[:_MOST]
        return words.say("last time", when=when, facts=words.facts(best))
    summary = memory.ledger.get(summary_of(db, session) or 0) if session and not words.english else None
    if summary:
        return words.say("last time about", when=when, summary=words.fact(summary).replace("对方", "你"))
    rows = db.read(
        "select said from turn join session on session.id = turn.session where person = ? and persona = ?"
        " and turn.started >= ? and turn.started < ? and said != '' order by turn.id",
        (memory.person, memory.persona, start, end),
    )
    said = [str(row["said"]) for row in rows if _SHORTEST <= len(row["said"]) <= _LONGEST]
    quoted = sorted(said, key=len)[-2:]
    if not quoted:
        return ""
    return words.say("last said", when=when, said="，".join(f"「{one.strip(' 。')}」" for one in said if one in quoted))


def _falls(item: MemoryItem, when: When) -> bool:
    if item.kind not in (MemoryKind.PLAN, MemoryKind.EVENT) or item.happens_from is None:
        return False
    end = item.happens_to if item.happens_to is not None else item.happens_from + 1
    return (when.end is None or item.happens_from < when.end) and (when.start is None or end > when.start)
