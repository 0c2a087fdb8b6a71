"""`model = "auto"`: the best model that this board speaks fast enough, measured once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roleplay_lite.choice import FAST_ENOUGH, best_installed, decode_speed
from roleplay_lite.device import Device, LlmConfig, StoreConfig
from roleplay_lite.errors import ModelMissing
from roleplay_lite.models import where
from roleplay_lite.models.shelf import MARKER
from roleplay_lite.session import Session

SMALL, LARGE = "qwen2.5-0.5b", "qwen2.5-1.5b"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Both models as far as the shelf can tell; the fake llm reads no weights."""
    place = tmp_path / "models"
    for name in (SMALL, LARGE):
        (place / name).mkdir(parents=True)
        (place / name / "model.gguf").write_bytes(b"GGUF")
        (place / name / MARKER).write_text(json.dumps({"files": {"model.gguf": {"size": 4, "sha256": ""}}}))
    monkeypatch.setenv("ROLEPLAY_LITE_MODELS", str(place))
    return place


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "speed.json"


def test_the_largest_that_is_fast_enough_is_taken_and_the_rest_not_measured(shelf: Path, kept: Path) -> None:
    assert best_installed("fake") == LARGE
    assert [key.split()[0] for key in json.loads(kept.read_text())] == [LARGE]


def test_a_speed_once_measured_is_believed(shelf: Path, kept: Path) -> None:
    best_installed("fake")
    values = json.loads(kept.read_text())
    kept.write_text(json.dumps(dict.fromkeys(values, FAST_ENOUGH - 0.1)))
    assert best_installed("fake") == SMALL
    assert len(json.loads(kept.read_text())) == 2
    kept.write_text(json.dumps({key: 2.0 if SMALL in key else 3.0 for key in json.loads(kept.read_text())}))
    assert best_installed("fake") == LARGE


@pytest.mark.parametrize("spoiled", ["", "{", "[]", "null", '{"a": "b"}', '{"a": null}', "\x00" * 9, "3"])
def test_a_spoiled_cache_costs_a_measurement(shelf: Path, kept: Path, spoiled: str) -> None:
    kept.parent.mkdir()
    kept.write_text(spoiled)
    assert best_installed("fake") == LARGE
    assert next(iter(json.loads(kept.read_text()).values())) > FAST_ENOUGH


def test_a_model_of_another_size_is_measured_anew(shelf: Path, kept: Path) -> None:
    best_installed("fake")
    (shelf / LARGE / "model.gguf").write_bytes(b"GGUF2")
    (shelf / LARGE / MARKER).write_text(json.dumps({"files": {"model.gguf": {"size": 5, "sha256": ""}}}))
    best_installed("fake")
    assert len(json.loads(kept.read_text())) == 2


def test_a_cache_that_cannot_be_written_costs_nothing_else(shelf: Path, kept: Path) -> None:
    kept.parent.mkdir()
    kept.mkdir()
    assert best_installed("fake") == LARGE
    assert [entry.name for entry in kept.parent.iterdir()] == ["speed.json"]


def test_without_any_model_the_command_that_brings_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLEPLAY_LITE_MODELS", str(tmp_path / "none"))
    with pytest.raises(ModelMissing, match="roleplay-lite models pull --default"):
        best_installed("fake")


def test_a_session_on_auto_says_which_it_took(shelf: Path) -> None:
    device = Device(llm=LlmConfig(backend="fake", model="auto"), store=StoreConfig(enabled=False))
    with Session.open("niaoniao", device=device) as session:
        assert session.engines.llm.abilities.name == LARGE


@pytest.mark.model(SMALL)
def test_a_real_model_is_measured_in_tokens_a_second(kept: Path) -> None:
    pytest.importorskip("llama_cpp", reason="measures with llama-cpp-python")
    speed = decode_speed(SMALL, "llama_cpp")
    assert 0.5 < speed < 2000
    (key,) = json.loads(kept.read_text())
    assert key.startswith(f"{SMALL} {next(where(SMALL).glob('*.gguf')).stat().st_size} llama_cpp ")
