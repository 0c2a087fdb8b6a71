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
    """The same with their lines, errors first, each in the order of the file. `document` is what `persona` was read
    from."""
    paths = list(fact_paths(document))
    of_card = len(persona.lore.entries) - len(document.data.get("lore", ()))
    found = [
        replace(finding, line=line_of(document.text, _after_card(_path(finding, persona.facts, paths), of_card)))
        for finding in findings
    ]
    return sorted(found, key=lambda finding: (finding.level, finding.line))


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


def _after_card(path: Path, of_card: int) -> Path:
    """The entries of a card's lorebook stand before those of the file, and on no line of it."""
    if len(path) < 2 or path[0] != "lore" or not isinstance(path[1], int):
        return path
    return ("lore", path[1] - of_card, *path[2:]) if path[1] >= of_card else ()


def _steps(field: str) -> Iterator[str | int]:
    for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", field):
        yield int(index) if index else name
