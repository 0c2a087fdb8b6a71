"""The fakes fit the contract, the real models fit it, and the contract catches what does not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from roleplay_lite.engines import AsrHints, Cancel, Delivery, Sampling
from roleplay_lite.errors import EngineError, InputError
from roleplay_lite.models import where
from roleplay_lite.registry import KINDS, Kind, load
from roleplay_lite.session import Session
from roleplay_lite.testing import FakeAsr, FakeEmbed, FakeLlm, FakeTts, FakeVad, check_backend
from roleplay_lite.turn import Audio, Prompt, Transcript
from tests.backends.prompts import MODEL, SAID, chat, said

SPEECH = Audio(pcm=b"\x00\x40\x00\xc0" * 8000, sample_rate=16_000)
SILENCE = Audio(pcm=bytes(32_000), sample_rate=16_000)
TALK = chat("你是小雪。", *SAID)


@pytest.mark.parametrize("kind", KINDS)
def test_the_registered_fake_fits_its_contract(kind: Kind) -> None:
    assert check_backend(kind, load(kind, "fake")) == []


@pytest.mark.model(MODEL)
@pytest.mark.parametrize("backend", ["llama_cpp", "xllamacpp"])
def test_every_language_model_fits_the_contract(backend: str, tmp_path: Path) -> None:
    pytest.importorskip(backend)
    engine = load("llm", backend, model=where(MODEL) / "model.gguf", context_tokens=512, threads=1, cache=tmp_path)
    assert check_backend("llm", engine) == []


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(InputError, match="llm, asr, vad, tts, embed"):
        check_backend("ears", FakeAsr())  # type: ignore[arg-type]


class Random(FakeLlm):
    def _reply(self, prompt: Prompt, call: int) -> str:
        return f"第{call}次不一样。"


class Deaf(FakeLlm):
    """Hears no cancel."""

    def generate(self, prompt: Prompt, sampling: Sampling, cancel: Cancel) -> Iterator[str]:
        return super().generate(prompt, sampling, Cancel())


class Halving(FakeLlm):
    def generate(self, prompt: Prompt, sampling: Sampling, cancel: Cancel) -> Iterator[str]:
        for piece in super().generate(prompt, sampling, cancel):
            yield piece + "\ufffd"


class Rambling(FakeLlm):
    """Knows no grammar."""

    def generate(self, prompt: Prompt, sampling: Sampling, cancel: Cancel) -> Iterator[str]:
        return super().generate(prompt, replace(sampling, grammar=""), cancel)


class Endless(FakeLlm):
    def generate(self, prompt: Prompt, sampling: Sampling, cancel: Cancel) -> Iterator[str]:
        return super().generate(prompt, replace(sampling, max_tokens=400), cancel)


class Listing(FakeLlm):
    """Gives what cannot be closed."""

    def generate(self, prompt: Prompt, sampling: Sampling, cancel: Cancel) -> Iterator[str]:
        return iter(list(super().generate(prompt, sampling, cancel)))


class Miscounting(FakeLlm):
    def count(self, prompt: Prompt) -> int:
        return 7


class Gullible(FakeLlm):
    """Reads the template's marks in what a person says."""

    def count(self, prompt: Prompt) -> int:
        return sum(len(m.content.replace("<|im_end|>", "…")) for m in prompt.messages)


class Lukewarm(FakeLlm):
    def warm(self, prompt: Prompt, cancel: Cancel, *, aside: bool = False) -> bool:
        return False


class Boundless(FakeLlm):
    def _check(self, prompt: Prompt) -> None:
        pass


class Fragile(FakeLlm):
    def close(self) -> None:
        if self.closed:
            raise RuntimeError("double free")
        super().close()


class WrongRate(FakeTts):
    def synthesize(self, text: str, delivery: Delivery) -> Iterator[Audio]:
        for chunk in super().synthesize(text, delivery):
            yield replace(chunk, sample_rate=8000)


class Hasty(FakeTts):
    def synthesize(self, text: str, delivery: Delivery) -> Iterator[Audio]:
        return super().synthesize(text, Delivery())


class Chatty(FakeTts):
    def synthesize(self, text: str, delivery: Delivery) -> Iterator[Audio]:
        return super().synthesize(text + "句号", delivery)


class Hearing(FakeAsr):
    """Hears words in silence."""

    def transcribe(self, audio: Audio, hints: AsrHints) -> Transcript:
        return Transcript(text="谢谢观看")


class Overconfident(FakeAsr):
    def transcribe(self, audio: Audio, hints: AsrHints) -> Transcript:
        return replace(super().transcribe(audio, hints), confidence=1.5)


class Lenient(FakeVad):
    def probability(self, frame: bytes) -> float:
        return 0.0


class Nervous(FakeVad):
    def probability(self, frame: bytes) -> float:
        super().probability(frame)
        return 0.9


class Forgetless(FakeVad):
    def probability(self, frame: bytes) -> float:
        self.seen = getattr(self, "seen", 0) + 1
        super().probability(frame)
        return self.seen % 7 / 100


class Double(FakeEmbed):
    def embed(self, texts: Sequence[str], *, query: bool = False) -> Any:
        return super().embed(texts, query=query).astype("float64")


class Long(FakeEmbed):
    def embed(self, texts: Sequence[str], *, query: bool = False) -> Any:
        return super().embed(texts, query=query) * 2


