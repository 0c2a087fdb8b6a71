"""Whom a question asks about: the persona by every address, relatives by every kin word, pets and friends by name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleplay_lite.persona.facts import SELF
from roleplay_lite.persona.kinship import by_identity, surname
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.relations import GENERIC, GROUPS, UNLESS, WORDS, kin_words, relation

_ANIMALS = "猫狗鸟驴马牛羊猪鸡鸭鹅兔龟鱼蛇鼠猴虎龙鸥犬鹦鹉"

# What strangers call somebody; taken for the persona only where its own file calls it so.
_TITLES = [
    "老师傅",
    "师傅",
    "掌柜的",
    "掌柜",
    "老板娘",
    "老板",
    "店家",
    "老师",
    "大爷",
    "大叔",
    "大姐",
    "大哥",
    "大妈",
    "姑娘",
    "同学",
    "小哥",
    "小姐姐",
    "老爷子",
    "先生",
    "医生",
    "大夫",
    "护士",
    "教授",
    "船长",
    "将军",
]
_AFTER_SURNAME = "师傅|掌柜的?|老师|老板娘?|大爷|大叔|大姐|大哥|叔|爷|姐|哥|姑娘|先生|同学|小姐|女士|教授|医生|家"

_OF_YOU = (
    r"你们?(?:的|家里的|家里那[个位只条头]?|家里养的|家里|家养的|家的|养的那[只条头个]|养的|家那[个位只条头]?|家|店里的|店里那[个位只]?|店里|店的|店)?"
    r"(?:隔壁的?|身边的?|养的)?(?:那[个位只条头]|这[个位只条头])?"
)
_AT = "(?:你们?)?(?:店里|家里|隔壁|阳台上?|身边|岛上|塔里)的?(?:那[个位只条头]|这[个位只条头])?"
_SELF_EXTRA = "(?:们|自己|本人|个人|这个人|这人|这位|这只|这个|老人家|老先生|小姑娘|姑娘|这丫头|这孩子|这小子|这家伙)*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom the beginning of a clause names, and what follows."""

    owners: tuple[str, ...]
    """Usually one; none when the persona has nobody whom that word names."""
    word: str
    rest: str
    relations: tuple[str, ...] = ()
    """The relations that a kin word stands for (「弟兄」: 哥哥, 弟弟)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The words for one persona's people."""

    owners: tuple[str, ...]
    """Everybody but itself, those included who are only listed as family."""
    listed: dict[str, str]
    """Owner to the name that the list of the family gives (「哥哥立秋」), or ""."""
    words: dict[str, tuple[str, ...]]
    """Words to owners."""
    pets: frozenset[str]
    myself: re.Pattern[str]
    called: re.Pattern[str]
    """A relative after 「你」."""
    named: re.Pattern[str]
    """Somebody by a name or by a kin word that needs no 「你」."""
    anyone: re.Pattern[str]
    """A name or a relation anywhere in a text, for what 「他」 stands for."""


def _is_hers(book: Book, rest: str) -> bool:
    """True after a name when somebody of theirs follows: 「小满男朋友」 is hers, 「小满姐姐」 may be what she is called."""
    of = book.called.match(f"你{rest}")
    return of is not None and len(of["word"]) > 1 and of["word"] not in _ADDRESSES and rest.startswith(of["word"])


_ADDRESSES = frozenset(
    {
        *_TITLES,
        "姐姐",
        "妹妹",
        "哥哥",
        "弟弟",
        "爷爷",
        "奶奶",
        "叔叔",
        "阿姨",
        "老师",
        "师傅",
        "太太",
        "夫人",
        "朋友",
        "同学",
        "老板",
        "大娘",
        "老伴",
    }
)


def book_of(persona: Persona) -> Book:
    """The words for that persona's people, made once."""
    return by_identity(persona, _book)


def subject(persona: Persona, clause: str) -> Subject | None:
    """The subject that the plain clause begins with."""
    book = book_of(persona)
    if (vocative := book.myself.match(clause)) and clause[vocative.end() :].startswith("你"):
        clause = clause[vocative.end() :]
    elif (kin := book.named.match(clause)) and re.match("你(?!的|家)", clause[kin.end() :]):
        clause = clause[kin.end() :]
    if (
        re.match(f"[那这][只头条匹个位][^，]{{0,3}}?[{_ANIMALS}]", clause)
        and (of := book.called.match(f"你{clause}"))
        and of["word"] in book.words
    ):
        clause = f"你{clause}"
    if (own := book.myself.match(clause)) and re.match(f"(?:的|家的?|那|这|[{_ANIMALS}])", clause[own.end() :]):
        # 「九娘那头驴」 is 「你那头驴」.
        yours = f"你{clause[own.end() :]}"
        clause = yours if book.called.match(yours) else clause
    elif own and not own.group().startswith("你") and _is_hers(book, clause[own.end() :]):
        clause = f"你{clause[own.end() :]}"
    for pattern in (book.called, book.named):
        if found := pattern.match(clause):
            word = found["word"]
            rest = re.sub(r"^(?:他|她|它)?(?:们|俩|两个|两位|这个人|这人|那个人)?的?", "", clause[found.end() :])
            return Subject(owners=book.words.get(word, ()), word=word, rest=rest, relations=WORDS.get(word, ()))
    if found := book.myself.match(clause):
        return Subject(owners=(SELF,), word=found.group(), rest=re.sub("^的", "", clause[found.end() :]))
    return None


