"""What follows from a fact, turned round while the fact stays (常识推理)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

from roleplay_lite.evaluation.hard.numbers import shifted
from roleplay_lite.evaluation.hard.perturbed import Change, Perturbed
from roleplay_lite.persona.comparison import sign_near
from roleplay_lite.persona.derived import Derived, derived_facts
from roleplay_lite.persona.facts import SELF, Fact
from roleplay_lite.persona.persona import Persona

SIGNS = (
    "白羊座",
    "金牛座",
    "双子座",
    "巨蟹座",
    "狮子座",
    "处女座",
    "天秤座",
    "天蝎座",
    "射手座",
    "摩羯座",
    "水瓶座",
    "双鱼座",
)
ANIMALS = tuple("鼠牛虎兔龙蛇马羊猴鸡狗猪")
PROVINCES = ("湖南", "江苏", "广东", "山东", "云南", "黑龙江", "四川", "福建", "河北", "贵州", "江西", "陕西")
COUNTRIES = ("日本", "法国", "澳大利亚", "英国", "新加坡", "德国")
DIALECTS = ("四川话", "粤语", "闽南话", "上海话", "东北话", "长沙话")
_POOLS = {"sign": SIGNS, "zodiac": ANIMALS, "province": PROVINCES, "country": COUNTRIES, "dialect": DIALECTS}
_SPOUSE = re.compile("^(?:老伴|妻子|丈夫|老公|老婆|媳妇|爱人)")
_TURNED = {"比我大": "比我小", "比我小": "比我大"}
_LONGEST_PLACE = 4
"""A longer one is described, and nobody asks whether one has been there."""
_PEOPLE_OF_AN_AGE = frozenset(
    {"哥哥", "姐姐", "弟弟", "妹妹", "大哥", "大姐", "同事", "闺蜜", "朋友", "好友", "同学", "室友"}
)


def changed_derived(persona: Persona, today: date, rng: Random) -> Iterator[Perturbed]:
    """Each fact that follows from others, changed, where people speak of such."""
    for derived in derived_facts(persona, today):
        if not _is_spoken_of(derived):
            continue
        for false in _instead(derived.fact, rng):
            if false.key == "sign" and sign_near(false.value, derived.premises[0].value):
                # The sun crosses over that day, and almanacs differ.
                continue
            yield Perturbed(change=Change.DERIVED, true=(derived.fact,), false=false, source=derived.premises[0])


def _is_spoken_of(derived: Derived) -> bool:
    fact = derived.fact
    if fact.key == "been_to":
        return len(fact.value) <= _LONGEST_PLACE
    if fact.key == "seniority":
        # Nobody asks whether a mother is older.
        return fact.owner in _PEOPLE_OF_AN_AGE or derived.rule.startswith("birthday")
    return fact.key != "country" or fact.owner == SELF


def _instead(fact: Fact, rng: Random) -> Iterator[Fact]:
    if pool := _POOLS.get(fact.key):
        yield replace(fact, value=rng.choice([value for value in pool if value != fact.value]))
    elif fact.key == "age":
        yield replace(fact, value=shifted(fact.value, "age", rng))
    elif fact.key == "birth_year":
        yield replace(fact, value=str(int(fact.value) - rng.randint(3, 9)))
    elif fact.key == "birth_month":
        yield replace(fact, value=str((int(fact.value) - 1 + rng.randint(2, 10)) % 12 + 1))
    elif fact.key == "seniority":
        yield replace(fact, value=_TURNED[fact.value])
    elif fact.key == "spouse" and (found := _SPOUSE.match(fact.value)):
        # 「我没有老伴桂珍」 would allow for another one.
        yield replace(fact, value=found.group(), polarity="no" if fact.polarity == "yes" else "yes")
    elif fact.key in ("been_to", "student") or (fact.key == "species" and fact.owner == SELF):
        yield replace(fact, polarity="no" if fact.polarity == "yes" else "yes")
