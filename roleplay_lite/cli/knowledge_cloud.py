"""`roleplay-lite knowledge cloud`: whether the sources outside the device work, what they cost, and what was kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roleplay_lite import paths
from roleplay_lite.cli.memory_options import json_option, opened, show_json
from roleplay_lite.device import Device
from roleplay_lite.errors import InputError

if TYPE_CHECKING:
    from roleplay_lite.knowledge.cloud.budget import Sum
    from roleplay_lite.knowledge.cloud.cloud import Cloud
    from roleplay_lite.knowledge.cloud.trial import Trial

_HARMLESS = "珠穆朗玛峰有多高？"
_device = click.option(
    "--device", type=click.Path(path_type=Path, dir_okay=False), default=None, help="A device.toml; yours by default."
)


@click.group(short_help="Sources outside the device.")
def cloud() -> None:
    """Sources outside the device: off until `[knowledge.cloud]` of device.toml turns them on (docs/cloud.md).

    \b
    Examples:
      roleplay-lite knowledge cloud test
      roleplay-lite knowledge cloud test --ask 王小明的电话13812345678是哪里的
      roleplay-lite knowledge cloud status
      roleplay-lite knowledge cloud forget
    """


@cloud.command("test", short_help="Ask every provider one harmless question.")
@click.option("--ask", "question", default=_HARMLESS, show_default=True, help="Another question.")
@click.option("--seconds", type=click.FloatRange(0.1, 60), default=10.0, show_default=True, help="How long to wait.")
@_device
@json_option
def test(question: str, seconds: float, device: Path | None, as_json: bool) -> None:
    """Ask every provider one harmless question and show where the time goes, what it answers, what was sent and what
    was kept back. It counts towards the budget. Ends with 1 when none works.

    \b
    Examples:
      roleplay-lite knowledge cloud test
      roleplay-lite knowledge cloud test --ask 珠穆朗玛峰多高 --seconds 5
    """
    from roleplay_lite.knowledge.cloud.trial import tried

    with _cloud(device) as there:
        trials = [tried(there, source, question, seconds) for source in there.sources]
        left = there.budget.left()
        deadline = there.config.deadline_seconds
    if as_json:
        show_json({"providers": [asdict(trial) for trial in trials], "left": asdict(left)})
    else:
        for trial in trials:
            _show(trial, deadline)
        click.echo(_budget("left", left))
    if not any(trial.works for trial in trials):
        raise click.exceptions.Exit(1)


@cloud.command("status", short_help="What is spent, what is kept, who does not answer.")
@_device
@json_option
def status(device: Path | None, as_json: bool) -> None:
    """Show what was spent in the last 24 hours, how many answers are kept, and which provider is left alone for now.
    Asks nobody.

    \b
    Examples:
      roleplay-lite knowledge cloud status
      roleplay-lite knowledge cloud status --json
    """
    with _cloud(device) as there:
        states = {source.name: source.breaker.state() for source in there.sources}
        spent, left, kept = there.budget.spent(), there.budget.left(), there.cache.count()
        enabled = there.config.enabled
    if as_json:
        by_name = {name: asdict(state) for name, state in states.items()}
        data = {"enabled": enabled, "providers": by_name, "spent": asdict(spent), "left": asdict(left), "kept": kept}
        show_json(data)
        return
    click.echo("on" if enabled else "off (knowledge.cloud.enabled)")
    for name, state in states.items():
        wait = f", tried again in {state.seconds:.0f} s" if state.seconds else ""
        why = f": {state.why}" if state.why else ""
        click.echo(f"{name:<12} {state.name:<7} {state.failures} failures in a row{wait}{why}")
    click.echo(_budget("spent", spent))
    click.echo(_budget("left", left))
    click.echo(f"kept answers: {kept}")


@cloud.command("forget", short_help="Drop the kept answers.")
@_device
def forget(device: Path | None) -> None:
    """Drop all kept answers. What was spent stays counted.

    \b
    Examples:
      roleplay-lite knowledge cloud forget
    """
    with _cloud(device) as there:
        click.echo(f"dropped {there.forget()} kept answers")


@contextmanager
def _cloud(device: Path | None) -> Iterator[Cloud]:
    """As the device's conversations have it, with the names that its memory knows."""
    from roleplay_lite.knowledge.cloud.cloud import Cloud
    from roleplay_lite.knowledge.screening import as_data

    recipe = Device.read(device)
    config = recipe.knowledge.cloud
    if not config.providers:
        raise InputError("device.toml names no provider: add [knowledge.cloud.providers.NAME], see docs/cloud.md")
    names = _names()
    with Cloud.open(config, store=paths.data_dir() / "cloud.db", names=lambda: names, screen=as_data) as there:
        yield there


def _names() -> tuple[str, ...]:
    """Of everybody that any character has been told of."""
    with opened(None) as memory:
        return tuple(dict.fromkeys(memory.private_names()))


def _show(trial: Trial, deadline: float) -> None:
    colour = "green" if trial.works else "red"
    click.echo(f"{click.style(trial.name, fg=colour, bold=True)} ({trial.kind}): {trial.said}")
    if trial.source:
        click.echo(f"  from:  {trial.source}")
    times = ", ".join(f"{name} {at:g}" for name, at in trial.milliseconds.items())
    late = trial.milliseconds.get("total", 0.0) > 1000 * deadline
    click.echo(f"  ms:    {times}{f' (a turn waits {1000 * deadline:g} at most)' if late else ''}")
    if trial.sent:
        click.echo(f"  sent:  {trial.sent}")
        click.echo(f"  kept back: {', '.join(trial.kept_back) or 'nothing'}")


def _budget(what: str, amount: Sum) -> str:
    money = "no limit on money" if amount.money > 1e9 else f"{amount.money:.4g} of money"
    return f"{what} of 24 hours: {amount.calls} calls, {amount.tokens} tokens, {money}"
