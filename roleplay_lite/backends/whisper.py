"""Whisper on CTranslate2, Mandarin first.

`faster_whisper` gives the features and the tokens; decoding is done here, because Whisper pads every clip to 30 seconds
and most of its time goes into encoding that silence. The model is a CTranslate2 folder; nothing is ever fetched.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import numpy as np
import numpy.typing as npt
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer

from roleplay_lite.engines import AsrHints
from roleplay_lite.errors import EngineError
from roleplay_lite.turn import Audio, Transcript
from roleplay_lite.voice.heard_text import is_invented, is_loop, is_made_of, mandarin, without_prompt
from roleplay_lite.voice.resample import resampled

MANDARIN_PROMPT = "以下是普通话的句子。"
"""Without it Whisper answers Mandarin in traditional characters and without punctuation."""
WINDOW_SECONDS = 30
_LONGEST_PIECE_SECONDS = 28.0
_QUIET = 10 ** (-60 / 20)
"""A clip that stays under -60 dB of full scale holds nothing; asked about it, Whisper invents."""
_POOR_LOGPROB = -0.8
"""A short decode below this is done again over the full window."""
_SURE_LOGPROB = -0.25
"""Primed with names, Whisper hears them in any short sound. One that was really said scores above this, over the full
window; below it the clip is heard again without the names."""
_TOKENS_PER_SECOND = 14
"""More than anybody says; it bounds the time that a loop can cost."""
_MOST_WORDS = 40
_FRAMES_PER_SECOND = 100
Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decoded:
    text: str
    logprob: float
    """Mean over the tokens."""
    no_speech: float


class WhisperAsr:
    """An `Asr` at 16 kHz. One caller at a time."""

    sample_rate = 16_000

    def __init__(self, model: WhisperModel, *, beam_size: int, tail_seconds: float | None) -> None:
        self._model, self._beam_size, self._tail_seconds = model, beam_size, tail_seconds

    def transcribe(self, audio: Audio, hints: AsrHints) -> Transcript:
        """The words of one utterance of any rate and length; empty text for silence, noise, and what Whisper makes up
        over them. Mandarin comes simplified. The confidence is the mean probability of a token. Raises EngineError."""
        samples = np.frombuffer(resampled(audio, self.sample_rate).pcm, "<i2").astype(np.float32) / np.float32(32768)
        try:
            language, heard = hints.language, []
            for piece in _pieces(samples, self.sample_rate):
                if np.abs(piece).max() < _QUIET:
                    continue
                language = language or self._language(piece)
                if (decoded := self._hear(piece, language, hints)).text:
                    heard.append(decoded)
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"whisper could not listen: {error}", stage="asr") from error
        length = sum(len(decoded.text) for decoded in heard)
        if not length:
            return Transcript(text="", language=language, confidence=0.0)
        logprob = sum(decoded.logprob * len(decoded.text) for decoded in heard) / length
        text = ("" if language in ("zh", "ja") else " ").join(decoded.text for decoded in heard)
        return Transcript(text=text, language=language, confidence=min(1.0, math.exp(logprob)))

    def _hear(self, piece: Samples, language: str, hints: AsrHints) -> _Decoded:
        """The words of a piece that fits one window; empty text when they are not to be trusted."""
        decoded = self._decode(piece, language, hints.words, self._tail_seconds)
        only_names = is_made_of(decoded.text, hints.words)
        if self._tail_seconds is not None and (
            decoded.logprob < _POOR_LOGPROB or only_names or is_loop(decoded.text, decoded.no_speech)
        ):
            decoded = self._decode(piece, language, hints.words, None)
            only_names = is_made_of(decoded.text, hints.words)
        if only_names and (decoded.logprob < _SURE_LOGPROB or decoded.no_speech > 0.6):
            decoded = self._decode(piece, language, (), self._tail_seconds)
        if is_loop(decoded.text, decoded.no_speech) or is_invented(decoded.text, decoded.logprob, decoded.no_speech):
            return _Decoded(text="", logprob=0.0, no_speech=1.0)
        return decoded

    def _decode(self, piece: Samples, language: str, words: Sequence[str], tail_seconds: float | None) -> _Decoded:
        tokenizer = self._tokenizer(language)
        primer = _primer(language, words)
        prompt = [tokenizer.sot_prev, *tokenizer.encode(f" {primer}")] if primer else []
        prompt += [*tokenizer.sot_sequence, tokenizer.no_timestamps]
        seconds = len(piece) / self.sample_rate
        result = self._model.model.generate(
            self._encoded(piece, tail_seconds),
            [prompt],
            beam_size=self._beam_size,
            max_length=min(448, len(prompt) + 16 + int(seconds * _TOKENS_PER_SECOND)),
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        tokens = result.sequences_ids[0]
        text = tokenizer.decode(tokens).replace("\ufffd", "").strip()
        return _Decoded(
            text=without_prompt(mandarin(text) if language == "zh" else text, MANDARIN_PROMPT),
            # The score is already a mean; the end token counts as one more.
            logprob=result.scores[0] * len(tokens) / (len(tokens) + 1),
            no_speech=result.no_speech_prob,
        )

    def _encoded(self, piece: Samples, tail_seconds: float | None) -> ctranslate2.StorageView:
        window = WINDOW_SECONDS * _FRAMES_PER_SECOND
        tail = WINDOW_SECONDS if tail_seconds is None else tail_seconds
        padded = np.pad(piece, (0, int(tail * self.sample_rate)))
        features = self._model.feature_extractor(padded[: WINDOW_SECONDS * self.sample_rate])[:, :window]
        # The encoder halves the frames.
        features = features[:, : features.shape[1] // 2 * 2]
        return self._model.model.encode(ctranslate2.StorageView.from_array(np.ascontiguousarray(features[None])))

    def _language(self, piece: Samples) -> str:
        found = self._model.model.detect_language(self._encoded(piece, None))[0][0][0]
        return str(found).strip("<|>")

    def _tokenizer(self, language: str) -> Tokenizer:
        multilingual = self._model.model.is_multilingual
        return Tokenizer(self._model.hf_tokenizer, multilingual, task="transcribe", language=language)


def load(
    model: Path | str,
    *,
    threads: int = 2,
    beam_size: int = 1,
    compute_type: str = "int8",
    tail_seconds: float | None = 4.0,
) -> WhisperAsr:
    """The model in the CTranslate2 folder `model`.

    `tail_seconds` of silence are encoded after the speech: less is faster and hears a little worse; None encodes the
    full 30 s as Whisper was trained. Raises EngineError when the folder is not such a model.
    """
    if not (Path(model) / "model.bin").is_file():
        raise EngineError(f"{model}: no CTranslate2 model here (model.bin is missing)", stage="asr")
    try:
        whisper = WhisperModel(
            str(model), device="cpu", compute_type=compute_type, cpu_threads=threads, local_files_only=True
        )
    except (RuntimeError, ValueError, OSError) as error:
        raise EngineError(f"{model}: whisper cannot be loaded: {error}", stage="asr") from error
    return WhisperAsr(whisper, beam_size=beam_size, tail_seconds=tail_seconds)


def _primer(language: str, words: Sequence[str]) -> str:
    """What Whisper is led to believe was said before: it sets the script and makes names likelier."""
    words = words[:_MOST_WORDS]
    if language == "zh":
        return MANDARIN_PROMPT + ("、".join(words) + "。" if words else "")
    return ", ".join(words) + "." if words else ""


def _pieces(samples: Samples, rate: int) -> Iterator[Samples]:
    """The samples in pieces that fit the window, cut where it is quietest."""
    longest, grain = int(_LONGEST_PIECE_SECONDS * rate), rate // 10
    while len(samples) > longest:
        late = samples[longest - 8 * rate : longest]
        loudness = np.square(late[: len(late) // grain * grain].reshape(-1, grain)).sum(axis=1)
        cut = longest - 8 * rate + int(loudness.argmin()) * grain + grain // 2
        yield samples[:cut]
        samples = samples[cut:]
    if len(samples):
        yield samples
