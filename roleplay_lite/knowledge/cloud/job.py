"""One look-up, in a thread of its own: whoever asked goes on at the deadline, whatever the network does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from roleplay_lite.engines import Cancel
from roleplay_lite.knowledge.cloud.answer import Answer

_POLL_SECONDS = 0.02


class Job:
    """Shared by the asking thread and the working one."""

    def __init__(self, until: float) -> None:
        self.until = until
        """By the monotonic clock."""
        self.stale: tuple[str, Answer] | None = None
        """A provider's answer of before, for want of a better one."""
        self.result: tuple[str, Answer] | None = None
        """Which provider answered what."""
        self.whys: list[str] = []
        """Of each provider that was asked or passed over."""
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._abandoned = False
        self._cutting: Callable[[bool], None] | None = None
        self._thread: threading.Thread | None = None

    def start(self, work: Callable[[], None]) -> None:
        """Begin. What the work raises has to be handled in it."""

        def run() -> None:
            try:
                work()
            finally:
                self._done.set()

        self._thread = threading.Thread(target=run, name="roleplay-cloud", daemon=True)
        self._thread.start()

    def wait(self, cancel: Cancel | None) -> bool:
        """Until it is done, cancelled or out of time, and then it is given up; whether it is done."""
        while (left := self.until - time.monotonic()) > 0 and not cancel:
            if self._done.wait(min(left, _POLL_SECONDS) if cancel is not None else left):
                return True
        if self._done.is_set():
            return True
        self.abandon(late=not cancel)
        return False

    def abandon(self, *, late: bool) -> None:
        """Give it up and cut its connection. `late`: because of the provider, not because nobody wants it any more."""
        with self._lock:
            self._abandoned, cut, self._cutting = True, self._cutting, None
        if cut:
            cut(late)

    def attempt(self, cut: Callable[[bool], None]) -> bool:
        """From here on, `cut` ends what is being done; False where it is given up already."""
        with self._lock:
            self._cutting = None if self._abandoned else cut
            return not self._abandoned

    def settle(self) -> bool:
        """The attempt is over; False where it was cut before."""
        with self._lock:
            cut, self._cutting = self._cutting, None
            return cut is not None

    @property
    def over(self) -> bool:
        return self._abandoned or time.monotonic() >= self.until

    @property
    def left(self) -> float:
        """Seconds."""
        return max(0.0, self.until - time.monotonic())

    @property
    def alive(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def join(self, seconds: float) -> None:
        if self._thread:
            self._thread.join(seconds)
