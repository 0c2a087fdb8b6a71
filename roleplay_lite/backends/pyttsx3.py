"""English and last-resort voice: pyttsx3 over the system's espeak-ng.

espeak-ng is GPL-3.0 and is no part of this package: it is the system's own library, and pyttsx3 loads it in a process
apart. That process also answers for what pyttsx3 does to its host: a loop that never ends when there is nothing to say,
lines on stdout, one engine a process.

Mandarin is not offered: in espeak-ng 1.51 `cmn` reads pinyin as English and `cmn-latn-pinyin` is not understood even by
a recogniser that is told the language.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyttsx3  # noqa: F401  (spoken to in the child; imported here so that its absence is known at load)

from roleplay_lite.engines import Delivery
from roleplay_lite.errors import EngineError, EngineMissing
from roleplay_lite.turn import Audio
from roleplay_lite.voice.wav import read_wav

LANGUAGE_VOICES = {"en": "gmw/en-us"}
"""What `load` picks for a language; any other voice of the driver may be named outright."""
_WORDS_PER_MINUTE, _PITCH = 165, 50
_SPEECH = re.compile(r"[^\W_]")
_CHILD = """
import json, sys
import pyttsx3
job = json.load(sys.stdin)
engine = pyttsx3.init(job["driver"])
if "text" in job:
    for name in ("voice", "rate", "pitch", "volume"):
        engine.setProperty(name, job[name])
    engine.save_to_file(job["text"], job["path"])
    engine.runAndWait()
else:
    json.dump([voice.id for voice in engine.getProperty("voices")], open(job["path"], "w"))
"""


class Pyttsx3Tts:
    """A `Tts` at 22,050 Hz."""

    sample_rate = 22_050

    def __init__(self, *, voice: str, language: str, driver: str, timeout_seconds: float) -> None:
        self.languages = frozenset({language})
        self._voice, self._driver, self._timeout_seconds = voice, driver, timeout_seconds

    def synthesize(self, text: str, delivery: Delivery) -> Iterator[Audio]:
        """Sound of the text in blocks of half a second, made in one go before the first; nothing when the text has no
        letter or digit. Raises EngineError when the driver fails or takes longer than its timeout."""
        if not _SPEECH.search(text):
            return
        with tempfile.TemporaryDirectory(prefix="roleplay-lite-") as folder:
            path = Path(folder) / "said.wav"
            job = {
                "driver": self._driver,
                "voice": self._voice,
                "rate": round(_WORDS_PER_MINUTE * delivery.rate),
                "pitch": max(0, min(99, round(_PITCH * delivery.pitch))),
                "volume": min(2.0, delivery.energy),
                "text": text.replace("\0", " "),
                "path": str(path),
            }
            _run(job, self._timeout_seconds)
            if path.exists():
                yield from read_wav(path, rate=self.sample_rate)


def load(*, language: str = "en", voice: str = "", driver: str = "espeak", timeout_seconds: float = 20.0) -> Pyttsx3Tts:
    """The system's voice for `language`, or the `voice` of that id. Raises EngineMissing when the system has no
    espeak-ng, EngineError when it has no such voice."""
    voice = voice or LANGUAGE_VOICES.get(language, language)
    with tempfile.TemporaryDirectory(prefix="roleplay-lite-") as folder:
        path = Path(folder) / "voices.json"
        try:
            _run({"driver": driver, "path": str(path)}, timeout_seconds)
            known = json.loads(path.read_text("utf-8"))
        except (EngineError, OSError, ValueError) as error:
            raise EngineMissing(
                f"the tts backend 'pyttsx3' found no working {driver} on this system",
                stage="tts",
                hint="apt-get install espeak-ng",
            ) from error
    if voice not in known:
        like = [name for name in known if name.rpartition("/")[2].startswith(language)]
        raise EngineError(f"{driver} has no voice {voice!r}; for {language}: {', '.join(like) or 'none'}", stage="tts")
    return Pyttsx3Tts(voice=voice, language=language, driver=driver, timeout_seconds=timeout_seconds)


def _run(job: dict[str, object], timeout_seconds: float) -> None:
    # -P: the working folder is not where modules come from; this very file bears the name of the one meant.
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _CHILD],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            timeout=timeout_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise EngineError(f"pyttsx3 was not done after {timeout_seconds:g} s", stage="tts") from error
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or [f"exit {done.returncode}"]
        raise EngineError(f"pyttsx3 failed: {reason[0]}", stage="tts")
