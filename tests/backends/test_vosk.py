"""Vosk on its real Korean weights: partials while it is spoken, then one final."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from roleplay_lite.engines import Asr, AsrHints, Delivery, StreamingAsr
from roleplay_lite.errors import EngineError, EngineMissing
from roleplay_lite.models import where
from roleplay_lite.turn import Audio
from tests.voice.sounds import audio, noise

vosk = pytest.importorskip("roleplay_lite.backends.vosk")
pyttsx3 = pytest.importorskip("roleplay_lite.backends.pyttsx3")
pytestmark = pytest.mark.model("vosk-ko")
KOREAN = AsrHints(language="ko")


@pytest.fixture(scope="module")
def ears() -> Asr:
    return vosk.load(where("vosk-ko"), language="ko")


@pytest.fixture(scope="module")
def hello() -> list[Audio]:
    try:
        voice = pyttsx3.load(language="ko")
    except EngineMissing as missing:
        pytest.skip(str(missing))
    return list(voice.synthesize("안녕하세요", Delivery(rate=0.8)))


def test_partials_come_while_it_is_spoken_then_exactly_one_final(ears: StreamingAsr, hello: list[Audio]) -> None:
    assert isinstance(ears, StreamingAsr)
    *partials, final = ears.stream(hello, KOREAN)
    assert partials
    assert not any(partial.final for partial in partials)
    assert all(earlier != later for earlier, later in itertools.pairwise(partials))
    assert final.final
    assert "하세요" in final.text
    assert final.language == "ko"
    assert 0 < final.confidence <= 1


def test_the_first_partial_does_not_wait_for_the_end(ears: StreamingAsr, hello: list[Audio]) -> None:
    taken = 0

    def microphone() -> Iterator[Audio]:
        nonlocal taken
        for block in hello:
            taken += 1
            yield block

    listening = ears.stream(microphone(), KOREAN)
    next(listening)
    listening.close()
    assert taken < len(hello)


def test_whole_utterances_are_heard_by_the_same_code(ears: Asr, hello: list[Audio]) -> None:
    assert isinstance(ears, Asr)
    whole = Audio(pcm=b"".join(block.pcm for block in hello), sample_rate=hello[0].sample_rate)
    assert "하세요" in ears.transcribe(whole, KOREAN).text


def test_silence_and_nothing_are_one_empty_final(ears: StreamingAsr) -> None:
    for sound in ([audio(noise(2, volume=0.0005))], []):
        (final,) = ears.stream(sound, KOREAN)
        assert (final.text, final.final, final.confidence) == ("", True, 0.0)


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no Vosk model here"):
        vosk.load(tmp_path)
    (tmp_path / "am").mkdir()
    with pytest.raises(EngineError, match="cannot load it"):
        vosk.load(tmp_path)
