"""Translation: everyday words from the table, sentences by the model, and what is too much is owned up to."""

from __future__ import annotations

import re

import pytest

from roleplay_lite.skills.words.glossary import in_english, in_mandarin, mandarin_words
from roleplay_lite.skills.words.patterns import sentence_in_english, sentence_in_mandarin
from roleplay_lite.skills.words.tables import rows
from roleplay_lite.skills.words.translate import Translate
from roleplay_lite.skills.words.vetting import vetted
from tests.skills.words.talking import Talk


def test_there_are_enough_words_and_phrases() -> None:
    assert len(list(mandarin_words())) >= 2500
    assert len(rows("phrases.txt")) >= 400
    assert all(english.isascii() for _, english in rows("phrases.txt"))


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("苹果用英语怎么说", "apple"),
        ("苹果的英文是什么", "apple"),
        ("萍果用英语怎么说", "apple"),
        ("用英语怎么说谢谢", "thank you"),
        ("谢谢英语怎么说", "thank you"),
        ("how do you say 谢谢", "thank you"),
        ("把我爱你翻译成英语", "I love you"),
        ("我饿了用英语怎么讲", "hungry"),
        ("“good night”是什么意思", "晚安"),
        ("good night是什么意思", "晚安"),
        ("Good Night 是什么意思？", "晚安"),
        ("apple中文是什么", "苹果"),
        ("OK是什么意思", "好"),
        ("watches是什么意思", "手表"),
        ("children是什么意思", "孩子"),
        ("light是什么意思", "光"),
        ("二十一世纪的世纪用英语怎么说", ""),
        ("厕所在哪里用英语怎么说", "where is"),
        ("祝你生日快乐翻译成英文", "happy birthday"),
    ],
)
def test_words_and_phrases(said: str, answer: str) -> None:
    talk = Talk(Translate())
    assert answer.lower() in talk.says(said).lower()
    assert talk.intent == "translate.say"


def test_every_word_comes_back() -> None:
    """Whatever is put into English can be asked for again in Mandarin."""
    for word in mandarin_words():
        english = in_english(word)
        assert english, word
        assert in_mandarin(english[0]), word


def test_the_usual_meaning_comes_first() -> None:
    for english, mandarin in (
        ("fish", "鱼"),
        ("date", "日期"),
        ("go", "去"),
        ("orange", "橙子"),
        ("love", "爱"),
        ("book", "书"),
    ):
        assert in_mandarin(english)[0] == mandarin


def test_the_next_word_needs_no_more_than_its_name() -> None:
    talk = Talk(Translate())
    talk.says("苹果用英语怎么说")
    assert "banana" in talk.says("那香蕉呢")
    assert "moon" in talk.says("月亮呢")
    assert talk.says("今天天气呢") == ""
    talk.says("这个用英语怎么说")
    assert "cat" in talk.says("猫")


def test_a_sentence_that_no_pattern_fits_goes_to_the_model_alone() -> None:
    talk = Talk(Translate())
    assert "天气预报说周末会下雪" in talk.says("帮我翻译一下天气预报说周末会下雪")
    assert talk.done
    assert talk.done.plain
    assert talk.done.vet
    assert "weather forecast" in talk.done.fallback
    said = talk.done.vet("The weather forecast says it will snow this weekend.")
    assert "The weather forecast says it will snow this weekend." in said
    assert talk.done.vet("天气预报说周末会下雪。") == ""
    assert talk.done.vet("It snowed yesterday.") == ""


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("我想要一个苹果", "I want an apple"),
        ("我想要三本书", "I want three books"),
        ("我要两杯咖啡", "I want two cups of coffee"),
        ("她不喜欢咖啡", "she doesn't like coffee"),
        ("我妈妈会做饭", "my mom can cook"),
        ("明天我要去北京出差", "I'm going to Beijing on business tomorrow"),
        ("我下周三去日本", "I'm going to Japan next Wednesday"),
        ("请问地铁站在哪里", "where is the subway station"),
        ("这件衬衫太贵了", "this shirt is too expensive"),
        ("我爸爸每天都跑步", "my dad runs every day"),
        ("我等了两个小时了", "I've been waiting for two hours"),
        ("我没去过美国", "I've never been to the United States"),
        ("我对花生过敏", "I'm allergic to peanuts"),
        ("我弟弟比我高五厘米", "my younger brother is five centimeters taller than me"),
        ("我买了三个苹果和两个梨", "I bought three apples and two pears"),
        ("他在看电视", "he is watching TV"),
        ("不好意思，我迟到了", "excuse me, I'm late"),
        ("我女儿喜欢画画", "my daughter likes drawing"),
        ("他不会开车", "he can't drive"),
        ("我们是学生", "we are students"),
        ("我没有手机", "I don't have a mobile phone"),
        ("你有钱吗", "do you have money"),
        ("这里有牛奶吗", "is there milk here"),
        ("我想吃饺子", "I want to eat dumplings"),
        ("他在家", "he is at home"),
        ("三本书多少钱", ""),
    ],
)
def test_sentences_by_patterns(zh: str, en: str) -> None:
    assert sentence_in_english(zh) == en


