"""Ctrl-C in a conversation: the reply stops where it is, what was heard is stored, and the program leaves with 130."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from roleplay_lite.session import Session


@contextmanager
def interruptible(session: Session) -> Iterator[None]:
    """Within this, the first Ctrl-C interrupts the session and KeyboardInterrupt follows when the block ends.

    An exception out of a signal handler could strike inside the engine's C code and be lost there; a flag cannot. A
    second Ctrl-C does not wait.
    """
    struck = False

    def strike(number: int, frame: FrameType | None) -> None:
        nonlocal struck
        if struck:
            raise KeyboardInterrupt
        struck = True
        session.interrupt()

    before = signal.signal(signal.SIGINT, strike)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if struck:
        raise KeyboardInterrupt
