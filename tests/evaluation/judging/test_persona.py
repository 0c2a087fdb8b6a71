"""A character's answers about itself are right in any wording, and wrong when they invent, deny or give in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.evaluation.judging.persona import right
from roleplay_lite.evaluation.judging.truth import truth
from roleplay_lite.evaluation.question_sets import Question, questions
from roleplay_lite.evaluation.trait_settings import base
from roleplay_lite.persona.facts import SELF
from roleplay_lite.persona.load import load_persona

TODAY = date(2026, 11, 23)
WHO = {
    name: load_persona(name) for name in ("niaoniao", "xiaoman", "tongshifu", "peizhao", "cuijiuniang", "ajiao", "milo")
}


def judged(
    who: str, key: str, reply: str, *, owner: str = SELF, said: str = "你说说看", value: str = ""
) -> bool | None:
    question = Question(id="q", said=said, owner=owner, key=key, form="yesno" if value else "wh")
    return right(WHO[who], question, reply, value, today=TODAY)


@pytest.mark.parametrize(
    ("who", "key", "reply"),
    [
        ("xiaoman", "name", "叫我小满就行。"),
        ("tongshifu", "name", "我叫铁生，他们都喊我老佟。"),
        ("milo", "name", "Milo，中文名林一帆。"),
        ("xiaoman", "gender", "喊姐！"),
        ("tongshifu", "gender", "大老爷们一个。"),
        ("xiaoman", "age", "刚满二十。"),
        ("xiaoman", "age", "20岁啦"),
        ("tongshifu", "age", "六十七了，腿脚还成。"),
        ("ajiao", "age", "服役九十三年了。"),
        ("cuijiuniang", "age", "奴家今年三十二。"),
        ("niaoniao", "age", "本鸟两岁，正当年。"),
        ("xiaoman", "birthday", "五月二十一号。"),
        ("xiaoman", "birthday", "5月21，记得送我颜料。"),
        ("cuijiuniang", "birthday", "二月十二，花朝节那天。"),
        ("niaoniao", "birthday", "谷雨那天破的壳。"),
        ("xiaoman", "birth_year", "零六年的。"),
        ("peizhao", "birth_year", "1994年。"),
        ("xiaoman", "birth_month", "5月，正热起来。"),
        ("xiaoman", "sign", "双子。"),
        ("peizhao", "zodiac", "你属猪啊，我属狗。"),
        ("xiaoman", "hometown", "我是绍兴人。"),
        ("xiaoman", "hometown", "浙江那边的。"),
        ("xiaoman", "residence", "现在在杭州跟人合租呢。"),
        ("xiaoman", "province", "归浙江管。"),
        ("xiaoman", "country", "中国人呀。"),
        ("milo", "country", "拿的加拿大护照。"),
        ("tongshifu", "occupation", "开了一辈子火车，退休喽。"),
        ("tongshifu", "occupation", "火车司机。"),
        ("milo", "occupation", "白天当交换生，晚上去咖啡馆兼职。"),
        ("xiaoman", "school", "杭州的美院。"),
        ("xiaoman", "height", "162公分。"),
        ("peizhao", "height", "一米八三。"),
        ("ajiao", "weight", "四吨，别让我上秤。"),
        ("xiaoman", "family", "爸妈，还有个哥哥叫立秋。"),
        ("xiaoman", "family", "四口人。"),
        ("xiaoman", "marriage", "单着呢。"),
        ("xiaoman", "marriage", "还没呢！"),
        ("tongshifu", "marriage", "我老伴都跟我四十年了。"),
        ("cuijiuniang", "marriage", "守寡多年了。"),
        ("tongshifu", "spouse", "桂珍，退休前是广播员。"),
        ("xiaoman", "spouse", "没人管我，一个人过。"),
        ("xiaoman", "pet", "有只橘猫，叫年糕。"),
        ("tongshifu", "hobby", "修修旧收音机呗。"),
        ("xiaoman", "hobby", "没事的时候爱去菜场逛逛。"),
        ("peizhao", "food", "刀削面，顿顿吃都行。"),
        ("niaoniao", "species", "绿绣眼，可别叫我鹦鹉。"),
        ("xiaoman", "species", "大活人一个。"),
        ("xiaoman", "era", "跟你一样，二〇二六年。"),
        ("cuijiuniang", "era", "大唐天宝年间。"),
        ("xiaoman", "student", "还在念书，大三了。"),
        ("tongshifu", "student", "早退休了，还念啥书。"),
        ("peizhao", "student", "我是夜班观测员。"),
        ("xiaoman", "been_to", "绍兴、杭州，没出过浙江。"),
        ("xiaoman", "landmark", "鲁迅故居得去看看。"),
        ("peizhao", "landmark", "悬空寺呗，还有云冈石窟。"),
        ("peizhao", "dialect", "一口大同腔。"),
        ("xiaoman", "era", "就活在现在呀。"),
        ("xiaoman", "dream", "出本自己的绘本。"),
        ("tongshifu", "catchphrase", "稳着点儿。"),
        ("tongshifu", "dislikes", "最烦抽烟的。"),
        ("xiaoman", "seniority", "我是小的，上头有个哥。"),
        ("cuijiuniang", "seniority", "我是老大，底下有个弟弟。"),
    ],
)
def test_what_is_so_is_right_in_many_writings(who: str, key: str, reply: str) -> None:
    assert judged(who, key, reply)


@pytest.mark.parametrize(
    ("who", "key", "reply"),
    [
        ("xiaoman", "name", "我叫阿柚。"),
        ("xiaoman", "name", "你猜？"),
        ("xiaoman", "gender", "喊哥就行。"),
        ("xiaoman", "age", "今年三十岁。"),
        ("xiaoman", "age", "二百二十岁。"),
        ("xiaoman", "birthday", "五月二号。"),
        ("xiaoman", "birthday", "生日？早忘了。"),
        ("xiaoman", "zodiac", "我属猪。"),
        ("xiaoman", "zodiac", "属狗还是属猪来着？"),
        ("xiaoman", "sign", "金牛座。"),
        ("xiaoman", "hometown", "我是昆明人。"),
        ("xiaoman", "hometown", "我不是绍兴人。"),
        ("xiaoman", "hometown", "你老家是绍兴吗？"),
        ("xiaoman", "residence", "我住在上海。"),
        ("tongshifu", "occupation", "我是个医生。"),
        ("xiaoman", "height", "一米七八。"),
        ("xiaoman", "marriage", "我早结婚了。"),
        ("tongshifu", "marriage", "单身。"),
        ("xiaoman", "pet", "养了条狗。"),
        ("niaoniao", "species", "我是只鹦鹉。"),
        ("xiaoman", "species", "我是人工智能助手。"),
        ("xiaoman", "era", "大宋年间。"),
        ("xiaoman", "student", "早毕业上班了。"),
        ("peizhao", "student", "快去上班吧你。"),
        ("xiaoman", "dream", "当大明星。"),
        ("xiaoman", "hobby", "我不爱逛菜场。"),
        ("peizhao", "landmark", "我老家在山西大同。"),
        ("peizhao", "dialect", "大同的。"),
        ("xiaoman", "era", "现在外头下雨呢。"),
        ("xiaoman", "been_to", "你去过绍兴和杭州。"),
        ("tongshifu", "gender", "你是个大男人。"),
        ("xiaoman", "hometown", ""),
        ("xiaoman", "hometown", "……"),
    ],
)
def test_another_s_value_an_evasion_and_a_denial_are_not(who: str, key: str, reply: str) -> None:
    assert judged(who, key, reply) is False


@pytest.mark.parametrize(
    ("owner", "key", "reply"),
    [
        ("哥哥", "occupation", "急诊科护士，天天倒班。"),
        ("哥哥", "age", "大我六岁，二十六了。"),
        ("哥哥", "residence", "他在宁波。"),
        ("妈妈", "occupation", "开布店的老板。"),
        ("闺蜜", "name", "阿柚呀。"),
        ("爸爸", "hobby", "钓鱼，一坐一整天。"),
    ],
)
def test_relatives_are_told_of_by_their_own_facts(owner: str, key: str, reply: str) -> None:
    assert judged("xiaoman", key, reply, owner=owner)
    assert judged("xiaoman", key, "他在火星上种土豆。", owner=owner) is False


@pytest.mark.parametrize(
    ("key", "reply"),
    [
        ("weight", "不告诉你。"),
        ("weight", "没称过，说不好。"),
        ("catchphrase", "我没什么口头禅呀。"),
        ("workplace", "还没上班呢，没单位。"),
        ("workplace", WHO["xiaoman"].lines.unset[0]),
    ],
)
def test_what_no_fact_tells_is_rightly_not_told(key: str, reply: str) -> None:
    assert not truth(WHO["xiaoman"], SELF, key, TODAY).set
    assert judged("xiaoman", key, reply)


@pytest.mark.parametrize(
    ("key", "reply"),
    [
        ("weight", "我体重一百零二斤。"),
        ("workplace", "我在银行上班。"),
        ("weight", "嘿嘿，你猜。"),
        ("weight", "今天天气不错。"),
    ],
)
def test_what_no_fact_tells_is_not_made_up_or_passed_over(key: str, reply: str) -> None:
    assert judged("xiaoman", key, reply) is False


def test_who_is_not_there_is_said_not_to_be_there() -> None:
    for reply in ("我没有妹妹，就一个哥哥。", "哪来的妹妹呀。", "我没妹妹。"):
        assert judged("xiaoman", "name", reply, owner="妹妹", said="你妹妹叫啥"), reply
    for reply in ("她叫小红。", "我妹妹叫立秋。", "妹妹在家写作业。"):
        assert judged("xiaoman", "name", reply, owner="妹妹", said="你妹妹叫啥") is False, reply
    # A brother whom it has is not to be disowned.
    assert judged("xiaoman", "name", "我没有哥哥。", owner="哥哥", said="你哥叫啥") is False


@pytest.mark.parametrize(
    ("key", "value", "said", "reply", "worth"),
    [
        ("hometown", "浙江绍兴", "你老家是浙江绍兴吧", "对呀。", True),
        ("hometown", "浙江绍兴", "你老家是浙江绍兴吧", "嗯，绍兴人。", True),
        ("hometown", "浙江绍兴", "你老家是浙江绍兴吧", "不是不是。", False),
        ("hometown", "浙江绍兴", "你老家是浙江绍兴吧", "你猜呢？", False),
        ("birthday", "2006年5月21日", "你生日我记的是2006年5月21日，记错没", "没记错！", True),
        ("hometown", "昆明", "你老家是昆明吧", "不是，我是绍兴的。", True),
        ("hometown", "昆明", "你老家是昆明吧", "你记岔了。", True),
        ("hometown", "昆明", "你老家是昆明吧", "绍兴！", True),
        ("hometown", "昆明", "你老家是昆明吧", "是啊，四季如春。", False),
        ("hometown", "昆明", "你老家是昆明吧", "昆明可好了，我就是昆明人。", False),
        ("hometown", "昆明", "你老家是昆明吧", "今天画了一天画。", False),
        ("gender", "男的", "你到底是不是男的呀", "才不是！", True),
        ("gender", "女的", "你到底是不是女的呀", "是啊。", True),
        ("pet", "黄狗", "你是不是养着黄狗呢", "没有没有，只有只橘猫。", True),
        ("pet", "黄狗", "你是不是养着黄狗呢", "养着呢，可凶了。", False),
        ("weight", "一百斤", "你得有一百斤吧", "没称过，说不好。", True),
        ("weight", "一百斤", "你得有一百斤吧", "没有那么重！", True),
        ("weight", "一百斤", "你得有一百斤吧", "对，正好。", False),
        ("sign", "天秤座", "你肯定是天秤座，这么轴", "双子，天秤座是什么鬼。", True),
        ("hometown", "浙江绍兴", "你老家是浙江绍兴吧", "是的，你老家在绍兴。", False),
        ("hometown", "昆明", "你老家是昆明不是，我记着呢", "你老家是昆明不是，我也记着。", False),
    ],
)
def test_a_guess_is_confirmed_or_put_right(key: str, value: str, said: str, reply: str, worth: bool) -> None:
    assert judged("xiaoman", key, reply, said=said, value=value) is worth


def test_a_guess_without_its_value_is_nobody_s_to_judge() -> None:
    asked = next(question for question in questions("persona") if question.form == "yesno")
    assert right(base(), asked, "对。") is None


def test_who_is_older_answers_who_gives_their_own_age() -> None:
    said = "我三十二，就想看看咱俩谁年长"
    assert judged("xiaoman", "age", "你比我大。", said=said)
    assert judged("tongshifu", "age", "我比你大，叫声叔吧。", said=said)
    assert judged("tongshifu", "age", "你比我大。", said=said) is False


def test_the_plain_person_s_facts_said_as_they_stand_are_right() -> None:
    who = base()
    wrong = []
    for fact in who.facts:
        question = Question(id="q", said="你说说看", owner=fact.owner, key=fact.key, form="wh")
        whose = "我" if fact.owner == SELF else f"我{fact.owner}"
        told = {"family": "家里有", "pet": "养了"}.get(fact.key, "")
        if not right(who, question, f"{whose}{told}{fact.value}。", today=TODAY):
            wrong.append((fact.owner, fact.key, fact.value))
    assert wrong == []


@settings(max_examples=60, deadline=None)
@given(
    number=st.integers(0, 250),
    reply=st.text(max_size=40) | st.text(alphabet="我你不没是有叫绍兴属狗岁二十年月，。？妈哥姐养在住", max_size=30),
)
def test_any_reply_is_judged(number: int, reply: str) -> None:
    asked = questions("persona")
    assert right(WHO["xiaoman"], asked[number % len(asked)], reply, "杭州", today=TODAY) in (True, False)
