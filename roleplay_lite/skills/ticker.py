"""The thread that waits for the next timer, alarm or reminder, and says that it is due."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from roleplay_lite.skills.alarm import Alarm
from roleplay_lite.skills.keeping import Alarms, Clock

LOOK_SECONDS = 1.0
"""While one is to come the clock is looked at so often: it may be set at any moment."""
IDLE_SECONDS = 60.0
"""While none is to come."""
AGAIN_SECONDS = 5.0
"""After what it calls, or the store, failed."""

Rung = Callable[[Alarm, float], None]
"""Told of an alarm that is due, and by how many seconds it is late."""


class Ticker:
    """Started and stopped by its owner; `with Ticker(…)` does both."""

    def __init__(
        self, alarms: Alarms, rung: Rung, *, failed: Callable[[Exception], None] | None = None, wall: Clock = time.time
    ) -> None:
        """`rung` and `failed` are called in the ticker's thread."""
        self._alarms, self._rung, self._failed, self._wall = alarms, rung, failed, wall
        self._wake, self._stop = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to wait; what was missed is told at once. Starting twice is the same as once."""
        if self._thread:
            return
        self._stop.clear()
        self._thread = threading.Thread(target=self._run, name="roleplay-ticker", daemon=True)
        self._thread.start()

    def look(self) -> None:
        """Something was added or taken away: look again now."""
        self._wake.set()

    def stop(self) -> None:
        """Wait until it has let go; from its own thread only ask it to."""
        self._stop.set()
        self._wake.set()
        if self._thread and self._thread is not threading.current_thread():
            self._thread.join()
            self._thread = None

    def __enter__(self) -> Ticker:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            pause = self._pause()
            if not self._stop.is_set():
                self._wake.wait(pause)

    def _pause(self) -> float:
        """Tell what is due, and how long to wait."""
        try:
            for alarm in self._alarms.due():
                self._tell(alarm)
            left = self._alarms.wait()
        except Exception as error:
            self._tell_failure(error)
            return AGAIN_SECONDS
        return IDLE_SECONDS if left is None else min(LOOK_SECONDS, max(left, 0.01))

    def _tell(self, alarm: Alarm) -> None:
        """One that fails keeps no other from being told."""
        try:
            self._rung(alarm, max(0.0, self._wall() - alarm.due))
        except Exception as error:
            self._tell_failure(error)

    def _tell_failure(self, error: Exception) -> None:
        if self._failed:
            self._failed(error)
