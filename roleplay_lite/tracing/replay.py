"""A turn run again from one of its steps, with what decided it then. Nothing is stored or done in the world.

From `compose` a replay needs nothing but the trace and the model: with the same seed the same words are drawn. From
`recall` it asks what is known now, from `understand` it reads the line anew as well, so that those show what a change
of rules, facts, memories or code does to a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, get_args

from roleplay_lite import line
from roleplay_lite.device import Limits
from roleplay_lite.drafting import Drafting
from roleplay_lite.engines import Cancel, Llm, Sampling
from roleplay_lite.errors import InputError
from roleplay_lite.faculties import NONE, Faculties
from roleplay_lite.history import History
from roleplay_lite.persona.persona import Persona
from roleplay_lite.trace import Overrides, StepFailed, StepRunner
from roleplay_lite.tracing.inputs import Inputs, persona_digest
from roleplay_lite.tracing.rows import finished
from roleplay_lite.turn import Piece, Prompt, Recalled, Step, Turn, Understanding, Utterance

Start = Literal["understand", "recall", "compose"]
STARTS: tuple[Start, ...] = get_args(Start)

_DECIDES = ("understand", "recall", "compose", "generate", "check")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a line is run with: of a session, or opened for the replay."""

    persona: Persona
    llm: Llm
    limits: Limits
    faculties: Faculties = NONE
    """Asked from `recall` and `understand`, and what `check` holds sentences against. Give it a mind over a copy of the
    store: an order to forget is obeyed."""
    overrides: Overrides = field(default_factory=dict)
    sampling: Sampling = field(default_factory=Sampling)
    """Where the turn had drafted nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A step that decided otherwise than it did then."""

    step: str
    what: str
    """`by`, `decision`, `evidence` or `rule`."""
    then: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What came of it."""

    steps: tuple[Step, ...]
    reply: str
    differences: tuple[Difference, ...]
    """Between the steps that were run again and those of the trace."""
    failed: str = ""
    """The step that raised, or empty."""


def replay(
    inputs: Inputs,
    then: Sequence[Step],
    parts: Parts,
    *,
    start: Start = "compose",
    text: str | None = None,
) -> Replayed:
    """The turn again from that step on; `then` are the steps of its trace. With a `text`, the line was this one, which
    is understood and looked up anew whatever `start` says. Raises InputError where the trace does not hold what the
    step needs."""
    if text is not None:
        start = "understand"
    utterance = inputs.utterance if text is None else Utterance(text=text)
    turn = Turn(utterance=utterance, index=1, started=inputs.started)
    runner = StepRunner(turn, parts.overrides)
    failed = ""
    try:
        recalled = _recalled(runner, inputs, parts, start, utterance)
        if recalled:
            # One by one: what was handed out decides what may follow.
            for piece in _drafted(runner, turn, inputs, parts, recalled):
                turn.pieces.append(piece)
    except StepFailed as failure:
        failed = failure.step
    steps = tuple(finished(turn))
    ran = _DECIDES[_DECIDES.index(start) :]
    return Replayed(
        steps=steps,
        reply=turn.reply,
        differences=tuple(_differences([step for step in then if step.step in ran], steps)),
        failed=failed,
    )


def same_persona(inputs: Inputs, persona: Persona) -> bool:
    """Whether it is the character that it was then, to the letter."""
    return inputs.persona == persona.id and inputs.persona_digest == persona_digest(persona)


def _recalled(runner: StepRunner, inputs: Inputs, parts: Parts, start: Start, utterance: Utterance) -> Recalled | None:
    """What the reply is made of; None for a line without words."""
    if start == "compose":
        if inputs.recalled is None:
            raise InputError("this turn came to nothing before a reply was drafted; replay it from understand")
        runner.ruled(inputs.recalled.understanding.ruling)
        return inputs.recalled
    faculties = replace(parts.faculties, now=lambda: datetime.fromtimestamp(inputs.started).astimezone())
    understood = _understood(runner, inputs, start, utterance, faculties)
    if not understood.text:
        return None
    if faculties.mind:
        if inputs.mind:
            faculties.mind.resume(inputs.mind)
        faculties.mind.feel(understood)
    found: Recalled = runner.run("recall", line.recall, understood, parts.persona, inputs.history, faculties)
    return found


def _understood(
    runner: StepRunner, inputs: Inputs, start: Start, utterance: Utterance, faculties: Faculties
) -> Understanding:
    if start == "recall":
        understood = inputs.recalled.understanding if inputs.recalled else inputs.understanding
        if understood is None:
            raise InputError("this turn's line was not understood; replay it from understand")
    else:
        if faculties.skills:
            faculties.skills.resume(inputs.floor)
        understood = runner.run("understand", line.understand, utterance, inputs.history, faculties)
    runner.ruled(understood.ruling)
    return understood


def _drafted(runner: StepRunner, turn: Turn, inputs: Inputs, parts: Parts, recalled: Recalled) -> Iterator[Piece]:
    """Pieces as the session would hand them out; each is taken up before the next is asked for."""
    history: History = inputs.composed
    drafting = Drafting(
        runner=runner,
        turn=turn,
        persona=parts.persona,
        llm=parts.llm,
        limits=parts.limits,
        sampling=inputs.sampling or parts.sampling,
        faculties=parts.faculties,
        cancel=Cancel(),
        mark=lambda name: None,
    )

    def prompt_of(known: Recalled) -> Prompt:
        prompt: Prompt = runner.run("compose", line.compose, parts.persona, known, history)
        bare = prompt.adapter or line.is_plain(known)
        return prompt if bare else replace(prompt, adapter=inputs.adapter)

    return drafting.pieces(recalled, prompt_of)


def _differences(then: Sequence[Step], now: Sequence[Step]) -> Iterator[Difference]:
    before: Mapping[str, Step] = {step.step: step for step in then}
    after: Mapping[str, Step] = {step.step: step for step in now}
    for name in _DECIDES:
        one, other = before.get(name), after.get(name)
        if one is None and other is None:
            continue
        for what in ("by", "decision", "evidence", "rule"):
            was, is_ = (_shown(getattr(step, what)) if step else "" for step in (one, other))
            if was != is_:
                yield Difference(step=name, what=what, then=was, now=is_)


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
