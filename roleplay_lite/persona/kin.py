"""What a relation's name alone tells of somebody: gender, older or younger, married to whom."""

from __future__ import annotations

import re
from enum import StrEnum


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPOUSES = _words("丈夫 老公 先生 妻子 老婆 媳妇 太太 夫人 老伴 爱人 内人 娘子 相公 夫君 husband wife")
"""Owners whom one is married to, or may be: see `POLITE`."""
POLITE = _words("先生 太太 夫人")
"""Words for a spouse that are for teachers and for other people's wives as well."""
SWEETHEARTS = _words("男朋友 女朋友 男友 女友 对象 boyfriend girlfriend")
BETROTHED = _words("未婚夫 未婚妻 fiancé fiancée fiance fiancee")

_MEN = _words(
    """
    爸爸 父亲 老爸 爸 爹 爹爹 阿爹 爷爷 祖父 外公 姥爷 阿公 太爷爷 哥哥 大哥 二哥 哥 弟弟 小弟 弟 丈夫 老公 先生
    相公 夫君 未婚夫 男朋友 男友 儿子 大儿子 小儿子 养子 干儿子 孙子 外孙 女婿 叔叔 伯伯 大伯 舅舅 姑父 姨父 姑丈
    姐夫 妹夫 表哥 表弟 堂哥 堂弟 侄子 外甥 公公 岳父 丈人 继父 养父 师兄 师弟 师哥 dad father husband brother son
    grandpa grandfather uncle nephew boyfriend
    """
)
_WOMEN = _words(
    """
    妈妈 母亲 老妈 妈 娘 娘亲 阿娘 奶奶 祖母 外婆 姥姥 阿婆 太奶奶 姐姐 大姐 二姐 姐 妹妹 小妹 妹 妻子 老婆 媳妇
    太太 夫人 内人 娘子 未婚妻 女朋友 女友 女儿 闺女 大女儿 小女儿 养女 干女儿 孙女 外孙女 儿媳 儿媳妇 婶婶 阿姨
    姨妈 姑姑 舅妈 伯母 嫂子 弟媳 表姐 表妹 堂姐 堂妹 侄女 外甥女 婆婆 岳母 丈母娘 继母 养母 师姐 师妹 师娘 mum mom
    mother wife sister daughter grandma grandmother aunt niece girlfriend
    """
)
_OLDER = _words(
    """
    爸爸 父亲 老爸 爸 爹 爹爹 阿爹 妈妈 母亲 老妈 妈 娘 娘亲 阿娘 爷爷 奶奶 祖父 祖母 外公 外婆 姥姥 姥爷 阿公 阿婆
    太爷爷 太奶奶 哥哥 大哥 二哥 哥 姐姐 大姐 二姐 姐 表哥 表姐 堂哥 堂姐 公公 婆婆 岳父 岳母 丈人 丈母娘 养父 养母
    dad father mum mom mother grandpa grandfather grandma grandmother
    """
)
_YOUNGER = _words(
    """
    弟弟 小弟 弟 妹妹 小妹 妹 表弟 表妹 堂弟 堂妹 儿子 大儿子 小儿子 女儿 闺女 大女儿 小女儿 养子 养女 孙子 孙女
    外孙 外孙女 son daughter grandson granddaughter
    """
)
_ALIKE = _words("老伴 爱人 对象 未婚夫 未婚妻 fiancé fiancée fiance fiancee 侄子 侄女 外甥 外甥女")
KIN = (_MEN | _WOMEN | _OLDER | _YOUNGER | _ALIKE) - POLITE
"""Every name of a relation by blood, marriage or engagement that is known here; 「先生」 may be a teacher."""

PAIRS = {
    "嫂子": "哥哥", "姐夫": "姐姐", "弟媳": "弟弟", "妹夫": "妹妹", "儿媳": "儿子", "儿媳妇": "儿子", "女婿": "女儿",
}  # fmt: skip
"""Whom somebody is married to, by what the persona calls the two."""


class Marital(StrEnum):
    """What a value of `marriage` says."""

    SINGLE = "single"
    TAKEN = "taken"
    """In love or engaged, and not married."""
    MARRIED = "married"
    WIDOWED = "widowed"
    DIVORCED = "divorced"


def gender_of(relation: str) -> str:
    """男 or 女 as the relation's name tells it; empty when it tells neither."""
    word = relation.lower()
    return "男" if word in _MEN else "女" if word in _WOMEN else ""


def is_older(relation: str) -> bool | None:
    """True of a 哥哥 and a mother, False of a 妹妹 and a son; None when the name does not tell."""
    word = relation.lower()
    return True if word in _OLDER else False if word in _YOUNGER else None


def marital(value: str) -> Marital | None:
    """What 「离异带一娃」, 「寡居」 or 「还没成家」 says; None when it is none of these."""
    return next((state for state, pattern in _STATES if pattern.search(value)), None)


_SPOUSE = "丈夫|妻子|老婆|老公|媳妇|太太|先生|老伴|爱人"
# In this order: 「未婚妻」 is no wife, 「没结婚」 no marriage.
_STATES = tuple(
    (state, re.compile(pattern, re.IGNORECASE))
    for state, pattern in (
        (
            Marital.WIDOWED,
            rf"丧偶|守寡|寡居|鳏|寡妇|亡妻|亡夫|(?:{_SPOUSE})(?:早|已经?)?(?:过世|去世|走了|不在了)|widow",
        ),
        (Marital.DIVORCED, "离异|离婚|离了|单亲|divorced"),
        (
            Marital.TAKEN,
            "订婚|定亲|未婚[妻夫]|(?<!没)有[男女]?(?:朋友|对象|友)|恋爱|热恋|谈着|engaged|in a relationship",
        ),
        (
            Marital.SINGLE,
            "单身|未婚|未娶|未嫁|待嫁|光棍|不婚|single|unmarried|not married|"
            rf"(?:没|没有|还没|尚未|不)(?:结过?婚|成家|娶|嫁|对象|谈|男朋友|女朋友|{_SPOUSE})",
        ),
        (Marital.MARRIED, rf"已婚|结婚|成家|成亲|嫁给|娶了|嫁了|有(?:{_SPOUSE}|妻|夫)|新婚|再婚|married"),
    )
)
