"""A question in words that no rule reads, by what was learnt of such words (`asking`), answered from the facts. Pure.

It comes after all rules and answers only where it is sure: that a line asks for a fact it knows from thousands of lines,
but not what else the line says. A guess is confirmed or put right where its value can be read with certainty; otherwise
the fact is told as it is, which answers both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from roleplay_lite.persona.attribute_features import SIGNS
from roleplay_lite.persona.facts import SELF, Fact
from roleplay_lite.persona.judge import Verdict, judge
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.places import find_places
from roleplay_lite.persona.questions.asking import NONE, asking
from roleplay_lite.persona.questions.judging import SURE as JUDGED_SURE
from roleplay_lite.persona.questions.question import Asked, By
from roleplay_lite.persona.questions.relations import kin_words, relations_of
from roleplay_lite.persona.questions.subjects import book_of, names_one
from roleplay_lite.persona.questions.telling import tell
from roleplay_lite.persona.questions.told import Told
from roleplay_lite.persona.questions.wording import plain

SURE = 0.65
"""Likelihood from which a line that names the persona, or somebody of its, asks for the key."""
SURE_UNNAMED = 0.85
"""The same for a line that names nobody (「往哪儿寄呢」)."""
SURE_UNSET = 0.8
"""The same for saying that no fact tells it."""
_GOES_WITHOUT_SAYING = frozenset(("species", "era"))
"""Keys that hold of everybody, though no fact tells them."""
LONGEST = 40
"""Characters; a longer line says more than one thing."""

# What is asked of somebody else, thought up, or to be done.
_ELSE = re.compile(
    "(?:什么|哪里|谁)都|为什么|对.{1,8}(?:研究|了解|想法)|问我|意思|下[雪雨雹]|想[吃喝玩]什么$|我比你|理想的|比较[便宜好贵]|如果|要是|假如|假设|假装|扮演|翻译|英语怎么|英文怎么|怎么[说写念]|造句|故事|作文|梦见|"
    "你(?:们)?(?:觉得|认为|看待|相信|说说我|帮我)|"
    "你(?:还)?(?:说|看|猜|知道|知不知道|记得|记不记得|认识|听)[^，Ⓚ]{0,4}[我他她咱]|"
    "^(?:你)?(?:猜猜?|看)[我他她]|我是不是|我(?:像|该(?!叫|喊|怎么称呼|管)|要不要|应不应该)|"
    r"\b(?:if|imagine|pretend|translate|story|think|my|he|she|his|her|they)\b"
)
# A statement is no question, whatever it speaks of.
_ASKS = re.compile(
    "什么|哪|谁|怎么|几|多[少大高重久长]|[吗吧呢么？]|[不没]$|[不没]有?(?:，|$)|是不是|不是|还是|([\u4e00-\u9fff])[不没]\\1|差|猜|听说|肯定|"
    "[说讲报填写寄介]|来一?[句个段]|露一手|^[a-z' ]+"
)
# 「急诊科护士是做什么的」: somebody or something else is asked about.
_OF_ANOTHER = re.compile("[^哪什么几多谁怎想给该咱，]{2,}(?:是|在|有|叫|属|能|会|多|几|住|写|怎么|为什么|哪|要)")
_OPEN = re.compile("什么|哪|谁|怎么|几|多[少大高重久长]|还是|[呢]$")
_GUESSES = re.compile("吗|吧|是不是|不是|没错|不会是|听说|就是|肯定|猜")
_NOT = re.compile("[不没](?!是|错|会是|然)")


def read_learnt(persona: Persona, text: str, today: date) -> tuple[Asked, Told] | None:
    """What the line asks for and what there is to say, or None where that is not sure."""
    line = plain(text)
    if not 3 <= len(line) <= LONGEST or _ELSE.search(line) or not _ASKS.search(line):
        return None
    guess = asking(text)
    named = names_one(persona, line)
    if guess.key == NONE or guess.likely < (SURE if named else SURE_UNNAMED) or (not named and _OF_ANOTHER.match(line)):
        return None
    owner = _owner(persona, line)
    if owner is None:
        return None
    if owner != SELF and guess.key in ("pet", "family") and not _has(persona, owner, guess.key):
        owner = SELF
    asked = _detailed(Asked(owner=owner, key=guess.key), line)
    told = tell(persona, asked, today)
    if told.by == "unset":
        return (asked, told) if guess.likely >= SURE_UNSET and asked.key not in _GOES_WITHOUT_SAYING else None
    if told.by in ("fact", "derived"):
        told = _judged(persona, asked, told, line, today)
    return asked, told


def _has(persona: Persona, owner: str, key: str) -> bool:
    return any(fact.owner == owner and fact.key == key for fact in persona.facts)


def _owner(persona: Persona, line: str) -> str | None:
    """Whom the line is about; None when that is open. Somebody whom the persona does not have is called by the word."""
    words = book_of(persona).words
    if english := re.search(r"\byour ([a-z]+)", line):
        owners = words.get(english[1], ())
        return owners[0] if owners else english[1] if relations_of(english[1]) else SELF
    named = set(_named(persona, line))
    whose = {words[word][0] if words.get(word) else word for word in named}
    if len(whose) == 1:
        return whose.pop()
    if whose or re.search("[他她它]", line):
        return None
    # 「家里老爷子」, 「当妈的」: somebody is meant, but not for certain whom.
    return None if _SOMEBODY.search(_CALLED.sub("", line)) else SELF


def _named(persona: Persona, line: str) -> Iterator[str]:
    book = book_of(persona)
    yield from (hit["word"] for pattern in (book.called, book.anyone) for hit in pattern.finditer(line) if hit["word"])
    yield from (hit["word"] for hit in _OF_YOU.finditer(_CALLED.sub("", line)))


_KIN = "|".join(word for word in kin_words() if not word.isascii())
_LONG_KIN = "|".join(word for word in kin_words() if not word.isascii() and len(word) > 1)
_CALLED = re.compile(
    rf"^(?:{_LONG_KIN})(?=你|，)|(?<=[啊呀啦呢吧吗])(?:{_LONG_KIN})$|我[的家]?(?:{_KIN})|(?:{_LONG_KIN})?还是(?:{_LONG_KIN})"
)
"""Who is only called, or is the speaker's own, or one of two that may be."""
_OF_YOU = re.compile(rf"你(?:们|家|的|那|个|位|老|亲|大|小|里|头)*(?P<word>{_KIN})(?![子的]?还是)")
_SOMEBODY = re.compile(rf"(?:{_LONG_KIN})|家里那|那口子|老爷子|老太太|[爸妈](?=[是在今多属])")


