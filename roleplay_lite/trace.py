"""How a step of the line is run: an integrator's override or the default, with a trace row for either."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from roleplay_lite.faculties import Faculties
from roleplay_lite.turn import Call, Step, Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roleplay_lite.mind import MindState
    from roleplay_lite.rules.ruling import Ruling

STEPS = ("hear", "understand", "recall", "compose", "generate", "check", "speak", "remember")

KEPT = frozenset({"understand", "recall", "compose", "generate", "check"})
"""Steps of which it is kept what they were given and gave: those that decide what is said."""

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
        # What is to be noted of steps that have not run yet.
        self._notes: dict[str, Step] = {}

    def run(self, name: str, default: Callable[..., Any], *inputs: Any) -> Any:
        """The step's output. Raises StepFailed."""
        call = self._kept(name, inputs)
        with _Row(self, name):
            call.output = self._chosen(name, default)(*inputs)
        return call.output

    def stream(self, name: str, default: Callable[..., Iterator[Any]], *inputs: Any) -> Iterator[Any]:
        """The step's output item by item; its row counts the time inside it, not in what it pulls from. Closing it
        closes the step. Raises StepFailed."""
        call = self._kept(name, inputs)
        call.output = items = []
        keeps = name in KEPT
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
                if keeps:
                    items.append(item)
                yield item
        finally:
            close = getattr(source, "close", None)
            if close:
                close()

    def note(
        self, step: str, *, rule: str = "", reason: str = "", evidence: Sequence[str] = (), decides: bool = True
    ) -> None:
        """Put into the row of a step, run or still to come, which rule (`NAME@VERSION/ARM`) changed it, why, and what
        it rests on. A rule that `decides` is what the step was done by (`rule:NAME`)."""
        row = self._find(step) or self._notes.get(step) or Step(step=step, by="", ms=0.0)
        row = replace(
            row,
            by=f"rule:{rule.partition('@')[0]}" if rule and decides and not row.by.startswith("rule:") else row.by,
            reason="; ".join(part for part in (row.reason, reason) if part),
            rule=", ".join(part for part in (row.rule, rule) if part),
            evidence=tuple(dict.fromkeys((*row.evidence, *evidence))),
        )
        if not self._put(row):
            self._notes[step] = row

    def ruled(self, ruling: Ruling | None) -> None:
        """Note what the rules say to the line: with the step that each of them changes, and all of them, the arms of
        experiments among them, with `understand`, where they were asked."""
        for fired in ruling.fired if ruling else ():
            named = f"{fired.name}@{fired.version}" + (f"/{fired.arm}" if fired.arm else "")
            if fired.step and fired.step != "understand":
                self.note(fired.step, rule=named, reason=f"{fired.do}: {fired.why}")
            self.note("understand", rule=named, decides=fired.step == "understand")

    def _kept(self, name: str, inputs: tuple[Any, ...]) -> Call:
        """The record of this run; of a step that decides nothing, it is kept nowhere."""
        call = Call(inputs=inputs)
        if name in KEPT:
            # A mind changes while the turn goes on.
            call.mind = next((state for each in inputs if (state := _mind_of(each))), None)
            call.floor = next(
                (each.skills.floor for each in inputs if isinstance(each, Faculties) and each.skills), None
            )
            self._turn.calls.setdefault(name, []).append(call)
        return call

    def _chosen(self, name: str, default: Callable[..., Any]) -> Callable[..., Any]:
        return self._overrides.get(name, default)

    def _find(self, name: str) -> Step | None:
        return next((step for step in self._turn.steps if step.step == name), None)

    def _put(self, row: Step) -> bool:
        """In the place of the row that is there; False where there is none."""
        for index, step in enumerate(self._turn.steps):
            if step.step == row.step:
                self._turn.steps[index] = row
                return True
        return False

    def _add(self, name: str, seconds: float) -> None:
        if row := self._find(name):
            self._put(replace(row, ms=row.ms + seconds * 1000))
            return
        by = "override" if name in self._overrides else "default"
        noted = self._notes.pop(name, None) or Step(step=name, by=by, ms=0.0)
        self._turn.steps.append(replace(noted, by=noted.by or by, ms=seconds * 1000))


def _mind_of(value: object) -> MindState | None:
    """How the mind is that a step is given with its faculties."""
    return getattr(getattr(value, "mind", None), "state", None)


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
            turn.steps[index] = replace(step, reason=joined)
            return
