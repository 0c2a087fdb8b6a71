"""Whether words show a value of a key, in any of the ways in which it is said. Pure.

「二〇〇六年五月二十一」 shows `2006-05-21`, 「浙江人」 shows 浙江绍兴, 「开了一辈子火车」 shows 退休火车司机.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from roleplay_lite.evaluation.judging.text import folded, holds
from roleplay_lite.evaluation.judging.truth import AT_WORK, ELDEST, HUMAN, MIDDLE, NOW, ONLY, YOUNGEST
from roleplay_lite.persona.calendar import ANIMALS
from roleplay_lite.persona.comparison import likeness_of, married_likeness
from roleplay_lite.persona.dates import age_span
from roleplay_lite.persona.derived.families import kin_entries
from roleplay_lite.persona.facts import Fact, spoken
from roleplay_lite.persona.kinship import same_relation, surname
from roleplay_lite.persona.places import PlaceRelation, find_places, relation

PLACES = frozenset({"hometown", "residence", "province", "country", "been_to", "school", "workplace"})
COVERED = 0.4
"""The part of a longer value that shows it: its content in runs of two signs."""
SURE = 0.9
"""Likeness from which two values of a key are one."""

KINDRED = 0.8
"""The same for two words of one kind of work (「开火车的」)."""

_NUMERAL = "[零〇一二两三四五六七八九十百千\\d]"
_NEAR = (PlaceRelation.SAME, PlaceRelation.CONTAINS)
_EMPTY = frozenset("的了是我你他她在有一个和着把给跟就也很")
_GENERAL = frozenset(
    {"自己", "东西", "时候", "地方", "没有", "不用", "什么", "一直", "喜欢", "老板", "所大", "大学", "学生"}
)
_WOMAN = "女|姑娘|姐|丫头|妹|娘|妇|阿姨|奶奶|闺女|girl|woman|female|lady"
_MAN = "男|哥|小伙|爷们|大叔|叔叔|汉子|小子|大爷|老头|弟弟|guy|boy|\\bman\\b|\\bmale"
_SINGLE = re.compile(
    "单身|单着|光棍|没(?:有)?(?:主|对象|成家|结婚|结呢|谈|着落|男朋友|女朋友|老公|老婆|媳妇|另一半|伴|爱人|人管)|"
    "一个人(?:过|住|生活|吃饱)|自己(?:一个人)?过|还早|不急|single|not married"
)
_MARRIED = re.compile(
    "(?<!没)(?<!没有)(?:结婚|成家|结了|娶了|嫁了|有老[伴公婆]|有媳妇|两口子|俩人过|我老[伴婆公]|我媳妇)|已婚|早结|married"
)
_WIDOWED = re.compile("寡|守着|亡夫|先夫|亡妻|没再嫁|不再嫁|走得早|过世|去世|一个人(?:过|住)|自己过|单着|没(?:有)?主")
_HUMANS = re.compile(
    "[是个大真活]人(?![家的工])|人类|^人(?:呀|啊|呗|嘛|哪)*$|凡人|真人|活人|活的|普通人|小老百姓|两条腿|human|person"
)
_MODERN = re.compile(
    "现代|当代|二十一世纪|21世纪|202\\d|二[〇零]二|新社会|新时代|这年头|[跟和]你(?:一样|同)|"
    "(?:活|过|生活|待|住|就)(?:的?就?是|在)?(?:的)?(?:现在|如今|今天|当下|眼下|今年)|^(?:就是|是)?(?:现在|如今|今天)(?:呀|啊|呗|嘛)*$|"
    "今年(?:是|就是)"
)
_LEARNS = re.compile("学生|念书|读书|上学|在读|上课|大[一二三四](?![一-龥]?[岁个])|[寒暑放]假")
_AT_WORK = re.compile(
    "(?:我|早|已经|都|还在?|在|刚|天天|要)[^你快]{0,6}(?:工作|上班|打工|挣钱|干活)|毕业|退休|不(?:念|读|上学|是学生)|没上学|早就不|上班族|"
    "没(?:有)?[寒暑]"
)
_ORDER = {
    ELDEST: re.compile("老大|最大|[当是]大的|排(?:行)?(?:第)?一|头一个|长[子女]|当[姐哥]|是(?:姐姐|哥哥)|[有个][弟妹]"),
    YOUNGEST: re.compile(
        "老幺|老小|最小|[当是]小的|老二|排(?:行)?(?:第)?二|老末|当[弟妹]|是(?:弟弟|妹妹)|[有个][哥姐]"
    ),
    MIDDLE: re.compile("老二|中间|当中|排(?:行)?(?:第)?二|夹"),
    ONLY: re.compile("独生|独苗|独子|独女|就我一个|只有我|没有?(?:兄弟|姐妹|哥|姐|弟|妹)|老大"),
}


def shows(fact: Fact, text: str, said: str = "") -> int:
    """Where in the text the value of the fact begins to show, about, or -1. `said` is the question: its own words show
    nothing. The text is one clause, or a few; denials are the caller's."""
    rule = _BY_KEY.get(fact.key)
    if rule:
        place = rule(fact, text)
        if place >= 0 or fact.key in _ONLY_BY_RULE:
            return place
    if fact.key in PLACES and (place := _place(fact, text)) >= 0:
        return place
    return _covered(fact, text, said)


