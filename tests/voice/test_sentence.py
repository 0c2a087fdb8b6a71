"""What reaches the voice: whole sentences, the first one early, and nothing in them that nobody would say aloud."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roleplay_lite.voice.sentence import LONGEST, sentences, speakable

MARKS = st.sampled_from(
    [*"。！？!?；;…\n，,、：:.」』”’\"')）（(】》【[]*<> ", "Dr", "e.g", "3", "5", "啾", "鸟", "ok"]
)
TEXT = st.one_of(st.lists(MARKS, max_size=60).map("".join), st.text(max_size=120))


def chunked(text: str, cuts: list[int]) -> list[str]:
    edges = [0, *sorted({cut % (len(text) + 1) for cut in cuts}), len(text)]
    return [text[a:b] for a, b in pairwise(edges)]


@settings(deadline=None)
@given(text=TEXT, cuts=st.lists(st.integers(0, 200), max_size=30))
@example(text="好\n\n走", cuts=[2])
@example(text="鸟" * LONGEST + ". ok", cuts=[LONGEST + 1])
@example(text="鸟" * LONGEST + "，好", cuts=[LONGEST + 1])
def test_however_the_tokens_fall_the_sentences_are_the_same(text: str, cuts: list[int]) -> None:
    found = list(sentences(chunked(text, cuts)))
    assert "".join(found) == text
    assert found == list(sentences([text]))
    assert found == list(sentences(text))


@settings(deadline=None)
@given(text=st.text(alphabet="鸟，、a 1", min_size=1, max_size=400))
def test_a_model_that_never_ends_a_sentence_is_cut(text: str) -> None:
    assert max(map(len, sentences([text]))) <= LONGEST + 1


SPLITS = {
    "the first piece at a comma": "你可算来啦，|坐吧，别客气。|我都等半天了，快说。",
    "a closing quote belongs to the sentence": "他说：“下雨了。”|我就回窝了。",
    "corner quotes": "老顾说「别吵。」|然后继续装死。",
    "an ellipsis is one end": "这个嘛……|我想想。",
    "question and exclamation in a row": "真的？！|不会吧！！！|好吧",
    "decimals": "圆周率是3.14左右。|记住了吗？",
    "times": "早上7:30起床。|别迟到。",
    "thousands": "一共1,000颗小番茄。|我数过。",
    "full-width thousands": "一共1，000颗小番茄。|我数过。",
    "titles": "Dr. Wang likes birds. |So do I.",
    "for example": "Try fruit,| e.g. tomatoes. |They are red.",
    "Mandarin and English together": "本鸟只会说Hello。|Good morning! |你呢？",
    "a full stop inside a name": "打开roleplay.db看看。|好。",
    "a stage direction stays whole": "（抖了抖毛。然后笑。）你好呀。|坐。",
    "brackets too": "【歪头。看你。】你好呀。|坐。",
    "a list number does not open anything": "1) 好的。|（笑。）再说。",
    "line breaks": "好\n|坐\n|说",
    "semicolons": "虫子归我；|番茄归你。",
    "a word too short for a comma": "啾，来啦，|坐，坐。|说",
}


@pytest.mark.parametrize("joined", SPLITS.values(), ids=SPLITS)
def test_sentences_end_where_a_reader_would_breathe(joined: str) -> None:
    expected = joined.split("|")
    assert list(sentences(["".join(expected)])) == expected


def test_the_first_sentence_is_out_before_the_second_is_drafted() -> None:
    pulled: list[str] = []

    def tokens():
        for token in ("你", "好", "，", "我", "是", "鸟鸟", "。", "本鸟"):
            pulled.append(token)
            yield token

    assert next(sentences(tokens())) == "你好，"
    assert pulled == ["你", "好", "，"]


SPOKEN = {
    "（笑）你来啦。": "你来啦。",
    "(laughs) Hello.": "Hello.",
    "*laughs* Hello.": "Hello.",
    "*抖毛*你好": "你好",
    "[叹气]唉，算了。": "唉，算了。",
    "【旁白】他走了。": "他走了。",
    "<sigh>好吧": "好吧",
    "你好（笑": "你好",
    "你好，*转过身去": "你好，",
    "你真棒👍🏽": "你真棒",
    "一家人👨‍👩‍👧‍👦都来": "一家人都来",
    "我在🇨🇳呢": "我在呢",
    "按1️⃣就好": "按1就好",
    "爱你❤️": "爱你",
    "**重点**是吃": "重点是吃",
    "# 标题": "标题",
    "- 小番茄": "小番茄",
    "1. 先洗手": "先洗手",
    "用`pip`装": "用pip装",
    "> 引用的话": "引用的话",
    "看[这里](https://example.com/a)就懂": "看这里就懂",
    "看https://example.com/a，很好懂": "看，很好懂",
    "今天25℃，涨了3%，¥12一斤": "今天25℃，涨了3%，¥12一斤",
    "我会写C++": "我会写C++",
    "屋子20㎡，番茄2㎏": "屋子20㎡，番茄2㎏",
    "3*4*5等于60": "3*4*5等于60",
    "1<2，3>2": "1<2，3>2",
    "气温-5°C": "气温-5°C",
    "咖啡（\t）café": "咖啡café",
    "，接着说": "接着说",
    "好\u200b的\ufeff": "好的",
}


@pytest.mark.parametrize("written", SPOKEN)
def test_only_what_is_said_is_spoken(written: str) -> None:
    assert speakable(written) == SPOKEN[written]


@pytest.mark.parametrize(
    "written", ["", "（笑）", "😀😀", "……", "***", "___", "\n", "。", "\u200d", "\x00", "【】", "\ud800"]
)
def test_what_holds_no_word_is_not_spoken(written: str) -> None:
    assert speakable(written) == ""


@settings(deadline=None)
@given(text=st.one_of(TEXT, st.text(st.characters(), max_size=40)))
@example("**_**a")
@example("( (a) b")
def test_what_is_spoken_is_spoken_the_same_again(text: str) -> None:
    once = speakable(text)
    assert speakable(once) == once
    assert not once or any(mark.isalnum() for mark in once)
