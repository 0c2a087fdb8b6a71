"""Whole-process figures, each from a fresh interpreter: import, start to prompt, peak memory."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from roleplay_lite.bench.figures import Report, median
from roleplay_lite.errors import EngineError

_PEAK = "import resource; print(json.dumps([value, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))"
_IMPORT = """
import json, sys, time
began = time.perf_counter()
import roleplay_lite
value = time.perf_counter() - began
heavy = {"numpy", "llama_cpp", "xllamacpp", "faster_whisper", "ctranslate2", "ai_edge_litert", "sounddevice"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""
_TEXT = """
import json, sys
from roleplay_lite.bench.process import text_session
value = text_session(*json.loads(sys.argv[1]))
"""
_VOICE = """
import json, sys
from roleplay_lite.bench.process import voice_session
value = voice_session(*json.loads(sys.argv[1]))
"""


def measure_process(report: Report, persona: str, model: str, backend: str, *, voice: bool, tick: Any) -> None:
    """Adds the whole-process figures to the report."""
    tick("start-up and memory")
    seconds = median([_run(_IMPORT, [])[0] for _ in range(5)])
    report.add("import roleplay_lite", seconds, "s", target=0.3)
    # The first start saves the prefix; the second is the one that counts.
    _run(_TEXT, [persona, model, backend])
    ready, peak = _run(_TEXT, [persona, model, backend])
    report.add("start to prompt, second start", ready, "s")
    # The promise is about the 0.5B; a larger model is larger.
    small = model == "qwen2.5-0.5b"
    report.add("peak memory, text chat", peak, "MB", target=900 if small else None)
    if voice:
        _, peak = _run(_VOICE, [persona, model, backend])
        report.add("peak memory, voice", peak, "MB", target=1600 if small else None)


def _run(code: str, arguments: list[str]) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-c", code + _PEAK, json.dumps(arguments)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise EngineError(f"a measuring process failed: {done.stderr.strip().splitlines()[-1:]}", stage="bench")
    value, peak = json.loads(done.stdout.splitlines()[-1])
    return float(value), float(peak)


def text_session(persona: str, model: str, backend: str) -> float:
    """Ten turns of text chat; gives the seconds from open to ready."""
    from roleplay_lite.bench.text import LINES

    session, ready = _open(persona, model, backend)
    with session:
        for said in LINES[:10]:
            for _ in session.reply(said):
                pass
            session.wait_idle()
    return ready


def voice_session(persona: str, model: str, backend: str) -> float:
    """Two spoken questions heard and answered; gives the seconds from open to ready."""
    from roleplay_lite.bench.voice import QUESTIONS
    from roleplay_lite.turn import Piece

    session, ready = _open(persona, model, backend)
    with session:
        for question in QUESTIONS[:2]:
            spoken = list(session.speak([Piece(text=question)]))
            silence = type(spoken[0])(pcm=bytes(2 * spoken[0].sample_rate), sample_rate=spoken[0].sample_rate)
            for utterance in session.hear([*spoken, silence]):
                for _ in session.speak(session.reply(utterance)):
                    pass
    return ready


def _open(persona: str, model: str, backend: str) -> tuple[Any, float]:
    from dataclasses import replace

    from roleplay_lite import events
    from roleplay_lite.device import Device
    from roleplay_lite.session import Session

    device = Device.read()
    llm = replace(device.llm, model=model, backend=backend)
    device = replace(device, llm=llm, store=replace(device.store, enabled=False))
    seen: list[events.Event] = []
    session = Session.open(persona, device=device, voice=True, on_event=seen.append)
    return session, next(event.seconds for event in seen if isinstance(event, events.Ready))
