"""What words say of their speaker's feeling: whose it is, how strong, and whether it is meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.emotion.feeling import LABELS
from roleplay_lite.emotion.happenings import happenings
from roleplay_lite.emotion.lexicon import english, words
from roleplay_lite.emotion.read import read_feeling
from roleplay_lite.emotion.rules import read


def label(text: str) -> str:
    return read_feeling(text).label


def valence(text: str) -> float:
    return sum(hit.valence for hit in read(text).hits)


def intensity(text: str) -> float:
    return read_feeling(text).intensity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我好难过", "sad"),
        ("今天真的太开心了", "happy"),
        ("气死我了", "angry"),
        ("我有点担心明天", "anxious"),
        ("累死了，腿都抬不起来", "tired"),
        ("吓死我了", "afraid"),
        ("真的好尴尬啊", "ashamed"),
        ("没人陪我说话", "lonely"),
        ("可算松了口气", "relieved"),
        ("太谢谢你了", "grateful"),
        ("真恶心", "disgusted"),
        ("我为女儿感到骄傲", "proud"),
        ("好无聊啊，没事干", "bored"),
        ("I'm so happy today", "happy"),
        ("I feel really lonely", "lonely"),
        ("我今天 super nervous", "anxious"),
        ("😭😭😭", "sad"),
        ("(╯°□°)╯︵┻━┻", "angry"),
        ("今天升职了^_^", "happy"),
    ],
)
def test_a_feeling_that_is_named_is_found(text: str, expected: str) -> None:
    assert label(text) == expected


@pytest.mark.parametrize(
    "text",
    ["他很生气", "我觉得他很难过", "我同事特别焦虑", "他很累，也很烦", "你难过吗", "你开不开心", "要是我难过怎么样",
        "他说「我很难过」",
     "放一首悲伤的歌", "《愤怒的小鸟》好下载吗", "She is so angry", "祝你开心", "别难过"],
)  # fmt: skip
def test_what_is_another_s_or_only_asked_for_is_not_the_speaker_s(text: str) -> None:
    assert label(text) == "neutral"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他让我很生气", "angry"),
        ("我替他高兴", "happy"),
        ("我对他很失望", "sad"),
        ("他走了，好难过", "sad"),
        ("我妈说我没用，我真的很伤心", "sad"),
    ],
)
def test_a_feeling_about_somebody_is_the_speaker_s(text: str, expected: str) -> None:
    assert label(text) == expected


@pytest.mark.parametrize("word", ["难过", "生气", "害怕", "担心"])
def test_a_negated_bad_feeling_is_no_bad_feeling(word: str) -> None:
    assert valence(f"我很{word}") < -0.3
    assert valence(f"我不{word}") > -0.2
    assert valence(f"我一点也不{word}") > -0.2


@pytest.mark.parametrize("word", ["开心", "高兴", "满意", "快乐"])
def test_each_negation_turns_a_good_feeling_round(word: str) -> None:
    assert valence(f"我很{word}") > 0.3
    assert valence(f"我并不{word}") < 0
    assert valence(f"我没那么{word}") < 0
    assert valence(f"我不是不{word}") > -0.2
    assert valence(f"有什么好{word}的") < 0
    assert valence(f"别提多{word}了") > 0.3


@pytest.mark.parametrize(
    ("text", "sign"), [("谁说我难过了", 0), ("难道我不难过吗", -1), ("我能不生气吗", -1), ("我怎么能不担心", -1)]
)
def test_a_question_that_is_none_is_taken_as_it_is_meant(text: str, sign: int) -> None:
    assert valence(text) < -0.3 if sign < 0 else abs(valence(text)) < 0.3


def test_degree_words_order_the_same_feeling() -> None:
    ladder = [intensity(text) for text in ("我有点累", "我累", "我累死了")]
    assert ladder == sorted(ladder)
    assert ladder[0] < ladder[-1]
    assert intensity("我太难过了！！") >= intensity("我难过") > intensity("我稍微有点难过")


@pytest.mark.parametrize(
    "text", ["呵呵，太好了", "太好了，又要加班", "真有你的，高兴坏了", "Great, just what I needed, another meeting"]
)
def test_praise_that_is_meant_the_other_way_round_is_not_good(text: str) -> None:
    assert read_feeling(text).valence < 0


def test_what_comes_after_but_is_what_is_meant() -> None:
    assert label("虽然很累，但是特别开心") == "happy"
    assert label("本来挺开心的，可是现在好难过") == "sad"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我奶奶昨天走了", "sad"),
        ("领导又骂我", "angry"),
        ("门外有人一直在拧门把手", "afraid"),
        ("明天就要高考了", "anxious"),
        ("女儿今天会叫爸爸了", "proud"),
        ("复查结果出来了，是良性", "relieved"),
    ],
)
def test_what_befalls_somebody_needs_no_word_for_the_feeling(text: str, expected: str) -> None:
    assert label(text) == expected


@pytest.mark.parametrize(
    "text",
    ["今天天气怎么样", "帮我定个七点的闹钟", "空气质量好不好", "倒垃圾的时间是几点", "困难的题目怎么做",
        "我切了一个苹果",
     "麻烦你把灯关了", "积累了多少积分", "恐怕要下雨", "手机没电了", "把音量调高一点", "哼一首歌"],
)  # fmt: skip
def test_everyday_words_that_hold_one_are_left_alone(text: str) -> None:
    assert label(text) == "neutral"


def test_every_listed_word_is_under_a_feeling_and_strong_within_bounds() -> None:
    listed = [*words().values(), *english().values(), *happenings()]
    assert len(listed) > 1000
    assert all(one.label in LABELS and 0 < one.strength <= 1 for one in listed)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_within_bounds(text: str) -> None:
    for hit in read(text).hits:
        assert 0 <= hit.strength <= 1
        assert -1 <= hit.valence <= 1
        assert 0 <= hit.arousal <= 1


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*words(), "我", "不", "没", "很", "他", "，", "吗", "但是", "死了", "！"]), max_size=30)
)
def test_any_run_of_its_own_words_is_read_within_bounds(parts: list[str]) -> None:
    felt = read_feeling("".join(parts))
    assert felt.label in LABELS
    assert all(clause in "".join(parts) for clause in read("".join(parts)).clauses)
