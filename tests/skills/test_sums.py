"""Sums and units: exact, bounded, and in words where there is no answer."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.skills.arithmetic import sum_in
from roleplay_lite.skills.lengths import numeral
from roleplay_lite.skills.units import convert

from .conftest import Home


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("三加五乘二", "13"), ("十七加二十六，算给我听", "43"), ("一百四十四除以十二呢", "12"),
        ("二的十次方是几", "1024"),
        ("三家五等鱼几", "8"), ("零点三加零点四五", "0.75"), ("百分之十五的二百是多少", "30"),
        ("二百四打七五折", "180"),
        ("原价二百四的鞋打七五折，几块钱", "180"), ("十六的平方根", "4"), ("三百的三成是多少", "90"),
        ("三分之一加二分之一", "6分之5"),
        ("左括号三加五右括号乘二", "16"), ("三除六等于几", "2"), ("100-37", "63"), ("What is 12 times 15?", "180"),
        ("妈妈买了八个橘子我吃了三个又买了五个现在有几个", "10"), ("一盒笔十二支，五盒多少支", "60"),
        ("聚餐花了四百二，七个人分，每人掏多少", "60"), ("每斤六块五买四斤多少钱", "26"), ("30是200的百分之几",
        "百分之15"),
        ("五公里是多少英里", "3.11"), ("一斤等于几两", "10两"), ("三米二等于多少厘米", "320"),
        ("摄氏三十七度换成华氏", "98.6"),
        ("零下十度是多少华氏度", "14"), ("一亩地大概多少平方米", "667"), ("how many miles in 5 km", "3.11"),
        ("三斤二两是多少克", "1610"),
    ],
)  # fmt: skip
def test_what_it_comes_to(home: Home, said: str, holds: str) -> None:
    assert holds in home.say(said)


@pytest.mark.parametrize(
    "said", ["五除以零", "负四的平方根", "九百九十九的九百九十九次方", "一百的阶乘", "零的负二次方"]
)
def test_what_has_no_answer_is_said_so(home: Home, said: str) -> None:
    began = time.perf_counter()
    answer = home.say(said)
    assert home.intent == "sum.calculate"
    assert not any(sign.isdigit() for sign in answer)
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize(
    "said", ["九" * 30 + "乘" + "九" * 30, "9**9**9**9", "2^9999999", "1e999加1", "一加" * 60 + "一"]
)
def test_bombs_cost_little(home: Home, said: str) -> None:
    began = time.perf_counter()
    home.say(said)
    assert time.perf_counter() - began < 0.5
    assert not home.skills.troubles()


def test_rates_are_owned_up_to(home: Home) -> None:
    assert home.say("一百美元换多少人民币")
    assert home.done
    assert home.done.why == "unable"
    assert not any(sign.isdigit() for sign in home.done.text)


@pytest.mark.parametrize(
    "said", ["我三加五班", "一加手机好用吗", "他七八岁", "假设我每月存两千，十年能有多少", "给我加油"]
)
def test_what_is_no_sum(home: Home, said: str) -> None:
    assert home.say(said) == ""


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 99), st.integers(0, 99), st.integers(1, 99), st.sampled_from("加减乘"), st.sampled_from("加减乘"))
def test_the_order_of_operations(a: int, b: int, c: int, first: str, second: str) -> None:
    found = sum_in(f"{numeral(a)}{first}{numeral(b)}{second}{numeral(c)}")
    assert found
    signs = {"加": "+", "减": "-", "乘": "*"}
    assert found.value == Fraction(eval(f"{a}{signs[first]}{b}{signs[second]}{c}"))  # of numbers and signs of our own


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 10**6))
def test_there_and_back(count: int) -> None:
    for kind, one, other in (("length", "公里", "英里"), ("weight", "斤", "磅"), ("temperature", "摄氏度", "华氏度")):
        there = convert(Fraction(count), one, other, kind)
        assert there is not None
        assert convert(there, other, one, kind) == count


def test_nothing_is_colder_than_that(home: Home) -> None:
    assert "绝对零度" in home.say("零下三百度是多少华氏度")


def test_a_sum_goes_on_from_the_last(home: Home) -> None:
    assert "8" in home.say("三加五等于几")
    assert "13" in home.say("再加五")
    assert "26" in home.say("那再乘以二呢")
    assert "没有答案" in home.say("除以零")
    assert not home.say("再加把劲")
