"""Lines that mean something only after the one before: 「哪一年？」, 「那你妹妹呢」, 「我属兔，你呢」. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from roleplay_lite.persona.facts import SELF
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.question import Asked, Reading
from roleplay_lite.persona.questions.relations import relation
from roleplay_lite.persona.questions.subjects import book_of, subject
from roleplay_lite.persona.questions.wording import (
    without_adverbs,
    without_tail,
)

_PLACES = re.compile(
    "(?:是|在|具体在?|具体是)?(?:哪里|哪个城市|哪座城市|哪个省|哪个国家|哪国|哪个市|哪个区|哪个县)(?:的|人)?"
)


_DAYS = re.compile(
    "(?:是|在)?(?:哪天|几号|几月几号|几月几日|几月|几月份|什么时候|哪月哪日|哪个月|几月生的|多少号|什么日子)(?:的)?"
)


_YEARS = re.compile("(?:是|在)?(?:哪年|哪年的|哪一年的?|什么年份|哪年份|几几年|哪年生的)(?:的事|的事情)?")


_OWN_SAID = (
    ("age", re.compile("我(?:今年|都|已经|才|刚)*[0-9零一二两三四五六七八九十]+(?:岁|了)")), ("zodiac", re.compile("我(?:是)?属[鼠牛虎兔龙蛇马羊猴鸡狗猪]")),
    ("sign", re.compile("我(?:是|的星座是?).{2,3}座")), ("hometown", re.compile("我(?:老家|家乡|故乡|是.{1,8}人$|来自|从.{1,8}来)")),
    ("residence", re.compile("我(?:现在|目前)?(?:住|家住|家在)")), ("name", re.compile("我(?:叫|名字)")), ("birthday", re.compile("我(?:的)?(?:生日|过生日)|我(?:是)?.{1,8}[月号]生的")),
    ("occupation", re.compile("我(?:是|做|干|当).{1,10}(?:的|师|员|生|工|医|警察|老师|司机|护士)$|我的?工作是")), ("marriage", re.compile("我(?:已经|还)*(?:没|未)?(?:单身|结婚|已婚|未婚|离婚)|我(?:没|没有|有)(?:对象|男朋友|女朋友)")),
    ("food", re.compile("我(?:最|特别|很)*(?:喜欢|爱)吃")), ("hobby", re.compile("我(?:的爱好|平时喜欢|平时爱)|我喜欢(?:看|打|玩|跑|画|听|做|唱|跳|骑|游|爬)")),
    ("height", re.compile("我(?:身高|有?[一1]米)")), ("weight", re.compile("我(?:体重|有?.{1,5}斤)")), ("dream", re.compile("我(?:的)?(?:梦想|愿望|理想)")),
    ("family", re.compile("我家(?:里)?(?:有)?.{0,3}口人")), ("major", re.compile("我(?:是)?学.{1,8}的|我(?:的)?专业")),
)  # fmt: skip


def is_detail(clause: str) -> bool:
    """True of words that ask for a detail of what was asked before (「哪一年」)."""
    rest = without_adverbs(clause)
    return any(pattern.fullmatch(rest) for pattern in (_PLACES, _DAYS, _YEARS, _WEEK, _LEFT, _WHENCE))


def detail_of(persona: Persona, clause: str, asked: Asked) -> Reading | None:
    """「哪一年？」 after a birthday, 「哪个省？」 after a home; `asked` is what the line before asked for."""
    rest = without_adverbs(clause)
    if any(f.owner == asked.owner and f.key == asked.key and f.since for f in persona.facts) and not _PLACES.fullmatch(
        rest
    ):
        return Reading(asked=(replace(asked, detail="since"),), rule="detail")
    if asked.key in ("birthday", "birth_year", "birth_month", "age", "zodiac", "sign", "next_birthday"):
        key, detail = (
            ("birth_year", "") if _YEARS.fullmatch(rest) else ("birthday", "weekday") if _WEEK.fullmatch(rest)
            else ("birthday", "until") if _LEFT.fullmatch(rest) else ("birthday", "") if _DAYS.fullmatch(rest) else ("", "")
        )  # fmt: skip
        return Reading(asked=(replace(asked, key=key, detail=detail),), rule="detail") if key else None
    if asked.key == "marriage" and (_YEARS.fullmatch(rest) or _DAYS.fullmatch(rest)):
        return Reading(asked=(replace(asked, detail="since"),), rule="detail")
    if asked.key in ("hometown", "residence", "workplace", "school") and _PLACES.fullmatch(rest):
        detail = "country" if "国" in rest else "province" if "省" in rest else ""
        return Reading(asked=(replace(asked, detail=detail if asked.key == "hometown" else ""),), rule="detail")
    return None


_WEEK = re.compile("(?:是|在)?(?:那天)?(?:是)?星期几")


_WHENCE = re.compile(
    "(?:从|是)?(?:什么时候|哪年|哪天|哪月)(?:起|开始|的事|的事情|搬|来|戒|结|走|换|不干).{0,3}|(?:有)?(?:多久|几年|多少年)"
)


_LEFT = re.compile("(?:还有|还|有|差|剩)?(?:几天|多久|多少天)(?:到|就到)?")


def after_own(persona: Persona, clause: str, earlier: str) -> Reading | None:
    """「我属兔，你呢」: the person's own fact says which key."""
    if not earlier or not (named := subject(persona, without_tail(clause))) or named.rest:
        return None
    key = next((key for key, pattern in _OWN_SAID if pattern.search(earlier)), "")
    owner = named.owners[0] if named.owners else named.word
    return Reading(asked=(Asked(owner=owner, key=key),), rule="turned") if key else None


def turned(last: Reading, owner: str) -> Reading | None:
    asked = last.asked[-1]
    if asked.key == "compare":
        return None
    if asked.key == "have":
        return Reading(asked=(Asked(owner=owner, key="have"),), rule="turned")
    return Reading(asked=(replace(asked, owner=owner),), rule="turned")


def topic(persona: Persona, asked: Asked) -> str:
    """Whom the talk is of after that question: the cat, once it was asked about pets."""
    if asked.key == "pet" and len(pets := book_of(persona).pets) == 1:
        return next(iter(pets))
    if asked.key in ("marriage", "spouse") and asked.owner == SELF:
        spouses = [o for o in book_of(persona).owners if relation(o) in ("妻子", "丈夫", "男朋友", "女朋友")]
        return spouses[0] if len(spouses) == 1 else SELF
    if asked.key == "have":
        owners = book_of(persona).words.get(asked.owner, ())
        return owners[0] if len(owners) == 1 else SELF
    return asked.owner
