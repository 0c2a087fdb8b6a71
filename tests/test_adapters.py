"""Which adapter talks: the one that fits the model, the one that was asked for, or none; and never another model's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from roleplay_lite.adapters import chosen, shipped_adapters
from roleplay_lite.device import Device, LlmConfig, StoreConfig
from roleplay_lite.engines import LlmAbilities
from roleplay_lite.errors import DeviceError, ModelMissing, ModelUnknown
from roleplay_lite.events import Event
from roleplay_lite.models import where
from roleplay_lite.registry import load
from roleplay_lite.session import Session
from roleplay_lite.testing import FakeLlm, check_backend
from roleplay_lite.turn import Adapter, Prompt
from tests.backends.prompts import MODEL

SMALL = LlmAbilities(name=MODEL, context_tokens=2048, adapts=True)
NAME = "roleplay-0.5b"


def test_a_model_talks_with_the_adapter_that_was_learnt_beside_it() -> None:
    found = chosen(LlmConfig(), "niaoniao", SMALL)
    assert found
    assert found.file.name == f"{NAME}.gguf"
    assert chosen(LlmConfig(), "niaoniao", replace(SMALL, name="qwen2.5-1.5b")) is None


def test_an_engine_that_knows_no_adapters_talks_plainly() -> None:
    assert chosen(LlmConfig(adapter=NAME), "niaoniao", replace(SMALL, adapts=False)) is None


def test_one_character_can_do_without_what_all_others_have() -> None:
    config = LlmConfig(adapters={"milo": "none"}, adapter_scale=0.5)
    assert chosen(config, "milo", SMALL) is None
    found = chosen(config, "niaoniao", SMALL)
    assert found
    assert found.scale == 0.5


def test_a_wrong_name_is_told_the_right_one() -> None:
    with pytest.raises(ModelUnknown, match=f"did you mean {NAME}"):
        chosen(LlmConfig(adapter="roleplay-0.6b"), "niaoniao", SMALL)


def test_an_adapter_of_another_model_is_refused_by_name() -> None:
    with pytest.raises(ModelUnknown, match=r"the model is qwen2\.5-1\.5b"):
        chosen(LlmConfig(adapter=NAME), "niaoniao", replace(SMALL, name="qwen2.5-1.5b"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"gone\.gguf"):
        chosen(LlmConfig(adapter=str(tmp_path / "gone.gguf")), "niaoniao", SMALL)


def test_a_device_file_names_adapters_by_character(tmp_path: Path) -> None:
    file = tmp_path / "device.toml"
    file.write_text('[llm]\nadapter = "none"\nadapter_scale = 0.8\n[llm.adapters]\nxiaoman = "auto"\n')
    llm = Device.read(file).llm
    assert (llm.adapter, llm.adapter_scale, llm.adapters) == ("none", 0.8, {"xiaoman": "auto"})
    file.write_text("[llm]\nadapter_scale = 9\n")
    with pytest.raises(DeviceError, match=r"llm\.adapter_scale"):
        Device.read(file)
    file.write_text("[llm.adapters]\nxiaoman = 3\n")
    with pytest.raises(DeviceError, match=r"llm\.adapters\.xiaoman"):
        Device.read(file)


class Adapting(FakeLlm):
    """Takes adapters, and writes down which."""

    def __init__(self) -> None:
        super().__init__(name=MODEL)
        self.abilities = replace(self.abilities, adapts=True)
        self.talked: list[Adapter | None] = []

    def _check(self, prompt: Prompt) -> None:
        self.talked.append(prompt.adapter)
        super()._check(replace(prompt, adapter=None))


def test_a_conversation_changes_its_adapter_with_its_character() -> None:
    llm = Adapting()
    device = Device(llm=LlmConfig(adapters={"xiaoman": "none"}), store=StoreConfig(enabled=False))
    with Session.open("niaoniao", device=device, engines={"llm": llm}) as session:
        list(session.reply("我今天去爬山了"))
        session.wait_idle()
        before = {one.file.name if one else "" for one in llm.talked}
        llm.talked.clear()
        session.switch("xiaoman")
        list(session.reply("我今天去爬山了"))
        session.wait_idle()
        after = {one.file.name if one else "" for one in llm.talked}
    # What is warmed while nobody waits has to be warmed with it, too, or every reply would be read anew.
    assert before == {f"{NAME}.gguf"}
    assert after == {""}


def test_what_is_shipped_is_what_was_published() -> None:
    import hashlib

    assert shipped_adapters()
    for one in shipped_adapters():
        raw = one.file.read_bytes()
        assert hashlib.sha256(raw).hexdigest() == one.sha256
        assert len(raw) <= 20_000_000
        assert one.file.with_suffix(".md").exists()


@pytest.mark.model(MODEL)
@pytest.mark.parametrize("backend", ["llama_cpp", "xllamacpp"])
def test_both_bindings_load_switch_and_scale_it(backend: str, tmp_path: Path) -> None:
    pytest.importorskip(backend)
    (adapter,) = (one.file for one in shipped_adapters() if one.name == NAME)
    engine = load("llm", backend, model=where(MODEL) / "model.gguf", context_tokens=512, threads=1, cache=tmp_path)
    assert check_backend("llm", engine, adapter=adapter) == []


@pytest.mark.model(MODEL)
@pytest.mark.parametrize("backend", ["llama_cpp", "xllamacpp"])
def test_a_file_that_is_no_adapter_costs_an_apology_and_not_the_session(backend: str) -> None:
    pytest.importorskip(backend)
    wrong = str(where(MODEL) / "model.gguf")
    device = Device(llm=LlmConfig(backend=backend, adapter=wrong, threads=1), store=StoreConfig(enabled=False))
    events: list[Event] = []
    with Session.open("niaoniao", device=device, on_event=events.append) as session:
        assert [piece.by for piece in session.reply("说说风是什么味道")] == ["sorry"]
        assert {piece.by for piece in session.reply("你叫什么")} == {"fact"}
    assert any("is no adapter of this model" in getattr(event, "message", "") for event in events)
