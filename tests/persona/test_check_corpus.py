"""What a character is taught to say, the checks let it say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from roleplay_lite import line
from roleplay_lite.persona.loops import Unlooped
from roleplay_lite.tuning.corpus import Dialogue, read_corpus
from roleplay_lite.turn import Found, Recalled, Utterance

FOLDER = Path(__file__).parents[2] / "models" / "recipes" / "roleplay" / "corpus"
MOST = 0.003
EVERY = 3
"""Of the dialogues, one in so many is looked at; all of them take too long for a test."""

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the corpus is not in this copy")


def turns(dialogue: Dialogue) -> Iterator[tuple[Recalled, str]]:
    before: list[tuple[str, str]] = []
    for turn in dialogue.turns:
        yield (
            Recalled(
                understanding=line.understand(Utterance(text=turn.said)),
                found=tuple(Found(text=text, source="corpus") for text in turn.found),
                before=tuple(before),
                recent=tuple(reply for _, reply in before),
            ),
            turn.reply,
        )
        before.append((turn.said, turn.reply))


def test_hardly_any_reply_of_the_corpus_is_held_back() -> None:
    corpus = read_corpus(FOLDER)
    dialogues = sorted(corpus.dialogues[::EVERY], key=lambda one: (one.persona, one.traits))
    held: Counter[str] = Counter()
    count = 0
    for dialogue in dialogues:
        who = corpus.character(dialogue)
        for recalled, reply in turns(dialogue):
            count += 1
            held.update({piece.dropped for piece in line.check([reply], who, recalled, 50, facts=False)} - {""})
    assert count > 500
    assert held.total() <= MOST * count, held
    # The new ones alone end a draft or are about its language: they must be surer still.
    assert held["loop"] + held["language"] + held["traditional"] <= 1


def test_no_reply_of_the_corpus_is_cut_short() -> None:
    for dialogue in read_corpus(FOLDER).dialogues:
        for turn in dialogue.turns:
            draft = Unlooped([turn.reply])
            assert "".join(draft) == turn.reply
            assert not draft.ended
