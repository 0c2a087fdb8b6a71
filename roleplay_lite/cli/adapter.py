"""`roleplay-lite adapter`: what comes with the package, the corpus it is learnt from, and how it is made."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from roleplay_lite.tuning.learning import Progress
    from roleplay_lite.tuning.recipe import Recipe

RECIPE = Path("models/recipes/roleplay/recipe.toml")
_CORPUS = click.option(
    "--corpus",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("models/recipes/roleplay/corpus"),
    show_default=True,
    help="The folder with its dialogues and characters.",
)


@click.group(short_help="How a model learns to stay in character.")
def adapter() -> None:
    """What is laid over a model for talk, what it is learnt from, and how it is made.

    \b
    Examples:
      roleplay-lite adapter list
      roleplay-lite adapter gates
      roleplay-lite adapter render p1-001
      roleplay-lite adapter train --out work
    """


@adapter.command("list", short_help="Show the adapters that come with the package.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def list_adapters(as_json: bool) -> None:
    """Show each adapter with its model and size, and whether its bytes are those that were published. Leaves with 1
    when some are not.

    \b
    Examples:
      roleplay-lite adapter list
      roleplay-lite adapter list --json
    """
    from roleplay_lite.adapters import shipped_adapters

    found = [(one, *_bytes_of(one.file, one.sha256)) for one in shipped_adapters()]
    if as_json:
        rows = [
            {"name": one.name, "base": one.base, "default": one.default, "bytes": size, "state": state}
            | {"licence": one.licence, "summary": one.summary}
            for one, size, state in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for one, size, state in found:
            used = "used with it by default" if one.default else "on request"
            click.echo(f"{one.name}  for {one.base}, {used}; {size / 1e6:.1f} MB, {state}, {one.licence}")
            click.echo(f"    {one.summary}")
    if any(state != "whole" for _, _, state in found):
        raise click.exceptions.Exit(1)


def _bytes_of(file: Path, sha256: str) -> tuple[int, str]:
    """How many there are, and whether they are whole, changed or missing."""
    import hashlib

    if not file.exists():
        return 0, "missing"
    raw = file.read_bytes()
    return len(raw), "whole" if hashlib.sha256(raw).hexdigest() == sha256 else "changed"


@adapter.command(short_help="Try the corpus on its gates.")
@_CORPUS
@click.option("--traits", is_flag=True, help="Ask the trait classifier, too; takes half a minute.")
@click.option("--most", type=click.IntRange(0), default=12, show_default=True, help="Show so many findings of a gate.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs, with every finding.")
def gates(folder: Path, traits: bool, most: int, as_json: bool) -> None:
    """Hold every reply of the corpus to what a reply has to be: in character, short, like no other, true to the facts,
    and in no set that the library is measured with. Leaves with 1 when anything is found.

    \b
    Examples:
      roleplay-lite adapter gates
      roleplay-lite adapter gates --traits --json
      roleplay-lite adapter gates --corpus my-corpus --most 100
    """
    from roleplay_lite.tuning.corpus import read_corpus
    from roleplay_lite.tuning.gates import report

    found = report(read_corpus(folder), traits=traits)
    click.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=1) if as_json else found.text(most))
    if not found.passed:
        raise click.exceptions.Exit(1)


@adapter.command(short_help="Show a dialogue as the model is taught it.")
@_CORPUS
@click.argument("dialogue")
@click.option("--view", type=click.IntRange(0, 7), default=0, show_default=True, help="Which way of rendering it.")
def render(folder: Path, dialogue: str, view: int) -> None:
    """Print the prompt that the library makes of a dialogue; replies that are learnt stand after `>`.

    \b
    Examples:
      roleplay-lite adapter render p1-001
      roleplay-lite adapter render 3-0001 --view 1
    """
    from roleplay_lite.errors import InputError
    from roleplay_lite.tuning.corpus import read_corpus
    from roleplay_lite.tuning.rendering import rendered

    corpus = read_corpus(folder)
    one = next((each for each in corpus.dialogues if each.id == dialogue), None)
    if one is None:
        raise InputError(f"no dialogue of {folder} has the id {dialogue!r}")
    shown = rendered(corpus, one, view)
    for place, message in enumerate(shown.messages):
        learnt = place >= shown.fixed and message.role == "assistant"
        click.echo(f"{'>' if learnt else ' '} {message.role}: {message.content}")


@adapter.command(short_help="Talk with held-out characters, plain and adapted.")
@_CORPUS
@click.option("--count", type=click.IntRange(1), default=20, show_default=True, help="Conversations.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Which, and which words are drawn.")
@click.option("--model", default="qwen2.5-0.5b", show_default=True, help="The language model.")
@click.option(
    "--with", "adapters", multiple=True, default=("none", "auto"), show_default=True, help="Adapters, in order."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def transcripts(folder: Path, count: int, seed: int, model: str, adapters: tuple[str, ...], as_json: bool) -> None:
    """Say the lines of dialogues that no adapter was taught to a character that none has seen, and print, as Markdown,
    what it answers with each adapter. The dialogues are drawn at random.

    \b
    Examples:
      roleplay-lite adapter transcripts
      roleplay-lite adapter transcripts --count 3 --seed 2 --with auto --json
    """
    from dataclasses import asdict, replace

    from roleplay_lite.device import Device
    from roleplay_lite.evaluation.host import Host
    from roleplay_lite.tuning.corpus import read_corpus
    from roleplay_lite.tuning.transcripts import as_markdown, drawn
    from roleplay_lite.tuning.transcripts import transcripts as held

    corpus, device = read_corpus(folder), Device.read()
    plain = Host(replace(device, llm=replace(device.llm, model=model, adapter="none", adapters={})), seed=seed)
    try:
        talks = [replace(device, llm=replace(plain.device.llm, adapter=name)) for name in adapters]
        # One model in memory serves them all.
        hosts = [Host(talk, plain.llm, seed=seed) for talk in talks]
        found = list(held(corpus, drawn(corpus, count, seed), hosts))
    finally:
        plain.close()
    shown = [asdict(one) for one in found]
    click.echo(json.dumps(shown, ensure_ascii=False, indent=1) if as_json else as_markdown(found, adapters), nl=as_json)


@adapter.command(short_help="Learn an adapter from the corpus.")
@_CORPUS
@click.option(
    "--recipe", "recipe_file", type=click.Path(path_type=Path), default=RECIPE, show_default=True, help="How."
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A folder for all that is made.")
@click.option("--phase", "only", default="", help="This phase alone; all of the recipe by default.")
@click.option("--start", type=click.Path(path_type=Path), default=None, help="An adapter to go on from.")
@click.option("--compute", default="cpu", show_default=True, help="cpu, or cuda.")
@click.option("--threads", type=click.IntRange(1), default=None, help="Of the CPU; all cores by default.")
def train(
    folder: Path, recipe_file: Path, out: Path, only: str, start: Path | None, compute: str, threads: int | None
) -> None:
    """Render the corpus, train each phase of the recipe, and write OUT/PHASE/adapter.gguf. Needs the extra `tune`.

    Stopped or killed, the same command goes on from the last checkpoint, at most two minutes back. OUT/losses.png shows
    how it went. On two cores the first phase takes most of a day, the others about half an hour each.

    \b
    Examples:
      roleplay-lite adapter train --out work
      roleplay-lite adapter train --out work --phase plain --start models/adapters/roleplay-0.5b.gguf
    """
    from roleplay_lite.errors import InputError
    from roleplay_lite.tuning.base import requires
    from roleplay_lite.tuning.learning import LOSSES
    from roleplay_lite.tuning.making import draw_losses
    from roleplay_lite.tuning.recipe import read_recipe

    requires("torch", "peft", "transformers", "gguf")
    recipe = read_recipe(recipe_file)
    phases = [phase for phase in recipe.phases if only in ("", phase.name)]
    if not phases:
        raise InputError(f"the recipe has no phase {only!r}; there are {', '.join(one.name for one in recipe.phases)}")
    for phase in phases:
        start = _learn(folder, recipe, phase.name, out, start, compute, threads)
        click.echo(str(start))
    draw_losses([(phase.name, out / phase.name / LOSSES) for phase in phases], out / "losses.png")


@adapter.command(short_help="Write the adapter between two.")
@click.argument("one", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("other", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--share", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="Of the other.")
@click.option(
    "--recipe", "recipe_file", type=click.Path(path_type=Path), default=RECIPE, show_default=True, help="Theirs."
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write.")
def mix(one: Path, other: Path, share: float, recipe_file: Path, out: Path) -> None:
    """Mix two adapters of one recipe, where the other was learnt on from the one: what a later phase forgot comes back,
    at some cost of what it taught.

    \b
    Examples:
      roleplay-lite adapter mix work/written/adapter.gguf work/mended/adapter.gguf --out mixed.gguf
    """
    from roleplay_lite.tuning.export import mix_gguf
    from roleplay_lite.tuning.making import LICENCE
    from roleplay_lite.tuning.recipe import read_recipe

    mix_gguf(one, other, share, read_recipe(recipe_file), out, name="roleplay", licence=LICENCE)
    click.echo(str(out))


def _learn(
    folder: Path, recipe: Recipe, name: str, out: Path, start: Path | None, compute: str, threads: int | None
) -> Path:
    import os

    import torch

    from roleplay_lite.backends.llama_cpp import load
    from roleplay_lite.models import where
    from roleplay_lite.tuning.corpus import read_corpus
    from roleplay_lite.tuning.making import make_phase, prepare

    torch.set_num_threads(threads or len(os.sched_getaffinity(0)))
    phase = next(one for one in recipe.phases if one.name == name)
    base = next(where(recipe.base).glob("*.gguf"))
    click.echo(f"{name}: rendering", err=True)
    model = load(model=base)
    try:
        prepared = prepare(read_corpus(folder), recipe, phase, model, out / name, workers=torch.get_num_threads())
    finally:
        model.close()
    click.echo(f"{name}: {len(prepared.learn.ids)} tokens, {prepared.learn.learnt} of them in replies", err=True)
    with _told() as told:
        return make_phase(
            prepared, base, recipe, phase, out / name, name="roleplay", start=start, device=compute, told=told
        )


@contextmanager
def _told() -> Iterator[Callable[[Progress], None]]:
    """A bar with the time that is left, on a terminal; elsewhere a line now and then."""
    if not sys.stderr.isatty():
        yield _line
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("")
        yield lambda now: bar.update(task, completed=now.step, total=now.steps, description=_words(now))


def _line(now: Progress) -> None:
    if now.step % 10 == 0 or now.held is not None or now.step == now.steps:
        click.echo(f"{now.step} of {now.steps}: {_words(now)}", err=True)


def _words(now: Progress) -> str:
    held = "" if now.held is None else f", held out {now.held:.3f}"
    return f"{now.loss:.3f} nats a reply token{held}, {now.tokens_per_second:.0f} tokens/s"
