"""Work for the time when nobody waits: one thread, stopped in milliseconds when somebody does."""

from __future__ import annotations

import threading
from collections.abc import Callable

from roleplay_lite.engines import Cancel


class Idle:
    """Runs one piece of work at a time beside the conversation."""

    def __init__(self, failed: Callable[[Exception], None]) -> None:
        """`failed` is told of an exception; it is called in the idle thread."""
        self._failed = failed
        self._thread: threading.Thread | None = None
        self._cancel = Cancel()
        self._hurry = threading.Event()

    def start(self, work: Callable[[Cancel], None]) -> None:
        """Begin the work; what still ran is stopped first."""
        self.stop()
        self._cancel = cancel = Cancel()
        self._hurry.clear()
        self._thread = threading.Thread(target=self._run, args=(work, cancel), name="roleplay-idle", daemon=True)
        self._thread.start()

    def quiet(self, seconds: float, cancel: Cancel) -> bool:
        """For the work itself: let some time pass, less where somebody waits for its end. False when cancelled."""
        self._hurry.wait(seconds)
        return not cancel

    def stop(self) -> None:
        """Cancel the work and wait until it has let go."""
        self._cancel.set()
        self.wait()

    def wait(self) -> None:
        """Let the work come to its end."""
        if self._thread and self._thread is not threading.current_thread():
            self._hurry.set()
            self._thread.join()
            self._thread = None

    def _run(self, work: Callable[[Cancel], None], cancel: Cancel) -> None:
        try:
            work(cancel)
        except Exception as error:
            self._failed(error)
