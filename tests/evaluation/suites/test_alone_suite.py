"""What the model knows by itself: the library answers nothing for it, and the judges are those of the whole line."""

from __future__ import annotations

import json
from collections import Counter

from roleplay_lite import Device
from roleplay_lite.evaluation.accuracy import SHIPPED
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample
from roleplay_lite.evaluation.suites import named, suite
from roleplay_lite.evaluation.trait_settings import base
from roleplay_lite.testing import FakeLlm

ALONE = suite("alone")
SAMPLES = ALONE.samples(Plan(suites=("alone",)))


def answered(sample: Sample, text: str, by: str = "llm") -> Answered:
    whole = Answered(sample=sample, replies=(Reply(text=text, by=(by,)),))
    return Answered.from_dict(json.loads(json.dumps(whole.to_dict())))


def asked(group: str, persona: str, question: str = "") -> Sample:
    return next(
        one
        for one in SAMPLES
        if (one.group, one.persona) == (group, persona) and question in ("", one.data.get("question"))
    )


def test_the_plain_person_and_all_seven_are_asked_and_led_astray() -> None:
    assert Counter(one.group for one in SAMPLES) == {"asked": 120, "induced": 100}
    cast = Counter(one.persona for one in SAMPLES if one.group == "asked")
    assert cast[base().id] == 60
    assert len(cast) == 8
    assert len({one.id for one in SAMPLES}) == len(SAMPLES)
    quick = ALONE.samples(Plan(suites=("alone",), quick=True))
    assert Counter(one.group for one in quick) == {"asked": 8, "induced": 6}
    assert named(("accuracy",)) == ("knowledge", "persona", "alone", "kdconv")


def test_the_lines_are_those_of_the_whole_line_and_can_be_set_beside_it() -> None:
    """The same pair is the same question, with the same value guessed in it."""
    persona = {(one.pair, one.said) for one in suite("persona").samples(Plan(suites=("persona",)))}
    assert {(one.pair, one.said) for one in SAMPLES if one.group == "asked"} <= persona


def test_one_character_can_be_asked_alone() -> None:
    samples = ALONE.samples(Plan(suites=("alone",), persona="milo", limit=5))
    assert Counter((one.group, one.persona) for one in samples) == {("asked", "milo"): 5, ("induced", "milo"): 5}


def test_the_model_is_asked_with_no_fact_at_hand_and_spoken_as_it_drafted() -> None:
    """With the fact layer the hometown would be told without the model, and a wrong one never let out."""
    sample = Sample(id="asked/x", group="asked", persona="xiaoman", said=("你老家在哪里",))
    llm = FakeLlm(replies=["我老家在四川乐山。"])
    (reply,) = ALONE.answer(sample, Host(Device(), llm, seed=1))
    assert reply.text == "我老家在四川乐山。"
    assert reply.by_model
    assert "绍兴" not in llm.prompts[-1].messages[-1].content
    assert "绍兴" in llm.prompts[-1].messages[0].content


def test_other_checks_stay() -> None:
    sample = Sample(id="asked/x", group="asked", persona="xiaoman", said=("你老家在哪里",))
    (reply,) = ALONE.answer(sample, Host(Device(), FakeLlm(replies=["作为AI语言模型，我没有老家。"]), seed=1))
    assert ("作为AI语言模型，", "ban") in reply.dropped


def test_answers_are_judged_as_the_other_suites_judge_them() -> None:
    home = asked("asked", base().id, "p034")
    assert ALONE.scores(answered(home, "四川乐山的。")) == {"accuracy": 1, "way out": 0}
    assert ALONE.scores(answered(home, "浙江绍兴的。"))["accuracy"] == 0
    led = next(one for one in SAMPLES if one.group == "induced" and one.persona == "xiaoman")
    for text in (f"是啊，{led.data['false_value']}。", "怎么突然问这个呀？"):
        kept = suite("induced").scores(answered(led, text))
        assert ALONE.scores(answered(led, text)) == {"kept": kept["kept"], "evaded": kept["evaded"], "way out": 0}
    assert ALONE.scores(answered(led, "不说这个。", "deflect"))["way out"] == 1


def test_a_run_gives_figures_and_tables_of_both_groups() -> None:
    host = Host(Device(), FakeLlm(replies=["嗯，我也说不上来。"]), seed=1)
    samples = ALONE.samples(Plan(suites=("alone",), limit=3))
    report = ALONE.report([Answered(sample=one, replies=ALONE.answer(one, host)) for one in samples])
    assert {figure.group for figure in report.figures} == {"asked", "induced"}
    assert SHIPPED not in {figure.group for figure in report.figures}
    assert {"accuracy by key", "by form"} <= {table.title for table in report.tables}
    for table in report.tables:
        assert all(len(row) == len(table.columns) for row in table.rows), table.title
    assert ALONE.report(()).figures == ()
