"""A feeling is met before anything else: named, stood by or asked after, in its own key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.evaluation.judging.empathy import empathy

LOW, MIXED, HIGH = -1, 0, 1
FAILED = "模考砸了，志愿怕是要改"
GRIEF = "外公上个月没了，我还没缓过来"
JOY = "我闺女评上先进了，奖状挂客厅了"
COLD = "他们出去吃饭又没叫我"
RELIEF = "快递找着了，里头是我全部的稿子"


@pytest.mark.parametrize(
    ("reply", "said", "valence"),
    [
        ("哎呀，心里肯定不好受吧。", FAILED, LOW),
        ("模考而已嘛，我懂你的委屈。", FAILED, LOW),
        ("想哭就哭一会儿，我陪着你。", GRIEF, LOW),
        ("外公走了，你心里空落落的，我晓得。", GRIEF, LOW),
        ("外公以前最爱跟你说什么呀？", GRIEF, LOW),
        ("别太难过了，他一定舍不得看你这样。", GRIEF, LOW),
        ("被落下最难受了，换我也要生闷气。", COLD, LOW),
        ("唉，这帮人真不够意思。", COLD, LOW),
        ("怎么又没叫你？上回也这样吗？", COLD, LOW),
        ("恭喜恭喜，这奖状得裱起来！", JOY, HIGH),
        ("你闺女真争气。", JOY, HIGH),
        ("哇，评的是哪一年的先进呀？", JOY, HIGH),
        ("总算找着了，吓出一身汗吧。", RELIEF, HIGH),
        ("那可真是虚惊一场。", RELIEF, HIGH),
        ("又高兴又舍不得，是这个滋味吧。", "明天我就出师单干了，师傅送我到门口", MIXED),
    ],
)
def test_a_reply_that_names_the_feeling_stands_by_or_asks_after_it_meets_it(
    reply: str, said: str, valence: int
) -> None:
    read = empathy(reply, said, valence)
    assert (read.meets, read.wrong_tone) == (True, False)


@pytest.mark.parametrize(
    ("reply", "said", "valence"),
    [
        ("今天天气不错，我在晒太阳。", FAILED, LOW),
        ("我最喜欢吃冰杨梅。", GRIEF, LOW),
        ("志愿要看分数线和专业。", FAILED, LOW),
        ("快去复习，把错题抄一遍。", FAILED, LOW),
        ("我也不难过。", GRIEF, LOW),
        ("我好饿，我的家在海边。", "我好饿，谁也不管我", LOW),
        ("我真高兴今天有小番茄。", COLD, LOW),
        ("奖状是用纸做的。", JOY, HIGH),
        ("稿子要备份三份才行。", RELIEF, HIGH),
        ("", GRIEF, LOW),
        ("我在这儿画了一页小人儿。", GRIEF, LOW),
        ("你家几口人啊？", COLD, LOW),
    ],
)
def test_a_reply_that_goes_past_the_feeling_does_not_meet_it(reply: str, said: str, valence: int) -> None:
    assert not empathy(reply, said, valence).meets


@pytest.mark.parametrize(
    ("reply", "said", "valence"),
    [
        ("太好了，恭喜你！", GRIEF, LOW),
        ("哈哈哈，那你自己吃呗。", COLD, LOW),
        ("真棒，你一定很开心。", FAILED, LOW),
        ("这点小事至于吗。", COLD, LOW),
        ("你想太多了。", COLD, LOW),
        ("有什么好哭的。", GRIEF, LOW),
        ("别难过，下次会更好。", JOY, HIGH),
        ("节哀顺变。", JOY, HIGH),
        ("太可惜了，真遗憾。", RELIEF, HIGH),
        ("不就是张奖状嘛。", JOY, HIGH),
    ],
)
def test_to_rejoice_at_grief_or_console_joy_is_the_wrong_tone(reply: str, said: str, valence: int) -> None:
    """And it meets nothing, whatever else it says."""
    read = empathy(reply, said, valence)
    assert (read.meets, read.wrong_tone) == (False, True)


@pytest.mark.parametrize(
    ("reply", "valence"),
    [
        ("没什么好恭喜的，你心里难受吧。", LOW),
        ("一点也不好玩，他们太过分了。", LOW),
        ("我不觉得你想多了，换谁都会委屈。", LOW),
        ("谁说可惜了，这是喜事！", HIGH),
    ],
)
def test_a_word_that_is_denied_sets_no_tone(reply: str, valence: int) -> None:
    assert not empathy(reply, COLD if valence == LOW else JOY, valence).wrong_tone


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("你应该多跟他们沟通。", True),
        ("先冷静一下，再好好想想。", True),
        ("加油，你可以的！", True),
        ("要不你去找老师说说？", True),
        ("建议你多出去走走，心情会好的。", True),
        ("嗯，试试主动约他们。心里委屈就跟我说。", True),
        ("心里不好受吧？明天可以去问问他们。", False),
        ("这也太欺负人了，你去找他们说清楚。", False),
        ("唉，先别急，慢慢说给我听。", False),
        ("别难过，我陪你。", False),
        ("要不我陪你出去走走？", False),
        ("咱们一起去吃顿好的。", False),
        ("他们去吃什么了？你应该问问。", False),
        ("我在晒太阳。", False),
    ],
)
def test_advice_before_comfort_is_told_from_comfort_before_advice(reply: str, expected: bool) -> None:
    assert empathy(reply, COLD, LOW).advises_first is expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("后来呢？", True),
        ("你跟谁一块儿去的呀？", True),
        ("心里还难受吗？", True),
        ("是吗？", False),
        ("谁不知道呢。", False),
        ("真的吗？我不信。", False),
        ("他们出去吃饭又没叫我？", False),
        ("我在听。", False),
        ("你是不是喜欢穿衣服？", False),
        ("有什么事吗？", False),
    ],
)
def test_asking_back_is_a_question_about_what_was_told(reply: str, expected: bool) -> None:
    assert empathy(reply, COLD, LOW).asks_back is expected


@given(reply=st.text(max_size=60), valence=st.sampled_from([LOW, MIXED, HIGH]))
def test_any_reply_is_read(reply: str, valence: int) -> None:
    read = empathy(reply, COLD, valence)
    assert not (read.meets and read.wrong_tone)
