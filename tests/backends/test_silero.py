"""Silero on real weights: they come inside its package."""

from __future__ import annotations

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
