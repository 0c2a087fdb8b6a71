"""What is learnt is what a session puts before the model, and the tokens that are learnt are the replies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from roleplay_lite import line
from roleplay_lite.device import Device, StoreConfig
from roleplay_lite.faculties import Faculties
from roleplay_lite.history import History
from roleplay_lite.models import where
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.prefix import prefix_messages
from roleplay_lite.registry import load
from roleplay_lite.session import Session
from roleplay_lite.testing import FakeLlm
from roleplay_lite.tuning.corpus import Corpus
from roleplay_lite.tuning.phases import jobs
from roleplay_lite.tuning.recipe import Phase, Recipe
from roleplay_lite.tuning.rendering import VIEWS, bare, rendered, sequences
from roleplay_lite.turn import Found, Message, Prompt, Recalled, Understanding
from tests.backends.prompts import MODEL
from tests.tuning.corpora import TURN, dialogue, written

CHAT = (
    TURN,
    {"said": "那我晚上煮面吃", "reply": "面多煮一会儿，软和。"},
    {"said": "集市几点散", "reply": "下午五点半。", "kind": "knowledge", "found": ["东门集市的散市时间是下午五点半"]},
)
AGE = {"said": "你今年多大了", "reply": "三十六岁，手还稳。", "kind": "self"}


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    rows = [dialogue(*CHAT), dialogue(*CHAT, id="t-2", traits=["Shy", "Dry"]), dialogue(AGE, id="t-3")]
    return written(tmp_path, *rows, plain=[dialogue(id=f"p-{place}", persona="juzi") for place in range(30)])


@pytest.mark.parametrize("place", [0, 1], ids=["its own", "other traits"])
def test_a_dialogue_is_learnt_as_a_session_prompts_it(corpus: Corpus, place: int) -> None:
    """But for what the session looks up for itself, which the dialogue holds."""
    one = corpus.dialogues[place]
    who = corpus.character(one)
    left = iter(one.turns)

    def recall(understanding: Understanding, persona: Persona, history: History, faculties: Faculties) -> Recalled:
        recalled = line.recall(understanding, persona, history)
        notes = tuple(Found(text=text, source="corpus") for text in next(left).found)
        return replace(recalled, found=(*notes, *recalled.found), answer="")

    steps: dict[str, Callable[..., Any]] = {"recall": recall}
    llm = FakeLlm(replies=[turn.reply for turn in one.turns])
    device = Device(store=StoreConfig(enabled=False))
    with Session.open(who, device=device, engines={"llm": llm}, overrides=steps) as session:
        for turn in one.turns:
            assert "".join(piece.text for piece in session.reply(turn.said)) == turn.reply
    # In the view that keeps all lines that are shown at the beginning.
    view = next(
        one
        for one in (rendered(corpus, corpus.dialogues[place], number) for number in range(VIEWS))
        if one.fixed == len(prefix_messages(who))
    )
    assert view.messages[:-1] == llm.prompts[-1].messages
    assert "下午五点半" in view.messages[-2].content


def test_a_fact_is_told_by_the_note_in_one_view_and_by_the_profile_alone_in_the_other(corpus: Corpus) -> None:
    notes = [rendered(corpus, corpus.dialogues[2], view).messages[-2].content for view in range(VIEWS)]
    assert sorted("三十六岁" in note for note in notes) == [False, True]
    assert all("三十六岁" in rendered(corpus, corpus.dialogues[2], view).messages[0].content for view in range(VIEWS))


def test_bare_is_without_every_line_that_is_shown(corpus: Corpus) -> None:
    whole = rendered(corpus, corpus.dialogues[0])
    assert whole.fixed > 1
    assert bare(whole).messages == (whole.messages[0], *whole.messages[whole.fixed :])


@pytest.mark.model(MODEL)
def test_the_tokens_that_are_learnt_are_the_replies_and_their_end(corpus: Corpus, tmp_path: Path) -> None:
    pytest.importorskip("llama_cpp")
    model = load("llm", "llama_cpp", model=where(MODEL) / "model.gguf", threads=1, cache=tmp_path / "kv")
    shown = [rendered(corpus, one, view) for one in corpus.dialogues[:3] for view in range(VIEWS)]
    data = sequences(shown, model)
    end = model.tokens(Prompt(messages=(Message(role="assistant", content="好"),)), reply=False)
    replies = _told(data, model)
    turns = [turn for one in corpus.dialogues[:3] for _ in range(VIEWS) for turn in one.turns]
    assert [text for text, _ in replies] == [turn.reply for turn in turns]
    assert {mark for _, mark in replies} <= set(end)
    assert data.learnt == sum(len(model.reply_tokens(turn.reply)) + 1 for turn in turns)
    model.close()


def _told(data: Any, model: Any) -> list[tuple[str, int]]:
    """Each learnt stretch as text, and the token that ends it."""
    starts = [0, *data.ends[:-1].tolist()]
    found = []
    for sequence, first, last in data.spans.tolist():
        own = data.ids[starts[sequence] + first : starts[sequence] + last].tolist()
        found.append((b"".join(model._piece(token) for token in own[:-1]).decode(), own[-1]))
    return found


def test_a_phase_learns_its_part_and_holds_some_of_it_out(corpus: Corpus) -> None:
    phase = Phase(name="plain", parts=("plain",), shown=3, replay={"smalltalk": 1}, again={"written": 2})
    learn, held = jobs(corpus, Recipe(base="x"), phase)
    names = [job.dialogue.id for job in learn]
    assert {job.dialogue.id for job in held} == {"p-7"}
    assert "p-7" not in names
    assert len([name for name in names if name.startswith("p-")]) == 29
    assert len([name for name in names if name.startswith("t-")]) == 2  # every second one of three
    assert sum(not job.bare for job in learn) == pytest.approx(len(learn) / 3, abs=1)


def test_characters_that_are_held_out_are_learnt_from_in_no_phase(tmp_path: Path) -> None:
    rows = [dialogue(), dialogue(TURN | {"said": "葱贵了"}, id="t-2", persona="juzi")]
    corpus = written(tmp_path, *rows, plain=[dialogue(id="p-1", persona="juzi")], splits='test = ["juzi"]')
    for parts in (("written",), ("plain",), ("written", "plain")):
        phase = Phase(name="x", parts=parts, replay={"smalltalk": 9}, again={"plain": 1, "written": 1})
        learn, held = jobs(corpus, Recipe(base="x"), phase)
        assert learn
        assert "juzi" not in {job.dialogue.persona for job in (*learn, *held)}
