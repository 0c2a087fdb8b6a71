"""How a line was said: pitch, loudness, pace and pauses of a voice, and what they say of its arousal. Numpy alone.

The voice says how awake a feeling is far better than whether it is good or bad (Scherer, 2003), so it shifts arousal
and nothing else. One person's calm is another's excitement: `read_prosody` takes the voice as it usually is, where it
is known, and else what is common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

RATE = 16_000
_FRAME, _HOP = 640, 160
_LOW, _HIGH = 65.0, 500.0
"""Hz: the lowest and the highest voice."""
_VOICED = 0.45
"""From so much likeness to itself a period later, a frame is voiced."""
_PAUSE = 18
"""Frames of silence from which it is a pause."""
_SHORTEST = 0.4
"""Seconds of speech below which nothing is said of it."""
MOST = 0.3
"""The largest shift."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prosody:
    """Of one utterance."""

    pitch: float
    """The median, in Hz; 0 where nothing is voiced."""
    pitch_range: float
    """Semitones between the tenth part from below and from above."""
    loudness: float
    """Decibels of the speech, full scale being 0."""
    rate: float
    """Syllables a second, by the humps of the loudness."""
    pauses: float
    """The share of silence within the speech, 0 to 1."""
    seconds: float
    """From the first sound to the last."""
    shift: float
    """What it adds to the arousal, −`MOST` to `MOST`."""


def read_prosody(pcm: bytes, usual: Sequence[Prosody] = (), rate: int = RATE) -> Prosody | None:
    """How 16-bit mono sound was said; `usual` is how the same person said other lines. None for too little speech.

    Raises ValueError for another rate than 16 kHz.
    """
    if rate != RATE:
        raise ValueError(f"sound must be at {RATE} Hz, not {rate}")
    samples = np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float32) / 32768
    if len(samples) < _FRAME:
        return None
    frames = np.lib.stride_tricks.sliding_window_view(samples, _FRAME)[::_HOP]
    level = np.sqrt((frames * frames).mean(axis=1) + 1e-10)
    heard = _heard(level)
    if heard.sum() * _HOP < _SHORTEST * RATE:
        return None
    first, last = int(np.argmax(heard)), len(heard) - int(np.argmax(heard[::-1]))
    pitch = _pitch(frames[first:last], heard[first:last])
    semitones = 12 * np.log2(pitch / 100) if len(pitch) else np.zeros(0, np.float32)
    seconds = (last - first) * _HOP / RATE
    found = Prosody(
        pitch=float(np.median(pitch)) if len(pitch) else 0.0,
        pitch_range=float(np.percentile(semitones, 90) - np.percentile(semitones, 10)) if len(pitch) > 8 else 0.0,
        loudness=float(20 * np.log10(np.sqrt((level[heard] ** 2).mean()))),
        rate=_humps(level[first:last]) / seconds,
        pauses=_paused(heard[first:last]),
        seconds=seconds,
        shift=0.0,
    )
    return _shifted(found, usual)


def _heard(level: npt.NDArray[np.floating]) -> npt.NDArray[np.bool_]:
    """Which frames are speech: well above the quietest, and not far below the loudest."""
    floor, top = float(np.percentile(level, 10)), float(np.percentile(level, 98))
    least = max(1e-3, top * 0.06, min(floor * 2.5, top * 0.4))
    return np.asarray(level > least)


def _paused(heard: npt.NDArray[np.bool_]) -> float:
    """The share of frames that are in a silence of some length; between syllables it is quiet as well."""
    edges = np.flatnonzero(np.diff(np.concatenate([[True], heard, [True]]).astype(np.int8)))
    lengths = edges[1::2] - edges[::2]
    return float(lengths[lengths >= _PAUSE].sum() / len(heard))


def _pitch(frames: npt.NDArray[np.floating], heard: npt.NDArray[np.bool_]) -> Samples:
    """Hz of the voiced frames: the first clear peak of the normalised autocorrelation."""
    chosen = frames[heard]
    if not len(chosen):
        return np.zeros(0, np.float32)
    centred = chosen - chosen.mean(axis=1, keepdims=True)
    size = 2 * _FRAME
    power = np.abs(np.fft.rfft(centred, size)) ** 2
    likeness = np.fft.irfft(power, size)[:, :_FRAME]
    # Fewer samples overlap at a longer period.
    likeness = likeness / np.maximum(likeness[:, :1], 1e-9) / (1 - np.arange(_FRAME) / _FRAME)
    shortest, longest = int(RATE / _HIGH), int(RATE / _LOW)
    window = likeness[:, shortest : longest + 1]
    best = window.max(axis=1)
    # The first that is nearly as good: twice the period is as good as once.
    near = window >= 0.88 * best[:, None]
    rising = np.zeros_like(near)
    rising[:, 1:-1] = (window[:, 1:-1] >= window[:, :-2]) & (window[:, 1:-1] >= window[:, 2:])
    period = shortest + np.argmax(near & rising, axis=1)
    voiced = (best > _VOICED) & (near & rising).any(axis=1)
    return np.asarray(RATE / period[voiced], np.float32)


def _humps(level: npt.NDArray[np.floating]) -> int:
    """Syllables: peaks of the smoothed loudness that stand out of what is around them."""
    width = 7
    smooth = np.convolve(20 * np.log10(level), np.hanning(width + 2)[1:-1] / np.hanning(width + 2).sum(), "same")
    floor = float(smooth.max()) - 25
    count, low, high = 0, float(smooth[0]), -np.inf
    for value in smooth:
        if value > high:
            high = float(value)
        if high - value > 2.0 and high > floor and high - low > 2.0:
            count += 1
            low, high = float(value), float(value)
        elif value < low:
            low, high = float(value), float(value)
    return count + int(high > floor and high - low > 2.0)


_COMMON = {"loudness": -26.0, "rate": 4.9, "pitch_range": 7.0, "pauses": 0.2}
_SPREAD = {"loudness": 7.0, "rate": 1.1, "pitch_range": 3.5, "pauses": 0.15, "pitch": 3.0}
_WORTH = {"loudness": 0.3, "rate": 0.25, "pitch_range": 0.25, "pauses": -0.15, "pitch": 0.4}
"""What one spread more of each adds, before it is held within `MOST`."""


def _shifted(found: Prosody, usual: Sequence[Prosody]) -> Prosody:
    total = 0.0
    for name, spread in _SPREAD.items():
        value = _measure(found, name)
        if usual:
            base = float(np.median([_measure(one, name) for one in usual]))
        elif name in _COMMON:
            base = _COMMON[name]
        else:
            continue
        # How far a stranger's microphone is says little.
        share = 1.0 if usual else 0.5
        total += _WORTH[name] * share * max(-2.0, min(2.0, (value - base) / spread))
    return Prosody(
        pitch=found.pitch, pitch_range=found.pitch_range, loudness=found.loudness, rate=found.rate,
        pauses=found.pauses, seconds=found.seconds, shift=float(MOST * np.tanh(total)),
    )  # fmt: skip


def _measure(one: Prosody, name: str) -> float:
    if name == "pitch":
        return 12 * float(np.log2(max(one.pitch, 50.0) / 100))
    return float(getattr(one, name))
