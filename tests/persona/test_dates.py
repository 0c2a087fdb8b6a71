"""Dates and ages as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.persona.dates import Day, age_span, day_in, full_years, term_in, year_in, years_in


def day(year: int | None, month: int, number: int | None = None, *, lunar: bool = False, leap: bool = False) -> Day:
    return Day(year=year, month=month, day=number, lunar=lunar, leap=leap)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2006-05-21", day(2006, 5, 21)),
        ("2006/5/21", day(2006, 5, 21)),
        ("2006.5.21", day(2006, 5, 21)),
        ("2006年5月21日", day(2006, 5, 21)),
        ("２００６ 年 ５ 月 ２１ 日", day(2006, 5, 21)),
        ("生于1998年3月5日", day(1998, 3, 5)),
        ("5月21号", day(None, 5, 21)),
        ("5月21", day(None, 5, 21)),
        ("5.21", day(None, 5, 21)),
        ("2月29日", day(None, 2, 29)),
        ("06年5月", day(2006, 5)),
        ("58年3月", day(1958, 3)),
        ("三月", day(None, 3)),
        ("一九九八年三月五日", day(1998, 3, 5)),
        ("二〇〇六年五月二十一", day(2006, 5, 21)),
        ("二零零六年十二月", day(2006, 12)),
        ("五月二十一", day(None, 5, 21)),
        ("十二月二十五日", day(None, 12, 25)),
        ("农历八月十五", day(None, 8, 15, lunar=True)),
        ("阴历六月初六", day(None, 6, 6, lunar=True)),
        ("腊月初八", day(None, 12, 8, lunar=True)),
        ("正月十五", day(None, 1, 15, lunar=True)),
        ("冬月廿三", day(None, 11, 23, lunar=True)),
        ("闰四月初二", day(None, 4, 2, lunar=True, leap=True)),
        ("98年腊月三十", day(1998, 12, 30, lunar=True)),
        ("二月十二花朝节", day(None, 2, 12, lunar=True)),
        ("中秋那天", day(None, 8, 15, lunar=True)),
        ("大年初一", day(None, 1, 1, lunar=True)),
        ("儿童节", day(None, 6, 1)),
        ("May 21, 2006", day(2006, 5, 21)),
        ("21 May 2006", day(2006, 5, 21)),
        ("the 3rd of March", day(None, 3, 3)),
        ("Sept. 5", day(None, 9, 5)),
        ("谷雨那天", None),
        ("二〇四七年冬至", None),
        ("1998年", None),
        ("三个月", None),
        ("maybe 21", None),
        ("不记得了", None),
    ],
)
def test_day_in(value: str, expected: Day | None) -> None:
    assert day_in(value) == expected


def test_before_1912_every_mandarin_date_is_lunar() -> None:
    assert day_in("二月十二", lunar=True) == day(None, 2, 12, lunar=True)
    assert day_in("2047-02-12", lunar=True) == day(2047, 2, 12)


@pytest.mark.parametrize(
    "value",
    [
        *("2007-02-29", "2月30日", "13月1日", "13月", "2006-00-10", "0000-01-01", "十三月五日", "2006年二月三十"),
        *("农历八月三十一", "腊月三十一", "农历2007年十三月初一", "农历2026年闰四月初一", "Feb 30", "5.32"),
    ],
)
def test_no_such_day(value: str) -> None:
    with pytest.raises(ValueError, match=f"no such day as {value}"):
        day_in(value)


def test_a_lunar_day_has_a_gregorian_date() -> None:
    found = day_in("农历2006年四月廿四")
    assert found
    assert found.date == date(2006, 5, 21)
    unknown = day_in("农历1700年四月廿四")
    assert unknown
    assert unknown.date is None
    month = day_in("06年5月")
    assert month
    assert month.date is None


@pytest.mark.parametrize(
    ("value", "term", "year"),
    [
        ("谷雨那天", "谷雨", None),
        ("二〇四七年冬至", "冬至", 2047),
        ("小满那天，5月21日", "", None),
        ("1998年", "", 1998),
    ],
)
def test_a_solar_term_and_a_year_of_its_own(value: str, term: str, year: int | None) -> None:
    assert (term_in(value), year_in(value)) == (term, year)


@pytest.mark.parametrize(
    ("value", "years"),
    [
        ("32", 32),
        ("３２", 32),
        ("-3", -3),
        ("两岁", 2),
        ("十一", 11),
        ("三十二", 32),
        ("服役九十三年", 93),
        ("一百零五", 105),
        ("廿三", 23),
        ("三个月大", 0),
        ("半岁", 0),
        ("花甲之年", 60),
        ("不知道", None),
    ],
)
def test_years_in(value: str, years: int | None) -> None:
    assert years_in(value) == years


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("二十多岁", (20, 29)),
        ("20来岁", (20, 29)),
        ("四十好几", (40, 49)),
        ("三十出头", (30, 34)),
        ("快三十了", (27, 30)),
        ("二十岁左右", (17, 23)),
        ("十七八岁", (17, 18)),
        ("八九岁", (8, 9)),
        ("三四十岁", (30, 49)),
        ("两岁半", (2, 2)),
        ("几十岁", (20, 99)),
        ("十几岁", (10, 19)),
    ],
)
def test_a_vague_age_is_a_span(value: str, span: tuple[int, int]) -> None:
    assert age_span(value) == span


def test_full_years_turn_on_the_day_itself() -> None:
    born = date(2004, 2, 29)
    assert [full_years(born, day) for day in (date(2025, 2, 28), date(2025, 3, 1), date(2028, 2, 29))] == [20, 21, 24]


DIGITS = "〇一二三四五六七八九"


def in_words(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十") + (DIGITS[ones] if ones else "")


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_date_is_read_in_every_form(when: date) -> None:
    year = "".join(DIGITS[int(figure)] for figure in str(when.year))
    forms = [
        when.isoformat(),
        f"{when.year}年{when.month}月{when.day}日",
        f"{year}年{in_words(when.month)}月{in_words(when.day)}号",
        f"{when.year}.{when.month}.{when.day}",
        f"{when:%B} {when.day}, {when.year}",
        f"{when.day} {when:%b} {when.year}",
    ]
    assert [day_in(form) for form in forms] == [day(when.year, when.month, when.day)] * len(forms)


@given(st.integers(0, 99))
def test_an_age_is_read_in_figures_and_in_words(years: int) -> None:
    assert years_in(f"{years}岁") == years
    if years:
        assert years_in(f"今年{in_words(years)}岁") == years


@given(
    st.text(alphabet=st.sampled_from("0123456789年月日初廿一二三十百腊正闰农历-./ May岁多个几"), max_size=14)
    | st.text(max_size=30)
)
def test_any_text_is_a_day_none_or_no_such_day(text: str) -> None:
    assert age_span(text) is None or years_in(text) is not None
    assert isinstance(term_in(text), str)
    assert year_in(text) is None or isinstance(year_in(text), int)
    with suppress(ValueError):  # no such day
        found = day_in(text)
        assert found is None or found.date is None or isinstance(found.date, date)
