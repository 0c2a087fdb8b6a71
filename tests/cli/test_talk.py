"""From a WAV to a WAV."""

from __future__ import annotations

import json
import random
import struct
import subprocess
import sys
import wave
from collections.abc import Iterable
from pathlib import Path

import pytest

from roleplay_lite import events as ev
from roleplay_lite.device import Device
from roleplay_lite.engine_set import EngineSet
from roleplay_lite.engines import Delivery

from .program import FAKES, Program, program

NEEDS = pytest.mark.model("qwen2.5-0.5b", "whisper-base", "fastspeech2-zh")


def write(file: Path, samples: Iterable[float], *, rate: int = 16_000, channels: int = 1, width: int = 2) -> Path:
    """Samples from -1 to 1, the same in each channel."""
    with wave.open(str(file), "wb") as sound:
        sound.setparams((channels, width, rate, 0, "NONE", ""))
        top = 2 ** (8 * width - 1) - 1
        sound.writeframes(b"".join(round(s * top).to_bytes(width, "little", signed=True) * channels for s in samples))
    return file


def noise(seconds: float, rate: int = 16_000, volume: float = 0.3) -> list[float]:
    chance = random.Random(1)
    return [chance.uniform(-volume, volume) for _ in range(round(seconds * rate))]


def silence(seconds: float, rate: int = 16_000) -> list[float]:
    return [0.0] * round(seconds * rate)


