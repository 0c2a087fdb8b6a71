"""What follows from a persona's facts: a birthday gives the age of today, a sign and an animal, a home that one has
been there. Pure; each fact that is derived names its rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from roleplay_lite.persona.calendar import animal_of, animal_of_year, next_day, next_term, sign_of, term_day
from roleplay_lite.persona.dates import Day, age_span, day_in, full_years, term_in, year_in
from roleplay_lite.persona.facts import RELATIVES, SELF, Fact, Polarity
from roleplay_lite.persona.homes import home_of
from roleplay_lite.persona.kin import (
    BETROTHED,
    KIN,
    PAIRS,
    SPOUSES,
    SWEETHEARTS,
    Marital,
    gender_of,
    is_older,
    marital,
)
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.places import Place, PlaceRelation, find_places, path_relation
from roleplay_lite.persona.workplaces import is_student, workplace_of

MANY = frozenset({"been_to", "family", "pet", "local_food", "landmark", "species", "era", "spouse"})
"""Keys that may hold more than one fact: a written one hides only the derived one that says the same."""
OLDER, YOUNGER = "比我大", "比我小"


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A fact that follows, and from what."""

    fact: Fact
    rule: str
    """As in `birthday->age`."""
    premises: tuple[Fact, ...]


def derived_facts(persona: Persona, today: date) -> tuple[Derived, ...]:
    """All that follows from the facts, of the persona and of everybody who belongs to it; none that a written fact
    already says or denies, and nothing about today's calendar for somebody of another era."""
    return _derived(persona.facts, persona.scope.era, today)


def lives_today(era: str) -> bool:
    """True when that era is none, or the present."""
    return not era.strip() or bool(_PRESENT.search(era))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """The facts as they are looked up by rules."""

    facts: tuple[Fact, ...]
    now: bool
    """False for a persona of another era."""
    today: date

    def all(self, key: str, owner: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.key == key and fact.owner == owner and fact.polarity == "yes"]

    def one(self, key: str, owner: str) -> Fact | None:
        return next(iter(self.all(key, owner)), None)

    def of(self, owner: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.owner == owner]

    def owners(self) -> list[str]:
        return list(dict.fromkeys((SELF, *(fact.owner for fact in self.facts))))

    def born(self, owner: str) -> tuple[Fact, Day] | None:
        """The birthday as far as it is a day that exists; `lint` reports one that does not."""
        for fact in self.all("birthday", owner):
            try:
                day = day_in(fact.value, lunar=not self.now)
            except ValueError:
                continue
            if day:
                return fact, day
        return None


_Rule = Callable[[_Written, str], Iterator[Derived]]


@lru_cache(maxsize=64)
def _derived(facts: tuple[Fact, ...], era: str, today: date) -> tuple[Derived, ...]:
    eras = [era, *(fact.value for fact in facts if fact.key == "era" and fact.owner == SELF and fact.polarity == "yes")]
    written = _Written(facts=facts, now=all(map(lives_today, eras)), today=today)
    held: dict[tuple[str, str], list[str]] = {}
    for fact in facts:
        held.setdefault((fact.owner, fact.key), []).append(fact.value)
    found: list[Derived] = []
    for owner in written.owners():
        for rule in _RULES:
            for derived in rule(written, owner):
                values = held.setdefault((derived.fact.owner, derived.fact.key), [])
                if _is_new(derived.fact, values):
                    values.append(derived.fact.value)
                    found.append(derived)
    return tuple(found)


def _is_new(fact: Fact, values: list[str]) -> bool:
    return fact.value not in values if fact.key in MANY else not values


def _follows(
    rule: str, owner: str, key: str, value: str, *premises: Fact | None, polarity: Polarity = "yes"
) -> Derived:
    fact = Fact(owner=owner, key=key, value=value, polarity=polarity)
    return Derived(fact=fact, rule=rule, premises=tuple(premise for premise in premises if premise))


def _birthday(written: _Written, owner: str) -> Iterator[Derived]:
    """A whole birthday tells age, sign, animal and year; a day without its year only what returns every year."""
    if not (known := written.born(owner)):
        return
    fact, day = known
    born = day.date
    if born and born > written.today and written.now:
        return
    if day.year is not None:
        yield _follows("birthday->birth_year", owner, "birth_year", str(born.year if born else day.year), fact)
    if not day.lunar:
        yield _follows("birthday->birth_month", owner, "birth_month", str(day.month), fact)
    if animal := _animal(day, born):
        yield _follows("birthday->zodiac", owner, "zodiac", animal, fact)
    if sign := _sign(day, born):
        yield _follows("birthday->sign", owner, "sign", sign, fact)
    if not written.now or _has_died(written, owner):
        return
    if (age := _age(day, born, written.today)) is not None:
        yield _follows("birthday->age", owner, "age", str(age), fact)
    if day.day and (next_one := next_day(day.month, day.day, written.today, lunar=day.lunar)):
        yield _follows("birthday->next_birthday", owner, "next_birthday", next_one.isoformat(), fact)


