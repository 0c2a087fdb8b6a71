"""One spelling for what is said in several ways, so that the same thing is found to be the same."""

from __future__ import annotations

import re
import unicodedata

from roleplay_lite.memory.item import SELF

_KIN = {
    "妈妈": "妈 老妈 母亲 娘 妈咪 老娘 mom mum mother mama",
    "爸爸": "爸 老爸 父亲 爹 爸比 老爹 dad father papa",
    "女儿": "闺女 daughter",
    "儿子": "son",
    "老婆": "妻子 媳妇 媳妇儿 太太 wife",
    "老公": "丈夫 husband",
    "外婆": "姥姥",
    "外公": "姥爷",
    "爷爷": "grandpa grandfather",
    "奶奶": "grandma grandmother",
    "哥哥": "哥",
    "姐姐": "姐",
    "弟弟": "弟",
    "妹妹": "妹",
}
_ONE_SPELLING = {spelling: word for word, others in _KIN.items() for spelling in others.split()}
_MINE = re.compile(r"^(?:我们家|我们|我家|我|俺|my\s+)(?:的)?(?=.)", re.IGNORECASE)
_MYSELF = frozenset({"", SELF, "我", "我自己", "自己", "本人", "俺", "i", "me", "myself"})


def subject_of(said: str) -> str:
    """Whom it is about, in one spelling: 「我妈」, 「老妈」 and 「妈妈」 are one; 「我」 is `self`."""
    word = unicodedata.normalize("NFKC", said).strip()
    if word.casefold() in _MYSELF:
        return SELF
    word = _MINE.sub("", word).strip() or word
    return _ONE_SPELLING.get(word.casefold(), word)


def spellings(subject: str) -> tuple[str, ...]:
    """The other words for a relative, by which a question may name them."""
    return tuple(_KIN.get(subject, "").split())


_ONE_OF = re.compile(r"^[一1](?:只|条|个|位|名|台|辆|头|匹|种|点|些|杯|份)(?=.)")
_PARTICLES = re.compile(r"(?<=.)[了吧呢啊呀嘛哦哈]+$")


def same_value(value: str) -> str:
    """The value as it is compared: full and half width, case, spaces, punctuation and 「一只」 make no difference.
    Empty where nothing is left."""
    text = unicodedata.normalize("NFKC", value).casefold()
    text = "".join(char for char in text if unicodedata.category(char)[0] not in "PZC" or char == "#")
    bare = _PARTICLES.sub("", _ONE_OF.sub("", text))
    return bare or text


def alike(one: str, other: str) -> float:
    """How much two compared values share, 0 to 1: one inside the other is 1, else the share of two-letter pieces."""
    if not one or not other:
        return 0.0
    if one in other or other in one:
        return 1.0
    first, second = _pieces(one), _pieces(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _pieces(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
