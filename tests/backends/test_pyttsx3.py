"""The system's espeak-ng through pyttsx3, where it is installed."""

from __future__ import annotations

import threading

import pytest

from roleplay_lite.engines import AsrHints, Delivery, Tts
from roleplay_lite.errors import EngineError, EngineMissing
from roleplay_lite.models import where
from tests.voice.sounds import joined, numbers

pyttsx3 = pytest.importorskip("roleplay_lite.backends.pyttsx3")
HELLO = "Hello, what is the weather like today?"


@pytest.fixture(scope="module")
def voice() -> Tts:
    try:
        return pyttsx3.load()
    except EngineMissing as missing:
        pytest.skip(str(missing))


def test_it_speaks_english(voice: Tts) -> None:
    assert isinstance(voice, Tts)
    assert voice.languages == {"en"}
    sound = joined(voice.synthesize(HELLO, Delivery()))
    assert sound.sample_rate == voice.sample_rate
    assert 1.5 < sound.seconds < 5
    assert numbers(sound).std() > 0.02


@pytest.mark.model("whisper-base")
def test_what_it_says_is_understood(voice: Tts) -> None:
    whisper = pytest.importorskip("roleplay_lite.backends.whisper")
    heard = whisper.load(where("whisper-base")).transcribe(
        joined(voice.synthesize(HELLO, Delivery())), AsrHints(language="en")
    )
    assert "weather" in heard.text
    assert heard.confidence > 0.5


def test_rate_and_energy_are_heard(voice: Tts) -> None:
    plain, fast, quiet = (
        joined(voice.synthesize(HELLO, delivery)) for delivery in (Delivery(), Delivery(rate=1.5), Delivery(energy=0.5))
    )
    assert fast.seconds < plain.seconds * 0.8
    assert numbers(quiet).std() < numbers(plain).std() * 0.7


@pytest.mark.parametrize("text", ["", "...", "😀", "\0", " \n"])
def test_nothing_to_say_is_no_sound_and_no_hanging(voice: Tts, text: str) -> None:
    assert list(voice.synthesize(text, Delivery())) == []


def test_it_leaves_no_thread_and_prints_nothing(voice: Tts, capfd: pytest.CaptureFixture[str]) -> None:
    before = threading.active_count()
    speaking = voice.synthesize("Good morning.", Delivery())
    next(speaking)
    speaking.close()
    assert threading.active_count() == before
    assert capfd.readouterr() == ("", "")


def test_a_voice_that_is_not_there_is_refused_with_those_that_are(voice: Tts) -> None:
    with pytest.raises(EngineError, match=r"no voice 'klingon'; for en: .*gmw/en-us"):
        pyttsx3.load(voice="klingon")


def test_a_driver_that_is_not_there_says_what_to_install() -> None:
    with pytest.raises(EngineMissing, match="apt-get install espeak-ng"):
        pyttsx3.load(driver="nosuchdriver")


def test_a_driver_that_hangs_is_given_up(voice: Tts) -> None:
    slow = pyttsx3.Pyttsx3Tts(voice="gmw/en-us", language="en", driver="espeak", timeout_seconds=0.001)
    with pytest.raises(EngineError, match=r"not done after 0\.001 s"):
        list(slow.synthesize(HELLO, Delivery()))
