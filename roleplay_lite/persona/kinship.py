"""Whom words name: the persona itself, its relatives in their short and long forms, its friends and pets by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from roleplay_lite.persona.facts import RELATIVES, SELF
from roleplay_lite.persona.kin import SPOUSES, SWEETHEARTS
from roleplay_lite.persona.persona import Persona

# Each line is one relation: the word that stands for it, then the other words. A short word may be a part of another
# word, which is what follows a bar.
_RELATIONS = """
爸爸 爸 父亲 老爸 爹 老爹 阿爹 爹爹 老爷子 dad father daddy
妈妈 妈|呀耶祖 母亲 老妈 娘|家子们 老娘 阿娘 mum mom mother
爷爷 爷|们 祖父 阿爷 grandpa grandfather
奶奶 奶|茶油粉牛瓶酪昔 祖母 阿奶 grandma grandmother
外公 姥爷 阿公
外婆 姥姥 阿婆
哥哥 哥|们儿 大哥 二哥 三哥 老哥 亲哥 阿哥 兄长 brother
姐姐 姐|妹夫 大姐 二姐 三姐 老姐 亲姐 阿姐 sister
弟弟 弟|兄子媳 老弟 小弟 亲弟 二弟 阿弟
妹妹 妹|子夫 老妹 小妹 亲妹 二妹 阿妹
丈夫 老公 先生 爱人 老伴 相公 夫君 husband
妻子 老婆 媳妇 媳妇儿 太太 夫人 内人 娘子 爱人 老伴 wife
男朋友 男友 对象 boyfriend
女朋友 女友 对象 girlfriend
儿子 儿|时童歌媳 大儿子 小儿子 养子 son
女儿 女|的生孩人朋友士性婿神 闺女 大女儿 小女儿 养女 daughter
孙子 孙|女 grandson
孙女 granddaughter
外孙 外孙子
外孙女
叔叔 叔
舅舅 舅|妈
姑姑 姑|娘父
嫂子 嫂
表哥|
表姐|
表弟|
表妹|
堂哥|
堂姐|
堂弟|
堂妹|
闺蜜 闺密
徒弟|
师兄 师哥
师弟|
师姐|
师妹|
学弟|
学妹|
学姐|
学长|
师父 师傅
朋友 好友 死党 好朋友 最好的朋友 friend
"""
GENERIC = {
    "兄弟姐妹": ("哥哥", "姐姐", "弟弟", "妹妹"), "兄弟": ("哥哥", "弟弟"), "姐妹": ("姐姐", "妹妹"),
    "孩子": ("儿子", "女儿"), "小孩": ("儿子", "女儿"), "娃": ("儿子", "女儿"), "弟弟妹妹": ("弟弟", "妹妹"),
    "哥哥姐姐": ("哥哥", "姐姐"), "siblings": ("哥哥", "姐姐", "弟弟", "妹妹"), "kids": ("儿子", "女儿"),
    "children": ("儿子", "女儿"), "brothers": ("哥哥", "弟弟"), "sisters": ("姐姐", "妹妹"),
}  # fmt: skip
"""Words for several relations at once."""
SIBLINGS = frozenset(GENERIC["兄弟姐妹"])
CHILDREN = frozenset(GENERIC["孩子"])
# Nobody has one just because the person speaks of one.
SUPPOSED = SIBLINGS | CHILDREN | {"丈夫", "妻子", "男朋友", "女朋友", "孙子", "孙女", "外孙", "外孙女"}
RELATED = frozenset({
    "爸爸", "妈妈", "爷爷", "奶奶", "外公", "外婆", "叔叔", "舅舅", "姑姑", "嫂子",
    "表哥", "表姐", "表弟", "表妹", "堂哥", "堂姐", "堂弟",
    "堂妹",
})  # fmt: skip
"""Others of one's blood, whom anybody may have."""
PARTNERS = SPOUSES | SWEETHEARTS
_ENGLISH_TWINS = {
    "brother": ("哥哥", "弟弟"), "sister": ("姐姐", "妹妹"), "friend": ("朋友", "闺蜜"), "grandma": ("奶奶", "外婆"),
    "grandmother": ("奶奶", "外婆"), "grandpa": ("爷爷", "外公"), "grandfather": ("爷爷", "外公"),
    "boss": ("老板", "店长"), "colleague": ("同事", "搭档"),
}  # fmt: skip

_WORDS: dict[str, str] = {}
_UNLESS: dict[str, str] = {}
_GROUPS: dict[str, tuple[str, ...]] = {}
for _line in _RELATIONS.split("\n"):
    _stems = []
    for _entry in _line.split():
        _word, _, _after = _entry.partition("|")
        _stems.append(_word)
        _WORDS.setdefault(_word, _line.split()[0].partition("|")[0])
        _UNLESS[_word] = _after
    if _stems:
        _GROUPS[_stems[0]] = tuple(_stems)


def _kin_pattern(*, longer: bool) -> str:
    """Words of one sign, or the longer ones, the longest first."""
    words = [word for word in _WORDS if not word.isascii() and (len(word) > 1) == longer]
    words.sort(key=len, reverse=True)
    return "|".join(re.escape(word) + (f"(?![{_UNLESS[word]}])" if _UNLESS[word] else "") for word in words)


