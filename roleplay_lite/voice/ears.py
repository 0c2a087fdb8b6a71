"""From a stream of sound to utterances: frames, voice activity, endpoint."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from roleplay_lite.engines import Vad
from roleplay_lite.turn import Audio
from roleplay_lite.voice.endpoint import Endpoint, EndpointConfig, EndpointEvent

RATE = 16_000
"""What a `Vad` listens at, in Hz."""
SPEECH_PROBABILITY = 0.5
_OVER = {EndpointEvent.ENDED, EndpointEvent.CAPPED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One utterance cut out of a stream. Times are seconds from the stream's beginning."""

    audio: Audio
    """16 kHz, with the pre-roll before it and `tentative_seconds` of the silence after it."""
    started: float
    """Where `audio` begins."""
    ended: float
    """Where `audio` ends."""
    capped: bool = False
    """The person may not have been done: listening stopped at the longest length."""


def utterances(
    audio: Iterable[Audio],
    vad: Vad,
    config: EndpointConfig | None = None,
    perhaps: Callable[[Speech], None] | None = None,
) -> Iterator[Speech]:
    """Each utterance as soon as it is over. Sound of any rate, in blocks of any length; what is being said when the
    stream ends is an utterance too. Closing the generator stops the listening.

    `perhaps` is called at a first short pause with what the utterance will be, to the byte, if nobody goes on: so
    that a listener can run ahead.
    """
    config = config or EndpointConfig()
    endpoint, frame_seconds = Endpoint(config), vad.frame_samples / RATE
    lookback: deque[bytes] = deque(maxlen=_frames(config.preroll_seconds + config.start_seconds, frame_seconds))
    tail = _frames(config.tentative_seconds, frame_seconds)
    heard: list[bytes] = []
    count = silent = 0
    vad.reset()
    for frame in _framed(audio, vad.frame_samples * 2):
        count += 1
        is_speech = vad.probability(frame) >= SPEECH_PROBABILITY
        silent = 0 if is_speech else silent + 1
        was_speaking = endpoint.speaking
        events = endpoint.push(frame_seconds, is_speech)
        if not was_speaking:
            lookback.append(frame)
            if EndpointEvent.STARTED in events:
                heard = list(lookback)
                # What was handed out once is not handed out again as the pre-roll of the next utterance.
                lookback.clear()
        else:
            heard.append(frame)
        if perhaps and heard and EndpointEvent.TENTATIVE_END in events:
            perhaps(_speech(heard, count, max(0, silent - tail), frame_seconds, capped=False))
        if heard and not _OVER.isdisjoint(events):
            surplus = max(0, silent - tail)
            # Silence that this utterance does not keep may be the pre-roll of the next.
            lookback.extend(heard[len(heard) - surplus :])
            yield _speech(heard, count, surplus, frame_seconds, capped=EndpointEvent.CAPPED in events)
            heard = []
    if heard:
        yield _speech(heard, count, max(0, silent - tail), frame_seconds, capped=False)


def _speech(frames: list[bytes], count: int, surplus: int, frame_seconds: float, *, capped: bool) -> Speech:
    kept, ended = frames[: len(frames) - surplus], count - surplus
    return Speech(
        audio=Audio(pcm=b"".join(kept), sample_rate=RATE),
        started=(ended - len(kept)) * frame_seconds,
        ended=ended * frame_seconds,
        capped=capped,
    )


def _frames(seconds: float, frame_seconds: float) -> int:
    return max(1, round(seconds / frame_seconds))


def _framed(audio: Iterable[Audio], size: int) -> Iterator[bytes]:
    rest = b""
    for block in _at_rate(audio):
        rest += block.pcm
        for at in range(0, len(rest) - size + 1, size):
            yield rest[at : at + size]
        rest = rest[len(rest) // size * size :]
    if rest:
        yield rest.ljust(size, b"\0")


def _at_rate(audio: Iterable[Audio]) -> Iterator[Audio]:
    blocks = iter(audio)
    for block in blocks:
        if block.sample_rate == RATE:
            yield block
            continue
        # Only a stream at another rate needs libsoxr; a microphone at 16 kHz is heard without it.
        from roleplay_lite.voice.resample import resampled_stream

        yield from resampled_stream(_again(block, blocks), RATE)


def _again(first: Audio, rest: Iterator[Audio]) -> Iterator[Audio]:
    yield first
    yield from rest
