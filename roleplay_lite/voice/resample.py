"""From one sample rate to another, whole or as a stream (libsoxr)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import soxr

from roleplay_lite.turn import Audio


def resampled(audio: Audio, rate: int) -> Audio:
    """The same sound at `rate` Hz; the same object when it is there already."""
    if audio.sample_rate == rate:
        return audio
    samples = soxr.resample(np.frombuffer(audio.pcm, "<i2"), audio.sample_rate, rate)
    return Audio(pcm=samples.astype("<i2").tobytes(), sample_rate=rate)


def resampled_stream(blocks: Iterable[Audio], rate: int) -> Iterator[Audio]:
    """The blocks at `rate` Hz, without a seam between them. A block whose own rate differs from the one before it
    starts a new stream."""
    stream: soxr.ResampleStream | None = None
    incoming = 0
    for block in blocks:
        if block.sample_rate != incoming:
            yield from _flushed(stream, rate)
            incoming = block.sample_rate
            stream = None if incoming == rate else soxr.ResampleStream(incoming, rate, 1, dtype="int16")
        if stream is None:
            yield block
        elif len(samples := stream.resample_chunk(np.frombuffer(block.pcm, "<i2"))):
            yield Audio(pcm=samples.astype("<i2").tobytes(), sample_rate=rate)
    yield from _flushed(stream, rate)


def _flushed(stream: soxr.ResampleStream | None, rate: int) -> Iterator[Audio]:
    if stream is not None and len(samples := stream.resample_chunk(np.empty(0, np.int16), last=True)):
        yield Audio(pcm=samples.astype("<i2").tobytes(), sample_rate=rate)
