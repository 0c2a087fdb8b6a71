"""The command of `__init__.py`'s docstring."""

from __future__ import annotations

import platform
import sqlite3
import sys
import tempfile
from pathlib import Path

import click

from roleplay_lite.errors import RoleplayError
from roleplay_lite.memory.torture.cuts import cuts
from roleplay_lite.memory.torture.erasures import erasures
from roleplay_lite.memory.torture.kills import kills


@click.command()
@click.option("--kills", "kills_", default=0, help="Times that a writing process is killed.")
@click.option("--cuts", "cuts_", default=0, help="Times that the power is cut.")
@click.option("--erasures", "erasures_", default=0, help="Memories that are erased, of twenty times as many.")
@click.option("--seed", default=0)
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Where; else a temporary folder.")
def main(kills_: int, cuts_: int, erasures_: int, seed: int, folder: Path | None) -> None:
    """Torture a store and count what is lost. Ends with 1 where anything is."""
    click.echo(f"{platform.machine()}, {platform.system()} {platform.release()}, SQLite {sqlite3.sqlite_version}")
    spotless = True
    with tempfile.TemporaryDirectory(dir=folder) as place:
        try:
            if kills_:
                outcome = kills(kills_, Path(place), seed=seed)
                click.echo(f"kill -9:    {outcome}")
                spotless &= outcome.spotless
            if cuts_:
                outcome = cuts(cuts_, Path(place), seed=seed)
                click.echo(f"power cuts: {outcome}")
                spotless &= outcome.spotless
            if erasures_:
                left = erasures(erasures_, Path(place), seed=seed)
                click.echo(f"erasures:   {left}")
                spotless &= not left.found
        except RoleplayError as error:
            raise click.ClickException(str(error)) from error
    sys.exit(not spotless)


if __name__ == "__main__":
    main()
