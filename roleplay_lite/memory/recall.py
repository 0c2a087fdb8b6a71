"""What the memory holds for a line: a few rows that answer it, or none. Runs while the person waits.

Several searches propose (slot, words, pairs of signs, their sound, vectors), reciprocal rank fusion puts them in one
order, and each of the first is then held against the question: below a threshold nothing comes back, since a memory
that is not asked for is worse than none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roleplay_lite.memory.index.asked import Asked, asked
from roleplay_lite.memory.index.evidence import evidence
from roleplay_lite.memory.index.fusion import fused, retention, strengthened
from roleplay_lite.memory.index.index import Index
from roleplay_lite.memory.item import MemoryItem
from roleplay_lite.memory.rows import COLUMNS, item_of
from roleplay_lite.memory.sqlite_file import SqliteFile

THRESHOLD = 0.5
CANDIDATES = 30
"""Rows that are held against the question."""
BUDGET_CHARS = 400
_WEIGHTS = {"slot": 1.5, "words": 1.0, "bigrams": 1.0, "pinyin": 0.5, "vector": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecalledTurn:
    """An archived turn."""

    id: int
    started: float
    """Unix time."""
    said: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recollection:
    """One thing that came back."""

    item: MemoryItem | None = None
    turn: RecalledTurn | None = None
    """One of the two is set."""
    score: float
    """0 to 1: how surely it answers the line."""
    why: tuple[str, ...] = ()
    """The searches that found it."""

    @property
    def text(self) -> str:
        """What it takes up in a prompt."""
        return self.item.text if self.item else self.turn.said if self.turn else ""


class Recall:
    """Over one file. Safe to use from several threads."""

    def __init__(self, db: SqliteFile, index: Index) -> None:
        self._db, self._index = db, index

    def recall(
        self,
        query: str,
        *,
        person: str,
        persona: str,
        now: float,
        k: int = 5,
        as_of: float | None = None,
        budget_chars: int = BUDGET_CHARS,
    ) -> tuple[Recollection, ...]:
        """The best `k` that answer the line, best first, together no longer than `budget_chars`.

        What is so now goes before what was so once, unless the line asks for that; `as_of` asks for what was so at that
        Unix time.
        """
        scope = self._index.scope(person, persona)
        if scope is None or not query.strip():
            return ()
        question = asked(query)
        rankings, cosines = self._propose(scope, question)
        order = fused((_WEIGHTS[name], ids) for name, ids in rankings.items())
        best = sorted(order, key=lambda one: (-order[one], -one))[:CANDIDATES]
        found = []
        for item in self._items(best, person, persona):
            if as_of is not None and not item.true_at(as_of):
                continue
            score = evidence(question, item, cosines.get(item.id, 0.0)).score
            if score >= THRESHOLD:
                why = tuple(name for name, ids in rankings.items() if item.id in ids)
                found.append(Recollection(item=item, score=score, why=why))
        kept = _ranked(found, order, question, now, dated=as_of is not None)
        return _within(kept[:k], budget_chars)

    def _propose(self, scope: int, question: Asked) -> tuple[dict[str, list[int]], dict[int, float]]:
        near = self._index.by_vector(scope, question.whole, most=CANDIDATES)
        rankings = {
            "slot": self._slots(scope, question),
            "words": _ids(self._index.by_words(scope, question.terms, most=CANDIDATES)),
            "bigrams": _ids(self._index.by_bigrams(scope, question.terms, most=CANDIDATES)),
            "pinyin": _ids(self._index.by_pinyin(scope, question.terms, most=CANDIDATES)),
            "vector": _ids(near),
        }
        return rankings, dict(near)

    def _slots(self, scope: int, question: Asked) -> list[int]:
        found: list[int] = []
        for subject in question.subjects:
            found += self._index.by_slot(scope, subject=subject, predicates=question.predicates, most=CANDIDATES // 2)
        if not question.subjects:
            found += self._index.by_slot(scope, predicates=question.predicates, most=CANDIDATES // 2)
        return found

    def _items(self, ids: Sequence[int], person: str, persona: str) -> list[MemoryItem]:
        marks = ",".join(map(str, ids))
        rows = self._db.read(
            f"select {COLUMNS} from memory where id in ({marks}) and person = ? and persona = ?"
            " and retracted_at is null",
            (person, persona),
        )
        return [item_of(tuple(row)) for row in rows]


def note_recalled(connection: sqlite3.Connection, ids: Iterable[int], now: float) -> None:
    """Note that memories were used, inside the caller's transaction and off the latency path: each lasts longer."""
    for one in ids:
        row = connection.execute("select strength from memory where id = ?", (one,)).fetchone()
        if row:
            connection.execute(
                "update memory set strength = ?, recall_count = recall_count + 1, last_recalled_at ="
                " max(coalesce(last_recalled_at, ?), ?) where id = ?",
                (strengthened(row[0]), now, now, one),
            )


def _ids(hits: Iterable[tuple[int, float]]) -> list[int]:
    return [one for one, _ in hits]


def _ranked(
    found: Iterable[Recollection], order: Mapping[int, float], question: Asked, now: float, *, dated: bool
) -> list[Recollection]:
    """By evidence, place and freshness; what is over after what stands, or before it where the past is asked for."""
    most = max(order.values(), default=1.0)

    def key(one: Recollection) -> tuple[bool, float, float, int]:
        item = one.item
        assert item is not None
        over = item.valid_to is not None
        worth = one.score + 0.15 * order[item.id] / most + 0.05 * kept(item, now) + 0.05 * item.importance
        return (not dated and over != question.past, -round(worth, 6), -item.valid_from, -item.id)

    return sorted(found, key=key)


def kept(item: MemoryItem, now: float) -> float:
    """What is left of it, 0 to 1."""
    return retention(now - max(item.recorded_at, item.last_recalled_at or 0.0), item.strength)


def _within(found: Iterable[Recollection], budget: int) -> tuple[Recollection, ...]:
    fitting = []
    for one in found:
        if len(one.text) <= budget:
            budget -= len(one.text)
            fitting.append(one)
    return tuple(fitting)
