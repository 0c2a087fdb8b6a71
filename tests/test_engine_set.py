"""The engines a device names are the engines in use, whichever was loaded first."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay_lite.device import Device, EngineConfig, TtsConfig
from roleplay_lite.engine_set import EngineSet
from roleplay_lite.engines import Delivery
from roleplay_lite.errors import RoleplayError
from roleplay_lite.testing import FakeEmbed, FakeTts


@pytest.mark.model("fastspeech2-zh")
def test_a_persona_with_a_voice_of_its_own_is_not_given_the_devices() -> None:
    engines = EngineSet(Device(tts=TtsConfig(backend="fake"), vad=EngineConfig(backend="fake")))
    assert isinstance(engines.tts(), FakeTts)
    assert not isinstance(engines.tts("fastspeech2"), FakeTts)
    assert engines.tts() is engines.tts("fake")
    engines.close()


@pytest.mark.model("fastspeech2-zh")
def test_english_words_have_the_voice_that_the_device_names() -> None:
    english = EngineSet(Device(tts=TtsConfig(backend="fastspeech2", english="fake")))
    none = EngineSet(Device(tts=TtsConfig(backend="fastspeech2", english="none")))
    assert "en" in english.tts().languages
    assert none.tts().languages == {"zh"}
    english.close()
    none.close()


def test_an_engine_given_ready_made_serves_every_name_and_stays_open() -> None:
    mine = FakeTts()
    engines = EngineSet(Device(), ready={"tts": mine})
    assert engines.tts() is mine
    assert engines.tts("pyttsx3") is mine
    engines.close()
    assert list(mine.synthesize("还在", Delivery()))


def test_vectors_come_from_the_device_and_can_be_turned_off() -> None:
    engines = EngineSet(Device(embed=EngineConfig(backend="hashing", options={"dim": 128})))
    assert engines.embed is not None
    assert engines.embed.embed(["你好"]).shape == (1, 128)
    assert engines.embed is engines.embed
    engines.close()
    assert EngineSet(Device(embed=EngineConfig(backend="none"))).embed is None


def test_an_embedder_given_ready_made_serves_a_device_that_wants_none() -> None:
    mine = FakeEmbed()
    engines = EngineSet(Device(embed=EngineConfig(backend="none")), ready={"embed": mine})
    assert engines.embed is mine
    engines.close()
    assert not mine.closed


def test_an_encoder_that_is_not_there_is_told_with_its_path(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    engines = EngineSet(Device(embed=EngineConfig(backend="onnx", model=str(tmp_path / "bge"))))
    with pytest.raises(RoleplayError, match="bge"):
        _ = engines.embed
