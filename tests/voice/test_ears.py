"""The ears cut a stream into utterances. The `Vad` here is a plain loudness threshold: an engine, if a simple one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.turn import Audio
from roleplay_lite.voice.ears import Speech, utterances
from roleplay_lite.voice.endpoint import EndpointConfig
from tests.voice.sounds import audio, noise, numbers, tone

SILENCE = 0.001


class Loudness:
    """Speech is what is loud."""

    frame_samples = 512

    def __init__(self) -> None:
        self.resets = 0

    def probability(self, frame: bytes) -> float:
        assert len(frame) == self.frame_samples * 2
        return float(np.abs(np.frombuffer(frame, "<i2")).max() > 3000)

    def reset(self) -> None:
        self.resets += 1


def stream(*parts: tuple[float, bool], rate: int = 16_000) -> Audio:
    sounds = [tone(seconds, rate) if loud else noise(seconds, rate, SILENCE) for seconds, loud in parts]
    return audio(np.concatenate(sounds), rate)


def blocks(sound: Audio, size: int) -> Iterator[Audio]:
    for at in range(0, len(sound.pcm), size * 2):
        yield Audio(pcm=sound.pcm[at : at + size * 2], sample_rate=sound.sample_rate)


def cut(*parts: tuple[float, bool], config: EndpointConfig | None = None) -> list[Speech]:
    return list(utterances([stream(*parts)], Loudness(), config))


def test_two_sentences_are_two_utterances_with_their_times() -> None:
    first, second = cut((1, False), (2, True), (1, False), (1, True), (1, False))
    assert (first.started, first.ended) == (pytest.approx(0.7, abs=0.05), pytest.approx(3.2, abs=0.05))
    assert (second.started, second.ended) == (pytest.approx(3.7, abs=0.05), pytest.approx(5.2, abs=0.05))
    assert first.audio.seconds == pytest.approx(first.ended - first.started)


def test_the_first_syllable_is_not_cut() -> None:
    (speech,) = cut((1, False), (1, True), (1, False))
    loud = np.abs(numbers(speech.audio)) > 0.1
    assert loud.sum() == np.count_nonzero(np.abs(tone(1)) > 0.1)
    assert loud.argmax() / 16_000 == pytest.approx(0.3, abs=0.05)


def test_what_is_being_said_at_the_end_of_the_stream_is_kept() -> None:
    (speech,) = cut((0.5, False), (1, True))
    assert speech.ended == pytest.approx(1.5, abs=0.04)
    assert not speech.capped


def test_a_click_and_silence_and_nothing_at_all_are_nothing() -> None:
    assert cut((1, False), (0.2, True), (1, False)) == []
    assert list(utterances([], Loudness())) == []


def test_noise_without_end_comes_in_capped_pieces_that_do_not_overlap() -> None:
    pieces = cut((10, True), config=EndpointConfig(longest_seconds=3))
    assert [piece.capped for piece in pieces[:3]] == [True, True, True]
    for earlier, later in itertools.pairwise(pieces):
        assert later.started >= earlier.ended
    assert sum(piece.audio.seconds for piece in pieces) == pytest.approx(10, abs=0.1)


def test_other_rates_are_heard_the_same() -> None:
    (speech,) = utterances(blocks(stream((1, False), (1, True), (1, False), rate=44_100), 1000), Loudness())
    assert speech.started == pytest.approx(0.7, abs=0.05)
    assert speech.audio.sample_rate == 16_000


def test_an_utterance_comes_before_the_stream_is_over_and_closing_stops_it() -> None:
    taken = []

    def microphone() -> Iterator[Audio]:
        for block in blocks(stream((0.5, False), (1, True), (60, False)), 512):
            taken.append(block)
            yield block

    ears = utterances(microphone(), Loudness())
    next(ears)
    ears.close()
    assert sum(block.seconds for block in taken) < 2.5


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 3000))
def test_the_size_of_the_blocks_does_not_matter(size: int) -> None:
    sound = stream((0.5, False), (0.8, True), (0.9, False), (0.5, True))
    assert list(utterances(blocks(sound, size), Loudness())) == list(utterances([sound], Loudness()))


def test_each_stream_is_a_new_one_to_the_vad() -> None:
    vad = Loudness()
    list(utterances([stream((1, True))], vad))
    list(utterances([stream((1, True))], vad))
    assert vad.resets == 2
