"""Translation: everyday words from the table, sentences by the model, and what is too much is owned up to."""

from __future__ import annotations

import pytest

from roleplay_lite.skills.words.glossary import in_english, in_mandarin, mandarin_words
from roleplay_lite.skills.words.tables import rows
from roleplay_lite.skills.words.translate import Translate
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


def test_a_sentence_goes_to_the_model_with_nothing_but_the_translation_asked_for() -> None:
    talk = Talk(Translate())
    assert "明天我要去北京出差" in talk.says("帮我翻译一下明天我要去北京出差")
    assert talk.done
    assert talk.done.brief
    assert talk.done.sentences == 1
    assert "只说译文" in talk.done.brief
    assert talk.done.fallback


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
