"""What a line asks of the memory: about whom, under which key, of which time. Pure; rules, Mandarin and English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from roleplay_lite.memory.index.asked_keys import KEYS_ASKED
from roleplay_lite.memory.index.terms import Terms, asked_terms
from roleplay_lite.memory.item import SELF
from roleplay_lite.memory.spelling import subject_of
from roleplay_lite.persona.kinship import ENGLISH_KIN, KIN_PATTERN


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A line, as far as it asks."""

    text: str
    question: bool
    subjects: tuple[str, ...]
    """As `MemoryItem.subject` has them; empty where it is not said, or asked for (「谁对花生过敏」)."""
    predicates: tuple[str, ...]
    """Keys of `predicates.py`, the surest first; empty where no rule reads one."""
    past: bool
    """It asks how it once was (「以前」), without a date."""
    rest: str
    """What is left to look for beside subject and key (「花生」 of 「我对花生过敏吗」)."""
    rest_terms: Terms
    whole: str
    """All that there is to look for."""
    terms: Terms


_FRAME = re.compile(
    r"你(?:还|是否|应该)?(?:记不记得|知不知道|记得|知道|晓得|认得)(?:吗|不|么)?|(?:我)?(?:跟|和|同|对|给)你(?:说|讲|提|聊)(?:过|的)?|"
    r"(?:我)?告诉过?你(?:的)?|(?:帮我)?(?:想想|查查|看看|回忆一?下)|(?:说说|讲讲|问一?下|考考你|猜猜|猜一?下|来着|到底|究竟|话说|对了|那个|诶|哎|欸)|"
    r"\b(?:do|can|could) you (?:still )?(?:remember|recall|know|tell me)\b|\bremind me\b|\b(?:did|have) i (?:ever )?(?:tell|told|mention)\w* (?:to )?you\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"[？?]|[吗么嘛](?=[，。！,.!]|$)|什么|啥|怎么|哪|谁|几(?!乎)|多少|多大|多高|多久|多重|为何|干嘛|([\u4e00-\u9fff])[不没]\1|有没有|是否|"
    r"还记得|记不记得|呢$|\b(?:who|what|when|where|why|how|which|whose)\b|^(?:do|does|did|is|are|am|was|were|can|have|has)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"以前|从前|之前|原来|原先|过去|曾经|当初|当时|那会儿|那时候?|早先|最早|一开始|小时候|[上前](?:一)?(?:个|份|家|任|次)(?!月|星期|礼拜)|"
    r"(?<!仍)旧(?:的|址|工作|家)|\bused to\b|\bbefore\b|\bpreviously\b|\bformer(?:ly)?\b|\bback then\b|\bearlier\b|\boriginal(?:ly)?\b|\bprevious\b",
    re.IGNORECASE,
)
_MYSELF = re.compile(r"我(?!国)|俺|咱(?!们俩)|本人|\b(?:I|me|my|mine|myself)\b", re.IGNORECASE)
_OTHERS = (
    "同事|同学|老师|邻居|老板|领导|上司|房东|室友|孩子|小孩|娃|对象|爱人|亲戚|教练|医生|徒弟|师傅|战友|班主任|宠物"
)
_SOMEBODY = re.compile(
    rf"(?:(?<![哪这那])(?:{KIN_PATTERN}|{_OTHERS})|\b(?:{ENGLISH_KIN})\b)(?:'s)?(?!好|车|节)", re.IGNORECASE
)
_OWNED = re.compile(
    r"(?:(?:我们家|我家|咱家|我们|我|俺|咱)(?:的|那个|那|家的)?|\b(?:my|our)\s+(?:\w+\s)?)$", re.IGNORECASE
)
_WHO = re.compile(r"谁|哪个人|哪位|\bwho\b|\bwhose\b", re.IGNORECASE)


@lru_cache(maxsize=64)
def asked(text: str) -> Asked:
    """Read a line. A line that asks nothing has what it tells in `rest`: memories may be near it all the same."""
    bare = _FRAME.sub(" ", text)
    question = bool(_QUESTION.search(text))
    subjects, left = _subjects(bare)
    predicates, left = _predicates(left) if question else ((), left)
    rest, whole = _PAST.sub(" ", left), _PAST.sub(" ", bare)
    return Asked(
        text=text,
        question=question,
        subjects=subjects,
        predicates=predicates,
        past=bool(_PAST.search(bare)),
        rest=rest,
        rest_terms=asked_terms(rest),
        whole=whole,
        terms=asked_terms(whole),
    )


def _subjects(text: str) -> tuple[tuple[str, ...], str]:
    """Whom it is about, and the text without them."""
    found, left, end = [], "", 0
    for match in _SOMEBODY.finditer(text):
        before = _OWNED.sub("", text[end : match.start()])
        left += before + " "
        found.append(subject_of(match.group().removesuffix("'s")))
        end = match.end()
    left += text[end:]
    if _MYSELF.search(left) and not _WHO.search(text):
        found.insert(0, SELF)
    if not found and not _WHO.search(text) and re.match(r"\s*(?:还)?(?:住|叫|多大|几岁|属|养|喜欢|爱)", left):
        found.append(SELF)
    return tuple(dict.fromkeys(found)), left


def _predicates(text: str) -> tuple[tuple[str, ...], str]:
    """The keys asked for, and the text without the words that ask for them."""
    found = []
    for key, pattern in KEYS_ASKED:
        if pattern.search(text):
            found.append(key)
            # A mark in its place, so that no word arises from what stood on both sides.
            text = pattern.sub(" ", text)
    return tuple(found), text
