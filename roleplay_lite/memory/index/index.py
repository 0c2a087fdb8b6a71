"""What memories and turns are found by: kept in the transaction that writes them, read within one person's rows.

Words of a person stand in `memory_fts` and `turn_fts` (with FTS5's own tables behind them), numbers made of them in
`vec` and `turn_vec`. Taking a row out marks it as gone; its letters leave the file with `purge`, while `secure_delete`
is on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from roleplay_lite.engines import Cancel, Embed
from roleplay_lite.memory.index.asked import asked
from roleplay_lite.memory.index.embedding import Embedding, removed
from roleplay_lite.memory.index.lexical import MOST_SOUGHT, FullText, Hit, all_of
from roleplay_lite.memory.index.pinyin import sound_pairs
from roleplay_lite.memory.index.rebuild import Rebuild
from roleplay_lite.memory.index.scopes import Scopes
from roleplay_lite.memory.index.speaking import matter_term, person_term, speaks_of
from roleplay_lite.memory.index.terms import Terms, terms_of
from roleplay_lite.memory.index.turns import TurnIndex
from roleplay_lite.memory.predicates import predicate
from roleplay_lite.memory.spelling import spellings
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.memory.times import as_of


class Index:
    """Safe to use from several threads, with a SqliteFile that is."""

    def __init__(self, db: SqliteFile, embed: Embed | None = None) -> None:
        self._db = db
        self._rows = FullText(db, "memory_fts", ("words", "bigrams", "pinyin"))
        self._scopes = Scopes(db)
        self._rebuild = Rebuild(db, self._put_memory, self._put_turn)
        self.embedding = Embedding(db, embed) if embed is not None else None
        self.turns = TurnIndex(db, self._scopes, self.embedding)

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
        if self.embedding is not None:
            self.embedding.queue(connection, "memory", [item_id])

    def remove(self, connection: sqlite3.Connection, ids: Iterable[int]) -> None:
        """Take memories out, while they still stand in their table; ones that are not in are passed over."""
        for item_id in ids:
            gone = connection.execute("delete from memory_fts where rowid = ?", (item_id,)).rowcount
            removed(connection, "memory", item_id)
            owner = connection.execute("select person, persona from memory where id = ?", (item_id,)).fetchone()
            if gone > 0 and owner:
                self._scopes.count(connection, self._scopes.of(connection, *owner), memories=-1)

    def purge(self, connection: sqlite3.Connection) -> None:
        """Write the full-text tables anew without what was removed, so that no letter of it is left in their pages;
        inside the caller's transaction. Takes a second per 100,000 rows."""
        if not self._rebuild.current():
            # Other code made the terms of turns, and may have made others: they are made anew from what is left.
            self._rebuild.again(connection)
        for table in ("memory_fts", "turn_fts"):
            connection.execute(f"insert into {table} ({table}) values ('optimize')")
        if self.embedding is not None:
            self.embedding.forget()

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
        """By the sound of those pairs of signs that no row of theirs has."""
        pairs = [pair for pair in asked.bigrams if len(pair) == 2][:MOST_SOUGHT]
        absent = self._rows.absent([f"{scope}b{pair}" for pair in pairs])
        sounds = [sound_pairs(pair)[0] for pair, none in zip(pairs, absent, strict=True) if none]
        return self._search(scope, "p", sounds, most)

    def by_matters(self, scope: int, matters: Iterable[str], *, most: int) -> list[Hit]:
        groups = [[matter_term(scope, one)] for one in matters]
        return self._rows.search(groups, among=self._scopes.memories(scope), most=most)

    def by_people(self, scope: int, people: Iterable[str], names: Iterable[str], *, most: int) -> list[Hit]:
        """Memories about them or that name them; `names` are pairs of signs of their names."""
        groups = [[person_term(scope, one)] for one in people] + [[f"{scope}b{pair}"] for pair in names]
        return self._rows.search(groups, among=self._scopes.memories(scope), most=most)

    def _search(self, scope: int, kind: str, groups: Iterable[Sequence[str]], most: int) -> list[Hit]:
        prefixed = [[f"{scope}{kind}{term}" for term in group] for group in groups]
        return self._rows.search(prefixed, among=self._scopes.memories(scope), most=most)

    # -- idle time ----------------------------------------------------------------------------------------------------

    def warm(self) -> None:
        """Read what the first search would have to read; for the time when nobody waits."""
        asked("你记得我对花生过敏吗")
        speaks_of(0, "我对花生过敏")
        as_of("我以前住哪儿", 0.0)
        if self.embedding is not None:
            self.embedding.warm()

    def embed_pending(self, cancel: Cancel, most: int = 1000) -> int:
        """Give vectors to what has none by this embedder; gives to how many. Stopped in milliseconds, goes on where it
        was."""
        return self.embedding.pending(cancel, most) if self.embedding is not None else 0

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
