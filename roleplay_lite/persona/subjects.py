"""Whom a clause is about: the persona, one of those who belong to it, or somebody else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from roleplay_lite.persona.facts import SELF
from roleplay_lite.persona.kinship import RELATED, SUPPOSED, Cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The beginning of a clause."""

    rest: str
    """What is said of it."""
    owner: str = ""
    named: bool = False
    """False when the clause has no subject."""
    kin: str = ""
    """The relation's word, where it was named by one."""
    word: str = ""
    """The words that name it."""
    new: bool = False
    """True when the clause brings them in: 「我有个哥哥是护士」."""
    foreign: bool = False
    """True when it is somebody who does not belong to the persona."""


_YOU = re.compile(r"[你您](?!好)")
_ME = re.compile(r"[我俺咱]|(?:I|i)\b")
_OF = re.compile(r"(?:的|家的|家里的|家|那个|这个|那(?!儿)|这(?!儿)|亲|大|小|有个|有一个)*")
# What belongs to one and is itself a key.
_ATTRIBUTE = re.compile(
    r"(?:的)?(?=(?:老家|家乡|故乡|籍贯|祖籍|生日|名字|大名|小名|中文名|英文名|年纪|年龄|岁数|身高|个子|个头|体重|星座|属相|生肖|专业|职业|工作|爱好|特长|梦想|理想|口头禅|代表作|作品|家(?:住|在|就|里)))"
)
_THIRD = re.compile(r"(?:[他她它])(?!们|俩)")
_BEFORE = re.compile(r"^(?:今年|现在|如今|目前|以前|从前|小时候|当年|平时|其实|今天|昨天|刚才)(?=[我你您俺])")
_OTHERS = re.compile(
    r"(?:(?:他|她|它|咱|我|你|俺)们|咱俩|人家|别人|大家|有人|某人|谁(?!说|告诉)|这|那(?!么)|对方|客官|我国|老板说|老师说|朋友说)|[\u4e00-\u9fff]{1,4}(?:说|问|以为|觉得|叫|骂|夸|猜)(?=[我你您他她])"
)


def subject_of(text: str, cast: Cast, *, persons: bool, third: str) -> Subject:
    """The subject and the rest. `persons` tells that the person speaks, to whom the persona is 「你」; `third` is the
    owner whom 「他」 means, or "" for nobody."""
    if before := _BEFORE.match(text):
        text = text[before.end() :] + ""
        moved = before.group()
    else:
        moved = ""
    found = _subject(text, cast, persons=persons, third=third)
    if not moved or not found.named:
        return found
    return Subject(
        rest=moved + found.rest, owner=found.owner, named=True, kin=found.kin, word=found.word, foreign=found.foreign
    )


def _subject(text: str, cast: Cast, *, persons: bool, third: str) -> Subject:
    if _OTHERS.match(text):
        return Subject(rest=text, foreign=True)
    here = _YOU if persons else cast.myself
    if mine := here.match(text):
        return _of_persona(text[mine.end() :], cast, mine.group())
    if name := cast.named.match(text):
        return _of_name(text[name.end() :], cast, name.group())
    if (_ME if persons else _YOU).match(text):
        return Subject(rest=text, foreign=True)
    if he := _THIRD.match(text):
        rest = text[he.end() :]
        if (
            not third
            or third == SELF
            or (rest.startswith("的") and not _ATTRIBUTE.match(rest))
            or cast.relation.match(rest)
        ):
            return Subject(rest=text, foreign=True)
        return Subject(rest=_attribute(rest), owner=third, named=True, word=he.group())
    if kin := cast.relation.match(text):
        # 「妈妈是牙医」 may be said of either's mother.
        if persons or len(kin.group()) < 2:
            return Subject(rest=text, foreign=persons)
        return _of_kin(text[kin.end() :], cast, kin.group())
    if persons and (last := re.search(r"(?<=[了的过婚狗猫岁人工座])[你您]$", text)):
        return Subject(rest=text[: last.start()], owner=SELF, named=True, word=last.group())
    return Subject(rest=text)


def _of_persona(rest: str, cast: Cast, word: str) -> Subject:
    if rest.startswith(("们", "俩", "以为", "觉得", "和", "跟", "与")) or re.match("说(?!.{1,3}[话语])", rest):
        return Subject(rest=rest, foreign=True)
    of = _OF.match(rest)
    after = rest[of.end() :] if of else rest
    if kin := cast.relation.match(after):
        found = _of_kin(after[kin.end() :], cast, kin.group())
        if of is None or "有" not in of.group():
            return found
        # A friend whom one has is any friend; an uncle is one's own.
        return replace(found, new=True, foreign=found.foreign or found.owner not in SUPPOSED | RELATED)
    if of and of.group() and (name := cast.named.match(after)) and cast.names.get(name.group()) != SELF:
        return _of_name(after[name.end() :], cast, name.group())
    if attribute := _ATTRIBUTE.match(rest):
        return Subject(rest=rest[attribute.end() :], owner=SELF, named=True, word=word)
    if rest.startswith(("的", "家的", "这", "那")) or (
        rest.startswith("家") and not re.match("家(?:就)?(?:住|在|里有|有)", rest)
    ):
        return Subject(rest=rest, foreign=True)
    return Subject(rest=rest, owner=SELF, named=True, word=word)


def _of_kin(rest: str, cast: Cast, kin: str) -> Subject:
    owner = cast.kin.get(kin, kin)
    if rest.startswith(("们", "和", "跟", "与", "说", "问", "以为", "觉得", "、")):
        return Subject(rest=rest, foreign=True)
    if name := cast.named.match(rest):
        rest = rest[name.end() :]
        if owner not in cast.owners:
            # 「我朋友老顾」 is the one of that name.
            owner = _owner_named(name.group(), cast)
    if rest.startswith("的") and not _ATTRIBUTE.match(rest):
        return Subject(rest=rest, foreign=True, kin=kin)
    if cast.relation.match(rest) and not _ATTRIBUTE.match(rest):
        return Subject(rest=rest, foreign=True, kin=kin)
    return Subject(rest=_attribute(rest), owner=owner, named=True, kin=kin, word=kin)


def _of_name(rest: str, cast: Cast, name: str) -> Subject:
    owner = _owner_named(name, cast)
    if rest.startswith("的") and not _ATTRIBUTE.match(rest):
        return Subject(rest=rest, foreign=True)
    if rest.startswith(("们", "和", "跟", "与", "说", "问", "、", "讲")) or cast.relation.match(rest):
        return Subject(rest=rest, foreign=True)
    return Subject(rest=_attribute(rest), owner=owner, named=True, word=name)


def _owner_named(name: str, cast: Cast) -> str:
    return cast.names.get(name) or next(who for word, who in cast.names.items() if word.lower() == name.lower())


def _attribute(rest: str) -> str:
    found = _ATTRIBUTE.match(rest)
    return rest[found.end() :] if found else rest
