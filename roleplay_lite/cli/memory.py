"""`roleplay-lite memory`: what is known of people, where it is from, and how it is put right or forgotten."""

from __future__ import annotations

import time
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roleplay_lite.cli.lazy import LazyGroup
from roleplay_lite.cli.memory_options import (
    as_dict,
    end_of,
    json_option,
    of_day,
    opened,
    opened_for,
    show,
    show_json,
    state,
    store_option,
    when,
    whose,
    yes_option,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roleplay_lite.memory.item import MemoryItem

_FILES = "roleplay_lite.cli.memory_file"
_KEYS = "roleplay_lite.cli.memory_key"
_COLUMNS = ("id", "what", "since", "until", "")


@click.group(
    cls=LazyGroup,
    lazy={
        "backup": f"{_FILES}:backup",
        "decrypt": f"{_KEYS}:decrypt",
        "encrypt": f"{_KEYS}:encrypt",
        "export": f"{_FILES}:export",
        "import": f"{_FILES}:import_",
        "key": f"{_KEYS}:key",
        "restore": f"{_FILES}:restore",
        "stats": f"{_FILES}:stats",
        "verify": f"{_FILES}:verify",
    },
    short_help="What is known of people.",
)
def memory() -> None:
    """What a character knows of the people it talks to: look at it, ask where it is from, put it right, forget it.

    \b
    Examples:
      roleplay-lite memory list
      roleplay-lite memory search 女儿几年级
      roleplay-lite memory why 12
      roleplay-lite memory forget --query 香菜
      roleplay-lite memory export memories.jsonl
    """


@memory.command("list", short_help="Show what is known of somebody.")
@whose
@click.option("--as-of", type=of_day, default=None, help="What was so on that day.")
@click.option("--known-at", type=of_day, default=None, help="As it was believed on that day.")
@click.option("--subject", default=None, help="About whom: 女儿, self.")
@click.option("--predicate", default=None, help="Under which key: residence, likes.")
@click.option("--all", "all_", is_flag=True, help="What is over, too.")
@json_option
def list_memories(
    persona: str,
    person: str,
    store: Path | None,
    as_of: datetime | None,
    known_at: datetime | None,
    subject: str | None,
    predicate: str | None,
    all_: bool,
    as_json: bool,
) -> None:
    """Show what a character knows of somebody: what is so now, or, with --all, what ever was.

    \b
    Examples:
      roleplay-lite memory list
      roleplay-lite memory list --person mama --all
      roleplay-lite memory list --as-of 2024-05-01 --predicate residence --json
    """
    with opened(store, persona=persona, person=person) as known:
        now = max(time.time(), known.ledger.written_last())
        at = end_of(as_of) if as_of else None if all_ else end_of(known_at) if known_at else now
        items = known.ledger.items(
            person, known.persona, subject=subject, predicate=predicate, at=at, known_at=end_of(known_at)
        )
        _show(items, now, as_json)
        if not items and not as_json:
            click.echo(f"nothing is known of {person}", err=True)


def _show(items: Iterable[MemoryItem], now: float, as_json: bool) -> None:
    if as_json:
        show_json([as_dict(item) for item in items])
    else:
        show([_row(item, now) for item in items], _COLUMNS)


def _row(item: MemoryItem, now: float) -> tuple[str, ...]:
    return str(item.id), item.text, when(item.valid_from), when(item.valid_to), state(item, now)


@memory.command(short_help="Find what answers a line.")
@click.argument("text")
@whose
@click.option("-k", "--most", type=click.IntRange(1, 100), default=5, show_default=True, help="Show so many.")
@click.option("--as-of", type=of_day, default=None, help="What was so on that day.")
@json_option
def search(
    text: str, persona: str, person: str, store: Path | None, most: int, as_of: datetime | None, as_json: bool
) -> None:
    """Show what would come to the character's mind at a line, as it would while talking: nothing where nothing
    answers. The last column says which searches found it.

    \b
    Examples:
      roleplay-lite memory search 我住哪儿
      roleplay-lite memory search 女儿几年级 -k 1 --json
      roleplay-lite memory search 我住哪儿 --as-of 2024-05-01
    """
    from roleplay_lite.device import Device
    from roleplay_lite.engine_set import EngineSet

    engines = EngineSet(Device.read())
    try:
        with opened(store, persona=persona, person=person, embed=engines.embed) as known:
            found = [
                (one, one.item)
                for one in known.recall(text, most, as_of=end_of(as_of), counts=False, budget_chars=10**6)
                if one.item
            ]
    finally:
        engines.close()
    if as_json:
        show_json([{"score": round(one.score, 3), "why": one.why, "memory": as_dict(item)} for one, item in found])
    else:
        columns = ("id", "score", "what", "found by")
        show([(str(item.id), f"{one.score:.2f}", item.text, " ".join(one.why)) for one, item in found], columns)


@memory.command(short_help="Show where a memory is from.")
@click.argument("id_", metavar="ID", type=int)
@store_option
@json_option
def why(id_: int, store: Path | None, as_json: bool) -> None:
    """Show who told it, when, with which words, and what it took the place of.

    \b
    Examples:
      roleplay-lite memory why 12
      roleplay-lite memory why 12 --json
    """
    with opened_for(store, id_) as (known, item):
        source = known.why(id_)
        slot = known.ledger.history(item.person, item.persona, item.subject, item.predicate)
        before = [other for other in slot if other.superseded_by == id_]
        after = known.ledger.get(item.superseded_by) if item.superseded_by else None
        doubt = known.ledger.get(item.conflicts_with) if item.conflicts_with else None
    if as_json:
        show_json(
            {
                "memory": as_dict(item),
                "person": source.person,
                "told": source.told,
                "said": source.said,
                "turns": [{**asdict(turn), "outcome": turn.outcome.value} for turn in source.turns],
                "before": [as_dict(other) for other in before],
                "after": as_dict(after) if after else None,
            }
        )
        return
    now = time.time()
    click.echo(" ".join(filter(None, (item.text, f"({state(item, now)})" if state(item, now) else ""))))
    click.echo(f"told by {source.person}, {when(source.told)}" + (f": 「{source.said}」" if source.said else ""))
    for turn in source.turns:
        click.echo(f"  {when(turn.started)}  {turn.said}")
    for other in before:
        click.echo(f"in the place of {other.id}: {other.text}")
    if after:
        click.echo(f"its place was taken by {after.id}: {after.text}")
    if doubt:
        click.echo(f"stands against {doubt.id}: {doubt.text}")


@memory.command(short_help="Forget memories for good.")
@click.argument("ids", metavar="[ID]...", type=int, nargs=-1)
@click.option("--query", default="", help="Those that hold these words.")
@click.option("--subject", default=None, help="Those about somebody: 女儿, self.")
@click.option("--predicate", default=None, help="Those under a key: residence, likes.")
@click.option("--keep", is_flag=True, help="Do not erase: it is over from now on, and stays as the past.")
@yes_option
@whose
def forget(
    ids: tuple[int, ...],
    query: str,
    subject: str | None,
    predicate: str | None,
    keep: bool,
    yes: bool,
    persona: str,
    person: str,
    store: Path | None,
) -> None:
    """Show what is to be forgotten, ask, and erase it: from the store, from the turns in which it was said, and from
    the copies of the store. Nothing of it is left in any file of this library; an export of yours keeps it.

    \b
    Examples:
      roleplay-lite memory forget 12 13
      roleplay-lite memory forget --query 香菜 --yes
      roleplay-lite memory forget --subject 女儿 --keep
    """
    if not ids and not query.strip() and subject is None and predicate is None:
        raise click.UsageError("say what to forget: numbers, --query, --subject or --predicate")
    if ids and (query or subject or predicate):
        raise click.UsageError("give numbers, or --query, --subject and --predicate")
    with opened(store, persona=persona, person=person) as known:
        items = known.meant(ids or query, subject=subject, predicate=predicate)
        if not items:
            click.echo("nothing is known of that", err=True)
            raise click.exceptions.Exit(1)
        _show(items, time.time(), as_json=False)
        erasing = "close" if keep else "erase for good"
        if not yes:
            click.confirm(f"{erasing} {len(items)}?", abort=True, err=True)
        known.forget([item.id for item in items], erase=not keep)
        click.echo(f"{'closed' if keep else 'erased'} {len(items)}", err=True)


@memory.command(short_help="Put a memory right.")
@click.argument("id_", metavar="ID", type=int)
@click.argument("value")
@store_option
def correct(id_: int, value: str, store: Path | None) -> None:
    """Say what was so in its place, all the time. What stood there is kept as taken back.

    \b
    Examples:
      roleplay-lite memory correct 12 五月三号
    """
    with opened_for(store, id_) as (known, _):
        change = known.correct(id_, value)
        show([_row(change.item, time.time())], _COLUMNS)


@memory.command(short_help="Show whom it knows.")
@store_option
@json_option
def people(store: Path | None, as_json: bool) -> None:
    """Show everybody with their scope: the owner, adults, children, guests. Of children and guests less is kept.

    \b
    Examples:
      roleplay-lite memory people
      roleplay-lite memory people --json
    """
    with opened(store) as known:
        found, counts = known.people(), known.stats()["people"]
    if as_json:
        show_json([{**asdict(one), "memories": counts.get(one.id, 0)} for one in found])
    else:
        columns = ("id", "name", "scope", "memories", "also called")
        rows = [(one.id, one.name, one.scope, str(counts.get(one.id, 0)), " ".join(one.aliases)) for one in found]
        show(rows, columns)


@memory.command(short_help="Make or change a person.")
@click.argument("id_", metavar="ID")
@click.option("--name", default=None, help="How they are called.")
@click.option("--alias", "aliases", multiple=True, help="How they are called, too.")
@click.option("--voice", default=None, help="What a voice backend calls their voice.")
@click.option("--scope", type=click.Choice(["owner", "adult", "child", "guest"]), default=None, help="What is kept.")
@store_option
def person(
    id_: str, name: str | None, aliases: tuple[str, ...], voice: str | None, scope: str | None, store: Path | None
) -> None:
    """Say how somebody is called, and what may be kept of them. What is not given stays as it is.

    \b
    Examples:
      roleplay-lite memory person xiaobao --name 小宝 --scope child
      roleplay-lite memory person mama --name 妈妈 --alias 李梅
    """
    from roleplay_lite.memory.memory import Memory
    from roleplay_lite.memory.opening import place_of
    from roleplay_lite.memory.people import SCOPES, Person

    with Memory.open(place_of(store), persona="") as known:
        here = known.ledger.person(id_) or Person(id=id_, name=id_)
        changed = replace(
            here,
            name=name or here.name,
            aliases=aliases or here.aliases,
            voice_id=voice or here.voice_id,
            scope=next((one for one in SCOPES if one == scope), here.scope),
        )
        known.ledger.set_person(changed, time.time())
