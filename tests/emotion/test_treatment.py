"""How a character is treated is read from what is said to it, and not from what is said of others."""

from __future__ import annotations

import pytest

from roleplay_lite.emotion.event import Event, Happening, absence, caught
from roleplay_lite.emotion.feeling import Feeling
from roleplay_lite.emotion.treatment import event_of

SAID: dict[str, str] = {
    "praise": """
        你真棒
        你好聪明啊
        你唱得真好听
        鸟鸟，你也太会说话了吧
        我最喜欢和你聊天了
        你讲的故事真有意思
        你可真能干
        佩服你，这都知道
        您真厉害
        没想到你这么懂我
        you're so sweet
        You are the best!
        I love talking to you
        夸夸你，今天表现不错
        你真是又机灵又可爱
    """,
    "insult": """
        你真笨
        你怎么这么笨啊
        你就是个废物
        闭嘴
        滚
        你话太多了，烦死了
        我讨厌你
        你唱得真难听
        要你有什么用
        你个没用的破音箱
        你懂个屁
        笨蛋！
        你什么都不会
        真烦你
        You're so stupid
        shut up
        I hate you
        你可真是个大聪明
        别烦我
    """,
    "thanks": """
        谢谢你
        谢谢啊，帮大忙了
        多亏你提醒我
        辛苦啦
        有你真好
        太感谢了
        Thanks a lot
        thank you so much
    """,
    "apology": """
        对不起
        对不起，我刚才不该吼你
        我错了，别生我的气
        抱歉抱歉，昨天没理你
        不好意思啊，让你等半天
        原谅我吧
        I'm sorry
        sorry, my bad
    """,
    "teasing": """
        逗你玩呢
        哈哈你个小笨蛋
        你是不是又偷吃小番茄了
        你就吹吧
        脸红了吧你
        跟你开玩笑的，别当真
        你个小坏蛋
        just kidding
    """,
    "reunion": """
        好久不见
        我回来啦
        好久没来找你聊天了
        我想你了
        想我了没
        long time no see
        I missed you
    """,
    "broken-promise": """
        说好今天给你讲故事的，我忘了
        答应你的小番茄没买到
        对不起，今天不能陪你了
        我又放你鸽子了
        I forgot my promise
    """,
    "success": """
        你赢了
        你猜对了
        又被你说中了
        你教的办法真管用
        You won
        your idea worked
    """,
    "good-news": """
        我考上研究生了
        我升职了
        告诉你一个好消息
        女朋友答应了，求婚成功啦
        I got the job!
        我儿子考了第一，得了奖状
    """,
    "": """
        你好
        你好吗
        你不笨
        他说你笨
        老师骂我说你真笨
        我妈说我又胖了
        你觉得我笨吗
        对不起用英文怎么说
        帮我跟妈妈说对不起
        我觉得对不起爸妈
        他都没说一声谢谢
        谢谢老师这三年的照顾
        感恩节是几号
        你最烦什么天气
        你唱歌好听吗
        他要是不原谅我呢
        他说我是废物
        卢先生，您好
        不好意思跟朋友借钱
        你觉得是我错了吗
        不用谢
        你喜欢什么颜色
        你讨厌吃什么
        你最讨厌什么动物
        你无聊的时候干嘛
        你家真好看
        你有病吗，要不要吃药的那种，我感冒了
        今天天气真好
        讲个笑话
        傻瓜相机怎么用
        这道题真烦
        领导真讨厌
        你能唱得好听一点吗
        你没那么厉害吧
        你觉得他聪明吗
        what is the best phone
        do you like cats
        he said you are stupid
        I feel sorry for him
        你知道美国有多大吗
        明天闹钟七点
    """,
}
LINES = [(line.strip(), kind) for kind, lines in SAID.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("line", "kind"), LINES)
def test_a_line_is_read_as_it_is_meant(line: str, kind: str) -> None:
    event = event_of(line)
    assert (event.kind if event else "") == kind


def test_strong_words_make_it_stronger() -> None:
    plain, strong = event_of("谢谢"), event_of("太谢谢你了")
    assert plain
    assert strong
    assert strong.strength > plain.strength


def test_the_feeling_is_caught_where_the_character_is_not_meant() -> None:
    sad = Feeling(label="sad", valence=-0.7, arousal=0.3, intensity=0.8, confidence=0.9)
    event = event_of("猫丢了两天了", sad)
    assert event == Event(kind=Happening.FEELING, strength=0.8 * 0.9, valence=-0.7, arousal=0.3)
    insulted = event_of("你真没用", sad)
    assert insulted
    assert insulted.kind is Happening.INSULT


def test_news_told_in_sorrow_is_no_good_news() -> None:
    sad = Feeling(label="sad", valence=-0.7, arousal=0.3, intensity=0.8, confidence=0.9)
    event = event_of("他怀孕的老婆出院了，可孩子没保住", sad)
    assert event
    assert event.kind is Happening.FEELING


def test_a_faint_feeling_moves_nothing() -> None:
    assert caught(Feeling(label="sad", valence=-0.5, intensity=0.1, confidence=0.4)) is None
    assert event_of("嗯", Feeling()) is None


def test_absence_is_felt_after_days_and_grows() -> None:
    assert absence(3600.0) is None
    assert absence(-5.0) is None
    week, year = absence(7 * 86_400.0), absence(365 * 86_400.0)
    assert week
    assert year
    assert week.strength < year.strength <= 2
