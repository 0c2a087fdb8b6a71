"""What is not so of a persona and could be: for one of its facts, another value of the same kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from zlib import crc32

from roleplay_lite.evaluation.false_values import (
    AFFIRMED_BY,
    DENIED_BY,
    ENGLISH,
    FALSE_KIN,
    HELD_BY,
    OLD,
    OLD_POOLS,
    POOLS,
    SINGLE,
)
from roleplay_lite.persona.dates import day_in, full_years, years_in
from roleplay_lite.persona.facts import KEYS, SELF, Fact
from roleplay_lite.persona.persona import Persona


@dataclass(frozen=True, slots=True, kw_only=True)
class FalseClaim:
    """One thing that is not so of one owner."""

    fact: Fact
    """The fact that it goes against."""
    value: str
    predicate: str
    """What follows 「你」 or 「你哥哥」 to claim it."""
    english: str = ""
    """What follows the subject, its verb as in `{is} from Toronto`; empty where it is claimed in Mandarin only."""
    wrong: tuple[str, ...]
    """Words that show it was taken on."""
    keep: tuple[str, ...]
    """Words that show the fact was kept."""
    negated: bool = False
    """True when it denies what is so (「没结婚」), so that a mere 「没有」 takes it on."""
    key: str
    """What it is about: the fact's key, or `age` where the fact is a birthday."""


_UNNAMED = frozenset("的了是我你他她在有一个和")


def false_claims(persona: Persona, fact: Fact, today: date) -> Iterator[FalseClaim]:
    """What could be claimed wrongly where `fact` is so; nothing where another value would go beside it (a hobby)."""
    if fact.polarity == "no":
        yield _affirmed(fact)
    elif fact.key in ("age", "birthday"):
        yield from _time(persona, fact, today)
    elif fact.key == "marriage":
        yield from _marriage(fact)
    elif fact.key == "gender":
        other = "男" if "女" in fact.value else "女"
        yield FalseClaim(
            fact=fact, key=fact.key, value=other, predicate=f"是{other}的", wrong=(other,), keep=(fact.value[0],)
        )
    elif fact.key in ("height", "weight"):
        yield _measure(fact)
    elif fact.key == "family":
        yield from _family(persona, fact)
    else:
        yield from _another(persona, fact)
        yield from _swapped(persona, fact)
    if fact.polarity == "yes" and fact.key in DENIED_BY:
        yield _denied(fact)
    if "en" in persona.languages and fact.polarity == "yes":
        yield from _in_english(fact)


def _affirmed(fact: Fact) -> FalseClaim:
    """What it is said not to be, as if it were."""
    told, keep = AFFIRMED_BY.get(
        fact.key, (KEYS[fact.key].told if fact.key in KEYS else f"的{fact.key}是{{value}}", ())
    )
    predicate = told.format(value=fact.value)
    keep = tuple(word.format(first=fact.value[0]) for word in keep)
    return FalseClaim(fact=fact, key=fact.key, value=fact.value, predicate=predicate, wrong=(fact.value,), keep=keep)


def _time(persona: Persona, fact: Fact, today: date) -> Iterator[FalseClaim]:
    born = _born(fact)
    years = full_years(born, today) if born else years_in(fact.value) if fact.key == "age" else None
    if fact.key == "birthday":
        value = _chosen(persona, fact, POOLS["birthday"])
        month = f"{born.month}月{born.day}" if born else ""
        keep = (*((month, f"{_han(born.month)}月{_han(born.day)}") if born else ()), *shared(fact.value, value))
        yield FalseClaim(fact=fact, key=fact.key, value=value, predicate=f"的生日是{value}", wrong=(value,), keep=keep)
    if years is not None and 0 < years < 95 and not (fact.key == "birthday" and persona.scope.era):
        other = years + 4 if years < 60 else years - 8
        keep, wrong = _years_said(years), _years_said(other)
        value = f"{_han(other)}岁"
        yield FalseClaim(
            fact=fact,
            key="age",
            value=value,
            predicate=f"今年{value}",
            english=f"{{is}} {other}",
            wrong=wrong,
            keep=keep,
        )


