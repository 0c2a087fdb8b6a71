"""The lines that the skills were written for: orders with their intents, and chat that sounds like orders."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def orders() -> Iterator[tuple[str, str]]:
    """Intent and line, in the order of the file."""
    intent = ""
    for line in _lines("orders.txt"):
        if line.isascii() and "." in line and " " not in line:
            intent = line
        else:
            yield intent, line


def chat() -> Iterator[str]:
    """Lines in which nothing is asked of a skill."""
    yield from _lines("chat.txt")


def _lines(name: str) -> Iterator[str]:
    text = files("roleplay_lite.skills.learning").joinpath(name).read_text(encoding="utf-8")
    yield from (line for line in text.split("\n") if line and not line.startswith("#"))
