"""The suite of intents: what is in its two halves, that it counts rightly, and the floor under the skills."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import pytest

from roleplay_lite.errors import ConfigError
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample
from roleplay_lite.evaluation.suites import suite
from roleplay_lite.evaluation.suites.intents import orders, read_orders, wrong_slots

SUITE = suite("intents")


def test_both_halves_hold_orders_and_chat() -> None:
    for half in ("dev", "held"):
        own = [one for one in orders() if one.half == half]
        assert sum(bool(one.intent) for one in own) >= 200
        assert sum(not one.intent for one in own) >= 200
    assert len({one.said for one in orders()}) == len(orders())


def test_the_skills_are_past_their_floor() -> None:
    whole = [Answered(sample=one, replies=SUITE.answer(one, cast(Host, None))) for one in SUITE.samples(plan())]
    found = SUITE.report([Answered.from_dict(json.loads(json.dumps(one.to_dict()))) for one in whole])
    # A floor, not the measure: `eval --suite intents` prints that.
    for half in ("dev", "held"):
        accuracy, fires = found.get("intent accuracy", half), found.get("false fires", half)
        assert accuracy
        assert fires
        assert accuracy.value > 0.85
        assert fires.value < 0.02
    shown = json.dumps(
        [[str(cell) for row in table.rows for cell in row] for table in found.tables], ensure_ascii=False
    )
    assert not [one.said for one in orders() if one.half == "held" and len(one.said) > 6 and one.said in shown]


def plan() -> Plan:
    return Plan(suites=("intents",))


@pytest.mark.parametrize(
    ("wanted", "got", "right"),
    [
        ({"seconds": 300}, {"seconds": 300.0}, True),
        ({"value": 0.75}, {"value": "3/4"}, True),
        ({"label": "吃药"}, {"label": "去吃药"}, True),
        ({"seconds": 300}, {"seconds": 30}, False),
        ({"label": "吃药"}, {}, False),
        ({"value": 5}, {"value": "x/0"}, False),
    ],
)
def test_slots_are_compared_as_what_they_mean(wanted: dict[str, object], got: dict[str, object], right: bool) -> None:
    sample = Sample(id="a", group="dev", said=("x",), data={"intent": "a.b", "slots": wanted})
    answered = Answered(sample=sample, replies=(Reply(text="a.b", note=json.dumps(got)),))
    assert (not wrong_slots(answered)) == right
    assert SUITE.scores(answered)["slots right"] == float(right)


@pytest.mark.parametrize(
    "row",
    [
        '{"id": "a"}',
        '{"id": "a", "said": "x", "intent": "timer", "half": "dev"}',
        '{"id": "a", "said": "x", "intent": "", "half": "x"}',
        "[1]",
    ],
)
def test_a_wrong_row_is_refused_with_its_line(tmp_path: Path, row: str) -> None:
    file = tmp_path / "intents.jsonl"
    file.write_text(row + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"intents\.jsonl:1"):
        read_orders(file)
