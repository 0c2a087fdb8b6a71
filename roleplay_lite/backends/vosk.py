"""Streaming recognition by Vosk (Kaldi): partial words while a person is still speaking.

Works with any Vosk model folder. The Korean one in the catalogue proves the backend; a Mandarin one
(`vosk-model-small-cn`) gives words with blanks between them, which are closed up here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from vosk import KaldiRecognizer, Model, SetLogLevel

from roleplay_lite.engines import AsrHints
from roleplay_lite.errors import EngineError
from roleplay_lite.turn import Audio, Transcript
from roleplay_lite.voice.resample import resampled_stream

BLOCK_BYTES = 6400
"""0.2 s: how often a partial may change."""
_BETWEEN_CHINESE = re.compile(r"(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])")


class VoskAsr:
    """An `Asr` and a `StreamingAsr` at 16 kHz. The language is the model's own, whatever the hints say, and its words
    are fixed: hot words are no use to it."""

    sample_rate = 16_000

    def __init__(self, model: Model, *, language: str) -> None:
        self._model, self._language = model, language

    def transcribe(self, audio: Audio, hints: AsrHints) -> Transcript:
        """The words of one utterance of any rate; empty text when there are none."""
        *_, final = self.stream([audio], hints)
        return final

    def stream(self, audio: Iterable[Audio], hints: AsrHints) -> Iterator[Transcript]:
        """Partials (`final=False`) whenever they change, each the whole utterance so far; when the sound ends, exactly
        one final transcript. Its confidence is the mean of its words'."""
        recognizer = KaldiRecognizer(self._model, self.sample_rate)
        recognizer.SetWords(True)
        done: list[dict[str, object]] = []
        shown = ""
        try:
            for block in _blocks(audio, self.sample_rate):
                # Vosk ends a sentence at a pause; to the line it is one utterance until the sound ends.
                if recognizer.AcceptWaveform(block):
                    done.append(json.loads(recognizer.Result()))
                    continue
                partial = str(json.loads(recognizer.PartialResult()).get("partial", ""))
                if (text := _joined([*(str(part.get("text", "")) for part in done), partial])) != shown:
                    shown = text
                    yield Transcript(text=text, language=self._language, confidence=0.5, final=False)
            done.append(json.loads(recognizer.FinalResult()))
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"vosk could not listen: {error}", stage="asr") from error
        yield self._final(done)

    def _final(self, parts: list[dict[str, object]]) -> Transcript:
        text = _joined(str(part.get("text", "")) for part in parts)
        certain = [float(word["conf"]) for part in parts for word in _words(part)]
        confidence = sum(certain) / len(certain) if text and certain else 0.0
        return Transcript(text=text, language=self._language, confidence=min(1.0, confidence))


def load(model: Path | str, *, language: str = "zh") -> VoskAsr:
    """The model in the folder `model`; `language` is the one it was trained on. Raises EngineError when the folder is
    not a Vosk model."""
    SetLogLevel(-1)
    if not (Path(model) / "am").is_dir() and not (Path(model) / "final.mdl").is_file():
        raise EngineError(f"{model}: no Vosk model here (it has neither am/ nor final.mdl)", stage="asr")
    try:
        return VoskAsr(Model(str(model)), language=language)
    # Vosk raises bare exceptions.
    except Exception as error:
        raise EngineError(f"{model}: vosk cannot load it: {error}", stage="asr") from error


def _words(part: dict[str, object]) -> list[dict[str, float]]:
    words = part.get("result", [])
    return words if isinstance(words, list) else []


def _joined(parts: Iterable[str]) -> str:
    return _BETWEEN_CHINESE.sub("", " ".join(part for part in parts if part))


def _blocks(audio: Iterable[Audio], rate: int) -> Iterator[bytes]:
    for sound in resampled_stream(audio, rate):
        for at in range(0, len(sound.pcm), BLOCK_BYTES):
            yield sound.pcm[at : at + BLOCK_BYTES]
