"""Facts that cannot be, each by itself or against the calendar: 2月30日, 年龄 -3, a sign against its birthday."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from roleplay_lite.persona.calendar import ANIMALS, animals_near, signs_near
from roleplay_lite.persona.dates import age_span, day_in, year_in
from roleplay_lite.persona.derived.birthdays import birthday
from roleplay_lite.persona.derived.written import Written, is_human, look_up
from roleplay_lite.persona.facts import Fact
from roleplay_lite.persona.finding import Finding, fact_error, fact_warning
from roleplay_lite.persona.persona import Persona, Scope
from roleplay_lite.persona.scope import beyond, last_year

OLDEST = 130
NOMINAL_YEARS = 2
"""虚岁 may be this much above the age by the calendar."""
_SINCE = re.compile(r"-?\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def dates(persona: Persona, today: date) -> Iterator[Finding]:
    """Days that are none, and days to come."""
    written = _written(persona, today)
    for fact in persona.facts:
        since = _folded(fact.since)
        if since and not _is_since(since):
            yield fact_error(fact, f"has since = {fact.since!r}; write 2025, 2025-10 or 2025-10-02", "since")
        elif since and written.now and since > today.isoformat()[: len(since)]:
            yield fact_error(fact, f"has since = {fact.since!r}, which is in the future", "since")
        if fact.key != "birthday":
            continue
        try:
            day = day_in(fact.value)
            born = day.date if day else None
        except ValueError as problem:
            yield fact_error(fact, str(problem))
            continue
        if written.now:
            year = day.year if day else year_in(fact.value)
            if (born and born > today) or (not born and year and year > today.year):
                yield fact_error(fact, f"is in the future: {fact.value}")


def ages(persona: Persona, today: date) -> Iterator[Finding]:
    """Ages below nought, of Methuselah, or against the birthday."""
    for fact in _told(persona, "age"):
        # 「永远十八岁」 is no number of years.
        if (span := age_span(fact.value)) is None or "永远" in fact.value:
            continue
        species = persona.fact("species", fact.owner)
        person = species is None or species.polarity == "no" or is_human(species.value)
        if span[1] < 0:
            yield fact_error(fact, f"is negative: {fact.value}")
        elif span[0] > OLDEST and person:
            yield fact_error(fact, f"is {fact.value}; nobody is that old, unless a `species` says why")
        elif (actual := _following(persona, fact, today).get("age")) is not None:
            years = int(actual)
            if span[0] - NOMINAL_YEARS <= years <= span[1]:
                yield fact_warning(fact, f"follows from the birthday ({years}) and goes stale; leave it out")
            else:
                yield fact_error(fact, f"is {fact.value}, but the birthday makes it {years}; leave the age out")


def signs(persona: Persona, today: date) -> Iterator[Finding]:
    """A star sign or an animal against the birthday. On the day of a change either may be claimed: the sun is not
    bound to midnight, and some count the animals' years from 立春."""
    for fact in _told(persona, "sign"):
        actual = _following(persona, fact, today).get("sign")
        born = _day_of(persona, fact.owner)
        if not actual or not (claimed := _sign_in(fact.value)) or not born:
            continue
        if claimed not in signs_near(born.month, born.day):
            yield fact_error(fact, f"is {fact.value}, but the birthday makes it {actual}; leave the sign out")
    for fact in _told(persona, "zodiac"):
        actual = _following(persona, fact, today).get("zodiac")
        if not actual or not (claimed := _animal_in(fact.value)):
            continue
        born = _day_of(persona, fact.owner)
        if claimed not in (animals_near(born) if born else {actual}):
            yield fact_error(fact, f"is {fact.value}, but the birthday makes it {actual}; leave the animal out")


def eras(persona: Persona, today: date) -> Iterator[Finding]:
    """What somebody of a past era cannot have: a later birthday, things that came after."""
    own = persona.fact("era")
    era = persona.scope.era or (own.value if own and own.polarity == "yes" else "")
    if (last := last_year(era)) is None or _written(persona, today).now:
        return
    for fact in persona.facts:
        year = year_in(fact.value) if fact.key == "birthday" else None
        if year is not None and year > last:
            yield fact_error(fact, f"is {fact.value}, but the era is {era}")
            continue
        told = fact.polarity == "yes" and fact.key not in ("era", "name")
        if told and (thing := beyond(replace(persona, scope=Scope(era=era)), fact.value)):
            yield fact_warning(fact, f"holds {thing!r}, which {era} did not know yet")


def _told(persona: Persona, key: str) -> Iterator[Fact]:
    return (fact for fact in persona.facts if fact.key == key and fact.polarity == "yes")


def _following(persona: Persona, fact: Fact, today: date) -> dict[str, str]:
    """What the birthday of the fact's owner says, by key."""
    return {derived.fact.key: derived.fact.value for derived in birthday(_written(persona, today), fact.owner)}


def _written(persona: Persona, today: date) -> Written:
    return look_up(persona.facts, persona.scope.era, today)


def _day_of(persona: Persona, owner: str) -> date | None:
    """The birthday, in a leap year where its own is not known."""
    for fact in _told(persona, "birthday"):
        if fact.owner != owner:
            continue
        try:
            day = day_in(fact.value)
            if day and day.day:
                return day.date or (None if day.lunar else date(day.year or 2000, day.month, day.day))
        except ValueError:  # `dates` reports it
            continue
    return None


def _is_since(since: str) -> bool:
    """ISO 8601 down to the year, month or day, of days that exist; a year before Christ is not looked into."""
    if not _SINCE.fullmatch(since):
        return False
    if since.startswith("-"):
        return True
    try:
        date.fromisoformat(f"{since}-01-01"[:10])
    except ValueError:
        return False
    return True


def _sign_in(value: str) -> str:
    text = value.lower()
    return next((sign for word, sign in _SIGN_WORDS.items() if word in text), "")


def _animal_in(value: str) -> str:
    text = value.lower()
    return next((animal for word, animal in _ANIMAL_WORDS.items() if word in text), "")


def _folded(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


_SIGN_WORDS = {
    "摩羯": "摩羯座", "山羊": "摩羯座", "魔羯": "摩羯座", "水瓶": "水瓶座", "宝瓶": "水瓶座", "双鱼": "双鱼座",
    "白羊": "白羊座", "牡羊": "白羊座", "金牛": "金牛座", "双子": "双子座", "巨蟹": "巨蟹座", "狮子": "狮子座",
    "处女": "处女座", "室女": "处女座", "天秤": "天秤座", "天蝎": "天蝎座", "射手": "射手座", "人马": "射手座",
    "capricorn": "摩羯座", "aquarius": "水瓶座", "pisces": "双鱼座", "aries": "白羊座", "taurus": "金牛座",
    "gemini": "双子座", "cancer": "巨蟹座", "leo": "狮子座", "virgo": "处女座", "libra": "天秤座",
    "scorpio": "天蝎座", "sagittarius": "射手座",
}  # fmt: skip
_ANIMAL_WORDS = {animal: animal for animal in ANIMALS} | {
    "rat": "鼠", "mouse": "鼠", "ox": "牛", "tiger": "虎", "rabbit": "兔", "dragon": "龙", "snake": "蛇", "horse": "马",
    "goat": "羊", "sheep": "羊", "monkey": "猴", "rooster": "鸡", "dog": "狗", "犬": "狗", "pig": "猪",
}  # fmt: skip
