"""What an engine must do. One Protocol each, one verb each; what it can do besides is data.

Engines block in C, so everything here is synchronous. A generator is cancelled by closing it; a `Cancel` reaches into
calls that cannot yield (prefill, transcription). A backend translates foreign exceptions to `EngineError` in its own
file and nowhere else.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from roleplay_lite.turn import Audio, Prompt, Transcript

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class Cancel:
    """A flag that many threads may set and a busy engine reads. Setting it twice is the same as once."""

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = threading.Event()

    def set(self) -> None:
        self._event.set()

    def __bool__(self) -> bool:
        return self._event.is_set()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """How tokens are drawn. Call config, apart from the model's own."""

    temperature: float = 0.7
    """0 is greedy."""
    top_k: int = 40
    top_p: float = 0.9
    min_p: float = 0.05
    repeat_penalty: float = 1.1
    """Over the last `repeat_window` tokens of the reply; 1 is none."""
    repeat_window: int = 64
    dry_multiplier: float = 0.8
    """Strength of the penalty on repeating, word for word, the conversation's earlier replies (DRY sampling); 0 is
    none."""
    dry_length: int = 4
    """Tokens that may be repeated freely."""
    max_tokens: int = 160
    seed: int = 0
    grammar: str = ""
    """A GBNF grammar with a `root` that the reply keeps to; empty is none. Raises EngineError when it is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmAbilities:
    """What an `llm` is and can do."""

    name: str
    context_tokens: int
    """The window of one conversation: prefix, history and reply together."""
    saves_prefix: bool = False
    """The KV state of a prompt's fixed part survives a restart."""
    refills_aside: bool = False
    """`warm(prompt, aside=True)` leaves the present conversation's cache in use until the new one is whole."""
    adapts: bool = False
    """Prompts may name an adapter. Raises EngineError for one that is not of this model."""


@runtime_checkable
class Llm(Protocol):
    """A language model holding one conversation's KV cache."""

    abilities: LlmAbilities

    def generate(self, prompt: Prompt, sampling: Sampling, cancel: Cancel) -> Iterator[str]:
        """Text of the reply, piece by piece as decoded; never half a character. Ends early once `cancel` is set."""
        ...

    def count(self, prompt: Prompt) -> int:
        """Tokens the prompt takes, the opening of the reply included."""
        ...

    def warm(self, prompt: Prompt, cancel: Cancel, *, aside: bool = False) -> bool:
        """Bring the prompt into the KV cache while nobody waits. True when whole; False when cancelled."""
        ...

    def close(self) -> None: ...


@runtime_checkable
class Vad(Protocol):
    """Voice activity. Stateful over the frames of one stream."""

    frame_samples: int
    """Samples of 16 kHz mono per call."""

    def probability(self, frame: bytes) -> float:
        """0 to 1 that this frame of 16-bit PCM is speech. Raises InputError on a frame of another length."""
        ...

    def reset(self) -> None:
        """Forget the stream."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AsrHints:
    """What the listener may expect."""

    language: str = "zh"
    """ISO 639-1; empty lets the backend decide."""
    words: Sequence[str] = ()
    """Names worth recognising: the persona's, the person's."""


@runtime_checkable
class Asr(Protocol):
    """Speech to text."""

    sample_rate: int
    """The rate it wants, in Hz."""

    def transcribe(self, audio: Audio, hints: AsrHints) -> Transcript:
        """The words of one utterance; empty text when there are none. Mandarin comes in simplified characters."""
        ...


@runtime_checkable
class StreamingAsr(Protocol):
    """Speech to text while it is being spoken."""

    sample_rate: int

    def stream(self, audio: Iterable[Audio], hints: AsrHints) -> Iterator[Transcript]:
        """Partials (`final=False`) whenever they change, then one final transcript."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How a piece is to be spoken."""

    rate: float = 1.0
    """1 is the voice's own; 1.2 is a fifth faster."""
    pitch: float = 1.0
    energy: float = 1.0

    def __post_init__(self) -> None:
        for name in ("rate", "pitch", "energy"):
            if not 0.25 <= getattr(self, name) <= 4:
                raise ValueError(f"{name} must lie between 0.25 and 4")


@runtime_checkable
class Tts(Protocol):
    """Text to speech."""

    sample_rate: int
    """The rate it gives, in Hz."""
    languages: frozenset[str]
    """ISO 639-1 codes it speaks well enough to be understood."""

    def synthesize(self, text: str, delivery: Delivery) -> Iterator[Audio]:
        """Sound of the text in order, in chunks as they are made; nothing when the text holds nothing to say."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedAbilities:
    """What an `embed` is."""

    name: str
    """Backend, model and whatever else changes a vector: rows of two names cannot be compared. It is stored beside
    them."""
    dim: int


@runtime_checkable
class Embed(Protocol):
    """Text to vectors that lie close where the texts mean alike. Safe to call from several threads."""

    abilities: EmbedAbilities

    def embed(self, texts: Sequence[str], *, query: bool = False) -> npt.NDArray[np.float32]:
        """One row of length 1 for each text, (n, dim); zeros for a text without a word. `query` tells a question from
        what it is to find. The same text gives the same row in every process, whatever else is asked with it."""
        ...

    def close(self) -> None:
        """Free what it holds; may come twice."""
        ...
