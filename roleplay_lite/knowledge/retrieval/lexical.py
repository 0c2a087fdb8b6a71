"""Full-text search in a pack: words and pairs of signs, by BM25 over the rows of rare terms.

FTS5's own bm25 reads every row of every term; here a frequent term is not read at all while there are rarer ones, and
rows are scored by what they share with the question (lengths count when the rows themselves are read, `ranking.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from roleplay_lite.knowledge.query.reading import Readable, rows
from roleplay_lite.memory.index.terms import asked_terms, terms_of

MOST_SOUGHT = 24
"""Terms of a question that are looked up."""
LONGEST_LIST = 250
"""Rows of one term that are read."""
MOST = 40
"""Rows that come back."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question looks for."""

    words: tuple[str, ...]
    bigrams: tuple[str, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """Each once; a word of two signs is its pair of signs too."""
        return tuple(dict.fromkeys((*self.words, *self.bigrams)))[:MOST_SOUGHT]


def sought_of(text: str) -> Sought:
    """The terms of a question, without what only asks where anything else is left."""
    found = asked_terms(text)
    if not found.words and not found.bigrams:
        found = terms_of(text)
    return Sought(found.words, found.bigrams)


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of one table, best first, and how telling each term is there."""

    ids: tuple[int, ...]
    idf: Mapping[str, float]


def search(pack: Readable, table: str, sought: Sought) -> Found:
    """Rows that share the most telling terms."""
    terms = sought.terms
    size = _size(pack, table)
    if not terms or not size:
        return Found((), {})
    lists = _lists(pack, table, terms)
    idf = {term: log(1 + (size - len(ids) + 0.5) / (len(ids) + 0.5)) for term, ids in lists.items()}
    rare = {term: ids for term, ids in lists.items() if 0 < len(ids) < LONGEST_LIST}
    if not rare:
        rare = _together(pack, table, [term for term, ids in lists.items() if ids])
    scores: dict[int, float] = {}
    for term, ids in rare.items():
        for one in ids:
            scores[one] = scores.get(one, 0.0) + idf.get(term, 1.0)
    best = sorted(scores, key=lambda one: (-scores[one], one))[:MOST]
    return Found(tuple(best), idf)


def _lists(pack: Readable, table: str, terms: Sequence[str]) -> dict[str, list[int]]:
    """Rows of each term, in one query: a query costs as much as finding a few hundred rows."""
    each = (
        f"select {{}}, group_concat(rowid) from (select rowid from {table} where {table} match ? limit {LONGEST_LIST})"
    )
    query = " union all ".join(each.format(place) for place in range(len(terms)))
    found = rows(pack, query, [f'"{term}"' for term in terms])
    return {terms[place]: [int(one) for one in ids.split(",")] if ids else [] for place, ids in found}


def _together(pack: Readable, table: str, terms: Sequence[str]) -> dict[str, list[int]]:
    """Where all terms are frequent, rows that have two neighbours among them."""
    pairs = [f'"{one}" AND "{other}"' for one, other in pairwise(terms)][:6] or [f'"{term}"' for term in terms[:1]]
    return {
        pair: [
            row[0]
            for row in rows(pack, f"select rowid from {table} where {table} match ? limit {LONGEST_LIST}", (pair,))
        ]
        for pair in pairs
    }


def _size(pack: Readable, table: str) -> int:
    """About how many rows there are."""
    of = {"faq_terms": "paraphrase", "passage_terms": "passage", "triple_terms": "triple"}[table]
    return int(rows(pack, f"select coalesce(max(id), 0) from {of}")[0][0])
