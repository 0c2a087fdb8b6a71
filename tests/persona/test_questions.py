"""Who it is, asked in the many ways Mandarin has, is answered from the facts: right, and the same every time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.persona import Persona, load_persona, persona_files
from roleplay_lite.persona.facts import SELF, Fact, spoken
from roleplay_lite.persona.persona import Answers
from roleplay_lite.persona.questions import Asked, Response, answer, asked, respond
from roleplay_lite.persona.questions.in_english import in_english

TODAY = date(2026, 5, 20)
Before = tuple[tuple[str, str], ...]


def plain(who: str) -> Persona:
    """The character with its facts, telling them in the built-in templates."""
    persona = load_persona(who)
    return replace(persona, answers=Answers(), lines=replace(persona.lines, unset=()))


PLAIN = {who: plain(who) for who in persona_files()}


def said(who: str, line: str, *before: tuple[str, str]) -> str:
    response = respond(PLAIN[who], line, before=before, today=TODAY)
    return response.text if response else ""


@pytest.mark.parametrize(
    ("who", "line", "told"),
    [
        ("xiaoman", "你叫什么名字？", "我叫小满。"),
        ("xiaoman", "请问怎么称呼", "我叫小满。"),
        ("xiaoman", "哎小满，问你个事，你老家是哪个城市的？", "我老家在浙江绍兴。"),
        ("xiaoman", "你打小在哪儿长大", "我老家在浙江绍兴。"),
        ("xiaoman", "老家哪儿的", "我老家在浙江绍兴。"),
        ("xiaoman", "你如今在哪安家", "我住在杭州城北的合租屋。"),
        ("xiaoman", "那你今年几岁了呀？", "我今年19岁。"),
        ("xiaoman", "多大了你", "我今年19岁。"),
        ("xiaoman", "你哪天过生", "我的生日是2006年5月21日。"),
        ("xiaoman", "你是哪年生的", "我是2006年出生的。"),
        ("xiaoman", "还有几天过生日", "我的生日是5月21日，就是明天，还有1天。"),
        ("xiaoman", "你下次生日是星期几", "我下次生日是2026年5月21日，星期四。"),
        ("xiaoman", "属啥的呀", "我属狗。"),
        ("xiaoman", "你是哪国人", "我老家在浙江绍兴，在中国。"),
        ("xiaoman", "你说什么方言", "我说绍兴话。"),
        ("xiaoman", "你是念哪个专业的呀", "我学的是插画。"),
        ("xiaoman", "闲下来的时候喜欢做点什么", "我喜欢画速写、逛菜场、捡好看的瓶盖。"),
        ("xiaoman", "有什么忌口吗", "我不吃香菜。"),
        ("xiaoman", "你最受不了什么", "我不喜欢香菜、甲方说再改一版、早上八点的课。"),
        ("xiaoman", "喜欢什么颜色", "我喜欢傍晚的橘色。"),
        ("xiaoman", "你将来打算当啥", "我的梦想是出一本自己的绘本。"),
        ("xiaoman", "你叫啥，哪儿人", "我叫小满，老家在浙江绍兴。"),
        ("xiaoman", "你爸妈都做什么工作", "我妈妈是布店老板，我爸爸是纺织厂技术员。"),
        ("xiaoman", "立秋多大了呀", "我哥哥今年25岁。"),
        ("xiaoman", "你哥和你谁大", "我哥哥比我大6岁，我哥哥今年25岁，我今年19岁。"),
        ("xiaoman", "你哥什么时候结的婚", "我哥哥是2025年10月2日结的婚。"),
        ("xiaoman", "阿柚是谁", "阿柚是我闺蜜，是动画系学生。"),
        ("xiaoman", "你是学生吗", "对，我是美院学生。"),
        ("xiaoman", "你家猫叫啥名", "我的橘猫叫年糕。"),
        ("xiaoman", "你养的猫几岁了", "年糕今年3岁。"),
        ("xiaoman", "说说你那只猫", "年糕是橘猫，今年3岁，喜欢踩颜料盘。"),
        ("xiaoman", "介绍下自己呗", "我叫小满，今年19岁，老家在浙江绍兴，是美院学生。"),
        ("xiaoman", "聊聊你的家人", "我家里有爸爸、妈妈、哥哥立秋。"),
        ("niaoniao", "你到底是啥品种", "我是绿绣眼，不是鹦鹉。"),
        ("niaoniao", "你家在几楼", "我住在六楼阳台的音箱顶上。"),
        ("niaoniao", "谁是你弟弟", "豆豆是我弟弟，是学飞的学生。"),
        ("niaoniao", "你朋友叫什么", "我朋友叫老顾。"),
        ("tongshifu", "师傅贵姓", "我叫佟铁生。"),
        ("tongshifu", "老爷子贵庚", "我今年66岁。"),
        ("tongshifu", "您退休前干啥的", "我是退休火车司机。"),
        ("tongshifu", "老婆叫啥名", "我老伴叫桂珍。"),
        ("tongshifu", "您啥时候戒的烟", "我不喜欢抽烟，是从2019年3月1日起。"),
        ("cuijiuniang", "掌柜的怎么称呼", "我叫崔九娘。"),
        ("cuijiuniang", "今夕是何年", "我生活在唐朝天宝年间。"),
        ("cuijiuniang", "你女儿叫什么", "我养女叫阿蛮。"),
        ("peizhao", "老七会什么", "我搭档擅长扫雪。"),
        ("peizhao", "你什么时候去的青海", "我住在青海的山顶天文台，是从2020年9月起。"),
        ("ajiao", "你多大了", "我服役九十三年了。"),
        ("ajiao", "你是做什么的", "我的工作是守灯。"),
        ("ajiao", "阿屿是做什么的", "阿屿不守灯了。"),
        ("milo", "你中文名叫什么", "我叫林一帆。"),
        ("milo", "你mom是做什么的", "我妈妈是牙医。"),
        ("milo", "店里的猫叫什么", "店猫叫Mocha。"),
    ],
)
def test_a_question_is_answered_from_the_fact(who: str, line: str, told: str) -> None:
    assert said(who, line) == told


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("你叫什么名子", "我叫小满。"),
        ("你老加在哪", "我老家在浙江绍兴。"),
        ("你是那里人", "我老家在浙江绍兴。"),
        ("你属神么", "我属狗。"),
        ("你做什么工做", "我是美院学生。"),
        ("你的 birthday 是哪天", "我的生日是2006年5月21日。"),
        ("嗯 那个 请问一下 你老家在哪里呀", "我老家在浙江绍兴。"),
        ("你今年几岁啦我今年六岁", "我今年19岁。"),
    ],
)
def test_what_a_recogniser_makes_of_it_is_understood(line: str, right: str) -> None:
    assert said("xiaoman", line) == right


@pytest.mark.parametrize(
    ("who", "line", "by", "fact"),
    [
        ("xiaoman", "你是绍兴人吗", "yes", "我老家在浙江绍兴"),
        ("xiaoman", "你不是上海人吗", "no", "我老家在浙江绍兴"),
        ("xiaoman", "听说你老家在北京", "no", "我老家在浙江绍兴"),
        ("xiaoman", "你哥没结婚？！", "no", "我哥哥结婚了"),
        ("xiaoman", "你哥成家了吧", "yes", "我哥哥结婚了"),
        ("xiaoman", "你哥是医生对吧", "no", "我哥哥是急诊科护士"),
        ("xiaoman", "所以你30岁了", "no", "我今年19岁"),
        ("xiaoman", "你结婚了没", "no", "我单身"),
        ("xiaoman", "你是单身吗", "yes", "我单身"),
        ("xiaoman", "你男朋友叫什么", "no", "我单身"),
        ("xiaoman", "你为什么离婚了", "no", "我单身"),
        ("xiaoman", "你养狗吗", "no", "我养了橘猫年糕"),
        ("xiaoman", "年糕是狗吧", "no", "年糕是橘猫"),
        ("xiaoman", "你喜欢香菜吗", "no", "我不吃香菜"),
        ("xiaoman", "你喜欢吃面吗", "yes", "我爱吃葱油拌面"),
        ("xiaoman", "你讨厌蟑螂吗", "yes", "我不喜欢蟑螂"),
        ("xiaoman", "你去过杭州没有", "yes", "住在杭州城北的合租屋"),
        ("xiaoman", "你是女生吗", "yes", "我是女的"),
        ("xiaoman", "你养猫还是养狗", "fact", "我养了橘猫年糕"),
        ("xiaoman", "你有姐姐没", "no", "我没有姐姐，我家里有爸爸、妈妈、哥哥立秋"),
        ("xiaoman", "你几个哥哥呀", "fact", "一个，我有哥哥立秋"),
        ("xiaoman", "你妹妹多大了", "no", "我没有妹妹"),
        ("xiaoman", "你有嫂子吗", "yes", "我哥哥结婚了"),
        ("niaoniao", "你会游泳不", "no", "我不会游泳"),
        ("niaoniao", "你是人吗", "no", "我是绿绣眼"),
        ("niaoniao", "老顾是你弟弟对吧", "no", "老顾是我朋友"),
        ("tongshifu", "您有几个儿子", "fact", "一个，我有儿子大军"),
        ("tongshifu", "高铁您也开过不少年吧", "no", "我不会开高铁"),
        ("cuijiuniang", "你嫁人了吗", "fact", "我寡居"),
        ("cuijiuniang", "可有子女", "yes", "养女阿蛮"),
        ("peizhao", "裴星是你女朋友吧", "no", "裴星是我姐姐"),
        ("milo", "Mocha是你妹妹？", "no", "Mocha是店猫"),
    ],
)
def test_what_is_supposed_is_confirmed_or_put_right(who: str, line: str, by: str, fact: str) -> None:
    response = respond(PLAIN[who], line, today=TODAY)
    assert response is not None
    assert (response.by, fact in response.text) == (by, True), response.text


def test_what_cannot_be_judged_is_told_without_a_yes() -> None:
    """Illustration is not animation, though both are drawn: no yes, and no dispute."""
    response = respond(PLAIN["xiaoman"], "你是学动画的吧", today=TODAY)
    assert response is not None
    assert (response.by, response.text) == ("fact", "我学的是插画。")


def test_why_something_is_so_goes_to_the_model() -> None:
    assert said("xiaoman", "你为什么没结婚") == ""
    assert said("xiaoman", "你哥为什么结婚了") == ""


@pytest.mark.parametrize(
    ("who", "before", "line", "told"),
    [
        ("xiaoman", (("你哥多大了", "二十五。"),), "他做什么的", "我哥哥是急诊科护士。"),
        ("xiaoman", (("你哥多大了", "二十五。"),), "住哪儿", "我哥哥住在宁波。"),
        ("xiaoman", (("你哥多大了", "二十五。"),), "那你呢？", "我今年19岁。"),
        ("xiaoman", (("你哥多大了", "二十五。"), ("那你呢", "十九。")), "闺蜜呢", ""),
        ("xiaoman", (("你多大了", "我今年19岁。"),), "那你哥哥呢？", "我哥哥今年25岁。"),
        ("xiaoman", (("你生日是哪天", "五月二十一。"),), "哪一年？", "我是2006年出生的。"),
        ("xiaoman", (("你哥结婚了吗", "结啦。"),), "什么时候的事", "我哥哥是2025年10月2日结的婚。"),
        ("xiaoman", (("你养宠物吗", "养了只猫。"),), "多大了", "年糕今年3岁。"),
        ("xiaoman", (("你老家在哪", "绍兴。"),), "真的吗？", "对，我老家在浙江绍兴。"),
        ("xiaoman", (("你老家在哪", "绍兴。"),), "为什么", ""),
        ("xiaoman", (("李白是谁", "一位诗人。"),), "他是哪里人", ""),
        ("xiaoman", (("李白是谁", "一位诗人。"),), "哪里人", ""),
        ("xiaoman", (("今天好累", "那我哥给你讲个笑话。"),), "多大了", "我哥哥今年25岁。"),
        ("niaoniao", (("老顾是谁", "隔壁的乌龟。"),), "他喜欢啥", "我朋友老顾喜欢装死。"),
        ("tongshifu", (("您儿子做啥的", "程序员。"),), "在哪儿上班呢", "我儿子在公司上班，住在深圳。"),
        ("ajiao", (("老梁搬去哪儿了", "内陆。"),), "什么时候的事", "老梁住在内陆的高原新城，是从2117年6月起。"),
    ],
)
def test_follow_ups_are_about_what_was_said(who: str, before: Before, line: str, told: str) -> None:
    answered = said(who, line, *before)
    assert answered.startswith(told) if told else "我" not in answered.replace("我也说不准", "").replace("我还真", "")


def test_the_persons_own_fact_says_what_is_asked_back() -> None:
    assert said("xiaoman", "我属兔，你呢") == "我属狗。"
    assert said("xiaoman", "我二十了，你呢？") == "我今年19岁。"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("What's your name?", "My name is Milo and 林一帆."),
        ("where are you from", "I'm from Vancouver."),
        ("how old is Nora?", "My sister is 14."),
        ("when's your birthday", "My birthday is September 30, 2007."),
        ("what does your mom do?", "My mom is a dentist."),
        ("what's your zodiac sign", "I'm a Libra."),
        ("who is Mocha", "Mocha is the shop cat, a tortoiseshell cat."),
        ("are you single?", "Yes, I'm single."),
        ("so you're from Toronto, yeah?", "No, I'm from Vancouver."),
        ("do you have a dog?", "I couldn't really tell you that."),
        ("does your girlfriend like coffee?", "No, I'm single."),
        ("hey, could you tell me how old you are?", "I'm 18."),
    ],
)  # fmt: skip
def test_a_persona_that_speaks_english_answers_english_in_it(line: str, told: str) -> None:
    assert said("milo", line) == told


def test_a_persona_that_speaks_mandarin_alone_answers_in_mandarin() -> None:
    assert said("xiaoman", "where are you from?") == "我老家在浙江绍兴。"
    assert said("xiaoman", "do you have any siblings") == "对，我有哥哥立秋。"


@pytest.mark.parametrize(
    "line",
    (Path(__file__).parent / "left_to_the_model.txt").read_text("utf-8").splitlines(),
)
def test_what_only_sounds_like_one_goes_to_the_model(line: str) -> None:
    for who in persona_files():
        assert asked(PLAIN[who], line) is None
        response = respond(PLAIN[who], line, today=TODAY)
        assert response is None, f"{who}: {response}"


@pytest.mark.parametrize(
    "line", ["how old is the moon", "what time is it", "do you like me", "tell me a joke", "what's my name"]
)
def test_what_only_sounds_like_one_goes_to_the_model_in_english(line: str) -> None:
    assert [who for who in persona_files() if respond(PLAIN[who], line, today=TODAY)] == []


@pytest.mark.parametrize(
    ("who", "line"),
    [
        ("xiaoman", "你体重多少"), ("xiaoman", "你妈妈叫什么"), ("xiaoman", "你爷爷多大了"),
        ("xiaoman", "你血型是什么"),
        ("peizhao", "你在哪上班"), ("peizhao", "你姐结婚了吗"), ("peizhao", "你爸爸是做什么的"),
        ("ajiao", "你是男的女的"),
        ("niaoniao", "你有爸爸吗"), ("cuijiuniang", "石头是干什么的"), ("tongshifu", "你跟你老伴谁大"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_not_invented(who: str, line: str) -> None:
    response = respond(PLAIN[who], line, today=TODAY)
    assert response is not None
    assert (response.by, response.facts) == ("unset", ())
    assert not any(fact.value in response.text for fact in PLAIN[who].facts)


def test_an_unset_fact_is_declined_in_the_personas_own_words() -> None:
    persona = load_persona("peizhao")
    response = respond(persona, "你体重多少", today=TODAY)
    assert response is not None
    assert response.text in persona.lines.unset


@pytest.mark.parametrize("who", persona_files())
def test_every_fact_of_its_own_can_be_asked_for_and_holds_its_value(who: str) -> None:
    """The plainest way to ask for each key, over every shipped character."""
    persona = load_persona(who)
    plain = {
        "name": "你叫什么名字", "hometown": "你是哪里人", "residence": "你住在哪里", "occupation": "你是做什么工作的",
        "hobby": "你有什么爱好", "food": "你喜欢吃什么", "dream": "你的梦想是什么", "skill": "你擅长什么",
        "height": "你多高", "marriage": "你结婚了吗",
    }  # fmt: skip
    for key, line in plain.items():
        question = asked(persona, line)
        assert question == Asked(owner=SELF, key=key)
        for fact in persona.facts:
            if fact.owner == SELF and fact.key == key:
                assert spoken(fact) in answer(persona, question, TODAY)


_PIECES = st.sampled_from([
    "你", "您", "我", "小满", "你哥", "年糕", "他", "妹妹", "是", "不是", "叫", "住", "在", "养", "有", "没有",
    "几", "多大", "什么", "哪里", "老家", "生日", "结婚", "喜欢", "香菜", "猫", "杭州", "吗", "呢", "吧", "的",
    "了", "，？", "什么时候", "还是", "为什么", "your", "brother", "how", "old",
])  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=9).map("".join)),
    st.lists(st.tuples(st.lists(_PIECES, max_size=6).map("".join), st.text(max_size=20)), max_size=3),
    st.sampled_from(sorted(persona_files())),
    st.integers(0, 50),
)
def test_any_text_is_left_or_answered_with_what_a_fact_says(
    line: str, before: list[tuple[str, str]], who: str, turn: int
) -> None:
    response = respond(load_persona(who), line, before=before, today=TODAY, turn=turn)
    assert response is None or _holds(response)


def _holds(response: Response) -> bool:
    if response.by == "unset":
        return bool(response.text) and not response.facts
    return bool(response.facts) and any(_in(fact, response.text) for fact in response.facts)


def _in(fact: Fact, text: str) -> bool:
    day = spoken(fact).partition("年")[2] or spoken(fact)
    return fact.value in text or day in text or in_english(fact).lower() in text.lower() or fact.owner in text


def test_a_long_conversation_and_a_long_line_hold_nobody_up() -> None:
    """A follow-up is read with what was said before it, which once doubled the work with every exchange."""
    xiaoman = load_persona("xiaoman")
    before = [("那他呢", "嗯，" * 60)] * 40
    found = respond(xiaoman, "那你哥几岁了", before=before, today=TODAY)
    assert found
    assert "25" in found.text
    assert respond(xiaoman, "你好" * 900, before=[("你好" * 900, "嗯")] * 8, today=TODAY) is None
