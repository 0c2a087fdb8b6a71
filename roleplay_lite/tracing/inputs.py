"""What decided a turn, as one value: enough to run its line again from any step."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from roleplay_lite.engines import Sampling
from roleplay_lite.history import History
from roleplay_lite.persona.persona import Persona
from roleplay_lite.tracing.codec import to_json
from roleplay_lite.turn import Adapter, Prompt, Recalled, Turn, Understanding, Utterance

if TYPE_CHECKING:
    from roleplay_lite.mind import MindState
    from roleplay_lite.skills.skill import Floor


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Of one turn. It holds the person's words: it is kept as long as the turn's trace, in their own store, and erased
    with what is forgotten."""

    utterance: Utterance
    history: History
    """As `understand` had it."""
    composed_of: int | None = None
    """How many of its last exchanges the prompt had room for; None where no prompt was made."""
    persona: str
    """Its id."""
    persona_digest: str
    """Of the character as it was: another one may answer otherwise."""
    person: str = ""
    config: str = ""
    """Digest of the device's recipe."""
    llm: str = ""
    """The model's name."""
    adapter: Adapter | None = None
    started: float
    """Unix time; also what day it was."""
    sampling: Sampling | None = None
    """With the seed of the first draft; None where nothing was drafted."""
    understanding: Understanding | None = None
    recalled: Recalled | None = None
    mind: MindState | None = None
    """How the mind was before the line was taken in."""
    floor: Floor | None = None
    """What a skill had left open (a riddle that waits for its answer)."""

    @property
    def composed(self) -> History:
        """The history as the prompt had it."""
        if self.composed_of is None or self.composed_of >= len(self.history.exchanges):
            return self.history
        kept = self.history.exchanges[len(self.history.exchanges) - self.composed_of :]
        return replace(self.history, exchanges=kept)


def inputs_of(turn: Turn) -> Inputs | None:
    """Of a turn that was run; None where it decided nothing (a greeting), or where nothing of it may be kept."""
    history, understanding = _given(turn, "understand", History), _gave(turn, "understand", Understanding)
    if turn.unwritten or history is None or understanding is None:
        return None
    recalled, persona = _gave(turn, "recall", Recalled), _given(turn, "recall", Persona)
    prompt, composed = _gave(turn, "compose", Prompt), _given(turn, "compose", History)
    return Inputs(
        utterance=turn.utterance,
        history=history,
        composed_of=len(composed.exchanges) if composed else None,
        persona=persona.id if persona else "",
        persona_digest=persona_digest(persona) if persona else "",
        person=_attribute(turn, "understand", "person"),
        config=turn.config,
        llm=_model(turn),
        adapter=prompt.adapter if prompt else None,
        started=turn.started,
        sampling=_given(turn, "generate", Sampling),
        # What was recalled holds what was understood.
        understanding=None if recalled else understanding,
        recalled=recalled,
        mind=turn.calls["understand"][0].mind,
        floor=turn.calls["understand"][0].floor,
    )


def _given(turn: Turn, step: str, kind: Any) -> Any:
    """The first input of that kind that the step had at its first run."""
    calls = turn.calls.get(step)
    return next((each for each in calls[0].inputs if isinstance(each, kind)), None) if calls else None


def _gave(turn: Turn, step: str, kind: Any) -> Any:
    calls = turn.calls.get(step)
    return calls[0].output if calls and isinstance(calls[0].output, kind) else None


def _attribute(turn: Turn, step: str, name: str) -> str:
    """What an input says of itself: the faculties know whom they serve."""
    for call in turn.calls.get(step, ())[:1]:
        for each in call.inputs:
            if isinstance(found := getattr(each, name, None), str):
                return found
    return ""


def _model(turn: Turn) -> str:
    for call in turn.calls.get("generate", ())[:1]:
        for each in call.inputs:
            if name := getattr(getattr(each, "abilities", None), "name", ""):
                return str(name)
    return ""


# -- digests ---------------------------------------------------------------------------------------------------------


def digest_of(value: Any) -> str:
    """16 letters that stand for a value: the same for the same, in every process."""
    return _digest(_compact(value))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _compact(value: Any) -> str:
    return json.dumps(value if isinstance(value, _READY) else to_json(value), ensure_ascii=False, separators=(",", ":"))


_READY = (str, int, float, type(None))
_PERSONAS: OrderedDict[int, tuple[Persona, str]] = OrderedDict()
_MOST_PERSONAS = 8


def persona_digest(persona: Persona) -> str:
    """Of all that it is; worked out once for each object."""
    known = _PERSONAS.get(id(persona))
    if known and known[0] is persona:
        return known[1]
    found = digest_of(persona)
    _PERSONAS[id(persona)] = (persona, found)
    while len(_PERSONAS) > _MOST_PERSONAS:
        _PERSONAS.popitem(last=False)
    return found


class Digests:
    """Of the values of one turn, each worked out once."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}

    def of(self, values: tuple[Any, ...]) -> str:
        """Of what a step was given or gave; what is no value (an engine, a stream) counts by its kind."""
        return _digest("\n".join(map(self._text, values)))

    def _text(self, value: Any) -> str:
        if isinstance(value, Persona):
            return persona_digest(value)
        known = self._texts.get(id(value))
        if known is None:
            try:
                known = _compact(value)
            except TypeError:
                known = type(value).__name__
            self._texts[id(value)] = known
        return known
