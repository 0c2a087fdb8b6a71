"""What every test gets: its own data and cache folders, no network, and no thread left behind."""

from __future__ import annotations

import os
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from roleplay_lite import paths
from roleplay_lite.errors import ModelError
from roleplay_lite.models import where

# How long a case takes says more of the machine's other work than of the code.
settings.register_profile("roleplay-lite", deadline=None)
settings.load_profile("roleplay-lite")
# A shell starts background jobs with Ctrl-C ignored, and so would every program that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Decided before any test points the library elsewhere.
_MODELS = str(paths.models_dir().absolute())
# The characters that whoever runs the tests has made are not tested, also where a test lists all there are.
os.environ["ROLEPLAY_LITE_DATA"] = str(Path(tempfile.gettempdir()) / "roleplay-lite-has-no-such-folder")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of a test touches the user's conversations or caches; the models are shared."""
    monkeypatch.setenv("ROLEPLAY_LITE_MODELS", _MODELS)
    monkeypatch.setenv("ROLEPLAY_LITE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ROLEPLAY_LITE_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("ROLEPLAY_LITE_DEVICE", raising=False)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """It works with the cable pulled: a connection to anything but this machine fails the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test reached for the network: {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """A thread that outlives its test is a leak."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 2
    while (left := _ours(set(threading.enumerate()) - before)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not left, f"threads left over: {left}"


def _ours(threads: set[threading.Thread]) -> list[str]:
    return [thread.name for thread in threads if thread.name.startswith("roleplay")]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tests on real weights run where the weights are, and say why where they are not."""
    for marker in item.iter_markers("model"):
        for name in marker.args:
            try:
                where(name)
            except ModelError as problem:
                if os.environ.get("CI"):
                    pytest.fail(f"CI tests on real weights: {problem}")
                pytest.skip(str(problem))
