"""WAV files: every layout people have, and every way a file can be wrong."""

from __future__ import annotations

import contextlib
import io
import struct
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.errors import AudioError
from roleplay_lite.turn import Audio
from roleplay_lite.voice.wav import WavWriter, read_wav, write_wav
from tests.voice.sounds import audio, joined, noise, numbers, tone

RATES = (8_000, 11_025, 16_000, 22_050, 44_100, 48_000)
SUBTYPES = ("PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE")


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("subtype", SUBTYPES)
@pytest.mark.parametrize("form", ["WAV", "WAVEX"])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_every_layout_sounds_like_what_went_in(
    tmp_path: Path, rate: int, subtype: str, form: str, channels: int
) -> None:
    path = tmp_path / "in.wav"
    sides = [tone(1.2, rate, hertz=300 + 100 * side) for side in range(channels)]
    soundfile.write(path, np.stack(sides, axis=1), rate, subtype=subtype, format=form)
    read = numbers(joined(read_wav(path)))
    expected = sum(tone(1.2, 16_000, hertz=300 + 100 * side) for side in range(channels)) / channels
    assert len(read) == pytest.approx(len(expected), abs=2)
    # The resampler's edges aside, what differs is the rounding of 8 bits.
    inside = slice(400, 18_000)
    assert np.abs(read[inside] - expected[inside]).max() < 0.02


def test_sixteen_bits_at_the_right_rate_pass_bit_by_bit(tmp_path: Path) -> None:
    sound = audio(noise(1.3))
    write_wav(tmp_path / "a.wav", [sound])
    assert joined(read_wav(tmp_path / "a.wav")) == sound


def test_blocks_are_small_whatever_the_file(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", [audio(noise(30, 48_000), 48_000)])
    assert max(block.seconds for block in read_wav(tmp_path / "a.wav", rate=24_000)) < 0.6


def test_wild_floats_do_no_harm(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "f.wav", np.array([np.nan, np.inf, -np.inf, 9, -9, 0.5]), 16_000, subtype="FLOAT")
    assert np.frombuffer(joined(read_wav(tmp_path / "f.wav")).pcm, "<i2").tolist() == [
        0, 32767, -32768, 32767, -32768, 16384,
    ]  # fmt: skip


def whole(samples: int = 8000, **header: int) -> bytes:
    """A WAV by hand, with a header that may lie."""
    given = {
        "tag": 1,
        "channels": 1,
        "rate": 16_000,
        "bits": 16,
        "riff": 36 + 2 * samples,
        "data": 2 * samples,
    } | header
    frame = header.get("frame", given["channels"] * given["bits"] // 8)
    shape = struct.pack("<HHIIHH", given["tag"], given["channels"], given["rate"], 0, frame, given["bits"])
    head = struct.pack("<4sI4s4sI", b"RIFF", given["riff"], b"WAVE", b"fmt ", 16) + shape
    return head + struct.pack("<4sI", b"data", given["data"]) + audio(tone(samples / 16_000)).pcm


@pytest.mark.parametrize(
    ("content", "seconds"),
    [
        pytest.param(whole()[: 44 + 8000], 0.25, id="cut short"),
        pytest.param(whole()[: 44 + 8001], 0.25, id="cut short inside a sample"),
        pytest.param(whole(data=0xFFFFFFFF, riff=0xFFFFFFFF), 0.5, id="written into a pipe"),
        pytest.param(whole(data=0, riff=36), 0.5, id="the recorder died before it wrote the length"),
        pytest.param(whole() + b"LIST\x04\x00\x00\x00abcd", 0.5, id="words after the sound"),
        pytest.param(whole()[:36] + b"LIST\x03\x00\x00\x00abc\0" + whole()[36:], 0.5, id="words before the sound"),
    ],
)
def test_what_is_there_is_used(tmp_path: Path, content: bytes, seconds: float) -> None:
    (tmp_path / "a.wav").write_bytes(content)
    assert joined(read_wav(tmp_path / "a.wav")).seconds == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b"ID3\x04" + bytes(300), "not a WAV but an MP3", id="mp3 with tags"),
        pytest.param(b"\xff\xfb\x90\x00" + bytes(300), "not a WAV but an MP3", id="mp3"),
        pytest.param(b"OggS" + bytes(300), "not a WAV but an Ogg", id="ogg"),
        pytest.param(b"fLaC" + bytes(300), "not a WAV but a FLAC", id="flac"),
        pytest.param(b"\0\0\0\x20ftypM4A " + bytes(300), "not a WAV but an MP4", id="m4a"),
        pytest.param("今天天气怎么样？".encode() * 30, "not a WAV but text", id="text"),
        pytest.param(bytes(range(256)), "not a WAV but something else", id="bytes"),
        pytest.param(b"RIFF\x10\0\0\0AVI LIST", "another kind", id="avi"),
        pytest.param(whole()[:30], "cut short", id="half a header"),
        pytest.param(whole()[:36], "does not hold any sound", id="no data part"),
        pytest.param(whole(samples=0), "holds no sound", id="no samples"),
        pytest.param(whole(channels=0), "0 channels", id="no channels"),
        pytest.param(whole(channels=9999), "9999 channels", id="too many channels"),
        pytest.param(whole(rate=0), "0 samples a second", id="no rate"),
        pytest.param(whole(rate=4_000_000_000), "samples a second", id="absurd rate"),
        pytest.param(whole(bits=12), "12-bit", id="odd width"),
        pytest.param(whole(frame=7), "frames of 7 bytes", id="frames that do not add up"),
        pytest.param(whole(tag=2), "compressed", id="adpcm"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "a.wav").write_bytes(content)
    with pytest.raises(AudioError, match=words):
        read_wav(tmp_path / "a.wav")


def test_a_missing_file_a_folder_and_an_endless_recording_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="cannot be read"):
        read_wav(tmp_path / "none.wav")
    with pytest.raises(AudioError, match="cannot be read"):
        read_wav(tmp_path)
    write_wav(tmp_path / "long.wav", [audio(noise(11))])
    with pytest.raises(AudioError, match="11 s of sound is longer than the 10 s"):
        read_wav(tmp_path / "long.wav", longest_seconds=10)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 80))
