"""Sentences against the gender, residence and sign of who says them."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.persona.attribute_features import ATTRIBUTES, Attribute, features, masked
from roleplay_lite.persona.attributes import Weights, read_weights, relation, scored, write_weights


@pytest.mark.parametrize(
    ("sentence", "key", "value", "label"),
    [
        ("我现在在绍兴呢，天气可好了", "residence", "浙江 绍兴", "entailed"),
        ("我是浙江人呀", "residence", "浙江绍兴", "entailed"),
        ("来绍兴玩啊，我带你吃臭豆腐", "residence", "绍兴", "entailed"),
        ("我现在在沈阳呢，天气可好了", "residence", "浙江 绍兴", "contradicted"),
        ("我家在四川", "residence", "绍兴", "contradicted"),
        ("你在沈阳吗？", "residence", "浙江 绍兴", "irrelevant"),
        ("好想去云南玩", "residence", "浙江 绍兴", "irrelevant"),
        ("日本的电影我都爱看", "residence", "绍兴", "irrelevant"),
        ("我是天蝎座的", "sign", "天蝎座", "entailed"),
        ("我们天蝎都这样", "sign", "天蝎座", "entailed"),
        ("我是双鱼座", "sign", "天蝎座", "contradicted"),
        ("你是双鱼座吗", "sign", "天蝎座", "irrelevant"),
        ("她是双鱼座的吧", "sign", "天蝎座", "irrelevant"),
        ("我是女生啊", "gender", "女", "entailed"),
        ("我老公去买菜了", "gender", "female", "entailed"),
        ("你男朋友呢？", "gender", "女", "irrelevant"),
    ],
)
def test_who_it_is_about_decides(sentence: str, key: Attribute, value: str, label: str) -> None:
    assert relation(sentence, key, value).label == label


@pytest.mark.parametrize(
    ("sentence", "key", "value"),
    [
        ("今天吃什么好呢", "residence", "绍兴"),
        ("我家换了长沙发", "residence", "绍兴"),
        ("数一数窗外的雨", "sign", "天蝎座"),
        ("我爱听评弹", "gender", "女"),
        ("我住在绍兴", "residence", ""),
        ("", "gender", "男"),
    ],
)
def test_what_mentions_nothing_says_nothing(sentence: str, key: Attribute, value: str) -> None:
    assert relation(sentence, key, value).irrelevant == 1.0


def test_both_ways_to_write_a_gender_and_the_old_names_of_a_sign_are_the_same() -> None:
    assert relation("我是男的", "gender", "男") == relation("我是男的", "gender", "male")
    assert relation("我是牡羊座", "sign", "白羊座") == relation("我是白羊座", "sign", "牡羊座")


def test_the_marks_say_how_a_mention_lies_to_the_value() -> None:
    assert masked("我在杭州，不在深圳", "residence", "浙江 杭州").text == "^我在Ⓢ，不在Ⓞ$"
    assert masked("浙江绍兴，我老家！！", "residence", "浙江 绍兴").text == "^Ⓢ，我老家！$"
    assert masked("泰国好热", "residence", "绍兴").text == "^Ⓕ好热$"
    assert masked("偶系狮子座滴", "sign", "狮子座").text == "^我是Ⓢ的$"


def test_a_model_comes_back_from_its_file_as_it_was_written() -> None:
    model = Weights(bias=(0.5, -1.25), scales={"cues": 2.0}, groups={"cues": {"f:self": (1.5, -0.25)}})
    again = read_weights(write_weights({"sign": model}))["sign"]
    assert again == model
    assert scored({"cues": ("f:self", "f:never-seen")}, again) == scored({"cues": ("f:self",)}, model)


def test_the_scorer_needs_no_learning_library() -> None:
    code = (
        "import sys; from roleplay_lite.persona.attributes import relation; relation('我在绍兴', 'residence', '绍兴');"
        "print(sorted({'sklearn', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


words = st.text(alphabet="我你他在去来是的吗？！绍兴北京日本男女朋友狮子双鱼座Ⓢ长沙发 ok")


@given(st.one_of(st.text(), words), st.sampled_from(ATTRIBUTES), st.text())
def test_any_sentence_gets_three_shares_of_one(sentence: str, key: Attribute, value: str) -> None:
    found = relation(sentence, key, value)
    shares = (found.entailed, found.contradicted, found.irrelevant)
    assert math.isclose(sum(shares), 1.0)
    assert all(0.0 <= share <= 1.0 for share in shares)
    assert features(sentence, key, value) == features(sentence, key, value)
