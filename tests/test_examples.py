"""Every example runs, on engines that need no model; the first one on the real model too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import wave
from array import array
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
MOST_LINES = 40
FAKES = '[llm]\nbackend = "fake"\nmodel = ""\n' + "".join(
    f'[{kind}]\nbackend = "fake"\n' for kind in ("asr", "vad", "tts")
)
SAYS = {
    "chat.py": ["。"],
    "interrupt.py": ["made:", "heard:", "ended: interrupted"],
    "memory.py": ["superseded: 对方住在上海", "几年级了？ -> 对方的女儿上三年级", "灭绝的？ -> （不知道）"],
    "override_step.py": ["今晚七点", "recall     override", "generate   default"],
    "own_backend.py": ["the contract is kept", " s)"],
    "own_persona.py": ["来啦？炉子边上站，风小。", "手伸过来，先捂着这个，别急着吃，烫。"],
    "talk_wav.py": ["你： 你好", "s of speech in answer.wav"],
    "watch_events.py": ['"type": "heard"', '"type": "metrics"'],
}


@pytest.fixture
def fakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a `device.toml` of fakes in force, and a question to be heard."""
    device = tmp_path / "fakes.toml"
    device.write_text(FAKES, encoding="utf-8")
    monkeypatch.setenv("ROLEPLAY_LITE_DEVICE", str(device))
    write_question(tmp_path / "question.wav")
    return tmp_path


def write_question(path: Path) -> None:
    """A second of sound between two silences, with the standard library alone."""
    loud = array("h", (6000 if i // 20 % 2 else -6000 for i in range(16_000)))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(16_000) + loud.tobytes() + bytes(64_000))


def run(example: Path, folder: Path) -> str:
    python_path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    arguments = ["question.wav", "answer.wav"] if example.name == "talk_wav.py" else []
    done = subprocess.run(
        [sys.executable, "-W", "error", str(example), *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": python_path, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_there_is_an_expectation_for_every_example() -> None:
    assert {example.name for example in EXAMPLES} == set(SAYS)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_an_example_is_short(example: Path) -> None:
    assert len(example.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_an_example_runs(example: Path, fakes: Path) -> None:
    said = run(example, fakes)
    for expected in SAYS[example.name]:
        assert expected in said


def test_what_was_not_heard_is_not_kept(fakes: Path) -> None:
    said = dict(line.split(":", 1) for line in run(ROOT / "examples" / "interrupt.py", fakes).splitlines())
    made, heard = said["made"].strip(), said["heard"].strip()
    assert made.startswith(heard)
    assert 0 < len(heard) < len(made)


def test_the_watcher_sees_both_turns_whole(fakes: Path) -> None:
    lines = run(ROOT / "examples" / "watch_events.py", fakes).splitlines()
    events = [json.loads(line) for line in lines]
    for turn in (1, 2):
        types = [event["type"] for event in events if event["turn"] == turn]
        assert types[:4] == ["heard", "thinking", "felt", "piece"]
        assert types[-2:] == ["remembered", "metrics"]


def test_the_answer_can_be_played(fakes: Path) -> None:
    run(ROOT / "examples" / "talk_wav.py", fakes)
    with wave.open(str(fakes / "answer.wav")) as file:
        assert file.getnframes() > file.getframerate() / 2


@pytest.mark.model("qwen2.5-0.5b")
def test_three_lines_on_the_real_model(tmp_path: Path) -> None:
    assert run(ROOT / "examples" / "chat.py", tmp_path).strip()
