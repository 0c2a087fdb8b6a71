"""What the facts tell on a question, as a clause and the facts it rests on. Pure; nothing is told that no fact says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from roleplay_lite.persona.derived import derived_facts
from roleplay_lite.persona.facts import SELF, Fact, spoken, told, whose
from roleplay_lite.persona.kin import PAIRS, Marital, marital
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.question import Asked, By
from roleplay_lite.persona.questions.subjects import LISTED, book_of, relation, relations_of

MOST_TASTES = 3
"""Of likings, said at once."""
_WEEKDAYS = "一二三四五六日"
_PARTNERS = frozenset(("妻子", "丈夫", "男朋友", "女朋友", "未婚夫", "未婚妻"))
_SIBLINGS = frozenset(("哥哥", "姐姐", "弟弟", "妹妹"))
_CHILDREN = frozenset(("儿子", "女儿"))
_DRINKS = re.compile("酒|茶|咖啡|汤|奶|酪|水$|汁|浆|可乐|露|拿铁")
_KINDS = {
    "颜色": "色|红$|绿$|蓝$|黄$|白$|黑$|紫$", "季节": "^.?[春夏秋冬]天?$", "水果": "[梅橘桃梨瓜莓蕉柚橙柿果]|番茄", "动物": "[猫狗鸟驴马鱼兔龟鸥]$",
    "花": "花$", "天气": "晴|雨|雪|云|雾|风", "饮料": "酒|茶|咖啡|奶|汁", "乐器": "琴|笛|鼓|胡$|吉他|尤克里里", "运动": "跑|骑|球|游泳|滑|遛弯|爬山|拳",
    "音乐": "声$|曲|歌|胡$|乐", "书": "书|日志|小说|诗", "歌": "歌|曲",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A clause, and what it rests on."""

    clause: str = ""
    facts: tuple[Fact, ...] = ()
    by: By = "fact"
    value: str = field(default="")


UNSET = Told(by="unset")


def known(persona: Persona, owner: str, key: str, today: date) -> tuple[list[Fact], By]:
    """The facts of that owner under that key, the written ones before those that follow from others."""
    facts = [fact for fact in persona.facts if fact.owner == owner and fact.key == key]
    if not facts and owner == SELF and key == "name":
        facts = [Fact(key="name", value=persona.name)]
    if facts:
        return facts, "fact"
    derived = derived_facts(persona, today)
    return [one.fact for one in derived if one.fact.owner == owner and one.fact.key == key], "derived"


def tell(persona: Persona, asked: Asked, today: date) -> Told:
    """What there is to say; `unset` when no fact says it."""
    if asked.key == "have":
        return _have(persona, asked, today)
    if asked.detail == "since" and asked.key != "marriage":
        return _since(persona, asked)
    if asked.owner != SELF and asked.owner not in book_of(persona).owners:
        return _absent(persona, asked.owner, today)
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
            return joined([(asked.owner, _said(facts, by)), (asked.owner, _said(homes[:1]))])
    return _said(facts, by) if facts else UNSET


def _said(facts: Sequence[Fact], by: By = "fact") -> Told:
    values = list(dict.fromkeys(spoken(fact) for fact in facts if fact.polarity == "yes"))
    return Told(clause=told(facts), facts=tuple(facts), by=by, value="、".join(values))


def _name(persona: Persona, asked: Asked, today: date) -> Told:
    facts, by = known(persona, asked.owner, "name", today)
    if asked.detail and facts:
        han = [fact for fact in facts if bool(re.search("[\u4e00-\u9fff]", fact.value)) == (asked.detail == "zh")]
        return _said(han) if han else UNSET
    if facts and facts[0].value in asked.owner and asked.owner != facts[0].value:
        clause = f"{_relation_told(asked.owner, facts[0].value)}叫{facts[0].value}"
        return Told(clause=clause, facts=tuple(facts), value=facts[0].value)
    if facts:
        return _said(facts, by)
    if listed := book_of(persona).listed.get(asked.owner):
        fact = next(f for f in persona.facts if f.key == "family" and f.value.endswith(listed))
        return Told(clause=f"{whose(asked.owner)}叫{listed}", facts=(fact,), value=listed)
    if relation(asked.owner) or asked.owner not in {fact.owner for fact in persona.facts}:
        return UNSET
    # Somebody who is called by an own name in the file: 「年糕」.
    return _called(persona, asked.owner)


def _called(persona: Persona, owner: str) -> Told:
    pet = next((f for f in persona.facts if f.owner == SELF and f.key in ("pet", "family") and owner in f.value), None)
    if pet and (kind := pet.value.replace(owner, "")):
        return Told(clause=f"我的{kind}叫{owner}", facts=(pet,), value=owner)
    species = next((f for f in persona.facts if f.owner == owner and f.key == "species"), None)
    return Told(clause=f"{owner}就叫{owner}", facts=(species,) if species else (), value=owner) if species else UNSET


