"""`roleplay-lite bench`: what this board does."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from roleplay_lite.bench.figures import Figure, Report, machine
from roleplay_lite.bench.plot import plot as draw
from roleplay_lite.cli.options import ADAPTER
from roleplay_lite.device import AUTO, Device
from roleplay_lite.errors import EngineError
from roleplay_lite.models import where
from roleplay_lite.persona import load_persona
from roleplay_lite.registry import default_llm, spec


@click.command(short_help="Measure this board.")
@click.option("--persona", default="niaoniao", show_default=True, help="A name, or a file.toml of your own.")
@click.option("--model", default=None, help="The language model; the device's own by default.")
@click.option("--adapter", default=None, help=ADAPTER)
@click.option(
    "--turns", default=60, show_default=True, type=click.IntRange(30, 1000), help="Length of the long conversation."
)
@click.option("--voice/--no-voice", default=True, show_default=True, help="Measure hearing and speaking too.")
@click.option(
    "--memories", type=click.IntRange(100, 5_000_000), default=None, help="Measure the memory alone, so many in it."
)
@click.option("--archived", type=click.IntRange(0, 20_000_000), default=0, help="And so many turns in the log beside.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@click.option("--plot", "picture", type=click.Path(path_type=Path), default=None, help="Draw a picture into this file.")
def bench(
    persona: str,
    model: str | None,
    adapter: str | None,
    turns: int,
    voice: bool,
    memories: int | None,
    archived: int,
    as_json: bool,
    picture: Path | None,
) -> None:
    """Measure first token, decode, voice and memory on this machine; ratios are taken within the run.

    A figure that misses its target is marked; the command still leaves with 0, since a busy machine is no failure.

    \b
    Examples:
      roleplay-lite bench
      roleplay-lite bench --model qwen2.5-1.5b --no-voice --json
      roleplay-lite bench --plot bench.png
      roleplay-lite bench --memories 100000 --archived 1000000
    """
    if memories:
        _show(_of_memory(memories, archived), picture, as_json=as_json)
        return
    from roleplay_lite.bench.persona import measure_persona
    from roleplay_lite.bench.process import measure_process
    from roleplay_lite.bench.text import LINES, measure_text
    from roleplay_lite.bench.voice import measure_voice

    device, who, name = _recipe(model, adapter), load_persona(persona), ""
    name = device.llm.model
    if device.llm.backend != "llama_cpp":
        raise EngineError(
            'bench measures against llama.cpp\'s own loop, so it needs llm.backend = "llama_cpp"', stage="bench"
        )
    place = where(name)
    file = next(iter(sorted(place.glob("*.gguf"))), place) if place.is_dir() else place
    report = Report(machine=machine(), model=name)
    with _progress() as tick:
        measure_process(report, persona, name, device.llm.backend, voice=voice, tick=tick)
        if voice:
            measure_voice(report, who, device, tick)
        measure_text(report, who, device, file, turns, tick)
        measure_persona(report, who, device, LINES, tick)
    _show(report, picture, as_json=as_json)


def _of_memory(memories: int, archived: int) -> Report:
    """The memory alone, with the device's own vectors."""
    from roleplay_lite.engine_set import EngineSet
    from roleplay_lite.memory.bench import measure_memory
    from roleplay_lite.registry import load

    engines = EngineSet(Device.read())
    try:
        with _progress() as tick:
            embed = engines.embed or load("embed", "hashing")
            return measure_memory(memories=memories, turns=archived, embed=embed, tick=tick)
    finally:
        engines.close()


def _show(report: Report, picture: Path | None, *, as_json: bool) -> None:
    if picture:
        draw(report, picture)
    if as_json:
        click.echo(json.dumps(report.to_dict(), ensure_ascii=False, indent=1))
    else:
        _print(report)


def _recipe(model: str | None, adapter: str | None) -> Device:
    device = Device.read()
    if adapter is not None:
        device = replace(device, llm=replace(device.llm, adapter=adapter, adapters={}))
    device = replace(device, llm=replace(device.llm, backend=device.llm.backend or default_llm()))
    chosen = model or device.llm.model or spec("llm", device.llm.backend).model
    if chosen == AUTO:
        from roleplay_lite.choice import best_installed

        chosen = best_installed(device.llm.backend)
    return replace(device, llm=replace(device.llm, model=chosen))


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """What is being measured, on a line of its own that is gone at the end; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda text: None
        return
    from rich.console import Console

    with Console(stderr=True).status("measuring") as status:
        yield lambda text: status.update(text)


def _print(report: Report) -> None:
    click.echo(f"{report.model} on {report.machine}")
    width = max(len(figure.name) for figure in report.figures)
    for figure in report.figures:
        click.echo(f"  {figure.name:<{width}}  {_value(figure):>16}  {_verdict(figure)}".rstrip())


def _value(figure: Figure) -> str:
    digits = 0 if figure.unit in ("MB", "tokens", "") else 1 if figure.unit == "tokens/s" else 3
    return f"{figure.value:.{digits}f} {figure.unit}".strip()


def _verdict(figure: Figure) -> str:
    if figure.target is None:
        return figure.note
    sign = "at most" if figure.better == "lower" else "at least"
    word = click.style("reached", fg="green") if figure.reached else click.style("missed", fg="red")
    return f"{word} ({sign} {figure.target:g} {figure.unit})"
