"""`roleplay-lite memory`: the file as a whole, counted, checked, copied, put back, taken out and in."""

from __future__ import annotations

import time
from pathlib import Path

import click

from roleplay_lite.cli.memory_options import (
    json_option,
    opened,
    persona_id,
    show,
    show_json,
    store_option,
    when,
    yes_option,
)


@click.command(short_help="Count what there is.")
@store_option
@json_option
def stats(store: Path | None, as_json: bool) -> None:
    """Count memories by how they stand, by kind and by person; turns, and bytes on disk.

    \b
    Examples:
      roleplay-lite memory stats
      roleplay-lite memory stats --json
    """
    with opened(store) as known:
        found = known.stats()
    if as_json:
        show_json(found)
        return
    counts = ("memories", "standing", "over", "retracted", "conflicts", "turns", "without_vector", "bytes")
    rows = [(name.replace("_", " "), str(found[name])) for name in counts]
    rows += [(f"standing, {kind}", str(count)) for kind, count in sorted(found["kinds"].items())]
    rows += [(f"standing, of {one}", str(count)) for one, count in sorted(found["people"].items())]
    rows += [("first", when(found["first"])), ("last", when(found["last"])), ("file", found["file"] or "")]
    show(rows, ("", ""))


@click.command(short_help="Read the whole store through.")
@store_option
def verify(store: Path | None) -> None:
    """Check that the file is sound and that every memory ends when it was said to. Leaves with 1 where it does not.

    \b
    Examples:
      roleplay-lite memory verify
      roleplay-lite memory verify --store old.db
    """
    with opened(store) as known:
        faults = known.verify()
    for fault in faults:
        click.echo(fault)
    if faults:
        raise click.exceptions.Exit(1)
    click.echo("sound")


@click.command(short_help="Write memories as JSON lines.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--persona", default=None, help="Only what this character knows.")
@click.option("--person", default=None, help="Only what is known of them.")
@store_option
def export(file: Path, persona: str | None, person: str | None, store: Path | None) -> None:
    """Write all memories, with where they are from, to a file for its owner alone. `memory import` reads it.

    \b
    Examples:
      roleplay-lite memory export memories.jsonl
      roleplay-lite memory export mama.jsonl --person mama
    """
    from roleplay_lite.memory import portable

    with opened(store) as known:
        count = portable.write(known._db, file, persona=persona and persona_id(persona), person=person)
    click.echo(f"{count} memories in {file}", err=True)


@click.command("import", short_help="Take exported memories in.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--persona", default=None, help="All to this character; by default each to its own.")
@click.option("--person", default=None, help="All of this person; by default by their ids.")
@click.option("--create", is_flag=True, help="Make people who are not known here.")
@store_option
def import_(file: Path, persona: str | None, person: str | None, create: bool, store: Path | None) -> None:
    """Take in what `memory export` wrote, here or on another device. The same again changes nothing; what was said last
    is what is so now. Where a line is wrong nothing is taken in.

    \b
    Examples:
      roleplay-lite memory import memories.jsonl --create
      roleplay-lite memory import mama.jsonl --person owner
    """
    from roleplay_lite.memory.importing import take_in
    from roleplay_lite.memory.index.index import Index
    from roleplay_lite.memory.opening import open_file

    db = open_file(store)
    try:
        found = take_in(
            db,
            Index(db),
            file,
            persona=persona and persona_id(persona),
            person=person,
            create=create,
            now=time.time(),
        )
    finally:
        db.close()
    click.echo(f"{found.added} taken in, {found.known} known already, {found.withheld} withheld", err=True)
    if found.made:
        click.echo(f"made: {', '.join(found.made)}", err=True)


@click.command(short_help="Copy the store.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@store_option
def backup(file: Path | None, store: Path | None) -> None:
    """Copy the store as it is now, checked, while others may go on writing: beside it, where the oldest copy goes, or
    to FILE. Prints where.

    \b
    Examples:
      roleplay-lite memory backup
      roleplay-lite memory backup /mnt/usb/memory.db
    """
    with opened(store) as known:
        click.echo(str(known.backup(file)))


@click.command(short_help="Put a copy back.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@yes_option
@store_option
def restore(file: Path | None, yes: bool, store: Path | None) -> None:
    """Put FILE, or the newest sound copy, in the place of the store, which no program may have open. What stood there
    is kept aside.

    \b
    Examples:
      roleplay-lite memory restore
      roleplay-lite memory restore /mnt/usb/memory.db --yes
    """
    from roleplay_lite.memory.copies import restore as put_back
    from roleplay_lite.memory.opening import place_of

    place = place_of(store)
    if not yes:
        click.confirm(f"put {file or 'the newest copy'} in the place of {place}?", abort=True, err=True)
    chosen, aside = put_back(place, file)
    click.echo(f"{chosen} is now {place}", err=True)
    if aside:
        click.echo(f"what stood there is {aside}", err=True)