def named(persona: Persona, text: str) -> bool:
    """True when the text begins with the persona, or with somebody of the persona's."""
    line = re.sub(
        "^(?:所以|听说|原来|那|难道|据说|听我说|我听说)+", "", text.lower().replace("您", "你").strip("，。、 ")
    )
    return subject(persona, line) is not None


def names_one(persona: Persona, text: str) -> bool:
    """True when the text names the persona or somebody of the persona's, wherever it stands."""
    text = text.lower()
    return bool(re.search(r"[你您]|\byour?\b|\byou're\b", text) or book_of(persona).anyone.search(text))


def last_named(persona: Persona, text: str) -> str:
    """The owner that the text names last; empty when it names nobody of the persona's."""
    book = book_of(persona)
    owner = ""
    for found in book.anyone.finditer(text.lower()):
        owners = book.words.get(found["word"], ())
        owner = owners[0] if len(owners) == 1 else owner
    return owner


def _book(persona: Persona) -> Book:
    listed = _listed(persona)
    owners = tuple(dict.fromkeys([*(f.owner for f in persona.facts if f.owner != SELF), *listed]))
    names = {owner: _names(persona, owner, listed) for owner in owners}
    pets = frozenset(owner for owner in owners if _is_pet(persona, owner, names[owner]))
    words: dict[str, list[str]] = {}
    for owner in owners:
        for word in (owner.lower(), *names[owner]):
            words.setdefault(word, []).append(owner)
    for owner in owners:
        for word in _other_words(persona, owner, pets):
            # A word that is somebody's own is not another's.
            if word not in {o.lower() for o in owners} and owner not in words.setdefault(word, []):
                words[word].append(owner)
    own = [owner for owner in owners if len(owner) > 1 and not owner.isascii()]
    proper = sorted(
        {w for o in owners for w in (*names[o], *_named_alone(persona, o))} | set(own), key=len, reverse=True
    )
    kin = sorted({*WORDS, *words, "宠物", "毛孩子", *_ANIMALS[:9]}, key=len, reverse=True)
    name = "|".join(re.escape(w) + _guard(w) for w in proper) or "(?!)"
    kind = "|".join(re.escape(w) + _guard(w) for w in kin)
    after = "(?:" + "|".join(re.escape(n) for o in owners for n in names[o]) + ")?" if any(names.values()) else ""
    return Book(
        owners=owners,
        listed=listed,
        words={word: tuple(found) for word, found in words.items()},
        pets=pets,
        myself=re.compile(rf"(?:{_own_words(persona)})(?:{_SELF_EXTRA})"),
        called=re.compile(rf"(?:{_OF_YOU}|{_AT})(?:最好的|亲生的|亲|好)?(?P<word>{kind}){after}"),
        named=re.compile(rf"(?:{_OF_YOU}|{_AT})?(?P<word>{name})(?![们家])"),
        anyone=re.compile(
            rf"(?<!我)(?<!我的)(?P<word>{name})|(?:{_OF_YOU}|我(?:的|家)?)(?P<kin>(?!))|你(?:的|家)?(?P<short>(?!))"
            if not kind
            else rf"(?<![我咱])(?P<word>{name}|(?<=[你家的]){'(?:' + kind + ')'})"
        ),
    )


def _guard(word: str) -> str:
    if word.isascii():
        return r"(?![a-z])"
    return f"(?!{UNLESS[word]})" if word in UNLESS else ""


def _listed(persona: Persona) -> dict[str, str]:
    """Relatives that the list of the family names: 「哥哥立秋」 is 哥哥 by the name of 立秋."""
    known = {fact.owner for fact in persona.facts}
    found: dict[str, str] = {}
    for fact in persona.facts:
        if fact.owner != SELF or fact.key != "family" or fact.polarity != "yes":
            continue
        word = next((w for w in kin_words() if len(w) > 1 and w in WORDS and fact.value.startswith(w)), "")
        if not word or word in GENERIC:
            continue
        owner = next((o for o in known if o == word or set(WORDS.get(o, ())) & set(WORDS[word])), word)
        found.setdefault(owner, fact.value.removeprefix(word))
    return found


def _names(persona: Persona, owner: str, listed: dict[str, str]) -> list[str]:
    whole = [f.value.lower() for f in persona.facts if f.owner == owner and f.key == "name" and f.polarity == "yes"]
    whole += [listed[owner].lower()] if listed.get(owner) else []
    given = [name[1:] for name in whole if surname(name) and len(name) == 3]
    return list(dict.fromkeys([*whole, *given]))


