"""A question is made to stand alone: what a person would have to hear repeated, the packs need not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.knowledge.evidence import Query
from roleplay_lite.knowledge.query.names import Names
from roleplay_lite.knowledge.query.standalone import query_of

TODAY = date(2026, 11, 28)
PALACE = (("故宫门票多少钱", "故宫旺季六十元，淡季四十元。"),)


def asked(names: Names, said: str, *before: tuple[str, str]) -> Query:
    return query_of(said, before, names, today=TODAY)


@pytest.mark.parametrize(
    ("said", "thing", "attribute", "text"),
    [
        ("那开放时间呢", "故宫", "开放时间", "故宫的开放时间"),
        ("那开放时间呢？", "故宫", "开放时间", "故宫的开放时间"),
        ("它在哪", "故宫", "地址", "故宫在哪"),
        ("它在哪儿呀", "故宫", "地址", "故宫在哪儿"),
        ("那里几点开门", "故宫", "开放时间", "故宫几点开门"),
        ("那颐和园呢", "颐和园", "门票", "颐和园门票多少钱"),
        ("颐和园呢", "颐和园", "门票", "颐和园门票多少钱"),
        ("沈阳故宫呢", "沈阳故宫", "门票", "沈阳故宫门票多少钱"),
        ("不是，我问的是颐和园", "颐和园", "门票", "颐和园门票多少钱"),
        ("不对我问的是地址", "故宫", "地址", "故宫的地址"),
        ("还有呢", "故宫", "门票", "故宫门票多少钱，还有"),
    ],
)
def test_what_was_talked_of_is_carried_over(names: Names, said: str, thing: str, attribute: str, text: str) -> None:
    query = asked(names, said, *PALACE)
    assert query.carried
    assert query.entities[0] == thing
    assert query.attributes[0] == attribute
    assert query.text == text
    assert query.needs >= 0.5


def test_a_reply_names_what_the_next_question_is_about(names: Names) -> None:
    query = asked(names, "它多高", ("世界最高峰是哪座", "是珠穆朗玛峰。"))
    assert (query.entities[0], query.attributes[0], query.text) == ("珠穆朗玛峰", "海拔", "珠穆朗玛峰多高")


def test_he_is_who_has_what_is_asked_for(names: Names) -> None:
    query = asked(names, "他是哪个朝代的", ("静夜思是谁写的", "静夜思是李白写的。"))
    assert query.entities[0] == "李白"


@pytest.mark.parametrize("said", ["量子纠缠是什么", "为什么天是蓝的", "长江有多长"])
def test_a_new_subject_is_not_taken_for_the_old_one(names: Names, said: str) -> None:
    query = asked(names, said, *PALACE)
    assert not query.carried
    assert "故宫" not in query.text
    assert max(query.strengths, default=0.0) < 0.1


def test_a_new_thing_drops_the_old_one(names: Names) -> None:
    query = asked(names, "那李白是哪个朝代的", *PALACE)
    assert query.entities[0] == "李白"
    assert query.strengths[0] > 5 * query.strengths[query.entities.index("故宫")]


@pytest.mark.parametrize("said", ["你多高", "我今天好累", "谢谢", "你觉得呢", "我叫什么"])
def test_small_talk_within_a_conversation_carries_nothing_and_needs_nothing(names: Names, said: str) -> None:
    query = asked(names, said, *PALACE)
    assert query.needs < 0.5
    assert "故宫" not in query.text


@pytest.mark.parametrize(
    ("said", "thing", "attribute"),
    [
        ("珠穆朗玛峰多高", "珠穆朗玛峰", "海拔"),
        ("珠峰有多高啊", "珠穆朗玛峰", "海拔"),
        ("你知道珠穆朗玛峰多高吗", "珠穆朗玛峰", "海拔"),
        ("谁写的红楼梦", "红楼梦", "作者"),
        ("《红楼梦》是谁写的？", "红楼梦", "作者"),
        ("请问法国的首都在哪儿", "法国", "首都"),
        ("画蛇添足什么意思", "画蛇添足", "释义"),
        ("铁的熔点是多少", "铁", "熔点"),
        ("iphone是哪家公司的", "iPhone", "公司"),
        ("IPHONE 是哪家公司的", "iPhone", "公司"),
        ("who wrote 红楼梦", "红楼梦", "作者"),
        ("刚果（布）的首都是哪里", "刚果（布）", "首都"),
        ("我们是什么意思", "我们", "释义"),
    ],
)
def test_a_plain_question(names: Names, said: str, thing: str, attribute: str) -> None:
    query = asked(names, said)
    assert (query.entities[0], query.attributes[0]) == (thing, attribute)
    assert query.needs >= 0.5
    assert not query.carried


@pytest.mark.parametrize(
    ("said", "thing", "text"),
    [("虹楼梦是谁写的", "红楼梦", "红楼梦是谁写的"), ("珠木朗玛峰有多高", "珠穆朗玛峰", "珠穆朗玛峰有多高")],
)
def test_a_name_that_was_misheard(names: Names, said: str, thing: str, text: str) -> None:
    query = asked(names, said)
    assert (query.entities[0], query.text) == (thing, text)
    assert query.strengths[0] < 1


@pytest.mark.parametrize("said", ["我们今天去公园", "今天我们吃什么", "钢铁厂在哪"])
def test_everyday_words_name_nothing(names: Names, said: str) -> None:
    assert asked(names, said).entities == ()


def test_what_to_search_for_is_the_name_and_the_day(names: Names) -> None:
    assert asked(names, "法国现任总统是谁").terms[0] == "法国"
    assert "2026年" in asked(names, "法国现任总统是谁").terms
    assert "2026年11月28日" in asked(names, "今天北京天气怎么样").terms
    assert asked(names, "量子纠缠是什么").terms[0] == "量子纠缠"
    assert asked(names, "法国现任总统是谁").fresh
    assert asked(names, "今天北京天气怎么样").fresh
    assert not asked(names, "法国的首都在哪").fresh


@settings(max_examples=50, deadline=None)
@given(
    said=st.text(alphabet="故宫那呢它还有的?？，。「」《》（）abcAB 12的门票多高\n", max_size=40),
    before=st.lists(st.tuples(st.text(max_size=12), st.text(alphabet="故宫颐和园门票，。", max_size=12)), max_size=3),
)
def test_whatever_is_said_comes_out_whole(names: Names, said: str, before: list[tuple[str, str]]) -> None:
    query = query_of(said, before, names, today=TODAY)
    assert len(query.entities) == len(query.strengths)
    assert len(query.attributes) == len(query.weights)
    assert 0 <= query.needs <= 1
    assert list(query.strengths) == sorted(query.strengths, reverse=True)
    assert query.said == said