def _at(found: re.Match[str] | None) -> int:
    return found.start() if found else -1


def _covered(fact: Fact, text: str, said: str) -> int:
    value = spoken(fact)
    if len(value) > 1 and holds(text, value):
        return max(0, text.find(value[:1]))
    runs = _runs(fact.value)
    if fact.key in _NAMED_AFTER:
        places = "".join(place.name for place in find_places(fact.value, compounds=True))
        runs = [run for run in runs if run not in places]
    # What the question brings along shows nothing, unless there is nothing else.
    own = [run for run in runs if run not in said] or runs
    starts = [text.find(run) for run in own if run in text]
    covered = {index for run in own if run in text for index in _spread(fact.value, run)}
    content = {index for run in own for index in _spread(fact.value, run)}
    if not content or len(covered) < COVERED * len(content):
        return -1
    return min(starts)


def _runs(value: str) -> list[str]:
    words = re.findall("[A-Za-z]{3,}|\\d{2,}", value)
    pairs = (value[at : at + 2] for at in range(len(value) - 1))
    return [*words, *(pair for pair in pairs if _is_content(pair))]


def _is_content(pair: str) -> bool:
    return bool(re.fullmatch("[\u4e00-\u9fff]{2}", pair)) and not set(pair) & _EMPTY and pair not in _GENERAL


def _spread(value: str, run: str) -> range:
    start = value.find(run)
    return range(start, start + len(run))


def _name(fact: Fact, text: str) -> int:
    names = [fact.value, *([fact.value[1:]] if surname(fact.value) and len(fact.value) == 3 else [])]
    lower = text.lower()
    return next((lower.find(name.lower()) for name in names if holds(text, name)), -1)


def _gender(fact: Fact, text: str) -> int:
    female = bool(re.search("女|雌|母|female", fact.value))
    mine, other = (_WOMAN, _MAN) if female else (_MAN, _WOMAN)
    found = re.search(mine, text, re.IGNORECASE)
    # 「喊姐，别喊哥」 is told in clauses; one that holds both tells neither.
    return _at(found) if found and not re.search(other, text[: found.start()], re.IGNORECASE) else -1


_COUNTED = re.compile(
    f"[约近快差不多刚满才今年有是活了，]*(?P<number>{_NUMERAL}+)(?P<after>[多来几出余]?(?:周?岁|年|了|啦|呀|啊|哦|呢|头|左右|$))"
)


def _age(fact: Fact, text: str) -> int:
    known = age_span(spoken(fact))
    if known is None:
        return _covered(fact, text, "")
    for found in _COUNTED.finditer(text):
        after = text[found.end() :]
        if found["after"].startswith("年") and "年" not in fact.value:
            continue
        span = age_span(found["number"] + found["after"])
        if span and span[0] <= known[1] and known[0] <= span[1] and not re.match("[月号日点米斤]", after):
            return found.start("number")
    return -1


def _birthday(fact: Fact, text: str) -> int:
    if likeness_of("birthday", text, fact.value) >= SURE:
        return _at(re.search(f"{_NUMERAL}|[\u4e00-\u9fff]", text))
    found = re.search(r"(\d{4})-(\d\d?)-(\d\d?)$", fact.value)
    named = f"{int(found[2])}月{int(found[3])}" if found else fact.value
    return 0 if holds(text, named) else _covered(fact, text, "")


def _date(fact: Fact, text: str) -> int:
    """The day, whatever its year."""
    found = re.search(r"(\d\d?)-(\d\d?)$", fact.value)
    return 0 if found and folded(f"{int(found[1])}月{int(found[2])}") in folded(text) else -1


def _year(fact: Fact, text: str) -> int:
    year = fact.value
    return next(
        (0 for form in (year, f"{year[-2:]}年", f"{year[2]}{year[3]}年") if form and holds(text, form)),
        _digits(text, year),
    )


def _digits(text: str, year: str) -> int:
    """「零六年」, 「九四年」: two figures read one by one."""
    han = "".join("零一二三四五六七八九"[int(sign)] for sign in year[-2:])
    return text.find(f"{han}年")


