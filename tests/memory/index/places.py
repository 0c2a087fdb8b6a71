"""A store with rows in it, written by SQL so that only the index is under test."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from roleplay_lite.memory.index import Index, extra_words
from roleplay_lite.memory.item import SELF
from roleplay_lite.memory.migrations import migrations
from roleplay_lite.memory.predicates import predicate, told
from roleplay_lite.memory.sqlite_file import SqliteFile

NOW = 1_800_000_000.0
DAY = 86400.0


@contextmanager
def store() -> Iterator[SqliteFile]:
    db = SqliteFile(None, migrations, name="the store", elsewhere="store.path")
    try:
        yield db
    finally:
        db.close()


def put(
    db: SqliteFile,
    index: Index | None,
    key: str,
    value: str,
    *,
    person: str = "小林",
    persona: str = "niaoniao",
    subject: str = SELF,
    said: str = "",
    at: float = NOW - DAY,
    until: float | None = None,
    strength: float = 30.0,
    importance: float = 0.5,
    turn: int | None = None,
) -> int:
    """A memory's row and, with an index, its entry; gives the id."""
    with db.writing() as connection:
        _person(connection, person)
        row = connection.execute(
            "insert into memory (person, persona, kind, subject, predicate, object, polarity, cardinality, text, said,"
            " valid_from, valid_to, recorded_at, importance, strength, recall_count, confidence, sensitivity,"
            " extractor, source_turn)"
            " values (?, ?, ?, ?, ?, ?, 'yes', 'many', ?, ?, ?, ?, ?, ?, ?, 0, 1, 'plain', 'test', ?)",
            (
                *(person, persona, predicate(key).kind, subject, key, value),
                *(told(subject, key, value), said or value, at, until, at, importance, strength, turn),
            ),
        )
        id_ = int(row.lastrowid or 0)
        if index:
            index.add(connection, id_, told(subject, key, value), extra_words(key, subject, said or value))
    return id_


def say(
    db: SqliteFile, index: Index | None, said: str, reply: str = "", *, person: str = "小林", persona: str = "niaoniao"
) -> int:
    """A turn's row and, with an index, its entry; gives the id. One person's turns are one conversation."""
    with db.writing() as connection:
        _person(connection, person)
        owner = (person, persona)
        found = connection.execute("select id from session where person = ? and persona = ?", owner).fetchone()
        if not found:
            connection.execute("insert into session (person, persona, llm, started) values (?, ?, 'fake', 0)", owner)
            found = connection.execute("select id from session where person = ? and persona = ?", owner).fetchone()
        place = connection.execute("select count(*) from turn where session = ?", found).fetchone()[0]
        row = connection.execute(
            "insert into turn (session, position, started, said, confidence, prompted, reply, heard_text, outcome,"
            " metrics) values (?, ?, ?, ?, 1, ?, ?, ?, 'complete', '{}')",
            (found[0], place, NOW - DAY + place, said, said, reply, reply),
        )
        id_ = int(row.lastrowid or 0)
        if index:
            index.turns.add(connection, id_, said, reply)
    return id_


def _person(connection: sqlite3.Connection, person: str) -> None:
    connection.execute("insert or ignore into person (id, name, created) values (?, ?, 0)", (person, person))
