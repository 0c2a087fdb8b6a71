"""The line of the persona file on which a finding's field is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from roleplay_lite.persona.facts import Fact
from roleplay_lite.persona.finding import Finding
from roleplay_lite.persona.persona import Persona
from roleplay_lite.tomlfile import Document, line_of

Path = tuple[str | int, ...]


def located(findings: Iterable[Finding], persona: Persona, document: Document) -> list[Finding]:
    """The same with their lines. `document` is what `persona` was read from."""
    paths = list(fact_paths(document))
    return [replace(finding, line=line_of(document.text, _path(finding, persona.facts, paths))) for finding in findings]


def fact_paths(document: Document) -> Iterator[Path]:
    """Where the file has each of its facts, in the order in which the loader makes them."""
    for owner, table in document.data.get("facts", {}).items():
        for key, value in table.items():
            if isinstance(value, list):
                yield from (("facts", owner, key, index) for index in range(len(value)))
            else:
                yield "facts", owner, key
    yield from (("fact", index) for index in range(len(document.data.get("fact", ()))))


def _path(finding: Finding, facts: tuple[Fact, ...], paths: list[Path]) -> Path:
    if finding.fact is None:
        return tuple(_steps(finding.field))
    # By identity: the same fact may be written twice.
    index = next((place for place, fact in enumerate(facts) if fact is finding.fact), None)
    if index is None:
        return ()
    path = paths[index]
    return (*path, finding.part) if path[0] == "fact" else path


def _steps(field: str) -> Iterator[str | int]:
    for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", field):
        yield int(index) if index else name
