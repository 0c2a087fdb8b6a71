"""The contracts of ears and voice, clause by clause: each yields what is broken."""

from __future__ import annotations

import math
from array import array
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any

from roleplay_lite.engines import Asr, AsrHints, Delivery, Tts, Vad
from roleplay_lite.errors import InputError, RoleplayError
from roleplay_lite.turn import Audio, Transcript


def _hum(seconds: float, rate: int) -> Audio:
    """Sound, but no words."""
    wave = array("h", (round(8000 * math.sin(2 * math.pi * 220 * i / rate)) for i in range(round(seconds * rate))))
    return Audio(pcm=wave.tobytes(), sample_rate=rate)


def _silence(seconds: float, rate: int) -> Audio:
    return Audio(pcm=bytes(2 * round(seconds * rate)), sample_rate=rate)


def _asr_silence(asr: Asr) -> Iterator[str]:
    """Silence has no words."""
    for seconds in (0.0, 0.01, 1.0):
        if asr.transcribe(_silence(seconds, asr.sample_rate), AsrHints()).text:
            yield f"{seconds} s of silence give an empty text"


def _asr_transcript(asr: Asr) -> Iterator[str]:
    """A transcript is final and its confidence lies within 0 and 1."""
    for hints in (AsrHints(), AsrHints(language="en", words=("小雪",)), AsrHints(language="")):
        found = asr.transcribe(_hum(0.5, asr.sample_rate), hints)
        if not isinstance(found, Transcript) or not found.final:
            yield "transcribe gives a final Transcript"
        elif not 0 <= found.confidence <= 1:
            yield "confidence lies within 0 and 1"


def _asr_rates(asr: Asr) -> Iterator[str]:
    """Sound of another rate is heard, or refused with an error of this library."""
    for rate in (8_000, 44_100):
        try:
            asr.transcribe(_hum(0.3, rate), AsrHints())
        except RoleplayError as error:
            if str(asr.sample_rate) not in str(error):
                yield f"a refused sample rate is refused with the one that is wanted (it said: {error})"


def _vad_range(vad: Vad) -> Iterator[str]:
    """A probability lies within 0 and 1, and is low in silence."""
    quiet = [vad.probability(bytes(vad.frame_samples * 2)) for _ in range(20)]
    loud = [vad.probability(_hum(vad.frame_samples / 16_000, 16_000).pcm) for _ in range(20)]
    if not all(0 <= probability <= 1 for probability in quiet + loud):
        yield "a probability lies within 0 and 1"
    if max(quiet) >= 0.5:
        yield "silence is not speech"


def _vad_frame(vad: Vad) -> Iterator[str]:
    """A frame of another length raises InputError."""
    for size in (0, vad.frame_samples * 2 - 2, vad.frame_samples * 2 + 2):
        try:
            vad.probability(bytes(size))
        except InputError:
            continue
        yield f"a frame of {size} bytes raises InputError"


def _vad_reset(vad: Vad) -> Iterator[str]:
    """After reset the same stream gives the same probabilities."""
    frame = _hum(vad.frame_samples / 16_000, 16_000).pcm
    runs = []
    for _ in range(2):
        vad.reset()
        runs.append([vad.probability(frame) for _ in range(5)])
    if any(abs(first - second) > 1e-6 for first, second in zip(*runs, strict=True)):
        yield "reset forgets the stream"


def _seconds(tts: Tts, text: str, delivery: Delivery | None = None) -> float:
    return sum(audio.seconds for audio in tts.synthesize(text, delivery or Delivery()))


_LINES = {"zh": "你好，今天我们去山里看雪吧。", "en": "Hello, let us go and see the snow today."}


def _line(tts: Tts) -> str:
    return next((line for language, line in _LINES.items() if language in tts.languages), _LINES["en"])


def _tts_chunks(tts: Tts) -> Iterator[str]:
    """Chunks are Audio of the engine's rate."""
    if not isinstance(tts.languages, frozenset) or not all(len(language) == 2 for language in tts.languages):
        yield "languages is a frozenset of ISO 639-1 codes"
    chunks = list(tts.synthesize(_line(tts), Delivery()))
    if not chunks or not all(isinstance(chunk, Audio) for chunk in chunks):
        yield "an ordinary sentence gives chunks of Audio"
    elif any(chunk.sample_rate != tts.sample_rate for chunk in chunks):
        yield "every chunk has the engine's sample rate"
    elif not any(any(chunk.pcm) for chunk in chunks):
        yield "an ordinary sentence can be heard"


def _tts_nothing(tts: Tts) -> Iterator[str]:
    """What holds nothing to say gives no sound."""
    for text in ("", "  \n", "……！？", "。"):
        if _seconds(tts, text):
            yield f"{text!r} gives no sound"


def _tts_rate(tts: Tts) -> Iterator[str]:
    """A higher rate is shorter."""
    if not _seconds(tts, _line(tts), Delivery(rate=2.0)) < _seconds(tts, _line(tts)):
        yield "rate 2 is shorter than rate 1"


def _tts_closing(tts: Tts) -> Iterator[str]:
    """Closing midway leaves the engine usable."""
    whole = _seconds(tts, _line(tts))
    stream = tts.synthesize(_line(tts), Delivery())
    if not isinstance(stream, Generator):
        yield "synthesize gives a generator, so that it can be closed"
        return
    with closing(stream):
        next(stream, None)
    if not math.isclose(_seconds(tts, _line(tts)), whole, rel_tol=0.2):
        yield "closing midway changes nothing of the next sentence"


def _closes(engine: Any) -> Iterator[str]:
    """Close may come twice."""
    if hasattr(engine, "close"):
        engine.close()
        engine.close()
    yield from ()


ASR = (_asr_silence, _asr_transcript, _asr_rates, _closes)
VAD = (_vad_range, _vad_frame, _vad_reset, _closes)
TTS = (_tts_chunks, _tts_nothing, _tts_rate, _tts_closing, _closes)
