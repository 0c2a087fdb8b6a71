"""Whether two values of one key can be so at once: places by containment, numbers, days, work, marriage. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from roleplay_lite.persona.calendar import ANIMALS, signs_near, term_day
from roleplay_lite.persona.creatures import species_likeness
from roleplay_lite.persona.dates import age_span, day_in, term_in, year_in
from roleplay_lite.persona.facts import Fact
from roleplay_lite.persona.jobs import excluded, kind_of_work
from roleplay_lite.persona.kin import Marital, marital
from roleplay_lite.persona.kinship import surname
from roleplay_lite.persona.measures import height_likeness, weight_likeness
from roleplay_lite.persona.places import PlaceRelation, relation

SINGLE_VALUED = frozenset(
    [
        "name",
        "species",
        "gender",
        "age",
        "birthday",
        "sign",
        "zodiac",
        "hometown",
        "residence",
        "height",
        "weight",
        "marriage",
        "school",
        "major",
        "era",
        "occupation",
        "workplace",
    ]
)
TASTES = frozenset({"likes", "hobby", "food", "dislikes"})

# Below: 1 is surely the same, -1 surely apart, 0 may be either.


def likeness_of(key: str, claimed: str, known: str) -> float:
    """How surely two values of a key say the same (towards 1) or exclude each other (towards -1)."""
    if _bare(claimed) == _bare(known):
        return 1.0
    compare = _BY_KEY.get(key)
    return compare(claimed, known) if compare else _phrase(claimed, known)


def overlaps(one: str, other: str) -> bool:
    """True when two values share a run of two characters, or one holds the other."""
    a, b = _bare(one), _bare(other)
    if not a or not b:
        return False
    return a in b or b in a or any(a[i : i + 2] in b for i in range(len(a) - 1))


def married_likeness(claimed: Fact, known: Fact) -> float:
    """The same for two facts on marriage, polarity included: 「没结婚」 agrees with 「单身」."""
    a, b = _states(claimed), _states(known)
    if a and claimed.polarity == "yes" and re.search("单身|单着|光棍", claimed.value):
        # Whom death or divorce left alone is single, too.
        a |= {Marital.WIDOWED, Marital.DIVORCED}
    if not a or not b:
        return 0.0
    if a & b:
        return 1.0 if b <= a else 0.6
    if re.search("对象|爱人|恋爱|男朋友|女朋友", claimed.value) and Marital.MARRIED in b:
        return -0.85 if claimed.polarity == "yes" and "朋友" in claimed.value else 0.0
    if Marital.MARRIED in a and b & {Marital.WIDOWED, Marital.DIVORCED}:
        return 0.6 if "过" in claimed.value else -0.8
    return -0.96


def _states(fact: Fact) -> frozenset[Marital]:
    """Which of the states a fact leaves open."""
    state = marital(fact.value)
    if state is None and re.search("婚|娶|嫁|老公|老婆|丈夫|妻子|媳妇|老伴", fact.value):
        state = Marital.MARRIED
    if re.search("单身|单着|光棍|没主", fact.value):
        state = Marital.SINGLE
    elif re.search("家室", fact.value):
        state = Marital.MARRIED
    elif re.search("朋友|对象|恋爱|谈着|脱单|有主", fact.value):
        state = Marital.SINGLE if re.search("没|无", fact.value) else Marital.TAKEN
    if state is None:
        return frozenset()
    # The unmarried may be in love.
    left = frozenset({state, Marital.TAKEN} if re.search("未婚|未娶|未嫁|没结", fact.value) else {state})
    return left if fact.polarity == "yes" else frozenset(Marital) - left


def _phrase(claimed: str, known: str) -> float:
    a, b = _bare(claimed), _bare(known)
    if not a or not b:
        return 0.0
    if a in b or b in a:
        return 0.9 if min(len(a), len(b)) > 1 or b.endswith(a) or a.endswith(b) else 0.0
    return 0.5 if overlaps(a, b) else 0.0


def _place(claimed: str, known: str) -> float:
    found = relation(claimed, known)
    if found in (PlaceRelation.SAME, PlaceRelation.CONTAINS):
        return 1.0
    if found is PlaceRelation.INSIDE:
        return 0.3
    if overlaps(claimed, known):
        return 0.5
    return -0.97 if found is PlaceRelation.APART else 0.0


def _gender(claimed: str, known: str) -> float:
    a, b = (
        "女"
        if re.search("女|姑娘|丫头|妹子|婆|female|雌|母", value)
        else "男"
        if re.search("男|汉|小伙|male|雄|公", value)
        else ""
        for value in (claimed, known)
    )
    return 0.0 if not a or not b else 1.0 if a == b else -0.98


def _age(claimed: str, known: str) -> float:
    a, b = age_span(claimed), age_span(known)
    if a is None or b is None:
        return 0.0
    if a[0] <= b[1] and b[0] <= a[1]:
        return 1.0
    return -0.97 if max(a[0] - b[1], b[0] - a[1]) > 1 else -0.92


_ANY_YEAR = 2000
"""A solar term falls on the same day of every year, or on the next."""


def _birthday(claimed: str, known: str) -> float:
    try:
        a, b = day_in(claimed), day_in(known)
    except ValueError:
        return 0.0
    years = (a.year if a else year_in(claimed), b.year if b else year_in(known))
    if all(years) and years[0] != years[1]:
        return -0.95
    if a is None or b is None:
        terms = term_in(claimed), term_in(known)
        day, term = a or b, next(filter(None, terms), "")
        if day and not day.lunar and term and not all(terms):
            fixed = term_day(_ANY_YEAR, term)
            return -0.9 if fixed and abs(fixed.month - day.month) % 11 > 1 else 0.0
        if all(terms):
            return 1.0 if terms[0] == terms[1] else -0.9
        return 0.6 if all(years) else 0.0
    if a.lunar != b.lunar:
        return 0.0
    if a.month != b.month:
        return -0.97
    if a.day is None or b.day is None:
        return 0.8
    return 1.0 if a.day == b.day else -0.97


def _sign(claimed: str, known: str) -> float:
    return 1.0 if _one_sign(claimed) == _one_sign(known) else -0.97


def _one_sign(value: str) -> str:
    bare = value.strip().removesuffix("座")
    return {"牡羊": "白羊", "天平": "天秤", "人马": "射手", "魔羯": "摩羯", "山羊": "摩羯", "宝瓶": "水瓶"}.get(
        bare, bare
    )


def _zodiac(claimed: str, known: str) -> float:
    a, b = (next((sign for sign in value if sign in ANIMALS), "") for value in (claimed, known))
    return 0.0 if not a or not b else 1.0 if a == b else -0.97


_LEVELS = re.compile("幼儿园|幼教|小学|初中|中学|高中|大学")


def _occupation(claimed: str, known: str) -> float:
    # 「退休列车广播员」 and 「退休火车司机」 share nothing else.
    claimed, known = (re.sub("^退休的?(?=.)", "", value) for value in (claimed, known))
    levels = [found.group() for value in (claimed, known) if (found := _LEVELS.search(value))]
    if len(levels) == 2 and levels[0] != levels[1] and {*levels} not in ({"中学", "初中"}, {"中学", "高中"}):
        # Who teaches at a primary school teaches at no other.
        return -0.9
    if kind_of_work(claimed) and kind_of_work(claimed) == kind_of_work(known):
        return 0.95 if claimed in known or known in claimed else 0.8
    # 「画师」 and 「画系学生」: one may be the other in other words.
    if overlaps(claimed, known):
        return 0.5
    if kind_of_work(claimed) and not kind_of_work(known) and not re.search("兼职|打工", known):
        return -0.7
    return -excluded(claimed, known)


def _name(claimed: str, known: str) -> float:
    a, b = _bare(claimed), _bare(known)
    if claimed.startswith("姓"):
        family = claimed[1:]
        if b.startswith(family):
            return 0.95
        return -0.95 if surname(known) else 0.0
    if not a or not b or known.startswith("姓"):
        return 0.9 if known[1:] and a.startswith(known[1:]) else 0.0
    return 0.9 if a in b or b in a else -0.96


def _school(claimed: str, known: str) -> float:
    bare = [re.sub("大学|学院|学校|一所|的", "", value) for value in (claimed, known)]
    near = _place(*bare) if all(bare) else 0.0
    if near:
        return max(near, -0.9)
    schools = all(
        re.search("大学|学院|中学|小学|美院|高中|清华|北大|复旦|一中|附中", value) for value in (claimed, known)
    )
    return -0.75 if schools else 0.0


def _major(claimed: str, known: str) -> float:
    return 0.5 if set(_bare(claimed)) & set(_bare(known)) - set("学专业系科") else -0.85


def _workplace(claimed: str, known: str) -> float:
    near = _place(claimed, known)
    houses = all(re.search("[店馆院厂局所司社段站校场行铺园室]$", value) for value in (claimed, known))
    return max(near, -0.85) if near or not houses else -0.65


def _year(claimed: str, known: str) -> float:
    one, other = (re.sub(r"\D", "", value)[-2:] for value in (claimed, known))
    return 0.0 if not one or not other else 1.0 if one == other else -0.95


_ERAS = ("商周", "春秋", "战国", "秦", "汉", "三国", "魏", "晋", "隋", "唐", "宋", "元", "明", "清", "民国")


def _same(claimed: str, known: str) -> float:
    """Of values that are one thing or another: 「比我大」 shares characters with 「比我小」, and 「12」 holds 「2」."""
    return 1.0 if claimed == known else -0.97


def _era(claimed: str, known: str) -> float:
    a, b = (
        next((era for era in _ERAS if era in value), value[:4] if "年" in value else "") for value in (claimed, known)
    )
    modern = re.search("现代|现在|今天|当代|二十一世纪|21世纪", claimed)
    if modern and b in _ERAS:
        return -0.9
    return 0.0 if not a or not b else 0.9 if a == b else -0.93


def sign_near(claimed: str, birthday: str) -> bool:
    """True when somebody born on that day may rightly claim the sign, the sun crossing over a day sooner or later."""
    try:
        day = day_in(birthday)
    except ValueError:
        return False
    if day is None or day.day is None or day.lunar:
        return False
    return _one_sign(claimed) in {_one_sign(sign) for sign in signs_near(day.month, day.day)}


@lru_cache(maxsize=4096)
def _bare(value: str) -> str:
    return re.sub(r"[\W_]|的", "", value).lower()


def _pregnancy(claimed: str, known: str) -> float:
    plain = [bool(re.search("孕|有喜", value)) for value in (claimed, known)]
    return 1.0 if any(plain) else -0.8


_BY_KEY: dict[str, Callable[[str, str], float]] = {
    "name": _name, "species": species_likeness, "gender": _gender, "age": _age, "birthday": _birthday, "sign": _sign,
    "zodiac": _zodiac, "hometown": _place, "residence": _place, "height": height_likeness, "weight": weight_likeness,
    "school": _school, "major": _major, "era": _era, "occupation": _occupation, "workplace": _workplace,
    "pregnancy": _pregnancy, "birth_year": _year, "birth_month": _same, "seniority": _same,
}  # fmt: skip