def _animal(day: Day, born: date | None) -> str | None:
    if day.lunar:
        return animal_of_year(day.year) if day.year is not None else None
    if born:
        return animal_of(born)
    # New year's day is in January or February: from March on the month is enough.
    return animal_of_year(day.year) if day.year is not None and day.month > 2 else None


def _sign(day: Day, born: date | None) -> str | None:
    if born:
        return sign_of(born.month, born.day)
    return sign_of(day.month, day.day) if day.day and not day.lunar else None


def _age(day: Day, born: date | None, today: date) -> int | None:
    if born:
        return full_years(born, today)
    if day.year is None or day.lunar or day.month == today.month:
        return None
    years = today.year - day.year - (today.month < day.month)
    return years if years >= 0 else None


def _term(written: _Written, owner: str) -> Iterator[Derived]:
    """A birthday on a solar term: the day moves by a little from year to year, so the sign is told only where every
    such day has the same."""
    for fact in written.all("birthday", owner):
        if written.born(owner) or not (term := term_in(fact.value)):
            continue
        days = [day for year in (1900, 2000, 2003, 2100) if (day := term_day(year, term))]
        around = {
            sign_of(near.month, near.day) for day in days for near in (day, day - timedelta(1), day + timedelta(1))
        }
        if len(around) == 1:
            yield _follows("birthday->sign", owner, "sign", around.pop(), fact)
        year = year_in(fact.value)
        if year is not None:
            yield _follows("birthday->birth_year", owner, "birth_year", str(year), fact)
            born = term_day(year, term)
            if born and (animal := animal_of(born)):
                yield _follows("birthday->zodiac", owner, "zodiac", animal, fact)
            if born and born <= written.today and written.now and not _has_died(written, owner):
                yield _follows("birthday->age", owner, "age", str(full_years(born, written.today)), fact)
        if written.now and (day := next_term(term, written.today)):
            yield _follows("birthday->next_birthday", owner, "next_birthday", day.isoformat(), fact)


def _has_died(written: _Written, owner: str) -> bool:
    return any(_DEAD.search(fact.value) for fact in written.of(owner) if fact.polarity == "yes")


def _places(written: _Written, owner: str) -> Iterator[Derived]:
    """Whoever comes from a place, lives, works or learns there, has been there."""
    for key in ("hometown", "residence", "workplace", "school", "works"):
        for fact in written.all(key, owner):
            text = fact.value
            if key == "works":
                text = "".join(re.findall("(?<=在)[^《》，。]{2,}", text))
            names = _place_names(text)
            if not names and key in ("hometown", "residence"):
                names = [fact.value]
            for name in names:
                yield _follows(f"{key}->been_to", owner, "been_to", name, fact)


def _home(written: _Written, owner: str) -> Iterator[Derived]:
    """What a home of today tells: province and country, how people talk there, what they eat, what they have seen."""
    home = written.one("hometown", owner)
    if not home or not written.now or not _is_person(written, owner):
        return
    province, country = _around(home.value)
    if province:
        yield _follows("hometown->province", owner, "province", province, home)
    if country:
        yield _follows("hometown->country", owner, "country", country, home)
    known = [found for name in (*reversed(_place_names(home.value)), province) if name and (found := home_of(name))]
    if dialect := next((found.dialect for found in known if found.dialect), ""):
        yield _follows("hometown->dialect", owner, "dialect", dialect, home)
    for found in known[:1]:
        for food in found.foods:
            yield _follows("hometown->local_food", owner, "local_food", food, home)
        for landmark in found.landmarks:
            yield _follows("hometown->landmark", owner, "landmark", landmark, home)


def _is_person(written: _Written, owner: str) -> bool:
    species = written.one("species", owner)
    return species is None or species.value in HUMAN


