"""Conversations with characters that were held out: their dialogues' lines said again, to a session of its own."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from roleplay_lite import line
from roleplay_lite.evaluation.host import Host
from roleplay_lite.faculties import Faculties
from roleplay_lite.history import History
from roleplay_lite.persona.persona import Persona
from roleplay_lite.tuning.corpus import Corpus, Dialogue, Split
from roleplay_lite.turn import Found, Recalled, Understanding

LONG = 4
"""Turns from which a dialogue is a conversation."""
_SOURCE = "corpus"
_SCORE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """One conversation as it was held now."""

    dialogue: str
    """The id of whose lines were said."""
    name: str
    """The character's."""
    summary: str
    said: tuple[str, ...]
    replies: tuple[tuple[str, ...], ...]
    """By host, each as long as `said`."""


def drawn(corpus: Corpus, count: int, seed: int, split: Split = "test") -> list[Dialogue]:
    """Long dialogues of that part at random, not by taste; fewer where there are not so many."""
    long = [one for one in corpus.of(split) if len(one.turns) >= LONG]
    return random.Random(seed).sample(long, min(count, len(long)))


def transcripts(corpus: Corpus, dialogues: Sequence[Dialogue], hosts: Sequence[Host]) -> Iterator[Transcript]:
    """What each host's device answers to the lines of these dialogues, with the notes that stand in them."""
    for dialogue in dialogues:
        who = corpus.character(dialogue)
        said = tuple(turn.said for turn in dialogue.turns)
        replies = []
        for host in hosts:
            overrides: dict[str, Callable[..., Any]] = {"recall": _recall(dialogue)}
            held = host.converse(who, said, key=dialogue.id, overrides=overrides)
            replies.append(tuple(reply.text for reply in held))
        yield Transcript(dialogue=dialogue.id, name=who.name, summary=who.summary, said=said, replies=tuple(replies))


def _recall(dialogue: Dialogue) -> Callable[[Understanding, Persona, History, Faculties], Recalled]:
    """The line's own recall, and what the dialogue has looked up or remembered for the turn."""

    def recall(understanding: Understanding, persona: Persona, history: History, faculties: Faculties) -> Recalled:
        turn = dialogue.turns[min(len(history.exchanges), len(dialogue.turns) - 1)]
        notes = tuple(Found(text=text, source=_SOURCE, score=_SCORE) for text in turn.found)
        recalled = line.recall(understanding, persona, history)
        return replace(recalled, found=(*notes, *recalled.found))

    return recall


def as_markdown(held: Sequence[Transcript], names: Sequence[str]) -> str:
    """Tables with a row a turn and a column a host."""
    parts = []
    for number, one in enumerate(held, 1):
        rows = ["| person | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
        for place, said in enumerate(one.said):
            rows.append("| " + " | ".join(map(_cell, (said, *(column[place] for column in one.replies)))) + " |")
        parts.append(f"### {number}. {one.name} (`{one.dialogue}`)\n\n{one.summary}\n\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
