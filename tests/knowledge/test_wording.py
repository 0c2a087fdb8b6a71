"""A triple is told as people tell it, a passage by the sentence that matters, and no number or name is changed."""

from __future__ import annotations

import pytest

from roleplay_lite.knowledge.spans import best_sentences
from roleplay_lite.knowledge.telling import in_character
from roleplay_lite.knowledge.wording import clause
from roleplay_lite.persona import load_persona

PERSONAS = ("ajiao", "cuijiuniang", "milo", "niaoniao", "peizhao", "tongshifu", "xiaoman")


@pytest.mark.parametrize(
    ("entity", "attribute", "values", "told"),
    [
        ("珠穆朗玛峰", "海拔", ("8848.86米",), "珠穆朗玛峰海拔8848.86米"),
        ("画蛇添足", "释义", ("比喻做了多余的事。",), "「画蛇添足」比喻做了多余的事"),
        ("高兴", "释义", ("愉快而兴奋",), "「高兴」的意思是愉快而兴奋"),
        ("法国", "首都", ("巴黎",), "法国的首都是巴黎"),
        ("巴黎", "是哪国首都", ("法国",), "巴黎是法国的首都"),
        ("静夜思", "作者", ("李白",), "《静夜思》的作者是李白"),
        ("床前明月光", "下一句", ("疑是地上霜",), "床前明月光，疑是地上霜"),
        ("外甥打灯笼", "下一句", ("照旧（舅）",), "外甥打灯笼，照旧（舅）"),
        ("爱因斯坦", "出生日期", ("1879-03-14",), "爱因斯坦出生于1879年3月14日"),
        ("氢", "发现年份", ("1766",), "氢是1766年发现的"),
        ("故宫", "位置", ("位于北京中轴线",), "故宫位于北京中轴线"),
        ("加拿大", "语言", ("英语", "法语"), "加拿大说英语、法语"),
        ("静夜思", "朝代", ("唐",), "静夜思是唐代的"),
        ("周杰伦", "国籍", ("中国",), "周杰伦是中国人"),
        ("铁", "周期", ("第4周期",), "铁在元素周期表的第4周期"),
        ("扫地机", "保修期", ("两年",), "扫地机的保修期是两年"),
        ("France", "capital", ("Paris",), "The capital of France is Paris"),
        ("Hamlet", "author", ("William Shakespeare",), "Hamlet was written by William Shakespeare"),
        ("France", "population", ("68 million",), "France has a population of 68 million"),
    ],
)
def test_each_attribute_is_worded_in_its_own_way(
    entity: str, attribute: str, values: tuple[str, ...], told: str
) -> None:
    assert clause(entity, attribute, values) == told


def test_a_long_list_is_cut_and_says_so() -> None:
    told = clause("中国", "邻国", ("俄罗斯", "蒙古", "越南", "印度", "缅甸", "老挝"))

    assert told == "中国的邻国有俄罗斯、蒙古、越南、印度、缅甸等"


def test_of_a_passage_the_sentences_that_answer_are_told() -> None:
    river = "长江发源于青藏高原。长江全长6397公里，是亚洲第一长河。它流经11个省。"

    assert best_sentences(river, "长江有多长") == "长江全长6397公里，是亚洲第一长河。"
    assert best_sentences("一句话。", "什么") == "一句话。"
    assert best_sentences(
        "Paris is the capital of France. It has 2.1 million people. It is old.", "how many people live in Paris"
    ) == ("Paris is the capital of France. It has 2.1 million people.")


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("seed", range(6))
def test_a_persona_says_it_in_its_way_and_changes_nothing(persona: str, seed: int) -> None:
    fact = "珠穆朗玛峰海拔8848.86米"
    told = in_character(load_persona(persona), "fact", fact, seed=seed)

    assert fact in told
    assert "日志" not in told
    assert "{" not in told


def test_by_another_seed_it_is_said_another_way() -> None:
    who = load_persona("xiaoman")

    assert len({in_character(who, "fact", "法国的首都是巴黎", seed=seed) for seed in range(8)}) > 2


def test_what_is_long_is_told_without_a_tail() -> None:
    long = "「守株待兔」比喻不主动地努力，而存万一的侥幸心理，希望得到意外的收获。也比喻死守狭隘经验，不知变通"
    for seed in range(8):
        assert in_character(load_persona("niaoniao"), "fact", long, seed=seed).endswith("不知变通。")


def test_english_is_told_in_english() -> None:
    told = {
        in_character(load_persona("milo"), "fact", "The capital of France is Paris", seed=seed, language="en")
        for seed in range(6)
    }

    assert all("Paris" in one and one.isascii() for one in told)
