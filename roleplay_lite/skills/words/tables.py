"""The files of words beside this module, as rows."""

from __future__ import annotations

from importlib import resources


def lines_of_file(name: str) -> list[str]:
    """Its lines, without notes (`#`) and blanks at their ends; empty lines are kept, they part poems and stories."""
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if not line.startswith("#")]


def rows(name: str) -> list[list[str]]:
    """Fields between `|`, without blanks around them."""
    return [[field.strip() for field in line.split("|")] for line in lines_of_file(name) if line]
