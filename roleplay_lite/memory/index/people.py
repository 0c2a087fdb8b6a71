"""Whom a text speaks of: relatives and others by what they are to the speaker, and those whose names are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from roleplay_lite.memory.index.concepts import han_words
from roleplay_lite.memory.item import SELF
from roleplay_lite.memory.spelling import subject_of

_ANOTHERS = "ta:"
"""Before the relation of somebody to somebody else: the mother of 「小虎他妈」 is not the speaker's."""
_UNOWNED = frozenset({"老师", "学生", "宠物"})
"""「语文老师」 and 「布偶猫」 are no teacher and no cat of another's."""
PET = "宠物"


def _relations() -> tuple[dict[str, str], dict[str, str]]:
    words, unless = {}, {}
    for line in files(__package__).joinpath("relations.txt").read_text("utf-8").splitlines():
        name, *entries = line.split() if not line.startswith("#") else ("",)
        for entry in entries:
            word, _, after = entry.partition("|")
            words[word], unless[word] = name, after
    return words, unless


RELATIONS, _UNLESS = _relations()
_HAN = sorted((word for word in RELATIONS if not word.isascii()), key=len, reverse=True)
_WORDS = "|".join(re.escape(word) + (f"(?![{_UNLESS[word]}])" if _UNLESS[word] else "") for word in _HAN)
_LATIN = "|".join(word for word in RELATIONS if word.isascii())
_SOMEBODY = re.compile(rf"(?<![哪这那])(?:{_WORDS})|\b(?:{_LATIN})(?:'s)?\b", re.IGNORECASE)
_OWNED = re.compile(
    r"(?:(?:我们家|我们|我家|咱家|我|俺|咱)(?:的|那个|那|家的|家)?|\b(?:my|our)\b(?:\s\w+)?)\s*$", re.IGNORECASE
)
_OF_ANOTHER = re.compile("[他她]的?(?P<kin>爸|妈|爹|娘|爷爷|奶奶|姐|哥|弟|妹|媳妇|对象|女朋友|男朋友)")
_LINKS = ("", "的", "她", "他", "她的", "他的", "家的", "那个")
_MAY_STAND_BEFORE = frozenset("我俺咱跟和给把对让是有带陪替叫请送像的了去到在来看问等找接教个位想与连得家你您")
_NAME = "[\u4e00-\u9fff]{2,3}?"
_AFTER_NAME = "(?=[，。,.、！]|[她他在是去说要有做当跟和也今从刚给调回过属的]|$)"
_CALLED = re.compile(
    rf"(?P<who>{_WORDS})[^，。]{{0,4}}?[，,]?(?:[^，。]{{0,8}}[，,])?(?:她|他|名字)?叫(?P<name>{_NAME}){_AFTER_NAME}"
)
_WITH_NAME = re.compile(rf"(?P<who>{_WORDS})(?P<name>{_NAME})(?=[在是去说要有做当跟和也今刚给调回过属叫])")
_JUST_CALLED = re.compile(rf"(?:叫|名叫|起名叫?)(?P<name>{_NAME}){_AFTER_NAME}")
_LATIN_NAME = re.compile(
    r"(?<![.!?] )(?<!^)\b[A-Z][a-z]{2,}\b|^[A-Z][a-z]{2,}(?=\s(?:的|是|在|has|is|was|went|had|hurt|got))"
)
_NICKNAME = re.compile("[小老阿][\u4e00-\u9fff](?:叔|姐|哥|姨|婶)?")
_ORDINAL = re.compile("(?P<which>[大二三四五小幺])(?=儿|女|闺|哥|姐|弟|妹|孙|姑|舅|姨|叔|伯|崽)")
_NO_NAMES = """
What When Where Who How Which The This That And But Remember Can Could Did Does Was Were Street Road 小时 小心
小孩 小学 小区 小说 小鸟 小狗 小猫 小吃 小伙 小姑 小名 小朋 小腿 小熊 小菜 小事 小店 小提 小组 小声 小气 小册
小型 小盒 小米 小麦 小号 老家 老师 老婆 老公 老人 老板 老伴 老爸 老妈 老头 老是 老早 老实 老鼠 老虎 老乡 老照
老房 老花 老寒 老顾 老主 老毛 老样 老弟 老妹 老姐 老哥 老爹 老娘 老太 老友 老白 老幺 老大 老二 老三 老伙 阿姨
阿司
"""
_NO_NAME = frozenset(_NO_NAMES.split())
_SPOKEN_TO = re.compile(
    r"^(?P<name>[\u4e00-\u9fff]{2,3})(?:(?P=name)|好[，,])|[，,][\u4e00-\u9fff]{2,3}(?=你)|^[\u4e00-\u9fff]{1,2}[叔姨哥姐伯婶][，,]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Those whom a text speaks of."""

    relations: frozenset[str]
    """Relations of the speaker's; those of others' begin with `ta:`."""
    words: tuple[str, ...]
    """Those of the speaker's as `MemoryItem.subject` has them."""
    names: frozenset[str]
    """Known names that stand in it."""
    which: frozenset[tuple[str, str]]
    """Which of several (大, 二), and the relation."""
    rest: str
    """The text without them, blanks in their place."""


def people_in(text: str, names: Mapping[str, str] | None = None) -> People:
    """Read a text; `names` are known ones, each with the relation that it stands for."""
    found, called, spans = set[str](), set[str](), list[tuple[int, int]]()
    words: list[str] = []
    which: set[tuple[str, str]] = set()
    for match in _OF_ANOTHER.finditer(text):
        found.add(_ANOTHERS + RELATIONS.get(match["kin"], match["kin"]))
        spans.append(match.span())
    last: tuple[int, str] | None = None
    for match in _SOMEBODY.finditer(text):
        if any(begin <= match.start() < end for begin, end in spans) or _is_a_state(text, match):
            continue
        relation = RELATIONS[match.group().lower().removesuffix("'s")]
        owned = _OWNED.search(text[: match.start()])
        if last and text[last[0] : match.start()] in _LINKS and relation != PET:
            # 「女儿的男朋友」 is neither 「女儿」 nor the speaker's.
            found.discard(last[1])
            words[-1:] = []
            relation = _ANOTHERS + relation
        elif not owned and _is_anothers(text, match.start(), relation):
            relation = _ANOTHERS + relation
        found.add(relation)
        if ordinal := _ORDINAL.search(text[max(0, match.start() - 1) : match.end()]):
            which.add((ordinal["which"], relation))
        if not relation.startswith(_ANOTHERS):
            words.append(subject_of(match.group().removesuffix("'s")))
        last = match.end(), relation
        spans.append((owned.start() if owned else match.start(), match.end()))
    for name, relation in (names or {}).items():
        place = text.find(name)
        if place >= 0:
            called.add(name)
            found.add(relation)
            spans.append((place, place + len(name)))
    rest = list(text)
    for begin, end in spans:
        rest[begin:end] = " " * (end - begin)
    return People(
        relations=frozenset(found),
        words=tuple(words),
        names=frozenset(called),
        which=frozenset(which),
        rest="".join(rest),
    )


def _is_a_state(text: str, match: re.Match[str]) -> bool:
    """「有对象了没有」 asks whether there is one."""
    return RELATIONS[match.group().lower().removesuffix("'s")] == "partner" and bool(
        re.search("(?:有|找|没有?|谈)(?:了|过|个)?$", text[: match.start()])
    )


def _is_anothers(text: str, place: int, relation: str) -> bool:
    before = text[place - 1 : place]
    return "\u4e00" <= before <= "\u9fff" and before not in _MAY_STAND_BEFORE and relation not in _UNOWNED


@lru_cache(maxsize=2048)
def people_told_of(text: str) -> People:
    """Of what was told: without those to whom it was said."""
    return people_in(_SPOKEN_TO.sub("〻", text))


def relation_of(subject: str) -> str:
    """The relation that a row's subject is; the subject itself where it is none."""
    return RELATIONS.get(subject, subject)


def names_told(text: str) -> dict[str, str]:
    """Names that a line gives to somebody (「我女儿叫一禾」, 「我弟晓岭在海南」), each with the relation, or itself."""
    found: dict[str, str] = {}
    for pattern in (_CALLED, _WITH_NAME):
        for match in pattern.finditer(text):
            if not is_word(match["name"]):
                _call(found, match["name"], relation_of(match["who"]))
    for match in _JUST_CALLED.finditer(text):
        if not is_word(match["name"]):
            _call(found, match["name"], match["name"])
    return found


def names_guessed(text: str) -> tuple[str, ...]:
    """What looks like a name in a question: 「老雷」, 「Fiona」."""
    latin = [match.group() for match in _LATIN_NAME.finditer(text) if match.group() not in _NO_NAME]
    nick = [
        match.group()
        for match in _NICKNAME.finditer(text)
        if match.group()[:2] not in _NO_NAME and not is_word(match.group()[:2]) and match.group() not in RELATIONS
    ]
    return tuple(dict.fromkeys((*latin, *nick)))


def is_word(name: str) -> bool:
    """Whether it is a known word, or has one in it."""
    return name in RELATIONS or any(
        name[begin : begin + length] in known_words() for length in (2, 3) for begin in range(len(name) - length + 1)
    )


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Mandarin words of the thesaurus of two signs and more."""
    return frozenset(word for word in han_words() if len(word) > 1)


def names_kept(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """From (subject, name) of rows that keep a name."""
    found: dict[str, str] = {}
    for subject, name in rows:
        if subject == SELF or name.startswith("姓") or (len(name) > 6 and not name.isascii()):
            continue
        _call(found, name, relation_of(subject))
        if subject not in RELATIONS:
            found.setdefault(subject, subject)
    return found


def _call(found: dict[str, str], name: str, relation: str) -> None:
    found.setdefault(name, relation)
    if len(name) == 3 and not name.isascii():  # without the surname
        found.setdefault(name[1:], relation)
