"""The written facts, as the rules look them up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from roleplay_lite.persona.dates import Day, day_in
from roleplay_lite.persona.facts import SELF, Fact, Polarity

_HUMAN = re.compile(
    "(?:普通|真|凡|活|一个|地球|正常)?(?:人类?|男人|女人|男孩子?|女孩子?|男生|女生|少年|少女|姑娘|大叔|老人)"
    "|(?:an? )?(?:human|human being|person|man|woman|boy|girl)",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    "现代|当代|今天|现在|当下|如今|二十一世纪|21世纪|202[0-9]|modern|present|contemporary|today", re.I
)
_DEAD = re.compile("去世|过世|已故|亡故|病故|牺牲了|不在了|passed away|deceased|died")


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A fact that follows, and from what."""

    fact: Fact
    rule: str
    """As in `birthday->age`."""
    premises: tuple[Fact, ...]


def follows(rule: str, owner: str, value: str, *premises: Fact, polarity: Polarity = "yes") -> Derived:
    """The fact of that owner that the rule gives; what stands after its arrow is the key."""
    fact = Fact(owner=owner, key=rule.partition("->")[2], value=value, polarity=polarity)
    return Derived(fact=fact, rule=rule, premises=premises)


def is_human(species: str) -> bool:
    """True of 「人」 and 「女孩」, False of 「机器人」 and 「橘猫」."""
    return bool(_HUMAN.fullmatch(species.strip()))


def lives_today(era: str) -> bool:
    """True when that era is none, or the present."""
    return not era.strip() or bool(_PRESENT.search(era))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """All facts of a persona, and the day on which they are looked at."""

    facts: tuple[Fact, ...]
    now: bool
    """False for a persona of another era."""
    today: date

    def all(self, key: str, owner: str) -> list[Fact]:
        """What is so, under that key."""
        return [fact for fact in self.facts if fact.key == key and fact.owner == owner and fact.polarity == "yes"]

    def one(self, key: str, owner: str) -> Fact | None:
        return next(iter(self.all(key, owner)), None)

    def of(self, owner: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.owner == owner]

    def owners(self) -> list[str]:
        """The persona first, then the others as they are written."""
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

    def is_person(self, owner: str) -> bool:
        """Whoever has no species is taken for one."""
        species = self.one("species", owner)
        return species is None or is_human(species.value)

    def has_died(self, owner: str) -> bool:
        """Whether a fact says so; not of the persona, whose 「妻子去世了」 tells of somebody else."""
        return owner != SELF and any(_DEAD.search(fact.value) for fact in self.of(owner) if fact.polarity == "yes")


def look_up(facts: tuple[Fact, ...], era: str, today: date) -> Written:
    """The facts of a persona of that era; the era may be one of them, too."""
    told = (fact.value for fact in facts if fact.key == "era" and fact.owner == SELF and fact.polarity == "yes")
    return Written(facts=facts, now=all(map(lives_today, (era, *told))), today=today)
