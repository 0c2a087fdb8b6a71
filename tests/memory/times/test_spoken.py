"""How a time is spoken of, and that whoever hears it comes to the same day."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from roleplay_lite.memory.times import resolve, spoken

NOW = datetime(2026, 11, 28, 10, 30)  # a Saturday
MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2090, 12, 31))
LEAP = datetime(2024, 2, 29, 12).timestamp()
NEW_YEAR = datetime(2026, 1, 1, 0, 5).timestamp()


@pytest.fixture(params=["Asia/Shanghai", "UTC", "America/New_York"], autouse=True)
def _zone(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(minutes=20), "刚才"),
        (timedelta(hours=3), "今天早上"),
        (timedelta(days=1), "昨天"),
        (timedelta(days=2), "前天"),
        (timedelta(days=5), "这周一"),
        (timedelta(days=7), "上周六"),
        (timedelta(days=30), "十月二十九号"),
        (timedelta(days=100), "三个月前"),
        (timedelta(days=400), "去年十月"),
        (timedelta(days=700), "前年十二月"),
        (timedelta(days=2500), "2020年"),
        (-timedelta(hours=9), "今天晚上"),
        (-timedelta(days=1), "明天"),
        (-timedelta(days=4), "下周三"),
        (-timedelta(days=60), "一月二十七号"),
        (-timedelta(days=130), "明年四月"),
    ],
)
def test_a_time_is_told_as_people_tell_it(ago: timedelta, said: str) -> None:
    assert spoken((NOW - ago).timestamp(), NOW.timestamp()) == said


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(minutes=20), "just now"),
        (timedelta(days=1), "yesterday"),
        (timedelta(days=7), "last Saturday"),
        (timedelta(days=30), "on October 29th"),
        (timedelta(days=100), "three months ago"),
        (timedelta(days=400), "in October last year"),
        (-timedelta(days=6), "next Friday"),
    ],
)
def test_in_english_too(ago: timedelta, said: str) -> None:
    assert spoken((NOW - ago).timestamp(), NOW.timestamp(), english=True) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ((2025, 1, 1), (2026, 1, 1), "去年"),
        ((2019, 1, 1), (2020, 1, 1), "2019年"),
        ((2025, 6, 1), (2025, 9, 1), "去年夏天"),
        ((2026, 12, 1), (2027, 1, 1), "下个月"),
        ((2026, 3, 1), (2026, 4, 1), "今年三月"),
        ((2026, 11, 16), (2026, 11, 23), "上周"),
        ((2026, 11, 28), (2026, 11, 29), "今天"),
    ],
)
def test_a_stretch_is_told_as_a_whole(start: tuple[int, int, int], end: tuple[int, int, int], said: str) -> None:
    begin, over = datetime(*start).timestamp(), datetime(*end).timestamp()
    assert spoken(begin, NOW.timestamp(), until=over) == said


def test_a_clock_that_was_set_back_makes_no_future_of_what_was_told() -> None:
    tomorrow = (NOW + timedelta(days=1)).timestamp()
    assert spoken(tomorrow, NOW.timestamp(), happened=True) == "之前"
    assert spoken(tomorrow, NOW.timestamp(), happened=True, english=True) == "earlier"
    assert spoken(0.0, NOW.timestamp()) == "1970年" or spoken(0.0, NOW.timestamp()) == "1969年"


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), -1e18, 1e18])
def test_a_clock_that_tells_nothing_is_no_error(wrong: float) -> None:
    assert spoken(wrong, NOW.timestamp()) == "之前"
    assert spoken(NOW.timestamp(), wrong) == "之前"
    assert resolve("昨天", wrong) == ()


@pytest.mark.parametrize(
    ("start", "minutes", "said", "english"),
    [
        (datetime(2026, 11, 29, 15), 60, "明天下午三点", "tomorrow at 3 pm"),
        (datetime(2026, 12, 2, 8, 30), 1, "下周三早上八点半", "next Wednesday at 8:30 am"),
        (datetime(2026, 11, 27, 0, 5), 1, "昨天凌晨零点零五分", "yesterday at 12:05 am"),
        (datetime(2026, 11, 28, 12), 60, "今天中午十二点", "today at 12 pm"),
    ],
)
def test_a_time_of_day_is_told_with_its_day(start: datetime, minutes: int, said: str, english: str) -> None:
    until = (start + timedelta(minutes=minutes)).timestamp()
    assert spoken(start.timestamp(), NOW.timestamp(), until=until) == said
    assert spoken(start.timestamp(), NOW.timestamp(), until=until, english=True) == english


@given(here=MOMENTS, minutes=st.integers(-60 * 24 * 60, 60 * 24 * 60), english=st.booleans())
def test_a_time_of_day_that_is_told_is_understood(here: datetime, minutes: int, english: bool) -> None:
    there = (here + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
    until = there + timedelta(hours=1)
    now = here.timestamp()
    said = spoken(there.timestamp(), now, until=until.timestamp(), english=english)
    (found,) = resolve(said, now)
    assert found.start is not None
    assert datetime.fromtimestamp(found.start) == datetime.fromtimestamp(there.timestamp()), (said, there, here)


@given(there=MOMENTS, here=MOMENTS, english=st.booleans())
@example(there=datetime(2024, 2, 29, 9), here=datetime(2024, 3, 31, 1), english=False)
@example(there=datetime(2025, 12, 31, 23, 59), here=datetime(2026, 1, 1), english=False)
@example(there=datetime(2026, 1, 1), here=datetime(2025, 12, 31, 23, 59), english=True)
def test_what_is_said_of_any_time_is_understood(there: datetime, here: datetime, english: bool) -> None:
    _understood(there, here, english)


@given(here=MOMENTS, away=st.integers(-400 * 24 * 60, 400 * 24 * 60), english=st.booleans())
@example(here=datetime(2026, 1, 1, 0, 5), away=-10, english=False)
@example(here=datetime(2024, 2, 29, 12), away=366 * 1440, english=False)
def test_what_is_said_of_a_time_near_by_is_understood(here: datetime, away: int, english: bool) -> None:
    _understood(here + timedelta(minutes=away), here, english)


def _understood(there: datetime, here: datetime, english: bool) -> None:
    moment, now = there.timestamp(), here.timestamp()
    said = spoken(moment, now, english=english)
    found = resolve(said, now)
    assert len(found) == 1, (said, found)
    # 「刚才」 ends now.
    assert found[0].contains(moment) or found[0].end == moment, (said, there, here, found)
    assert found[0].span[1] == len(said)


@given(year=st.integers(1980, 2080), month=st.integers(1, 12), here=MOMENTS, english=st.booleans())
def test_a_stretch_that_is_told_is_understood_whole(year: int, month: int, here: datetime, english: bool) -> None:
    # In January 「1980年冬天」 is the one that is, and no December of the same year.
    assume(month != 12 or here.month > 2)
    start = datetime(year, month, 1)
    season = datetime(year + (month + 2) // 12, (month + 2) % 12 + 1, 1)
    for end in (datetime(year + month // 12, month % 12 + 1, 1), season, datetime(year + 1, 1, 1)):
        now = here.timestamp()
        (found,) = resolve(spoken(start.timestamp(), now, until=end.timestamp(), english=english), now)
        assert found.contains(start.timestamp())
