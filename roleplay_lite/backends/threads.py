"""How many threads to decode with: the cores that other programs leave.

llama.cpp's workers spin while they wait for each other, so one thread too many is far worse than one too few; `bench`
measures both beside a busy program.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

WINDOW_SECONDS = 0.25
"""The shortest stretch over which a load is measured."""


Reading = tuple[float, float, float]
"""Monotonic seconds; seconds that all cores were busy; seconds that this process was."""


class ThreadPolicy:
    """The number of threads for the moment, from the load that this process did not make; all where none is told."""

    def __init__(self, most: int = 0) -> None:
        """`most` 0 is every core this process may use."""
        self.most = most or len(os.sched_getaffinity(0))
        self.threads = self.most
        self._before = _reading()

    def now(self) -> int:
        """Measured again when the last look is a while ago."""
        before, now = self._before, _reading()
        if not before or not now or now[0] - before[0] < WINDOW_SECONDS:
            return self.threads
        self._before = now
        self.threads = threads_for(before, now, most=self.most, cores=os.cpu_count() or self.most)
        return self.threads


def threads_for(before: Reading, now: Reading, *, most: int, cores: int) -> int:
    """The cores that others left free between two readings, at least 1 and at most `most`. Pure."""
    others = max(0.0, (now[1] - before[1]) - (now[2] - before[2])) / (now[0] - before[0])
    # Less than half a core is no core: a program that seldom runs seldom gets in the way.
    return max(1, min(most, int(cores - others + 0.5)))


def _reading() -> Reading | None:
    """None where the system does not say."""
    try:
        fields = [int(field) for field in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    except (OSError, ValueError):
        return None
    # user nice system idle iowait irq softirq steal: proc_stat(5). Idle and waiting are no load; time stolen by the
    # host is, since it is not to be had.
    busy = sum(fields[:3]) + sum(fields[5:8])
    own = os.times()
    return time.monotonic(), busy / os.sysconf("SC_CLK_TCK"), own.user + own.system
