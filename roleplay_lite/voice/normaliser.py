"""Numbers, dates, units and symbols as Mandarin words, by `wetext` in a process of its own.

A process apart because wetext brings OpenFst (kaldifst), and so does libvosk: with both in one process the second to be
loaded hangs in its static initialisers, or the process crashes as it ends.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import re
import subprocess
import sys
import threading

from roleplay_lite.errors import EngineError, EngineMissing

_CHILD = """
import json, sys
from wetext import Normalizer
normalizer = Normalizer(lang="zh", operator="tn")
for line in sys.stdin:
    print(json.dumps(normalizer.normalize(json.loads(line))), flush=True)
"""

# wetext reads 「热线是12356」 as a quantity: 一万二千三百五十六.
_DIALLED = re.compile(
    r"(?:[打拨]|热线|电话|号码|专线)(?:号码?)?[是：:]?\s*\d{3,12}(?![\d分个块元次年万千百折米年.：:%％])"
)
_DIGITS = str.maketrans("0123456789", "零幺二三四五六七八九")


class Normaliser:
    """A callable. Its process starts with the first text, which takes a third of a second; later texts take about a
    millisecond. Any thread may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[str] | None = None

    def __call__(self, text: str) -> str:
        """The text as it is read out. Raises EngineMissing without wetext, EngineError when it fails twice."""
        text = _DIALLED.sub(lambda found: found[0].translate(_DIGITS), text)
        with self._lock:
            for attempt in (self._ask, self._ask_again):
                if (answer := attempt(text)) is not None:
                    return answer
            code = self._child.wait() if self._child else 0
            self._close()
        if code == 1:
            raise EngineMissing(
                "the Mandarin voice needs the package 'wetext'", stage="tts", hint='pip install "roleplay-lite[tts]"'
            )
        raise EngineError(f"the text normaliser died (exit {code})", stage="tts")

    def close(self) -> None:
        """End the process; the next text starts another."""
        with self._lock:
            self._close()

    def _ask(self, text: str) -> str | None:
        child = self._child = self._child or _started()
        if child.stdin is None or child.stdout is None:
            return None
        try:
            child.stdin.write(json.dumps(text) + "\n")
            child.stdin.flush()
            return str(json.loads(child.stdout.readline()))
        except (OSError, ValueError):
            return None

    def _ask_again(self, text: str) -> str | None:
        self._close()
        return self._ask(text)

    def _close(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        for pipe in (child.stdin, child.stdout):
            # What could not be written to a dead process is still in the pipe's buffer.
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        child.terminate()
        child.wait()


def _started() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )


normalise = Normaliser()
atexit.register(normalise.close)