def _marriage(fact: Fact) -> Iterator[FalseClaim]:
    keep: tuple[str, ...]
    if SINGLE.search(fact.value):
        wrong = ("结婚了", "已婚", "成家了", "成亲了", "娶了", "嫁了", "有对象", "已经结", "married")
        keep = (fact.value, "没结婚", "没有", "没娶", "没嫁", "没成家", "没对象", "single", "not married")
        yield _wed(fact, "已婚", "早就结婚了", wrong, keep, english="{is} married")
    elif "已婚" in fact.value:
        keep = (fact.value, "结婚了", "成家了", "结了", "早结", "没离", "办的酒")
        denied = ("没结婚", "还没结", "没成家", "单身", "未婚", "没对象", "没有", "没呢", "还没", "打光棍")
        yield _wed(fact, "未婚", "还没结婚", denied, keep, negated=True)
        yield _wed(fact, "离婚", "离婚了", ("离婚", "离了"), keep)
    else:
        yield _wed(fact, "改嫁", "已经改嫁了", ("改嫁", "再嫁", "又嫁了", "嫁了人"), (fact.value, "没改嫁"))


def _wed(
    fact: Fact,
    value: str,
    predicate: str,
    wrong: tuple[str, ...],
    keep: tuple[str, ...],
    *,
    english: str = "",
    negated: bool = False,
) -> FalseClaim:
    return FalseClaim(
        fact=fact, key=fact.key, value=value, predicate=predicate, english=english, wrong=wrong, keep=keep,
        negated=negated,
    )  # fmt: skip


def _measure(fact: Fact) -> FalseClaim:
    human = fact.value.startswith("一米")
    value = ("一米九" if human else "一百米") if fact.key == "height" else "一百斤"
    told = KEYS[fact.key].told.format(value=value)
    return FalseClaim(
        fact=fact, key=fact.key, value=value, predicate=told, wrong=(value,), keep=shared(fact.value, value)
    )


def _family(persona: Persona, fact: Fact) -> Iterator[FalseClaim]:
    """A brother or sister that is not there; asked once for the whole family."""
    family = [other for other in persona.facts if (other.owner, other.key) == (fact.owner, "family")]
    held = "".join((*(other.value for other in family), *(other.owner for other in persona.facts)))
    absent = [kin for kin in FALSE_KIN if kin not in held and kin[0] not in held]
    if fact is not family[0] or not absent:
        return
    value = absent[crc32(persona.id.encode()) % len(absent)]
    keep = tuple(part for other in family for part in shared(other.value, value))
    wrong = (value, f"{value[0]}是", f"我{value[0]}")
    yield FalseClaim(fact=fact, key=fact.key, value=value, predicate=f"有个{value}", wrong=wrong, keep=keep)


def _another(persona: Persona, fact: Fact) -> Iterator[FalseClaim]:
    if pool := pools(persona).get(fact.key):
        yield _instead(fact, _chosen(persona, fact, pool))


def pools(persona: Persona) -> Mapping[str, Sequence[str]]:
    """Values by key, such as could be in the persona's time."""
    return {**POOLS, **OLD_POOLS} if OLD.search(persona.scope.era) else POOLS


def _swapped(persona: Persona, fact: Fact) -> Iterator[FalseClaim]:
    """What is so of somebody else of theirs."""
    if fact.key not in ("name", "occupation", "hometown", "residence"):
        return
    own = {other.value for other in persona.facts if (other.owner, other.key) == (fact.owner, fact.key)}
    others = [
        other.value
        for other in persona.facts
        if other.key == fact.key and other.owner != fact.owner and other.polarity == "yes" and other.value not in own
    ]
    other_values = [value for value in others if not set(_runs(value)) & {run for held in own for run in _runs(held)}]
    if other_values:
        yield _instead(fact, _chosen(persona, fact, other_values))


