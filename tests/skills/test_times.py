"""Lengths and moments as they are spoken, read and said back."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.skills.lengths import in_words, length
from roleplay_lite.skills.moments import Spoken, meant, spoken_in
from roleplay_lite.skills.numbers import in_figures, number
from roleplay_lite.skills.repeats import following, next_due, repeat_of
from roleplay_lite.skills.repeats import in_words as repeat_words

from .conftest import NOW


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("五分钟", 300), ("一刻钟", 900), ("两个半小时", 9000), ("一百八十秒", 180), ("俩钟头", 7200), ("半小时", 1800),
        ("一小时零五分", 3900), ("两分三十秒", 150), ("三分半", 210), ("1.5小时", 5400), ("an hour and a half", 5400),
        ("twenty five minutes", 1500), ("一个小时二十分钟", 4800),
    ],
)  # fmt: skip
def test_lengths(said: str, seconds: int) -> None:
    found = length(said)
    assert found
    assert found.seconds == seconds


@pytest.mark.parametrize("said", ["十分好看", "第五天", "百分之十", "三点", "七七四十九"])
def test_what_is_no_length(said: str) -> None:
    assert length(said) is None


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 86399))
def test_a_length_said_back_is_the_same(seconds: int) -> None:
    found = length(in_words(seconds))
    assert found
    assert found.seconds == seconds


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("明早七点", "11-29 07:00"), ("下周三下午三点半", "12-02 15:30"), ("晚上十二点", "11-29 00:00"),
        ("半夜两点", "11-29 02:00"), ("七点差五分", "11-28 18:55"), ("今晚八点半", "11-28 20:30"), ("19:30",
        "11-28 19:30"),
        ("大年初一早上八点", "02-06 08:00"), ("12月5号上午9点", "12-05 09:00"), ("月底", "11-30 09:00"),
        ("礼拜五下午", "12-04 15:00"), ("睡前", "11-28 22:00"), ("三天后", "12-01 09:00"), ("下月三号", "12-03 09:00"),
        ("at 5:30 pm on friday", "12-04 17:30"), ("每天早上六点五十", "11-29 06:50"), ("每月三号", "12-03 09:00"),
    ],
)  # fmt: skip
def test_moments(said: str, at: str) -> None:
    found = meant(spoken_in(said)[0], NOW)
    assert [one.at.strftime("%m-%d %H:%M") for one in found] == [at]


def test_an_hour_alone_is_the_next_on_the_dial_and_not_sure() -> None:
    spoken, _ = spoken_in("七点")
    evening, morning = meant(spoken, NOW)[0], meant(spoken, NOW.replace(hour=20))[0]
    assert (evening.at.hour, morning.at.hour, evening.sure) == (19, 7, False)
    # Who wants to be woken means the morning.
    assert meant(spoken, NOW, wakes=True)[0].at == NOW.replace(day=29, hour=7, minute=0)


def test_morning_noon_and_night_are_three() -> None:
    spoken, _ = spoken_in("早中晚各喊他一次")
    assert sorted(one.at.hour for one in meant(spoken, NOW)) == [8, 13, 19]
    assert Spoken.from_dict(spoken.to_dict()) == spoken


def test_what_is_over_is_no_moment() -> None:
    assert meant(spoken_in("今天早上八点")[0], NOW) == ()
    assert meant(spoken_in("今天七点")[0], NOW)[0].at.hour == 19
    assert meant(spoken_in("二月三十号早上八点")[0], NOW) == ()


@pytest.mark.parametrize(
    ("said", "rule", "back"),
    [
        ("每天", "FREQ=DAILY", "每天"), ("工作日", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "工作日"),
        ("每周一三五", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "每周一、周三、周五"), ("每月三号",
        "FREQ=MONTHLY;BYMONTHDAY=3", "每月3号"),
        ("每隔两小时", "FREQ=HOURLY;INTERVAL=2", "每2个小时"), ("周一到周五",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "工作日"),
        ("every monday", "FREQ=WEEKLY;BYDAY=MO", "每周一"), ("明天", "", ""),
    ],
)  # fmt: skip
def test_repeats(said: str, rule: str, back: str) -> None:
    assert repeat_of(said)[0] == rule
    assert repeat_words(rule) == back


def test_seven_stays_seven_and_the_31st_skips_short_months() -> None:
    due = datetime(2026, 1, 31, 7).timestamp()
    later = next_due("FREQ=MONTHLY;BYMONTHDAY=31", due, due)
    assert later
    assert datetime.fromtimestamp(later) == datetime(2026, 3, 31, 7)
    assert following("FREQ=DAILY", datetime(2026, 3, 1, 7), datetime(2026, 4, 1, 7)) == datetime(2026, 4, 2, 7)


@settings(max_examples=30, deadline=None)
@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1)),
    st.sampled_from(["明早七点", "周五下午三点", "每天六点", "七点"]),
)
def test_what_is_set_lies_ahead(now: datetime, said: str) -> None:
    found = meant(spoken_in(said)[0], now)
    assert found
    assert all(now < one.at <= now + timedelta(days=8) for one in found)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("三百五", 350), ("一千二", 1200), ("两万三", 23000), ("一百零五", 105), ("三点一四", Fraction("3.14")),
        ("百分之十五", Fraction(3, 20)), ("三分之一", Fraction(1, 3)), ("3.5万", 35000), ("负五", -5),
        ("二〇二六", 2026),
    ],
)  # fmt: skip
def test_numbers(said: str, value: Fraction) -> None:
    assert number(said) == value


@settings(max_examples=50, deadline=None)
@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_figures_are_near_and_say_whether_they_are_exact(above: int, below: int) -> None:
    value = Fraction(above, below)
    shown, exact = in_figures(value)
    assert abs(Fraction(shown) - value) <= max(Fraction(1, 100), abs(value) / 100)
    assert exact == (Fraction(shown) == value) or not exact
