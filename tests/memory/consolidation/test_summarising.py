"""A conversation that is over leaves one sentence, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay_lite.engines import Cancel
from roleplay_lite.errors import EngineError
from roleplay_lite.memory.consolidation import consolidate, pending
from roleplay_lite.memory.consolidation.summarising import TRIES
from roleplay_lite.memory.item import MemoryKind
from roleplay_lite.testing import FakeLlm
from roleplay_lite.turn import Prompt

from .kit import ABOUT_POTTERY, DAY, NOW, POTTERY, Talks


def run(talks: Talks, llm: FakeLlm, cancel: Cancel | None = None, before: float = NOW) -> int:
    return consolidate(talks.memory, llm, Cancel() if cancel is None else cancel, before=before)


def test_what_a_conversation_was_about_is_kept_with_its_time_and_its_maker(talks: Talks) -> None:
    talks.talk(POTTERY)
    assert pending(talks.memory, before=NOW)
    assert run(talks, FakeLlm(replies=[ABOUT_POTTERY], name="tiny")) == 1
    (row,) = talks.rows("summary")
    assert row.text == ABOUT_POTTERY.rstrip("。")
    assert (row.kind, row.extractor, row.confidence, row.importance) == (MemoryKind.SUMMARY, "model:tiny", 0.5, 0.3)
    assert (row.happens_from, row.happens_to) == (NOW - DAY, NOW - DAY + 20 * (len(POTTERY) - 1))
    assert [turn.said for turn in (*talks.memory.why(row.id).turns,)] == []
    assert not pending(talks.memory, before=NOW)


def test_it_can_be_recalled(talks: Talks) -> None:
    talks.talk(POTTERY)
    run(talks, FakeLlm(replies=[ABOUT_POTTERY]))
    found = talks.memory.recall("陶艺课学得怎么样了")
    assert any(one.item and one.item.kind is MemoryKind.SUMMARY for one in found)


@pytest.mark.parametrize(
    "proposal",
    [
        "对方在学画画，打算去法国留学，还养了一只柯基。",
        "对方最近很开心。",
        "Error: context window exceeded",
        "作为一个人工智能助手，我无法总结这段对话。",
        "",
    ],
)
def test_what_is_not_borne_out_is_not_kept_and_not_asked_for_again(talks: Talks, proposal: str) -> None:
    talks.talk(POTTERY)
    llm = FakeLlm(replies=[proposal])
    assert [run(talks, llm) for _ in range(3)] == [0, 0, 0]
    assert talks.all_rows() == []
    assert len(llm.prompts) == 1


def test_a_model_that_fails_leaves_no_trace_and_is_asked_only_a_few_times(talks: Talks) -> None:
    talks.talk(POTTERY)
    llm = FakeLlm(replies=[ABOUT_POTTERY], fail_on=range(1, 100), fail_after=2)
    for _ in range(TRIES):
        with pytest.raises(EngineError):
            run(talks, llm)
    assert talks.all_rows() == []
    assert run(talks, llm) == 0
    assert not pending(talks.memory, before=NOW)


def test_one_failure_is_made_good_the_next_time(talks: Talks) -> None:
    talks.talk(POTTERY)
    llm = FakeLlm(replies=[ABOUT_POTTERY], fail_on=(1,))
    with pytest.raises(EngineError):
        run(talks, llm)
    assert run(talks, llm) == 1


@pytest.mark.parametrize("tokens", [0, 3, 12])
def test_who_speaks_in_between_stops_it_and_it_is_done_later(talks: Talks, tokens: int) -> None:
    talks.talk(POTTERY)
    for _ in range(TRIES + 2):
        cancel = Cancel()
        if not tokens:
            cancel.set()
        llm = Interrupting(ABOUT_POTTERY, cancel, tokens)
        assert run(talks, llm, cancel) == 0
        assert talks.all_rows() == []
    assert run(talks, FakeLlm(replies=[ABOUT_POTTERY])) == 1


class Interrupting(FakeLlm):
    """Somebody speaks after so many tokens of a reply."""

    def __init__(self, reply: str, cancel: Cancel, tokens: int) -> None:
        super().__init__(replies=[reply])
        self._stops, self._tokens = cancel, tokens

    def generate(self, *inputs, **more):  # type: ignore[no-untyped-def]
        for number, piece in enumerate(super().generate(*inputs, **more), 1):
            if number == self._tokens:
                self._stops.set()
            yield piece


def test_a_power_cut_between_the_row_and_its_mark_makes_no_second_one(tmp_path: Path) -> None:
    talks = Talks(tmp_path / "cut.db")
    talks.talk(POTTERY)
    run(talks, FakeLlm(replies=[ABOUT_POTTERY]))
    with talks.store.db.writing() as db:
        db.execute("update meta set value = '1' where key like 'summarised:%'")
    talks.close()
    again = Talks(tmp_path / "cut.db")
    llm = FakeLlm(replies=[ABOUT_POTTERY])
    assert run(again, llm) == 0
    assert llm.prompts == []
    assert len(again.rows("summary")) == 1
    again.close()


def test_the_conversation_at_hand_short_ones_and_those_of_danger_are_left_alone(talks: Talks) -> None:
    talks.talk(POTTERY, ago=-10)
    talks.talk(POTTERY[:5])
    talks.talk([*POTTERY, "我不想活了"])
    llm = FakeLlm(replies=[ABOUT_POTTERY])
    assert not pending(talks.memory, before=NOW)
    assert run(talks, llm) == 0
    assert llm.prompts == []


def test_nothing_is_made_of_a_guest(tmp_path: Path) -> None:
    talks = Talks(tmp_path / "guest.db", person="guest")
    talks.talk(POTTERY, person="guest")
    llm = FakeLlm(replies=[ABOUT_POTTERY])
    assert not pending(talks.memory, before=NOW)
    assert run(talks, llm) == 0
    assert talks.all_rows() == []
    talks.close()


def test_what_stands_in_the_rows_is_not_contradicted(talks: Talks) -> None:
    lines = ("我住在杭州的时候", "天天骑车去湖边", "后来搬了家", "现在我住在成都", "还是喜欢骑车", "成都太热了")
    talks.memory.remember("我住在成都")
    talks.talk(lines)
    before = talks.all_rows()
    assert run(talks, FakeLlm(replies=["对方住在杭州，天天骑车去湖边。"])) == 0
    assert talks.all_rows() == before


def test_of_a_conversation_with_something_private_the_summary_is_private(talks: Talks) -> None:
    talks.talk(POTTERY)
    talks.now -= DAY - 5
    talks.memory.remember("我有高血压")
    talks.now = NOW
    run(talks, FakeLlm(replies=[ABOUT_POTTERY]))
    (row,) = talks.rows("summary")
    assert row.sensitivity == "private"


def test_what_is_forgotten_takes_the_sentence_about_it_along(talks: Talks) -> None:
    talks.talk(POTTERY)
    run(talks, FakeLlm(replies=[ABOUT_POTTERY]))
    turn = talks.store.recent(person="owner", persona="niaoniao", count=20)[3].id
    (told,) = talks.memory.remember("上次做的杯子烧裂了", predicate="event", value="做的杯子烧裂了", turn=turn)
    talks.memory.forget(told.item.id)
    assert talks.rows("summary") == ()


def test_a_small_window_gets_a_part_of_a_long_conversation(talks: Talks) -> None:
    talks.talk(["今天也没什么特别的事，就是上班下班，路上堵了好一会儿车" for _ in range(40)] + list(POTTERY))
    seen: list[Prompt] = []

    def answer(prompt: Prompt) -> str:
        seen.append(prompt)
        return ABOUT_POTTERY

    llm = FakeLlm(replies=answer, context_tokens=1200)
    assert run(talks, llm) == 1
    assert llm.count(seen[0]) < 600
    assert "先去洗澡了" in seen[0].messages[-1].content
