"""What time words mean when they are said on Saturday, 28 November 2026, at half past ten."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.memory.times import Tense, When, resolve, tense_of

AT = datetime(2026, 11, 28, 10, 30)


def one(text: str, tense: Tense | None = None, at: datetime = AT) -> When:
    found = resolve(text, at.timestamp(), tense=tense)
    assert len(found) == 1, (text, found)
    return found[0]


def told(when: When) -> str:
    """`start/end`, the ends as short as they can be."""
    return "/".join("" if end is None else _short(datetime.fromtimestamp(end)) for end in (when.start, when.end))


def _short(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}" if (moment.hour, moment.minute) == (0, 0) else f"{moment:%Y-%m-%dT%H:%M}"


def day(text: str, tense: Tense | None = None, at: datetime = AT) -> str:
    """The day, of an expression that names one."""
    when = one(text, tense, at)
    assert when.start is not None
    assert when.end is not None
    assert when.grain == "day"
    assert datetime.fromtimestamp(when.end) - datetime.fromtimestamp(when.start) == timedelta(days=1)
    return told(when).partition("/")[0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("我昨天去爬山了", "2026-11-27"),
        ("前天晚饭吃的火锅", "2026-11-26"),
        ("大前天", "2026-11-25"),
        ("大后天我出差", "2026-12-01"),
        ("昨儿个", "2026-11-27"),
        ("上周六我们去看了海", "2026-11-21"),
        ("上上周五", "2026-11-13"),
        ("上礼拜天", "2026-11-22"),
        ("下周三要体检", "2026-12-02"),
        ("下下周一", "2026-12-07"),
        ("下週三", "2026-12-02"),
        ("这个星期四", "2026-11-26"),
        ("下个月三号", "2026-12-03"),
        ("三天前", "2026-11-25"),
        ("十天之后", "2026-12-08"),
        ("再过五天", "2026-12-03"),
        ("2019年5月1号", "2019-05-01"),
        ("二〇一九年五月一日", "2019-05-01"),
        ("２０１９ 年 ５ 月 １ 日", "2019-05-01"),
        ("去年五月二十一", "2025-05-21"),
        ("2026-05-21", "2026-05-21"),
        ("明年五一", "2027-05-01"),
        ("去年国庆", "2025-10-01"),
        ("去年中秋", "2025-10-06"),
        ("今年端午", "2026-06-19"),
        ("今年清明", "2026-04-05"),
        ("明年除夕", "2027-02-05"),
        ("今年大年初三", "2026-02-19"),
        ("去年农历腊月初八", "2026-01-26"),
        ("2020年闰四月初二", "2020-05-24"),
        ("yesterday I went hiking", "2026-11-27"),
        ("the day after tomorrow", "2026-11-30"),
        ("last Saturday", "2026-11-21"),
        ("next Friday", "2026-12-04"),
        ("on May 1st, 2019", "2019-05-01"),
        ("I was born on 21 May 1990", "1990-05-21"),
        ("我yesterday看了电影", "2026-11-27"),
    ],
)
def test_a_day_is_the_calendars(text: str, wanted: str) -> None:
    assert day(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("去年夏天", "2025-06-01/2025-09-01"),
        ("2019年冬天", "2019-12-01/2020-03-01"),
        ("去年", "2025-01-01/2026-01-01"),
        ("前年", "2024-01-01/2025-01-01"),
        ("三年前搬的家", "2023-01-01/2024-01-01"),
        ("两三年前", "2023-01-01/2025-01-01"),
        ("十几年前", "2007-01-01/2016-01-01"),
        ("一年半前", "2025-05-01/2025-06-01"),
        ("一九年", "2019-01-01/2020-01-01"),
        ("零八年", "2008-01-01/2009-01-01"),
        ("我爸五八年的", "1958-01-01/1959-01-01"),
        ("九十年代", "1990-01-01/2000-01-01"),
        ("上个月", "2026-10-01/2026-11-01"),
        ("三个月前", "2026-08-01/2026-09-01"),
        ("半年前", "2026-05-01/2026-06-01"),
        ("上个月底", "2026-10-22/2026-11-01"),
        ("今年底", "2026-11-01/2027-01-01"),
        ("明年年初", "2027-01-01/2027-03-01"),
        ("下周", "2026-11-30/2026-12-07"),
        ("过两周", "2026-12-07/2026-12-14"),
        ("这周末", "2026-11-28/2026-11-30"),
        ("上周末", "2026-11-21/2026-11-23"),
        ("今早", "2026-11-28T05:00/2026-11-28T10:00"),
        ("昨晚", "2026-11-27T18:00/2026-11-28"),
        ("昨天半夜两点", "2026-11-28T02:00/2026-11-28T03:00"),
        ("明天下午三点半", "2026-11-29T15:30/2026-11-29T15:31"),
        ("明晚十二点", "2026-11-30/2026-11-30T01:00"),
        ("今天中午一点", "2026-11-28T13:00/2026-11-28T14:00"),
        ("下周五3点", "2026-12-04T15:00/2026-12-04T16:00"),
        ("两个小时后提醒我", "2026-11-28T12:30/2026-11-28T13:30"),
        ("二十分钟前", "2026-11-28T10:10/2026-11-28T10:11"),
        ("刚才", "2026-11-28T09:30/2026-11-28T10:30"),
        ("最近三天", "2026-11-25/2026-11-28T10:30"),
        ("小时候", "/2026-11-28T10:30"),
        ("我以前住在西安", "/2026-11-28T10:30"),
        ("我大学的时候", "/2026-11-28T10:30"),
        ("以后再说", "2026-11-28T10:30/"),
        ("从2019年到2021年在北京", "2019-01-01/2022-01-01"),
        ("2018年5月开始学的", "2018-05-01/"),
        ("从去年起", "2025-01-01/"),
        ("2019年以前", "/2019-01-01"),
        ("我高考之前", "/2026-11-28T10:30"),
        ("周五之前要交报告", "2026-11-28T10:30/2026-12-04"),
        ("昨天从八点到十点", "2026-11-27T08:00/2026-11-27T11:00"),
        ("in two weeks", "2026-12-07/2026-12-14"),
        ("three years ago", "2023-01-01/2024-01-01"),
        ("last summer", "2026-06-01/2026-09-01"),
        ("late last year", "2025-11-01/2026-01-01"),
        ("tonight at 8", "2026-11-28T20:00/2026-11-28T21:00"),
        ("at 3 pm next Friday", "2026-12-04T15:00/2026-12-04T16:00"),
        ("since 2019", "2019-01-01/"),
        ("by Monday", "2026-11-28T10:30/2026-12-01"),
        ("I used to smoke", "/2026-11-28T10:30"),
    ],
)
def test_a_stretch_reaches_from_its_first_to_its_last_moment(text: str, wanted: str) -> None:
    assert told(one(text)) == wanted


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("周五", "2026-11-27", "2026-12-04"),
        ("星期六", "2026-11-21", "2026-12-05"),
        ("礼拜天", "2026-11-22", "2026-11-29"),
        ("五月一号", "2026-05-01", "2027-05-01"),
        ("国庆", "2026-10-01", "2027-10-01"),
        ("中秋", "2026-09-25", "2027-09-15"),
        ("腊月初八", "2026-01-26", "2027-01-15"),
        ("十五号", "2026-11-15", "2026-12-15"),
        ("二月二十九号", "2024-02-29", "2028-02-29"),
        ("十一月二号", "2026-11-02", "2027-11-02"),
        ("Friday", "2026-11-27", "2026-12-04"),
        ("on May 1st", "2026-05-01", "2027-05-01"),
    ],
)
def test_words_that_do_not_say_which_one_take_the_hint(text: str, past: str, future: str) -> None:
    assert day(text, "past") == past
    assert day(text, "future") == future
    assert one(text).direction == "unknown"
    assert [one(text, tense).direction for tense in ("past", "future")] == ["past", "future"]


def test_a_weekday_without_a_hint_is_the_coming_one() -> None:
    assert day("周六") == "2026-12-05"
    assert day("周日") == "2026-11-29"


@pytest.mark.parametrize(
    "text",
    [
        "每天早上七点起床",
        "平时我六点半起",
        "每周五开会",
        "周一到周五上班",
        "I run every Friday",
        "便宜一点",
        "有点冷",
        "早一点回来",
        "我说两点",
        "一周五天班",
        "我坐一号线",
        "她住三号楼",
        "小雪是我的猫",
        "早上好",
        "过年好",
        "下午茶",
        "星期几",
        "几点了",
        "我干了十年",
        "我女儿三岁",
        "前面那家店",
        "I may go",
        "他前妻",
        "春节联欢晚会",
        "不过年轻人嘛",
        "女一号",
        "一日三餐",
        "每秒零点六升",
        "我学过九年钢琴",
        "事情都过去三年了",
        "聊了一会儿",
        "等下一次",
        "一共2000",
        "I have 2000 yuan",
        "二十来年",
        "",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert resolve(text, AT.timestamp()) == ()


def test_every_time_of_a_line_is_found_where_it_stands() -> None:
    text = "我 去年夏天 在杭州，上个月才搬到上海，下周六要回去，Friday 见"
    found = resolve(text, AT.timestamp())
    assert [text[slice(*when.span)] for when in found] == ["去年夏天", "上个月", "下周六", "Friday"]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("昨天", "past"),
        ("今天", "present"),
        ("今年", "present"),
        ("明天", "future"),
        ("现在", "present"),
        ("以后", "future"),
    ],
)
def test_whether_it_is_over_is_seen_from_when_it_was_said(text: str, direction: str) -> None:
    assert one(text).direction == direction


@pytest.mark.parametrize(
    ("text", "at", "wanted"),
    [
        ("昨天", datetime(2026, 1, 1, 0, 1), "2025-12-31"),
        ("明天", datetime(2024, 2, 28, 23, 59), "2024-02-29"),
        ("上周六", datetime(2026, 1, 4, 12), "2025-12-27"),
        ("下周一", datetime(2025, 12, 31), "2026-01-05"),
        ("下个月三十一号", datetime(2026, 12, 1), "2027-01-31"),
        ("除夕", datetime(2026, 12, 30), "2027-02-05"),
    ],
)
def test_the_edges_of_years_and_months(text: str, at: datetime, wanted: str) -> None:
    assert day(text, at=at) == wanted


def test_a_day_that_the_month_does_not_have_is_not_made_up() -> None:
    assert [when.grain for when in resolve("二月三十号", AT.timestamp())] == ["month"]
    assert [when.grain for when in resolve("去年二月二十九号", AT.timestamp())] == ["month"]


def test_winter_said_in_january_is_the_one_that_is() -> None:
    assert told(one("今年冬天", at=datetime(2026, 1, 20))) == "2025-12-01/2026-03-01"


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("我周五要交报告", "future"),
        ("我打算五一去云南", "future"),
        ("提醒我下周三体检", "future"),
        ("我周五去看牙了", "past"),
        ("我以前住在西安", "past"),
        ("我住在上海", None),
        ("我了解他", None),
        ("会议在周五", None),
        ("I will see her on Friday", "future"),
        ("I moved here in May", "past"),
        ("I live in London", None),
    ],
)
def test_verbs_and_particles_tell_the_tense(text: str, tense: Tense | None) -> None:
    assert tense_of(text) == tense


_WORDS = st.sampled_from(
    [
        *(
            "去年",
            "前年",
            "三年前",
            "上个月",
            "春节",
            "国庆",
            "早上",
            "以前",
            "之后",
            "农历",
            "大年",
            "小时",
            "分钟",
            "2019",
        ),
        *("last ", "next ", "Friday", "May", " at ", " in ", "1st", " ago", "two ", "weeks", "pm", " of ", "the "),
        *"下这上周星期五月三十号日点半年天前后从到的腊初八晚两几个过每第我了，\n 90:１２-",
    ]
)


@settings(max_examples=300)
@given(
    st.lists(_WORDS | st.text(max_size=3), max_size=12).map("".join),
    st.datetimes(datetime(1971, 1, 1), datetime(2099, 12, 31)),
    st.sampled_from(["past", "future", None]),
)
def test_any_line_gives_stretches_that_run_forward_and_do_not_overlap(
    text: str, at: datetime, tense: Tense | None
) -> None:
    before = 0
    for when in resolve(text, at.timestamp(), tense=tense):
        assert before <= when.span[0] < when.span[1] <= len(text)
        before = when.span[1]
        assert when.start is not None or when.end is not None
        assert when.start is None or when.end is None or when.start < when.end


@given(st.integers(0, 60), st.datetimes(datetime(1990, 1, 1), datetime(2080, 12, 31)))
def test_so_many_units_ago_is_the_calendars_period_so_far_back(count: int, at: datetime) -> None:
    when = one(f"{count + 1}天前", at=at)
    assert when.contains((at - timedelta(days=count + 1)).timestamp())
    assert one(f"{count + 1}周后", at=at).contains((at + timedelta(weeks=count + 1)).timestamp())


@given(st.floats(allow_nan=True, allow_infinity=True), st.text(max_size=20))
def test_no_clock_is_too_wrong(at: float, text: str) -> None:
    resolve("昨天" + text, at)


def test_a_text_of_megabytes_is_read_at_its_beginning_alone() -> None:
    found = resolve("昨天我去了" + "三年前一二三四五六七八九十月" * 500_000, AT.timestamp())
    assert found[0].span == (0, 2)
