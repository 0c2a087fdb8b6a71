"""Leaves a provider alone that does not answer, so that no turn waits for it; kept over a restart.

Closed until a number of failures in a row. Then open: every turn goes on at once. When its time is over, a connection
is tried in the background, off the path of any turn; where that comes about, one question is let through, and its
outcome closes or opens it again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from roleplay_lite.knowledge.cloud.config import CloudConfig
from roleplay_lite.memory.sqlite_file import SqliteFile

_LONGEST = 600.0
_LONGEST_PAUSE = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """As a person is shown it."""

    name: str
    """`closed`, `open`, `trial` or `paused`."""
    failures: int
    seconds: float
    """Until something is tried again."""
    why: str


class Breaker:
    """Of one provider. Safe to use from several threads."""

    def __init__(
        self,
        db: SqliteFile,
        provider: str,
        config: CloudConfig,
        *,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._db, self._provider, self._config = db, provider, config
        self._clock, self._monotonic = clock, monotonic
        self._lock = threading.Lock()
        self._failures = self._opened = 0
        self._until = self._paused = 0.0
        """By the monotonic clock; `_until` counts while `_opened`."""
        self._probing = self._reachable = self._trying = False
        self._dirty = False
        self._why = ""
        self._load()

    def _load(self) -> None:
        query = "select failures, opened, until, paused, why from breaker where provider = ?"
        for failures, opened, until, paused, why in map(tuple, self._db.read(query, (self._provider,))):
            now, monotonic = self._clock(), self._monotonic()
            self._failures, self._opened, self._why = int(failures), int(opened), str(why)
            # A clock that was put back must not keep it open for years.
            self._until = monotonic + min(max(0.0, until - now), self._most())
            self._paused = monotonic + min(max(0.0, paused - now), _LONGEST_PAUSE)

    def refuses(self) -> str:
        """Why nothing may be asked now; empty where it may. Takes the one question where only one may be asked, so
        `succeeded`, `failed` or `left` has to follow."""
        with self._lock:
            now = self._monotonic()
            if now < self._paused:
                return f"paused ({self._why})"
            if not self._opened:
                return ""
            if now >= self._until and self._reachable and not self._trying:
                self._trying = True
                return ""
            return "breaker open"

    def away(self) -> str:
        """As `refuses`, and takes nothing."""
        with self._lock:
            now = self._monotonic()
            if now < self._paused:
                return f"paused ({self._why})"
            return "breaker open" if self._opened and not (now >= self._until and self._reachable) else ""

    def wants_probe(self) -> bool:
        """Whether a connection should be tried in the background now; asked again, no, until `probed`."""
        with self._lock:
            due = bool(self._opened) and self._monotonic() >= self._until and not self._reachable and not self._probing
            self._probing = self._probing or due
            return due

    def probed(self, reachable: bool) -> None:
        """What came of the connection."""
        with self._lock:
            self._probing, self._reachable = False, reachable
            if not reachable:
                self._until = self._monotonic() + self._wait()

    def succeeded(self) -> None:
        """It answered."""
        with self._lock:
            self._dirty = self._dirty or bool(self._failures or self._opened or self._paused)
            self._failures = self._opened = 0
            self._paused = 0.0
            self._trying = self._reachable = False
            self._why = ""

    def failed(self, why: str) -> None:
        """It did not answer, or nothing that can be read."""
        with self._lock:
            self._failures += 1
            self._why = why
            if self._opened or self._failures >= self._config.failures:
                self._opened += 1
                self._until = self._monotonic() + self._wait()
            self._trying = self._reachable = False
            self._dirty = True

    def pause(self, seconds: float, why: str) -> None:
        """It asks to be left alone, or cannot be used before somebody mends something."""
        with self._lock:
            self._paused = self._monotonic() + min(max(1.0, seconds), _LONGEST_PAUSE)
            self._trying, self._why = False, why
            self._dirty = True

    def left(self) -> None:
        """The question was not asked to the end, which says nothing of the provider."""
        with self._lock:
            self._trying = False

    def state(self) -> State:
        """As it is now."""
        with self._lock:
            now = self._monotonic()
            if now < self._paused:
                return State(name="paused", failures=self._failures, seconds=self._paused - now, why=self._why)
            if self._opened:
                name = "trial" if self._reachable else "open"
                return State(name=name, failures=self._failures, seconds=max(0.0, self._until - now), why=self._why)
            return State(name="closed", failures=self._failures, seconds=0.0, why=self._why)

    def _wait(self) -> float:
        """Twice as long each time."""
        return min(self._config.open_seconds * 2.0 ** min(max(self._opened - 1, 0), 10), self._most())

    def _most(self) -> float:
        return max(_LONGEST, self._config.open_seconds)

    def keep(self) -> None:
        """Write down what has changed. Apart from the rest, so that no turn waits for the disk."""
        with self._lock:
            if not self._dirty:
                return
            self._dirty = False
            now, monotonic = self._clock(), self._monotonic()
            row = (
                self._provider,
                self._failures,
                self._opened,
                now + self._until - monotonic if self._until > monotonic else 0.0,
                now + self._paused - monotonic if self._paused > monotonic else 0.0,
                self._why,
            )
        with self._db.writing() as connection:
            connection.execute("insert or replace into breaker values (?, ?, ?, ?, ?, ?)", row)