KIN_PATTERN = f"{_kin_pattern(longer=True)}|{_kin_pattern(longer=False)}"
ENGLISH_KIN = "|".join(sorted({*(word for word in _WORDS if word.isascii()), *_ENGLISH_TWINS}, key=len, reverse=True))
# Amid other words, 弟 is as often part of another one (徒弟).
_ANYWHERE = re.compile(
    rf"{'|'.join(GENERIC)}|\b(?:{ENGLISH_KIN})\b|{_kin_pattern(longer=True)}"
    rf"|(?<![^我你您他她它的个位是有])(?:{_kin_pattern(longer=False)})"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤裴佟"
)

_PUT = (
    r"(?:(?!没(?!想到)|谁|别(?!人)|以为|不(?!知道)|要是|如果)[^你您]){0,12}[你您]?(?:(?!没|谁|别(?!人)|以为|不|要是|如果)[^你您]){0,8}?"
    r"(?:(?:说|讲)(?!.{1,3}[话语](?:[了的吧吗啊]|才|$)|冷?笑话|故事)过?|写着|告诉(?:他们|她们|大家|别人|我)|承认吧?|知道|想到|听见|听到)(?:的是|，)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The persona and those who belong to it, by every word that names them."""

    kin: dict[str, str]
    """A relation's word to the owner; relations the persona has nobody for give the relation's own word."""
    names: dict[str, str]
    """Names of relatives, friends and pets, and of the persona itself, each to the owner."""
    named: re.Pattern[str]
    """Any of these names at the beginning of a text."""
    relation: re.Pattern[str]
    """Any relation's word at the beginning of a text, those that only this persona has (徒弟, 店长) among them."""
    put: re.Pattern[str]
    """What leads up to a claim that somebody else is said to have made: 「大家都说」 before 「你」 or a name."""
    owners: frozenset[str]
    """Everybody of whom there is a fact."""
    myself: re.Pattern[str]
    """What the persona calls itself, at the beginning of a text."""


def relation_of(word: str) -> str:
    """The word that stands for the relation (「老姐」 is 姐姐); the word itself when it is none."""
    return _WORDS.get(word, word)


def same_relation(one: str, other: str) -> bool:
    """True when two words may name one relation; 「老伴」 is either's."""
    return one == other or any(one in group and other in group for group in _GROUPS.values())


def kin_in(text: str) -> str:
    """The first relation that the text names, as it names it; empty when there is none."""
    found = _ANYWHERE.search(text)
    return found.group() if found else ""


def cast_of(persona: Persona) -> Cast:
    """Who is who for that persona."""
    return by_identity(persona, _cast)


def surname(name: str) -> str:
    """The family name of a whole Mandarin name; empty for a nickname (「小满」), a given or a foreign name."""
    return name[0] if 2 <= len(name) <= 4 and name[0] in _SURNAMES and name[0] != "小" else ""


def _cast(persona: Persona) -> Cast:
    names: dict[str, str] = {}
    for fact in persona.facts:
        if fact.owner != SELF and fact.owner not in RELATIVES and fact.owner not in _WORDS:
            names.setdefault(fact.owner, fact.owner)
        if fact.key == "name" and fact.polarity == "yes":
            names[fact.value] = fact.owner
            if surname(fact.value) and len(fact.value) == 3:
                names.setdefault(fact.value[1:], fact.owner)
    names[persona.name] = SELF
    if surname(persona.name) and len(persona.name) == 3:
        names[persona.name[1:]] = SELF
    owners = list(dict.fromkeys(fact.owner for fact in persona.facts if fact.owner != SELF))
    kin = dict(_WORDS)
    for owner in reversed(owners):
        for group in _GROUPS.values():
            if owner in group:
                kin.update(dict.fromkeys((word for word in group if word not in owners), owner))
        if owner in RELATIVES:
            kin[owner] = owner
    for word, relations in _ENGLISH_TWINS.items():
        kin[word] = next((kin.get(one, one) for one in relations if kin.get(one, one) in owners), relations[0])
    own_relations = [owner for owner in owners if owner in RELATIVES and owner not in _WORDS]
    own = [
        phrase
        for phrase in persona.style.catch_phrases
        if re.fullmatch("本[^ 人来以身]|老[汉夫身朽]|奴家|小生|在下", phrase)
    ]
    own += [name for name, owner in names.items() if owner == SELF]
    return Cast(
        kin=kin,
        names=names,
        relation=re.compile(f"{_choices(own_relations)}|{KIN_PATTERN}"),
        put=re.compile(f"{_PUT}(?=[你您]|{_choices(names)})"),
        owners=frozenset(owners),
        named=re.compile(_choices(names), re.IGNORECASE),
        myself=re.compile(f"{_choices(own)}|我|俺|咱(?!们|俩|家)|本人|(?:I|i)\\b"),
    )


def _choices(words: Iterable[str]) -> str:
    found = sorted(words, key=len, reverse=True)
    return (
        "|".join(re.escape(word) + ("(?![A-Za-z])" if word[-1:].isascii() else "") for word in found if word) or "(?!)"
    )


_T = TypeVar("_T")


class Identity:
    """A persona that is compared by identity: hashing one whole takes longer than reading a sentence."""

    __slots__ = ("persona",)

    def __init__(self, persona: Persona) -> None:
        self.persona = persona

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and other.persona is self.persona

    def __hash__(self) -> int:
        return id(self.persona)


def by_identity(persona: Persona, make: Callable[[Persona], _T]) -> _T:
    """What `make` gives for this very persona, made once."""
    return _made(Identity(persona), make)  # type: ignore[return-value]


@lru_cache(maxsize=64)
def _made(same: Identity, make: Callable[[Persona], object]) -> object:
    return make(same.persona)
