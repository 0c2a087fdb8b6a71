"""Which memories and turns of a person may answer a question: the first of several searches, fused by rank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from roleplay_lite.memory.index.asked import Asked
from roleplay_lite.memory.index.evidence import LOOSE
from roleplay_lite.memory.index.fusion import fused, with_neighbours
from roleplay_lite.memory.index.index import Index
from roleplay_lite.memory.index.people import names_kept
from roleplay_lite.memory.index.terms import terms_of
from roleplay_lite.memory.item import SELF
from roleplay_lite.memory.sqlite_file import SqliteFile

MOST_ITEMS = MOST_TURNS = 10
_LIST = 40
_NAMES = 200
_WEIGHTS = {"slot": 1.5, "people": 1.0, "words": 1.0, "bigrams": 1.0, "matters": 1.0, "pinyin": 0.5, "vector": 1.0}
_LEAST = 0.35
"""The part of the first one's weight below which nothing is looked at."""
_BESIDE = 0.5
"""What a turn beside a found one has of its weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """Ids, best first, each with the searches that found it."""

    items: Mapping[int, tuple[str, ...]]
    turns: Mapping[int, tuple[str, ...]]
    vector: npt.NDArray[np.float32] | None
    """The question's; None without an embedder."""


class Proposer:
    """Over one file."""

    def __init__(self, db: SqliteFile, index: Index) -> None:
        self._db, self._index = db, index

    def names(self, scope: int) -> dict[str, str]:
        """Names that are known, each with the relation that it stands for."""
        ids = self._index.by_slot(scope, predicates=("name",), most=_NAMES)
        rows = self._db.read(
            f"select subject, object from memory where id in ({','.join(map(str, ids))}) and subject <> ?"
            " and polarity = 'yes' and retracted_at is null order by id desc",
            (SELF,),
        )
        return names_kept((row["subject"], row["object"]) for row in rows)

    def propose(self, scope: int, question: Asked, names: Mapping[str, str]) -> Proposals:
        """Candidates of both kinds."""
        people = [*question.relations, *([question.named] if question.named else [])]
        called = [name for name, who in names.items() if who in question.relations or name in question.names]
        by_name = [pair for name in (*called, question.named) for pair in terms_of(name, cut=False).bigrams]
        index, most = self._index, _LIST
        matters = sorted(question.matters - LOOSE) or sorted(question.matters)
        near = index.embedding
        vector = near.question(question.text) if near else None
        items = {
            "slot": self._slots(scope, question),
            "people": _ids(index.by_people(scope, people, by_name, most=most)),
            "words": _ids(index.by_words(scope, question.everything, most=most)),
            "bigrams": _ids(index.by_bigrams(scope, question.everything, most=most)),
            "matters": _ids(index.by_matters(scope, matters, most=most)),
            "pinyin": _ids(index.by_pinyin(scope, question.everything, most=most)) if question.question else [],
            "vector": _ids(near.nearest("memory", vector, scope=scope, most=most))
            if near and vector is not None
            else [],
        }
        turns = {
            "people": _ids(index.turns.by_people(scope, people, by_name, most=most)),
            "bigrams": _ids(index.turns.by_bigrams(scope, question.everything, most=most)),
            "matters": _ids(index.turns.by_matters(scope, matters, most=most)),
            "vector": _ids(near.nearest("turn", vector, scope=scope, most=most)) if near and vector is not None else [],
        }
        order = fused((_WEIGHTS[name], ids) for name, ids in turns.items())
        first = sorted(order, key=lambda one: (-order[one], -one))[:MOST_TURNS]
        order = with_neighbours({one: order[one] for one in first}, index.turns.neighbours(first[:10]), _BESIDE)
        return Proposals(
            items=_first(fused((_WEIGHTS[name], ids) for name, ids in items.items()), items, MOST_ITEMS),
            turns=_first(order, turns, MOST_TURNS),
            vector=vector,
        )

    def _slots(self, scope: int, question: Asked) -> list[int]:
        found: list[int] = []
        for subject in question.subjects or ("",):
            found += self._index.by_slot(scope, subject=subject, predicates=question.predicates, most=_LIST // 2)
        return found


def _first(order: Mapping[int, float], rankings: Mapping[str, Sequence[int]], most: int) -> dict[int, tuple[str, ...]]:
    least = _LEAST * max(order.values(), default=0.0)
    best = sorted((one for one in order if order[one] >= least), key=lambda one: (-order[one], -one))[:most]
    return {one: tuple(name for name, ids in rankings.items() if one in ids) for one in best}


def _ids(hits: Iterable[tuple[int, float]]) -> list[int]:
    return [one for one, _ in hits]
