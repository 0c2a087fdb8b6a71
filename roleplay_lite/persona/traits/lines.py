"""What characters with a trait would say: a few exchanges for each of the 209, and the dictionary's own for the rest.

A small model does not act on an adjective, and little on a line that tells it what to do: it talks as was talked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from itertools import chain, zip_longest

from roleplay_lite.persona.persona import Example, Trait
from roleplay_lite.persona.traits.dictionary import lookup


def lines_of(trait: Trait) -> tuple[Example, ...]:
    """The exchanges of that trait, the plainest first; none for a trait that the dictionary lacks."""
    entry = lookup(trait.name)
    if not entry:
        return ()
    return _written().get(entry.en) or (Example(user=entry.to, reply=entry.example),)


def lines_for(traits: Sequence[Trait], chars: int) -> tuple[Example, ...]:
    """Exchanges of all these traits in turn, as many as come to so many characters; of lines that answer the same, the
    first."""
    turns = chain.from_iterable(zip_longest(*(lines_of(trait) for trait in traits)))
    chosen: dict[str, Example] = {}
    for line in turns:
        if line is None or line.user in chosen:
            continue
        chars -= len(line.user) + len(line.reply)
        if chars < 0:
            break
        chosen[line.user] = line
    return tuple(chosen.values())


@lru_cache(maxsize=1)
def _written() -> dict[str, tuple[Example, ...]]:
    folder = resources.files(__package__).iterdir()
    files = sorted((file for file in folder if file.name.startswith("lines-")), key=lambda file: file.name)
    rows = [row for file in files for row in file.read_text(encoding="utf-8").splitlines() if row]
    found: dict[str, list[Example]] = {}
    for row in json.loads(f"[{','.join(rows)}]"):
        found.setdefault(row["label"], []).append(Example(user=row["to"], reply=row["reply"]))
    return {label: tuple(lines) for label, lines in found.items()}