def _month(fact: Fact, text: str) -> int:
    return 0 if folded(f"{fact.value}月") in folded(text) else -1


def _sign(fact: Fact, text: str) -> int:
    return text.find(fact.value.removesuffix("座"))


def _zodiac(fact: Fact, text: str) -> int:
    mine = re.sub("[你您](?:也|是|就)*属.", "", text)
    named = [sign for sign in mine if sign in ANIMALS]
    return mine.find(fact.value) if fact.value in named and len(set(named)) == 1 else -1


def _measure(fact: Fact, text: str) -> int:
    return 0 if likeness_of(fact.key, text, fact.value) >= SURE else _covered(fact, text, "")


def _occupation(fact: Fact, text: str) -> int:
    found = re.search("(?:是|当|做|干)(?:了|过|着|一)*(?:个|名|位)?(?P<work>.{2,12}?)(?:的|了|呀|啊|呢|嘛|哦)*$", text)
    work = found["work"] if found else text
    if likeness_of("occupation", work, fact.value) >= KINDRED:
        return found.start("work") if found else 0
    return _covered(fact, text, "")


def _marriage(fact: Fact, text: str) -> int:
    claimed = Fact(owner=fact.owner, key="marriage", value=text)
    if married_likeness(claimed, fact) > 0.5:
        return 0
    for state, words in (("单身", _SINGLE), ("已婚", _MARRIED), ("寡居", _WIDOWED)):
        found = words.search(text)
        if found and married_likeness(Fact(owner=fact.owner, key="marriage", value=state), fact) > 0.5:
            return found.start()
    return 0 if re.fullmatch("还?没(?:有|呢|哪|啊)*", text) and _unwed(fact) else -1


def _unwed(fact: Fact) -> bool:
    return married_likeness(Fact(owner=fact.owner, key="marriage", value="单身"), fact) > 0.5


def _spouse(fact: Fact, text: str) -> int:
    for word, name in kin_entries(fact.value):
        if name and name in text:
            return text.find(name)
        found = re.search("老伴|老婆|老公|媳妇|妻子|丈夫|太太|爱人|那口子", text)
        if found and same_relation(word, found.group()):
            return found.start()
    return -1


def _species(fact: Fact, text: str) -> int:
    if fact.value == HUMAN:
        return _at(_HUMANS.search(text))
    for length in range(len(text), 0, -1):
        if likeness_of("species", text[:length], fact.value) >= SURE:
            return max(0, length - 2)
    return _covered(fact, text, "")


def _era(fact: Fact, text: str) -> int:
    if fact.value == NOW:
        return _at(_MODERN.search(text))
    if likeness_of("era", text, fact.value) >= SURE:
        return 0
    return _covered(fact, text, "")


def _family(fact: Fact, text: str) -> int:
    for word, name in kin_entries(fact.value) or [(fact.value, "")]:
        short = word[0] if len(word) == 2 and word[0] == word[1] else word
        found = re.search(rf"(?<![你您他她]){re.escape(short)}", text)
        if found or (name and name in text):
            return _at(found) if found else text.find(name)
    return -1


def _seniority(fact: Fact, text: str) -> int:
    if fact.value in _ORDER:
        return _at(_ORDER[fact.value].search(text))
    return text.find(fact.value)


def _student(fact: Fact, text: str) -> int:
    return _at((_AT_WORK if fact.value == AT_WORK else _LEARNS).search(text))


def _place(fact: Fact, text: str) -> int:
    for place in find_places(text, compounds=True):
        if relation(place.name, fact.value) in _NEAR:
            return max(0, text.find(place.name))
    return -1


def _dialect(fact: Fact, text: str) -> int:
    """「乐山话」, 「乐山口音」; a place alone is no dialect."""
    if holds(text, fact.value):
        return text.find(fact.value[:1])
    place = fact.value.removesuffix("话")
    return _at(re.search(f"{re.escape(place)}(?:人?的)?(?:话|口音|方言|腔|土话|味)", text)) if len(place) > 1 else -1


_BY_KEY: dict[str, Callable[[Fact, str], int]] = {
    "name": _name, "gender": _gender, "age": _age, "birthday": _birthday, "next_birthday": _date, "birth_year": _year,
    "birth_month": _month, "sign": _sign, "zodiac": _zodiac, "height": _measure, "weight": _measure,
    "marriage": _marriage, "spouse": _spouse, "species": _species, "era": _era, "family": _family,
    "seniority": _seniority, "occupation": _occupation, "student": _student, "dialect": _dialect,
}  # fmt: skip
_ONLY_BY_RULE = frozenset(_BY_KEY) - {"occupation"}
# What a landmark is called after shows no landmark.
_NAMED_AFTER = frozenset({"landmark", "local_food"})
