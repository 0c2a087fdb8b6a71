"""The times of what is read: when a plan is, since when and until when something is so."""

from __future__ import annotations

from datetime import datetime

import pytest

from roleplay_lite.memory.extract import extract
from roleplay_lite.memory.item import Extracted

AT = datetime(2026, 3, 5, 19, 30).timestamp()
"""A Thursday."""


def one(line: str) -> Extracted:
    (found,) = extract(line, at=AT)
    return found


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("下周六我要去爬山", datetime(2026, 3, 14)),
        ("我明天面试", datetime(2026, 3, 6)),
        ("昨天我去医院了", datetime(2026, 3, 4)),
        ("三月二十号我去苏州", datetime(2026, 3, 20)),
        ("我弟弟下个月六号结婚", datetime(2026, 4, 6)),
        ("We're flying to Tokyo tomorrow", datetime(2026, 3, 6)),
    ],
)
def test_a_plan_and_an_event_have_their_day(line: str, day: datetime) -> None:
    assert one(line).happens_from == day.timestamp()


@pytest.mark.parametrize("line", ["我以前住在西安", "我小时候住在西安", "我去年住在西安", "I used to live in Xi'an"])
def test_what_was_so_once_ended_before_it_was_told(line: str) -> None:
    ended = one(line).valid_to
    assert ended is not None
    assert ended <= AT


def test_a_year_that_is_named_bounds_what_was_so_in_it() -> None:
    lived = one("我去年住在西安")
    assert (lived.valid_from, lived.valid_to) == (datetime(2025, 1, 1).timestamp(), datetime(2026, 1, 1).timestamp())


def test_what_began_then_goes_on() -> None:
    moved = one("我去年搬到成都了")
    assert moved.valid_from == datetime(2025, 1, 1).timestamp()
    assert moved.valid_to is None


def test_what_is_told_without_a_time_holds_from_its_turn_on() -> None:
    lived = one("我住在西安")
    assert (lived.valid_from, lived.valid_to, lived.happens_from) == (None, None, None)


@pytest.mark.parametrize("line", ["我今天住在朋友家", "我明天在家上班", "我昨天六点起的床"])
def test_what_is_so_on_one_day_is_no_state(line: str) -> None:
    assert not {found.predicate for found in extract(line, at=AT)} & {"residence", "workplace", "wakes"}