def _who(persona: Persona, asked: Asked, today: date) -> Told:
    owner = asked.owner
    facts = {fact.key: fact for fact in reversed(persona.facts) if fact.owner == owner and fact.polarity == "yes"}
    named = facts.get("name")
    parts, used = [], []
    if named and whose(owner) != owner:
        parts.append(f"{named.value}是{_relation_told(owner, named.value)}")
        used.append(named)
    elif named:
        parts.append(f"{named.value}是{owner}" if owner != named.value else "")
        used.append(named)
    pet = next((f for f in persona.facts if f.owner == SELF and f.key in ("pet", "family") and owner in f.value), None)
    if not named and pet and owner not in _PARTNERS:
        kind = pet.value.replace(owner, "")
        if kind and whose(owner) == owner:
            parts.append(f"{owner}是{'我的' if pet.key == 'pet' else ''}{kind}")
            used.append(pet)
    for key in ("species", "occupation"):
        if key in facts and not _says("".join(parts), facts[key].value):
            clause = told([facts[key]])
            parts.append(clause if not parts else clause.removeprefix(whose(owner)))
            used.append(facts[key])
    if not parts:
        return _introduced(persona, owner, today)
    return Told(clause="，".join(part for part in parts if part), facts=tuple(used), value=used[0].value)


def _says(said: str, value: str) -> bool:
    return value in said or any(part and part in value for part in said.split("是")[1:])


def _relation_told(owner: str, name: str) -> str:
    return whose(owner.removesuffix(name) if owner.endswith(name) and owner != name else owner)


def _intro(persona: Persona, asked: Asked, today: date) -> Told:
    return _introduced(persona, asked.owner, today)


def _introduced(persona: Persona, owner: str, today: date) -> Told:
    """A few clauses on who it is."""
    keys = ("name", "species", "age", "hometown", "occupation", "residence") if owner == SELF else (
        "name", "species", "age", "occupation", "residence", "hobby", "skill")  # fmt: skip
    parts: list[Told] = []
    for key in keys:
        facts, by = known(persona, owner, key, today)
        facts = [fact for fact in facts if fact.polarity == "yes"]
        if facts:
            parts.append(_said(facts[:2], by))
    parts = parts[:4]
    return joined([(owner, part) for part in parts]) if parts else UNSET


def joined(parts: Sequence[tuple[str, Told]]) -> Told:
    """Several clauses in one; the subject is said once."""
    clauses: list[str] = []
    last = ""
    for owner, part in parts:
        head = whose(owner)
        same = last == owner and part.clause.startswith(head) and not part.clause.startswith(f"{head}的")
        clauses.append(part.clause.removeprefix(head) if same else part.clause)
        last = owner
    facts = tuple(fact for _, part in parts for fact in part.facts)
    by: By = "fact" if any(part.by == "fact" for _, part in parts) else parts[0][1].by
    return Told(clause="，".join(clauses), facts=facts, by=by, value=parts[0][1].value)


def _birthday(persona: Persona, asked: Asked, today: date) -> Told:
    facts, by = known(persona, asked.owner, "birthday", today)
    if not facts:
        return UNSET
    if asked.detail == "until" or asked.detail == "weekday":
        following, _ = known(persona, asked.owner, "next_birthday", today)
        return _next(asked, facts[0], following[0], today) if following else _said(facts)
    if asked.detail == "born_weekday" and re.fullmatch(r"\d{4}-\d\d-\d\d", facts[0].value):
        day = date.fromisoformat(facts[0].value)
        clause = f"{whose(asked.owner)}生在{spoken(facts[0])}，星期{_WEEKDAYS[day.weekday()]}"
        return Told(clause=clause, facts=(facts[0],), by="derived", value=spoken(facts[0]))
    return _said(facts, by)


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
        return _said(denied) if (denied := [fact for fact in facts if fact.polarity == "no"]) else UNSET
    if asked.detail == "drink":
        drinks = [fact for fact in facts if fact.polarity == "yes" and _DRINKS.search(fact.value)]
        likes = [Fact(key="likes", value=value) for value in persona.preferences.likes if _DRINKS.search(value)]
        return _said(drinks) if drinks else _said(likes) if likes and asked.owner == SELF else UNSET
    return _said(facts) if facts else UNSET


def _skill(persona: Persona, asked: Asked, today: date) -> Told:
    facts, by = known(persona, asked.owner, "skill", today)
    if asked.detail == "no":
        facts = [fact for fact in facts if fact.polarity == "no"]
    return _said(facts, by) if facts else UNSET


