"""The clock and the calendar: what is so at a time that the test sets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.persona.persona import Persona
from roleplay_lite.skills.cities import PLACE, SEVERAL, SHOWN, ZONES
from roleplay_lite.skills.config import SkillsConfig
from roleplay_lite.skills.feast_days import feast_day, feast_in, next_feast, term_near
from roleplay_lite.skills.holidays_cn import by_law, kind_of
from roleplay_lite.skills.skills import Skills
from roleplay_lite.skills.when_said import clock

from .conftest import Clocks, Home


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("现在几点了", "十一点二十分"), ("再过半个钟头是几点", "十一点五十分"), ("一刻钟以前是几点几分",
        "十一点零五分"),
        ("今天几号", "十一月二十八号"), ("大后天是几号啊", "十二月一号"), ("上礼拜的今天是几号", "十一月二十一号"),
        ("今天星期几", "星期六"), ("十天以后是礼拜几", "星期二"), ("12月25号是星期几", "星期五"),
        ("今年是哪一年", "2026"),
        ("现在是几月份", "11月"), ("下个月有几天", "31天"), ("2028年是闰年吗", "是闰年"), ("明年二月有多少天", "28天"),
        ("今天农历几号", "十月二十"), ("明天初几", "十月廿一"), ("今年什么生肖", "马"), ("现在什么节气", "小雪"),
        ("春节是哪天", "2027年二月六号"), ("中秋节是几号", "九月十五号"), ("重阳节是农历几月初几", "九月初九"),
        ("离春节还有几天", "70天"), ("离元旦还有几天", "34天"), ("高考还有多少天", "191天"), ("到周末还有几天", "今天"),
        ("从十月一号到元旦隔了多少天", "天"), ("国庆放几天", "2027年"), ("明天上班吗", "星期日"), ("周一上班吗",
        "工作日"),
        ("今天是什么节日", "今天"), ("下一个节假日是什么", "元旦"), ("what day is it today", "星期六"),
    ],
)  # fmt: skip
def test_what_is_told(home: Home, said: str, holds: str) -> None:
    assert holds in home.say(said)


@pytest.mark.parametrize(
    "said", ["你几点起床", "春节怎么过", "为什么一年有十二个月", "我几点去接你", "他周几有空", "圣诞节前一天是周几"]
)
def test_what_is_not_asked_of_a_clock(home: Home, said: str) -> None:
    assert home.say(said) == ""


def test_there_is_no_such_day(home: Home) -> None:
    assert "没有" in home.say("二月三十号是星期几")


def test_other_places(home: Home, clocks: Clocks) -> None:
    utc = clocks.now().astimezone(tz=None)
    said = home.say("东京现在几点")
    from zoneinfo import ZoneInfo

    assert clock(utc.astimezone(ZoneInfo("Asia/Tokyo"))) in said
    assert "洛杉矶" in home.say("美国现在几点了")
    assert "1个小时" in home.say("东京和北京时差多少")
    assert "没有时差" in home.say("上海和北京时差几个小时")


def test_every_place_has_a_zone() -> None:
    from zoneinfo import ZoneInfo

    for zone in {*ZONES.values(), *(zone for pair in SEVERAL.values() for zone in pair)}:
        assert ZoneInfo(zone)
    assert len(ZONES) > 150
    assert all(zone in SHOWN for pair in SEVERAL.values() for zone in pair)
    assert PLACE


@settings(max_examples=50, deadline=None)
@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)))
def test_a_time_said_is_that_time(at: datetime) -> None:
    from roleplay_lite.skills.moments import spoken_in

    said = spoken_in(clock(at))[0]
    assert said.clock == (at.hour, at.minute)


def test_feasts_by_the_moon_and_the_sun() -> None:
    assert feast_day("春节", 2024) == date(2024, 2, 10)
    assert feast_day("中秋节", 2025) == date(2025, 10, 6)
    assert feast_day("清明", 2026) == date(2026, 4, 5)
    assert feast_day("母亲节", 2026) == date(2026, 5, 10)
    assert feast_day("春节", 2300) is None
    assert feast_in("大年初一早上") == "春节"
    assert next_feast("除夕", date(2026, 11, 28)) == date(2027, 2, 5)
    assert term_near(date(2026, 12, 22))[0] == "冬至"


def test_holidays_by_law_fall_on_working_days_too() -> None:
    days = by_law(2027)
    # New Year's Eve to the third day; two of them are a weekend's, and are made up for.
    assert days["春节"] == tuple(date(2027, 2, 5) + timedelta(days=shift) for shift in range(6))
    assert len(days) == 7
    assert kind_of(date(2040, 10, 1)).kind == "holiday"
    assert kind_of(date(2040, 10, 13)).kind == "weekend"


def test_exchanges_are_known_with_the_package() -> None:
    pytest.importorskip("holidays")
    # 28 September 2025, a Sunday, was worked; 8 October was off.
    assert kind_of(date(2025, 9, 28)).kind == "exchange"
    assert kind_of(date(2025, 10, 8)).kind == "holiday"
    assert kind_of(date(2025, 10, 8)).exact


@pytest.fixture
def january(db: SqliteFile, persona: Persona) -> Iterator[Home]:
    clocks = Clocks(wall=datetime(2027, 1, 15, 8, 0).timestamp())
    skills = Skills.open(SkillsConfig(), db, wall=lambda: clocks.wall, steady=lambda: clocks.steady)
    yield Home(skills, clocks, persona)
    skills.close()


def test_in_january_the_animal_is_not_yet_the_new_one(january: Home) -> None:
    said = january.say("今年什么生肖")
    assert "马" in said
    assert "羊" in said
    assert "二月六号" in january.say("今年春节是几号")
