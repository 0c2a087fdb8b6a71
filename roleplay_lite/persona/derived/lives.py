"""What work, kind and time of a life tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleplay_lite.persona.derived.written import Derived, Written, follows, is_human
from roleplay_lite.persona.facts import RELATIVES, SELF
from roleplay_lite.persona.workplaces import is_student, workplace_of

_ANIMAL = re.compile(
    "[猫狗犬鸟雀龟兔鱼马驴牛羊猪鸡鸭鹅鼠蛇猴鸽鹰鸥]$|柯基|哈士奇|金毛|拉布拉多|柴犬|布偶|鹦鹉|八哥|蜥蜴|刺猬|狐狸|cat$|dog$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile("^(?:朋友|同事|邻居|店|隔壁|野|流浪|学校)")


def occupation(written: Written, owner: str) -> Iterator[Derived]:
    """Where such work is done, and whether it is learning."""
    for fact in written.all("occupation", owner):
        if written.now and (place := workplace_of(fact.value)):
            yield follows("occupation->workplace", owner, place, fact)
        if is_student(fact.value):
            yield follows("occupation->student", owner, "学生", fact)


def species(written: Written, owner: str) -> Iterator[Derived]:
    """What is a bird is no human; an animal that lives with a human is a pet."""
    fact = written.one("species", owner)
    if not fact or is_human(fact.value):
        return
    yield follows("species->species", owner, "人类", fact, polarity="no")
    if owner == SELF or not written.is_person(SELF) or not _ANIMAL.search(fact.value) or not _at_home(written, owner):
        return
    name = written.one("name", owner)
    called = name.value if name else owner
    told = " ".join(pet.value for pet in written.of(SELF) if pet.key == "pet")
    if owner not in told and called not in told:
        value = called if fact.value in called else f"{fact.value}{'' if called in fact.value else called}"
        yield follows("species->pet", SELF, value, fact)


def era(written: Written, owner: str) -> Iterator[Derived]:
    """Whoever lives in another time does not live in this one."""
    if owner == SELF and not written.now:
        yield follows("era->era", SELF, "今天", *written.all("era", SELF)[:1], polarity="no")


def _at_home(written: Written, owner: str) -> bool:
    if owner in RELATIVES or _ELSEWHERE.search(owner):
        return False
    theirs, mine = written.one("residence", owner), written.one("residence", SELF)
    return not theirs or theirs.value in ("家里", "我家") or bool(mine and theirs.value == mine.value)
