"""What `roleplay-lite eval` does without a command: ask what is left of a run, and report it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from roleplay_lite import __version__
from roleplay_lite.bench.figures import machine
from roleplay_lite.cli.eval_report import reading, show
from roleplay_lite.device import Device
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.reporting.of_run import report_of
from roleplay_lite.evaluation.run_store import Run, RunStore, default_file
from roleplay_lite.evaluation.runner import Agenda, Progress, agenda, carry_on
from roleplay_lite.evaluation.salience import require_scorer
from roleplay_lite.evaluation.suite import Plan
from roleplay_lite.evaluation.suites import READS_TRAITS, named
from roleplay_lite.registry import default_llm, spec

WORSE = 3
"""The exit code where a measure is worse than --worse-by allows."""


def run_suites(
    ctx: click.Context,
    *,
    name: str,
    compare: str,
    worse_by: float | None,
    store: Path | None,
    markdown: Path | None,
    plots: Path | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Begin a run or go on with one, and show what came of it."""
    if worse_by is not None and not compare:
        raise click.UsageError("--worse-by holds figures against another run; name it with --compare")
    if asked["data"] and not Path(asked["data"]).is_dir():
        raise click.UsageError(f"--data: {asked['data']}: is no folder")
    with RunStore(store or default_file()) as runs:
        other = runs.run(compare) if compare else None
        if other and other.name == name:
            raise click.UsageError("a run cannot be compared with itself")
        known = next((run for run in runs.runs() if run.name == name), None) if name else None
        asked = _with_known(ctx, asked, known)
        device, plan = _device(asked["model"], asked["backend"], asked["adapter"]), _plan(asked)
        todo = agenda(plan)
        if READS_TRAITS & set(plan.suites):
            require_scorer()
        run = _begun(runs, name, device, plan, skip=other.name if other else "")
        _ask(todo, run, runs, device, plan.seed)
        whole = runs.run(run.name)
        with reading():
            report = report_of(whole, runs)
            before = report_of(other, runs) if other else None
    for left in todo.left_out:
        click.echo(f"left out, since --data has nothing for it: {left}", err=True)
    worse = show(report, before, worse_by=worse_by, markdown=markdown, plots=plots, as_json=as_json)
    if worse:
        ctx.exit(WORSE)


def _with_known(ctx: click.Context, asked: dict[str, Any], known: Run | None) -> dict[str, Any]:
    """What the command line leaves out is as the run that is gone on with has it."""
    if not known:
        return asked
    kept = {**known.options, "model": known.model, "backend": known.backend}
    default = click.core.ParameterSource.DEFAULT
    return {
        key: kept[key] if ctx.get_parameter_source(key) is default and key in kept else value
        for key, value in asked.items()
    }


def _plan(asked: Mapping[str, Any]) -> Plan:
    return Plan(
        suites=named(tuple(part for one in asked["suites"] for part in one.split(","))),
        persona=asked["persona"],
        seed=asked["seed"],
        limit=asked["limit"],
        quick=asked["quick"],
        data=Path(asked["data"]) if asked["data"] else None,
    )


def _device(model: str | None, backend: str | None, adapter: str | None) -> Device:
    """The device's own, with its model by name."""
    device = Device.read()
    chosen = backend or device.llm.backend or default_llm()
    llm = replace(device.llm, backend=chosen, model=model or device.llm.model or spec("llm", chosen).model)
    return replace(device, llm=llm if adapter is None else replace(llm, adapter=adapter, adapters={}))


def _begun(runs: RunStore, name: str, device: Device, plan: Plan, *, skip: str) -> Run:
    """The run of that name; without one, the last that asks the same and is not whole, else a new one."""
    options = {**asdict(plan), "suites": list(plan.suites), "data": str(plan.data) if plan.data else None}
    options |= {"temperature": device.llm.temperature, "context_tokens": device.llm.context_tokens}
    options |= {"adapter": device.llm.adapter, "adapter_scale": device.llm.adapter_scale}
    model, backend = device.llm.model, device.llm.backend
    same = (model, backend, options, __version__)
    for run in reversed(runs.runs()):
        if name or run.name == skip:
            break
        if run.finished is None and (run.model, run.backend, dict(run.options), run.version) == same:
            name = run.name
    if not name:
        stem = Path(model).stem if model.endswith(".gguf") else model or backend
        taken = {run.name for run in runs.runs()}
        name = next(each for number in range(1, 10**6) if (each := f"{stem}-{number}") not in taken)
    return runs.begin(name, model=model, backend=backend, version=__version__, machine=machine(), options=options)


def _ask(todo: Agenda, run: Run, runs: RunStore, device: Device, seed: int) -> None:
    host = Host(device, seed=seed)
    try:
        with _progress(run, todo) as tick:
            carry_on(todo, run, runs, host, tick)
    except KeyboardInterrupt:
        done = sum(runs.suites(run).values())
        click.echo(f"stopped at {done} of {todo.size}; go on with: roleplay-lite eval --run {run.name}", err=True)
        raise
    finally:
        host.close()


@contextmanager
def _progress(run: Run, todo: Agenda) -> Iterator[Progress]:
    """A bar with the time that is left, on a terminal; elsewhere a line for each suite."""
    click.echo(f"run {run.name}: {todo.size} samples", err=True)
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        *(TextColumn("{task.description:<14}"), BarColumn(), MofNCompleteColumn()),
        *(TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(elapsed_when_finished=True)),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=todo.size)
        yield lambda suite, done, of: bar.update(task, description=suite, completed=done, total=of)


class _Lines:
    """Says each suite once, as it begins."""

    def __init__(self) -> None:
        self._suite = ""

    def __call__(self, suite: str, done: int, of: int) -> None:
        if suite != self._suite:
            self._suite = suite
            click.echo(f"  {suite} ({done} of {of} answered)", err=True)
