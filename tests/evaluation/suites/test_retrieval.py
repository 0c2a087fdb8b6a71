"""KdConv's turns as questions to a knowledge base: read, asked with and without what was said, and counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest

from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.kdconv_base import read_asked, read_base
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample
from roleplay_lite.evaluation.suites import suite
from roleplay_lite.evaluation.suites.retrieval import ALONE, WITH
from roleplay_lite.evaluation.train_retrieval import Choice, chosen, told_apart

SUITE = suite("retrieval")
BASE = {
    "青石寨": [
        ["青石寨", "门票", "37元"],
        ["青石寨", "门票", "37元"],
        ["青石寨", "周边景点", "白云洞"],
        ["青石寨", "地址", "青石县北十里"],
    ],
    "白云洞": [["白云洞", "门票", "免费"], ["白云洞", "开放时间", "全天"]],
}
DIALOGUE = {
    "name": "青石寨",
    "messages": [
        {"message": "青石寨你听说过没？"},
        {"message": "听过，在山里头。"},
        {"message": "那它的门票多少钱？"},
        {"message": "37元。", "attrs": [{"name": "青石寨", "attrname": "门票", "attrvalue": "37元"}]},
        {"message": "附近还有什么好玩的吗"},
        {"message": "有个白云洞。", "attrs": [{"name": "青石寨", "attrname": "周边景点", "attrvalue": "白云洞"}]},
        {"message": "那白云洞的门票呢"},
        {"message": "不要钱。", "attrs": [{"name": "白云洞", "attrname": "门票", "attrvalue": "免费"}]},
    ],
}


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    folder = tmp_path / "kdconv-dev"
    folder.mkdir()
    put(folder / "travel_dev.json", [DIALOGUE])
    put(folder / "kb_travel.json", BASE)
    return Plan(suites=("retrieval",), data=tmp_path)


def put(file: Path, value: Any) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def asked(sample: Sample) -> Answered:
    """As it comes out of the store."""
    replies = SUITE.answer(sample, cast(Host, None))
    return Answered.from_dict(json.loads(json.dumps(Answered(sample=sample, replies=replies).to_dict())))


def test_each_turn_that_rests_on_a_triple_is_asked_with_what_was_said_and_alone(plan: Plan) -> None:
    samples = SUITE.samples(plan)
    assert [sample.id for sample in samples] == [
        f"travel {how}/travel-0-{place}" for how in (WITH, ALONE) for place in (3, 5, 7)
    ]
    assert samples[0].said == ("那它的门票多少钱？",)
    assert samples[0].data["gold"] == [("青石寨", "门票", "37元")]


def test_what_was_said_finds_what_the_line_alone_does_not(plan: Plan) -> None:
    answers = [asked(sample) for sample in SUITE.samples(plan)]
    scores = {one.sample.id: SUITE.scores(one) for one in answers}
    assert [scores[f"travel {WITH}/travel-0-{place}"]["hit@1"] for place in (3, 5, 7)] == [1.0, 1.0, 1.0]
    assert scores[f"travel {ALONE}/travel-0-3"]["hit@10"] == 0.0
    assert scores[f"travel {ALONE}/travel-0-7"]["hit@1"] == 1.0
    report = SUITE.report(answers)
    hit, alone = report.get("hit@1", f"travel, {WITH}"), report.get("hit@1", f"travel, {ALONE}")
    assert hit
    assert alone
    assert (hit.value, hit.count) == (1.0, 3)
    assert alone.value < 1
    slow = report.get("p95", f"travel, {WITH}")
    assert slow
    assert slow.unit == "ms"
    assert SUITE.report([]).tables == ()


def test_an_answer_that_found_nothing_counts_as_missed(plan: Plan) -> None:
    sample = SUITE.samples(plan)[0]
    assert SUITE.scores(Answered(sample=sample, replies=(Reply(text=""),)))["hit@10"] == 0.0


def test_the_asker_speaks_first_in_each_pair_whoever_began(tmp_path: Path) -> None:
    put(tmp_path / "film_dev.json", [{"messages": [{"message": "一"}, {"message": "二"}, triple("三")]}])
    one = read_asked(tmp_path, "film")[0]
    assert (one.said, one.before) == ("二", (("", "一"),))
    assert read_base(tmp_path, "film") == [("甲", "乙", "丙")]


def triple(message: str) -> dict[str, Any]:
    return {"message": message, "attrs": [{"name": "甲", "attrname": "乙", "attrvalue": "丙"}]}


def test_without_its_data_it_asks_nothing_and_broken_data_is_named(tmp_path: Path) -> None:
    assert SUITE.samples(Plan(suites=("retrieval",))) == ()
    assert SUITE.samples(Plan(suites=("retrieval",), data=tmp_path)) == ()
    for text in ("{", '[{"messages": 1}]', '[{"messages": [{"attrs": [{"name": "甲"}]}]}]'):
        (tmp_path / "music_dev.json").write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match="music_dev"):
            read_asked(tmp_path, "music")
    (tmp_path / "kb_travel.json").write_text('["甲"]', encoding="utf-8")
    with pytest.raises(InputError, match="kb_travel"):
        read_base(tmp_path, "travel")


def test_weights_are_learnt_from_what_is_right() -> None:
    choices = [Choice([{"near": 1.0}, {"far": 1.0}], [True, False])] * 10
    learnt = chosen(choices)
    assert learnt["near"] > 0 > learnt["far"]
    apart = told_apart([{"bias": 1.0, "asks": 1.0}, {"bias": 1.0}] * 10, [True, False] * 10)
    assert apart["asks"] > 0 > apart["bias"]
