"""Days and hours in a reply are held against those that were so when it was asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.evaluation.judging.clock import festival_day, says_right, says_wrong
from roleplay_lite.evaluation.skills_set import Asks, Festival, Task

ASKED = datetime(2026, 3, 5, 10, 24)
"""A Thursday, the seventeenth of the first lunar month."""


def day(asks: Asks, days: int = 0, minutes: int = 0) -> Task:
    return Task(id="t", said="？", group="clock", skill="date", judge="clock", asks=asks, days=days, minutes=minutes)


def next_one(festival: Festival, asks: Asks) -> Task:
    return Task(id="t", said="？", group="clock", skill="festival", judge="festival", asks=asks, festival=festival)


@pytest.mark.parametrize(
    ("task", "reply"),
    [
        (day("date"), "今天三月五号呀。"),
        (day("date"), "3月5日，星期四。"),
        (day("date"), "五号啦。"),
        (day("date", days=3), "三月八日。"),
        (day("date", days=-7), "二月二十六号。"),
        (day("weekday"), "礼拜四。"),
        (day("weekday", days=3), "星期天，睡懒觉。"),
        (day("weekday", days=-1), "周三嘛。"),
        (day("year"), "二〇二六年。"),
        (day("year"), "2026年了。"),
        (day("month"), "三月份。"),
        (day("lunar"), "正月十七。"),
        (day("lunar"), "十七啦，年味散了。"),
        (day("lunar", days=3), "正月二十。"),
        (day("time", minutes=30), "十点五十四。"),
        (day("time", minutes=-15), "10:09。"),
        (next_one("清明", "date"), "四月五号。"),
        (next_one("端午", "date"), "阳历6月19日。"),
        (next_one("中秋", "date"), "九月二十五号。"),
        (next_one("国庆", "weekday"), "星期四。"),
        (next_one("元旦", "days"), "还有三百零二天。"),
        (next_one("春节", "days"), "大概338天。"),
    ],
)
def test_what_is_so_is_right(task: Task, reply: str) -> None:
    assert says_right(reply, task, ASKED)
    assert not says_wrong(reply, task, ASKED)


@pytest.mark.parametrize(
    ("task", "reply"),
    [
        (day("date"), "三月六号。"),
        (day("date"), "五月五号。"),
        (day("date"), "3月5号或者6号。"),
        (day("weekday"), "星期五。"),
        (day("year"), "2023年。"),
        (day("month"), "五月呀。"),
        (day("lunar"), "正月初八。"),
        (day("lunar"), "二月十七。"),
        (day("time"), "下午十点二十四。"),
        (day("time"), "22:24。"),
        (next_one("端午", "date"), "五月五号。"),
        (next_one("元旦", "days"), "还有三十天。"),
    ],
)
def test_what_is_not_so_is_wrong(task: Task, reply: str) -> None:
    assert says_wrong(reply, task, ASKED)
    assert not says_right(reply, task, ASKED)


@pytest.mark.parametrize("reply", ["我没有表。", "天亮了呀。", "", "等一会儿就到点儿了，别急。", "周末再说。"])
def test_what_names_none_is_neither(reply: str) -> None:
    for task in (day("date"), day("time"), day("weekday"), next_one("中秋", "date")):
        assert not says_right(reply, task, ASKED)
        assert not says_wrong(reply, task, ASKED)


def test_a_festival_is_the_next_one_and_todays_when_it_is_today() -> None:
    assert festival_day("元旦", date(2026, 1, 1)) == date(2026, 1, 1)
    assert festival_day("元旦", date(2026, 1, 2)) == date(2027, 1, 1)
    assert festival_day("春节", date(2026, 2, 17)) == date(2026, 2, 17)
    assert festival_day("春节", date(2026, 2, 18)) == date(2027, 2, 6)
    assert festival_day("冬至", date(2026, 12, 23)) == date(2027, 12, 22)


@given(
    today=st.dates(date(2000, 1, 1), date(2090, 12, 31)),
    festival=st.sampled_from(["春节", "清明", "端午", "七夕", "中秋", "国庆", "冬至", "元旦"]),
)
def test_there_is_a_next_one_within_thirteen_months(today: date, festival: Festival) -> None:
    assert today <= festival_day(festival, today) <= today + timedelta(days=395)


@given(moment=st.datetimes(datetime(2000, 1, 1), datetime(2090, 12, 31)))
def test_the_day_said_plainly_is_right_on_any_day(moment: datetime) -> None:
    assert says_right(f"{moment.month}月{moment.day}号", day("date"), moment)
    assert says_right("星期" + "一二三四五六日"[moment.weekday()], day("weekday"), moment)
    assert says_right(f"{moment.hour}:{moment.minute:02}", day("time"), moment)
