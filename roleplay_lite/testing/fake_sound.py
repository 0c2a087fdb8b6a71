"""Ears and a voice without a model: deterministic, quick, in plain Python."""

from __future__ import annotations

import math
import re
import time
from array import array
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from roleplay_lite.engines import AsrHints, Delivery
from roleplay_lite.errors import EngineError, InputError
from roleplay_lite.turn import Audio, Transcript

LOUD = 500
"""Root mean square of 16-bit samples above which a stretch of sound counts as speech."""
_HERTZ = 400
_VOLUME = 8000


class FakeVad:
    """A `Vad` by energy: 1 over a root mean square of `threshold`, else 0."""

    frame_samples = 512

    def __init__(self, *, threshold: float = LOUD, threads: int = 0) -> None:
        self._threshold = threshold
        self.resets = 0
        """Calls of `reset`."""

    def probability(self, frame: bytes) -> float:
        """See `Vad.probability`."""
        if len(frame) != self.frame_samples * 2:
            raise InputError(f"a frame of the fake vad holds {self.frame_samples * 2} bytes, not {len(frame)}")
        return float(_loudness(frame) > self._threshold)

    def reset(self) -> None:
        """See `Vad.reset`."""
        self.resets += 1


class FakeAsr:
    """An `Asr` that hears `texts` in order, the last one again and again, and nothing in silence.

    `fail_on` are the calls, counted from 1, that raise EngineError; `delay` is the time of one call, in seconds.
    """

    sample_rate = 16_000

    def __init__(
        self,
        *,
        texts: Sequence[str] = ("你好",),
        confidence: float = 0.9,
        fail_on: Collection[int] = (),
        delay: float = 0.0,
        model: Path | None = None,
        threads: int = 0,
    ) -> None:
        """`model` and `threads` are what a device.toml gives to any `asr`; they change nothing here."""
        self.heard: list[Audio] = []
        """The sound of each call, silent or not."""
        self.hints: list[AsrHints] = []
        self._texts, self._confidence = texts, confidence
        self._fail_on, self._delay = frozenset(fail_on), delay
        self._given = 0

    def transcribe(self, audio: Audio, hints: AsrHints) -> Transcript:
        """See `Asr.transcribe`. Takes sound of any rate."""
        self.heard.append(audio)
        self.hints.append(hints)
        time.sleep(self._delay)
        if len(self.heard) in self._fail_on:
            raise EngineError(f"the fake asr was told to fail on call {len(self.heard)}", stage="asr")
        if _loudness(audio.pcm) <= LOUD or not self._texts:
            return Transcript(text="", language=hints.language, confidence=0.0)
        text = self._texts[min(self._given, len(self._texts) - 1)]
        self._given += 1
        return Transcript(text=text, language=hints.language, confidence=self._confidence)


class FakeTts:
    """A `Tts` that hums: a tone of `character_seconds` for each letter or character, in chunks of `chunk_seconds`.

    `fail_on` are the calls, counted from 1, that raise EngineError; `delay` is the time of one chunk, in seconds.
    """

    def __init__(
        self,
        *,
        sample_rate: int = 24_000,
        languages: Collection[str] = ("zh", "en"),
        character_seconds: float = 0.2,
        chunk_seconds: float = 0.1,
        fail_on: Collection[int] = (),
        delay: float = 0.0,
        model: Path | None = None,
        threads: int = 0,
    ) -> None:
        """`model` and `threads` are what a device.toml gives to any `tts`; they change nothing here."""
        self.sample_rate = sample_rate
        self.languages = frozenset(languages)
        self.spoken: list[tuple[str, Delivery]] = []
        """Text and delivery of each call."""
        self._character_seconds, self._chunk_seconds = character_seconds, chunk_seconds
        self._fail_on, self._delay = frozenset(fail_on), delay

    def synthesize(self, text: str, delivery: Delivery) -> Iterator[Audio]:
        """See `Tts.synthesize`."""
        self.spoken.append((text, delivery))
        if len(self.spoken) in self._fail_on:
            raise EngineError(f"the fake tts was told to fail on call {len(self.spoken)}", stage="speak")
        characters = len(re.findall(r"\w", text))
        left = round(characters * self._character_seconds / delivery.rate * self.sample_rate)
        chunk = max(1, round(self._chunk_seconds * self.sample_rate))
        while left > 0:
            time.sleep(self._delay)
            yield Audio(pcm=self._tone(min(left, chunk), delivery.pitch), sample_rate=self.sample_rate)
            left -= chunk

    def _tone(self, samples: int, pitch: float) -> bytes:
        period = max(2, round(self.sample_rate / (_HERTZ * pitch)))
        wave = array("h", (round(_VOLUME * math.sin(2 * math.pi * i / period)) for i in range(period)))
        return (wave * (samples // period + 1))[:samples].tobytes()


def _loudness(pcm: bytes) -> float:
    samples = array("h", pcm)
    return math.sqrt(sum(s * s for s in samples) / len(samples)) if samples else 0.0
