"""A small model at the work: whatever it says, nothing stands that was not said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from roleplay_lite.device import Device, LlmConfig
from roleplay_lite.engine_set import EngineSet
from roleplay_lite.engines import Cancel, Llm
from roleplay_lite.memory.consolidation import consolidate
from roleplay_lite.memory.consolidation.grounding import fault

from .kit import NOW, POTTERY, Talks

MODEL = "qwen2.5-0.5b"


@pytest.fixture
def llm() -> Iterator[Llm]:
    rig = EngineSet(Device(llm=LlmConfig(model=MODEL)))
    yield rig.llm
    rig.close()


@pytest.mark.model(MODEL)
def test_a_conversation_is_summed_up_in_its_own_words_or_left_alone(talks: Talks, llm: Llm) -> None:
    talks.talk(POTTERY)
    written = consolidate(talks.memory, llm, Cancel(), before=NOW)
    rows = talks.rows("summary")
    assert len(rows) == written <= 1
    for row in rows:
        assert fault(f"{row.text}。", POTTERY) == ""
    assert consolidate(talks.memory, llm, Cancel(), before=NOW) == 0
