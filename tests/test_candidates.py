"""The best of several drafts: what a person hears when a board may take its time."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite import Device, Session
from roleplay_lite.candidates import Candidate, best, in_character
from roleplay_lite.persona import load_persona
from roleplay_lite.persona.persona import Trait
from roleplay_lite.testing import FakeLlm
from roleplay_lite.turn import Piece

XIAOMAN = load_persona("xiaoman")
SERVICE = "有什么可以帮您的吗？"
HERS = "锅里还有半碗拌面，分你一口，别嫌咸。"


def _reply(llm: FakeLlm, candidates: int) -> tuple[str, Session]:
    device = Device()
    limits = replace(device.limits, candidates=candidates)
    device = replace(device, limits=limits, store=replace(device.store, enabled=False))
    with Session.open(XIAOMAN, device=device, engines={"llm": llm}) as session:
        return "".join(piece.text for piece in session.reply("今天有点不想做饭")), session


def test_a_clean_draft_is_taken_before_one_that_talks_like_a_service() -> None:
    llm = FakeLlm(replies=[f"好呀，{SERVICE}", HERS, f"嗯，{SERVICE}"])
    reply, session = _reply(llm, candidates=3)
    assert reply == HERS
    assert len(llm.prompts) == 3
    assert session.turn
    assert "candidate 2 of 3" in next(step.reason for step in session.turn.steps if step.step == "generate")


def test_each_candidate_is_another_throw_of_the_dice() -> None:
    llm = FakeLlm(replies=[HERS])
    _reply(llm, candidates=4)
    assert len({sampling.seed for sampling in llm.samplings}) == 4


def test_where_no_candidate_is_left_another_draft_is_drawn() -> None:
    llm = FakeLlm(replies=[SERVICE, SERVICE, HERS])
    reply, _ = _reply(llm, candidates=2)
    assert reply == HERS


def test_an_answer_from_the_facts_is_not_thrown_for() -> None:
    llm = FakeLlm(replies=[HERS])
    device = Device()
    device = replace(device, limits=replace(device.limits, candidates=4), store=replace(device.store, enabled=False))
    with Session.open(XIAOMAN, device=device, engines={"llm": llm}) as session:
        assert "绍兴" in "".join(piece.text for piece in session.reply("你老家在哪儿"))
    assert llm.prompts == []


def test_of_two_clean_drafts_the_one_in_the_traits_own_manner_is_taken() -> None:
    shy = replace(XIAOMAN, examples=(), traits=(Trait(name="害羞的", behaviour="说话吞吞吐吐，声音越来越小"),))
    plain, hers = "可以的，没有问题，我来做吧。", "我……我说话声音越来越小了，你别笑。"
    assert in_character(hers, shy) > in_character(plain, shy)
    made = [Candidate(pieces=(Piece(text=text),)) for text in (plain, hers)]
    assert best(made, shy) == 1


@given(
    st.lists(st.lists(st.tuples(st.text(max_size=20), st.sampled_from(["", "ban", "echo"]))), min_size=1, max_size=5)
)
def test_some_candidate_is_always_chosen_and_never_an_empty_one_before_words(
    drafts: list[list[tuple[str, str]]],
) -> None:
    made = [Candidate(pieces=tuple(Piece(text=text, dropped=why) for text, why in draft)) for draft in drafts]
    chosen = made[best(made, XIAOMAN)]
    assert chosen.text or not any(one.text for one in made)
