"""Two ways of saying one thing become one row, and can become two again."""

from __future__ import annotations

import pytest

from roleplay_lite.engines import Cancel
from roleplay_lite.errors import EngineError, InputError
from roleplay_lite.memory.consolidation import consolidate, pending
from roleplay_lite.memory.samethings import near
from roleplay_lite.testing import FakeLlm

from .kit import NOW, Talks


def run(talks: Talks, llm: FakeLlm) -> int:
    talks.now += 60
    return consolidate(talks.memory, llm, Cancel(), before=NOW)


@pytest.mark.parametrize("order", [("喝咖啡", "喝冰美式咖啡"), ("喝冰美式咖啡", "喝咖啡")])
def test_the_fuller_one_stands_and_the_other_is_kept_as_its_part(talks: Talks, order: tuple[str, str]) -> None:
    ids = dict(zip(order, talks.tell("likes", *order), strict=True))
    assert run(talks, FakeLlm(replies=["是"])) == 1
    assert talks.standing("likes") == ["喝冰美式咖啡"]
    part = talks.memory.ledger.get(ids["喝咖啡"])
    assert part is not None
    assert part.superseded_by == ids["喝冰美式咖啡"]


def test_it_can_be_undone_and_stays_so(talks: Talks) -> None:
    part, whole = talks.tell("likes", "喝咖啡", "喝冰美式咖啡")
    before = talks.all_rows()
    run(talks, FakeLlm(replies=["是"]))
    talks.memory.ledger.part(part, talks.now)
    assert talks.all_rows() == before
    llm = FakeLlm(replies=["是"])
    assert run(talks, llm) == 0
    assert llm.prompts == []
    with pytest.raises(InputError, match="not merged"):
        talks.memory.ledger.part(whole, talks.now)


def test_what_was_merged_stands_again_when_it_is_said_again(talks: Talks) -> None:
    talks.tell("likes", "喝咖啡", "喝冰美式咖啡")
    run(talks, FakeLlm(replies=["是"]))
    talks.now += 60
    talks.tell("likes", "喝咖啡")
    assert talks.standing("likes") == ["喝冰美式咖啡", "喝咖啡"]


def test_a_no_is_not_asked_for_twice(talks: Talks) -> None:
    talks.tell("likes", "喝咖啡", "喝冰美式咖啡")
    llm = FakeLlm(replies=["否"])
    assert [run(talks, llm), run(talks, llm)] == [0, 0]
    assert len(llm.prompts) == 1
    assert len(talks.standing("likes")) == 2


def test_a_model_that_fails_changes_nothing(talks: Talks) -> None:
    talks.tell("habit", "早上跑步", "每天早上跑步")
    before = talks.all_rows()
    with pytest.raises(EngineError):
        run(talks, FakeLlm(replies=["是"], fail_on=(1,)))
    assert talks.all_rows() == before
    assert run(talks, FakeLlm(replies=["是"])) == 1


def test_two_allergies_and_two_pets_stay_two_whatever_a_model_says(talks: Talks) -> None:
    talks.tell("allergy", "生酱", "花生酱")
    talks.tell("pet", "小狗", "黑色小狗")
    assert not pending(talks.memory, before=NOW)
    assert run(talks, FakeLlm(replies=["是"])) == 0


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("喝咖啡", "喝冰美式咖啡", True),
        ("打球", "打篮球", True),
        ("周末爬山", "周末去爬山", True),
        ("跑步", "每天早上跑步", True),
        ("猫", "熊猫", False),
        ("唱歌", "听妈妈唱歌", False),
        ("散步", "陪奶奶散步", False),
        ("北京", "北京烤鸭", False),
        ("喝咖啡", "不喝咖啡", False),
        ("跑三公里", "跑五公里", False),
        ("跑步", "跑步", False),
        ("篮球", "足球", False),
        ("去北京旅游", "去南京旅游", False),
    ],
)
def test_only_what_may_be_one_thing_is_asked_about(one: str, other: str, may_be: bool) -> None:
    assert near(one, other) is near(other, one) is may_be


def test_only_rows_of_one_slot_that_stand_are_merged(talks: Talks) -> None:
    coffee, tea = *talks.tell("likes", "喝咖啡"), *talks.tell("dislikes", "喝茶")
    for pair in ((coffee, tea), (coffee, coffee)):
        with pytest.raises(InputError, match="cannot be one"):
            talks.memory.ledger.merge(*pair, talks.now)