def read(file: Path) -> tuple[int, list[float]]:
    with wave.open(str(file)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        raw = sound.readframes(sound.getnframes())
        return sound.getframerate(), [s / 32768 for (s,) in struct.iter_unpack("<h", raw)]


@pytest.fixture
def fakes(tmp_path: Path) -> Program:
    return program(tmp_path, FAKES, PYTHONWARNINGS="")


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two utterances in the library's own voice, 1.2 s apart."""
    rig = EngineSet(Device())
    try:
        tts = rig.tts()
        said = [
            [s / 32768 for chunk in tts.synthesize(text, Delivery()) for (s,) in struct.iter_unpack("<h", chunk.pcm)]
            for text in ("你叫什么名字", "今天天气真好")
        ]
        rate = tts.sample_rate
    finally:
        rig.close()
    pause = silence(1.2, rate)
    file = tmp_path_factory.mktemp("talk") / "questions.wav"
    return write(file, [*silence(0.3, rate), *said[0], *pause, *said[1], *pause], rate=rate)


@NEEDS
def test_two_questions_get_two_spoken_answers(tmp_path: Path, questions: Path) -> None:
    real = program(tmp_path, "[llm]\nseed = 5\n", PYTHONWARNINGS="")
    code, output, _ = real.run("talk", "--wav", str(questions), "--out", "answer.wav", "--json")
    assert code == 0
    seen = [ev.from_dict(json.loads(line)) for line in output.splitlines()]
    heard = [event.text for event in seen if isinstance(event, ev.Heard)]
    assert len(heard) == 2
    assert "名字" in heard[0]
    assert "天气" in heard[1]
    assert not [event for event in seen if isinstance(event, ev.Degraded)]
    measured = [event.metrics for event in seen if isinstance(event, ev.Measured)]
    assert len(measured) == 2
    for metrics in measured:
        assert 0 < metrics["asr"] < metrics["first_audio"] <= metrics["total"]
    rate, samples = read(tmp_path / "answer.wav")
    spoken = sum(event.seconds for event in seen if isinstance(event, ev.AudioReady))
    assert len(samples) / rate == pytest.approx(spoken + 2 * 0.5, abs=0.05)
    assert max(abs(s) for s in samples) > 0.1
    assert [said for said, _, _ in real.turns()] == heard


def test_on_a_device_of_fakes(fakes: Program, tmp_path: Path) -> None:
    write(tmp_path / "in.wav", [*noise(1), *silence(1.2), *noise(1), *silence(1.2)])
    code, output, errors = fakes.run("talk", "--wav", "in.wav", "--out", "out.wav")
    assert code == 0
    assert output.count("你：你好") == 2
    assert "2 turns" in errors
    assert "first_audio" in errors
    rate, samples = read(tmp_path / "out.wav")
    assert (rate, max(samples) > 0.1) == (24_000, True)


@pytest.mark.parametrize(
    ("rate", "channels", "width"), [(8_000, 2, 3), (44_100, 1, 2), (48_000, 2, 4), (11_025, 6, 2), (96_000, 1, 3)]
)
def test_any_pcm_is_heard(fakes: Program, tmp_path: Path, rate: int, channels: int, width: int) -> None:
    sound = [*noise(0.8, rate), *silence(1.2, rate)]
    write(tmp_path / "in.wav", sound, rate=rate, channels=channels, width=width)
    code, _, errors = fakes.run("talk", "--wav", "in.wav", "--out", "out.wav")
    assert (code, "1 turn," in errors) == (0, True)


def test_speech_up_to_the_last_sample_is_an_utterance_too(fakes: Program, tmp_path: Path) -> None:
    write(tmp_path / "in.wav", noise(1))
    assert fakes.run("talk", "--wav", "in.wav", "--out", "out.wav")[0] == 0


WRONG = {
    "missing": (None, "in.wav: cannot be read: No such file"),
    "empty": (b"", "the file is empty"),
    "text": ("这不是声音".encode(), "not a WAV but text"),
    "an MP3": (b"ID3\x04" + bytes(400), "not a WAV but an MP3"),
    "only a header": (b"RIFF\x24\0\0\0WAVEfmt ", "damaged"),
    "cut short": (b"RIFF", "not a WAV"),
}


@pytest.mark.parametrize(("content", "words"), WRONG.values(), ids=WRONG)
def test_what_is_no_wav_is_refused_in_words(fakes: Program, tmp_path: Path, content: bytes | None, words: str) -> None:
    if content is not None:
        (tmp_path / "in.wav").write_bytes(content)
    (tmp_path / "out.wav").write_bytes(b"old")
    code, output, errors = fakes.run("talk", "--wav", "in.wav", "--out", "out.wav")
    assert (code, output) == (1, "")
    assert errors.startswith("error: in.wav: ")
    assert words in errors
    assert (tmp_path / "out.wav").read_bytes() == b"old"


def test_a_wav_of_silence_leaves_no_answer(fakes: Program, tmp_path: Path) -> None:
    write(tmp_path / "in.wav", silence(2))
    code, _, errors = fakes.run("talk", "--wav", "in.wav", "--out", "out.wav")
    assert (code, "no speech was heard in in.wav" in errors) == (1, True)
    assert not [file.name for file in tmp_path.iterdir() if file.name.endswith((".part", "out.wav"))]


@pytest.mark.parametrize("out", ["absent/out.wav", "/proc/out.wav", ".", "data", "/dev/full/out.wav"])
def test_a_place_that_cannot_be_written_is_named(fakes: Program, tmp_path: Path, out: str) -> None:
    write(tmp_path / "in.wav", [*noise(0.5), *silence(1)])
    (tmp_path / "data").mkdir()
    code, _, errors = fakes.run("talk", "--wav", "in.wav", "--out", out)
    assert code == 1
    assert "error: " in errors
    assert out.rstrip("/") in errors


def test_the_files_must_be_named(fakes: Program) -> None:
    code, _, errors = fakes.run("talk", "--wav", "in.wav")
    assert (code, "--out" in errors) == (2, True)


def test_a_disk_that_fills_while_it_speaks_is_said(fakes: Program, tmp_path: Path) -> None:
    write(tmp_path / "in.wav", [*noise(1), *silence(1)])
    capped = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))\n"
    command = "sys.argv = ['roleplay-lite', 'talk', '--wav', 'in.wav', '--out', 'out.wav', '--no-store']\n"
    code = f"{capped}{command}from roleplay_lite.cli import main\nmain()"
    (tmp_path / "out.wav").write_bytes(b"old")
    env = {**fakes.env, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "error: out.wav: cannot be written: File too large" in done.stderr
    assert (tmp_path / "out.wav").read_bytes() == b"old"
    assert not list(tmp_path.glob(".*.part"))
