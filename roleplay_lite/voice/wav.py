"""WAV files, in and out, block by block: an hour of sound is never held whole.

The format is RIFF WAVE as Microsoft and IBM laid it down (mmreg.h): integer PCM of 8 to 32 bits, IEEE float of 32 and
64 bits, and either of them behind WAVE_FORMAT_EXTENSIBLE.
"""

from __future__ import annotations

import codecs
import os
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from roleplay_lite.errors import AudioError
from roleplay_lite.turn import Audio
from roleplay_lite.voice.resample import resampled_stream

BLOCK_SECONDS = 0.5
_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_TO_THE_END = 0xFFFFFFFF
"""What a program that writes into a pipe puts for a length it does not know."""
_SIGNATURES = (
    (b"ID3", "an MP3"),
    (b"OggS", "an Ogg file"),
    (b"fLaC", "a FLAC"),
    (b"FORM", "an AIFF"),
    (b"RF64", "an RF64, the WAV for more than 4 GB"),
    (b"RIFX", "a big-endian RIFX"),
    (b"caff", "an Apple CAF"),
    (b"#!AMR", "an AMR recording"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM"),
    (b"PK", "a ZIP"),
    (b"RIFF", "a RIFF, but of another kind,"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    code: int
    channels: int
    rate: int
    frame_bytes: int
    start: int
    frames: int


def read_wav(path: Path | str, *, rate: int = 16_000, longest_seconds: float = 3600) -> Iterator[Audio]:
    """The sound of a WAV as mono 16-bit blocks of about half a second at `rate` Hz.

    Channels are averaged. A file that holds less than its header promises gives what it holds. Raises AudioError at
    the call, before the first block, when it is no WAV, holds nothing, or is longer than `longest_seconds`.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            layout = _layout(file, path)
    except OSError as error:
        raise AudioError(f"{path}: cannot be read: {error.strerror}") from error
    seconds = layout.frames / layout.rate
    if seconds > longest_seconds:
        raise AudioError(f"{path}: {seconds:.0f} s of sound is longer than the {longest_seconds:.0f} s allowed; cut it")
    return resampled_stream(_blocks(path, layout), rate)


def write_wav(path: Path | str, audio: Iterable[Audio], *, rate: int | None = None) -> float:
    """Write the blocks as one 16-bit mono WAV and give its length in seconds. The file appears only when whole."""
    with WavWriter(path, rate=rate) as writer:
        for block in audio:
            writer.write(block)
        return writer.seconds


class WavWriter:
    """A WAV being written; use it in a `with`. Leaving the block puts the whole file in place of any old one;
    leaving it by an exception leaves the old one as it was. `rate` in Hz, or that of the first block."""

    def __init__(self, path: Path | str, *, rate: int | None = None) -> None:
        self._path = Path(path)
        self._part = self._path.parent / f".{self._path.name}.{os.getpid()}.part"
        self._rate, self._bytes = rate, 0
        self._file: BinaryIO | None = None

    @property
    def seconds(self) -> float:
        """What has been written."""
        return self._bytes / 2 / self._rate if self._rate else 0.0

    def write(self, audio: Audio) -> None:
        """Add a block. Raises AudioError on a block of another rate, or past the 4 GB that a WAV can hold."""
        if self._file is None:
            raise AudioError("a WavWriter writes inside its `with` block")
        self._rate = self._rate or audio.sample_rate
        if audio.sample_rate != self._rate:
            raise AudioError(f"{self._path}: sound at {audio.sample_rate} Hz cannot go into a WAV at {self._rate} Hz")
        if self._bytes + len(audio.pcm) > _TO_THE_END - 64:
            raise AudioError(f"{self._path}: a WAV holds at most 4 GB")
        with self._translated():
            self._file.write(audio.pcm)
        self._bytes += len(audio.pcm)

    def __enter__(self) -> WavWriter:
        if self._path.is_dir():
            raise AudioError(f"{self._path}: cannot be written: it is a folder")
        with self._translated():
            self._file = self._part.open("wb")
            self._file.write(self._header())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        file, self._file = self._file, None
        if file is None:
            return
        try:
            with self._translated() if kind is None else suppress(OSError):
                with file:
                    if kind is None:
                        file.seek(0)
                        file.write(self._header())
                        file.flush()
                        os.fsync(file.fileno())
                if kind is None:
                    self._part.replace(self._path)
        finally:
            self._part.unlink(missing_ok=True)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise AudioError(f"{self._path}: cannot be written: {error.strerror}") from error

    def _header(self) -> bytes:
        rate = self._rate or 16_000
        shape = struct.pack("<4sIHHIIHH", b"fmt ", 16, _PCM, 1, rate, rate * 2, 2, 16)
        return (
            struct.pack("<4sI4s", b"RIFF", 36 + self._bytes, b"WAVE")
            + shape
            + struct.pack("<4sI", b"data", self._bytes)
        )


def _layout(file: BinaryIO, path: Path) -> _Layout:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = file.read(12)
    if not head:
        raise AudioError(f"{path}: the file is empty")
    if head[:4] != b"RIFF" or head[8:] != b"WAVE":
        raise AudioError(f"{path}: not a WAV but {_looks_like(head + file.read(244))}; convert it to WAV")
    riff_end = 8 + struct.unpack("<I", head[4:8])[0]
    shape = b""
    while len(head := file.read(8)) == 8:
        name, length = struct.unpack("<4sI", head)
        start = file.tell()
        if name == b"data" and shape:
            # A recorder that died leaves a length of nothing at the end of what the header knows of.
            died = length == 0 and riff_end <= start < size
            held = size - start if died else min(length, size - start)
            return _shaped(shape, start, held, path)
        if name == b"fmt ":
            shape = file.read(min(length, 40))
        file.seek(start + length + length % 2)
    missing = "what its sound looks like (no `fmt` part)" if not shape else "any sound (no `data` part)"
    raise AudioError(f"{path}: the WAV does not hold {missing}; it is cut short or damaged")


def _shaped(shape: bytes, start: int, held: int, path: Path) -> _Layout:
    if len(shape) < 16:
        raise AudioError(f"{path}: the WAV's `fmt` part is cut short; the file is damaged")
    tag, channels, rate, _, frame_bytes, bits = struct.unpack("<HHIIHH", shape[:16])
    if tag == _EXTENSIBLE and len(shape) >= 26:
        tag = struct.unpack("<H", shape[24:26])[0]
    if not 1 <= channels <= 64:
        raise AudioError(f"{path}: the WAV says it has {channels} channels; 1 to 64 can be read")
    if not 1_000 <= rate <= 768_000:
        raise AudioError(f"{path}: the WAV says it has {rate} samples a second; 1,000 to 768,000 can be read")
    allowed = {_PCM: (8, 16, 24, 32), _FLOAT: (32, 64)}
    if tag not in allowed:
        raise AudioError(f"{path}: the WAV is compressed (format {tag:#06x}); convert it to PCM")
    if bits not in allowed[tag] or frame_bytes != channels * bits // 8:
        raise AudioError(
            f"{path}: the WAV has {bits}-bit samples in frames of {frame_bytes} bytes; convert it to PCM 16"
        )
    frames = held // frame_bytes
    if not frames:
        raise AudioError(f"{path}: the WAV holds no sound")
    return _Layout(
        code=tag << 8 | bits, channels=channels, rate=rate, frame_bytes=frame_bytes, start=start, frames=frames
    )


def _blocks(path: Path, layout: _Layout) -> Iterator[Audio]:
    block = max(1, int(layout.rate * BLOCK_SECONDS))
    left = layout.frames
    with path.open("rb") as file:
        file.seek(layout.start)
        # A file that shrinks while it is read ends early rather than badly.
        while left and (raw := file.read(min(block, left) * layout.frame_bytes)):
            raw = raw[: len(raw) // layout.frame_bytes * layout.frame_bytes]
            left -= len(raw) // layout.frame_bytes
            if not raw:
                return
            yield Audio(pcm=_mono(raw, layout), sample_rate=layout.rate)


def _mono(raw: bytes, layout: _Layout) -> bytes:
    if layout.code == (_PCM << 8 | 16) and layout.channels == 1:
        return raw
    samples = _samples(raw, layout.code).reshape(-1, layout.channels).mean(axis=1)
    pcm: bytes = np.clip(np.rint(samples * 32768), -32768, 32767).astype("<i2").tobytes()
    return pcm


def _samples(raw: bytes, code: int) -> npt.NDArray[np.float32]:
    bits = code & 0xFF
    if code >> 8 == _FLOAT:
        numbers: npt.NDArray[np.float32] = np.nan_to_num(np.frombuffer(raw, "<f4" if bits == 32 else "<f8"))
        return np.clip(numbers, -1, 1).astype(np.float32)
    if bits == 8:
        return (np.frombuffer(raw, np.uint8).astype(np.float32) - np.float32(128)) / np.float32(128)
    if bits == 24:
        wide = np.zeros((len(raw) // 3, 4), np.uint8)
        wide[:, 1:] = np.frombuffer(raw, np.uint8).reshape(-1, 3)
        raw, bits = wide.tobytes(), 32
    return np.frombuffer(raw, f"<i{bits // 8}").astype(np.float32) * np.float32(2.0 ** (1 - bits))


def _looks_like(head: bytes) -> str:
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    if head[4:8] == b"ftyp":
        return "an MP4 or M4A"
    if head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE0 == 0xE0:
        return "an MP3"
    try:
        # The incremental decoder forgives a character cut in two where the look ended.
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "something else"
    return "text" if all(c.isprintable() or c in "\t\r\n" for c in text) else "something else"
