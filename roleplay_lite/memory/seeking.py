"""Whether a line asks for what the person once told, and is to be answered from memory alone. Pure."""

from __future__ import annotations

import re

from roleplay_lite.memory.index.asked import Asked
from roleplay_lite.memory.item import SELF, MemoryItem, MemoryKind
from roleplay_lite.memory.predicates import PREDICATES

_REMEMBERS = re.compile(
    r"你(?:还|是否|应该|可|都)*(?:记不记得|知不知道|记得|知道|晓得|记着)|(?:我)?(?:跟|和|同|对|给)你(?:说|讲|提|聊)过|告诉过你|"
    r"来着|猜猜|考考你|\bdo you (?:still )?(?:remember|recall|know)\b|\bremind me\b|"
    r"\b(?:did|have) i (?:ever )?(?:tell|told|mention)",
    re.IGNORECASE,
)
# Advice, wishes and what is to come are talk, whatever is known.
_ELSE = re.compile(
    r"该|要不要|(?:好|才好)[呢呀啊]?[？?]?$|行吗|怎么办|咋办|能不能|可不可以|可以吗|行不行|好不好|好吗|比较好|合适|推荐|建议|适合|怎么(?:样|做|才|治|哄|教|说|写|弄|选|去|走|学)|"
    r"为什么|为啥|凭什么|你(?:觉得|说|看|认为|猜)|如果|要是|万一|会不会|会变|还是说|什么意思|哪(?:个|种|家|里|儿)(?:更|最|比较)?好|帮我|给我|"
    r"\bshould\b|\bwhy\b|\bhow (?:do|can|should|to)\b|\bif\b|\bcould you\b|\brecommend\b|\bwould\b|\bcan you\b",
    re.IGNORECASE,
)
# The persona is asked, or about somebody whom only it has.
_YOURS = re.compile(r"[你您]|\byou(?:r|rs)?\b", re.IGNORECASE)
# Whoever says what they like asks for nothing (「我喜欢什么样的你知道」 does).
_OPEN = re.compile(
    r"什么|啥|谁|哪|几(?!乎)|多少|多大|多高|多重|多久|怎么|吗|么|没有?[？?]?$|是不是|有没有|([\u4e00-\u9fff])[不没]\1|"
    r"\b(?:what|who|when|where|which|whose|how old|how tall|am i|do i|is my|are my|does my|did i|have i)\b|[？?]",
    re.IGNORECASE,
)


def seeks(question: Asked) -> bool:
    """Whether a right answer is what was told, or that it never was."""
    text = question.text
    if not _plainly_asks(question):
        return False
    named = _REMEMBERS.search(text)
    if _YOURS.search(_REMEMBERS.sub("", text)):
        return False
    theirs = bool(_MINE.search(_REMEMBERS.sub("", text))) or bool(question.subjects and question.subjects != (SELF,))
    return theirs and bool(named or question.predicates)


def asks_of(question: Asked, item: MemoryItem) -> bool:
    """Whether it asks for this by a name (「朵朵几岁了」), by a word of their own (「车牌号」), or for what was to
    be kept (「钥匙在哪儿」)."""
    if not _plainly_asks(question) or _YOURS.search(_REMEMBERS.sub("", question.text)):
        return False
    by_name = item.subject != SELF and item.subject in question.text
    by_key = item.predicate not in PREDICATES and item.predicate in question.text
    return by_name or by_key or item.kind is MemoryKind.NOTE


def is_open(question: Asked) -> bool:
    """True of 「我对什么过敏」, not of 「我对花生过敏吗」, to which 「you never told me」 is no answer."""
    return bool(_WH.search(question.text))


def _plainly_asks(question: Asked) -> bool:
    text = question.text
    return question.question and bool(_OPEN.search(text)) and not _ELSE.search(_REMEMBERS.sub("", text))


_MINE = re.compile(r"我|咱|俺|\b(?:I|me|my|mine|our)\b", re.IGNORECASE)
_WH = re.compile(
    r"什么|啥|谁|哪|几(?!乎)|多少|多大|多高|多重|多久|怎么|\b(?:what|who|when|where|which|whose|how)\b", re.IGNORECASE
)
