"""`roleplay-lite knowledge`: a person's own documents, added, listed and taken out."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roleplay_lite.cli.memory_options import json_option, show, show_json, when
from roleplay_lite.errors import DocumentError, InputError
from roleplay_lite.knowledge.pack.pack import Pack, private_path

if TYPE_CHECKING:
    from roleplay_lite.knowledge.pack.reading.items import Moved

_MOST_ROWS = 100_000


@click.command(short_help="Add your own documents.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE|DIR…")
@click.option(
    "--most-rows",
    type=click.IntRange(1, 5_000_000),
    default=_MOST_ROWS,
    show_default=True,
    help="Rows (passages, questions, facts) of one file. With more, whoever talks meanwhile may have to wait.",
)
@json_option
def add(paths: tuple[Path, ...], most_rows: int, as_json: bool) -> None:
    """Add documents to what can be looked up: txt, md, csv, json, jsonl and pdf, or all of them in a folder.

    A table with the columns question, answer and maybe paraphrases (问题, 答案, 相似问) becomes questions; one with
    entity, attribute and value (实体, 属性, 值) facts; everything else passages. A file that was added before is
    replaced. A file that cannot be read is told with its line and nothing of it is added; the others are. Leaves with 1
    where one could not be read.

    \b
    Examples:
      roleplay-lite knowledge add 家电说明书.pdf
      roleplay-lite knowledge add faq.csv notes/
    """
    from roleplay_lite.knowledge.pack.private import PrivatePack

    files = _files(paths)
    done: list[dict[str, object]] = []
    failed: list[dict[str, object]] = []
    with PrivatePack() as pack, _bars(len(files)) as told:
        for number, file in enumerate(files, 1):
            try:
                added = pack.add(file, now=time.time(), most_rows=most_rows, moved=told(number, file))
            except DocumentError as problem:
                failed.append({"file": str(file), "problem": str(problem)})
                if not as_json:
                    click.secho(f"error: {problem}", fg="red" if sys.stderr.isatty() else None, err=True)
                continue
            done.append({"file": str(file), "id": added.document, "state": added.state, "rows": added.rows})
            if not as_json and len(files) <= 20:
                click.echo(f"{file}: {added.state}, {added.rows} rows", err=True)
    if as_json:
        show_json({"added": done, "failed": failed})
    elif len(files) > 1:
        states = [str(one["state"]) for one in done]
        counted = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
        click.echo(f"{len(files)} files: {counted or 'none added'}, {len(failed)} not read", err=True)
    if failed:
        raise click.exceptions.Exit(1)


@click.command("list", short_help="List your own documents.")
@json_option
def list_documents(as_json: bool) -> None:
    """List the documents that were added: number, name, rows, when, and from where.

    \b
    Examples:
      roleplay-lite knowledge list
      roleplay-lite knowledge list --json
    """
    found = []
    if private_path().exists():
        with Pack.open(private_path()) as pack:
            rows = {one.id: one.rows for one in pack.sources()}
            found = [(one, rows.get(one.source, 0)) for one in pack.documents()]
    if as_json:
        show_json(
            [
                {"id": one.id, "title": one.title, "rows": count, "added": one.added, "origin": one.origin}
                for one, count in found
            ]
        )
    elif found:
        columns = ("id", "name", "rows", "added", "from")
        show([(str(one.id), one.title, str(count), when(one.added), one.origin) for one, count in found], columns)
    else:
        click.echo("no document was added; add one with: roleplay-lite knowledge add FILE", err=True)


@click.command(short_help="Take a document out.")
@click.argument("which", metavar="NAME|ID")
def remove(which: str) -> None:
    """Take a document out again, by its number, its name or its path. The file itself stays where it is.

    \b
    Examples:
      roleplay-lite knowledge remove 3
      roleplay-lite knowledge remove faq.csv
    """
    from roleplay_lite.knowledge.pack.private import PrivatePack

    if not private_path().exists():
        raise InputError("no document was added yet")
    with PrivatePack() as pack:
        gone = pack.remove(which)
    click.echo(f"{gone.title} is taken out", err=True)


def _files(paths: tuple[Path, ...]) -> list[Path]:
    from roleplay_lite.knowledge.pack.reading.document import READERS, documents_in

    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise InputError(f"there is no file or folder {path}")
        if path.is_dir():
            found = documents_in(path)
            if not found:
                raise InputError(f"{path} holds no file that can be read: {', '.join(sorted(READERS))}")
            files += found
        else:
            files.append(path)
    return list(dict.fromkeys(files))


class _Told:
    def __call__(self, number: int, file: Path) -> Moved:
        return lambda done, whole: None


@contextmanager
def _bars(files: int) -> Iterator[_Told]:
    """A bar for the file under way, on a terminal."""
    if not sys.stderr.isatty():
        yield _Told()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("", total=None)

        class Shown(_Told):
            def __call__(self, number: int, file: Path) -> Moved:
                bars.update(task, description=f"{number}/{files} {file.name}", completed=0, total=None)
                return lambda done, whole: bars.update(task, completed=done, total=whole)

        yield Shown()
