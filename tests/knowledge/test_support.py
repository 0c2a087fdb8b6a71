"""What a draft says of the world stands in the evidence, or is held back; small talk passes."""

from __future__ import annotations

import pytest

from roleplay_lite.knowledge.evidence import Evidence
from roleplay_lite.knowledge.support import claims_fact, unsupported

EVEREST = (
    Evidence(
        text="珠穆朗玛峰海拔8848.86米，位于中国与尼泊尔边境",
        level="triple",
        id="zh-basic/triple/1",
        score=0.9,
        entity="珠穆朗玛峰",
        attribute="海拔",
        value="8848.86米",
    ),
)
EINSTEIN = (
    Evidence(text="爱因斯坦出生于1879年3月14日", level="triple", id="p/triple/2", score=0.9, value="1879-03-14"),
    Evidence(text="《静夜思》的作者是李白", level="triple", id="p/triple/3", score=0.9, value="李白"),
)
FRANCE = (Evidence(text="The capital of France is Paris", level="triple", id="p/triple/4", score=0.9, value="Paris"),)
HIGH = "珠穆朗玛峰有多高"


@pytest.mark.parametrize(
    "sentence",
    [
        "珠穆朗玛峰海拔8848.86米。",
        "我跟你讲，珠穆朗玛峰有8848.86米那么高！",
        "约8849米，厉害吧。",
        "珠穆朗玛峰大概八千八百四十八米。",
        "哎呀，好高呀，我飞都飞不上去。",
        "珠穆朗玛峰在中国和尼泊尔的边境。",
        "你想去爬吗？",
        "我喜欢吃面。",
    ],
)
def test_what_the_evidence_says_passes_and_so_does_small_talk(sentence: str) -> None:
    assert unsupported(sentence, EVEREST, HIGH) == ""


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("珠穆朗玛峰海拔8844.43米。", "number"),
        ("珠穆朗玛峰有九千米高。", "number"),
        ("它位于西藏自治区日喀则市。", "name"),
        ("珠穆朗玛峰海拔8848.86米，在印度境内的喜马拉雅山脉。", "name"),
        ("1953年人类第一次登顶。", "date"),
        ("珠穆朗玛峰是世界上最美丽的旅游胜地，每年吸引许多登山爱好者前来。", "coverage"),
    ],
)
def test_what_is_made_up_is_held_back_with_its_reason(sentence: str, reason: str) -> None:
    assert unsupported(sentence, EVEREST, HIGH) == reason


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("爱因斯坦是1879年出生的。", ""),
        ("爱因斯坦生于1879年3月14号。", ""),
        ("爱因斯坦1880年出生。", "date"),
        ("《静夜思》是李白写的。", ""),
        ("《静夜思》是杜甫写的。", "name"),
        ("《静夜思》和《将进酒》都是李白写的。", "name"),
    ],
)
def test_dates_and_names_are_those_of_the_evidence(sentence: str, reason: str) -> None:
    assert unsupported(sentence, EINSTEIN, "静夜思是谁写的") == reason


def test_english_is_held_to_its_evidence_too() -> None:
    heard = "what is the capital of France"

    assert unsupported("Well, Paris is the capital of France.", FRANCE, heard) == ""
    assert unsupported("The capital of France is Lyon.", FRANCE, heard) == "name"
    assert unsupported("Paris is the capital of France, founded in 1200.", FRANCE, heard) == "number"


def test_a_question_does_not_support_the_answer_it_suggests() -> None:
    assert unsupported("珠穆朗玛峰有9000米高。", EVEREST, "珠穆朗玛峰有9000米吧") == "number"
    assert unsupported("珠穆朗玛峰有9000米高。", EVEREST, "听说珠穆朗玛峰有9000米") == "number"


def test_the_personas_own_facts_and_the_packs_names_count() -> None:
    names = {"长江": ("长江",), "": ()}

    def named(text: str) -> tuple[str, ...]:
        return tuple(name for name in names if name and name in text)

    assert unsupported("长江是珠穆朗玛峰的河。", EVEREST, HIGH, names=named) == "name"
    assert unsupported("年糕是一只橘猫。", EVEREST, HIGH, own=("年糕是一只橘猫",)) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "珠穆朗玛峰海拔8848.86米。",
        "法国的首都是巴黎。",
        "我跟你讲，静夜思是李白写的。",
        "长江长六千三百公里哦",
        "画蛇添足比喻做多余的事。",
        "中国有56个民族。",
        "《红楼梦》是曹雪芹写的。",
        "我记得长城有两万多公里。",
        "企鹅生活在南极。",
        "Paris is the capital of France.",
        "The Nile is 6650 km long.",
    ],
)
def test_a_sentence_of_the_world_needs_support(sentence: str) -> None:
    assert claims_fact(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "我喜欢吃面。",
        "今天天气真好。",
        "你先去喝口热水。",
        "我跟你讲，年糕又踩我了。",
        "这是我的猫。",
        "等我三分钟。",
        "我今年二十岁。",
        "别难过，明天会更好。",
        "珠峰有九千米吗？",
        "这个我不确定。",
        "你明天八点要起床。",
        "我昨天跑了三公里。",
        "我妈妈是老师。",
        "好吃是好吃，就是有点贵。",
        "I like noodles.",
        "You should sleep.",
    ],
)
def test_small_talk_needs_none(sentence: str) -> None:
    assert not claims_fact(sentence)
