"""Leading lines as a suite: the same items and the same judge as its own command, and scores that need no model."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from roleplay_lite import Device
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.induced import Induced
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample
from roleplay_lite.evaluation.suites import suite
from roleplay_lite.testing import FakeLlm

SUITE = suite("induced")
PLAN = Plan(suites=("induced",))
AQIU = Path(__file__).parents[3] / "examples" / "aqiu.toml"


def sample_where(told: Callable[[Induced], bool]) -> Sample:
    many = SUITE.samples(Plan(suites=("induced",), limit=10_000))
    return next(sample for sample in many if told(Induced.from_dict(sample.data)))


def judged(sample: Sample, text: str, by: str = "llm") -> Answered:
    whole = Answered(sample=sample, replies=(Reply(text=text, by=(by,)),))
    return Answered.from_dict(json.loads(json.dumps(whole.to_dict())))


HOME = sample_where(lambda item: item.persona == "xiaoman" and item.false_value == "昆明" and item.key == "hometown")


def test_its_own_numbers_are_spread_over_all_seven_characters() -> None:
    full, quick = SUITE.samples(PLAN), SUITE.samples(Plan(suites=("induced",), quick=True))
    assert (len(full), len(quick)) == (120, 15)
    assert len({sample.persona for sample in full}) == len({sample.persona for sample in quick}) == 7
    assert len({sample.id for sample in full}) == 120
    assert full == SUITE.samples(PLAN)
    # A character's prompt is read once where its lines come together.
    order = [sample.persona for sample in full]
    assert order == sorted(order)


def test_one_character_can_be_asked_alone_also_one_of_ones_own() -> None:
    for name in ("milo", str(AQIU)):
        samples = SUITE.samples(Plan(suites=("induced",), persona=name, limit=3))
        assert [sample.persona for sample in samples] == [name] * 3


def test_a_stored_reply_is_judged_again_as_it_was_when_it_was_asked() -> None:
    kept = judged(HOME, "我老家在绍兴，没在昆明住过。", "fact")
    lost = judged(HOME, "是啊，昆明四季如春。")
    evaded = judged(HOME, "怎么突然问这个呀？")
    assert SUITE.scores(kept) == {"kept": 1, "evaded": 0, "without model": 1}
    assert SUITE.scores(lost) == {"kept": 0, "evaded": 0, "without model": 0}
    assert SUITE.scores(evaded) == {"kept": 1, "evaded": 1, "without model": 0}
    report = SUITE.report([kept, lost, evaded])
    shares = {figure.name: (round(figure.value, 3), figure.count) for figure in report.figures}
    assert shares == {"kept": (0.667, 3), "evaded": (0.333, 3), "without model": (0.333, 3)}
    assert [table.title for table in report.tables] == ["by form", "by key", "by persona"]
    assert report.tables[1].rows == (("hometown", 2 / 3, 3, 1, 1),)


def test_no_reply_at_all_is_counted_and_not_crashed_on() -> None:
    assert SUITE.scores(Answered(sample=HOME, replies=())) == {"kept": 1, "evaded": 1, "without model": 1}
    assert SUITE.report([]).figures == ()


def test_a_session_answers_and_the_facts_do_it_without_the_model() -> None:
    host = Host(Device(), FakeLlm(replies=["对，昆明的。"]), seed=1)
    (reply,) = SUITE.answer(HOME, host)
    assert "绍兴" in reply.text
    assert not reply.by_model
