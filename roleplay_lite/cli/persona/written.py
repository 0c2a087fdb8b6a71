"""What follows when a persona was made in the terminal: its file, what to mend in it, and how to talk to it."""

from __future__ import annotations

from pathlib import Path

import click

from roleplay_lite import paths
from roleplay_lite.persona import Persona, read_persona
from roleplay_lite.persona.lint import check_persona
from roleplay_lite.persona.writing import write_persona


def personas_folder(out: Path | None) -> Path:
    """Where a persona is written: the folder that was named, else the user's own."""
    return out or paths.data_dir() / "personas"


def write_and_report(persona: Persona, out: Path | None, *, replace: bool = False) -> Path:
    """Write the file, read it back, and say what `persona check` finds. Raises PersonaError when it cannot be written
    or would not load."""
    file = personas_folder(out) / f"{persona.id}.toml"
    write_persona(persona, file, replace=replace)
    click.echo(f"{persona.name}: {file}")
    findings = check_persona(read_persona(file))
    for finding in findings:
        click.echo(f"  {finding.level}: {finding.field}: {finding.message}")
    if not findings:
        click.echo("  checked: ok")
    click.echo(f"Talk to it: roleplay-lite chat --persona {file if out else persona.id}")
    return file
