"""`roleplay-lite bench-memory`: how fast the memory is on this board when it is full."""

from __future__ import annotations

import json

import click

from roleplay_lite.bench.figures import Figure
from roleplay_lite.cli.bench import _progress, _verdict


@click.command("bench-memory", short_help="Measure the memory on this board.")
@click.option("--memories", default=100_000, show_default=True, type=click.IntRange(100), help="Made-up memories.")
@click.option("--turns", default=1_000_000, show_default=True, type=click.IntRange(0), help="Made-up archived turns.")
@click.option("--embed", "backend", default="hashing", show_default=True, help="What makes vectors.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def bench_memory(memories: int, turns: int, backend: str, as_json: bool) -> None:
    """Fill a file in the temporary folder, some 2 GB with a million turns, and time recall and writing.

    A figure that misses its target is marked; the command still leaves with 0, since a busy machine is no failure.

    \b
    Examples:
      roleplay-lite bench-memory --memories 10000 --turns 0
      roleplay-lite bench-memory --json
    """
    from roleplay_lite.memory.bench import measure_memory
    from roleplay_lite.registry import load

    with _progress() as tick:
        report = measure_memory(memories=memories, turns=turns, embed=load("embed", backend), tick=tick)
    if as_json:
        click.echo(json.dumps(report.to_dict(), ensure_ascii=False, indent=1))
        return
    click.echo(f"{report.model} on {report.machine}")
    width = max(len(figure.name) for figure in report.figures)
    for figure in report.figures:
        click.echo(f"  {figure.name:<{width}}  {_value(figure):>14}  {_verdict(figure)}".rstrip())


def _value(figure: Figure) -> str:
    digits = 0 if figure.unit == "" else 2
    return f"{figure.value:.{digits}f} {figure.unit}".strip()