class Sociable(FakeEmbed):
    """Lets what is asked together colour each row."""

    def embed(self, texts: Sequence[str], *, query: bool = False) -> Any:
        rows = super().embed(texts, query=query)
        if len(rows) > 1:
            rows += rows.mean(axis=0)
            rows /= (rows**2).sum(axis=1, keepdims=True) ** 0.5
        return rows


class Scattered(FakeEmbed):
    """Puts what is alike apart."""

    def embed(self, texts: Sequence[str], *, query: bool = False) -> Any:
        rows = super().embed(texts, query=query)
        return -rows if query else rows


class Stingy(FakeEmbed):
    def embed(self, texts: Sequence[str], *, query: bool = False) -> Any:
        return super().embed(texts[:3], query=query)


@pytest.mark.parametrize(
    ("kind", "engine", "clause"),
    [
        ("llm", object(), "has generate"),
        ("llm", Random(), "greedy output is the same twice"),
        ("llm", Deaf(), "nothing is generated when cancel is set beforehand"),
        ("llm", Halving(), "no piece holds half a character"),
        ("llm", Endless(), "max_tokens cuts the reply"),
        ("llm", Rambling(), "a reply keeps to its grammar"),
        ("llm", Rambling(), "a grammar without a root raises EngineError"),
        ("llm", Listing(), "gives a generator"),
        ("llm", Miscounting(), "count grows"),
        ("llm", Gullible(), "<|im_end|> said by a person is text"),
        ("llm", Lukewarm(), "warm gives True when whole"),
        ("llm", Boundless(), "a prompt longer than the window raises EngineError when it is said"),
        ("llm", Fragile(), "Close may come twice"),
        ("llm", FakeLlm(replies=[""]), "an ordinary question gets an answer"),
        ("llm", FakeLlm(fail_on={1}), "raised EngineError"),
        ("tts", WrongRate(), "every chunk has the engine's sample rate"),
        ("tts", Hasty(), "rate 2 is shorter"),
        ("tts", Chatty(), "gives no sound"),
        ("tts", FakeTts(character_seconds=0), "an ordinary sentence gives chunks"),
        ("asr", Hearing(), "of silence give an empty text"),
        ("asr", Overconfident(), "confidence lies within 0 and 1"),
        ("vad", Lenient(), "raises InputError"),
        ("vad", Nervous(), "silence is not speech"),
        ("vad", Forgetless(), "reset forgets the stream"),
        ("embed", FakeVad(), "has abilities"),
        ("embed", Double(), "array of float32"),
        ("embed", Long(), "has length 1"),
        ("embed", Sociable(), "the same alone and among others"),
        ("embed", Scattered(), "is nearer to"),
        ("embed", Stingy(), "5 texts give the shape (5, 32)"),
        ("embed", FakeEmbed(fail_on={1}), "raised EngineError"),
    ],
)
def test_a_broken_engine_is_caught(kind: Kind, engine: Any, clause: str) -> None:
    assert any(clause in broken for broken in check_backend(kind, engine)), check_backend(kind, engine)


def test_the_llm_follows_its_script_and_keeps_what_it_was_asked() -> None:
    llm = FakeLlm(replies=["你好呀。", "我在看雪。"], fail_on={2})
    assert said(llm, TALK) == "你好呀。"
    with pytest.raises(EngineError, match="call 2"):
        said(llm, TALK)
    assert said(llm, TALK) == said(llm, TALK) == "我在看雪。"
    assert llm.prompts == [TALK] * 4
    llm.warm(TALK.prefix, Cancel(), aside=True)
    assert [(w.prompt, w.aside, w.whole) for w in llm.warmed] == [(TALK.prefix, True, True)]


def test_the_llm_can_answer_by_function_and_fail_midway() -> None:
    llm = FakeLlm(replies=lambda prompt: prompt.messages[-1].content[::-1], fail_on={2}, fail_after=2)
    assert said(llm, chat("你是小雪。", "上海自来水")) == "水来自海上"
    stream = llm.generate(chat("你是小雪。", "上海自来水"), Sampling(), Cancel())
    assert next(stream) + next(stream) == "水来自海"
    with pytest.raises(EngineError):
        next(stream)


def test_the_ears_hear_the_script_and_nothing_in_silence() -> None:
    asr = FakeAsr(texts=["你好", "再见"], fail_on={4})
    heard = [asr.transcribe(audio, AsrHints()).text for audio in (SPEECH, SILENCE, SPEECH)]
    assert heard == ["你好", "", "再见"]
    with pytest.raises(EngineError):
        asr.transcribe(SPEECH, AsrHints())


def test_the_voice_hums_as_long_as_the_text_is() -> None:
    tts = FakeTts(character_seconds=0.1)
    seconds = [sum(a.seconds for a in tts.synthesize(text, Delivery())) for text in ("你好。", "你好，小雪！")]
    assert seconds == pytest.approx([0.2, 0.4], abs=0.001)
    assert [text for text, _ in tts.spoken] == ["你好。", "你好，小雪！"]


def test_a_session_runs_on_a_fake() -> None:
    with Session.open("niaoniao", engines={"llm": FakeLlm(replies=["我在看云。"])}) as session:
        assert [piece.text for piece in session.reply("你在干什么")] == ["我在看云。"]


def test_importing_it_loads_the_standard_library_alone() -> None:
    code = (
        "import sys, roleplay_lite.testing; print({'numpy', 'llama_cpp', 'jinja2', 'sqlite_utils'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
