"""Card macros say who is who, what day it is and what chance gave, once; nothing that a value holds is expanded."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.persona.macros import GROWTH, MacroContext, Variables, expand, scannable, strip_unknown

MONDAY = datetime(2026, 11, 23, 15, 5, tzinfo=UTC)
CONTEXT = MacroContext(
    char="婉婉",
    user="小明",
    description="{{char}}住在杭州",
    persona="程序员",
    last_message="带伞了吗",
    last_user_message="要出门了",
    last_char_message="带伞了吗",
    now=MONDAY,
    idle=timedelta(minutes=3),
)
ENGLISH = MacroContext(char="Wan", user="Ming", now=MONDAY, idle=timedelta(hours=5), language="en")

EXPANDED = [
    ("{{char}}和{{user}}", "婉婉和小明"),
    ("{{CHAR}}和{{ User }}", "婉婉和小明"),
    ("<BOT>和<USER>，<char>", "婉婉和小明，婉婉"),
    ("{{description}}", "{{char}}住在杭州"),
    ("{{persona}}", "程序员"),
    ("{{// 作者的话，{{user}}不会看到 }}好", "好"),
    ("{{comment: 写给自己}}好", "好"),
    ("{{hidden_key:杭州}}好", "好"),
    ("{{reverse:你好}}", "好你"),
    ("{{reverse:{{user}}}}", "明小"),
    ("一{{newline}}二", "一\n二"),
    ("一\n\n{{trim}}\n二", "一二"),
    ("{{trim}}\n一{{newline}}{{trim}}", "一"),
    ("{{lastMessage}}{{lastUserMessage}}{{lastCharMessage}}", "带伞了吗要出门了带伞了吗"),
    ("{{group}}", "婉婉"),
    ("{{time}}", "下午3点05分"),
    ("{{date}}{{weekday}}", "2026年11月23日星期一"),
    ("{{isodate}} {{isotime}}", "2026-11-23 15:05"),
    ("{{time_UTC+8}}", "晚上11点05分"),
    ("{{time_UTC-12}}", "凌晨3点05分"),
    ("{{datetimeformat YYYY年M月D日 dddd A h:mm}}", "2026年11月23日 星期一 下午 3:05"),
    ("{{datetimeformat [D]D}}", "D23"),
    ("{{idle_duration}}", "3分钟"),
    ("{{setvar::心情::好}}{{getvar::心情}}", "好"),
    ("{{setvar::心情::{{user}}{{char}}}}{{getvar::心情}}", "小明婉婉"),
    ("{{getvar::没设过}}", ""),
    ("{{random:{{user}},{{user}}}}", "小明"),
    ("{{pick::小明::小明}}", "小明"),
    (r"{{random:甲\,乙}}", "甲,乙"),
    ("{{roll:1}}{{roll:d1}}{{roll 2d1+3}}", "115"),
    ("{{{user}}}", "{小明}"),
]
KEPT = [
    *("{{unknown}}", "{{original}}", "{{roll:好运}}", "{{roll:0}}", "{{time_UTC+99}}", "{{}}", "{{ }}", "{{", "}}"),
    *("{char}", "<人>", "{{char", "char}}", "{{charm}}", "我<3你"),
]


@pytest.mark.parametrize(("text", "said"), EXPANDED)
def test_a_macro_stands_for_its_value(text: str, said: str) -> None:
    assert expand(text, CONTEXT) == said


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_macro_stays_for_the_author_to_see(text: str) -> None:
    assert expand(text, CONTEXT) == text


def test_english_has_its_own_dates() -> None:
    text = "{{time}}, {{weekday}} {{date}}, {{idle_duration}}, {{datetimeformat MMM Do}}"
    assert expand(text, ENGLISH) == "3:05 PM, Monday November 23, 2026, 5 hours, Nov 23rd"


def test_the_applications_text_goes_in_where_it_is_allowed_and_once() -> None:
    allowed = MacroContext(char="婉婉", original="说中文。{{char}}")
    assert expand("{{original}}短一点。{{ORIGINAL}}", allowed) == "说中文。{{char}}短一点。"


@pytest.mark.parametrize("name", ["{{user}}的朋友", "}}{{random:a,b}}", "<BOT>", "a,b::c", "{{"])
def test_a_name_that_holds_a_macro_is_a_name(name: str) -> None:
    context = MacroContext(char=name, user=name)
    assert expand("{{char}}、<USER>", context) == f"{name}、{name}"
    assert expand("{{random:{{char}},{{char}}}}", context) == name


def test_chance_is_the_seeds_and_a_pick_is_the_places() -> None:
    text = "{{random:" + ",".join("赤橙黄绿青蓝紫") + "}}"
    turns = {expand(text, MacroContext(seed=f"turn {number}")) for number in range(60)}
    assert turns == set("赤橙黄绿青蓝紫")
    assert expand(text, MacroContext(seed="turn 1")) == expand(text, MacroContext(seed="turn 1"))
    pick = text.replace("random", "pick")
    assert len({expand(pick, MacroContext(seed=f"turn {n}", place="first_mes")) for n in range(20)}) == 1
    assert len({expand(pick, MacroContext(place=f"lore {n}")) for n in range(60)}) == 7
    assert len(set(expand(pick * 60, MacroContext()))) == 7


def test_dice_stay_on_the_table() -> None:
    rolls = {int(expand("{{roll:6}}", MacroContext(seed=str(number)))) for number in range(200)}
    assert rolls == {1, 2, 3, 4, 5, 6}


def test_variables_outlive_one_text_and_are_bounded() -> None:
    context = MacroContext(variables=Variables())
    expand("{{setvar::天气::下雨}}", context)
    assert expand("{{getvar::天气}}", context) == "下雨"
    expand("{{setvar::长::" + "长" * 9_000 + "}}", context)
    assert len(expand("{{getvar::长}}", context)) == Variables.LONGEST
    expand("".join(f"{{{{setvar::n{number}::x}}}}" for number in range(1_000)), context)
    assert expand("{{getvar::n5}}{{getvar::n999}}", context) == "x"


def test_a_card_cannot_blow_a_text_up() -> None:
    context = MacroContext(description="长" * 20_000)
    assert len(expand("{{description}}" * 5_000, context)) == GROWTH
    doubling = "{{setvar::a::0123456789}}" + "{{setvar::a::{{getvar::a}}{{getvar::a}}}}" * 300 + "{{getvar::a}}"
    assert len(expand(doubling, MacroContext())) <= Variables.LONGEST


def test_nothing_of_a_macro_is_spoken() -> None:
    text = expand("{{char}}{{unknown::x}}你好{{img {{user}} }}呀{{", CONTEXT)
    assert strip_unknown(text) == "婉婉你好呀"


def test_comments_call_no_lore_and_hidden_keys_do_in_recursion() -> None:
    text = "{{// 西湖}}{{comment: 断桥}}{{hidden_key:楼外楼}}{{user}}去哪了"
    assert scannable(text, recursive=True) == "楼外楼{{user}}去哪了"
    assert scannable(text, recursive=False) == "{{user}}去哪了"


PIECES = st.sampled_from([
    *("{{", "}}", "{", "}", "::", ":", ",", "\\", "random", "pick", "setvar", "getvar", "reverse"),
    *("trim", "char", "user", "description", "roll", "//", "comment", "original", "datetimeformat", "time_utc+8"),
    *("<user>", " ", "\n", "西湖", "2d6"),
])  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=60).map("".join)


@given(TEXTS, TEXTS, TEXTS)
def test_no_text_and_no_values_make_it_loop_or_grow(text: str, name: str, description: str) -> None:
    context = MacroContext(char=name, user=name, description=description, original=description, now=MONDAY)
    first = expand(text, context)
    assert len(first) <= len(text) + GROWTH
    assert (
        expand(text, MacroContext(char=name, user=name, description=description, original=description, now=MONDAY))
        == first
    )
    left = strip_unknown(first)
    assert "{{" not in left or "}}" not in left
    assert len(scannable(text, recursive=True)) <= len(text)


@given(st.text().filter(lambda text: not re.search(r"\{\{|<(?:user|bot|char)>", text, re.IGNORECASE)))
def test_text_without_macros_stays_as_it_is(text: str) -> None:
    assert expand(text, CONTEXT) == text
