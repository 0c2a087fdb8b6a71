"""Dialogues of the corpus as the prompts that a session would have made of them, and those as tokens with the replies
marked.

The line's own `recall` and `compose` do it, so that what is learnt stands where it will stand when it is used: the
persona's beginning, the turns so far with their notes, the person's words, the note of this turn, the reply.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from roleplay_lite import line
from roleplay_lite.history import Exchange as Past
from roleplay_lite.history import History
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.prefix import ENOUGH, fixed_examples, leans_on_traits
from roleplay_lite.tuning.corpus import ABOUT_ITSELF, Corpus, Dialogue, Exchange
from roleplay_lite.tuning.sequences import Sequences
from roleplay_lite.turn import Found, Message, Prompt, Utterance

VIEWS = 2
"""Ways in which a dialogue is rendered: a fact that the note tells in one, the model has to find in the persona's
beginning in the other; a character with many lines of its own is shown with few; and one that is shown what its traits
would say, without."""
_FEW = 3
_SOURCE = "corpus"
_SCORE = 5.0


class Tokenizes(Protocol):
    """What turns prompts into tokens: the engine that will run them."""

    def tokens(self, prompt: Prompt, *, reply: bool) -> Sequence[int]: ...

    def reply_tokens(self, text: str) -> Sequence[int]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One dialogue as messages; every message of the assistant's after the first `fixed` is a reply to learn."""

    id: str
    messages: tuple[Message, ...]
    fixed: int


def rendered(corpus: Corpus, dialogue: Dialogue, view: int = 0) -> Rendered:
    """The messages of that dialogue, seen one way of `VIEWS`."""
    who = _seen(corpus.character(dialogue), dialogue, view)
    history = History()
    prompt = Prompt(messages=())
    for number, turn in enumerate(dialogue.turns):
        prompt = _prompt(who, turn, history, facts=_told(dialogue, number, view))
        history = history.add(Past(prompted=prompt.messages[-1].content, heard=turn.reply, said=turn.said))
    last = Message(role="assistant", content=dialogue.turns[-1].reply)
    whole = Rendered(id=dialogue.id, messages=(*prompt.messages, last), fixed=prompt.fixed)
    return _without_lines(whole, who) if _toss(f"{dialogue.id} lines") != view % 2 else whole


def bare(dialogue: Rendered) -> Rendered:
    """Without any line that is shown at the beginning."""
    return replace(dialogue, messages=(dialogue.messages[0], *dialogue.messages[dialogue.fixed :]), fixed=1)


def _without_lines(dialogue: Rendered, who: Persona) -> Rendered:
    """Without the exchanges that stand for traits; the character's own stay."""
    own = 2 * len(fixed_examples(who)) if leans_on_traits(who) else dialogue.fixed - 1
    first, last = dialogue.messages[:1], dialogue.messages[dialogue.fixed - own :]
    return replace(dialogue, messages=(*first, *last), fixed=1 + own)


def _prompt(who: Persona, turn: Exchange, history: History, *, facts: bool) -> Prompt:
    understanding = line.understand(Utterance(text=turn.said))
    recalled = line.recall(understanding, who, history)
    own = () if turn.kind in ABOUT_ITSELF and not facts else recalled.found
    notes = tuple(Found(text=text, source=_SOURCE, score=_SCORE) for text in turn.found)
    # Where a session would answer from the facts alone, the model learns to say it, too.
    return line.compose(who, replace(recalled, found=(*notes, *own), answer=""), history)


def _seen(who: Persona, dialogue: Dialogue, view: int) -> Persona:
    if dialogue.traits or len(who.examples) < ENOUGH or _toss(f"{dialogue.id} lines") == view % 2:
        return who
    return replace(who, examples=who.examples[:_FEW])


def _told(dialogue: Dialogue, number: int, view: int) -> bool:
    """Whether the note of this turn tells the facts it is about: in one view and not in the other."""
    return _toss(f"{dialogue.id} {number}") == view % 2


def _toss(what: str) -> int:
    return hashlib.sha256(what.encode()).digest()[0] % 2


def sequences(dialogues: Iterable[Rendered], model: Tokenizes) -> Sequences:
    """Those dialogues as that model reads them. The tokens of a prompt are always the beginning of the next one's."""
    import numpy as np

    ids: list[int] = []
    ends: list[int] = []
    spans: list[tuple[int, int, int]] = []
    for dialogue in dialogues:
        whole = list(model.tokens(Prompt(messages=dialogue.messages), reply=False))
        for start, end in _replies(dialogue, model, whole):
            spans.append((len(ends), start, end))
        # Nothing is learnt of what a template writes after the last reply.
        del whole[spans[-1][2] :]
        ids += whole
        ends.append(len(ids))
    return Sequences(
        ids=np.array(ids, dtype=np.int32),
        ends=np.array(ends, dtype=np.int64),
        spans=np.array(spans, dtype=np.int64).reshape(-1, 3),
    )


def _replies(dialogue: Rendered, model: Tokenizes, whole: list[int]) -> Iterator[tuple[int, int]]:
    for place in range(dialogue.fixed, len(dialogue.messages)):
        message = dialogue.messages[place]
        if message.role != "assistant":
            continue
        before = list(model.tokens(Prompt(messages=dialogue.messages[:place]), reply=True))
        said = [*before, *model.reply_tokens(message.content)]
        # One token more: the mark that ends a reply.
        if whole[: len(said)] != said or len(whole) <= len(said):
            raise AssertionError(f"{dialogue.id}: the template does not append")
        yield len(before), len(said) + 1