def _marriage(written: _Written, owner: str) -> Iterator[Derived]:
    """Married, so there is a spouse; none of these, so there is not. And for the persona itself the other way round."""
    fact = written.one("marriage", owner)
    state = marital(fact.value) if fact else None
    spouse = next((other for other in written.owners() if other.lower() in SPOUSES), "") if owner == SELF else ""
    if state is Marital.MARRIED and fact:
        if spouse:
            yield _follows("marriage->spouse", owner, "spouse", _called(written, spouse), fact, *written.of(spouse)[:1])
        else:
            yield _follows("marriage->spouse", owner, "spouse", _spouse_of(written, owner), fact)
    elif state in (Marital.SINGLE, Marital.WIDOWED, Marital.DIVORCED):
        yield _follows("marriage->spouse", owner, "spouse", "爱人", fact, polarity="no")
    elif spouse and not fact and not _has_died(written, spouse):
        premise = written.of(spouse)[0]
        yield _follows("spouse->marriage", owner, "marriage", "已婚", premise)
        yield _follows("spouse->spouse", owner, "spouse", _called(written, spouse), premise)
    if owner.lower() in SPOUSES and not _alone(written):
        yield _follows("spouse->marriage", owner, "marriage", "已婚", *written.of(owner)[:1])
    if (other := PAIRS.get(owner)) and other in written.owners() and not _has_died(written, owner):
        yield _follows("in_law->marriage", other, "marriage", "已婚", written.of(owner)[0])


def _alone(written: _Written) -> bool:
    fact = written.one("marriage", SELF)
    return fact is not None and marital(fact.value) is not Marital.MARRIED


def _sweetheart(written: _Written, owner: str) -> Iterator[Derived]:
    word = owner.lower()
    if written.one("marriage", SELF) or _has_died(written, owner):
        return
    if word in BETROTHED:
        yield _follows("betrothed->marriage", SELF, "marriage", "订婚了", *written.of(owner)[:1])
    elif word in SWEETHEARTS:
        yield _follows("sweetheart->marriage", SELF, "marriage", f"有{owner}", *written.of(owner)[:1])


def _called(written: _Written, owner: str) -> str:
    """「老伴桂珍」, or what is known of it."""
    name = written.one("name", owner)
    return f"{owner}{name.value}" if name and name.value not in owner else owner


def _spouse_of(written: _Written, owner: str) -> str:
    gender = written.one("gender", owner)
    value = gender.value if gender else gender_of(owner)
    return "妻子" if value.startswith("男") else "丈夫" if value.startswith("女") else "爱人"


def _job(written: _Written, owner: str) -> Iterator[Derived]:
    """Where such work is done, and whether it is learning."""
    for fact in written.all("occupation", owner):
        if place := workplace_of(fact.value):
            yield _follows("occupation->workplace", owner, "workplace", place, fact)
        if is_student(fact.value):
            yield _follows("occupation->student", owner, "student", "学生", fact)
    if not written.all("occupation", owner):
        for fact in written.all("school", owner):
            if not re.search("毕业|读过|上过|退学|graduat", fact.value):
                yield _follows("school->been_to", owner, "been_to", fact.value, fact)


def _kin(written: _Written, owner: str) -> Iterator[Derived]:
    """Somebody who is told of as a 哥哥 is one: he belongs to the family, is a man and is older."""
    if owner not in KIN:
        return
    first = written.of(owner)[0]
    listed = " ".join(fact.value for fact in written.all("family", SELF))
    name = written.one("name", owner)
    if owner not in SWEETHEARTS and owner not in listed and not (name and name.value in listed):
        yield _follows("owner->family", SELF, "family", _called(written, owner), first)
    if gender := gender_of(owner):
        yield _follows("owner->gender", owner, "gender", gender, first)
    if (older := is_older(owner)) is not None:
        yield _follows("owner->seniority", owner, "seniority", OLDER if older else YOUNGER, first)


def _seniority(written: _Written, owner: str) -> Iterator[Derived]:
    """Two birthdays, or two ages, tell who is older."""
    if owner == SELF or owner in KIN or _is_person(written, owner) is not _is_person(written, SELF):
        return
    mine, theirs = written.born(SELF), written.born(owner)
    if mine and theirs and mine[1].date and theirs[1].date and mine[1].date != theirs[1].date:
        order = OLDER if theirs[1].date < mine[1].date else YOUNGER
        yield _follows("birthday->seniority", owner, "seniority", order, mine[0], theirs[0])
        return
    my_age, their_age = written.one("age", SELF), written.one("age", owner)
    if my_age and their_age and (me := age_span(my_age.value)) and (they := age_span(their_age.value)):
        if they[0] > me[1]:
            yield _follows("age->seniority", owner, "seniority", OLDER, my_age, their_age)
        elif they[1] < me[0]:
            yield _follows("age->seniority", owner, "seniority", YOUNGER, my_age, their_age)