def test_no_bytes_raise_anything_else(tmp_path_factory: pytest.TempPathFactory, junk: bytes, at: int) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "a.wav"
    good = whole(40)
    for content in (junk, b"RIFF" + junk, good[:at] + junk + good[at + len(junk) :]):
        path.write_bytes(content)
        with contextlib.suppress(AudioError):
            assert all(block.sample_rate == 16_000 for block in read_wav(path))


def test_any_player_opens_what_is_written(tmp_path: Path) -> None:
    sound = audio(tone(1, 24_000), 24_000)
    assert write_wav(tmp_path / "a.wav", [sound, sound]) == 2
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 24_000)
        assert file.readframes(file.getnframes()) == sound.pcm * 2
    assert soundfile.info(io.BytesIO((tmp_path / "a.wav").read_bytes())).duration == 2


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write_wav(path, [audio(tone(1))])
    old = path.read_bytes()
    with pytest.raises(RuntimeError, match="the voice broke"), WavWriter(path) as writer:
        writer.write(audio(tone(2)))
        raise RuntimeError("the voice broke")
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]


def test_writing_refuses_what_would_make_a_broken_file(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="cannot go into a WAV at 16000 Hz"), WavWriter(tmp_path / "a.wav") as writer:
        writer.write(audio(tone(1)))
        writer.write(Audio(pcm=b"\0\0", sample_rate=8000))
    with pytest.raises(AudioError, match="cannot be written"):
        write_wav(tmp_path / "no" / "such" / "a.wav", [])
    with pytest.raises(AudioError, match="inside its `with`"):
        WavWriter(tmp_path / "b.wav").write(audio(tone(1)))
