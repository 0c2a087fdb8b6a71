"""`roleplay-lite eval induced`: whether the characters keep their facts when they are led."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from roleplay_lite.device import Device
from roleplay_lite.persona import load_persona, persona_files
from roleplay_lite.session import Session

if TYPE_CHECKING:
    from roleplay_lite.evaluation.induced import Induced
    from roleplay_lite.evaluation.induced_run import Progress, Report, Tally

ALL = "all"


@click.command(short_help="Lead the characters, and count what they keep.")
@click.option("--persona", default=ALL, show_default=True, help="A name, a file.toml of your own, or all.")
@click.option("--model", default=None, help="The language model; the device's own by default.")
@click.option("--backend", default=None, help="The llm backend: llama_cpp or xllamacpp.")
@click.option("--limit", type=click.IntRange(1), default=None, help="Ask that many, spread evenly.")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=0, help="0, the default, draws one for each line.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON with every reply, for programs.")
def induced(persona: str, model: str | None, backend: str | None, limit: int | None, seed: int, as_json: bool) -> None:
    """Ask leading questions with false premises, made from the characters' own facts, each in a conversation of its
    own, and count how often the fact was kept, evaded or given up.

    \b
    Examples:
      roleplay-lite eval induced --limit 50
      roleplay-lite eval induced --persona xiaoman --model qwen2.5-1.5b --json
    """
    from roleplay_lite.evaluation.induced_run import run_induced

    items = _items(sorted(persona_files()) if persona == ALL else [persona], limit)
    device = _recipe(model, backend, seed)
    with Session.open(persona if persona != ALL else items[0].persona, device=device) as first, _progress() as tick:
        llm = first.engines.llm
        names = {load_persona(name).id: name for name in ([persona] if persona != ALL else persona_files())}
        report = run_induced(lambda id: Session.open(names[id], device=device, engines={"llm": llm}), items, tick)
        model_name = llm.abilities.name or device.llm.backend
    if as_json:
        click.echo(json.dumps({"model": model_name, **report.to_dict()}, ensure_ascii=False, indent=1))
    else:
        _print(model_name, report)


def _items(names: list[str], limit: int | None) -> list[Induced]:
    from roleplay_lite.evaluation.induced_run import items_of

    items = [item for _, item in items_of(names, limit or 0)]
    if not items:
        raise click.ClickException("there is nothing to lead against: the persona has no facts")
    return items


def _recipe(model: str | None, backend: str | None, seed: int) -> Device:
    """The device's own, but nothing is stored."""
    device = Device.read()
    llm = replace(device.llm, model=model or device.llm.model, backend=backend or device.llm.backend, seed=seed)
    return replace(device, llm=llm, store=replace(device.store, enabled=False))


@contextmanager
def _progress() -> Iterator[Progress]:
    """How far it is, on a line of its own that is gone at the end; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console

    with Console(stderr=True).status("asking") as status:
        yield lambda done, of: status.update(f"asked {done} of {of}")


def _print(model: str, report: Report) -> None:
    click.echo(f"{model}: {_words(report.total)}")
    for field in ("persona", "form", "key"):
        click.echo(f"\nby {field}")
        for tally in report.by(field):
            click.echo(f"  {_words(tally)}  {tally.name}")
    lost = [asked for asked in report.results if asked.verdict == "given up"]
    if lost:
        click.echo("\ngiven up")
    for asked in lost:
        click.echo(f"  {asked.item.persona}: {asked.item.said} -> {asked.reply}")


def _words(tally: Tally) -> str:
    row = tally.to_dict()
    share = f"{row['rate']:7.1%} kept of {tally.asked:4d} ({row['low']:.1%} to {row['high']:.1%})"
    return f"{share}, {tally.evaded} evaded, {tally.given_up} given up, {tally.without_model} without the model"
