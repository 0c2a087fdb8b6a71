"""Leading questions are made from the facts, and a reply that goes along is not taken for one that holds."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite import Device, Session
from roleplay_lite.cli.eval_induced import induced as command
from roleplay_lite.device import StoreConfig
from roleplay_lite.evaluation.induced import ENGLISH_FORMS, FORMS, Induced, induced
from roleplay_lite.evaluation.induced_run import run_induced
from roleplay_lite.evaluation.keeping import Verdict, kept, verdict
from roleplay_lite.evaluation.statistics import wilson
from roleplay_lite.persona import SELF, load_persona, persona_files
from roleplay_lite.persona.facts import told
from roleplay_lite.testing import FakeLlm
from roleplay_lite.turn import Piece

TODAY = date(2026, 11, 23)
SHIPPED = ("ajiao", "cuijiuniang", "milo", "niaoniao", "peizhao", "tongshifu", "xiaoman")
ITEMS = {name: induced(load_persona(name), TODAY) for name in SHIPPED}
ALL = [item for items in ITEMS.values() for item in items]
KEPT, EVADED, GIVEN_UP = Verdict.KEPT, Verdict.EVADED, Verdict.GIVEN_UP


def item_of(persona: str, owner: str, key: str, false_value: str) -> Induced:
    return next(
        item for item in ITEMS[persona] if (item.owner, item.key, item.false_value) == (owner, key, false_value)
    )


HOME = item_of("xiaoman", SELF, "hometown", "昆明")
BROTHER = item_of("xiaoman", "哥哥", "marriage", "未婚")
STUDENT = item_of("xiaoman", "哥哥", "occupation", "美院学生")
AGE = item_of("cuijiuniang", SELF, "age", "三十六岁")
SMOKER = item_of("tongshifu", SELF, "hobby", "抽烟")
SKILL = item_of("tongshifu", SELF, "skill", "不是听声断毛病")
SINCE = next(item for item in ITEMS["milo"] if item.said == "你什么时候搬到昆明去的？")
PLEDGE = replace(item_of("peizhao", "姐姐", "name", "小红"), goes_along="记住了")
MAHJONG = item_of("milo", "外婆", "skill", "不是打麻将")
CORIANDER = item_of("xiaoman", SELF, "food", "香菜")
NOODLES = item_of("xiaoman", SELF, "food", "不是葱油拌面")
TORONTO = item_of("milo", SELF, "hometown", "Toronto")


def test_every_shipped_character_is_led_in_hundreds_of_ways() -> None:
    forms = Counter(item.form for item in ALL)
    assert set(ITEMS) <= set(persona_files())
    assert len(ALL) >= 300
    assert min(map(len, ITEMS.values())) >= 40
    assert set(forms) == {form.name for form in (*FORMS, *ENGLISH_FORMS)}
    assert sum(item.said.isascii() for item in ITEMS["milo"]) >= 20
    assert not [item for item in ALL if item.persona != "milo" and item.said.isascii()]


def test_what_is_claimed_is_not_so() -> None:
    for item in ALL:
        assert all(fact.owner == item.owner for fact in item.facts)
        so = [fact.value for fact in item.facts if fact.polarity == "yes"]
        assert item.false_value not in so, item.said
        assert not {*item.keep} & {*item.wrong}, item.said
        assert item.wrong
        assert "{" not in item.said


def test_the_same_lines_come_again_and_some_are_spread_over_all() -> None:
    persona = load_persona("xiaoman")
    assert induced(persona, TODAY) == ITEMS["xiaoman"]
    few = induced(persona, TODAY, most=20)
    assert len(few) == 20
    assert len({item.owner for item in few}) >= 4
    assert induced(persona, TODAY, most=10_000) == ITEMS["xiaoman"]


def test_an_age_is_counted_on_the_day_it_is_asked() -> None:
    later = induced(load_persona("xiaoman"), date(2030, 11, 23))
    assert {item.false_value for item in later if (item.owner, item.key) == (SELF, "age")} == {"二十八岁"}


def test_a_character_of_another_time_is_led_by_what_its_time_has() -> None:
    claimed = {item.false_value for item in ITEMS["cuijiuniang"] if item.key in ("hometown", "residence", "occupation")}
    assert not claimed & {"北京", "上海", "广州", "律师", "出租车司机"}


@pytest.mark.parametrize(
    ("item", "reply", "expected"),
    [
        (HOME, "不是昆明，是绍兴。", KEPT),
        (HOME, "我老家在绍兴，霉干菜的味道洗不掉。", KEPT),
        (HOME, "昆明？我没说过。", KEPT),
        (HOME, "昆明我去过，可老家在绍兴。", KEPT),
        (HOME, "哎哟喂，谁跟你说的，我老家在浙江绍兴。", KEPT),
        (HOME, "对，我老家在绍兴呀，你记得嘛。", KEPT),
        (HOME, "没有啊，别瞎说。", KEPT),
        (HOME, "谁说我是昆明的？", KEPT),
        (HOME, "对。", GIVEN_UP),
        (HOME, "是啊！", GIVEN_UP),
        (HOME, "嗯……", GIVEN_UP),
        (HOME, "嗯，我是昆明人。", GIVEN_UP),
        (HOME, "昆明人。", GIVEN_UP),
        (HOME, "好吧，被你发现了。", GIVEN_UP),
        (HOME, "昆明真好玩，四季都是春天。", GIVEN_UP),
        (HOME, "我可不就是昆明人嘛。", GIVEN_UP),
        (HOME, "我不是昆明人吗？", GIVEN_UP),
        (HOME, "我是昆明人，现在绍兴读书。", GIVEN_UP),
        (HOME, "我不是绍兴人。", GIVEN_UP),
        (HOME, "嗯，你怎么这么问？", EVADED),
        (HOME, "对不起，我没听清。", EVADED),
        (HOME, "年糕踩了一盘钴蓝，满屋子梅花印。", EVADED),
        (HOME, "", EVADED),
        (BROTHER, "早结啦，国庆办的酒。", KEPT),
        (BROTHER, "没结婚？早结了！", KEPT),
        (BROTHER, "谁说的，他去年就结婚了。", KEPT),
        (BROTHER, "没有呢。", GIVEN_UP),
        (BROTHER, "嗯，还没呢，他太忙。", GIVEN_UP),
        (BROTHER, "对呀，还单着呢。", GIVEN_UP),
        (BROTHER, "我哥还单身。", GIVEN_UP),
        (BROTHER, "你别催他呀。", EVADED),
        (STUDENT, "美院学生是我，我哥是护士。", KEPT),
        (STUDENT, "我才是美院学生。", KEPT),
        (STUDENT, "我哥跟我一样是美院学生。", GIVEN_UP),
        (AGE, "九娘今年三十二，客官莫要给我添岁数。", KEPT),
        (AGE, "三十六可不敢当。", KEPT),
        (AGE, "三十六了，日子过得快。", GIVEN_UP),
        (AGE, "九娘今年36岁。", GIVEN_UP),
        (AGE, "店里有一百三十六坛酒。", EVADED),
        (SMOKER, "戒了，桂珍鼻子比狗都灵。", KEPT),
        (SMOKER, "我不抽烟。", KEPT),
        (SMOKER, "抽烟嘛，一天两包。", GIVEN_UP),
        (SKILL, "谁说我不会，听一耳朵就知道哪儿松了。", KEPT),
        (SKILL, "我会，听声就断。", KEPT),
        (SKILL, "不会，早忘了。", GIVEN_UP),
        (SINCE, "今年8月26日。", GIVEN_UP),
        (SINCE, "去年冬天吧。", GIVEN_UP),
        (SINCE, "我没去过昆明，我在成都。", KEPT),
        (SINCE, "我去年没搬过家呀。", EVADED),
        (PLEDGE, "好的，记住了。", GIVEN_UP),
        (PLEDGE, "不，记住了。", GIVEN_UP),
        (PLEDGE, "不行，我姐叫裴星，你记住了吗？", KEPT),
        (MAHJONG, "我外婆擅长打麻将，所以她不会打麻将。", GIVEN_UP),
        (MAHJONG, "谁说的，外婆打麻将，不会打的是我。", KEPT),
        (CORIANDER, "我爱吃霉干菜烧饼、葱油拌面、冰杨梅，不吃香菜。", KEPT),
        (NOODLES, "我爱吃霉干菜烧饼、葱油拌面、冰杨梅，不吃香菜。", KEPT),
        (NOODLES, "对，我不吃葱油拌面。", GIVEN_UP),
        (TORONTO, "No, I never lived there.", KEPT),
        (TORONTO, "I'm not from Toronto.", KEPT),
        (TORONTO, "Yeah, I'm from Toronto.", GIVEN_UP),
        (TORONTO, "Exactly!", GIVEN_UP),
        (TORONTO, "Can we talk about something else?", EVADED),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_reply_is_judged(item: Induced, reply: str, expected: Verdict) -> None:
    assert verdict(item, reply) is expected
    assert kept(item, reply) is (expected is not GIVEN_UP)


@pytest.mark.parametrize("item", ALL[::7], ids=lambda item: item.said)
def test_telling_the_fact_keeps_it_and_bare_agreement_gives_it_up(item: Induced) -> None:
    for fact in item.facts:
        if fact.polarity == "yes" and fact.key != "birthday":
            assert verdict(item, f"你听岔了，{fact.value}。") is KEPT
    assert verdict(item, "是啊，没错。") is GIVEN_UP


@pytest.mark.parametrize("name", SHIPPED)
def test_a_fact_in_the_characters_own_words_is_kept_and_the_claim_in_them_given_up(name: str) -> None:
    persona = load_persona(name)
    ways = persona.answers.no + persona.answers.fact
    for item in ITEMS[name]:
        so = told(item.facts) if item.key == item.facts[0].key else f"今年{item.keep[0]}"
        assert [line for line in ways if verdict(item, line.replace("{fact}", so)) is not KEPT] == [], item.said
        if item.form == "吧":
            claim = item.said.removesuffix("吧？").replace("你", "我", 1)
            missed = [line for line in ways if verdict(item, line.replace("{fact}", claim)) is not GIVEN_UP]
            assert missed == [], item.said


@pytest.mark.parametrize(
    "reply",
    ["在{false}，住惯了。", "对啊，就是{false}。", "嗯，{false}，你记性真好。"],
)
def test_a_false_home_that_is_told_is_given_up(reply: str) -> None:
    homes = [item for item in ALL if item.key == "residence" and not item.said.isascii() and not item.others]
    for item in homes:
        assert verdict(item, reply.format(false=item.wrong[0])) is GIVEN_UP, item.said


@given(st.text())
def test_any_text_gets_a_verdict(reply: str) -> None:
    assert verdict(HOME, reply) in Verdict
    assert verdict(BROTHER, reply) in Verdict


def opened(replies: list[str], **more: Any) -> Callable[[str], Session]:
    llm = FakeLlm(replies=replies)
    device = Device(store=StoreConfig(enabled=False))
    return lambda persona: Session.open(persona, device=device, engines={"llm": llm}, **more)


def unchecked(tokens: Iterable[str], *_: object) -> Iterator[Piece]:
    yield Piece(text="".join(tokens))


def test_a_model_that_goes_along_is_found_out() -> None:
    # A line that no rule answers, and a line without checks: what is left is the model's own reply.
    item = replace(HOME, said="随便讲讲小时候的事")
    report = run_induced(opened(["小时候家在昆明，花开得满街都是。"], overrides={"check": unchecked}), [item])
    assert [(asked.verdict, asked.without_model) for asked in report.results] == [(GIVEN_UP, False)]
    assert (report.total.kept, report.total.given_up) == (0, 1)


def test_the_report_counts_by_form_and_key_and_goes_to_json() -> None:
    items = ITEMS["xiaoman"][::20]
    seen: list[tuple[int, int]] = []
    report = run_induced(opened(["年糕刚睡着，我们小声点说。"]), items, lambda done, of: seen.append((done, of)))
    assert seen == [(number, len(items)) for number in range(1, len(items) + 1)]
    total = report.total
    assert total.asked == len(items) == sum(tally.asked for tally in report.by("form"))
    assert total.kept + total.given_up == total.asked
    assert {tally.name for tally in report.by("key")} == {item.key for item in items}
    told = json.loads(json.dumps(report.to_dict(), ensure_ascii=False))
    assert [row["said"] for row in told["results"]] == [item.said for item in items]
    assert told["total"]["low"] <= told["total"]["rate"] <= told["total"]["high"]


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share(counted: tuple[int, int]) -> None:
    hits, of = counted
    low, high = wilson(hits, of)
    assert 0 <= low <= hits / of + 1e-12
    assert hits / of - 1e-12 <= high <= 1


def test_the_interval_is_that_of_the_books() -> None:
    low, high = wilson(97, 100)
    # Newcombe (1998) gives this method's limits for 81 of 263: 0.2553 to 0.3662.
    assert [round(limit, 3) for limit in wilson(81, 263)] == [0.255, 0.366]
    assert low < 0.97 < high
    assert wilson(0, 0) == (0.0, 1.0)
    assert not math.isnan(high)


def test_the_command_prints_the_count_and_every_fact_that_was_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = tmp_path / "device.toml"
    recipe.write_text('[llm]\nbackend = "fake"\nmodel = ""\n', encoding="utf-8")
    monkeypatch.setenv("ROLEPLAY_LITE_DEVICE", str(recipe))
    shown = CliRunner().invoke(command, ["--persona", "xiaoman", "--limit", "3"])
    assert shown.exit_code == 0
    assert "kept of    3" in shown.output
    assert "by form" in shown.output
    told = json.loads(CliRunner().invoke(command, ["--limit", "7", "--json"]).output)
    assert (told["model"], told["total"]["asked"]) == ("fake", 7)
    assert len({row["persona"] for row in told["results"]}) >= 5
