"""How the commands print: a table for people, JSON for programs."""

from __future__ import annotations

import json
import sys

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def print_rows(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """A table on a terminal, tab-separated lines elsewhere."""
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row))
        return
    table = Table(box=None, header_style="bold")
    for head in heads:
        # Mandarin has no spaces to break at; by default rich would cut it short.
        table.add_column(head, overflow="fold")
    for row in rows:
        # As `Text`, since square brackets in a persona's words are not rich's markup.
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
