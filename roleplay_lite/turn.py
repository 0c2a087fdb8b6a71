"""One exchange, as values: what was heard, what it was taken to mean, what was said. Standard library only."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from roleplay_lite.emotion.feeling import Feeling
    from roleplay_lite.emotion.prosody import Prosody
    from roleplay_lite.knowledge.evidence import Evidence, Query
    from roleplay_lite.memory.item import Extracted
    from roleplay_lite.memory.orders import Order
    from roleplay_lite.mind import MindState
    from roleplay_lite.persona.facts import Fact
    from roleplay_lite.persona.lorebook import LoreState
    from roleplay_lite.rules.ruling import Ruling
    from roleplay_lite.safety.risk import Risk
    from roleplay_lite.skills.skill import Done, Floor, Match

Language = Literal["zh", "en", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audio:
    """A stretch of sound: signed 16-bit little-endian mono PCM."""

    pcm: bytes
    """Samples, two bytes each."""
    sample_rate: int
    """In Hz."""

    def __post_init__(self) -> None:
        if len(self.pcm) % 2:
            raise ValueError("16-bit PCM has an even number of bytes")
        if self.sample_rate <= 0:
            raise ValueError("sample_rate must be positive")

    @property
    def seconds(self) -> float:
        return len(self.pcm) / 2 / self.sample_rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What one person said, between two silences or on one line of text."""

    text: str
    confidence: float = 1.0
    """0 to 1; 1 for typed text."""
    seconds: float = 0.0
    """Length of the speech; 0 for typed text."""
    ended_at: float = 0.0
    """`time.monotonic()` at which the speech was known to be over; 0 for typed text."""
    asr_seconds: float = 0.0
    failed: bool = False
    """True when something was said and the ears could not make it out."""
    prosody: Prosody | None = None
    """How it was said; None for typed text and for too little of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """What an `asr` backend understood."""

    text: str
    language: str = ""
    """ISO 639-1, or empty when the backend does not say."""
    confidence: float = 1.0
    """0 to 1."""
    final: bool = True
    """False for a partial that later words may change."""


class About(StrEnum):
    """Whom or what a line is about."""

    PERSONA = "persona"
    PERSON = "person"
    WORLD = "world"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What the line takes an utterance to be."""

    utterance: Utterance
    text: str
    """The utterance, cleaned: control characters out, white space folded, Unicode NFC."""
    language: Language
    is_question: bool
    about: About
    feeling: Feeling | None = None
    """What the person feels, as far as words and voice tell it; None where nobody looked."""
    order: Order | None = None
    """What they tell the character to do with its memory."""
    told: tuple[Extracted, ...] = ()
    """What the line tells of the person and of theirs."""
    risk: Risk | None = None
    """What may be wrong with it."""
    ruling: Ruling | None = None
    """What the operator's rules say to it."""
    wants: Match | None = None
    """The skill that takes it for its own."""
    query: Query | None = None
    """What it asks of the world, made to stand alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing recalled, and where it came from."""

    text: str
    source: str
    """`fact:self.birthday`, `value:…`, `preference:…`, `memory:12`, `feeling`."""
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What this turn may draw on, best first."""

    understanding: Understanding
    found: Sequence[Found] = ()
    """Facts, values and preferences the line touches."""
    recent: Sequence[str] = ()
    """What the persona said in its last turns, latest last."""
    answer: str = ""
    """The reply, where no model is needed for it: a fact that was asked for, or the persona's own written reply to this
    very line."""
    answer_by: str = "written"
    """What `answer` comes from: `fact`, `derived`, `yes`, `no`, `unset`, `example`, `value`, `unknown`, `refusal`,
    `memory`, `crisis`, or an integrator's own word."""
    opening: str = ""
    """A first clause that meets what the person feels, spoken before the draft."""
    before: Sequence[tuple[str, str]] = ()
    """The conversation so far as (the person's words, what was heard of the reply), latest last."""
    statements: Sequence[Fact] = ()
    """What the persona has said of itself where no fact of its own says it, here and in earlier conversations."""
    quoted: Sequence[str] = ()
    """Facts that a draft of this reply went against, in the persona's words; the next draft is told them."""
    lore: LoreState | None = None
    """What the next turn's lore depends on; None leaves it as it was."""
    today: date = field(default_factory=date.today)
    done: Done | None = None
    """What a skill answers, and what follows from it in the world."""
    evidence: Sequence[Evidence] = ()
    """What was looked up; a sentence of the draft must be supported by it."""
    grounds: Sequence[Evidence] = ()
    """What the last reply rested on."""
    why: str = ""
    """How the answer was come by, for the trace."""
    brief: str = ""
    """What the model is to write, where it is more than a reply."""
    sentences: int = 0
    """How many sentences the reply may have; 0 is the device's limit."""


Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a chat prompt."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter:
    """A small set of weights that is laid over a model's own (LoRA), for one prompt and not the next."""

    file: Path
    """A GGUF file made for the model in use."""
    scale: float = 1.0
    """How strongly: 1 as it was learnt, 0 not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A chat prompt whose beginning never changes from turn to turn, so that the KV cache is reused."""

    messages: tuple[Message, ...]
    fixed: int = 1
    """How many leading messages are the persona's and byte-stable; their KV state is worth keeping on disk."""
    adapter: Adapter | None = None
    """What the model answers with; None is the model as it is. Engines that cannot (`LlmAbilities.adapts`) refuse."""

    @property
    def prefix(self) -> Prompt:
        """The byte-stable part alone."""
        return replace(self, messages=self.messages[: self.fixed])


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a reply that can be shown or spoken on its own, a clause or a sentence."""

    text: str
    """As shown: with its punctuation, without stage directions, emoji or Markdown."""
    by: str = "llm"
    """`llm`; without the model, what `Recalled.answer_by` names, or `feeling`; or the line that stood in: `sorry`,
    `deflect`, `silence`, `greeting`, `say`, `plan`."""
    dropped: str = ""
    """Why a check held it back (`ban`, `echo`, ...); such a piece goes into the trace and no further."""
    evidence: tuple[str, ...] = ()
    """Ids of what it rests on."""
    correction: str = ""
    """With `dropped`: what is so, in the persona's words, where the piece went against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A trace row: one step of one turn."""

    step: str
    by: str
    """`default`, `override` or `rule:NAME`."""
    ms: float
    """Time inside the step itself, without the steps that it pulls from or that pull from it."""
    reason: str = ""
    rule: str = ""
    """The operator's rules that changed it, as `NAME@VERSION/ARM`, with commas between them."""
    evidence: tuple[str, ...] = ()
    """What it rests on: `fact:self.birthday`, `memory:12`, ids of evidence."""
    input: str = ""
    """A digest of what it was given (`tracing/`); empty until the turn is stored, and where nothing of it may be."""
    output: str = ""
    """A digest of what it gave."""
    decision: str = ""
    """What it gave, in words that are none of the person's."""


