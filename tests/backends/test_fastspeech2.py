"""The Mandarin voice on its real weights."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from roleplay_lite.engines import Delivery, Tts
from roleplay_lite.errors import EngineError
from roleplay_lite.models import where
from roleplay_lite.turn import Audio
from tests.voice.sounds import audio, joined, numbers, tone

fastspeech2 = pytest.importorskip("roleplay_lite.backends.fastspeech2")
real = pytest.mark.model("fastspeech2-zh")
SENTENCE = "我最喜欢的颜色是蓝色。"
PLAIN = Delivery()


class Beeper:
    """An English voice of few words, at a rate of its own."""

    sample_rate = 16_000
    languages = frozenset({"en"})

    def __init__(self) -> None:
        self.asked: list[str] = []

    def synthesize(self, text: str, delivery: Delivery) -> Iterator[Audio]:
        self.asked.append(text)
        yield audio(tone(0.5))


@pytest.fixture(scope="module")
def voice() -> Tts:
    return fastspeech2.load(where("fastspeech2-zh"))


def seconds(voice: Tts, text: str, delivery: Delivery = PLAIN) -> float:
    return sum(block.seconds for block in voice.synthesize(text, delivery))


@real
def test_it_speaks_mandarin_in_windows_that_come_one_by_one(voice: Tts) -> None:
    assert isinstance(voice, Tts)
    assert voice.languages == {"zh"}
    blocks = list(voice.synthesize(SENTENCE, PLAIN))
    assert len(blocks) > 2
    assert all(block.sample_rate == 24_000 and block.seconds <= 0.8 for block in blocks)
    assert 1.5 < joined(blocks).seconds < 5


@real
def test_windows_join_without_a_seam(voice: Tts) -> None:
    """The windowed vocoder against the same vocoder over the whole spectrogram at once."""
    mel = voice._mel(voice._frontend.ids(voice._frontend.syllables(SENTENCE)), PLAIN)
    windowed = np.concatenate(list(voice._vocoder.windows(mel)))
    whole_run = fastspeech2._interpreter(where("fastspeech2-zh") / "mb_melgan.tflite", 1)
    slot = whole_run.get_input_details()[0]["index"]
    whole_run.resize_tensor_input(slot, [1, *mel.shape])
    whole_run.allocate_tensors()
    whole_run.set_tensor(slot, mel[None])
    whole_run.invoke()
    whole = whole_run.get_tensor(whole_run.get_output_details()[0]["index"])[0, :, 0]
    assert len(windowed) == len(whole)
    assert np.corrcoef(windowed, whole)[0, 1] > 0.99
    hop = len(whole) // len(mel)
    for joint in range(fastspeech2.WINDOW_FRAMES * hop, len(whole), fastspeech2.WINDOW_FRAMES * hop):
        near = slice(joint - 50, joint + 50)
        assert np.abs(windowed[near] - whole[near]).max() < 0.02


@real
@pytest.mark.parametrize("text", ["", "。。。", "！？", "😀", "\n", "hello", "…—"])
def test_nothing_to_say_is_no_sound(voice: Tts, text: str) -> None:
    assert list(voice.synthesize(text, PLAIN)) == []


@real
def test_rate_changes_the_length_pitch_the_voice_and_energy_the_loudness(voice: Tts) -> None:
    plain = joined(voice.synthesize(SENTENCE, PLAIN))
    assert seconds(voice, SENTENCE, Delivery(rate=1.4)) < plain.seconds * 0.8
    assert seconds(voice, SENTENCE, Delivery(rate=0.8)) > plain.seconds * 1.15
    higher = joined(voice.synthesize(SENTENCE, Delivery(pitch=1.3)))
    assert higher.seconds == pytest.approx(plain.seconds, rel=0.06)
    assert melody(higher) / melody(plain) == pytest.approx(1.3, rel=0.1)
    quiet = joined(voice.synthesize(SENTENCE, Delivery(energy=0.5)))
    assert numbers(quiet).std() / numbers(plain).std() == pytest.approx(0.5, abs=0.1)


def melody(sound: Audio) -> float:
    """The median fundamental in Hz, by autocorrelation."""
    samples, found = numbers(sound), []
    for at in range(0, len(samples) - 1200, 600):
        part = samples[at : at + 1200] - samples[at : at + 1200].mean()
        if np.abs(part).max() > 0.1:
            echo = np.correlate(part, part, "full")[1199:]
            found.append(24_000 / (48 + int(echo[48:266].argmax())))
    return float(np.median(found))


@real
@pytest.mark.parametrize("extreme", [Delivery(rate=4), Delivery(rate=0.25), Delivery(pitch=4), Delivery(energy=4)])
def test_no_delivery_breaks_it(voice: Tts, extreme: Delivery) -> None:
    assert seconds(voice, "你好。", extreme) > 0


@real
def test_english_goes_to_the_english_voice_or_is_left_out(voice: Tts) -> None:
    beeper = Beeper()
    both = fastspeech2.load(where("fastspeech2-zh"), english=beeper)
    assert both.languages == {"zh", "en"}
    mixed = list(both.synthesize("我喜欢yesterday这首歌", PLAIN))
    assert beeper.asked == ["yesterday"]
    assert {block.sample_rate for block in mixed} == {24_000}
    assert joined(mixed).seconds > seconds(voice, "我喜欢yesterday这首歌") > 1
    assert seconds(both, "Good morning") > 0.4


@real
def test_letters_are_spelled_without_an_english_voice(voice: Tts) -> None:
    assert seconds(voice, "打开GPS") > seconds(voice, "打开") + 0.4


@real
def test_a_long_text_is_spoken_whole_and_the_first_sound_does_not_wait_for_the_end(voice: Tts) -> None:
    text = "从前有一只小兔子住在森林的深处" * 12
    speaking = voice.synthesize(text, PLAIN)
    next(speaking)
    speaking.close()
    assert seconds(voice, text[:120]) > 15


@real
def test_a_folder_that_is_no_voice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="baker_mapper"):
        fastspeech2.load(tmp_path)
    (tmp_path / "baker_mapper.json").write_bytes((where("fastspeech2-zh") / "baker_mapper.json").read_bytes())
    (tmp_path / "fastspeech2.tflite").write_bytes(b"no model")
    with pytest.raises(EngineError, match="not a model that LiteRT can run"):
        fastspeech2.load(tmp_path)
