"""`roleplay-lite persona import | export`: characters as the world passes them round."""

from __future__ import annotations

import os
import time
import unicodedata
from pathlib import Path
from typing import get_args

import click

from roleplay_lite.cli.persona.written import personas_folder
from roleplay_lite.errors import PersonaError
from roleplay_lite.persona import load_persona
from roleplay_lite.persona.cards import limits
from roleplay_lite.persona.cards.card import Card
from roleplay_lite.persona.cards.convert import DESCRIPTION, persona_of_card
from roleplay_lite.persona.cards.export import card_of_persona
from roleplay_lite.persona.cards.keeping import keep, write_whole
from roleplay_lite.persona.cards.naming import id_of, is_id
from roleplay_lite.persona.cards.reading import read_card
from roleplay_lite.persona.cards.report import Note
from roleplay_lite.persona.cards.versions import Format
from roleplay_lite.persona.cards.writing import Container, card_bytes
from roleplay_lite.persona.persona import Persona

_NOTES = (".txt", ".md")
_HEADS = {"taken": "taken:", "changed": "changed:", "lost": "left out:"}


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--id", "id", metavar="NAME", default="", help="What to call it on the command line: a-z, 0-9, - and _.")
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), default=None, help="Folder to write to.")
@click.option("--force", is_flag=True, help="Replace a character of that id.")
@click.option("--yes", is_flag=True, help="Take what the rules find in notes without asking.")
@click.option("--model", default=None, help="Have this model propose more from notes; qwen2.5-1.5b or larger.")
@click.option(
    "--longest",
    type=click.IntRange(250, 8_000),
    default=DESCRIPTION,
    show_default=True,
    help="Most of a card's free text in the prompt, in Chinese characters; more needs a larger llm.context_tokens.",
)
def import_persona(
    file: Path, id: str, out: Path | None, force: bool, yes: bool, model: str | None, longest: int
) -> None:
    """Make a character of a character card, or of notes in free text.

    FILE is a card of version 1, 2 or 3 as PNG, JSON or CHARX, or a .txt or .md with notes. A card becomes ID.toml, with
    the card itself in ID.card.json and its pictures and sounds in ID.assets, in your personas folder or in --out.
    Nothing is fetched from the network, and nothing in a card is run.

    \b
    Examples:
      roleplay-lite persona import wanwan.png
      roleplay-lite persona import 小婉.charx --id wanwan --out characters
      roleplay-lite persona import notes.txt --id wanwan
    """
    if id and not is_id(id):
        raise click.BadParameter(
            "must be a-z, 0-9, - and _, begin with a letter and have 40 at most", param_hint="--id"
        )
    if file.suffix.lower() in _NOTES:
        from roleplay_lite.cli.persona.notes import import_notes

        import_notes(file, id=id, out=out, force=force, yes=yes, model=model)
        return
    card = read_card(file)
    if card.version == "lorebook":
        raise PersonaError("holds a lorebook and no character; import the character's own card", file=file)
    chosen = id or id_of(card)
    if not chosen:
        raise PersonaError("has a name that gives no id; choose one, as in --id wanwan", file=file, field="name")
    made = persona_of_card(card, chosen, longest=longest)
    kept = keep(made.persona, card, personas_folder(out), replace_old=force)
    _print_import(card, made.persona, made.notes, kept.file, named=out is None)


@click.command("export")
@click.argument("persona", metavar="NAME|FILE")
@click.option("--format", "format", type=click.Choice(get_args(Format)), default="v3", show_default=True)
@click.option(
    "--to", "container", type=click.Choice(get_args(Container)), default=None, help="By default --out's ending."
)
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), required=True, help="File to write.")
@click.option("--image", metavar="FILE.png", type=click.Path(path_type=Path), default=None, help="Its picture.")
@click.option("--force", is_flag=True, help="Replace the file.")
def export_persona(
    persona: str, format: Format, container: Container | None, out: Path, image: Path | None, force: bool
) -> None:
    """Write a character as a character card, and say what the card cannot hold.

    What came from a card is that card again, with what was edited since. The card also carries the whole persona for
    this program, so that importing it gives the same character.

    \b
    Examples:
      roleplay-lite persona export niaoniao --out niaoniao.png
      roleplay-lite persona export xiaoman --format v2 --to json --out xiaoman.json
      roleplay-lite persona export ./laoding.toml --to png --image laoding-photo.png --out laoding.png
    """
    container = container or _by_ending(out)
    one = load_persona(persona)
    exported = card_of_persona(one, format, now=int(time.time()))
    written = card_bytes(exported.card, container, format, image=_picture(image))
    write_whole(out, written.data, replace_old=force)
    click.echo(f"{_shown(one.name)}: {out} ({format.upper()}, {len(written.data)} bytes)")
    _print_notes([note for note in (*exported.notes, *written.notes) if note.fate != "taken"])


def _by_ending(out: Path) -> Container:
    for container in get_args(Container):
        if out.suffix.lower() == f".{container}":
            return container  # type: ignore[no-any-return]
    raise click.UsageError(f"{out.name} does not say what to write; give --to png, json or charx")


def _picture(file: Path | None) -> bytes | None:
    if file is None:
        return None
    try:
        with file.open("rb") as stream:
            raw = stream.read(limits.FILE + 1)
    except OSError as problem:
        raise PersonaError(f"cannot be read: {problem.strerror or problem}", file=file) from problem
    if len(raw) > limits.FILE:
        raise PersonaError(f"is larger than {limits.FILE >> 20} MiB, the limit for a picture", file=file)
    return raw


def _print_import(card: Card, persona: Persona, notes: tuple[Note, ...], file: Path, *, named: bool) -> None:
    click.echo(f"{_shown(persona.name)}: {file}")
    version = f", version {card.character_version}" if card.character_version.strip() else ""
    click.echo(f"creator: {_shown(card.creator or 'not named')}{_shown(version)}")
    click.echo(f"licence: {_shown(persona.licence or 'not stated; ask the creator before you pass it on')}")
    if notes_of_creator := _creator_notes(card).strip():
        click.secho("the creator's notes:", bold=True)
        click.echo("\n".join(f"  {line}" for line in _shown(notes_of_creator).split("\n")))
    _print_notes(notes)
    if card.warnings:
        click.echo("about the file:")
        for warning in card.warnings:
            click.echo(f"  {_shown(warning)}")
    click.echo(f"Talk to it: roleplay-lite chat --persona {persona.id if named else file}")


def _creator_notes(card: Card) -> str:
    """In the terminal's language where there are several; the plain field counts for English."""
    notes = {"en": card.creator_notes, **card.creator_notes_multilingual}
    own = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return notes.get(own[:2]) or notes.get("en") or next(filter(None, notes.values()), "")


def _print_notes(notes: tuple[Note, ...] | list[Note]) -> None:
    for fate, head in _HEADS.items():
        if lines := [note for note in notes if note.fate == fate]:
            click.echo(head)
            for note in lines:
                click.echo(f"  {_shown(str(note))}")


def _shown(text: str) -> str:
    """A stranger's words on a terminal: without what would steer it, or turn the line around."""
    return "".join(char for char in text if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
