"""Whether a line asks for what the person once told, and is to be answered from memory alone. Pure."""

from __future__ import annotations

import re

from roleplay_lite.memory.index.asked import Asked
from roleplay_lite.memory.item import SELF

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


def asks(question: Asked) -> bool:
    """Whether it plainly asks for something of the person's, and of nobody else's."""
    text = question.text
    if not question.question or not _OPEN.search(text):
        return False
    bare = _REMEMBERS.sub("", text)
    return not _ELSE.search(bare) and not _YOURS.search(bare)


def seeks(question: Asked) -> bool:
    """Whether a right answer can only be what was told, or that it never was."""
    if not asks(question) or not question.predicates:
        return False
    text = _REMEMBERS.sub("", question.text)
    return bool(_MINE.search(text)) or bool(question.subjects and question.subjects != (SELF,))


def is_open(question: Asked) -> bool:
    """True of 「我对什么过敏」, not of 「我对花生过敏吗」, to which 「you never told me」 is no answer."""
    return bool(_WH.search(question.text))


_MINE = re.compile(r"我|咱|俺|\b(?:I|me|my|mine|our)\b", re.IGNORECASE)
_WH = re.compile(
    r"什么|啥|谁|哪|几(?!乎)|多少|多大|多高|多重|多久|怎么|\b(?:what|who|when|where|which|whose|how)\b", re.IGNORECASE
)
