"""Pitch, loudness, pace and pauses of a voice, on sounds whose measures are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.emotion.prosody import MOST, Prosody, read_prosody
from roleplay_lite.engines import Delivery
from roleplay_lite.models import where
from roleplay_lite.voice.resample import resampled_stream
from tests.voice.sounds import Samples, audio, noise, tone


def voice(
    hertz: float, *, seconds: float = 2.0, volume: float = 0.2, syllables: float = 4.0, glide: float = 0.0
) -> Samples:
    """A buzz with harmonics whose loudness rises and falls with each syllable, and whose pitch glides by semitones."""
    time = np.arange(round(seconds * 16_000)) / 16_000
    pitch = hertz * 2 ** (glide / 12 * np.sin(2 * np.pi * time / seconds * 2))
    phase = 2 * np.pi * np.cumsum(pitch) / 16_000
    buzz = sum(np.sin(number * phase) / number for number in range(1, 9))
    return volume * buzz * (0.06 + np.sin(np.pi * syllables * time) ** 2)


def heard(samples: Samples, *usual: Prosody) -> Prosody:
    found = read_prosody(audio(samples).pcm, usual)
    assert found
    return found


@pytest.mark.parametrize("hertz", [90, 130, 210, 320])
def test_the_pitch_is_the_voice_s(hertz: float) -> None:
    assert heard(voice(hertz)).pitch == pytest.approx(hertz, rel=0.04)


def test_noise_around_it_leaves_the_pitch() -> None:
    assert heard(voice(200) + noise(2.0, volume=0.01)).pitch == pytest.approx(200, rel=0.05)


@pytest.mark.parametrize("syllables", [2.0, 4.0, 6.0])
def test_the_rate_is_about_that_of_the_syllables(syllables: float) -> None:
    assert heard(voice(180, syllables=syllables)).rate == pytest.approx(syllables, abs=0.8)


def test_loudness_range_and_pauses_go_the_way_they_should() -> None:
    plain = heard(voice(180))
    assert heard(voice(180, volume=0.4)).loudness == pytest.approx(plain.loudness + 6, abs=1)
    assert heard(voice(180, glide=5)).pitch_range > plain.pitch_range + 3
    silence = np.zeros(16_000)
    assert heard(np.concatenate([voice(180), silence, voice(180)])).pauses > plain.pauses + 0.15


def test_a_voice_that_is_higher_louder_and_faster_than_its_own_is_more_awake() -> None:
    usual = [heard(voice(180)), heard(voice(185, syllables=4.2)), heard(voice(175))]
    excited = heard(voice(240, volume=0.4, syllables=6, glide=4), *usual)
    weary = heard(voice(155, volume=0.08, syllables=2.5), *usual)
    assert weary.shift < heard(voice(180), *usual).shift < excited.shift
    assert excited.shift > 0.1
    assert weary.shift < -0.1


@pytest.mark.model("fastspeech2-zh")
def test_a_real_voice_told_to_be_excited_or_weary_is_heard_as_such() -> None:
    fastspeech2 = pytest.importorskip("roleplay_lite.backends.fastspeech2")
    speaker = fastspeech2.load(where("fastspeech2-zh"))

    def said(text: str, delivery: Delivery, *usual: Prosody) -> Prosody:
        found = read_prosody(
            b"".join(one.pcm for one in resampled_stream(speaker.synthesize(text, delivery), 16_000)), usual
        )
        assert found
        return found

    usual = [said(text, Delivery()) for text in ("明天早上我们一起去公园走走吧", "你看外面的雪下得好大啊")]
    text = "今天下班的时候路上特别堵，我到家都八点多了"
    weary = said(text, Delivery(rate=0.8, pitch=0.88, energy=0.7), *usual)
    plain = said(text, Delivery(), *usual)
    excited = said(text, Delivery(rate=1.25, pitch=1.2, energy=1.4), *usual)
    assert weary.shift < -0.1 < plain.shift < 0.1 < excited.shift
    assert weary.rate < plain.rate < excited.rate


def test_too_little_speech_says_nothing() -> None:
    assert read_prosody(b"") is None
    assert read_prosody(bytes(32_000)) is None
    assert read_prosody(audio(voice(180, seconds=0.2)).pcm) is None
    with pytest.raises(ValueError, match="16000"):
        read_prosody(audio(tone(1, rate=8_000)).pcm, rate=8_000)


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=40_000))
def test_any_sound_gives_bounded_measures(pcm: bytes) -> None:
    found = read_prosody(pcm)
    if found:
        assert abs(found.shift) <= MOST
        assert 0 <= found.pauses <= 1
        assert found.rate >= 0
        assert found.pitch == 0 or 60 <= found.pitch <= 520
