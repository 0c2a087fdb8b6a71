"""Full-text search within one person's rows, by FTS5 of SQLite 3.40 and later.

Every term begins with the number of its scope and the letter of its kind (「7b女儿」), so that neither another person's
rows nor another column's are read, whoever has a hundred thousand of them. Rare terms are read whole, frequent ones
not at all while there are rarer ones: few rows are scored, here, since FTS5's own bm25 would read each row's text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from math import log

import numpy as np
import numpy.typing as npt

from roleplay_lite.memory.sqlite_file import SqliteFile

MOST_SOUGHT = 16
"""Terms of a question that are looked up."""
MOST_TERMS = 8
"""The rarest of them, whose rows are scored."""
LONGEST_LIST = 200
"""Rows of one term that are read; a term with more of them says little, and the newest stand for all."""
SHARE = 0.1
"""Of all rows, above which a term says nothing where others do."""
_FEW = 20

Hit = tuple[int, float]
"""A row's id and its score; more is better."""
_Ids = npt.NDArray[np.int64]
_Found = tuple[Sequence[str], _Ids]


class FullText:
    """One FTS5 table."""

    def __init__(self, db: SqliteFile, table: str, columns: Sequence[str]) -> None:
        self._db, self._table, self._columns = db, table, tuple(columns)
        # As one text: a value for each row takes longer than finding it.
        self._newest = (
            f"select {{}} as place, group_concat(rowid) as ids from"
            f" (select rowid from {table} where {table} match ? order by rowid desc limit ?)"
        )

    def add(self, connection: sqlite3.Connection, row: int, texts: Sequence[str]) -> None:
        """Put a row in, a text of terms for each column, inside the caller's transaction."""
        places = ", ".join("?" * (len(self._columns) + 1))
        connection.execute(
            f"insert into {self._table} (rowid, {', '.join(self._columns)}) values ({places})", (row, *texts)
        )

    def rows(self, match: str, most: int = LONGEST_LIST) -> _Ids:
        """Rows that match, newest first."""
        return self._each([match], most)[0]

    def absent(self, terms: Sequence[str]) -> list[bool]:
        """Of each term whether no row has it."""
        return [not len(rows) for rows in self._each([any_of([term]) for term in terms], 1)] if terms else []

    def _each(self, matches: Sequence[str], most: int) -> list[_Ids]:
        """Rows of each match, in one query: a query costs as much as finding a few hundred rows."""
        query = " union all ".join(self._newest.format(place) for place in range(len(matches)))
        found = [np.zeros(0, np.int64)] * len(matches)
        for row in self._db.read(query, [value for match in matches for value in (match, most)]):
            if row["ids"]:
                found[row["place"]] = np.fromstring(row["ids"], np.int64, sep=",")
        return found

    def search(self, groups: Iterable[Sequence[str]], *, among: int, most: int) -> list[Hit]:
        """The best rows of a scope of `among` rows. Each group is one thing that is looked for, in any of its forms."""
        sought = [group for group in groups if group][:MOST_SOUGHT]
        if not sought:
            return []
        lists = self._each([any_of(group) for group in sought], LONGEST_LIST + 1)
        found = sorted(
            (pair for pair in zip(sought, lists, strict=True) if len(pair[1])), key=lambda pair: len(pair[1])
        )
        often = max(_FEW, SHARE * among)
        kept = [pair for pair in found if len(pair[1]) <= min(often, LONGEST_LIST)][:MOST_TERMS]
        if not kept and found:
            kept = self._together(found)
        return _scored(kept, among, most)

    def _together(self, found: list[_Found]) -> list[_Found]:
        """Frequent terms alone: the rows that have two of them, or the newest of the rarest."""
        both: list[_Found] = [
            ([*one, *other], self.rows(f"({any_of(one)}) AND ({any_of(other)})"))
            for index, (one, _) in enumerate(found[:3])
            for other, _ in found[index + 1 : 3]
        ]
        return [pair for pair in both if len(pair[1])] or found[:1]


def any_of(terms: Iterable[str]) -> str:
    """A match of any of the terms; they hold letters, figures and signs alone."""
    return " OR ".join(f'"{term}"' for term in terms)


def all_of(terms: Iterable[str]) -> str:
    """A match of all of them."""
    return " AND ".join(f'"{term}"' for term in terms)


def _scored(lists: list[_Found], among: int, most: int) -> list[Hit]:
    """Rows by the sum of their terms' weights (bm25's, for short rows of about one length)."""
    if not lists:
        return []
    weights = [log(1 + (max(among, len(rows)) - len(rows) + 0.5) / (len(rows) + 0.5)) for _, rows in lists]
    ids, places = np.unique(np.concatenate([rows for _, rows in lists]), return_inverse=True)
    sums = np.bincount(places, np.repeat(weights, [len(rows) for _, rows in lists]))
    # Of equal ones the newer first.
    best = np.lexsort((-ids, -sums))[:most]
    return [(int(ids[place]), float(sums[place])) for place in best]
