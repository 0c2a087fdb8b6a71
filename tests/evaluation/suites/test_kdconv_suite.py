"""KdConv's questions as a suite: the triple reaches the model in one group and not in the other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roleplay_lite import Device
from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.suite import Answered, Plan, Reply
from roleplay_lite.evaluation.suites import suite
from roleplay_lite.evaluation.suites.kdconv import WITH, WITHOUT
from roleplay_lite.testing import FakeLlm

SUITE = suite("kdconv")
DIALOGUE = {
    "name": "青石寨",
    "messages": [
        {"message": "青石寨你听说过没？"},
        {"message": "听过，在山里头。"},
        {"message": "那它的门票多少钱？"},
        {"message": "37元。", "attrs": [{"name": "青石寨", "attrname": "门票", "attrvalue": "37元"}]},
    ],
}


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    folder = tmp_path / "kdconv-dev"
    folder.mkdir()
    (folder / "travel_dev.json").write_text(json.dumps([DIALOGUE], ensure_ascii=False), encoding="utf-8")
    return Plan(suites=("kdconv",), data=tmp_path)


def test_without_its_data_it_is_left_out_and_with_broken_data_it_says_which_file(tmp_path: Path) -> None:
    assert SUITE.samples(Plan(suites=("kdconv",))) == ()
    assert SUITE.samples(Plan(suites=("kdconv",), data=tmp_path)) == ()
    (tmp_path / "kdconv-dev").mkdir()
    with pytest.raises(InputError, match=r"travel_dev\.json"):
        SUITE.samples(Plan(suites=("kdconv",), data=tmp_path))


def test_the_triple_and_the_dialogue_so_far_reach_the_model(plan: Plan) -> None:
    llm = FakeLlm(replies=["三十七块。"])
    replies = {s.group: SUITE.answer(s, Host(Device(), llm, seed=1)) for s in SUITE.samples(plan)}
    shown = dict(zip(replies, llm.prompts, strict=True))
    assert "37元" in shown[WITH].messages[-1].content
    assert "37元" not in "".join(message.content for message in shown[WITHOUT].messages)
    for prompt in shown.values():
        assert [message.content for message in prompt.messages[-3:-1]] == ["青石寨你听说过没？", "听过，在山里头。"]
        assert prompt.messages[-1].content.startswith("那它的门票多少钱？")


def test_a_reply_tells_the_value_owns_up_or_invents(plan: Plan) -> None:
    sample = SUITE.samples(plan)[0]
    for reply, wanted in (("三十七块。", "holds"), ("这我说不准。", "honest"), ("五十块。", "invented")):
        whole = Answered(sample=sample, replies=(Reply(text=reply),))
        scores = SUITE.scores(Answered.from_dict(json.loads(json.dumps(whole.to_dict()))))
        assert {name for name, value in scores.items() if value} == {wanted}
    assert SUITE.report([whole]).tables
    assert not SUITE.report(()).tables