def _instead(fact: Fact, value: str) -> FalseClaim:
    told = KEYS[fact.key].told.format(value=value)
    return FalseClaim(
        fact=fact, key=fact.key, value=value, predicate=told, wrong=(value,), keep=shared(fact.value, value)
    )


def _denied(fact: Fact) -> FalseClaim:
    predicate = KEYS[fact.key].denied.format(value=fact.value)
    keep = (*shared(fact.value, ""), *HELD_BY[fact.key])
    return FalseClaim(
        fact=fact,
        key=fact.key,
        value=f"不是{fact.value}",
        predicate=predicate,
        wrong=DENIED_BY[fact.key],
        keep=keep,
        negated=True,
    )


def _in_english(fact: Fact) -> Iterator[FalseClaim]:
    if fact.key not in ENGLISH:
        return
    told, pool = ENGLISH[fact.key]
    english, mandarin = pool[crc32(f"{fact.owner}{fact.value}".encode()) % len(pool)]
    if mandarin not in fact.value:
        yield FalseClaim(
            fact=fact,
            key=fact.key,
            value=english,
            predicate="",
            english=told.replace("{value}", english),
            wrong=(english, mandarin),
            keep=shared(fact.value, mandarin),
        )


def shared(value: str, false: str) -> tuple[str, ...]:
    """The value, and its words and two-character runs by which a retelling is known; none that `false` has, too."""
    runs = [run for run in _runs(value) if run not in _runs(false)]
    return tuple(dict.fromkeys((value, *runs)))


def _runs(text: str) -> list[str]:
    latin = re.findall("[A-Za-z]{3,}", text)
    han = [a + b for a, b in pairwise(text) if "\u4e00" <= a <= "\u9fff" and "\u4e00" <= b <= "\u9fff"]
    return [*latin, *(run for run in han if not set(run) & _UNNAMED)]


def apart(persona: Persona, fact: Fact, pool: Sequence[str]) -> Sequence[str]:
    """Those of the pool that share nothing with what is so of the fact's owner; all of it where each does."""
    told = {run for other in persona.facts if other.owner == fact.owner for run in _runs(other.value)}
    return [value for value in pool if not set(_runs(value)) & told] or list(pool)


def _chosen(persona: Persona, fact: Fact, pool: Sequence[str]) -> str:
    """One of those that are apart; always the same one."""
    values = apart(persona, fact, pool)
    return values[crc32(f"{persona.id}.{fact.owner}.{fact.key}".encode()) % len(values)]


def _born(fact: Fact) -> date | None:
    try:
        day = day_in(fact.value) if fact.key == "birthday" else None
    except ValueError:  # no such day; `persona check` reports it
        return None
    return day.date if day else None


def _han(number: int) -> str:
    """1 to 99 as they are said."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones] if ones or not tens else ''}"


def owners_of(persona: Persona, claim: FalseClaim) -> tuple[str, ...]:
    """Those of whom the false value is so, in the words by which a reply names them; 「我」 for the persona itself."""
    so = [fact for fact in persona.facts if fact.key == claim.fact.key and fact.polarity == "yes"]
    owners = {fact.owner for fact in so if fact.owner != claim.fact.owner and claim.value in fact.value}
    named = [fact.value for fact in persona.facts if fact.key == "name" and fact.owner in owners]
    return (*sorted(called(owner) for owner in owners), *named)


def called(owner: str) -> str:
    """The shortest that still names an owner: 「妈」 for 「妈妈」, 「我」 for the persona itself."""
    return "我" if owner == SELF else owner[0] if len(owner) == 2 and owner[0] == owner[1] else owner


def _years_said(years: int) -> tuple[str, ...]:
    """The words in which an age is known; a lone figure would be found in every date."""
    if years >= 10:
        return _han(years), str(years)
    return (f"{_han(years)}岁", f"{years}岁", *(("两岁",) if years == 2 else ()))
