"""The straight line: prompts that only grow, and sentences let through one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite import line
from roleplay_lite.engines import Cancel, Sampling
from roleplay_lite.history import Exchange, History
from roleplay_lite.persona import load_persona, persona_files
from roleplay_lite.persona.check import CHECKS
from roleplay_lite.persona.prefix import prefix_messages
from roleplay_lite.testing import FakeLlm
from roleplay_lite.turn import Prompt, Recalled, Utterance

NAMES = sorted(persona_files())
SAID = st.one_of(
    st.text(min_size=1, max_size=40),
    st.sampled_from(["你好", "你叫什么", "你哥结婚了吗", "我好饿", "do you like cats?", "오늘", "你多大了", "猫"]),
)


def prompt_for(name: str, text: str, history: History = History()) -> Prompt:  # noqa: B008 - a frozen value
    persona = load_persona(name)
    recalled = line.recall(line.understand(Utterance(text=text)), persona, history)
    return line.compose(persona, recalled, history)


@settings(deadline=None)
@given(name=st.sampled_from(NAMES), turns=st.lists(st.tuples(SAID, st.text(max_size=30)), min_size=1, max_size=8))
def test_a_prompt_begins_with_all_of_the_one_before(name: str, turns: list[tuple[str, str]]) -> None:
    history, before = History(), None
    for said, heard in turns:
        prompt = prompt_for(name, said, history)
        assert prompt == prompt_for(name, said, history)
        assert prompt.prefix.messages == prefix_messages(load_persona(name))
        assert [message.role for message in prompt.messages[1:]] == [
            "user" if index % 2 == 0 else "assistant" for index in range(len(prompt.messages) - 1)
        ]
        if before:
            assert prompt.messages[: len(before.messages)] == before.messages
        history = history.add(Exchange(prompted=prompt.messages[-1].content, heard=heard))
        before = prompt


def test_what_changes_from_turn_to_turn_stands_after_the_words() -> None:
    assert prompt_for("xiaoman", "你老家哪里").messages[-1].content == "你老家哪里\n（我老家在浙江绍兴）"
    assert prompt_for("xiaoman", "你好").messages[-1].content == "你好"
    assert prompt_for("milo", "hello there").messages[-1].content == "hello there\n（answer in English）"
    assert prompt_for("niaoniao", "hello there").messages[-1].content == "hello there\n（用中文回答）"


def test_a_written_answer_costs_no_model() -> None:
    llm = FakeLlm()
    persona = load_persona("niaoniao")
    recalled = line.recall(line.understand(Utterance(text="我好饿")), persona, History())
    prompt = line.compose(persona, recalled, History())
    drafted = line.generate(prompt, recalled, llm, Sampling(), Cancel())
    pieces = list(line.check(drafted, persona, recalled, 2))
    assert "".join(piece.text for piece in pieces) == persona.examples[0].reply
    assert {piece.by for piece in pieces} == {"example"}
    assert llm.prompts == []


def checked(tokens: Iterable[str], *, heard: str = "在吗", most: int = 2) -> list[tuple[str, str]]:
    persona = load_persona("niaoniao")
    recalled = Recalled(understanding=line.understand(Utterance(text=heard)))
    return [(piece.text, piece.dropped) for piece in line.check(tokens, persona, recalled, most)]


@pytest.mark.parametrize(
    ("drafted", "pieces"),
    [
        ("在呢，刚在树上打盹儿。你呢？", [("在呢，", ""), ("刚在树上打盹儿。", ""), ("你呢？", "")]),
        ("鸟鸟：在呢。", [("在呢。", "")]),
        ("（歪头）在呢😀。\n\n**快说**！", [("在呢。", ""), ("快说！", "")]),
        ("作为AI，我不会飞。啾，飞给你看。", [("作为AI，", "ban"), ("我不会飞。", ""), ("啾，飞给你看。", "")]),
        ("在吗。在的在的，一直都在。", [("在吗。", ""), ("在的在的，一直都在。", "")]),
        ("我在晒太阳呢。我在晒太阳呢！", [("我在晒太阳呢。", ""), ("我在晒太阳呢！", "repeat")]),
        ("在呢。\n用户：那你会飞吗？\n鸟鸟：会。", [("在呢。", "")]),
        ("Good morning! How are you?", [("Good morning!", "language"), ("How are you?", "language")]),
        ("", []),
        ("（笑）", []),
        ("……", []),
    ],
)
def test_a_draft_comes_out_as_a_character_speaks(drafted: str, pieces: list[tuple[str, str]]) -> None:
    assert checked([drafted], most=9) == pieces
    assert checked(drafted, most=9) == pieces


def test_latin_words_keep_a_space_between_sentences() -> None:
    pieces = checked("Good morning! How are you?", heard="hello there", most=9)
    assert pieces == [("Good morning!", ""), (" How are you?", "")]


def test_a_draft_that_goes_round_is_left_where_it_does() -> None:
    """Nobody waits for the rest of it, and what was well said before it stays."""
    drawn = 0

    def tokens() -> Iterator[str]:
        nonlocal drawn
        for token in ("在呢，", "刚睡醒。", *["我要飞到那里去，"] * 100):
            drawn += 1
            yield token

    assert checked(tokens())[:2] == [("在呢，", ""), ("刚睡醒。", "")]
    assert drawn < 7
    assert [reason for _, reason in checked(["在呢，"] + ["那"] * 300)] == ["", "loop"]


def test_what_the_author_wrote_may_go_round() -> None:
    persona, answer = load_persona("niaoniao"), "咕咕，咕咕，咕咕，" * 6 + "天亮了就叫，天亮了就叫，天亮了就叫。"
    recalled = Recalled(understanding=line.understand(Utterance(text="叫一个")), answer=answer, answer_by="example")
    assert "".join(piece.text for piece in line.check([answer], persona, recalled, 50)) == answer


def test_a_reply_has_at_most_so_many_sentences_and_short_cries_are_free() -> None:
    draft = "哎呀！真的吗？我得去窗台上看一看。小番茄是不是又红了一颗？我要第一个去尝。"
    assert [text for text, _ in checked(draft, most=2)] == [
        "哎呀！",
        "真的吗？",
        "我得去窗台上看一看。",
        "小番茄是不是又红了一颗？",
    ]
    assert [text for text, _ in checked(draft, most=1)][-1] == "我得去窗台上看一看。"


def test_what_is_not_wanted_is_not_drafted() -> None:
    released, drawn = [], []

    def tokens() -> Iterator[str]:
        try:
            for token in ("我得去窗台上看一看。", "小番茄", "红了。", "我要第一个去尝。"):
                drawn.append(token)
                yield token
        finally:
            released.append(True)

    source = tokens()
    pieces = line.check(
        source, load_persona("niaoniao"), Recalled(understanding=line.understand(Utterance(text="嗯"))), 1
    )
    assert next(pieces).text == "我得去窗台上看一看。"
    assert drawn == ["我得去窗台上看一看。", "小番茄"]
    pieces.close()
    source.close()
    assert released == [True]


@settings(deadline=None)
@given(draft=st.text(max_size=200), most=st.integers(1, 4))
def test_no_draft_breaks_the_check(draft: str, most: int) -> None:
    for text, dropped in checked([draft], most=most):
        assert text.strip()
        assert dropped in ("", *CHECKS) or dropped.startswith("against:")
