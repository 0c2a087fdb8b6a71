"""What the commands of `roleplay-lite memory` share: whose memories, in which file, and how they are shown."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from roleplay_lite.cli.options import OWNER
from roleplay_lite.errors import InputError

if TYPE_CHECKING:
    from roleplay_lite.memory.item import MemoryItem
    from roleplay_lite.memory.memory import Memory

F = TypeVar("F", bound=Callable[..., Any])

store_option = click.option(
    "--store", type=click.Path(path_type=Path, dir_okay=False), default=None, help="A store; this machine's by default."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
yes_option = click.option("--yes", is_flag=True, help="Do not ask.")
of_day = click.DateTime(["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])


def whose(command: F) -> F:
    """`--persona --person --store`."""
    for option in (
        store_option,
        click.option("--person", default=OWNER, show_default=True, help="Of whom."),
        click.option("--persona", default="niaoniao", show_default=True, help="Who knows it: a name, or a file.toml."),
    ):
        command = option(command)
    return command


@contextmanager
def opened(store: Path | None, *, persona: str = "", person: str = OWNER, embed: Any = None) -> Iterator[Memory]:
    """The memory of a persona. A store of this machine that is not there yet is empty; one that was named has to be."""
    from roleplay_lite.memory.memory import Memory
    from roleplay_lite.memory.opening import IN_MEMORY, place_of

    place = place_of(store)
    if store and not place.exists():
        raise InputError(f"{store} is not there; give the file of a store")
    file = place if place.exists() else IN_MEMORY
    with Memory.open(file, persona=persona_id(persona), person=person, embed=embed) as memory:
        yield memory


def persona_id(name: str) -> str:
    """A character by its id, or by its file."""
    if not name.endswith(".toml"):
        return name
    from roleplay_lite.persona import load_persona

    return load_persona(name).id


@contextmanager
def opened_for(store: Path | None, id_: int) -> Iterator[tuple[Memory, MemoryItem]]:
    """A memory by its number, whoever's it is. Raises InputError where there is none."""
    from roleplay_lite.memory.memory import Memory

    with opened(store) as any_of:
        item = any_of.ledger.get(id_)
        if item is None:
            raise InputError(f"there is no memory {id_}; `memory list` shows their numbers")
        yield Memory(any_of._db, persona=item.persona, person=item.person), item


def end_of(day: datetime | None) -> float | None:
    """A date alone is its whole day."""
    if day is None:
        return None
    if (day.hour, day.minute, day.second) == (0, 0, 0):
        day = day.replace(hour=23, minute=59, second=59)
    return day.timestamp()


def when(time: float | None) -> str:
    """A Unix time in words; empty for none and for one that is not known."""
    from roleplay_lite.memory.slot import LONG_AGO

    return "" if time is None or time <= LONG_AGO else f"{datetime.fromtimestamp(time):%Y-%m-%d %H:%M}"


def state(item: MemoryItem, now: float) -> str:
    """How it stands with it."""
    if item.retracted_at is not None:
        return "taken back"
    if item.valid_to is not None and item.valid_to <= now:
        return "over"
    if item.valid_from > now:
        return "to come"
    return "in doubt" if item.conflicts_with is not None else ""


def as_dict(item: MemoryItem) -> dict[str, Any]:
    return {**asdict(item), "kind": item.kind.value}


def show(rows: Iterable[Sequence[str]], columns: Sequence[str]) -> None:
    """A table on a terminal; elsewhere lines with tabs, for other programs."""
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)


def show_json(found: Any) -> None:
    click.echo(json.dumps(found, ensure_ascii=False, indent=1))
