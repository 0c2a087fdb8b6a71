"""Mandarin voice: FastSpeech2 and Multi-band MelGAN on LiteRT.

The folder holds `fastspeech2.tflite` (without flex operators), `mb_melgan.tflite` and `baker_mapper.json`. The weights
were trained on the Baker corpus, whose licence is for non-commercial use.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
from ai_edge_litert.interpreter import Interpreter

from roleplay_lite.engines import Delivery, Tts
from roleplay_lite.errors import EngineError
from roleplay_lite.turn import Audio
from roleplay_lite.voice.clauses import Clause, clauses, letter_syllables
from roleplay_lite.voice.pinyin_frontend import PinyinFrontend
from roleplay_lite.voice.resample import resampled_stream

WINDOW_FRAMES = 64
"""Frames of 12.5 ms vocoded at a time: memory does not grow with the text, and sound comes with the first window."""
CONTEXT_FRAMES = 12
"""Frames on either side that the vocoder sees and whose sound is thrown away, so that windows join without a seam."""
Floats = npt.NDArray[np.float32]


class FastSpeech2Tts:
    """A `Tts` for Mandarin at 24 kHz. One caller at a time."""

    sample_rate = 24_000

    def __init__(self, model: Path, *, threads: int, english: Tts | None) -> None:
        self._frontend = PinyinFrontend(model / "baker_mapper.json")
        self._acoustic = _interpreter(model / "fastspeech2.tflite", threads)
        self._vocoder = _Vocoder(_interpreter(model / "mb_melgan.tflite", threads))
        self._english = english
        self.languages = frozenset({"zh"} | (english.languages & {"en"} if english else set()))

    def synthesize(self, text: str, delivery: Delivery) -> Iterator[Audio]:
        """Sound in windows of at most 0.8 s. English words go to the English voice, or are left out when there is
        none; capitals are spelled. Nothing for a text without a word. Rate keeps the pitch and pitch keeps the rate;
        energy is loudness, and clips from about 2."""
        for clause in clauses(text):
            said = False
            for sound in self._clause(clause, delivery):
                said = True
                yield sound
            if said and clause.pause_seconds:
                yield _silence(clause.pause_seconds / delivery.rate, self.sample_rate)

    def _clause(self, clause: Clause, delivery: Delivery) -> Iterator[Audio]:
        words: list[list[str]] = []
        for run in clause.runs:
            if run.language == "letters":
                words.append(letter_syllables(run.text))
            elif run.language == "zh":
                words += self._frontend.syllables(run.text)
            elif self._english is not None:
                yield from self._say(words, delivery)
                words = []
                yield from resampled_stream(self._english.synthesize(run.text, delivery), self.sample_rate)
        yield from self._say(words, delivery)

    def _say(self, words: list[list[str]], delivery: Delivery) -> Iterator[Audio]:
        if not (ids := self._frontend.ids(words)):
            return
        # The graph's own pitch input moves the melody, not the voice. So a higher voice is a slower one played faster.
        played = round(self.sample_rate * delivery.pitch)
        mel = self._mel(ids, delivery)
        yield from resampled_stream(
            (_audio(samples * delivery.energy, played) for samples in self._vocoder.windows(mel)), self.sample_rate
        )

    def _mel(self, ids: list[int], delivery: Delivery) -> Floats:
        """The mel spectrogram, frames × 80."""
        inputs = {detail["name"]: detail["index"] for detail in self._acoustic.get_input_details()}
        ratios = {"speed_ratios": delivery.pitch / delivery.rate, "f0_ratios": 1.0, "energy_ratios": delivery.energy}
        try:
            self._acoustic.resize_tensor_input(inputs["input_ids"], [1, len(ids)])
            self._acoustic.allocate_tensors()
            self._acoustic.set_tensor(inputs["input_ids"], np.array([ids], np.int32))
            self._acoustic.set_tensor(inputs["speaker_ids"], np.zeros(1, np.int32))
            for name, ratio in ratios.items():
                self._acoustic.set_tensor(inputs[name], np.array([ratio], np.float32))
            self._acoustic.invoke()
            after_postnet = self._acoustic.get_output_details()[1]["index"]
            return self._acoustic.get_tensor(after_postnet)[0]  # type: ignore[no-any-return]
        except (RuntimeError, ValueError, KeyError, IndexError) as error:
            raise EngineError(f"fastspeech2 could not speak: {error}", stage="tts") from error


class _Vocoder:
    """The vocoder at one fixed shape, so that its memory is laid out once."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter
        self._input = interpreter.get_input_details()[0]["index"]
        self._output = interpreter.get_output_details()[0]["index"]
        interpreter.resize_tensor_input(self._input, [1, WINDOW_FRAMES + 2 * CONTEXT_FRAMES, 80])
        with _quiet():
            # The greeting comes with the first allocation.
            interpreter.allocate_tensors()

    def windows(self, mel: Floats) -> Iterator[Floats]:
        """The sound of a mel spectrogram in pieces that join without a seam."""
        frames = len(mel)
        padded = np.pad(mel, ((CONTEXT_FRAMES, CONTEXT_FRAMES + -frames % WINDOW_FRAMES), (0, 0)), mode="edge")
        for at in range(0, frames, WINDOW_FRAMES):
            try:
                self._interpreter.set_tensor(self._input, padded[None, at : at + WINDOW_FRAMES + 2 * CONTEXT_FRAMES])
                self._interpreter.invoke()
                samples = self._interpreter.get_tensor(self._output)[0, :, 0]
            except (RuntimeError, ValueError) as error:
                raise EngineError(f"the vocoder failed: {error}", stage="tts") from error
            hop = len(samples) // (WINDOW_FRAMES + 2 * CONTEXT_FRAMES)
            kept = min(WINDOW_FRAMES, frames - at)
            yield samples[CONTEXT_FRAMES * hop : (CONTEXT_FRAMES + kept) * hop]


def load(model: Path | str, *, threads: int = 1, english: Tts | None = None) -> FastSpeech2Tts:
    """The voice in the folder `model`. `english` speaks what is English in a Mandarin text; its sound is brought to
    24 kHz. Raises EngineError when the folder is not such a voice."""
    return FastSpeech2Tts(Path(model), threads=threads, english=english)


@contextmanager
def _quiet() -> Iterator[None]:
    """LiteRT greets on file descriptor 2 from C++, in the middle of a conversation, and has no switch for it."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _interpreter(path: Path, threads: int) -> Interpreter:
    try:
        return Interpreter(model_path=str(path), num_threads=threads)
    except (ValueError, RuntimeError, OSError) as error:
        raise EngineError(f"{path}: not a model that LiteRT can run: {error}", stage="tts") from error


def _audio(samples: Floats, rate: int) -> Audio:
    return Audio(pcm=np.clip(np.rint(samples * 32767), -32768, 32767).astype("<i2").tobytes(), sample_rate=rate)


def _silence(seconds: float, rate: int) -> Audio:
    return Audio(pcm=bytes(2 * round(seconds * rate)), sample_rate=rate)
