"""`roleplay-lite models`: list, pull, verify, where, licences."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from roleplay_lite import models as library
from roleplay_lite import paths
from roleplay_lite.errors import ModelCorrupt, ModelError, ModelMissing

if TYPE_CHECKING:
    from roleplay_lite.models.manifest import ModelEntry
    from roleplay_lite.models.progress import Progress, Report

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


@click.group(short_help="The weights: list, pull, verify.")
def models() -> None:
    """The weights a speaker runs on: which there are, how they come, whether they are whole.

    Nothing is fetched until `pull` is asked. Models lie in $ROLEPLAY_LITE_MODELS, else in the user's data folder; the
    folder or address in $ROLEPLAY_LITE_MIRROR is asked before any other source.
    """


@models.command("list")
@_as_json
def list_models(as_json: bool) -> None:
    """List the catalogue and what of it is here.

    \b
    Examples:
      roleplay-lite models list
      roleplay-lite models list --json
    """
    entries = library.read_manifest().models.values()
    rows = [_row(entry) for entry in entries]
    if as_json:
        _print_json(rows)
        return
    colours = {"installed": "green", "damaged": "red", "partial": "yellow"}
    for row in rows:
        state = click.style(f"{row['state']:<9}", fg=colours.get(row["state"]))
        facts = (
            f"{row['kind']:<5} {' '.join(row['languages']):<6} {_megabytes(row['size']):>8}  RAM {row['ram_mb']:>5} MB"
        )
        click.echo(f"{row['name']:<15} {state}  {facts}  {row['licence']}")
        click.echo(f"    {row['summary']}")


@models.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--default", "default", is_flag=True, help="The set a Mandarin speaker needs: llm, asr and tts.")
@_as_json
def pull(names: tuple[str, ...], default: bool, as_json: bool) -> None:
    """Bring models here, every byte checked against its pinned hash.

    A pull that was broken off is taken up where it stopped. One that is already here is checked, and what is damaged
    in it is fetched again.

    \b
    Examples:
      roleplay-lite models pull --default
      roleplay-lite models pull qwen2.5-1.5b
    """
    manifest = library.read_manifest()
    wanted = [*dict.fromkeys([*(manifest.defaults() if default else []), *names])]
    if not wanted:
        raise click.UsageError(f"name a model, or give --default; known: {', '.join(manifest.models)}")
    entries = [manifest.entry(name) for name in wanted]
    pulled = []
    for entry in entries:
        _tell_licence(entry)
        with _shown() as report:
            folder = library.pull(entry.name, report)
        pulled.append({"name": entry.name, "path": str(folder)})
        if not as_json:
            click.echo(f"{entry.name}: {folder}")
    if as_json:
        _print_json(pulled)


@models.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@_as_json
@click.pass_context
def verify(ctx: click.Context, names: tuple[str, ...], as_json: bool) -> None:
    """Read every byte of the named models, or of all that are here, against the pinned hashes.

    Changes nothing; exits with 1 when a model is missing or damaged.

    \b
    Examples:
      roleplay-lite models verify
      roleplay-lite models verify whisper-base
    """
    manifest = library.read_manifest()
    for name in names:
        manifest.entry(name)
    present = [name for name, entry in manifest.models.items() if _state(entry) in ("installed", "damaged")]
    rows = []
    for name in names or present:
        try:
            folder = library.verify(name)
        except (ModelCorrupt, ModelMissing) as problem:
            rows.append({"name": name, "whole": False, "problem": str(problem)})
            _line(str(problem), "red", on_stderr=not as_json, quiet=as_json)
        else:
            rows.append({"name": name, "whole": True, "path": str(folder)})
            _line(f"{name}: whole", "green", quiet=as_json)
    if as_json:
        _print_json(rows)
    elif not rows:
        click.echo("no model of the catalogue is on this machine")
    if not all(row["whole"] for row in rows):
        ctx.exit(1)


@models.command()
@click.argument("name")
@_as_json
def where(name: str, as_json: bool) -> None:
    """Print the folder of an installed model; exits with 1 when it is not here.

    \b
    Examples:
      roleplay-lite models where qwen2.5-0.5b
      ls "$(roleplay-lite models where whisper-base)"
    """
    folder = library.where(name)
    if as_json:
        _print_json({"name": name, "path": str(folder)})
    else:
        click.echo(folder)


@models.command()
@_as_json
def licences(as_json: bool) -> None:
    """Say under which terms each model of the catalogue may be used.

    \b
    Examples:
      roleplay-lite models licences
    """
    entries = library.read_manifest().models.values()
    if as_json:
        _print_json([{"name": e.name, "licence": e.licence, "note": e.licence_note} for e in entries])
        return
    for entry in entries:
        click.echo(f"{click.style(entry.name, bold=True)}: {entry.licence}")
        if entry.licence_note:
            click.echo(f"    {entry.licence_note}")


def _row(entry: ModelEntry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "kind": entry.kind,
        "backend": entry.backend,
        "summary": entry.summary,
        "size": entry.size,
        "ram_mb": entry.ram_mb,
        "languages": list(entry.languages),
        "licence": entry.licence,
        "default": entry.default,
        "state": _state(entry),
    }


def _state(entry: ModelEntry) -> str:
    try:
        library.where(entry.name)
    except ModelCorrupt:
        return "damaged"
    except ModelError:
        partial = paths.models_dir() / f".{entry.name}.partial"
        return "partial" if partial.exists() else "absent"
    return "installed"


def _tell_licence(entry: ModelEntry) -> None:
    _line(f"{entry.name} ({_megabytes(entry.size)}), licence: {entry.licence}", "bold", on_stderr=True)
    if entry.licence_note:
        _line(entry.licence_note, "yellow", on_stderr=True)


@contextmanager
def _shown() -> Iterator[Report]:
    """Bars on a terminal; elsewhere a line where something new begins, so that a log stays short."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Bars(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bars:
        tasks: dict[str, Any] = {}

        def report(progress: Progress) -> None:
            if progress.problem:
                bars.console.print(f"{progress.problem}; trying {progress.source}", style="yellow", markup=False)
            label = progress.file or progress.step
            if label not in tasks:
                tasks[label] = bars.add_task(label, total=progress.size or None)
            done = progress.size if progress.step in ("check", "done") else progress.done
            bars.update(tasks[label], completed=done, description=f"{_STEPS[progress.step]} {progress.file}".strip())

        yield report


class _Lines:
    def __init__(self) -> None:
        self._last: tuple[str, str, str] | None = None

    def __call__(self, progress: Progress) -> None:
        now = (progress.step, progress.file, progress.source)
        if now == self._last:
            return
        self._last = now
        if progress.problem:
            click.echo(progress.problem, err=True)
        words = [_STEPS[progress.step], progress.file, f"from {progress.source}" if progress.source else ""]
        size = f"({_megabytes(progress.size)})" if progress.size and progress.step == "fetch" else ""
        click.echo(" ".join(word for word in (f"{progress.model}:", *words, size) if word), err=True)


_STEPS = {
    "wait": "waiting for another pull",
    "check": "checking",
    "fetch": "fetching",
    "make": "making",
    "done": "whole and in place",
}


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB" if size >= 10_000_000 else f"{size / 1e3:.0f} kB"


def _line(text: str, style: str, *, on_stderr: bool = False, quiet: bool = False) -> None:
    if not quiet:
        bold = style == "bold"
        click.secho(text, fg=None if bold else style, bold=bold or None, err=on_stderr)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