def test_patterns_there_and_back() -> None:
    assert len(rows("patterns.txt")) >= 60
    for said in (
        "我想要一个苹果", "她不喜欢咖啡", "你会游泳吗", "我明天去北京", "洗手间在哪里", "这本书多少钱", "我今年八岁",
        "我爸爸每天跑步", "我没去过日本", "请不要迟到", "我想回家", "他在睡觉", "我有两只猫", "今天很冷",
        "我们去公园吧",        "我的手机丢了", "我女儿比我高", "你什么时候回家", "我坐火车去上海",
    ):  # fmt: skip
        english = sentence_in_english(said)
        assert english, said
        assert sentence_in_mandarin(english) == said


def test_no_pattern_says_what_it_does_not_know() -> None:
    for said in (
        "我想要一个鱖鱼",
        "我想要自由地飞翔",
        "他把我气死了",
        "你真是个好人",
        "我想你不会来了",
        "我会的",
        "他是谁",
    ):
        assert sentence_in_english(said) == "", said
    for said in (
        "I want to break free",
        "what the heck",
        "she is over the moon",
        "I like big old houses made of stone",
    ):
        assert sentence_in_mandarin(said) == "", said


@pytest.mark.parametrize(
    ("source", "written", "good"),
    [
        ("我弟弟没买那本书", "My brother didn't buy that book.", True),
        ("我弟弟没买那本书", "My brother bought that book.", False),
        ("飞机晚点了四十分钟", "The plane was delayed by forty minutes.", True),
        ("飞机晚点了四十分钟", "The plane was delayed by 14 minutes.", False),
        ("下个星期三下午三点开会", "The meeting is at 3 pm next Wednesday.", True),
        ("下个星期三下午三点开会", "The meeting is at 3:30 pm next Wednesday.", False),
        ("奶奶的眼睛不好", "Mother's eyes are not good.", False),
        ("这道菜里有没有花生", "Does this dish have 花生?", False),
        ("这道菜里有没有花生", "Are there peanuts in this dish?", True),
        ("我很好", "I am very very very very very very very very good.", False),
        ("我想去上海", "I want to go to Beijing.", False),
        ("她在这里工作了五年", "She has worked here for five years.", True),
    ],
)
def test_what_is_plainly_no_translation_is_held_back(source: str, written: str, good: bool) -> None:
    assert bool(vetted(source, written, "en")) is good


@pytest.mark.parametrize(
    ("source", "written", "good"),
    [
        ("He was born in 1998.", "他出生于1998年。", True),
        ("He was born in 1998.", "他出生于1989年。", False),
        ("I don't like coffee.", "我不喜欢咖啡。", True),
        ("I don't like coffee.", "我喜欢咖啡。", False),
        ("I don't like coffee.", "I don't like coffee.", False),
        ("Where did you buy that hat?", "你在哪里买的那顶帽子？", True),
        ("She bought three apples.", "她买了三个苹果。", True),
        ("She bought three apples.", "她买了两个苹果。", False),
    ],
)
def test_the_same_into_mandarin(source: str, written: str, good: bool) -> None:
    assert bool(vetted(source, written, "zh")) is good


def test_the_words_that_are_known_are_given_where_a_sentence_is_too_much() -> None:
    talk = Talk(Translate())
    talk.says("把孩子们在院子里拍皮球用英语怎么说")
    assert talk.done
    assert re.search("孩子是child.*院子是yard", talk.done.fallback)


def test_too_much_and_other_languages_are_owned_up_to() -> None:
    talk = Talk(Translate())
    long = "今天早上我们一家人去公园散步看见很多老人在打太极拳还有小朋友在放风筝大家都非常开心"
    assert talk.says(f"把{long}翻译成英语")
    assert talk.done
    assert talk.done.why == "too long"
    assert not talk.done.brief
    assert "日语" in talk.says("谢谢用日语怎么说")


def test_spelling() -> None:
    assert "A，P，P，L，E" in Talk(Translate()).says("苹果的英语怎么拼")
    assert "B，A，N，A，N，A" in Talk(Translate()).says("banana怎么拼")
    assert "B, A, N, A, N, A" in Talk(Translate(), english=True).says("how do you spell banana")


def test_english_is_answered_with_how_it_is_read() -> None:
    assert "xiè xie" in Talk(Translate(), english=True).says("how do you say thank you in Chinese").replace(
        "xiè xiè", "xiè xie"
    )