def _family(written: _Written, owner: str) -> Iterator[Derived]:
    """「弟弟豆豆」 in a family's list names the 弟弟."""
    if owner != SELF:
        return
    for fact in written.all("family", SELF):
        if (entry := kin_entry(fact.value)) and entry[1]:
            kin, name = entry
            yield _follows("family->name", kin, "name", name, fact)
            if gender := gender_of(kin):
                yield _follows("family->gender", kin, "gender", gender, fact)
            if (older := is_older(kin)) is not None:
                yield _follows("family->seniority", kin, "seniority", OLDER if older else YOUNGER, fact)


def kin_entry(value: str) -> tuple[str, str] | None:
    """The relation and the name of an entry of `family` (「弟弟豆豆」: 弟弟, 豆豆), or "" for a name where it has none
    (「两个姐姐」). None when it does not begin with a relation."""
    text = re.sub("^(?:我|一个|[0-9两二三四五六七八九]+个)的?", "", value.strip())
    kin = next((word for word in _BY_LENGTH if text.lower().startswith(word)), "")
    if not kin:
        return None
    name = re.sub("^(?:叫|是|名叫)|[（(].*$", "", text[len(kin) :].strip())
    return kin, name if re.fullmatch(r"[\w·]{1,12}", name) and not re.match("[和与跟、们]", name) else ""


def _species(written: _Written, owner: str) -> Iterator[Derived]:
    """What is a bird is no human; an animal that lives with a human is a pet."""
    fact = written.one("species", owner)
    if not fact or fact.value in HUMAN:
        return
    yield _follows("species->species", owner, "species", "人类", fact, polarity="no")
    if owner != SELF and _is_person(written, SELF) and _ANIMAL.search(fact.value) and _is_at_home(written, owner):
        listed = " ".join(pet.value for pet in written.all("pet", SELF))
        name = written.one("name", owner)
        if owner not in listed and not (name and name.value in listed):
            called = name.value if name else "" if owner in fact.value else owner
            yield _follows("species->pet", SELF, "pet", f"{fact.value}{called}", fact)


def _is_at_home(written: _Written, owner: str) -> bool:
    if owner in RELATIVES or _ELSEWHERE.search(owner):
        return False
    theirs, mine = written.one("residence", owner), written.one("residence", SELF)
    return not theirs or bool(mine and theirs.value in (mine.value, "家里", "我家"))


def _era(written: _Written, owner: str) -> Iterator[Derived]:
    """Whoever lives in another time does not live in this one."""
    if owner == SELF and not written.now:
        yield _follows("era->era", SELF, "era", "今天", *written.all("era", SELF)[:1], polarity="no")


def _known_places(text: str) -> list[Place]:
    """The places of the text, the larger first (「浙江绍兴」); of two that do not contain each other, both."""
    return find_places(text, compounds=True)


def _place_names(text: str) -> list[str]:
    """Of 「成都玉林」 not 玉林, which would be a city elsewhere."""
    places = _known_places(text)
    fitting = [place for place in places if place is places[0] or _fits(place, places[0])]
    return list(dict.fromkeys(place.name for place in fitting))


def _fits(place: Place, other: Place) -> bool:
    pairs = ((mine, theirs) for mine in place.paths for theirs in other.paths)
    return any(path_relation(mine, theirs) is not PlaceRelation.APART for mine, theirs in pairs)


def _around(text: str) -> tuple[str, str]:
    """Province and country of the place that the text names, where these are certain."""
    places = _known_places(text)
    provinces = {place.province for place in places if place.province}
    countries = {place.country for place in places if place.country}
    return (
        provinces.pop() if len(provinces) == 1 else "",
        countries.pop() if len(countries) == 1 else "",
    )


HUMAN = frozenset({"人", "人类", "真人", "普通人", "凡人", "男人", "女人", "human", "Human", "person"})
_PRESENT = re.compile("现代|当代|今天|现在|当下|如今|二十一世纪|21世纪|202[0-9]|modern|present|contemporary|today")
_DEAD = re.compile("去世|过世|已故|亡故|病故|牺牲了|不在了|走了|passed away|deceased|died")
_ANIMAL = re.compile(
    "[猫狗犬鸟雀龟兔鱼马驴牛羊猪鸡鸭鹅鼠蛇猴鸽鹰鸥]$|柯基|哈士奇|金毛|拉布拉多|柴犬|布偶|鹦鹉|八哥|蜥蜴|刺猬|狐狸|蟋蟀|cat$|dog$"
)
_ELSEWHERE = re.compile("^(?:朋友|同事|邻居|店|隔壁|野|流浪|学校)")
_BY_LENGTH = sorted({word.lower() for word in (KIN | RELATIVES) if len(word) > 1}, key=lambda word: -len(word))

_RULES: tuple[_Rule, ...] = (
    _birthday, _term, _places, _home, _marriage, _sweetheart, _job, _kin, _seniority, _family, _species, _era,
)  # fmt: skip
