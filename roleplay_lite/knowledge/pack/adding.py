"""Rows put into the tables of a pack, and what finds them beside them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from roleplay_lite.memory.index.terms import terms_of


class Adding:
    """Adds to the tables of an open pack; the transaction is the caller's."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def source(self, name: str, *, version: str = "", url: str = "", licence: str = "") -> int:
        return self._put(
            "insert into source (name, version, url, licence) values (?, ?, ?, ?)", (name, version, url, licence)
        )

    def entity(self, name: str, *, source: int, kind: str = "", aliases: Iterable[str] = ()) -> int:
        """A thing, to be found by its name and its aliases."""
        row = self._put("insert into entity (name, kind, source) values (?, ?, ?)", (name, kind, source))
        self.also_named(row, (name, *aliases))
        return row

    def also_named(self, entity: int, aliases: Iterable[str]) -> None:
        rows = [(alias, entity) for alias in aliases if alias]
        self.db.executemany("insert or ignore into alias (alias, entity) values (?, ?)", rows)

    def triple(self, entity: int, attribute: str, value: str, *, source: int, by_value: bool = False) -> int:
        """A property. With `by_value` it is found by its words too, those of the entity's name included."""
        row = self._put(
            "insert into triple (entity, attribute, value, source) values (?, ?, ?, ?)",
            (entity, attribute, value, source),
        )
        if by_value:
            (name,) = self.db.execute("select name from entity where id = ?", (entity,)).fetchone()
            self._find("triple_terms", row, f"{name}，{value}")
        return row

    def faq(self, question: str, answer: str, *, source: int, paraphrases: Iterable[str] = ()) -> int:
        row = self._put("insert into faq (question, answer, source) values (?, ?, ?)", (question, answer, source))
        for way in dict.fromkeys((question, *paraphrases)):
            if way:
                found = self._put("insert into paraphrase (faq, text) values (?, ?)", (row, way))
                self._find("faq_terms", found, way)
        return row

    def document(self, title: str, *, source: int, origin: str = "", sha256: str = "", added: float = 0.0) -> int:
        return self._put(
            "insert into document (title, origin, sha256, added, source) values (?, ?, ?, ?, ?)",
            (title, origin, sha256, added, source),
        )

    def passage(self, document: int, position: int, text: str, *, heading: str = "") -> int:
        row = self._put(
            "insert into passage (document, position, heading, text) values (?, ?, ?, ?)",
            (document, position, heading, text),
        )
        self._find("passage_terms", row, f"{heading}\n{text}")
        return row

    def count_rows(self, source: int) -> None:
        """Write into the source how much came from it."""
        self.db.execute(
            "update source set rows = (select count(*) from triple where source = ?1) "
            "+ (select count(*) from faq where source = ?1) + (select count(*) from passage p "
            "join document d on d.id = p.document where d.source = ?1) where id = ?1",
            (source,),
        )

    def _find(self, table: str, row: int, text: str) -> None:
        self.db.execute(f"insert into {table} (rowid, words, bigrams) values (?, ?, ?)", (row, *searched(text)))

    def _put(self, query: str, values: tuple[object, ...]) -> int:
        row = self.db.execute(query, values).lastrowid
        assert row is not None
        return row


def searched(text: str) -> tuple[str, str]:
    """The two columns of a full-text row."""
    terms = terms_of(text)
    return " ".join(terms.words), " ".join(terms.bigrams)
