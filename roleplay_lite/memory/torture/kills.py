"""Processes that write and are killed, with -9, at any moment."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import time
from pathlib import Path

from roleplay_lite.memory.torture.outcome import Outcome
from roleplay_lite.memory.torture.work import Work

FRESH = 50
"""Rounds after which a new store is begun; the facts of all rounds on it are looked for in each."""
_LONGEST_SECONDS = 0.15


def kills(rounds: int, folder: Path, *, seed: int = 0) -> Outcome:
    """Kill a writing process so many times; all on stores within `folder`."""
    chance = random.Random(seed)
    outcome = Outcome()
    store, acknowledged = folder / "kills", set[int]()
    for round_ in range(rounds):
        if round_ % FRESH == 0:
            shutil.rmtree(store, ignore_errors=True)
            acknowledged = set()
        first = max(acknowledged, default=0) + 2
        acknowledged |= _killed(store, first, chance)
        outcome.look(store, acknowledged)
    shutil.rmtree(store, ignore_errors=True)
    return outcome


def _killed(store: Path, first: int, chance: random.Random) -> set[int]:
    """What a process acknowledged until it was killed. It is a fork, which has all imports behind it."""
    reading, writing = os.pipe()
    seed, seconds = chance.randrange(1 << 30), chance.random() * _LONGEST_SECONDS
    if not (child := os.fork()):
        os.close(reading)
        try:
            Work(store, lambda n: _tell(writing, n), first=first, seed=seed).run(1_000_000)
        finally:
            os._exit(1)
    os.close(writing)
    begun = chance.random() < 0.9
    if begun:
        # Else it may be killed while it opens the store.
        select.select([reading], [], [], 10)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    data = b""
    while part := os.read(reading, 1 << 16):
        data += part
    os.close(reading)
    return {int.from_bytes(data[i : i + 8], "little") for i in range(0, len(data), 8)}


def _tell(descriptor: int, number: int) -> None:
    os.write(descriptor, number.to_bytes(8, "little"))
