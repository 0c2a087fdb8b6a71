"""Lists in descriptions become facts of the one they are about, and of nobody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.persona.cards.profile import profile_of

NAMES = ("小婉", "Mira")


def pairs(text: str) -> list[tuple[str, str]]:
    return [(fact.key, fact.value) for fact in profile_of(text, NAMES).facts]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("年龄：20", [("age", "20")]),
        ("【性别】：女性", [("gender", "女")]),
        ("**Age**: 20\n* **Height:** 165 cm", [("age", "20"), ("height", "165 cm")]),
        ("姓名：小婉，年龄：20，职业：学生", [("name", "小婉"), ("age", "20"), ("occupation", "学生")]),
        ("籍贯:浙江杭州;星座:双鱼座", [("hometown", "浙江杭州"), ("sign", "双鱼座")]),
        (
            '[Character("Mira")\n{\nAge("20")\nHobbies("Reading" + "Tea")\n}]',
            [("age", "20"), ("hobby", "Reading"), ("hobby", "Tea")],
        ),
        ("[Mira: baker; age: 20; species: elf]", [("age", "20"), ("species", "elf")]),
        ("生日：3月5日", [("birthday", "3月5日")]),
        ("年龄：20（看起来像16）", [("age", "20")]),
    ],
)
def test_forms_of_lists(text: str, wanted: list[tuple[str, str]]) -> None:
    assert pairs(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "年龄：未知",
        "Occupation: none",
        "生日：2月30日",
        "她说：年龄：二十",
        "喜欢：" + "很长的一句话" * 20,
        "住址：{{user}}家里",
        "性格：活泼",
        "今天的工作是画画。",
        "(((年龄：20",
        'Age("20")',
    ],
)
def test_what_is_no_fact_stays_text(text: str) -> None:
    profile = profile_of(text, NAMES)
    assert not profile.facts
    assert profile.rest == text


@pytest.mark.parametrize("heading", ["## 妹妹", "【妹妹】", "姓名：小雨", "年龄：12"])
def test_where_somebody_else_begins_reading_stops(heading: str) -> None:
    text = f"姓名：小婉\n年龄：20\n{heading}\n职业：初中生"
    assert pairs(text) == [("name", "小婉"), ("age", "20")]
    assert "职业：初中生" in profile_of(text, NAMES).rest


def test_relatives_with_a_name_become_owners() -> None:
    profile = profile_of("亲属：\n- 父亲：林如海\n- 表哥：很爱说话，常来\n姓名：小婉", NAMES)
    told = [(fact.owner, fact.key, fact.value) for fact in profile.facts]
    assert told == [("父亲", "name", "林如海"), ("self", "name", "小婉")]
    assert "表哥：很爱说话" in profile.rest


@given(st.text(st.sampled_from('年龄姓名：:；;，[](){}"+*- \n20岁Age小婉Mira、')))
def test_any_text(text: str) -> None:
    profile = profile_of(text, NAMES)
    assert all(fact.value.strip() == fact.value != "" and len(fact.value) <= 60 for fact in profile.facts)
