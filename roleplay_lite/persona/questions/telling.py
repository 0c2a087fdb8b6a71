"""What the facts tell on a question, as a clause and the facts it rests on. Pure; nothing is told that no fact says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from roleplay_lite.persona.facts import SELF, Fact, spoken, told, whose
from roleplay_lite.persona.kin import Marital, marital
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.people import absent, called, have, introduced, relation_told, who
from roleplay_lite.persona.questions.question import Asked
from roleplay_lite.persona.questions.relations import relation, relations_of
from roleplay_lite.persona.questions.subjects import book_of
from roleplay_lite.persona.questions.told import UNSET, Told, joined, known, told_as

MOST_TASTES = 3
"""Of likings, said at once."""
_WEEKDAYS = "一二三四五六日"
_SIBLINGS = frozenset(("哥哥", "姐姐", "弟弟", "妹妹"))
_CHILDREN = frozenset(("儿子", "女儿"))
_DRINKS = re.compile("酒|茶|咖啡|汤|奶|酪|水$|汁|浆|可乐|露|拿铁")
_KINDS = {
    "颜色": "色|红$|绿$|蓝$|黄$|白$|黑$|紫$", "季节": "^.?[春夏秋冬]天?$", "水果": "[梅橘桃梨瓜莓蕉柚橙柿果]|番茄", "动物": "[猫狗鸟驴马鱼兔龟鸥]$",
    "花": "花$", "天气": "晴|雨|雪|云|雾|风", "饮料": "酒|茶|咖啡|奶|汁", "乐器": "琴|笛|鼓|胡$|吉他|尤克里里", "运动": "跑|骑|球|游泳|滑|遛弯|爬山|拳",
    "音乐": "声$|曲|歌|胡$|乐", "书": "书|日志|小说|诗", "歌": "歌|曲",
}  # fmt: skip


def tell(persona: Persona, asked: Asked, today: date) -> Told:
    """What there is to say; `unset` when no fact says it."""
    if asked.key == "have":
        return have(persona, asked, today)
    if asked.detail == "since" and asked.key != "marriage":
        return _since(persona, asked)
    if asked.owner != SELF and asked.owner not in book_of(persona).owners:
        return absent(persona, asked.owner, today)
    if special := _SPECIAL.get(asked.key):
        return special(persona, asked, today)
    return _plain(persona, asked, today)


def _plain(persona: Persona, asked: Asked, today: date) -> Told:
    facts, by = known(persona, asked.owner, asked.key, today)
    positive = [fact for fact in facts if fact.polarity == "yes"]
    if by == "derived" or asked.key in ("works", "residence", "workplace"):
        facts = positive or ([] if by == "derived" else facts)
    if asked.key == "workplace" and by == "derived" and asked.owner != SELF:
        # A trade only tells the kind of place: say with it where the person lives.
        homes = [
            fact
            for fact in persona.facts
            if fact.owner == asked.owner and fact.key == "residence" and fact.polarity == "yes"
        ]
        if facts and homes:
            return joined([(asked.owner, told_as(facts, by)), (asked.owner, told_as(homes[:1]))])
    return told_as(facts, by) if facts else UNSET


def _name(persona: Persona, asked: Asked, today: date) -> Told:
    facts, by = known(persona, asked.owner, "name", today)
    if asked.detail and facts:
        han = [fact for fact in facts if bool(re.search("[\u4e00-\u9fff]", fact.value)) == (asked.detail == "zh")]
        return told_as(han) if han else UNSET
    if facts and facts[0].value in asked.owner and asked.owner != facts[0].value:
        clause = f"{relation_told(asked.owner, facts[0].value)}叫{facts[0].value}"
        return Told(clause=clause, facts=tuple(facts), value=facts[0].value)
    if facts:
        return told_as(facts, by)
    if listed := book_of(persona).listed.get(asked.owner):
        fact = next(f for f in persona.facts if f.key == "family" and f.value.endswith(listed))
        return Told(clause=f"{whose(asked.owner)}叫{listed}", facts=(fact,), value=listed)
    if relation(asked.owner) or asked.owner not in {fact.owner for fact in persona.facts}:
        return UNSET
    # Somebody who is called by an own name in the file: 「年糕」.
    return called(persona, asked.owner)


def _birthday(persona: Persona, asked: Asked, today: date) -> Told:
    facts, by = known(persona, asked.owner, "birthday", today)
    if not facts:
        return UNSET
    if asked.detail == "until" or asked.detail == "weekday":
        following, _ = known(persona, asked.owner, "next_birthday", today)
        return _next(asked, facts[0], following[0], today) if following else told_as(facts)
    if asked.detail == "born_weekday" and re.fullmatch(r"\d{4}-\d\d-\d\d", facts[0].value):
        day = date.fromisoformat(facts[0].value)
        clause = f"{whose(asked.owner)}生在{spoken(facts[0])}，星期{_WEEKDAYS[day.weekday()]}"
        return Told(clause=clause, facts=(facts[0],), by="derived", value=spoken(facts[0]))
    return told_as(facts, by)


def _next(asked: Asked, birthday: Fact, following: Fact, today: date) -> Told:
    day = date.fromisoformat(following.value)
    days = (day - today).days
    head, when = whose(asked.owner), f"{day.month}月{day.day}日"
    if asked.detail == "weekday":
        clause = f"{head}下次生日是{day.year}年{when}，星期{_WEEKDAYS[day.weekday()]}"
    elif days == 0:
        clause = f"{head}的生日就是今天，{when}"
    else:
        clause = f"{head}的生日是{when}，{'就是明天，还有1天' if days == 1 else f'还有{days}天'}"
    return Told(clause=clause, facts=(birthday, following), by="derived", value=when)


def _year_born(persona: Persona, asked: Asked, today: date) -> Told:
    found = _plain(persona, asked, today)
    return found if found.by != "unset" else _birthday(persona, Asked(owner=asked.owner, key="birthday"), today)


def _month_born(persona: Persona, asked: Asked, today: date) -> Told:
    return _birthday(persona, Asked(owner=asked.owner, key="birthday"), today)


def _hometown(persona: Persona, asked: Asked, today: date) -> Told:
    home = _plain(persona, Asked(owner=asked.owner, key="hometown"), today)
    if home.by == "unset" or not asked.detail:
        return home
    wider, _ = known(persona, asked.owner, asked.detail, today)
    if not wider or wider[0].value in home.clause:
        return home
    return Told(
        clause=f"{home.clause}，在{wider[0].value}", facts=(*home.facts, wider[0]), by="derived", value=wider[0].value
    )


def _food(persona: Persona, asked: Asked, today: date) -> Told:
    facts, _ = known(persona, asked.owner, "food", today)
    if asked.detail == "no":
        return told_as(denied) if (denied := [fact for fact in facts if fact.polarity == "no"]) else UNSET
    if asked.detail == "drink":
        drinks = [fact for fact in facts if fact.polarity == "yes" and _DRINKS.search(fact.value)]
        likes = [Fact(key="likes", value=value) for value in persona.preferences.likes if _DRINKS.search(value)]
        return told_as(drinks) if drinks else told_as(likes) if likes and asked.owner == SELF else UNSET
    return told_as(facts) if facts else UNSET


def _skill(persona: Persona, asked: Asked, today: date) -> Told:
    facts, by = known(persona, asked.owner, "skill", today)
    if asked.detail == "no":
        facts = [fact for fact in facts if fact.polarity == "no"]
    return told_as(facts, by) if facts else UNSET


def _major(persona: Persona, asked: Asked, today: date) -> Told:
    """A student of animation studies animation, though no fact calls it the major."""
    found = _plain(persona, asked, today)
    work = [f for f in persona.facts if f.owner == asked.owner and f.key == "occupation" and f.value.endswith("学生")]
    return found if found.by != "unset" or not work else told_as(work)


def _likes(persona: Persona, asked: Asked, today: date) -> Told:
    facts, _ = known(persona, asked.owner, asked.key, today)
    if not facts and asked.owner == SELF:
        words = persona.preferences.likes if asked.key == "likes" else persona.preferences.dislikes
        facts = [Fact(key=asked.key, value=word) for word in words]
    if asked.detail:
        return _favourite(persona, asked, facts)
    if not facts and asked.key == "likes":
        facts = [fact for fact in persona.facts if fact.owner == asked.owner and fact.key in ("hobby",)]
        facts = facts or [fact for fact in persona.facts if fact.owner == asked.owner and fact.key == "food"]
    return told_as(facts[:MOST_TASTES]) if facts else UNSET


def _favourite(persona: Persona, asked: Asked, likes: Sequence[Fact]) -> Told:
    kind = _KINDS.get(asked.detail)
    if not kind:
        return UNSET
    if asked.detail == "水果":
        likes = [
            fact
            for fact in persona.facts
            if fact.owner == asked.owner and fact.key == "food" and fact.polarity == "yes"
        ]
    found = [fact for fact in likes if re.search(kind, fact.value)]
    return told_as(found[:MOST_TASTES]) if found else UNSET


def _family(persona: Persona, asked: Asked, today: date) -> Told:
    facts, by = known(persona, asked.owner, "family", today)
    facts = [fact for fact in facts if fact.polarity == "yes"]
    if not facts:
        return UNSET
    if asked.detail == "count" and by == "fact":
        told_ = told_as(facts)
        head = "除了我，家里有" if asked.owner == SELF else f"除了{whose(asked.owner)}自己，有"
        return replace(told_, clause=f"{head}{_counted(len(facts), '个')}：{told_.value}")
    if asked.owner == SELF and asked.detail in ("order", "kids"):
        wanted = _SIBLINGS if asked.detail == "order" else _CHILDREN
        some = [fact for fact in facts if _is_one(fact.value, wanted)]
        if some:
            number = f"{_counted(len(some), '个')}，" if asked.detail == "kids" else ""
            return Told(
                clause=f"{number}我有{'、'.join(fact.value for fact in some)}", facts=tuple(some), value=some[0].value
            )
    return told_as(facts, by)


def _counted(number: int, measure: str) -> str:
    return f"{'零一两三四五六七八九'[number] if number < 10 else number}{measure}"


def _pet(persona: Persona, asked: Asked, today: date) -> Told:
    found = _plain(persona, Asked(owner=asked.owner, key="pet"), today)
    kept = [fact for fact in found.facts if fact.polarity == "yes"]
    if asked.detail != "count" or not kept or found.by == "unset":
        return found
    return replace(found, clause=f"{_counted(len(kept), '只')}，{found.clause}")


def _is_one(value: str, relations: frozenset[str]) -> bool:
    return bool(relations & {r for size in (4, 3, 2) for r in relations_of(value[:size])})


def _marriage(persona: Persona, asked: Asked, today: date) -> Told:
    facts, by = known(persona, asked.owner, "marriage", today)
    if not facts:
        return UNSET
    if asked.detail == "since":
        dated = next((fact for fact in facts if fact.since), None)
        if dated and marital(dated.value) is Marital.MARRIED:
            when = spoken(Fact(key="birthday", value=dated.since))
            return Told(clause=f"{whose(asked.owner)}是{when}结的婚", facts=(dated,), value=when)
        if marital(facts[0].value) is Marital.MARRIED:
            return UNSET
        return Told(clause=told(facts), facts=tuple(facts), by="no", value=spoken(facts[0]))
    return told_as(facts, by)


def _since(persona: Persona, asked: Asked) -> Told:
    """A fact with the time since which it is so."""
    dated = [f for f in persona.facts if f.owner == asked.owner and f.key == asked.key and f.since]
    if not dated:
        return UNSET
    return Told(
        clause=f"{told(dated[:1])}，是从{_when(dated[0].since)}起", facts=tuple(dated[:1]), value=_when(dated[0].since)
    )


def _when(since: str) -> str:
    parts = [int(part) for part in re.findall(r"\d+", since)]
    return "".join(f"{number}{unit}" for number, unit in zip(parts, "年月日", strict=False))


def _compare(persona: Persona, asked: Asked, today: date) -> Told:
    """Whose age is greater, in years of today; by the birthdays' years where only they are known."""
    one, _ = known(persona, asked.owner, asked.detail, today)
    other, _ = known(persona, asked.other, asked.detail, today)
    figures = [_figure(facts[0].value) for facts in (one, other) if facts]
    if len(figures) == 2 and None not in figures and asked.detail == "age":
        first, second = (figure or 0.0 for figure in figures)
        return _older(asked, one[0], other[0], first - second)
    for owner, them in ((asked.owner, asked.other), (asked.other, asked.owner)):
        told_, _ = known(persona, owner, "seniority", today)
        if told_ and them == SELF and asked.detail == "age":
            return told_as(told_, "derived")
    return UNSET


def _older(asked: Asked, one: Fact, other: Fact, years: float) -> Told:
    elder, younger = (one, other) if years >= 0 else (other, one)
    gap = abs(int(years))
    head, tail = whose(elder.owner), whose(younger.owner)
    more = f"{head}和{tail}同岁" if not gap else f"{head}比{tail}大{gap}岁"
    clause = f"{more}，{told([elder])}，{told([younger])}"
    return Told(clause=clause, facts=(one, other), by="derived", value=spoken(elder))


def _figure(value: str) -> float | None:
    from roleplay_lite.persona.dates import years_in

    try:
        found = years_in(value)
    except (ValueError, KeyError):
        return None
    return None if found is None else float(found)


_SPECIAL: dict[str, Callable[[Persona, Asked, date], Told]] = {
    "name": _name, "who": who, "intro": lambda persona, asked, today: introduced(persona, asked.owner, today), "birthday": _birthday, "birth_year": _year_born, "birth_month": _month_born,
    "hometown": _hometown, "food": _food, "skill": _skill, "likes": _likes, "dislikes": _likes, "family": _family,
    "marriage": _marriage, "pet": _pet, "compare": _compare, "major": _major,
}  # fmt: skip
