"""Signs, animals and lunar days, against the days on which they change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.persona.calendar import (
    ANIMALS,
    SIGNS,
    TERMS,
    animal_of,
    gregorian,
    next_day,
    next_term,
    sign_of,
    signs_near,
    term_day,
)

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("month", "day", "sign"),
    [
        *(
            (1, 19, "摩羯座"),
            (1, 20, "水瓶座"),
            (2, 18, "水瓶座"),
            (2, 19, "双鱼座"),
            (3, 20, "双鱼座"),
            (3, 21, "白羊座"),
        ),
        *(
            (4, 19, "白羊座"),
            (4, 20, "金牛座"),
            (5, 20, "金牛座"),
            (5, 21, "双子座"),
            (6, 21, "双子座"),
            (6, 22, "巨蟹座"),
        ),
        *(
            (7, 22, "巨蟹座"),
            (7, 23, "狮子座"),
            (8, 22, "狮子座"),
            (8, 23, "处女座"),
            (9, 22, "处女座"),
            (9, 23, "天秤座"),
        ),
        *((10, 23, "天秤座"), (10, 24, "天蝎座"), (11, 22, "天蝎座"), (11, 23, "射手座"), (12, 21, "射手座")),
        *((12, 22, "摩羯座"), (12, 31, "摩羯座"), (2, 29, "双鱼座")),
    ],
)
def test_a_sign_changes_on_its_day(month: int, day: int, sign: str) -> None:
    assert sign_of(month, day) == sign


def test_on_the_day_of_a_change_either_sign_may_be_claimed() -> None:
    assert signs_near(5, 21) == {"金牛座", "双子座"}
    assert signs_near(5, 22) == {"双子座"}
    assert signs_near(2, 29) == {"双鱼座"}


@pytest.mark.parametrize(
    ("day", "animal"),
    [
        (date(2006, 1, 28), "鸡"),
        (date(2006, 1, 29), "狗"),
        (date(2000, 2, 4), "兔"),
        (date(2000, 2, 5), "龙"),
        (date(1985, 2, 19), "鼠"),
        (date(1985, 2, 20), "牛"),
        (date(2026, 2, 16), "蛇"),
        (date(2026, 2, 17), "马"),
        (date(1900, 1, 1), "猪"),
        (date(1899, 12, 31), None),
        (date(2101, 1, 29), None),
    ],
)
def test_an_animal_changes_on_lunar_new_year(day: date, animal: str | None) -> None:
    assert animal_of(day) == animal


@given(DAYS)
def test_every_day_has_a_sign_and_an_animal(day: date) -> None:
    assert sign_of(day.month, day.day) in SIGNS
    assert sign_of(day.month, day.day) in signs_near(day.month, day.day)
    assert animal_of(day) in set(ANIMALS)


@given(st.integers(1901, 2100))
def test_nobody_changes_animal_on_the_first_of_january(year: int) -> None:
    new_year = gregorian(year, 1, 1)
    assert new_year
    assert date(year, 1, 20) < new_year < date(year, 2, 22)
    assert animal_of(date(year - 1, 12, 31)) == animal_of(date(year, 1, 1)) == animal_of(new_year - timedelta(1))
    assert animal_of(new_year) != animal_of(new_year - timedelta(1))


def test_a_lunar_day_is_found_in_the_gregorian_calendar() -> None:
    assert gregorian(2026, 8, 15) == date(2026, 9, 25)
    assert gregorian(2020, 4, 1, leap=True) == date(2020, 5, 23)
    assert gregorian(1899, 1, 1) is None
    with pytest.raises(ValueError, match="no such day in 2026"):
        gregorian(2026, 4, 1, leap=True)


def test_the_next_birthday_is_kept_when_its_day_is_missing() -> None:
    assert next_day(11, 23, date(2026, 11, 23)) == date(2026, 11, 23)
    assert next_day(11, 22, date(2026, 11, 23)) == date(2027, 11, 22)
    assert next_day(2, 29, date(2026, 11, 23)) == date(2027, 3, 1)
    assert next_day(2, 29, date(2027, 11, 23)) == date(2028, 2, 29)
    assert next_day(12, 8, date(2026, 11, 23), lunar=True) == date(2027, 1, 15)
    assert next_day(12, 30, date(2026, 11, 23), lunar=True) == date(2027, 2, 5)


@given(DAYS, st.integers(1, 12), st.integers(1, 30))
def test_a_lunar_day_comes_within_thirteen_months(today: date, month: int, day: int) -> None:
    found = next_day(month, day, today, lunar=True)
    assert found is None or timedelta(0) <= found - today < timedelta(days=386)
    assert found or today > date(2100, 1, 1)


@given(DAYS.filter(lambda day: day.year < 2100), st.sampled_from(TERMS))
def test_a_solar_term_comes_once_a_year(today: date, term: str) -> None:
    found = next_term(term, today)
    assert found
    assert found >= today
    assert term_day(found.year, term) == found
    assert found - today < timedelta(days=367)


def test_a_term_that_the_almanac_knows() -> None:
    assert term_day(2006, "小满") == date(2006, 5, 21)
    assert next_term("谷雨", date(2026, 11, 23)) == date(2027, 4, 20)
    assert term_day(1899, "谷雨") is None
