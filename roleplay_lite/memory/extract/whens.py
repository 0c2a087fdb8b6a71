"""When something is or happens, as the words of a clause say it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from roleplay_lite.memory.extract.words import NUMBER
from roleplay_lite.memory.times import resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A stretch of time, seen from the time it was named."""

    start: float | None
    end: float | None
    grain: str
    direction: str
    today: bool = False
    open: bool = False
    """True where the words alone do not say whether it is over (「九月一号」), and the next one is meant."""

    @property
    def future(self) -> bool:
        return self.direction == "future" or self.open

    @property
    def past(self) -> bool:
        return self.direction == "past"

    @property
    def certain(self) -> bool:
        """True where it says how long ago (「上周」), and not only that it is over (「以前」)."""
        return self.grain != "vague" and self.start is not None

    @property
    def day(self) -> bool:
        """True where it is a day or less: what is so on a day is no state."""
        return self.grain in ("minute", "hour", "part", "day")


_NO_TIME = re.compile(rf"{NUMBER}[号日](?=[院楼线店馆路弄巷门桌坑车厅机])|周(?=\S{1, 2}(?:是|叫|说|老师|总))")


def time_of(text: str, at: float) -> Time | None:
    """The first time that the text names; None where it names none."""
    # 「二十来年」 is a span, and no year to come; 「十七号院」 a house.
    text = _NO_TIME.sub(lambda hit: "＃" * len(hit.group()), text)
    found = resolve(re.sub(r"(?<=[十百\d])来年", "多年", text), at)
    if not found:
        return None
    when = next((one for one in found if one.grain != "vague"), found[0])
    today = False
    if when.start is not None and when.end is not None and when.end - when.start <= 90_000:
        today = datetime.fromtimestamp(when.start).date() == datetime.fromtimestamp(at).date()
    return Time(
        start=when.start,
        end=when.end,
        grain=when.grain,
        direction=when.direction,
        today=today,
        open=when.direction == "unknown" and (when.start or 0) > at,
    )


def today(at: float) -> tuple[float, float]:
    """The begin of the day and of the next."""
    day = datetime.fromtimestamp(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return day.timestamp(), (day + timedelta(days=1)).timestamp()


def day_words(start: float) -> str:
    """「12月8日」."""
    day = datetime.fromtimestamp(start)
    return f"{day.month}月{day.day}日"


DAY_SAID = re.compile(
    "[今昨明前后]天|[今昨明]儿|[今昨明]晚|今早|这会儿|刚才|刚刚|周[一二三四五六日天末]|星期|礼拜|[号日]"
)
"""A day is named, and not only a part of any day (「早上」)."""
