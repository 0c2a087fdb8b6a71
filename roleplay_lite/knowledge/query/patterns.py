"""The regular expressions of `patterns.txt`, by name."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Every part of that name as one. Raises KeyError."""
    return re.compile("|".join(_parts()[name]), re.IGNORECASE)


@cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """Each part of that name by itself, in the order of the file."""
    return tuple(re.compile(part, re.IGNORECASE) for part in _parts()[name])


@lru_cache(maxsize=1)
def features() -> tuple[str, ...]:
    """The names of what tells how a line asks."""
    return tuple(name.removeprefix("feature ") for name in _parts() if name.startswith("feature "))


@lru_cache(maxsize=1)
def _parts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in Path(__file__).with_name("patterns.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]") and re.fullmatch(r"\[[a-z ]+\]", line):
            name = line[1:-1]
        else:
            found.setdefault(name, []).append(line)
    soft = "|".join(found["soft"])
    return {name: [part.replace("{soft}", soft) for part in parts] for name, parts in found.items()}
