"""How a step of the line is run: an integrator's override or the default, with a trace row for either."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from roleplay_lite.turn import Step, Turn

STEPS = ("hear", "understand", "recall", "compose", "generate", "check", "speak", "remember")

Overrides = Mapping[str, Callable[..., Any]]


class StepFailed(Exception):
    """A step raised; the cause is the exception. Stays inside the library: a session turns it into an event."""

    def __init__(self, step: str) -> None:
        self.step = step
        super().__init__(step)


class StepRunner:
    """Runs the steps of one turn and writes their rows into it."""

    def __init__(self, turn: Turn, overrides: Overrides) -> None:
        self._turn = turn
        self._overrides = overrides
        # Seconds spent in the steps that each running step has pulled from, innermost last.
        self._inner: list[float] = []

    def run(self, name: str, default: Callable[..., Any], *inputs: Any) -> Any:
        """The step's output. Raises StepFailed."""
        row = _Row(self, name)
        with row:
            return self._chosen(name, default)(*inputs)

    def stream(self, name: str, default: Callable[..., Iterator[Any]], *inputs: Any) -> Iterator[Any]:
        """The step's output item by item; its row counts the time inside it, not in what it pulls from. Closing it
        closes the step. Raises StepFailed."""
        row = _Row(self, name)
        source: Iterator[Any] | None = None
        try:
            with row:
                source = iter(self._chosen(name, default)(*inputs))
            while True:
                with row:
                    item = next(source, row)
                if item is row:
                    return
                yield item
        finally:
            close = getattr(source, "close", None)
            if close:
                close()

    def _chosen(self, name: str, default: Callable[..., Any]) -> Callable[..., Any]:
        return self._overrides.get(name, default)

    def _add(self, name: str, seconds: float) -> None:
        by = "override" if name in self._overrides else "default"
        for index, step in enumerate(self._turn.steps):
            if step.step == name:
                self._turn.steps[index] = Step(step=name, by=by, ms=step.ms + seconds * 1000, reason=step.reason)
                return
        self._turn.steps.append(Step(step=name, by=by, ms=seconds * 1000))


class _Row:
    """Times one stretch of a step, less what the steps inside it took."""

    def __init__(self, runner: StepRunner, name: str) -> None:
        self._runner, self._name = runner, name
        self._began = 0.0

    def __enter__(self) -> None:
        self._runner._inner.append(0.0)
        self._began = time.perf_counter()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        spent = time.perf_counter() - self._began
        inner = self._runner._inner.pop()
        if self._runner._inner:
            self._runner._inner[-1] += spent
        self._runner._add(self._name, spent - inner)
        if isinstance(error, Exception) and not isinstance(error, StepFailed):
            raise StepFailed(self._name) from error


def add_reason(turn: Turn, name: str, reason: str) -> None:
    """Put a reason into the row of that step."""
    for index, step in enumerate(turn.steps):
        if step.step == name:
            joined = "; ".join(part for part in (step.reason, reason) if part)
            turn.steps[index] = Step(step=name, by=step.by, ms=step.ms, reason=joined)
            return