def _named_alone(persona: Persona, owner: str) -> list[str]:
    """Without 「你」: an own name (「年糕」), or a kin word that is no single character."""
    if owner in _TITLES or len(owner) < 2:
        return []
    twins = (
        [w for r in WORDS.get(owner, ()) for w in GROUPS.get(r, ())] if owner in WORDS and owner not in _LOOSE else []
    )
    held = [f.value for f in persona.facts if f.owner == SELF and f.key == "family"]
    kinds = [
        k for value in held if value.endswith(owner) and len(k := value.removesuffix(owner)) > 1 and k not in WORDS
    ]
    return [
        owner.lower(),
        *kinds,
        *(w for w in twins if len(w) > 1 and w not in _TITLES and w not in _LOOSE and not w.isascii()),
    ]


# Words that strangers are called by, too, or that are said of anybody.
_LOOSE = frozenset(
    [
        "朋友",
        "好朋友",
        "哥们",
        "同学",
        "老师",
        "学生",
        "先生",
        "夫人",
        "太太",
        "男人",
        "小子",
        "丫头",
        "老板",
        "上司",
        "领导",
        "师傅",
        "对象",
        "妹子",
        "爱人",
        "家属",
        "千金",
        "公子",
    ]
)


def _other_words(persona: Persona, owner: str, pets: frozenset[str]) -> list[str]:
    base = [owner] if owner in WORDS else [w for w in kin_words() if len(w) > 1 and owner.startswith(w)][:1]
    relations = {r for word in base for r in (WORDS[word] if word not in GENERIC else ())}
    words = [w for r in relations for w in GROUPS.get(r, ())]
    words += [w for w, of in GENERIC.items() if relations & set(of.split())]
    if owner in ("养女", "养子"):
        words += [owner]
    if base and owner != base[0]:
        words += [base[0], owner.removeprefix(base[0])]
    held = [f.value for f in persona.facts if f.owner == SELF and f.key in ("family", "pet")]
    words += [kind for value in held if value.endswith(owner) and len(kind := value.removesuffix(owner)) > 1]
    species = [f.value for f in persona.facts if f.owner == owner and f.key == "species"]
    for value in species:
        words += (
            [value] + ([value[-1]] if value[-1] in _ANIMALS else []) + (["机器人"] if value.endswith("机器人") else [])
        )
    return [*words, *(("宠物", "毛孩子", "小家伙", "主子") if owner in pets else ())]


def _is_pet(persona: Persona, owner: str, names: list[str]) -> bool:
    held = [f.value.lower() for f in persona.facts if f.owner == SELF and f.key == "pet" and f.polarity == "yes"]
    if any(name in value for value in held for name in (owner.lower(), *names)):
        return True
    species = next((f.value for f in persona.facts if f.owner == owner and f.key == "species"), "")
    return not held and bool(species) and species[-1] in _ANIMALS and not relation(owner)


def _titles_of(persona: Persona) -> tuple[str, ...]:
    """What anybody calls an old man or an old woman to their face."""
    old = any(
        f.owner in ("孙子", "孙女", "外孙", "外孙女")
        or (f.owner == SELF and f.key == "occupation" and "退休" in f.value)
        for f in persona.facts
    )
    if not old:
        return ()
    gender = next((f.value for f in persona.facts if f.owner == SELF and f.key == "gender"), "")
    return ("老爷子", "大爷", "老人家", "老师傅") if "男" in gender else ("老太太", "大妈", "大娘", "老人家")


def _own_words(persona: Persona) -> str:
    """What the persona is called to its face: 「你」, its names, and titles that its own file calls it by."""
    names = [persona.name, *(f.value for f in persona.facts if f.owner == SELF and f.key == "name")]
    given = [name[1:] for name in names if surname(name) and len(name) == 3]
    lines = [example.user for example in persona.examples] + [golden.user for golden in persona.golden]
    called = " ".join([persona.name, *lines])
    jobs = [f.value for f in persona.facts if f.owner == SELF and f.key == "occupation"]
    called += " ".join(jobs)
    theirs = {fact.owner for fact in persona.facts}
    titles = [t for t in _TITLES if t in called and t not in theirs]
    titles += [title for title in _titles_of(persona) if title not in theirs and title not in titles]
    titles += ["掌柜的", "老板娘", "老板", "店家"] if "掌柜" in called else []
    words = sorted({w.lower() for w in (*names, *given, *titles)}, key=len, reverse=True)
    parts = ["你(?:们(?!家))?", *(re.escape(word) + _guard(word) for word in words)]
    for family in {surname(name) for name in names} - {""}:
        parts.append(rf"{family}(?:{_AFTER_SURNAME})|[老小]{family}头?(?!家)")
    return "|".join(parts)