def _major(persona: Persona, asked: Asked, today: date) -> Told:
    """A student of animation studies animation, though no fact calls it the major."""
    found = _plain(persona, asked, today)
    work = [f for f in persona.facts if f.owner == asked.owner and f.key == "occupation" and f.value.endswith("学生")]
    return found if found.by != "unset" or not work else _said(work)


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
    return _said(facts[:MOST_TASTES]) if facts else UNSET


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
    return _said(found[:MOST_TASTES]) if found else UNSET


def _family(persona: Persona, asked: Asked, today: date) -> Told:
    facts, by = known(persona, asked.owner, "family", today)
    facts = [fact for fact in facts if fact.polarity == "yes"]
    if not facts:
        return UNSET
    if asked.owner == SELF and asked.detail in ("order", "kids"):
        wanted = _SIBLINGS if asked.detail == "order" else _CHILDREN
        some = [fact for fact in facts if _is_one(fact.value, wanted)]
        if some:
            return Told(clause=f"我有{'、'.join(fact.value for fact in some)}", facts=tuple(some), value=some[0].value)
    return _said(facts, by)


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
    return _said(facts, by)


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
            return _said(told_, "derived")
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


def _have(persona: Persona, asked: Asked, today: date) -> Told:
    """Whether there is somebody whom the word names, and how many."""
    owners = list(book_of(persona).words.get(asked.owner, ()))
    if not owners:
        return _absent(persona, asked.owner, today)
    return _owned(persona, asked, owners)


def _owned(persona: Persona, asked: Asked, owners: Sequence[str]) -> Told:
    family = [f for f in persona.facts if f.owner == SELF and f.key in ("family", "pet") and f.polarity == "yes"]
    parts, used = [], []
    for owner in owners:
        name = next((f for f in persona.facts if f.owner == owner and f.key == "name"), None)
        listed = next((f for f in family if owner in f.value or (name and name.value in f.value)), None)
        label = listed.value if listed else owner if not name or name.value in owner else f"{owner}{name.value}"
        parts.append(label)
        own = next((f for f in persona.facts if f.owner == owner), None)
        used += [fact for fact in (listed or name or own,) if fact]
    count = f"{'一两三四五六七八九'[len(owners) - 1]}个，" if asked.detail == "count" and len(owners) < 10 else ""
    by: By = "fact" if count else "yes"
    return Told(clause=f"{count}我有{'、'.join(parts)}", facts=tuple(used), by=by, value=parts[0])


def _absent(persona: Persona, word: str, today: date) -> Told:
    """Somebody whom no fact tells of: denied only where a list of the family, or a marriage, leaves no room."""
    if found := _by_marriage(persona, word, today):
        return found
    relations = set(relations_of(word))
    marriage = [f for f in persona.facts if f.owner == SELF and f.key == "marriage"]
    if relations & _PARTNERS and marriage:
        return Told(clause=told(marriage), facts=tuple(marriage), by="no", value=spoken(marriage[0]))
    family = [f for f in persona.facts if f.owner == SELF and f.key == "family" and f.polarity == "yes"]
    if relations and relations <= LISTED and family:
        return Told(
            clause=f"我没有{_chinese(word)}，{told(family)}", facts=tuple(family), by="no", value=family[0].value
        )
    pets = [f for f in persona.facts if f.owner == SELF and f.key == "pet"]
    if (word in _PETS or word[:1] in "猫狗鸟驴") and pets:
        return Told(clause=told(pets), facts=tuple(pets), by="no", value=pets[0].value)
    return UNSET


def _by_marriage(persona: Persona, word: str, today: date) -> Told | None:
    """A sister-in-law is known by the brother's marriage."""
    for name in (word, *relations_of(word)):
        owners = book_of(persona).words.get(PAIRS.get(name, ""), ())
        facts = [fact for owner in owners for fact in known(persona, owner, "marriage", today)[0]]
        if facts:
            by: By = "yes" if marital(facts[0].value) is Marital.MARRIED else "no"
            return Told(clause=told(facts[:1]), facts=tuple(facts[:1]), by=by, value=spoken(facts[0]))
    return None


_PETS = frozenset(["猫", "狗", "鸟", "驴", "鱼", "兔子", "乌龟", "宠物", "cat", "dog", "pet"])


def _chinese(word: str) -> str:
    if not word.isascii() and (len(word) > 1 or not relations_of(word)):
        return word
    relations = relations_of(word)
    return "兄弟姐妹" if len(relations) == 4 else "或".join(relations[:1] if len(word) == 1 else relations) or word


_SPECIAL: dict[str, Callable[[Persona, Asked, date], Told]] = {
    "name": _name, "who": _who, "intro": _intro, "birthday": _birthday, "birth_year": _year_born, "birth_month": _month_born,
    "hometown": _hometown, "food": _food, "skill": _skill, "likes": _likes, "dislikes": _likes, "family": _family,
    "marriage": _marriage, "compare": _compare, "major": _major,
}  # fmt: skip
