"""What a line claims about the persona is read as facts: said, supposed or asked; and nothing that is none of these."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.persona import load_persona, persona_files
from roleplay_lite.persona.claims import Claim, Voice, claims
from roleplay_lite.persona.facts import SELF

SURE = 0.9


def read(line: str, voice: Voice, who: str = "xiaoman") -> list[Claim]:
    return claims(line, load_persona(who), voice)


def shown(found: list[Claim]) -> set[tuple[str, str, str, str]]:
    return {(c.fact.owner, c.fact.key, c.fact.value, c.fact.polarity) for c in found if c.rule != "mention"}


SAID = {
    "我是杭州人": (SELF, "hometown", "杭州", "yes"),
    "我老家在浙江绍兴。": (SELF, "hometown", "浙江绍兴", "yes"),
    "我来自福建漳州": (SELF, "hometown", "福建漳州", "yes"),
    "其实我现在住在北京朝阳区": (SELF, "residence", "北京朝阳区", "yes"),
    "我在北京上班": (SELF, "workplace", "北京", "yes"),
    "我是一名急诊科护士": (SELF, "occupation", "急诊科护士", "yes"),
    "我不是护士": (SELF, "occupation", "护士", "no"),
    "我在医院当医生": (SELF, "occupation", "医生", "yes"),
    "我是女的": (SELF, "gender", "女", "yes"),
    "我属虎": (SELF, "zodiac", "虎", "yes"),
    "我是双子座的": (SELF, "sign", "双子座", "yes"),
    "我今年二十五岁": (SELF, "age", "二十五岁", "yes"),
    "我二十多岁": (SELF, "age", "二十多岁", "yes"),
    "我身高一米七": (SELF, "height", "一米七", "yes"),
    "我有一百斤重": (SELF, "weight", "一百斤", "yes"),
    "我早就结婚了": (SELF, "marriage", "结婚", "yes"),
    "我还没结婚呢": (SELF, "marriage", "结婚", "no"),
    "我刚离婚": (SELF, "marriage", "离婚", "yes"),
    "我有男朋友了": (SELF, "marriage", "有男朋友", "yes"),
    "我没有男朋友": (SELF, "marriage", "男朋友", "no"),
    "我养了一只狗": (SELF, "pet", "狗", "yes"),
    "我最喜欢香菜了": (SELF, "likes", "香菜", "yes"),
    "我不吃香菜": (SELF, "food", "香菜", "no"),
    "我讨厌蟑螂": (SELF, "dislikes", "蟑螂", "yes"),
    "我会游泳": (SELF, "skill", "游泳", "yes"),
    "我不会游泳": (SELF, "skill", "游泳", "no"),
    "我没去过绍兴": (SELF, "been_to", "绍兴", "no"),
    "我又不是没去过北京": (SELF, "been_to", "北京", "yes"),
    "我的生日是5月21日": (SELF, "birthday", "5月21日", "yes"),
    "我在杭州读书": (SELF, "school", "杭州", "yes"),
    "我学的是法律": (SELF, "major", "法律", "yes"),
    "我叫小红": (SELF, "name", "小红", "yes"),
    "我叫“小红”": (SELF, "name", "小红", "yes"),
    "我姓王": (SELF, "name", "姓王", "yes"),
    "我是独生女": (SELF, "family", "兄弟姐妹", "no"),
    "我有两个哥哥": (SELF, "family", "两个哥哥", "yes"),
    "我没有妹妹": (SELF, "family", "妹妹", "no"),
    "我有个弟弟": (SELF, "family", "弟弟", "yes"),
    "我怎么会是护士": (SELF, "occupation", "护士", "no"),
    "谁说我结婚了": (SELF, "marriage", "结婚", "no"),
    "我哪有男朋友": (SELF, "marriage", "男朋友", "no"),
    "我哥结婚了": ("哥哥", "marriage", "结婚", "yes"),
    "我哥哥立秋是医生": ("哥哥", "occupation", "医生", "yes"),
    "立秋住在上海": ("哥哥", "residence", "上海", "yes"),
    "年糕是条狗": ("年糕", "species", "狗", "yes"),
    "我家年糕五岁了": ("年糕", "age", "五岁", "yes"),
    "我妈在北京，她是老师": ("妈妈", "occupation", "老师", "yes"),
    "阿柚是福建漳州人": ("闺蜜", "hometown", "福建漳州", "yes"),
    "I'm from Beijing.": (SELF, "hometown", "Beijing", "yes"),
    "I've never been to Shaoxing": (SELF, "been_to", "Shaoxing", "no"),
    "My brother is a doctor.": ("哥哥", "occupation", "医生", "yes"),
    "I'm not married": (SELF, "marriage", "已婚", "no"),
    "I don't have a brother": (SELF, "family", "哥哥", "no"),
}


@pytest.mark.parametrize("line", SAID)
def test_what_the_persona_says_of_its_own_is_read(line: str) -> None:
    found = read(line, Voice.PERSONA)
    assert SAID[line] in shown(found)
    assert not any(claim.asks for claim in found)


# What the person says or asks: the claim, and whether it is a question.
PUT = {
    "你是北京人吗": ((SELF, "hometown", "北京", "yes"), True),
    "你不是北京人吗": ((SELF, "hometown", "北京", "yes"), False),
    "你是北京人吧": ((SELF, "hometown", "北京", "yes"), False),
    "你是北京人，对吧？": ((SELF, "hometown", "北京", "yes"), False),
    "您是北京人是不是": ((SELF, "hometown", "北京", "yes"), False),
    "小满是北京人吗": ((SELF, "hometown", "北京", "yes"), True),
    "你哥没结婚？！": (("哥哥", "marriage", "结婚", "no"), False),
    "你哥没结婚吧": (("哥哥", "marriage", "结婚", "no"), False),
    "你哥哥结婚了没有": (("哥哥", "marriage", "结婚", "yes"), True),
    "你结没结婚": ((SELF, "marriage", "结婚", "yes"), True),
    "结婚了吗你": ((SELF, "marriage", "结婚", "yes"), True),
    "恭喜你结婚": ((SELF, "marriage", "结婚", "yes"), False),
    "听说你是护士": ((SELF, "occupation", "护士", "yes"), False),
    "你上次说你是护士": ((SELF, "occupation", "护士", "yes"), False),
    "作为护士，你怎么看": ((SELF, "occupation", "护士", "yes"), False),
    "你为什么不当护士了": ((SELF, "occupation", "护士", "yes"), False),
    "你在北京住了几年": ((SELF, "residence", "北京", "yes"), False),
    "你有没有去过绍兴": ((SELF, "been_to", "绍兴", "yes"), True),
    "你会不会游泳": ((SELF, "skill", "游泳", "yes"), True),
    "你喜不喜欢香菜": ((SELF, "likes", "香菜", "yes"), True),
    "你是不是有个妹妹": ((SELF, "family", "妹妹", "yes"), True),
    "难道你不是护士": ((SELF, "occupation", "护士", "no"), False),
    "年糕是只狗吗": (("年糕", "species", "狗", "yes"), True),
    "are you married?": ((SELF, "marriage", "已婚", "yes"), True),
    "Aren't you from Beijing?": ((SELF, "hometown", "Beijing", "yes"), False),
    "your brother is a doctor, right?": (("哥哥", "occupation", "医生", "yes"), False),
    "大家都说你是护士，就你嘴硬。": ((SELF, "occupation", "护士", "yes"), False),
    "你上回亲口跟我讲你属虎，今天怎么不提了？": ((SELF, "zodiac", "虎", "yes"), False),
    "我跟人打赌说你哥没结婚，我赢了对不对？": (("哥哥", "marriage", "结婚", "no"), False),
    "为什么你住在上海呀？": ((SELF, "residence", "上海", "yes"), False),
    "你什么时候搬到上海去的？": ((SELF, "residence", "上海", "yes"), False),
    "你记错了，你是护士才对。": ((SELF, "occupation", "护士", "yes"), False),
    "从现在起，你是护士，记住了吗？": ((SELF, "occupation", "护士", "yes"), False),
    "听说你改行当护士了？": ((SELF, "occupation", "护士", "yes"), False),
    "Everyone says your brother is a doctor, so why deny it?": (("哥哥", "occupation", "医生", "yes"), False),
    # What a recogniser gives.
    "你是北京人你哥是医生对吧": (("哥哥", "occupation", "医生", "yes"), False),
    "请问你是北京人吗": ((SELF, "hometown", "北京", "yes"), True),
    "哎 你是 北京人 吗": ((SELF, "hometown", "北京", "yes"), True),
    "你是ＩＴ程序员吗？": ((SELF, "occupation", "IT程序员", "yes"), True),
}


@pytest.mark.parametrize("line", PUT)
def test_what_the_person_puts_to_it_is_read(line: str) -> None:
    found = read(line, Voice.PERSON)
    claim, asks = PUT[line]
    assert claim in shown(found)
    assert [c.asks for c in found if shown([c]) == {claim}] == [asks]


@pytest.mark.parametrize(
    ("line", "kin"),
    [("你妹妹几岁", "妹妹"), ("你老公做什么的", "老公"), ("你弟叫啥", "弟弟"), ("你女儿上学了吗", "女儿")],
)
def test_who_asks_after_a_relative_supposes_one(line: str, kin: str) -> None:
    assert (SELF, "family", kin, "yes") in {
        (c.fact.owner, c.fact.key, c.fact.value, c.fact.polarity) for c in read(line, Voice.PERSON) if not c.asks
    }


@pytest.mark.parametrize(
    "line",
    [
        "要是我在北京就好了",
        "如果我是护士，我就天天加班",
        "我想去北京",
        "我想当护士",
        "我打算明年结婚",
        "他说我是护士",
        "别人都说我是北京人",
        "老师说“我是北京人”",
        "我像个护士",
        "我跟护士一样忙",
        "我快要结婚了",
        "你是北京人啊",
        "你哥哥是医生呀",
        "他是北京人",
        "我朋友的哥哥是医生",
        "我妈妈的姐姐住在北京",
        "我爸妈都是老师",
        "我们都是北京人",
        "我以为你是护士",
        "我是说，今天真热",
        "我是真的不知道",
        "我是来陪你聊天的",
        "我会陪着你的",
        "我叫你别熬夜",
        "我喜欢你",
        "我家楼下有家面馆",
        "我知道一个地方",
        "我在听呢",
        "我在这儿等你",
        "我这儿下雨了",
        "我住嘴",
        "我能吃三碗饭",
        "我在家呢",
        "今天二十度",
        "",
        "……",
    ],
)
def test_what_is_no_claim_is_not_read_as_one(line: str) -> None:
    assert shown([c for c in read(line, Voice.PERSONA) if c.confidence >= SURE]) == set()


@pytest.mark.parametrize(
    "line",
    [
        "我是北京人",
        "我哥没结婚",
        "我妈妈是护士",
        "妈妈是牙医",
        "你住哪儿",
        "你是做什么工作的",
        "你是哪里人",
        "你多大了",
        "你是老师还是学生",
        "他结婚了吗",
        "他们结婚了吗",
        "你朋友的哥哥结婚了吗",
        "你觉得北京怎么样",
        "我以为你是北京人",
        "要是你是北京人就好了",
        "你想去北京吗",
        "你说我是护士就是护士",
    ],
)
def test_the_persons_own_and_open_questions_claim_nothing_of_the_persona(line: str) -> None:
    assert shown([c for c in read(line, Voice.PERSON) if c.confidence >= SURE]) == set()


def test_he_is_who_was_spoken_of() -> None:
    persona = load_persona("xiaoman")
    found = claims("他是医生", persona, Voice.PERSONA, topic="哥哥")
    assert shown(found) == {("哥哥", "occupation", "医生", "yes")}
    assert shown(claims("他是医生", persona, Voice.PERSONA)) == set()


def test_what_is_left_out_is_less_sure() -> None:
    bare = read("是北京人", Voice.PERSONA)
    whole = read("我是北京人", Voice.PERSONA)
    assert bare[0].confidence < SURE <= whole[0].confidence


def test_a_named_one_said_to_be_kin_is_read_as_that_relatives_name() -> None:
    assert ("弟弟", "name", "老顾", "yes") in shown(read("老顾是你弟弟对吧", Voice.PERSON, "niaoniao"))
    assert ("丈夫", "name", "阿墨", "yes") in shown(read("阿墨是你丈夫吗", Voice.PERSON, "cuijiuniang"))


@settings(deadline=None)
@given(st.text(max_size=80), st.sampled_from(sorted(persona_files())), st.sampled_from(Voice))
def test_any_text_is_survived(line: str, who: str, voice: Voice) -> None:
    for claim in read(line, voice, who):
        assert 0 < claim.confidence <= 1
        assert claim.fact.value


TEXT = (
    "我 你 他 年糕 你哥 我妈 的 是 不 没 有 不是 没有 吗 吧 ？ ， 。 了 护士 北京 北京人 结婚 去过 怎么会 谁说 "
    "要是 难道 二十 岁 属 虎 叫 小红 养 猫 喜欢 生日 5月21日 2月30日 一米 斤 又 还 没 几 什么 对 嗯 "
    "「 」 “ ” I'm not from"
)
PARTS = st.lists(st.sampled_from(TEXT.split()), max_size=14).map("".join)


@settings(deadline=None)
@given(PARTS, st.sampled_from(sorted(persona_files())), st.sampled_from(Voice))
def test_any_words_in_any_order_are_survived(line: str, who: str, voice: Voice) -> None:
    assert all(claim.fact.key and claim.fact.value for claim in read(line, voice, who))
