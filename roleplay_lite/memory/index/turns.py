"""Archived turns by the pairs of signs in what was said and answered."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from roleplay_lite.memory.index.embedding import Embedding, removed
from roleplay_lite.memory.index.lexical import FullText, Hit
from roleplay_lite.memory.index.scopes import Scopes
from roleplay_lite.memory.index.speaking import matter_term, person_term, speaks_of
from roleplay_lite.memory.index.terms import Terms, terms_of
from roleplay_lite.memory.sqlite_file import SqliteFile


class TurnIndex:
    """Safe to use from several threads."""

    def __init__(self, db: SqliteFile, scopes: Scopes, embedding: Embedding | None) -> None:
        self._db, self._scopes, self._embedding = db, scopes, embedding
        self._rows = FullText(db, "turn_fts", ("bigrams",))

    def add(self, connection: sqlite3.Connection, turn_id: int, said: str, reply: str) -> None:
        """Put a turn in that stands in its table already, its words as they stand there."""
        scope = self._scope(connection, turn_id)
        if scope:
            self._rows.add(connection, turn_id, (_text(scope, said, reply),))
            self._scopes.count(connection, scope, turns=1)
            if self._embedding is not None:
                self._embedding.queue(connection, "turn", [turn_id])

    def remove(self, connection: sqlite3.Connection, ids: Iterable[int]) -> None:
        """Take turns out, while they still stand in their table; ones that are not in are passed over."""
        for turn_id in ids:
            removed(connection, "turn", turn_id)
            if not connection.execute("select 1 from turn_fts where rowid = ?", (turn_id,)).fetchone():
                continue
            scope = self._scope(connection, turn_id)
            row = connection.execute("select said, reply from turn where id = ?", (turn_id,)).fetchone()
            connection.execute(
                "insert into turn_fts (turn_fts, rowid, bigrams) values ('delete', ?, ?)",
                (turn_id, _text(scope, row[0], row[1])),
            )
            self._scopes.count(connection, scope, turns=-1)

    def by_bigrams(self, scope: int, asked: Terms, *, most: int) -> list[Hit]:
        """By words of other letters as well."""
        return self._search(scope, [[f"{scope}b{term}"] for term in (*asked.bigrams, *asked.words)], most)

    def by_matters(self, scope: int, matters: Iterable[str], *, most: int) -> list[Hit]:
        return self._search(scope, [[matter_term(scope, one)] for one in matters], most)

    def by_people(self, scope: int, people: Iterable[str], names: Iterable[str], *, most: int) -> list[Hit]:
        """Turns that name them; `names` are pairs of signs of their names."""
        groups = [[person_term(scope, one)] for one in people] + [[f"{scope}b{pair}"] for pair in names]
        return self._search(scope, groups, most)

    def _search(self, scope: int, groups: Iterable[Sequence[str]], most: int) -> list[Hit]:
        return self._rows.search(groups, among=self._scopes.turns(scope), most=most)

    def neighbours(self, ids: Iterable[int]) -> dict[int, list[int]]:
        """For each turn the one before it and the one after it in its conversation."""
        rows = self._db.read(
            "select one.id as id, other.id as beside from turn as one join turn as other on other.session = one.session"
            f" and other.position in (one.position - 1, one.position + 1) where one.id in ({','.join(map(str, ids))})"
        )
        found: dict[int, list[int]] = {}
        for row in rows:
            found.setdefault(row["id"], []).append(row["beside"])
        return found

    def _scope(self, connection: sqlite3.Connection, turn_id: int) -> int:
        owner = connection.execute(
            "select person, persona from turn join session on session.id = turn.session where turn.id = ?", (turn_id,)
        ).fetchone()
        return self._scopes.of(connection, *owner) if owner else 0


def _text(scope: int, said: str, reply: str) -> str:
    # Without what `rjieba` would add: the same words must give the same terms when the turn is taken out.
    found = terms_of(f"{said}\n{reply}", cut=False)
    terms = [f"{scope}b{term}" for term in (*found.bigrams, *found.words)]
    return " ".join((*terms, *speaks_of(scope, said)))
