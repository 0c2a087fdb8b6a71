"""A stored run read into its report: every figure is made anew of what was answered."""

from __future__ import annotations

from collections.abc import Sequence

from roleplay_lite.evaluation.reporting.run_report import RunReport, Scored, scored
from roleplay_lite.evaluation.run_store import Run, RunStore
from roleplay_lite.evaluation.suite import SuiteReport
from roleplay_lite.evaluation.suites import SUITES, suite


def report_of(run: Run, store: RunStore, suites: Sequence[str] = ()) -> RunReport:
    """The figures of what is answered so far, in the order of the suites; of these suites only, where any are named."""
    known = store.suites(run)
    parts: list[SuiteReport] = []
    samples: list[Scored] = []
    for name in SUITES:
        if name not in known or (suites and name not in suites):
            continue
        one, answered = suite(name), store.answered(run, name)
        parts.append(one.report(answered))
        samples += scored(name, answered, one.scores)
    return RunReport(
        name=run.name,
        model=run.model,
        backend=run.backend,
        machine=run.machine,
        version=run.version,
        seed=int(run.options.get("seed", 0)),
        started=run.started,
        finished=run.finished,
        seconds=run.seconds,
        options=run.options,
        suites=tuple(parts),
        samples=tuple(samples),
    )