_DETAILS = (
    ("birthday", "until", "还有(?:几|多)|多久|几天"), ("hometown", "province", "省"), ("hometown", "country", "哪国|国家"),
    ("family", "order", "老[几大二三小幺]|排行|第几|独生"), ("family", "kids", "[孩娃]|儿女"), ("family", "count", "几口|几个人|多少人"),
    ("pet", "count", "几[只条个头匹]|多少[只条]"), ("name", "en", "英文|english"), ("food", "drink", "^[^吃]*喝[^吃]*$|饮料"),
    ("marriage", "since", "什么时候(?:结|领)的"),
)  # fmt: skip
_KINDS = "颜色 季节 水果 动物 花 天气 饮料 乐器 运动 音乐 书 歌"
_SHUNS = re.compile("忌口|不吃|不能吃|过敏|不爱吃|吃不了")


def _detailed(asked: Asked, line: str) -> Asked:
    """The question with the part that it asks for."""
    for key, detail, pattern in _DETAILS:
        if key == asked.key and re.search(pattern, line):
            return replace(asked, detail=detail)
    if asked.key == "food" and _SHUNS.search(line):
        return replace(asked, key="dislikes")
    if asked.key == "likes" and re.search("什么|哪", line):
        kind = next((one for one in _KINDS.split() if one in line), "")
        return replace(asked, detail=kind)
    return asked


def _judged(persona: Persona, asked: Asked, told: Told, line: str, today: date) -> Told:
    """The same, as a yes or a no where the line guesses something that can be read and judged."""
    if _OPEN.search(line) or not _GUESSES.search(line):
        return told
    so = not _NOT.search(line)
    held = next((fact for fact in told.facts if len(fact.value) > 1 and fact.value in line), None)
    if held and so and asked.key not in ("age", "height", "weight"):
        return replace(told, by="yes" if held.polarity == "yes" else "no")
    read = _VALUES.get(asked.key)
    value = read(line) if read and not re.search("[我咱俺]", line) else ""
    if not value or not so:
        return told
    found = judge(Fact(owner=asked.owner, key=asked.key, value=value), persona, today)
    if found.verdict is Verdict.UNKNOWN or found.confidence < JUDGED_SURE:
        return told
    by: By = "yes" if found.verdict is Verdict.TRUE else "no"
    return replace(told, by=by)


def _place(line: str) -> str:
    places = find_places(line)
    return line[places[0].start : places[0].end] if len(places) == 1 else ""


def _one_of(pattern: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)

    def read(line: str) -> str:
        found = {hit.group() for hit in compiled.finditer(line)}
        return found.pop() if len(found) == 1 else ""

    return read


_VALUES: dict[str, Callable[[str], str]] = {
    "hometown": _place,
    "residence": _place,
    "age": _one_of("[0-9一二三四五六七八九十百]+(?=岁)"),
    "sign": _one_of("|".join(SIGNS)),
    "zodiac": _one_of("(?<=属)[鼠牛虎兔龙蛇马羊猴鸡狗猪]"),
    "gender": _one_of("[男女]"),
}
