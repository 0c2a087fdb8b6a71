"""Jokes: enough of them, about what is asked, none twice, and an ear for the person's own."""

from __future__ import annotations

import re

import pytest

from roleplay_lite.skills.words.joke import Joke
from roleplay_lite.skills.words.jokes import OLD, fitting, jokes
from tests.skills.words.talking import Talk, persona


def test_there_are_enough_and_each_can_be_said() -> None:
    mandarin = [joke for joke in jokes() if not joke.english]
    english = [joke for joke in jokes() if joke.english]
    assert len(mandarin) >= 120
    assert len(english) >= 20
    assert len({joke.text for joke in jokes()}) == len(jokes())
    for joke in mandarin:
        assert joke.topics
        assert re.fullmatch("[\u4e00-\u9fff，。？！：；、《》「」…two]+[。？！]", joke.text), joke.text
        assert len(joke.text) <= 110
    assert all(joke.text.isascii() for joke in english)


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("讲个关于猫的笑话", "猫"),
        ("讲个小狗的笑话", "狗"),
        ("来个学校的笑话", "老师|小明|考|书|作业|菩萨"),
        ("讲个机器人的笑话", "机|电脑"),
        ("来一个关于考试的笑话", "考"),
        ("说个跟吃有关的笑话", "梨|茶|饭|吃|面|蛋|糖|肉|米|西瓜|鱼|饺|豆|葡萄|西红柿|冰|秤|减肥|苹果|酒|多餐|服务员"),
    ],
)
def test_about_what_is_asked(said: str, word: str) -> None:
    for seed in range(12):
        assert re.search(word, Talk(Joke(), seed=seed).says(said)), seed


def test_what_there_is_none_about_is_owned_up_to() -> None:
    assert "量子物理的笑话我还没攒着" in Talk(Joke()).says("讲个关于量子物理的笑话")


def test_another_is_another_and_a_flat_one_is_followed_by_a_better() -> None:
    talk, heard = Talk(Joke()), []
    talk.says("讲个笑话")
    for number in range(60):
        assert talk.done
        heard.append(talk.done.why)
        assert talk.says(("再来一个", "不好笑", "换一个", "还有吗", "这个听过了")[number % 5])
        assert talk.intent == "joke.another"
    assert len(set(heard)) == len(heard)


def test_none_that_was_told_lately_where_the_floor_was_lost() -> None:
    talk, heard = Talk(Joke(), seed=0), []
    for _ in range(30):
        talk.floor, talk.seed = None, 0
        talk.says("讲个笑话")
        assert talk.done
        heard.append(talk.done.why)
    assert len(set(heard)) == 30


def test_the_person_tells_one() -> None:
    talk = Talk(Joke())
    assert re.search("听", talk.says("我给你讲个笑话"))
    assert re.search("什么|你快说", talk.says("有一只猫去买鱼你猜怎么着"))
    assert re.search("哈|噗", talk.says("结果鱼把它买走了"))
    assert talk.says("再来一个")
    talk = Talk(Joke())
    talk.says("我给你讲个笑话")
    assert talk.says("现在几点了") == ""


def test_no_explanations_and_an_end() -> None:
    talk = Talk(Joke())
    talk.says("讲个笑话")
    assert re.search("再来一个|换一个", talk.says("没听懂，哪里好笑了"))
    assert talk.says("不听了")
    assert talk.floor is None


def test_a_character_of_another_time_tells_what_it_knows() -> None:
    talk = Talk(Joke(), who=persona(era="唐朝"))
    texts = [jokes()[at].text for at in fitting("", old=True)]
    assert len(texts) >= 20
    assert all(OLD in joke.topics for joke in jokes() if joke.text in texts)
    for _ in range(8):
        talk.floor = None
        answer = talk.says("讲个笑话")
        assert any(text in answer for text in texts)


def test_in_english() -> None:
    talk = Talk(Joke(), english=True)
    assert talk.says("tell me a joke about cats").isascii()
    assert talk.says("another one please").isascii()
    assert talk.says("not funny").isascii()
