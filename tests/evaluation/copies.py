"""Whether a line of a set stands anywhere else in the product."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import roleplay_lite
from roleplay_lite import paths

PACKAGE = Path(roleplay_lite.__file__).parent
_WRITTEN = {".py", ".json", ".jsonl", ".toml", ".txt"}


def shared_with_the_product(lines: Iterable[str], own: str) -> list[tuple[str, str]]:
    """Each line that another file holds, with that file's name; `own` is the set's."""
    files = [file for file in PACKAGE.rglob("*") if file.suffix in _WRITTEN and file.name != own]
    files += [*paths.shipped("personas").glob("*.toml"), *(Path(__file__).parents[1] / "persona").glob("*.jsonl")]
    texts = {file.name: bare(file.read_text("utf-8")) for file in files}
    assert {"facts.py", "phrasings.jsonl", "chat.jsonl", "xiaoman.toml"} <= texts.keys()
    return [(line, name) for line in lines for name, text in texts.items() if bare(line) in text]


def bare(text: str) -> str:
    """Without white space and punctuation, so that neither hides a copy."""
    return re.sub(r"[\W_]", "", text).lower()


def likeness(one: str, other: str) -> float:
    """Dice's coefficient over two characters at a time."""
    first, second = _pairs(one), _pairs(other)
    return 2 * (first & second).total() / max(1, first.total() + second.total())


def _pairs(text: str) -> Counter[str]:
    words = bare(text)
    return Counter(words[place : place + 2] for place in range(max(len(words) - 1, 1)))
