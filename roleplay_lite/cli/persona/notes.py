"""`roleplay-lite persona import notes.txt`: a persona from free text, each fact confirmed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click

from roleplay_lite.cli.persona.tables import print_rows
from roleplay_lite.cli.persona.written import write_and_report
from roleplay_lite.device import Device
from roleplay_lite.engine_set import EngineSet
from roleplay_lite.engines import Cancel
from roleplay_lite.errors import InputError
from roleplay_lite.persona import SELF, Fact
from roleplay_lite.persona.cards.naming import id_of_name, is_id
from roleplay_lite.persona.facts import label
from roleplay_lite.persona.notes import Noted, Notes, draft, propose, read_notes

_MOST_BYTES = 1 << 20


def import_notes(
    file: Path, *, id: str, out: Path | None, force: bool = False, yes: bool = False, model: str | None = None
) -> None:
    """Read the notes, show what they tell, ask about each fact, and write ID.toml into `out` or the user's folder.

    `yes` asks nothing: it takes what the rules found and not what the model proposed. Without `model` only rules read.
    Raises InputError when there is nothing to write, PersonaError when the file cannot be written.
    """
    notes = read_notes(_text(file))
    if model is not None:
        notes = replace(notes, noted=(*notes.noted, *_proposals(notes, model)))
    if not notes.noted:
        raise InputError(
            f"{file} tells no fact that was understood; write sentences on one character (「小满今年19岁」) or lines "
            "(「姓名：小满」)" + ("" if model else ", or have a model look with --model qwen2.5-1.5b")
        )
    chosen = id or id_of_name(notes.name) or (file.stem if is_id(file.stem) else "")
    if not chosen:
        raise InputError(f"{notes.name or file.name!r} gives no id; choose one, as in --id xiaoman")
    _print_table(notes)
    facts = [item.fact for item in notes.noted if item.by != "model"] if yes else _confirmed(notes.noted)
    if not facts:
        raise InputError("no fact was taken, so nothing was written")
    write_and_report(draft(notes, facts, chosen), out, replace=force)


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            raw = stream.read(_MOST_BYTES + 1)
    except OSError as problem:
        raise InputError(f"{file} cannot be read: {problem.strerror or problem}") from problem
    if len(raw) > _MOST_BYTES:
        raise InputError(f"{file} is larger than {_MOST_BYTES >> 20} MiB, which no note on one character is")
    # What Chinese Windows writes is GB 18030.
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{file} is no text in UTF-8 or GB 18030; save it as UTF-8")


def _proposals(notes: Notes, model: str) -> tuple[Noted, ...]:
    device = Device.read()
    device = replace(device, llm=replace(device.llm, model=model))
    with closing(EngineSet(device)) as engines:
        return tuple(propose(notes, engines.llm, Cancel()))


def _print_table(notes: Notes) -> None:
    rows: list[tuple[str, ...]] = [
        (str(number), _shown(item.fact), item.words, item.by) for number, item in enumerate(notes.noted, 1)
    ]
    print_rows(("", "fact", "words", "by"), rows)
    for sentence in notes.left:
        click.echo(f"not understood: {sentence}", err=True)


def _confirmed(noted: Iterable[Noted]) -> list[Fact]:
    """Those that were agreed to, some with another value."""
    taken = []
    for number, item in enumerate(noted, 1):
        answer = click.prompt(
            f"{number}. {_shown(item.fact)}  保留吗？keep it? y/n/e(dit)",
            default="y",
            type=click.Choice(["y", "n", "e"]),
            show_choices=False,
            err=not sys.stdout.isatty(),
        )
        if answer == "e":
            value = click.prompt("   改成 change to", default=item.fact.value, err=not sys.stdout.isatty())
            taken.append(replace(item.fact, value=value.strip()))
        elif answer == "y":
            taken.append(item.fact)
    return taken


def _shown(fact: Fact) -> str:
    whose = label(fact.key) if fact.owner == SELF else f"{fact.owner} {label(fact.key)}"
    return f"{whose} {'=' if fact.polarity == 'yes' else '≠'} {fact.value}"
