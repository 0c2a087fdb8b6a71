"""`roleplay-lite eval runs | suites | report | results`: what is there to ask, and what came of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roleplay_lite.evaluation.run_store import RunStore, default_file

if TYPE_CHECKING:
    from roleplay_lite.evaluation.reporting.compare import Difference
    from roleplay_lite.evaluation.reporting.run_report import RunReport

_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)
_STORE = click.option(
    "--store", type=_FILE, default=None, help="Where runs are kept; in the user's data folder by default."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


@click.command(short_help="List what can be asked.")
@_JSON
def suites(as_json: bool) -> None:
    """The suites by name, and the groups that stand for several.

    \b
    Examples:
      roleplay-lite eval suites
      roleplay-lite eval suites --json
    """
    from roleplay_lite.evaluation.suites import GROUPS, SUITES, suite

    found = {name: suite(name).about for name in SUITES}
    if as_json:
        click.echo(json.dumps({"suites": found, "groups": GROUPS}, ensure_ascii=False, indent=1))
        return
    width = max(map(len, (*found, *GROUPS)))
    for name, about in found.items():
        click.echo(f"  {name:<{width}}  {about}")
    for name, members in GROUPS.items():
        click.echo(f"  {name:<{width}}  all of: {', '.join(members)}")


@click.command(short_help="List the runs.")
@_STORE
@_JSON
@click.option("--remove", default="", metavar="RUN", help="Forget this run and its answers.")
def runs(store: Path | None, as_json: bool, remove: str) -> None:
    """The runs that are kept, the oldest first.

    \b
    Examples:
      roleplay-lite eval runs
      roleplay-lite eval runs --remove qwen2.5-0.5b-1
    """
    with RunStore(store or default_file()) as kept:
        if remove:
            kept.remove(kept.run(remove))
        rows = [(run, kept.suites(run)) for run in kept.runs()]
    if as_json:
        listed = [
            {"name": run.name, "model": run.model, "started": run.started, "finished": run.finished,
             "seconds": run.seconds, "suites": counts, "options": dict(run.options)}
            for run, counts in rows
        ]  # fmt: skip
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    if not rows:
        click.echo("no runs yet; begin one with: roleplay-lite eval --quick")
    for run, counts in rows:
        began = datetime.fromtimestamp(run.started, UTC).strftime("%Y-%m-%d %H:%M")
        state = "" if run.finished else "  not finished"
        click.echo(f"{run.name}  {began}  {run.model}  {sum(counts.values())} samples, {run.seconds:.0f} s{state}")


@click.command(short_help="Show a run again.")
@click.argument("run")
@_STORE
@click.option("--suite", "only", multiple=True, help="Only this suite, again for more.")
@click.option("--compare", default="", metavar="RUN", help="Hold it against this run.")
@click.option("--replies", is_flag=True, help="Print what was said and answered, with the scores of each.")
@click.option("--markdown", type=_FILE, default=None, help="Write the report into this file as well.")
@click.option("--plots", type=_FOLDER, default=None, help="Draw pictures into this folder as well.")
@_JSON
def report(
    run: str,
    store: Path | None,
    only: tuple[str, ...],
    compare: str,
    replies: bool,
    markdown: Path | None,
    plots: Path | None,
    as_json: bool,
) -> None:
    """The figures of RUN (`last` for the one begun last), made anew from its answers.

    \b
    Examples:
      roleplay-lite eval report last
      roleplay-lite eval report last --suite chat --replies
      roleplay-lite eval report qwen2.5-1.5b-1 --compare qwen2.5-0.5b-1
    """
    from roleplay_lite.evaluation.reporting.of_run import report_of
    from roleplay_lite.evaluation.suites import named

    chosen = named(only) if only else ()
    with RunStore(store or default_file()) as kept:
        one = kept.run(run)
        if replies:
            _print_replies(kept, run, chosen)
            return
        with reading():
            now = report_of(one, kept, chosen)
            before = report_of(kept.run(compare), kept, chosen) if compare else None
    show(now, before, markdown=markdown, plots=plots, as_json=as_json)


@click.command(short_help="Write docs/results.md.")
@click.argument("run", nargs=-1, required=True)
@_STORE
@click.option("--out", type=_FOLDER, default=Path("docs"), show_default=True, help="The folder to write into.")
def results(run: tuple[str, ...], store: Path | None, out: Path) -> None:
    """Write results.md and its pictures from one RUN or more, with the deck's own table beside them.

    \b
    Examples:
      roleplay-lite eval results qwen2.5-0.5b-1 qwen2.5-1.5b-1
    """
    from roleplay_lite.evaluation.reporting.of_run import report_of
    from roleplay_lite.evaluation.reporting.results import write_results

    with RunStore(store or default_file()) as kept, reading():
        found = [report_of(kept.run(name), kept) for name in run]
    for file in write_results(found, out):
        click.echo(file)


@contextmanager
def reading() -> Iterator[None]:
    """Say that replies are being read, which takes a while for a whole run; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status("reading what was answered"):
        yield


def show(
    run: RunReport,
    before: RunReport | None,
    *,
    worse_by: float | None = None,
    markdown: Path | None = None,
    plots: Path | None = None,
    as_json: bool = False,
) -> tuple[Difference, ...]:
    """Print a report, and what else of it is wanted; gives the measures that are worse than in `before`, where
    `worse_by` asks for them."""
    from rich.console import Console

    from roleplay_lite.evaluation.reporting.compare import compare, regressed
    from roleplay_lite.evaluation.reporting.markdown import to_markdown
    from roleplay_lite.evaluation.reporting.terminal import print_comparison, print_report

    held = compare(before, run) if before else None
    worse = regressed(held, worse_by) if held and worse_by is not None else ()
    if as_json:
        data = run.to_dict() | ({"comparison": held.to_dict()} if held else {})
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        console = Console()
        print_report(run, console)
        if held:
            print_comparison(held, console)
    if markdown:
        markdown.write_text(to_markdown(run), encoding="utf-8")
    if plots:
        from roleplay_lite.evaluation.reporting.plots import draw_run

        for file in draw_run(run, plots):
            click.echo(file, err=True)
    for one in worse:
        click.echo(f"worse: {one.suite}, {one.group}: {one.measure} by {abs(one.change) * 100:.1f} points", err=True)
    return worse


def _print_replies(kept: RunStore, run: str, chosen: tuple[str, ...]) -> None:
    from roleplay_lite.evaluation.suites import SUITES, suite

    one = kept.run(run)
    for name in chosen or tuple(SUITES):
        for answered in kept.answered(one, name):
            scores = suite(name).scores(answered)
            marks = "  ".join(f"{key} {value:g}" for key, value in scores.items())
            click.echo(f"{name}/{answered.sample.id}  {marks}")
            lines = [f"  > {said}" for said in answered.sample.said]
            replies = [f"    {reply.text}" for reply in answered.replies]
            for at in range(max(len(lines), len(replies))):
                click.echo("\n".join([*lines[at : at + 1], *replies[at : at + 1]]))
