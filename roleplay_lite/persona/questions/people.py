"""Who somebody is, whether there is one, and what is said of one whom no fact tells of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from roleplay_lite.persona.facts import SELF, spoken, told, whose
from roleplay_lite.persona.kin import PAIRS, Marital, marital
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.question import Asked, By
from roleplay_lite.persona.questions.relations import LISTED, relations_of
from roleplay_lite.persona.questions.subjects import book_of
from roleplay_lite.persona.questions.told import UNSET, Told, joined, known, told_as

_PARTNERS = frozenset(("妻子", "丈夫", "男朋友", "女朋友", "未婚夫", "未婚妻"))


def called(persona: Persona, owner: str) -> Told:
    pet = next((f for f in persona.facts if f.owner == SELF and f.key in ("pet", "family") and owner in f.value), None)
    if pet and (kind := pet.value.replace(owner, "")):
        return Told(clause=f"我的{kind}叫{owner}", facts=(pet,), value=owner)
    species = next((f for f in persona.facts if f.owner == owner and f.key == "species"), None)
    return Told(clause=f"{owner}就叫{owner}", facts=(species,) if species else (), value=owner) if species else UNSET


def who(persona: Persona, asked: Asked, today: date) -> Told:
    owner = asked.owner
    facts = {fact.key: fact for fact in reversed(persona.facts) if fact.owner == owner and fact.polarity == "yes"}
    named = facts.get("name")
    parts, used = [], []
    if named and whose(owner) != owner:
        parts.append(f"{named.value}是{relation_told(owner, named.value)}")
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
        return introduced(persona, owner, today)
    return Told(clause="，".join(part for part in parts if part), facts=tuple(used), value=used[0].value)


def _says(said: str, value: str) -> bool:
    return value in said or any(part and part in value for part in said.split("是")[1:])


def relation_told(owner: str, name: str) -> str:
    return whose(owner.removesuffix(name) if owner.endswith(name) and owner != name else owner)


def introduced(persona: Persona, owner: str, today: date) -> Told:
    """A few clauses on who it is."""
    keys = ("name", "species", "age", "hometown", "occupation", "residence") if owner == SELF else (
        "name", "species", "age", "occupation", "residence", "hobby", "skill")  # fmt: skip
    parts: list[Told] = []
    for key in keys:
        facts, by = known(persona, owner, key, today)
        facts = [fact for fact in facts if fact.polarity == "yes"]
        if facts:
            parts.append(told_as(facts[:2], by))
    parts = parts[:4]
    return joined([(owner, part) for part in parts]) if parts else UNSET


def have(persona: Persona, asked: Asked, today: date) -> Told:
    """Whether there is somebody whom the word names, and how many."""
    owners = list(book_of(persona).words.get(asked.owner, ()))
    if not owners:
        return absent(persona, asked.owner, today)
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


def absent(persona: Persona, word: str, today: date) -> Told:
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
