"""From one session to whoever watches it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator

from roleplay_lite.events import Event

ROOM = 1000
"""Events a slow watcher may fall behind; the oldest go first then, since a session never waits for a watcher."""


class EventBus:
    """Hands each event to every watcher, in order."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queues: list[queue.Queue[Event | None]] = []
        self._callbacks: list[Callable[[Event], None]] = []
        self._closed = False

    def call(self, callback: Callable[[Event], None]) -> None:
        """Call it with each event, in the thread that made it."""
        with self._lock:
            self._callbacks.append(callback)

    def watch(self) -> Iterator[Event]:
        """Events from now on, until the bus is closed; waits for each."""
        watcher: queue.Queue[Event | None] = queue.Queue(ROOM)
        with self._lock:
            self._queues.append(watcher)
            if self._closed:
                watcher.put(None)
        return self._drain(watcher)

    def _drain(self, watcher: queue.Queue[Event | None]) -> Iterator[Event]:
        try:
            while (event := watcher.get()) is not None:
                yield event
        finally:
            with self._lock:
                self._queues.remove(watcher)

    def emit(self, event: Event) -> None:
        with self._lock:
            callbacks = list(self._callbacks)
            for watcher in self._queues:
                _put(watcher, event)
        for callback in callbacks:
            callback(event)

    def close(self) -> None:
        """Let every watcher come to its end."""
        with self._lock:
            self._closed = True
            for watcher in self._queues:
                _put(watcher, None)


def _put(watcher: queue.Queue[Event | None], event: Event | None) -> None:
    while True:
        try:
            return watcher.put_nowait(event)
        except queue.Full:
            watcher.get_nowait()
