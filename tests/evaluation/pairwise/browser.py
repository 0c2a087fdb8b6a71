"""A real browser without a window, driven over a pipe by its own protocol; standard library only.

https://chromedevtools.github.io/devtools-protocol/
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_TIMEOUT = 30.0


class Page:
    """One tab."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = commands, os.fdopen(answers, "rb", buffering=0)
        self._raw, self._number, self._session = b"", 0, ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """What the browser answers."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]

    def open(self, file: Path) -> None:
        # Known by what the page before it has and it has not.
        self.run("before = true")
        self.call("Page.navigate", url=file.as_uri())
        self.until("typeof before === 'undefined' && document.readyState === 'complete'")

    def run(self, script: str) -> Any:
        """The value of the expression."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until the expression is true."""
        deadline = time.monotonic() + _TIMEOUT
        while not self.run(script):
            assert time.monotonic() < deadline, script
            time.sleep(0.02)

    def press(self, key: str) -> None:
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, text=key)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    def text(self, id: str) -> str:
        """What a person sees of that element."""
        return str(self.run(f"document.getElementById({id!r}).innerText"))

    def picture(self, file: Path, width: int, height: int) -> None:
        """What it looks like on a screen of that size."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        file.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))

    def close(self) -> None:
        self._answers.close()

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._raw:
            part = self._answers.read(1 << 16)
            assert part, "the browser went away"
            self._raw += part
        line, _, self._raw = self._raw.partition(b"\0")
        return dict(json.loads(line))


@contextmanager
def browser(folder: Path) -> Iterator[Page]:
    """A tab of a browser of its own, whose downloads land in the folder."""
    assert CHROMIUM
    to_read, commands = os.pipe()
    answers, to_write = os.pipe()
    flags = f"--headless --no-sandbox --disable-gpu --no-first-run --remote-debugging-pipe --user-data-dir={folder}/own"
    # The browser reads from 3 and writes to 4.
    command = ["bash", "-c", f'exec 3<&{to_read} 4>&{to_write}; exec "$0" {flags}', CHROMIUM]
    process = subprocess.Popen(
        command,
        pass_fds=(to_read, to_write),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(to_read)
    os.close(to_write)
    page = Page(commands, answers)
    try:
        page.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
        yield page
    finally:
        page.close()
        os.close(commands)
        process.terminate()
        process.wait(20)
        # Its own helpers, which may still write into the folder.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
