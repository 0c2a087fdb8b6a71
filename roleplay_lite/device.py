"""The recipe of a device: which backend for which engine, which models, which limits. Frozen; from `device.toml`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from roleplay_lite import paths
from roleplay_lite.errors import DeviceError
from roleplay_lite.knowledge.config import KnowledgeConfig, read_knowledge
from roleplay_lite.registry import KINDS, names
from roleplay_lite.rules.config import RulesConfig, read_rules
from roleplay_lite.safety.config import GuardConfig, read_guard
from roleplay_lite.skills.config import SkillsConfig, read_skills
from roleplay_lite.tomlfile import Document, read

AUTO = "auto"
NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmConfig:
    """The language model."""

    backend: str = ""
    """`llama_cpp` or `xllamacpp`, or one of an integrator's; empty takes the first of these that is installed."""
    model: str = ""
    """A name in the manifest, a path to a GGUF file, or `auto`: the best installed one that this board decodes fast
    enough to be listened to. Empty is the backend's default, for the two llama.cpp bindings `qwen2.5-0.5b`."""
    context_tokens: int = 2048
    """The window: persona, history and reply together. Small models talk worse, not better, with a longer history."""
    threads: int = 0
    """0: all cores for text; one fewer when sound is made at the same time."""
    temperature: float = 0.4
    seed: int = 0
    """0 draws a new one for every session."""
    adapter: str = AUTO
    """What is laid over the model for talk: a name of `models/adapters`, a path to a GGUF file, `none`, or `auto`: the
    one that comes with the package for this model, where there is one."""
    adapter_scale: float = 1.0
    """How strongly: 1 as it was learnt."""
    adapters: Mapping[str, str] = field(default_factory=dict)
    """By the persona's id, where one is to have another than `adapter` (`[llm.adapters]`, `niaoniao = "none"`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineConfig:
    """An `asr`, `vad`, `tts` or `embed` engine. An empty model is the backend's default."""

    backend: str
    model: str = ""
    threads: int = 0
    """0: the backend's own choice."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """More of the backend's own options, by keyword (`[asr.options]`, `tail_seconds = 2`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TtsConfig(EngineConfig):
    """The `tts` engine."""

    english: str = "auto"
    """The backend that speaks English words for a Mandarin voice: `auto` takes pyttsx3 where it and espeak-ng are
    installed, `none` leaves them unspoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a turn may take."""

    input_chars: int = 2000
    """Longer lines are refused with words."""
    reply_sentences: int = 2
    reply_tokens: int = 160
    drafts: int = 2
    """At most so many for a reply: the second when nothing of the first could be let through, or no more than its first
    clause."""
    candidates: int = 1
    """Drafts of which the best is let out. More than one costs as many times the time, and the first piece waits for
    all of them."""
    listening_seconds: float = 15.0
    """An utterance is cut here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreConfig:
    """The conversation log."""

    path: Path | None = None
    """A SQLite file, or None for `roleplay.db` in the user's data folder."""
    enabled: bool = True
    """False keeps nothing on disk."""
    resume_turns: int = 6
    """How many turns of the last conversation with this person are taken up again."""
    trace_turns: int = 200
    """How many turns keep their trace rows."""
    key_file: Path | None = None
    """A file with the key of an encrypted store, or None for `$ROLEPLAY_LITE_STORE_KEY`, else a plain one."""
    backups: int = 3
    """How many copies are kept beside it, one of a day; 0 keeps none."""
    consolidate: bool = True
    """Have the model sum up conversations and join memories while nobody speaks for a while."""

    @property
    def file(self) -> Path:
        return self.path or paths.data_dir() / "roleplay.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyConfig:
    """Where help is found when somebody may be in danger. What stands here is said as it is, so write sentences."""

    hotline: str = ""
    """For one who may harm themself; empty names the mainland Chinese numbers (12356, 120)."""
    violence_hotline: str = ""
    """For one who suffers violence; empty names the mainland Chinese numbers (110, 12338)."""
    guard: GuardConfig = field(default_factory=GuardConfig)
    """What must not be said (`[safety.guard]`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """The whole recipe."""

    llm: LlmConfig = field(default_factory=LlmConfig)
    asr: EngineConfig = field(default_factory=lambda: EngineConfig(backend="whisper"))
    vad: EngineConfig = field(default_factory=lambda: EngineConfig(backend="silero"))
    tts: TtsConfig = field(default_factory=lambda: TtsConfig(backend="fastspeech2"))
    embed: EngineConfig = field(default_factory=lambda: EngineConfig(backend="hashing"))
    """The backend `none` finds memories by their words alone."""
    limits: Limits = field(default_factory=Limits)
    store: StoreConfig = field(default_factory=StoreConfig)
    safety: SafetyConfig = field(default_factory=SafetyConfig)
    rules: RulesConfig = field(default_factory=RulesConfig)
    skills: SkillsConfig = field(default_factory=SkillsConfig)
    knowledge: KnowledgeConfig = field(default_factory=KnowledgeConfig)

    @staticmethod
    def read(file: Path | None = None) -> Device:
        """The device in that file; without one, `$ROLEPLAY_LITE_DEVICE`, `./device.toml` or the user's own, else the
        defaults. Raises DeviceError with file, line and field."""
        given = os.environ.get("ROLEPLAY_LITE_DEVICE")
        named = file or (Path(given).expanduser() if given else None)
        # A file that was named and is not there is a mistake, not a wish for the defaults.
        for candidate in [named] if named else (Path("device.toml"), paths.data_dir() / "device.toml"):
            if named or candidate.exists():
                return _device(read(candidate, DeviceError))
        return Device()


def _device(document: Document) -> Device:
    document.only((*KINDS, "limits", "store", "safety", "rules", "skills", "knowledge"))
    return Device(
        llm=_llm(document.sub("llm")),
        asr=_engine(document.sub("asr"), "asr", "whisper"),
        vad=_engine(document.sub("vad"), "vad", "silero"),
        tts=_tts(document.sub("tts")),
        embed=_engine(document.sub("embed"), "embed", "hashing", NONE),
        limits=_limits(document.sub("limits")),
        store=_store(document.sub("store")),
        safety=_safety(document.sub("safety")),
        rules=read_rules(document.sub("rules")),
        skills=read_skills(document.sub("skills")),
        knowledge=read_knowledge(document.sub("knowledge")),
    )


def _llm(table: Document) -> LlmConfig:
    table.only(
        (
            "backend",
            "model",
            "context_tokens",
            "threads",
            "temperature",
            "seed",
            "adapter",
            "adapter_scale",
            "adapters",
        )
    )
    base = LlmConfig()
    by_persona = table.sub("adapters")
    return LlmConfig(
        backend=table.string("backend", base.backend, choices=("", *names("llm"))),
        model=table.string("model", ""),
        context_tokens=table.integer("context_tokens", base.context_tokens, low=512, high=32768),
        threads=table.integer("threads", 0, low=0, high=256),
        temperature=table.number("temperature", base.temperature, low=0, high=2),
        seed=table.integer("seed", 0, low=0, high=2**32 - 1),
        adapter=table.string("adapter", base.adapter),
        adapter_scale=table.number("adapter_scale", base.adapter_scale, low=0, high=4),
        adapters={persona: by_persona.string(persona) for persona in by_persona.data},
    )


def _tts(table: Document) -> TtsConfig:
    english = table.string("english", "auto", choices=("auto", "none", *names("tts")))
    rest = {key: value for key, value in table.data.items() if key != "english"}
    engine = _engine(replace(table, data=rest), "tts", "fastspeech2")
    return TtsConfig(
        backend=engine.backend, model=engine.model, threads=engine.threads, options=engine.options, english=english
    )


def _engine(table: Document, kind: str, default: str, *others: str) -> EngineConfig:
    table.only(("backend", "model", "threads", "options"))
    known = next(names(k) for k in KINDS if k == kind)
    return EngineConfig(
        backend=table.string("backend", default, choices=(*known, *others)),
        model=table.string("model", ""),
        threads=table.integer("threads", 0, low=0, high=256),
        options=dict(table.sub("options").data),
    )


def _limits(table: Document) -> Limits:
    table.only(("input_chars", "reply_sentences", "reply_tokens", "drafts", "candidates", "listening_seconds"))
    base = Limits()
    return Limits(
        input_chars=table.integer("input_chars", base.input_chars, low=10, high=20000),
        reply_sentences=table.integer("reply_sentences", base.reply_sentences, low=1, high=50),
        reply_tokens=table.integer("reply_tokens", base.reply_tokens, low=8, high=4096),
        drafts=table.integer("drafts", base.drafts, low=1, high=4),
        candidates=table.integer("candidates", base.candidates, low=1, high=8),
        listening_seconds=table.number("listening_seconds", base.listening_seconds, low=1, high=120),
    )


def _store(table: Document) -> StoreConfig:
    table.only(("path", "enabled", "resume_turns", "trace_turns", "key_file", "backups", "consolidate"))
    base = StoreConfig()
    return StoreConfig(
        path=_path(table, "path"),
        enabled=table.boolean("enabled", base.enabled),
        resume_turns=table.integer("resume_turns", base.resume_turns, low=0, high=50),
        trace_turns=table.integer("trace_turns", base.trace_turns, low=0, high=100000),
        key_file=_path(table, "key_file"),
        backups=table.integer("backups", base.backups, low=0, high=30),
        consolidate=table.boolean("consolidate", base.consolidate),
    )


def _path(table: Document, key: str) -> Path | None:
    given = table.string(key, "")
    try:
        return Path(given).expanduser() if given else None
    except RuntimeError as problem:
        raise table.fail(f"is {given!r}, and there is no such user's folder", key) from problem


def _safety(table: Document) -> SafetyConfig:
    table.only(("hotline", "violence_hotline", "guard"))
    return SafetyConfig(
        guard=read_guard(table.sub("guard")),
        hotline=table.string("hotline", "", longest=400),
        violence_hotline=table.string("violence_hotline", "", longest=400),
    )
