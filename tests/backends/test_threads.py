"""A neighbour that takes a core must not take the conversation with it."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from roleplay_lite.backends.threads import WINDOW_SECONDS, ThreadPolicy


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
    policy = ThreadPolicy()
    policy.now()
    before = time.process_time()
    began = time.monotonic()
    while time.monotonic() - began < 2 * WINDOW_SECONDS:
        pass
    idle_machine = policy.now() == policy.most
    # On a machine that others use too nothing can be said.
    if not idle_machine and time.process_time() - before < 1.8 * WINDOW_SECONDS:
        pytest.skip("other programs are busy here")
    assert 1 <= policy.threads <= policy.most


def test_it_never_asks_for_more_than_it_may() -> None:
    assert ThreadPolicy(1).now() == 1
