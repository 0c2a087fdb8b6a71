"""Power cuts: what a process wrote and synced is written down once, and then cut off at so many places."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

from roleplay_lite.errors import StoreError
from roleplay_lite.memory.torture.disk import Disk, Record, records
from roleplay_lite.memory.torture.outcome import Outcome

SHIM = Path(__file__).with_name("shim.c")
_WORK = "import sys; from roleplay_lite.memory.torture.work import main; main(*sys.argv[1:])"


def cuts(rounds: int, folder: Path, *, steps: int = 400, seed: int = 0) -> Outcome:
    """Cut the power so many times in a session of `steps` writes. Needs a C compiler and Linux; StoreError else."""
    chance = random.Random(seed)
    log = record(folder, steps=steps, seed=seed)
    happened = list(records(log))
    places = sorted(chance.randrange(1, len(happened) + 1) for _ in range(rounds))
    outcome, disk, acknowledged, done = Outcome(), Disk(folder / "cuts"), set[int](), 0
    for place in places:
        for each in happened[done:place]:
            disk.play(each)
            acknowledged |= _acknowledged(each, disk)
        done = max(done, place)
        store = folder / "cut"
        disk.cut(chance, store)
        outcome.look(store, acknowledged)
        shutil.rmtree(store)
    log.unlink()
    return outcome


def record(folder: Path, *, steps: int, seed: int) -> Path:
    """Let three processes work on one store, one after another, of which the first two end without closing it; gives
    the log of what they did."""
    shim, store, log = folder / "shim.so", folder / "cuts", folder / "log"
    store.mkdir(parents=True)
    compiler = os.environ.get("CC", "cc")
    try:
        subprocess.run(
            [compiler, "-O2", "-shared", "-fPIC", "-o", str(shim), str(SHIM), "-ldl", "-lpthread"], check=True
        )
        watched = {"LD_PRELOAD": str(shim), "TORTURE_LOG": str(log), "TORTURE_FOLDER": str(store)}
        for part, end in enumerate(("kill", "kill", "close")):
            arguments = [str(store), str(part * steps + 1), str(steps // 3), str(seed + part), end]
            done = subprocess.run([sys.executable, "-c", _WORK, *arguments], env={**os.environ, **watched})
            if done.returncode != (9 if end == "kill" else 0):
                raise StoreError(f"the process that writes ended with {done.returncode}")
    except (OSError, subprocess.CalledProcessError) as error:
        raise StoreError(f"power cuts need Linux and a C compiler ({error}); set CC, or leave out --cuts") from error
    shutil.rmtree(store)
    return log


def _acknowledged(record: Record, disk: Disk) -> set[int]:
    if record.kind != "W" or not disk.is_named(record, "acks"):
        return set()
    return {int.from_bytes(record.data, "little")}
