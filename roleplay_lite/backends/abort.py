"""Stopping C code that asks through a callback whether it should go on."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import partial

from roleplay_lite.engines import Cancel


class Abort:
    """A callback's answer: stop when a `Cancel` is set, or when an exception came out of a signal handler (Ctrl-C),
    which ctypes would print and throw away."""

    def __init__(self) -> None:
        self._cancel: Cancel | None = None
        self._struck: BaseException | None = None
        # A signal handler runs at the first bytecode of the callback. That of a plain function lies before any `try`
        # in it; that of a generator, which waits inside its `try`, does not.
        self._answers = self._answer()
        next(self._answers)

    @property
    def asked(self) -> Callable[[object], bool]:
        """The callback: true when the work has to stop."""
        return partial(next, self._answers)

    @contextmanager
    def watching(self, cancel: Cancel) -> Iterator[None]:
        """Watch this flag within. An exception that struck there is raised at the end."""
        self._cancel = cancel
        try:
            yield
        finally:
            self._cancel = None
            struck, self._struck = self._struck, None
            if struck:
                raise struck

    def _answer(self) -> Generator[bool, None, None]:
        while True:
            try:
                yield self._struck is not None or bool(self._cancel)
            except GeneratorExit:
                return
            except BaseException as error:
                self._struck = error
