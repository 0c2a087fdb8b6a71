"""A claimed fact is held against what is known of the persona: so, not so, or not known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.persona import SELF, Fact, load_persona, persona_files
from roleplay_lite.persona.facts import KEYS, Polarity
from roleplay_lite.persona.judge import Verdict, judge

TODAY = date(2026, 11, 23)
TRUE, FALSE, UNKNOWN = Verdict.TRUE, Verdict.FALSE, Verdict.UNKNOWN

CLAIMS: list[tuple[str, str, str, str, Polarity, Verdict]] = [
    ("xiaoman", SELF, "hometown", "绍兴", "yes", TRUE),
    ("xiaoman", SELF, "hometown", "浙江", "yes", TRUE),
    ("xiaoman", SELF, "hometown", "杭州", "yes", FALSE),
    ("xiaoman", SELF, "hometown", "杭州", "no", TRUE),
    ("xiaoman", SELF, "hometown", "绍兴", "no", FALSE),
    ("xiaoman", SELF, "hometown", "Shaoxing", "yes", TRUE),
    ("xiaoman", SELF, "hometown", "外星", "yes", UNKNOWN),
    ("xiaoman", SELF, "residence", "杭州", "yes", TRUE),
    ("xiaoman", SELF, "residence", "北京朝阳区", "yes", FALSE),
    ("xiaoman", "哥哥", "seniority", "比我大", "yes", TRUE),
    ("xiaoman", "哥哥", "seniority", "比我小", "yes", UNKNOWN),
    ("milo", "妹妹", "birth_month", "2", "yes", TRUE),
    ("milo", "妹妹", "birth_month", "12", "yes", UNKNOWN),
    ("tongshifu", SELF, "occupation", "火车司机", "yes", TRUE),
    ("tongshifu", SELF, "occupation", "退休列车广播员", "yes", FALSE),
    ("xiaoman", SELF, "gender", "女", "yes", TRUE),
    ("xiaoman", SELF, "gender", "男", "yes", FALSE),
    ("xiaoman", SELF, "age", "二十岁", "yes", TRUE),
    ("xiaoman", SELF, "age", "二十来岁", "yes", TRUE),
    ("xiaoman", SELF, "age", "25", "yes", FALSE),
    ("xiaoman", SELF, "birthday", "5月21日", "yes", TRUE),
    ("xiaoman", SELF, "birthday", "五月二十一", "yes", TRUE),
    ("xiaoman", SELF, "birthday", "5月1日", "yes", FALSE),
    ("xiaoman", SELF, "birthday", "2005年", "yes", FALSE),
    ("xiaoman", SELF, "birthday", "2月30日", "yes", UNKNOWN),
    ("xiaoman", SELF, "sign", "双子座", "yes", TRUE),
    # The sun crosses over that day, and almanacs differ.
    ("xiaoman", SELF, "sign", "金牛座", "yes", UNKNOWN),
    ("xiaoman", SELF, "sign", "天蝎", "yes", FALSE),
    ("xiaoman", SELF, "zodiac", "狗", "yes", TRUE),
    ("xiaoman", SELF, "zodiac", "虎", "yes", FALSE),
    ("xiaoman", SELF, "height", "162", "yes", TRUE),
    ("xiaoman", SELF, "height", "一米六", "yes", TRUE),
    ("xiaoman", SELF, "height", "一米八", "yes", FALSE),
    ("xiaoman", SELF, "occupation", "学生", "yes", TRUE),
    ("xiaoman", SELF, "occupation", "服务员", "yes", UNKNOWN),
    ("xiaoman", SELF, "occupation", "插画师", "yes", UNKNOWN),
    ("xiaoman", SELF, "occupation", "护士", "yes", FALSE),
    ("xiaoman", "哥哥", "occupation", "护士", "yes", TRUE),
    ("xiaoman", "哥哥", "occupation", "医生", "yes", FALSE),
    ("xiaoman", "哥哥", "marriage", "结婚", "no", FALSE),
    ("xiaoman", "哥", "marriage", "有老婆", "yes", TRUE),
    ("xiaoman", "立秋", "marriage", "单身", "yes", FALSE),
    ("xiaoman", SELF, "marriage", "结婚", "no", TRUE),
    ("xiaoman", SELF, "marriage", "有男朋友", "yes", FALSE),
    ("xiaoman", SELF, "marriage", "离异", "yes", FALSE),
    ("xiaoman", SELF, "family", "哥哥", "yes", TRUE),
    ("xiaoman", SELF, "family", "哥哥", "no", FALSE),
    ("xiaoman", SELF, "family", "妹妹", "yes", FALSE),
    ("xiaoman", SELF, "family", "兄弟姐妹", "no", FALSE),
    ("xiaoman", SELF, "family", "两个哥哥", "yes", FALSE),
    ("xiaoman", SELF, "family", "儿子", "yes", FALSE),
    ("xiaoman", SELF, "family", "表姐", "yes", UNKNOWN),
    ("xiaoman", SELF, "family", "老公", "yes", FALSE),
    ("xiaoman", SELF, "been_to", "绍兴", "no", FALSE),
    ("xiaoman", SELF, "been_to", "浙江", "no", FALSE),
    ("xiaoman", SELF, "been_to", "北京", "no", UNKNOWN),
    ("xiaoman", SELF, "been_to", "北京", "yes", UNKNOWN),
    ("xiaoman", SELF, "likes", "香菜", "yes", FALSE),
    ("xiaoman", SELF, "likes", "榴莲", "yes", UNKNOWN),
    ("xiaoman", SELF, "dislikes", "蟑螂", "yes", TRUE),
    ("xiaoman", SELF, "food", "葱油拌面", "no", FALSE),
    ("xiaoman", SELF, "pet", "猫", "yes", TRUE),
    ("xiaoman", SELF, "pet", "猫", "no", FALSE),
    ("xiaoman", SELF, "pet", "狗", "yes", UNKNOWN),
    ("xiaoman", SELF, "major", "插画", "yes", TRUE),
    ("xiaoman", SELF, "major", "法律", "yes", FALSE),
    ("xiaoman", SELF, "name", "小满", "yes", TRUE),
    ("xiaoman", SELF, "name", "小红", "yes", FALSE),
    ("xiaoman", "年糕", "species", "猫", "yes", TRUE),
    ("xiaoman", "年糕", "species", "狗", "yes", FALSE),
    ("xiaoman", "年糕", "weight", "六公斤半", "yes", TRUE),
    ("niaoniao", SELF, "species", "鸟", "yes", TRUE),
    ("niaoniao", SELF, "species", "鹦鹉", "yes", FALSE),
    ("niaoniao", SELF, "species", "机器人", "yes", FALSE),
    ("niaoniao", SELF, "skill", "游泳", "yes", FALSE),
    ("niaoniao", SELF, "skill", "游泳", "no", TRUE),
    ("niaoniao", "弟弟", "name", "老顾", "yes", FALSE),
    ("tongshifu", SELF, "occupation", "火车司机", "yes", TRUE),
    ("tongshifu", SELF, "name", "姓佟", "yes", TRUE),
    ("tongshifu", SELF, "name", "姓王", "yes", FALSE),
    ("tongshifu", SELF, "marriage", "有老婆", "yes", TRUE),
    ("tongshifu", SELF, "family", "女儿", "yes", FALSE),
    ("tongshifu", SELF, "hobby", "抽烟", "yes", FALSE),
    ("cuijiuniang", SELF, "marriage", "单身", "yes", TRUE),
    ("cuijiuniang", SELF, "marriage", "已婚", "yes", FALSE),
    ("cuijiuniang", SELF, "era", "宋朝", "yes", FALSE),
    ("milo", SELF, "occupation", "咖啡师", "yes", TRUE),
    ("milo", SELF, "been_to", "Vancouver", "no", FALSE),
    ("ajiao", SELF, "species", "人", "yes", FALSE),
]


@pytest.mark.parametrize(("who", "owner", "key", "value", "polarity", "verdict"), CLAIMS, ids=lambda value: str(value))
def test_a_claim_is_judged(who: str, owner: str, key: str, value: str, polarity: Polarity, verdict: Verdict) -> None:
    found = judge(Fact(owner=owner, key=key, value=value, polarity=polarity), load_persona(who), TODAY)
    assert found.verdict is verdict
    assert (found.against is None) == (verdict is UNKNOWN)


def test_what_follows_from_a_birthday_is_a_step_of_reasoning() -> None:
    persona = load_persona("xiaoman")
    found = judge(Fact(key="age", value="40"), persona, TODAY)
    assert found.inferred
    assert found.against is not None
    assert found.against.value == "20"
    assert not judge(Fact(key="hometown", value="北京"), persona, TODAY).inferred


def test_an_age_moves_with_the_day() -> None:
    nineteen = Fact(key="age", value="19岁")
    assert judge(nineteen, load_persona("xiaoman"), date(2026, 5, 20)).verdict is TRUE
    assert judge(nineteen, load_persona("xiaoman"), date(2026, 5, 22)).verdict is FALSE


def test_what_it_said_before_binds_where_no_fact_does() -> None:
    persona = load_persona("xiaoman")
    said = Fact(owner="妈妈", key="age", value="四十八岁")
    claimed = Fact(owner="妈妈", key="age", value="56岁")
    assert judge(claimed, persona, TODAY).verdict is UNKNOWN
    found = judge(claimed, persona, TODAY, [said])
    assert (found.verdict, found.against) == (FALSE, said)
    # And never against a fact.
    lie = Fact(key="hometown", value="北京")
    assert judge(Fact(key="hometown", value="绍兴"), persona, TODAY, [lie]).verdict is TRUE


@pytest.mark.parametrize("who", persona_files())
def test_every_fact_is_true_and_its_denial_false(who: str) -> None:
    persona = load_persona(who)
    for fact in persona.facts:
        assert judge(fact, persona, TODAY).verdict is not FALSE
        other: Polarity = "no" if fact.polarity == "yes" else "yes"
        denied = judge(Fact(owner=fact.owner, key=fact.key, value=fact.value, polarity=other), persona, TODAY)
        assert denied.verdict is not TRUE


@settings(deadline=None)
@given(
    who=st.sampled_from(sorted(persona_files())),
    owner=st.sampled_from([SELF, "哥哥", "妈妈", "年糕", "谁"]),
    key=st.sampled_from(sorted(KEYS)),
    value=st.one_of(
        st.text(max_size=12), st.sampled_from(["2月30日", "一米", "岁", "零", "座", "人", "姓", "二十十", "1米999"])
    ),
    polarity=st.sampled_from(["yes", "no"]),
)
def test_any_claim_is_judged_somehow(who: str, owner: str, key: str, value: str, polarity: Polarity) -> None:
    found = judge(Fact(owner=owner, key=key, value=value, polarity=polarity), load_persona(who), TODAY)
    assert 0 <= found.confidence <= 1
