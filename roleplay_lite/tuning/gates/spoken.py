"""The replies of a corpus one by one, each with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from roleplay_lite.evaluation.judging.text import has_han
from roleplay_lite.tuning.corpus import Corpus, Dialogue, Exchange
from roleplay_lite.tuning.gates.finding import Finding

SENTENCE = re.compile(r"[^。！？!?…\n]+[。！？!?…\n]*")
_WORD = re.compile("[A-Za-z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One exchange in its dialogue."""

    dialogue: Dialogue
    turn: int
    """Counted from 1."""
    exchange: Exchange
    before: tuple[tuple[str, str], ...]
    """What was said before, as (the person's words, the reply) pairs."""

    @property
    def said(self) -> str:
        return self.exchange.said

    @property
    def reply(self) -> str:
        return self.exchange.reply

    @property
    def plain(self) -> bool:
        """True in the parts of plain short talk, where two people may well say the same."""
        return self.dialogue.part != "written"

    def finding(self, problem: str, words: str = "") -> Finding:
        """Something that is wrong with it; `words` are the reply unless others are given."""
        return Finding(problem=problem, dialogue=self.dialogue.id, turn=self.turn, words=words or self.reply)


def spoken(corpus: Corpus) -> Iterator[Spoken]:
    """Every exchange, in the order of the files."""
    for dialogue in corpus.dialogues:
        pairs = tuple((turn.said, turn.reply) for turn in dialogue.turns)
        for number, exchange in enumerate(dialogue.turns):
            yield Spoken(dialogue=dialogue, turn=number + 1, exchange=exchange, before=pairs[:number])


def is_mandarin(reply: str) -> bool:
    """True as well for a mere figure."""
    return has_han(reply) or not _WORD.search(reply)
