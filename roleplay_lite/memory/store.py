"""The conversation log: one SQLite file, one writer at a time.

SQLite 3.7.0 to 3.51.2 can corrupt a WAL file when two connections write or checkpoint at the same moment. A store
therefore owns the only connection of its process, and takes a lock on a file beside the database around every write,
its checkpoint included, so that a second process takes turns instead.
"""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from roleplay_lite.errors import StoreError
from roleplay_lite.memory.migrations import migrations
from roleplay_lite.persona.facts import Fact
from roleplay_lite.turn import Outcome, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTurn:
    """A turn as the log has it."""

    id: int
    started: float
    """Unix time."""
    said: str
    prompted: str
    """The user message as the model saw it, note included."""
    reply: str
    heard_text: str
    outcome: Outcome


class Store:
    """Append-only log of turns. Safe to use from several threads; a closed store raises StoreError."""

    def __init__(self, file: Path | None) -> None:
        """Open or make the store; None keeps it in memory. Raises StoreError with the fix."""
        self._file = file
        self._lock = threading.RLock()
        self._guard = -1
        try:
            if file:
                self._guard = _private(file)
            self._connection = sqlite3.connect(
                file or ":memory:", timeout=10, check_same_thread=False, isolation_level=None
            )
        except (sqlite3.Error, OSError) as error:
            self._let_go()
            raise _translated(error, file) from error
        try:
            with self._exclusive():
                self._connection.execute("pragma journal_mode=wal")
                self._connection.execute("pragma synchronous=normal")
                self._connection.execute("pragma foreign_keys=on")
                self._migrate()
        except BaseException as error:
            self.close()
            if isinstance(error, (sqlite3.Error, OSError)):
                raise _translated(error, file) from error
            raise

    def _migrate(self) -> None:
        database = Database(self._connection)
        newer = {row.name for row in migrations.applied(database)} - {m.name for m in migrations._migrations}
        if newer:
            raise StoreError(
                f"{self._file} was written by a newer version (it has {', '.join(sorted(newer))}); "
                "update roleplay-lite or give another store.path"
            )
        migrations.apply(database)

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        with self._lock:
            if self._guard >= 0:
                fcntl.flock(self._guard, fcntl.LOCK_EX)
            try:
                yield
            finally:
                if self._guard >= 0:
                    fcntl.flock(self._guard, fcntl.LOCK_UN)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, on disk as a whole or not at all."""
        try:
            with self._exclusive():
                self._connection.execute("begin immediate")
                try:
                    yield self._connection
                except BaseException:
                    self._connection.execute("rollback")
                    raise
                self._connection.execute("commit")
        except sqlite3.Error as error:
            raise _translated(error, self._file) from error

    def open_session(self, *, person: str, persona: str, llm: str) -> int:
        """Note that a conversation begins; gives its id."""
        now = time.time()
        with self._writing() as db:
            db.execute("insert or ignore into person (id, name, created) values (?, ?, ?)", (person, person, now))
            row = db.execute(
                "insert into session (person, persona, llm, started) values (?, ?, ?, ?)", (person, persona, llm, now)
            )
            return int(row.lastrowid or 0)

    def add_turn(self, session: int, turn: Turn, *, keep_traces: int) -> int:
        """Write the turn and its trace; older traces beyond `keep_traces` turns go. Gives the turn's id."""
        with self._writing() as db:
            row = db.execute(
                "insert into turn (session, position, started, said, confidence, prompted, reply, heard_text, outcome,"
                " metrics) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    session,
                    turn.index,
                    turn.started,
                    turn.utterance.text,
                    turn.utterance.confidence,
                    turn.prompted,
                    turn.reply,
                    turn.heard_text,
                    turn.outcome.value,
                    json.dumps(turn.metrics),
                ),
            )
            turn_id = int(row.lastrowid or 0)
            db.executemany(
                "insert into step (turn, position, name, by, ms, reason) values (?, ?, ?, ?, ?, ?)",
                [(turn_id, i, s.step, s.by, s.ms, s.reason) for i, s in enumerate(turn.steps)],
            )
            db.execute("delete from step where turn <= ?", (turn_id - keep_traces,))
        return turn_id

    def shorten(self, turn_id: int, heard_text: str) -> None:
        """Note that less of a reply was heard than it seemed; what was said stays in the log."""
        with self._writing() as db:
            db.execute(
                "update turn set heard_text = ?, outcome = ? where id = ?",
                (heard_text, Outcome.INTERRUPTED.value, turn_id),
            )

    def add_statements(self, turn_id: int, *, person: str, persona: str, facts: Iterable[Fact]) -> None:
        """Note what the persona said of itself in that turn; the same again is the same as once."""
        with self._writing() as db:
            db.executemany(
                "insert or ignore into statement (persona, person, turn, owner, key, value, polarity, created)"
                " values (?, ?, ?, ?, ?, ?, ?, ?)",
                [(persona, person, turn_id, f.owner, f.key, f.value, f.polarity, time.time()) for f in facts],
            )

    def statements(self, *, person: str, persona: str, most: int = 200) -> tuple[Fact, ...]:
        """What the persona has said of itself to this person, oldest first; the last `most` of it."""
        rows = self._read(
            "select * from (select * from statement where person = ? and persona = ? order by id desc limit ?)"
            " order by id",
            (person, persona, most),
        )
        return tuple(
            Fact(owner=row["owner"], key=row["key"], value=row["value"], polarity=row["polarity"]) for row in rows
        )

    def recent(self, *, person: str, persona: str, count: int) -> list[StoredTurn]:
        """The last turns between these two, oldest first; turns that an engine spoiled are left out."""
        rows = self._read(
            "select turn.* from turn join session on session.id = turn.session "
            "where person = ? and persona = ? and outcome != 'degraded' order by turn.id desc limit ?",
            (person, persona, count),
        )
        return [_stored(row) for row in reversed(rows)]

    def counts(self) -> dict[str, int]:
        """Rows of each table."""
        return {
            name: int(self._read(f"select count(*) as n from {name}", ())[0]["n"])
            for name in ("person", "session", "turn", "step", "statement")
        }

    def _read(self, query: str, values: tuple[object, ...]) -> list[sqlite3.Row]:
        with self._lock:
            try:
                cursor = self._connection.execute(query, values)
                cursor.row_factory = sqlite3.Row
                return cursor.fetchall()
            except sqlite3.Error as error:
                raise _translated(error, self._file) from error

    def close(self) -> None:
        """Fold the log into the database file and let go of it. Closing twice is the same as once."""
        with self._exclusive():
            # Closing the last connection checkpoints, which is a write.
            self._connection.close()
        self._let_go()

    def _let_go(self) -> None:
        if self._guard >= 0:
            os.close(self._guard)
            self._guard = -1


def _private(file: Path) -> int:
    """Make the file and its lock readable by their owner alone; gives the lock's descriptor."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    return os.open(file.with_name(file.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)


def _stored(row: sqlite3.Row) -> StoredTurn:
    return StoredTurn(
        id=row["id"],
        started=row["started"],
        said=row["said"],
        prompted=row["prompted"],
        reply=row["reply"],
        heard_text=row["heard_text"],
        outcome=Outcome(row["outcome"]),
    )


def _translated(error: Exception, file: Path | None) -> StoreError:
    text = str(error)
    if "malformed" in text or "not a database" in text:
        fix = "it is damaged; move it away, and a new one is made"
    elif "full" in text or getattr(error, "errno", 0) == 28:
        fix = "the disk is full; free some space"
    elif "readonly" in text or isinstance(error, OSError):
        fix = "it cannot be written there; give another store.path in device.toml"
    else:
        fix = "give another store.path in device.toml"
    return StoreError(f"the conversation store {file or ''} failed ({text}): {fix}")
