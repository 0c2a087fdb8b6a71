"""Asks what is left of a run, sample by sample."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.run_store import Run, RunStore
from roleplay_lite.evaluation.suite import Answered, Plan, Sample, Suite
from roleplay_lite.evaluation.suites import suite

Progress = Callable[[str, int, int], None]
"""Told the suite, and how many of how many samples of the run are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The samples of a plan, suite by suite."""

    parts: tuple[tuple[Suite, tuple[Sample, ...]], ...]
    left_out: tuple[str, ...] = field(default=())
    """Suites that have nothing to ask, since their data is not there."""

    @property
    def size(self) -> int:
        return sum(len(samples) for _, samples in self.parts)

    @property
    def asks_model(self) -> bool:
        """Whether any of it needs a language model."""
        return any(one.asks_model for one, _ in self.parts)


def agenda(plan: Plan) -> Agenda:
    """What the plan asks. Raises InputError for an unknown suite, ConfigError for data that cannot be read."""
    parts = [(one, tuple(one.samples(plan))) for one in map(suite, plan.suites)]
    return Agenda(
        parts=tuple((one, samples) for one, samples in parts if samples),
        left_out=tuple(one.name for one, samples in parts if not samples),
    )


def carry_on(
    todo: Agenda,
    run: Run,
    store: RunStore,
    host: Host,
    progress: Progress = lambda suite, done, of: None,
) -> None:
    """Ask what is not answered yet, each exactly once.

    Stopped anywhere, also by a kill, it is gone on with by calling it again with the same plan.
    """
    done = 0
    for one, samples in todo.parts:
        answered = store.done(run, one.name)
        done += sum(sample.id in answered for sample in samples)
        progress(one.name, done, todo.size)
        for position, sample in enumerate(samples):
            if sample.id in answered:
                continue
            began = time.monotonic()
            replies = one.answer(sample, host)
            store.add(run, one.name, position, Answered(sample=sample, replies=replies), time.monotonic() - began)
            done += 1
            progress(one.name, done, todo.size)
    store.finish(run)
