"""The recipe of `knowledge/query/needs.json`: logistic regression over how a line asks.

    python -m roleplay_lite.evaluation.train_needs [--check]

What is to be looked up are the questions of `sets/knowledge.jsonl` and of `needs/looked-up.txt`; what is not is the
small talk, the feelings, the orders, the questions of the persona and of the person in the other sets. Both weigh the
same. Of each file every third line is kept apart, and the figures are of those. With `--check` it writes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from roleplay_lite.evaluation.kdconv_base import MemoryPack
from roleplay_lite.evaluation.train_retrieval import Features, told_apart
from roleplay_lite.knowledge.query.frames import unframed
from roleplay_lite.knowledge.query.names import Names
from roleplay_lite.knowledge.query.needs import FILE, needs_features
from roleplay_lite.knowledge.retrieval.weights import chance, weighed

SETS = Path(__file__).with_name("sets")
WRITTEN = Path(__file__).with_name("needs") / "looked-up.txt"
LOOKED_UP = ("knowledge",)
LEFT_ALONE = ("chat", "persona", "emotion", "contradictions", "recall-dev", "memory", "intents")
ORDERS = ("alarm", "timer", "reminder", "device", "speech", "story", "chain", "riddle")
"""Beginnings of intents that ask for nothing; what a word means and how much a pound is are asked of skills first."""
BY_HAND = {
    "entity, asks": 1.2,
    "entity, attribute": 1.5,
    "carried": 0.5,
    "carried, attribute": 4.0,
}
"""No set has lines with a pack beside them: what it weighs that a thing of the packs is named, or carried over."""
APART = 3
PENALTY = 2.0
BALANCE = 1.0
"""How much all that is to be looked up weighs beside all that is not."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, and whether it is to be looked up."""

    file: str
    said: str
    wanted: bool
    apart: bool


def lines() -> list[Line]:
    """The lines of the sets, each once."""
    found: dict[str, Line] = {}
    for wanted, line in _written():
        of = "looked up, written" if wanted else "left alone, written"
        found[line] = Line(of, line, wanted, len(found) % APART == 0)
    for wanted, files in ((True, LOOKED_UP), (False, LEFT_ALONE)):
        for file in files:
            said = [each for row in _rows(file) if _counts(row) for each in _said(row)]
            for place, each in enumerate(dict.fromkeys(said)):
                found.setdefault(each, Line(file, each, wanted, place % APART == 0))
    return list(found.values())


def _written() -> Iterator[tuple[bool, str]]:
    """The lines of `needs/looked-up.txt`."""
    wanted = True
    for line in WRITTEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            wanted = line == "[up]"
        elif line and not line.startswith("#"):
            yield wanted, line


def _rows(file: str) -> Iterator[dict[str, Any]]:
    path = SETS / f"{file}.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        yield dict(json.loads(line))


def _counts(row: dict[str, Any]) -> bool:
    return "intent" not in row or str(row["intent"]).partition(".")[0] in ORDERS


def _said(row: dict[str, Any]) -> Iterator[str]:
    """Its own words, and those of the turns and questions within it."""
    for name in ("said", "asked"):
        # Of a household's own names only the household knows that they are no one else's.
        if (
            isinstance(words := row.get(name), str)
            and "{" not in words
            and (name == "said" or re.search("[你我咱]", words))
        ):
            yield words
    for name in ("turns", "questions"):
        parts = row.get(name)
        for part in parts if isinstance(parts, list) else ():
            yield from _said(part)


def features_of(line: str, names: Names) -> Features:
    """Without a pack: whether a thing is named counts beside the line's own form, and is learnt by hand."""
    asked = names.attributes.asked(unframed(line))
    return needs_features(line, entity=0.0, attribute=max(asked.values(), default=0.0), carried=False)


def _learnt(rows: Sequence[Features], wanted: Sequence[bool]) -> dict[str, float]:
    """What is to be looked up counts as much as the rest, of which there is more."""
    often = max(1, round((len(wanted) - sum(wanted)) / max(1, sum(wanted)) * BALANCE))
    repeated = [at for at, one in enumerate(wanted) for _ in range(often if one else 1)]
    return told_apart([rows[at] for at in repeated], [wanted[at] for at in repeated], PENALTY) | BY_HAND


def _report(found: Sequence[Line], rows: Sequence[Features], weights: dict[str, float]) -> None:
    for file in dict.fromkeys(one.file for one in found):
        own = [(one, row) for one, row in zip(found, rows, strict=True) if one.file == file and one.apart]
        right = sum((chance(weighed(row, weights)) >= 0.5) is one.wanted for one, row in own)
        click.echo(f"{file}: {right}/{len(own)} right of those kept apart")


@click.command()
@click.option("--check", is_flag=True, help="Print, and write nothing.")
def main(check: bool) -> None:
    """Learn the weights."""
    found = lines()
    with closing(MemoryPack("empty", [("", "简介", "")])) as pack:
        names = Names([pack])
        rows = [features_of(one.said, names) for one in found]
    kept = [at for at, one in enumerate(found) if not one.apart]
    weights = _learnt([rows[at] for at in kept], [found[at].wanted for at in kept])
    _report(found, rows, weights)
    if not check:
        whole = _learnt(rows, [one.wanted for one in found])
        FILE.write_text(json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
