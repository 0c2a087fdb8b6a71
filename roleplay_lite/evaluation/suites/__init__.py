"""The suites by name, each in a file of its own and loaded when asked for."""

from __future__ import annotations

import importlib
from typing import cast

from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.suite import Suite

SUITES: dict[str, str] = {
    "knowledge": "roleplay_lite.evaluation.suites.knowledge:KnowledgeSuite",
    "persona": "roleplay_lite.evaluation.suites.persona:PersonaSuite",
    "alone": "roleplay_lite.evaluation.suites.alone:AloneSuite",
    "chat": "roleplay_lite.evaluation.suites.chat:ChatSuite",
    "talk": "roleplay_lite.evaluation.suites.talk:TalkSuite",
    "coherence": "roleplay_lite.evaluation.suites.coherence:CoherenceSuite",
    "kdconv": "roleplay_lite.evaluation.suites.kdconv:KdconvSuite",
    "induced": "roleplay_lite.evaluation.suites.induced:InducedSuite",
    "contradictions": "roleplay_lite.evaluation.suites.contradictions:ContradictionsSuite",
    "hard": "roleplay_lite.evaluation.suites.hard:HardSuite",
    "kvpi": "roleplay_lite.evaluation.suites.kvpi:KvpiSuite",
    "feedback": "roleplay_lite.evaluation.suites.feedback:FeedbackSuite",
    "emotion": "roleplay_lite.evaluation.suites.emotion:EmotionSuite",
    "memory": "roleplay_lite.evaluation.suites.memory:MemorySuite",
    "safety": "roleplay_lite.evaluation.suites.safety:SafetySuite",
    "skills": "roleplay_lite.evaluation.suites.skills:SkillsSuite",
    "intents": "roleplay_lite.evaluation.suites.intents:IntentsSuite",
    "recall": "roleplay_lite.evaluation.suites.recall:RecallSuite",
    "extraction": "roleplay_lite.evaluation.suites.extraction:ExtractionSuite",
    "packs": "roleplay_lite.evaluation.suites.packs:PacksSuite",
    "retrieval": "roleplay_lite.evaluation.suites.retrieval:RetrievalSuite",
    "feelings": "roleplay_lite.evaluation.suites.feelings:FeelingsSuite",
    "guard": "roleplay_lite.evaluation.suites.guard:GuardSuite",
}
"""Name to `module:class`, in the order in which a run asks them."""

READS_TRAITS = frozenset(("knowledge", "persona", "chat", "feedback"))
"""Suites whose figures need the trait classifier."""

GROUPS: dict[str, tuple[str, ...]] = {
    "deck": ("knowledge", "persona", "chat", "coherence"),
    "accuracy": ("knowledge", "persona", "alone", "kdconv"),
    "consistency": ("induced", "contradictions", "hard", "kvpi"),
    "features": ("talk", "emotion", "memory", "safety", "skills"),
}
"""Names that stand for several suites."""


def suite(name: str) -> Suite:
    """The suite of that name. Raises InputError that lists what there is."""
    if name not in SUITES:
        raise InputError(f"no suite is named {name!r}; there are: {', '.join([*SUITES, *GROUPS])}")
    module, _, attribute = SUITES[name].partition(":")
    return cast(Suite, getattr(importlib.import_module(module), attribute)())


def named(names: tuple[str, ...]) -> tuple[str, ...]:
    """Suites for what a person names: suites, groups of them, or nothing for all. Raises InputError."""
    wanted = {one for name in names or tuple(SUITES) for one in GROUPS.get(name, (name,))}
    for name in wanted:
        suite(name)
    return tuple(name for name in SUITES if name in wanted)
