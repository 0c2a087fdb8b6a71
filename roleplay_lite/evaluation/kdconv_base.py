"""KdConv as questions to a knowledge base: the base of a domain as a pack, and each turn that rests on it.

The data is what `judging/kdconv.py` reads. Travel has its knowledge base in a file; of film and music it is the triples
that the dialogues rest on.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.judging.kdconv import Domain
from roleplay_lite.knowledge.pack.adding import Adding
from roleplay_lite.knowledge.pack.writer import make_tables
from roleplay_lite.knowledge.query.aliases import aliases_of

Triple = tuple[str, str, str]
LICENCE = "Apache-2.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One turn that rests on triples, and what was said until then."""

    id: str
    """`travel-3-8`: the domain, the dialogue and the message that answers."""
    said: str
    before: tuple[tuple[str, str], ...]
    """The dialogue so far as (the asker's words, the other's), latest last; the first may be without words."""
    gold: frozenset[Triple]


class MemoryPack:
    """A knowledge base in memory, read as a pack is."""

    def __init__(self, name: str, triples: Iterable[Triple]) -> None:
        self.name = name
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        make_tables(self.db, name=name, title=name, licence=LICENCE, language="zh", version="1", private=False)
        self.db.execute("begin")
        adding = Adding(self.db)
        source = adding.source("KdConv", licence=LICENCE)
        ids: dict[str, int] = {}
        for about, attribute, value in dict.fromkeys(triples):
            if about not in ids:
                ids[about] = adding.entity(about, source=source, aliases=aliases_of(about))
            adding.triple(ids[about], attribute, value, source=source)
        self.db.execute("commit")

    def close(self) -> None:
        self.db.close()


def read_base(folder: Path, domain: Domain) -> list[Triple]:
    """The triples of a domain, each once. Raises InputError."""
    if domain == "travel":
        rows = _json(folder / "kb_travel.json")
        try:
            found = [(str(row[0]), str(row[1]), str(row[2])) for group in rows.values() for row in group]
        except (AttributeError, IndexError, TypeError) as problem:
            raise InputError(f"{folder / 'kb_travel.json'}: not KdConv's; a list of triples for each name") from problem
    else:
        found = [triple for asked in _turns(folder, domain) for triple in sorted(asked[2])]
    return list(dict.fromkeys(found))


def read_asked(folder: Path, domain: Domain) -> list[Asked]:
    """Each turn of a domain that rests on triples and answers another, in the order of the file. Raises InputError."""
    return [
        Asked(id=name, said=words[-1], before=_pairs(words[:-1]), gold=triples)
        for name, words, triples in _turns(folder, domain)
        if words
    ]


def _turns(folder: Path, domain: Domain) -> Iterator[tuple[str, list[str], frozenset[Triple]]]:
    file = folder / f"{domain}_dev.json"
    try:
        for number, dialogue in enumerate(_json(file)):
            words: list[str] = []
            for place, message in enumerate(dialogue["messages"]):
                triples = frozenset(
                    (str(row["name"]), str(row["attrname"]), str(row["attrvalue"]))
                    for row in message.get("attrs") or ()
                )
                if triples:
                    yield f"{domain}-{number}-{place}", list(words), triples
                words.append(str(message["message"]))
    except (KeyError, TypeError, AttributeError) as problem:
        raise InputError(f"{file}: not KdConv's; each dialogue has messages, each with message and attrs") from problem


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(f"{file}: cannot be read as text; give KdConv's own file") from problem
    except (ValueError, RecursionError) as problem:
        raise InputError(f"{file}: is not JSON; give KdConv's own file") from problem


def _pairs(words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Exchanges as the asker sees them: the other one spoke last."""
    whole = ["", *words] if len(words) % 2 else list(words)
    return tuple((whole[at], whole[at + 1]) for at in range(0, len(whole), 2))
