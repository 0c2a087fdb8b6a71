"""Dates and ages as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from roleplay_lite.persona.dates import Day, day_in, full_years, years_in


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2006-05-21", Day(year=2006, month=5, day=21)),
        ("2006年5月21日", Day(year=2006, month=5, day=21)),
        ("5月21号", Day(year=None, month=5, day=21)),
        ("2月29日", Day(year=None, month=2, day=29)),
        ("谷雨那天", None),
        ("二月十二花朝节", Day(year=None, month=2, day=12, lunar=True)),
    ],
)
def test_day_in(value: str, day: Day | None) -> None:
    assert day_in(value) == day


@pytest.mark.parametrize("value", ["2007-02-29", "2月30日", "13月1日", "2006-00-10", "0000-01-01"])
def test_no_such_day(value: str) -> None:
    with pytest.raises(ValueError, match="no such day"):
        day_in(value)


@pytest.mark.parametrize(
    ("value", "years"),
    [
        ("32", 32),
        ("-3", -3),
        ("两岁", 2),
        ("十一", 11),
        ("三十二", 32),
        ("服役九十三年", 93),
        ("一百零五", 105),
        ("不知道", None),
    ],
)
def test_years_in(value: str, years: int | None) -> None:
    assert years_in(value) == years


def test_full_years_turn_on_the_day_itself() -> None:
    born = date(2004, 2, 29)
    assert [full_years(born, day) for day in (date(2025, 2, 28), date(2025, 3, 1), date(2028, 2, 29))] == [20, 21, 24]
