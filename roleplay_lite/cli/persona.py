"""`roleplay-lite persona`: see the characters there are, and check one's own."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona import SELF, Persona, load_persona, persona_files, read_persona
from roleplay_lite.persona.facts import label
from roleplay_lite.persona.lint import Finding, check_persona
from roleplay_lite.persona.schema import persona_schema
from roleplay_lite.persona.traits.dictionary import GROUPS, entries

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


@click.group()
def persona() -> None:
    """See the characters there are, and check one's own.

    \b
    Examples:
      roleplay-lite persona list
      roleplay-lite persona show niaoniao
      roleplay-lite persona check my-character.toml
      roleplay-lite persona traits --search 好奇
    """


@persona.command("list")
@_as_json
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
        _print_json(rows)
    else:
        _print_rows(
            ("id", "name", "languages", "summary"),
            [
                (row["id"], row.get("name", ""), ",".join(row.get("languages", ())), row.get("summary", ""))
                if "error" not in row
                else (row["id"], "", "", f"error: {row['error']}")
                for row in rows
            ],
        )
    sys.exit(1 if any("error" in row for row in rows) else 0)


@persona.command()
@click.argument("persona", metavar="NAME|FILE")
@_as_json
def show(persona: str, as_json: bool) -> None:
    """Show who a character is.

    \b
    Examples:
      roleplay-lite persona show xiaoman
      roleplay-lite persona show ./my-character.toml --json
    """
    one = load_persona(persona)
    if as_json:
        _print_json(asdict(one))
    else:
        _print_rows(("field", "value"), _portrait(one))


@persona.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@_as_json
def check(files: tuple[str, ...], strict: bool, as_json: bool) -> None:
    """Check persona files, each to its end, and say what to mend.

    FILE may be a shipped persona's name too. The exit code is 1 when a file cannot be read or has an error.

    \b
    Examples:
      roleplay-lite persona check my-character.toml
      roleplay-lite persona check personas/*.toml --strict
      roleplay-lite persona check niaoniao --json
    """
    results = [_checked(file) for file in files]
    if as_json:
        _print_json([result.as_json() for result in results])
    else:
        for result in results:
            for line in result.lines():
                click.echo(line)
    sys.exit(0 if all(result.passes(strict=strict) for result in results) else 1)


@persona.command()
@click.option("--group", type=click.Choice(GROUPS), default=None, help="Only this group.")
@click.option("--search", metavar="WORD", default="", help="Only traits that have this in a name or a description.")
@_as_json
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
        _print_json([asdict(entry) for entry in found])
    else:
        heads = ("trait", "label", "group", "behaviour")
        _print_rows(heads, [(entry.zh, entry.en, entry.group, entry.behaviour) for entry in found])


@persona.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, as is done anyway.")
def schema(as_json: bool) -> None:
    """Print the JSON Schema of persona files, for editors such as Taplo.

    \b
    Example:
      roleplay-lite persona schema > persona.schema.json
    """
    _print_json(persona_schema())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """What came of one file: an error that kept it from being read, or findings."""

    file: str
    error: PersonaError | None = None
    findings: tuple[Finding, ...] = ()

    def passes(self, *, strict: bool) -> bool:
        return self.error is None and not any(strict or finding.level == "error" for finding in self.findings)

    def lines(self) -> list[str]:
        if self.error:
            return [f"{self.file}: error: cannot be loaded: {self.error}"]
        if not self.findings:
            return [f"{self.file}: ok"]
        return [f"{self.file}: {finding.level}: {finding.field}: {finding.message}" for finding in self.findings]

    def as_json(self) -> dict[str, Any]:
        error = self.error and {name: getattr(self.error, name) for name in ("problem", "line", "field")}
        return {"file": self.file, "error": error, "findings": [asdict(finding) for finding in self.findings]}


def _checked(file: str) -> _Checked:
    try:
        return _Checked(file=file, findings=tuple(check_persona(load_persona(file))))
    except PersonaError as problem:
        return _Checked(file=file, error=problem)


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


def _print_rows(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
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


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
