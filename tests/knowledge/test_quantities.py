"""Numbers, as a speaker hears and reads them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.knowledge.quantities import han_number, quantities, same


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("海拔8848.86米", 8848.86, "米"),
        ("两万五千里长征", 25_000, "里"),
        ("三十八万公里", 380_000, "公里"),
        ("百分之三十", 30, "%"),
        ("6,300 km", 6300, "km"),
        ("十四亿人口", 1_400_000_000, "人"),
        ("一米六二", 1.62, "米"),
        ("960万平方公里", 9_600_000, "平方公里"),
        ("1.4 billion people", 1.4e9, ""),
        ("１２３米", 123, "米"),
        ("零下二十度", 20, "度"),
        ("三点一四", 3.14, ""),
        ("一千二", 1200, ""),
        ("三万五", 35_000, ""),
        ("有4个直辖市", 4, ""),
        ("八大行星", 8, ""),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: float, unit: str) -> None:
    found = quantities(text)

    assert [one.value for one in found] == [pytest.approx(value)]
    assert found[0].unit == unit


@pytest.mark.parametrize("text", ["一个人一起去", "十分高兴", "千万别去", "三心二意", "GPT4", "万一下雨", "一会儿"])
def test_a_word_that_holds_a_numeral_counts_nothing(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("said", "known", "right"),
    [
        ("8848米", "8848.86米", True),
        ("约8849米", "8848.86米", True),
        ("八千八百米", "8848.86米", True),
        ("9000米", "8848.86米", False),
        ("8844.43米", "8848.86米", False),
        ("8.85公里", "8848.86米", True),
        ("三十多万公里", "384400公里", True),
        ("5岁", "5米", False),
        ("26", "26", True),
        ("27", "26", False),
    ],
)
def test_what_is_rounded_is_the_same_and_what_is_off_is_not(said: str, known: str, right: bool) -> None:
    assert same(quantities(said)[0], quantities(known)[0]) is right


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 9_999))
def test_a_number_in_words_is_the_number(value: int) -> None:
    digits = "零一二三四五六七八九"
    text, zero = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + sign
            zero = False
        else:
            zero = True

    assert han_number(text) == value
