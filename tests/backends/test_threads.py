"""A neighbour that takes a core must not take the conversation with it."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from roleplay_lite.backends.threads import WINDOW_SECONDS, ThreadPolicy, threads_for


def test_a_busy_neighbour_is_left_its_core() -> None:
    """Real load: as many spinning processes as there are cores leave one thread."""
    policy = ThreadPolicy()
    if policy.most < 2:
        pytest.skip("one core leaves nothing to choose")
    spinning = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(policy.most)]
    try:
        policy.now()
        time.sleep(4 * WINDOW_SECONDS)
        assert policy.now() < policy.most
    finally:
        for process in spinning:
            process.kill()
            process.wait()


def test_its_own_work_is_no_neighbour() -> None:
    """Decoding makes load, and must not talk itself out of its threads: what this process burns counts for nothing."""
    assert threads_for((0.0, 0.0, 0.0), (1.0, 4.0, 4.0), most=4, cores=4) == 4
    assert threads_for((0.0, 0.0, 0.0), (1.0, 4.0, 3.0), most=4, cores=4) == 3
    assert threads_for((0.0, 0.0, 0.0), (1.0, 4.0, 0.0), most=4, cores=4) == 1
    # One that takes less than half a core is worked beside.
    assert threads_for((0.0, 0.0, 0.0), (1.0, 2.4, 2.0), most=2, cores=2) == 2
    assert threads_for((0.0, 0.0, 0.0), (1.0, 2.6, 2.0), most=2, cores=2) == 1


def test_it_never_asks_for_more_than_it_may() -> None:
    assert ThreadPolicy(1).now() == 1