@dataclass(slots=True, kw_only=True)
class Call:
    """One run of a step, kept until the turn is stored."""

    inputs: tuple[Any, ...]
    output: Any = None
    """What it gave; of a stream, a list of what came."""
    mind: MindState | None = None
    """How the mind was that it was given, before it ran."""
    floor: Floor | None = None
    """What a skill had left open then."""


class Outcome(StrEnum):
    """How a turn ended. An interruption is an outcome, not an error."""

    COMPLETE = "complete"
    INTERRUPTED = "interrupted"
    DEGRADED = "degraded"


@dataclass(slots=True, kw_only=True)
class Turn:
    """One exchange while it happens; afterwards it is its own trace."""

    utterance: Utterance
    index: int
    """Counts from 1 in a session."""
    started: float = field(default_factory=time.time)
    """Unix time."""
    clock: float = field(default_factory=time.monotonic)
    """The monotonic time that the metrics count from."""
    prompted: str = ""
    """The user message as it stood in the prompt: the words and the note of this turn."""
    pieces: list[Piece] = field(default_factory=list)
    """Pieces in the order they were handed out."""
    heard: int = 0
    """How many characters of the joined pieces the person got to hear."""
    steps: list[Step] = field(default_factory=list)
    calls: dict[str, list[Call]] = field(default_factory=dict)
    """What the steps were given and gave, for the trace."""
    config: str = ""
    """A digest of the device's recipe (`tracing.digest_of`)."""
    metrics: dict[str, float] = field(default_factory=dict)
    """Seconds, by name: `first_token`, `first_piece`, `first_audio`, `total`; and counts."""
    outcome: Outcome = Outcome.COMPLETE
    unwritten: bool = False
    """The person wants it off the record, or forgotten: its words are not stored."""

    @property
    def reply(self) -> str:
        """All that was handed out."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def heard_text(self) -> str:
        """The part of the reply that the person heard: what history keeps."""
        return self.reply[: self.heard]
