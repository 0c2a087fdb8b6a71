"""The suites of knowledge, the character itself and conversations: fair to compare, and read again without a model."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable

import pytest

from roleplay_lite import Device
from roleplay_lite.evaluation.accuracy import SHIPPED
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample, Suite
from roleplay_lite.evaluation.suites import suite
from roleplay_lite.evaluation.trait_settings import SETTINGS
from roleplay_lite.testing import FakeLlm

KNOWLEDGE, PERSONA, COHERENCE = suite("knowledge"), suite("persona"), suite("coherence")
QUICK = Plan(suites=("knowledge", "persona", "coherence"), quick=True)


def answered(sample: Sample, *texts: str, by: str = "llm") -> Answered:
    whole = Answered(sample=sample, replies=tuple(Reply(text=text, by=(by,)) for text in texts))
    return Answered.from_dict(json.loads(json.dumps(whole.to_dict())))


def where(one: Suite, fits: Callable[[Sample], bool]) -> Sample:
    return next(sample for sample in one.samples(Plan(suites=(one.name,), limit=10_000)) if fits(sample))


@pytest.mark.parametrize("one", [KNOWLEDGE, PERSONA, COHERENCE], ids=lambda one: one.name)
def test_every_setting_is_asked_the_same_and_the_same_plan_asks_it_again(one: Suite) -> None:
    samples = one.samples(Plan(suites=(one.name,)))
    asked = {group: [(s.pair, s.said) for s in samples if s.group == group] for group in SETTINGS}
    assert asked["Baseline"]
    assert all(asked[group] == asked["Baseline"] for group in SETTINGS)
    assert len({sample.id for sample in samples}) == len(samples)
    assert samples == one.samples(Plan(suites=(one.name,)))


def test_the_shipped_characters_are_asked_about_themselves_and_talked_with() -> None:
    for one in (PERSONA, COHERENCE):
        cast = Counter(s.persona for s in one.samples(Plan(suites=(one.name,))) if s.group == SHIPPED)
        assert len(cast) == 7
    few = [s for s in PERSONA.samples(Plan(suites=("persona",), persona="milo", limit=4)) if s.group == SHIPPED]
    assert [sample.persona for sample in few] == ["milo"] * 4
    talks = COHERENCE.samples(Plan(suites=("coherence",), persona="milo"))
    assert {sample.persona for sample in talks} == {"milo"}


def test_knowledge_is_right_honest_or_neither() -> None:
    moon = where(KNOWLEDGE, lambda sample: sample.pair == "k089")
    assert KNOWLEDGE.scores(answered(moon, "阿姆斯特朗呗。"))["accuracy"] == 1
    owned = KNOWLEDGE.scores(answered(moon, "这我可说不上来。"))
    made_up = KNOWLEDGE.scores(answered(moon, "是加加林。"))
    assert (owned["accuracy"], owned["honest"]) == (0, 1)
    assert (made_up["accuracy"], made_up["honest"]) == (0, 0)
    assert {"salience@10", "mismatch@10"} <= owned.keys()


def test_a_character_is_right_by_its_own_facts_in_every_group() -> None:
    home = where(PERSONA, lambda sample: sample.group == "P209-top3" and sample.data["question"] == "p034")
    shipped = where(PERSONA, lambda sample: sample.group == SHIPPED and sample.persona == "xiaoman")
    assert PERSONA.scores(answered(home, "四川乐山的。"))["accuracy"] == 1
    assert PERSONA.scores(answered(home, "浙江绍兴的。"))["accuracy"] == 0
    found = PERSONA.scores(answered(shipped, "今天风真大。", by="fact"))
    assert found == {"accuracy": 0, "without model": 1}


def test_an_old_run_is_judged_by_the_day_on_which_it_was_asked() -> None:
    age = where(PERSONA, lambda sample: sample.group == SHIPPED and sample.persona == "tongshifu")
    data = {**age.data, "question": "p013", "value": "", "day": "2031-01-01"}
    old = Sample(id="shipped/old", group=SHIPPED, persona="tongshifu", said=("你多少岁数了跟奶奶说说",), data=data)
    assert PERSONA.scores(answered(old, "七十一了。"))["accuracy"] == 1
    assert PERSONA.scores(answered(old, "六十七了。"))["accuracy"] == 0


def test_a_conversation_is_smooth_turn_by_turn() -> None:
    talk = where(COHERENCE, lambda sample: sample.group == "Baseline" and sample.pair == "s001")
    sound = ["幸会幸会。", "四个人热闹。", "那得天天去打一份。", "买副耳塞试试。", "闻小禾呀。", "闻一多。"]
    assert COHERENCE.scores(answered(talk, *sound)) == {"smooth": 1, "all smooth": 1, "check met": 1}
    lost = COHERENCE.scores(answered(talk, *sound[:4], "不记得了。", "幸会幸会幸会幸会幸会幸会幸会"))
    assert lost == {"smooth": 4 / 6, "all smooth": 0, "check met": 0}
    assert COHERENCE.scores(answered(talk)) == {}


@pytest.mark.parametrize("one", [KNOWLEDGE, PERSONA, COHERENCE], ids=lambda one: one.name)
def test_a_run_on_a_model_that_is_told_what_to_say_gives_figures_and_tables(one: Suite) -> None:
    host = Host(Device(), FakeLlm(replies=["嗯，我也说不上来。"]), seed=1)
    samples = one.samples(Plan(suites=(one.name,), limit=1))
    report = one.report([Answered(sample=s, replies=one.answer(s, host)) for s in samples])
    groups = {figure.group for figure in report.figures}
    assert set(SETTINGS) <= groups
    assert report.tables
    for table in report.tables:
        assert all(len(row) == len(table.columns) for row in table.rows), table.title
    assert one.report(()).figures == () or all(figure.count == 0 for figure in one.report(()).figures)
