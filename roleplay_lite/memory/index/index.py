"""What memories and turns are found by: kept in the transaction that writes them, read within one person's rows.

Words of a person stand in `memory_fts` and `turn_fts` (with FTS5's own tables behind them), numbers made of them in
`vec`. Taking a row out marks it as gone; its letters leave the file with `purge`, while `secure_delete` is on.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from roleplay_lite.engines import Cancel, Embed
from roleplay_lite.memory.index.lexical import FullText, Hit, all_of
from roleplay_lite.memory.index.rebuild import Rebuild
from roleplay_lite.memory.index.scopes import Scopes
from roleplay_lite.memory.index.speaking import matter_term, person_term, speaks_of
from roleplay_lite.memory.index.terms import Terms, asked_terms, terms_of
from roleplay_lite.memory.index.turns import TurnIndex
from roleplay_lite.memory.index.vectors import Vectors
from roleplay_lite.memory.predicates import predicate
from roleplay_lite.memory.spelling import spellings
from roleplay_lite.memory.sqlite_file import SqliteFile

EMBED = "embed"
"""The outbox's kind of a memory that is to have its vector; the payload is its id."""
_TRIES = 3
_STEP_SECONDS = 0.005


class Index:
    """Safe to use from several threads, with a SqliteFile that is."""

    def __init__(self, db: SqliteFile, embed: Embed | None = None) -> None:
        self._db, self._embed = db, embed
        self._rows = FullText(db, "memory_fts", ("words", "bigrams", "pinyin"))
        self._scopes = Scopes(db)
        self._queued = False
        self._rebuild = Rebuild(db, self._put_memory, self._put_turn)
        self.turns = TurnIndex(db, self._scopes)
        self.vectors = Vectors(db, embed.abilities.name, embed.abilities.dim) if embed is not None else None

    def add(self, connection: sqlite3.Connection, item_id: int, text: str, extra_words: Iterable[str] = ()) -> None:
        """Put a memory in that stands in its table already. `extra_words` are found with it as if it said them."""
        person, persona, subject, key, said = connection.execute(
            "select person, persona, subject, predicate, said from memory where id = ?", (item_id,)
        ).fetchone()
        scope = self._scopes.of(connection, person, persona)
        found = terms_of("\n".join((text, *extra_words)))
        words = [f"{scope}w{word}" for word in found.words]
        words += [key_term(scope, key), subject_term(scope, subject), *speaks_of(scope, f"{text}\n{said}", subject)]
        bigrams = [f"{scope}b{pair}" for pair in found.bigrams]
        sounds = [f"{scope}p{pair}" for pair in found.pinyin]
        self._rows.add(connection, item_id, (" ".join(words), " ".join(bigrams), " ".join(sounds)))
        self._scopes.count(connection, scope, memories=1)
        if self._embed is not None:
            _queue(connection, [item_id])

    def remove(self, connection: sqlite3.Connection, ids: Iterable[int]) -> None:
        """Take memories out, while they still stand in their table; ones that are not in are passed over."""
        for item_id in ids:
            gone = connection.execute("delete from memory_fts where rowid = ?", (item_id,)).rowcount
            connection.execute("delete from vec where memory = ?", (item_id,))
            connection.execute("delete from outbox where kind = ? and payload = ?", (EMBED, json.dumps(item_id)))
            owner = connection.execute("select person, persona from memory where id = ?", (item_id,)).fetchone()
            if gone > 0 and owner:
                self._scopes.count(connection, self._scopes.of(connection, *owner), memories=-1)

    def purge(self, connection: sqlite3.Connection) -> None:
        """Write the full-text tables anew without what was removed, so that no letter of it is left in their pages;
        inside the caller's transaction. Takes a second per 100,000 rows."""
        for table in ("memory_fts", "turn_fts"):
            connection.execute(f"insert into {table} ({table}) values ('optimize')")
        if self.vectors is not None:
            self.vectors.forget()

    # -- finding ------------------------------------------------------------------------------------------------------

    def scope(self, person: str, persona: str) -> int | None:
        """The number of a person's rows with that persona; None where there are none."""
        return self._scopes.known(person, persona)

    def by_slot(self, scope: int, *, subject: str = "", predicates: Sequence[str] = (), most: int) -> list[int]:
        """Memories of a subject, under any of the keys, newest first."""
        keys = " OR ".join(f'"{key_term(scope, key)}"' for key in predicates)
        subjects = all_of([subject_term(scope, subject)]) if subject else ""
        match = " AND ".join(f"({part})" for part in (subjects, keys) if part)
        return self._rows.rows(match, most).tolist() if match else []

    def by_words(self, scope: int, asked: Terms, *, most: int) -> list[Hit]:
        return self._search(scope, "w", [(word,) for word in asked.words], most)

    def by_bigrams(self, scope: int, asked: Terms, *, most: int) -> list[Hit]:
        return self._search(scope, "b", [(pair,) for pair in asked.bigrams], most)

    def by_pinyin(self, scope: int, asked: Terms, *, most: int) -> list[Hit]:
        return self._search(scope, "p", asked.sounds, most)

    def by_matters(self, scope: int, matters: Iterable[str], *, most: int) -> list[Hit]:
        groups = [[matter_term(scope, one)] for one in matters]
        return self._rows.search(groups, among=self._scopes.memories(scope), most=most)

    def by_people(self, scope: int, people: Iterable[str], names: Iterable[str], *, most: int) -> list[Hit]:
        """Memories about them or that name them; `names` are pairs of signs of their names."""
        groups = [[person_term(scope, one)] for one in people] + [[f"{scope}b{pair}"] for pair in names]
        return self._rows.search(groups, among=self._scopes.memories(scope), most=most)

    def by_vector(self, scope: int, question: str, *, most: int) -> list[Hit]:
        """Memories that lie near; nothing without an embedder, or while they have no vectors yet."""
        if self._embed is None or self.vectors is None:
            return []
        return self.vectors.nearest(self._embed.embed([question], query=True)[0], scope=scope, most=most)

    def _search(self, scope: int, kind: str, groups: Iterable[Sequence[str]], most: int) -> list[Hit]:
        prefixed = [[f"{scope}{kind}{term}" for term in group] for group in groups]
        return self._rows.search(prefixed, among=self._scopes.memories(scope), most=most)

    # -- idle time ----------------------------------------------------------------------------------------------------

    def warm(self) -> None:
        """Read what the first search would have to read; for the time when nobody waits."""
        asked_terms("花生")
        if self.vectors is not None:
            self.by_vector(0, "花生", most=1)

    def embed_pending(self, cancel: Cancel, most: int = 1000) -> int:
        """Give memories their vectors that have none by this embedder; gives how many were done. Stopped in
        milliseconds, goes on where it was; one that failed three times is left."""
        if self._embed is None or self.vectors is None:
            return 0
        self._queue_missing()
        done, size = 0, 1
        while done < most and not cancel:
            jobs = self._db.read(
                "select outbox.id, memory.id as memory, memory.text from outbox left join memory on memory.id ="
                " cast(outbox.payload as integer) where outbox.kind = ? and done_at is null and tries < ?"
                " order by outbox.id limit ?",
                (EMBED, _TRIES, min(size, most - done)),
            )
            if not jobs:
                break
            began = time.perf_counter()
            self._embed_jobs(jobs)
            done += len(jobs)
            size = min(256, size * 2) if time.perf_counter() - began < _STEP_SECONDS else max(1, size // 2)
        return done

    def _embed_jobs(self, jobs: Sequence[sqlite3.Row]) -> None:
        assert self._embed is not None
        assert self.vectors is not None
        ids = [job["id"] for job in jobs]
        there = [job for job in jobs if job["memory"] is not None]
        try:
            vectors = self._embed.embed([bare(job["text"]) for job in there]) if there else np.zeros((0, 1), np.float32)
        except Exception:
            with self._db.writing() as connection:
                connection.executemany("update outbox set tries = tries + 1 where id = ?", [(one,) for one in ids])
            raise
        with self._db.writing() as connection:
            self.vectors.add(connection, [job["memory"] for job in there], vectors)
            connection.executemany("delete from outbox where id = ?", [(one,) for one in ids])

    def _queue_missing(self) -> None:
        """Once in the life of an index: queue what was written while there was no embedder, or another one."""
        if self._queued or self._embed is None:
            return
        name = self._embed.abilities.name
        rows = self._db.read(
            "select memory.id from memory left join vec on vec.memory = memory.id and vec.model = ?"
            " where vec.id is null and memory.id not in"
            " (select cast(payload as integer) from outbox where kind = ? and done_at is null)",
            (name, EMBED),
        )
        with self._db.writing() as connection:
            connection.execute("delete from vec where model <> ?", (name,))
            _queue(connection, [row["id"] for row in rows])
        self._queued = True

    def refresh(self, cancel: Cancel) -> bool:
        """Index all memories and turns anew where another version of the terms made them; False when it was stopped
        before its end, and goes on the next time. Nothing to do, it costs a look."""
        return self._rebuild.run(cancel)

    def _put_memory(self, connection: sqlite3.Connection, row: Mapping[str, Any]) -> None:
        if row["retracted_at"] is None:
            self.add(connection, row["id"], row["text"], extra_words(row["predicate"], row["subject"], row["said"]))

    def _put_turn(self, connection: sqlite3.Connection, row: Mapping[str, Any]) -> None:
        self.turns.add(connection, row["id"], row["said"], row["reply"])


def extra_words(key: str, subject: str, said: str) -> tuple[str, ...]:
    """What a memory is found by beside its own sentence: words of a question for its key, other words for the one whom
    it is about, and the clause that it was read from."""
    return (*predicate(key).asked, *spellings(subject), said)


def key_term(scope: int, key: str) -> str:
    """The predicate as a term: been_to is 「7kbeento」."""
    return f"{scope}k{''.join(sign for sign in key.lower() if sign.isalnum())}"


def subject_term(scope: int, subject: str) -> str:
    return f"{scope}s{''.join(sign for sign in subject.lower() if sign.isalnum())}"


def bare(text: str) -> str:
    """A memory's sentence without the one it is told to, who stands in all of them."""
    return text.removeprefix("对方的").removeprefix("对方")


def _queue(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    connection.executemany(
        "insert into outbox (kind, payload, created) values (?, ?, ?)",
        [(EMBED, json.dumps(one), time.time()) for one in ids],
    )
