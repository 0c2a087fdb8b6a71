"""`roleplay-lite persona list | show | traits | schema`: see what there is."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any

import click

from roleplay_lite.cli.persona.tables import as_json_option, print_json, print_rows
from roleplay_lite.errors import PersonaError
from roleplay_lite.persona import SELF, Persona, load_persona, persona_files, read_persona
from roleplay_lite.persona.facts import label
from roleplay_lite.persona.schema import persona_schema
from roleplay_lite.persona.traits.dictionary import GROUPS, entries


@click.command("list")
@as_json_option
def list_personas(as_json: bool) -> None:
    """List the characters that can be named.

    A file in the `personas` folder of the user's data folder is listed too, and wins over a shipped one of its name.
    A file that cannot be read is listed with its error, and makes the exit code 1.

    \b
    Examples:
      roleplay-lite persona list
      roleplay-lite persona list --json
    """
    rows: list[dict[str, Any]] = []
    for name, file in persona_files().items():
        try:
            one = read_persona(file)
        except PersonaError as problem:
            rows.append({"id": name, "file": str(file), "error": str(problem)})
        else:
            row = {"id": one.id, "name": one.name, "languages": list(one.languages), "summary": one.summary}
            rows.append(row | {"file": str(file)})
    if as_json:
        print_json(rows)
    else:
        print_rows(
            ("id", "name", "languages", "summary"),
            [
                (row["id"], row.get("name", ""), ",".join(row.get("languages", ())), row.get("summary", ""))
                if "error" not in row
                else (row["id"], "", "", f"error: {row['error']}")
                for row in rows
            ],
        )
    sys.exit(1 if any("error" in row for row in rows) else 0)


@click.command()
@click.argument("persona", metavar="NAME|FILE")
@as_json_option
def show(persona: str, as_json: bool) -> None:
    """Show who a character is.

    \b
    Examples:
      roleplay-lite persona show xiaoman
      roleplay-lite persona show ./my-character.toml --json
    """
    one = load_persona(persona)
    if as_json:
        print_json(asdict(one))
    else:
        print_rows(("field", "value"), _portrait(one))


@click.command()
@click.option("--group", type=click.Choice(GROUPS), default=None, help="Only this group.")
@click.option("--search", metavar="WORD", default="", help="Only traits that have this in a name or a description.")
@as_json_option
def traits(group: str | None, search: str, as_json: bool) -> None:
    """List the traits of the dictionary, with what each makes a character do.

    Any of them may stand in a persona file by its name alone, and in `--traits` of chat and talk.

    \b
    Examples:
      roleplay-lite persona traits --group positive
      roleplay-lite persona traits --search 好奇
      roleplay-lite persona traits --json
    """
    found = [
        entry
        for entry in entries()
        if group in (None, entry.group)
        and any(search.lower() in text.lower() for text in (entry.zh, entry.en, entry.gloss, entry.behaviour))
    ]
    if as_json:
        print_json([asdict(entry) for entry in found])
    else:
        heads = ("trait", "label", "group", "behaviour")
        print_rows(heads, [(entry.zh, entry.en, entry.group, entry.behaviour) for entry in found])


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, as is done anyway.")
def schema(as_json: bool) -> None:
    """Print the JSON Schema of persona files, for editors such as Taplo.

    \b
    Example:
      roleplay-lite persona schema > persona.schema.json
    """
    print_json(persona_schema())


def _portrait(one: Persona) -> list[tuple[str, ...]]:
    rows = [("id", one.id), ("name", one.name), ("summary", one.summary), ("languages", ", ".join(one.languages))]
    for fact in one.facts:
        whose = label(fact.key) if fact.owner == SELF else f"{fact.owner} {label(fact.key)}"
        value = fact.value if fact.polarity == "yes" else f"not {fact.value}"
        rows.append((f"fact {whose}", f"{value} (since {fact.since})" if fact.since else value))
    rows += [(f"trait {trait.name}", f"{trait.intensity}: {trait.behaviour}") for trait in one.traits]
    rows += [("manner", line) for line in one.style.manner]
    rows += [(f"value {value.topic}", value.stance) for value in one.values]
    rows += [("likes", "、".join(one.preferences.likes)), ("dislikes", "、".join(one.preferences.dislikes))]
    rows += [("era", one.scope.era)] if one.scope.era else []
    rows += [("unknown to it", "、".join(one.scope.unknown))] if one.scope.unknown else []
    rows += [(f"asked {example.user}", example.reply) for example in one.examples]
    return [(field, value) for field, value in rows if value]
