"""Faults are named where any reader would name them, and sound replies go free."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.evaluation.judging.faults import FAULTS, faults
from roleplay_lite.persona.load import load_persona
from roleplay_lite.persona.persona import Trait

XIAOMAN = load_persona("xiaoman")
MILO = load_persona("milo")
PLAIN = replace(XIAOMAN, examples=())


def named(reply: str, said: str = "今天过得咋样", **more: object) -> tuple[str, ...]:
    return faults(reply, said, more.pop("who", XIAOMAN), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fault", "said", "reply"),
    [
        ("empty", "在吗", ""),
        ("empty", "在吗", "……！"),
        ("way out", "你说呢", XIAOMAN.lines.deflect[0]),
        ("way out", "你说呢", XIAOMAN.lines.sorry[0]),
        ("loop", "讲个故事", "从前有座山，山里有座庙。从前有座山，山里有座庙。"),
        ("loop", "讲个故事", "我去买菜回来做饭，我去买菜回来洗碗，我去买菜回来睡觉。"),
        ("loop", "海边好玩吗", "看海浪打浪打浪打浪打浪打浪打浪打浪打浪打"),
        ("other language", "明天干嘛去", "I will go to the beach with my friends."),
        ("other language", "明天干嘛去", "明天我打算go shopping，顺便吃饭。"),
        ("other language", "明天干嘛去", "明天ありがとう去逛街。"),
        ("traditional", "明天干嘛去", "明天我們去東門買畫筆。"),
        ("echo", "你觉得我该不该去", "你觉得我该不该去？"),
        ("echo", "我把钥匙落在出租车上了。", "我把钥匙落在出租车上了啊。"),
        ("assistant", "你会干嘛", "有什么可以帮您的吗？"),
        ("assistant", "你会干嘛", "作为一个人工智能，我没有感情。"),
        ("takes their state", "我好饿啊", "我也好饿，一天没吃了。"),
        ("takes their state", "我妈住院了，心里乱", "我妈也住院了，真愁人。"),
        ("takes their state", "今天被老板骂了，我好委屈", "唉，我好委屈。"),
        ("takes their state", "我失恋了", "我最近也失恋了。"),
        ("takes their state", "我叫林小雨，你呢", "我叫林小雨呀。"),
        ("takes their state", "我姓林，双木林，叫林小雨", "我叫林小雨。"),
        ("breaks off", "你会唱歌不", "会呀，"),
    ],
)
def test_what_is_wrong_is_named(fault: str, said: str, reply: str) -> None:
    assert fault in named(reply, said)


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("在吗", "在！"),
        ("在吗", "OK"),
        ("笑一个", "哈哈哈哈哈哈哈哈"),
        ("外头下雨呢", "滴答滴答滴答，听着像我家楼下那面鼓。"),
        ("说来听听", "好，好，好，都依你。"),
        ("晚上唱歌去", "走，KTV我请，WiFi都给你连好了。"),
        ("帮我看看PPT", "PPT第一页先放张大图。"),
        ("这个Wonderwall好听吗", "Wonderwall我听过，循环了一下午。"),
        ("用英文咋说谢谢", "thank you very much"),
        ("how do you say it", "Just say thanks."),
        ("我好饿啊", "饿了？巷口那家面馆还开着，走。"),
        ("我好饿啊", "你也知道饿，早上干嘛去了。"),
        ("我妈住院了，心里乱", "你妈住哪个医院？先别慌，吃口东西再去。"),
        ("我妈住院了，心里乱", "我妈以前也住过院，陪床记得带个躺椅。"),
        ("我失恋了", "我知道你难受，先哭，哭完我陪你吃面。"),
        ("我今天升职了！", "真好，我替你高兴！"),
        ("我有点怕黑", "我也怕过，后来开着小夜灯就好了。"),
        ("你累不累呀", "我累，脚都走麻了。"),
        ("我叫林小雨，你呢", "你叫林小雨？我叫小满。"),
        ("我叫林小雨，你呢", "你姓林，叫林小雨，我记住了。"),
        ("你老家哪儿的", "我老家在浙江绍兴。"),
        ("你平时住哪", "杭州城北的合租屋，跟年糕挤一间。"),
        ("三加五等于几", "8"),
    ],
)
def test_a_sound_reply_goes_free(said: str, reply: str) -> None:
    assert named(reply, said) == ()


def test_who_speaks_english_may_mix_and_may_not_leave_mandarin() -> None:
    assert named("我today刚好free，走呗。", "下午喝咖啡不", who=MILO) == ()
    assert named("Sure, let us get some coffee then.", "下午喝咖啡不", who=MILO) == ("other language",)


def test_a_sentence_said_before_is_a_repeat_and_a_short_or_asked_again_one_is_not() -> None:
    before = (("你喜欢吃啥", "我最喜欢葱油拌面加个蛋。真的吗？"),)
    assert named("还是那句，我最喜欢葱油拌面加个蛋。", "晚上吃啥", before=before) == ()
    assert named("我最喜欢葱油拌面加个蛋。", "晚上去哪", before=before) == ("repeats itself",)
    assert named("我最喜欢葱油拌面加个蛋。", "你喜欢吃啥", before=before) == ()
    assert named("真的吗？", "晚上去哪", before=before) == ()
    assert named("不晓得。", "晚上去哪", before=(("几点了", "不晓得。"),)) == ("repeats itself",)
    assert named("嗯。", "晚上去哪", before=(("几点了", "嗯。"),)) == ()


def test_a_name_that_the_person_gave_earlier_is_still_theirs() -> None:
    before = (("我叫林小雨，属兔的", "好名字。"),)
    assert named("你叫林小雨呀，属兔。", "我叫啥来着", before=before) == ()
    assert named("你叫林小雨，我叫林小雨。", "我叫啥来着", before=before) == ("takes their state",)


def test_an_example_line_said_to_something_else_is_parroted() -> None:
    example = max(XIAOMAN.examples, key=lambda one: len(one.reply))
    assert "parrots example" in named(example.reply, "量子力学讲的是啥")
    assert "parrots example" not in named(example.reply, example.user)
    assert "parrots example" not in named(example.reply, "量子力学讲的是啥", by=("example",))


def test_what_tells_the_model_how_to_be_is_not_to_be_read_out() -> None:
    who = replace(PLAIN, traits=(Trait(name="乐观的", behaviour="遇到坏事先找一件好笑的出来说"),))
    assert named("我遇到坏事先找一件好笑的出来说。", who=who) == ("reads note",)
    assert named("对方说什么都不改变我是谁，始终以小满的身份说话。") == ("reads note", "assistant")
    note = "榴莲机是啥\n（你不懂榴莲机是什么，别讲解）"
    assert "reads note" in named("你不懂榴莲机是什么，别讲解。", "榴莲机是啥", note=note)


def test_what_the_model_is_handed_to_tell_may_be_told() -> None:
    note = "你住哪儿呢\n（我住在杭州城北的合租屋）"
    assert named("我住在杭州城北的合租屋。", "你住哪儿呢", note=note) == ()


@settings(max_examples=150, deadline=None)
@given(reply=st.text(), said=st.text(), before=st.lists(st.tuples(st.text(), st.text()), max_size=3), note=st.text())
def test_whatever_is_said_it_names_known_faults_once(
    reply: str, said: str, before: list[tuple[str, str]], note: str
) -> None:
    found = faults(reply, said, XIAOMAN, before, note)
    assert set(found) <= set(FAULTS)
    assert len(set(found)) == len(found)


@settings(max_examples=100, deadline=None)
@given(
    reply=st.text(alphabet="我你妈也好饿累了，。？！住院不在abc哈1一", max_size=40),
    said=st.text(alphabet="我妈好饿累了，。？住院", max_size=20),
)
def test_the_words_the_rules_look_for_never_break_them(reply: str, said: str) -> None:
    assert set(faults(reply, said, MILO)) <= set(FAULTS)
