"""The conversation log: an append-only SQLite file (`sqlite_file.py`)."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from roleplay_lite.memory.migrations import migrations
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.persona.facts import Fact
from roleplay_lite.tracing import rows
from roleplay_lite.turn import Outcome, Turn

IMPORTED = "import"
"""What stands for the model of a session that was taken in from a file. It is never taken up again."""


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

    def __init__(self, file: Path | SqliteFile | None) -> None:
        """Open or make the store, or take one that is open; None keeps it in memory. Raises StoreError with the fix."""
        if not isinstance(file, SqliteFile):
            file = SqliteFile(file, migrations, name="the conversation store", elsewhere="store.path in device.toml")
        self._db = file

    @property
    def db(self) -> SqliteFile:
        """The file that it writes to, which memories share."""
        return self._db

    def open_session(self, *, person: str, persona: str, llm: str) -> int:
        """Note that a conversation begins; gives its id."""
        now = time.time()
        with self._db.writing() as db:
            db.execute("insert or ignore into person (id, name, created) values (?, ?, ?)", (person, person, now))
            row = db.execute(
                "insert into session (person, persona, llm, started) values (?, ?, ?, ?)", (person, persona, llm, now)
            )
            return int(row.lastrowid or 0)

    def add_turn(self, session: int, turn: Turn, *, keep_traces: int) -> int:
        """Write the turn and its trace; older traces beyond `keep_traces` turns go. Gives the turn's id.

        Of an `unwritten` turn it is kept that there was one, and no word of it.
        """
        words = (turn.utterance.text, turn.prompted, turn.reply, turn.heard_text)
        said, prompted, reply, heard = ("",) * 4 if turn.unwritten else words
        with self._db.writing() as db:
            row = db.execute(
                "insert into turn (session, position, started, said, confidence, prompted, reply, heard_text, outcome,"
                " metrics) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    session,
                    turn.index,
                    turn.started,
                    said,
                    turn.utterance.confidence,
                    prompted,
                    reply,
                    heard,
                    turn.outcome.value,
                    json.dumps(turn.metrics),
                ),
            )
            turn_id = int(row.lastrowid or 0)
            rows.write(db, turn_id, turn, keep_traces)
        return turn_id

    def shorten(self, turn_id: int, heard_text: str) -> None:
        """Note that less of a reply was heard than it seemed; what was said stays in the log."""
        with self._db.writing() as db:
            db.execute(
                "update turn set heard_text = ?, outcome = ? where id = ?",
                (heard_text, Outcome.INTERRUPTED.value, turn_id),
            )

    def add_statements(self, turn_id: int, *, person: str, persona: str, facts: Iterable[Fact]) -> None:
        """Note what the persona said of itself in that turn; the same again is the same as once."""
        with self._db.writing() as db:
            db.executemany(
                "insert or ignore into statement (persona, person, turn, owner, key, value, polarity, created)"
                " values (?, ?, ?, ?, ?, ?, ?, ?)",
                [(persona, person, turn_id, f.owner, f.key, f.value, f.polarity, time.time()) for f in facts],
            )

    def statements(self, *, person: str, persona: str, most: int = 200) -> tuple[Fact, ...]:
        """What the persona has said of itself to this person, oldest first; the last `most` of it."""
        found = self._db.read(
            "select * from (select * from statement where person = ? and persona = ? order by id desc limit ?)"
            " order by id",
            (person, persona, most),
        )
        return tuple(
            Fact(owner=row["owner"], key=row["key"], value=row["value"], polarity=row["polarity"]) for row in found
        )

    def recent(self, *, person: str, persona: str, count: int) -> list[StoredTurn]:
        """The last turns between these two, oldest first; turns that an engine spoiled are left out."""
        found = self._db.read(
            "select turn.* from turn join session on session.id = turn.session "
            "where person = ? and persona = ? and outcome != 'degraded' and llm != ? order by turn.id desc limit ?",
            (person, persona, IMPORTED, count),
        )
        return [_stored(row) for row in reversed(found)]

    def counts(self) -> dict[str, int]:
        """Rows of each table."""
        return {
            name: int(self._db.read(f"select count(*) as n from {name}", ())[0]["n"])
            for name in ("person", "session", "turn", "step", "statement")
        }

    def close(self) -> None:
        """Fold the log into the database file and let go of it. Closing twice is the same as once."""
        self._db.close()


def turn_of(db: SqliteFile, id_: int) -> StoredTurn | None:
    """One turn of a file; None where there is none, or its words were erased or never written."""
    found = db.read("select * from turn where id = ? and said <> ''", (id_,))
    return _stored(found[0]) if found else None


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
