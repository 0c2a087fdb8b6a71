"""`roleplay-lite persona check`: what to mend in a persona file."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

import click

from roleplay_lite.cli.persona.tables import as_json_option, print_json
from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.finding import Finding
from roleplay_lite.persona.lint import check_persona
from roleplay_lite.persona.load import persona_file, read_persona
from roleplay_lite.persona.locate import located
from roleplay_lite.tomlfile import read


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@as_json_option
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
        print_json([result.as_json() for result in results])
    else:
        for result in results:
            for line in result.lines():
                click.echo(line)
    sys.exit(0 if all(result.passes(strict=strict) for result in results) else 1)


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
        return [
            f"{self._at(finding)}: {finding.level}: {finding.field}: {finding.message}" for finding in self.findings
        ]

    def _at(self, finding: Finding) -> str:
        return f"{self.file}:{finding.line}" if finding.line else self.file

    def as_json(self) -> dict[str, Any]:
        error = self.error and {name: getattr(self.error, name) for name in ("problem", "line", "field")}
        names = ("level", "line", "field", "message")
        findings = [{name: getattr(finding, name) for name in names} for finding in self.findings]
        return {"file": self.file, "error": error, "findings": findings}


def _checked(file: str) -> _Checked:
    try:
        path = persona_file(file)
        persona = read_persona(path)
        found = located(check_persona(persona), persona, read(path, PersonaError))
        return _Checked(file=file, findings=tuple(found))
    except PersonaError as problem:
        return _Checked(file=file, error=problem)
