"""What a birthday tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from roleplay_lite.persona.calendar import animal_of, animal_of_year, next_day, next_term, sign_of, term_day
from roleplay_lite.persona.dates import Day, full_years, term_in, year_in
from roleplay_lite.persona.derived.written import Derived, Written, follows

_SIGNS_KNOWN = 1900
"""Whoever was born before has no western sign of their own."""


def birthday(written: Written, owner: str) -> Iterator[Derived]:
    """A whole birthday tells age, sign, animal and year; one without its year only what comes back every year."""
    if not (known := written.born(owner)):
        yield from _year_alone(written, owner)
        return
    fact, day = known
    born = day.date
    if born and born > written.today and written.now:
        return
    if (year := born.year if born else day.year) is not None:
        yield follows("birthday->birth_year", owner, str(year), fact)
    if not day.lunar:
        yield follows("birthday->birth_month", owner, str(day.month), fact)
    if animal := _animal(day, born):
        yield follows("birthday->zodiac", owner, animal, fact)
    if (sign := _sign(day, born)) and (written.now or (year is not None and year >= _SIGNS_KNOWN)):
        yield follows("birthday->sign", owner, sign, fact)
    if not written.now or written.has_died(owner):
        return
    if (age := _age(day, born, written.today)) is not None:
        yield follows("birthday->age", owner, str(age), fact)
    if day.day and (coming := next_day(day.month, day.day, written.today, lunar=day.lunar)):
        yield follows("birthday->next_birthday", owner, coming.isoformat(), fact)


def solar_term(written: Written, owner: str) -> Iterator[Derived]:
    """A birthday on a solar term (「谷雨那天」) moves by a day or two from year to year."""
    for fact in written.all("birthday", owner):
        if written.born(owner) or not (term := term_in(fact.value)):
            continue
        year = year_in(fact.value)
        born = term_day(year, term) if year is not None else None
        if born and born > written.today and written.now:
            continue
        if year is not None:
            yield follows("birthday->birth_year", owner, str(year), fact)
        if born and (animal := animal_of(born)):
            yield follows("birthday->zodiac", owner, animal, fact)
        if sign := _sign_about(term):
            yield follows("birthday->sign", owner, sign, fact)
        if not written.now or written.has_died(owner):
            continue
        if born:
            yield follows("birthday->age", owner, str(full_years(born, written.today)), fact)
        if coming := next_term(term, written.today):
            yield follows("birthday->next_birthday", owner, coming.isoformat(), fact)


def _year_alone(written: Written, owner: str) -> Iterator[Derived]:
    for fact in written.all("birthday", owner):
        year = year_in(fact.value)
        if year is not None and not term_in(fact.value) and (year <= written.today.year or not written.now):
            yield follows("birthday->birth_year", owner, str(year), fact)


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


def _sign_about(term: str) -> str:
    """The sign of a solar term, where all of its days have the same; every other term is where one sign begins."""
    days = [day for year in range(1900, 2101, 10) if (day := term_day(year, term))]
    signs = {sign_of(near.month, near.day) for day in days for near in (day - timedelta(1), day, day + timedelta(1))}
    return signs.pop() if len(signs) == 1 else ""


def _age(day: Day, born: date | None, today: date) -> int | None:
    if born:
        return full_years(born, today)
    if day.year is None or day.lunar or day.month == today.month:
        return None
    years = today.year - day.year - (today.month < day.month)
    return years if years >= 0 else None
