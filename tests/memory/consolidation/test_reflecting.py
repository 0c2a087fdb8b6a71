"""Several tastes and habits come to a sentence that the rows bear out."""

from __future__ import annotations

import pytest

from roleplay_lite.engines import Cancel
from roleplay_lite.errors import EngineError
from roleplay_lite.memory.consolidation import consolidate, pending
from roleplay_lite.memory.consolidation.reflecting import NONE, REFLECTIONS
from roleplay_lite.memory.item import MemoryKind
from roleplay_lite.testing import FakeLlm

from .kit import NOW, Talks

SPORT = ("打羽毛球", "游泳", "周末爬山")


def run(talks: Talks, llm: FakeLlm) -> int:
    talks.now += 60
    return consolidate(talks.memory, llm, Cancel(), before=NOW)


def test_three_rows_come_to_a_sentence_that_says_what_it_rests_on(talks: Talks) -> None:
    ids = talks.tell("likes", *SPORT)
    assert run(talks, FakeLlm(replies=["对方爱运动"], name="tiny")) == 1
    (row,) = talks.rows("reflection")
    assert (row.text, row.kind, row.confidence) == ("对方爱运动", MemoryKind.REFLECTION, 0.5)
    assert row.said.split() == [str(id_) for id_ in ids]
    assert talks.memory.why(row.id).said == "我打羽毛球；我游泳；我周末爬山"


def test_it_is_found_again(talks: Talks) -> None:
    talks.tell("likes", *SPORT)
    run(talks, FakeLlm(replies=["对方爱运动"]))
    assert "对方爱运动" in [found.text for found in talks.memory.recall("我爱运动吗")]


def test_a_sentence_stands_once_however_often_it_is_chosen(talks: Talks) -> None:
    talks.tell("likes", *SPORT)
    llm = FakeLlm(replies=["对方爱运动"])
    assert [run(talks, llm) for _ in range(3)] == [1, 0, 0]
    talks.tell("likes", "滑雪")
    assert run(talks, llm) == 0
    assert talks.standing("reflection") == ["爱运动"]
    assert len(llm.prompts) == 1


@pytest.mark.parametrize(
    "rows", [SPORT[:2], ("不爱跑步", "不打球", "很少游泳"), ("听雨", "发呆", "喝水"), ("热狗", "猫头鹰", "熊猫")]
)
def test_what_the_rows_do_not_bear_out_is_not_offered(talks: Talks, rows: tuple[str, ...]) -> None:
    talks.tell("likes", *rows)
    llm = FakeLlm(replies=["对方爱运动"])
    assert not pending(talks.memory, before=NOW)
    assert run(talks, llm) == 0
    assert llm.prompts == []


def test_none_of_them_is_an_answer_until_there_is_more(talks: Talks) -> None:
    talks.tell("likes", *SPORT)
    llm = FakeLlm(replies=[NONE])
    assert [run(talks, llm), run(talks, llm)] == [0, 0]
    assert len(llm.prompts) == 1
    talks.tell("likes", "滑雪")
    assert run(talks, FakeLlm(replies=["对方爱运动"])) == 1


def test_it_is_over_when_its_rows_are(talks: Talks) -> None:
    ids = talks.tell("likes", *SPORT)
    run(talks, FakeLlm(replies=["对方爱运动"]))
    talks.memory.ledger.close_item(ids[0], talks.now, talks.now)
    assert pending(talks.memory, before=NOW)
    assert run(talks, FakeLlm(replies=["对方爱运动"])) == 1
    assert talks.standing("reflection") == []
    talks.tell("likes", "滑雪")
    assert run(talks, FakeLlm(replies=["对方爱运动"])) == 0


def test_forgetting_one_of_its_rows_forgets_it(talks: Talks) -> None:
    ids = talks.tell("likes", *SPORT)
    run(talks, FakeLlm(replies=["对方爱运动"]))
    talks.memory.forget(ids[1])
    assert talks.standing("reflection") == []
    assert talks.standing("likes") == ["打羽毛球", "周末爬山"]


def test_a_model_that_fails_changes_nothing(talks: Talks) -> None:
    talks.tell("likes", *SPORT)
    before = talks.all_rows()
    with pytest.raises(EngineError):
        run(talks, FakeLlm(fail_on=(1,)))
    assert talks.all_rows() == before


def test_no_sentence_denies_anything() -> None:
    assert all("不" not in value and value for value in REFLECTIONS)
