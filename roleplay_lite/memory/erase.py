"""「忘掉这件事」: what was told leaves every file, and not only every list.

Deleting a row leaves its letters in three places: in the full-text tables until they are merged, in the log until it is
folded in, and wherever SQLite has moved them about within its pages, which `secure_delete` does not reach. So the
tables are merged, the file is written anew and the log emptied; then a new copy takes the place of the old ones, and
damaged files that were put aside are deleted. Until all that is done a row of the outbox says that it is to be done, so
that a power cut in between ends nothing.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from roleplay_lite.engines import Cancel
from roleplay_lite.errors import StoreError
from roleplay_lite.memory.index.index import Index
from roleplay_lite.memory.item import MemoryItem
from roleplay_lite.memory.predicates import predicate
from roleplay_lite.memory.rows import select
from roleplay_lite.memory.spelling import spellings
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.tracing.rows import erase_of, erase_with

ERASE = "erase"
"""The outbox's kind of an erasure that has left the tables and not yet the files."""
SHORTEST = 4
"""Signs that a wording must have for other turns to be searched for it: 「北京」 alone stands for too much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What went."""

    memories: tuple[int, ...]
    turns: tuple[int, ...]
    """Those that were named, and others in which the same was said. Their rows stay, empty."""


def erase(db: SqliteFile, index: Index, *, memories: Iterable[int] = (), turns: Iterable[int] = ()) -> Erased:
    """Take memories and turns out of every file: the store and its log, the full-text tables, traces, copies. Wherever
    else the person said a memory's words to that character, or was told them, that turn goes too.

    When it returns, it is so on the disk. Takes some two seconds per 100,000 rows, in which nobody else can write;
    where somebody waits, `take_out` now and `finish` in the idle time. Raises StoreError. What a running conversation
    holds in mind is the caller's to drop.
    """
    erased = take_out(db, index, memories=memories, turns=turns)
    finish(db, index)
    return erased


def take_out(db: SqliteFile, index: Index, *, memories: Iterable[int] = (), turns: Iterable[int] = ()) -> Erased:
    """The first half of `erase`: no query finds it any more, and `finish` is noted as to be done."""
    with db.writing(durable=True) as connection:
        work = _Erasing(connection, index)
        work.run(sorted(set(memories)), set(turns))
        connection.execute("insert into outbox (kind, payload, created) values (?, '', ?)", (ERASE, time.time()))
    return Erased(memories=tuple(sorted(work.memories)), turns=tuple(sorted(work.turns)))


def finish(db: SqliteFile, index: Index, cancel: Cancel | None = None) -> bool:
    """The second half, for all that was taken out: nothing of it is left in any file. Nothing to do, it costs a look.
    False when cancelled; it is then to be called again. Raises StoreError, on a full disk for example, and likewise."""
    jobs = [row["id"] for row in db.read("select id from outbox where kind = ? and done_at is null", (ERASE,))]
    if not jobs:
        return True
    with db.writing() as connection:
        index.purge(connection)
    if not db.rewrite(cancel):
        return False
    _renew_copies(db)
    with db.writing(durable=True) as connection:
        connection.executemany("delete from outbox where id = ?", [(job,) for job in jobs])
    return True


def _renew_copies(db: SqliteFile) -> None:
    """Copies, and files put aside, that may still have it go, as soon as there is a copy that has not."""
    backups = db.backups
    if not backups:
        return
    made = None
    try:
        if backups.files():
            try:
                made = backups.take()
            except StoreError:
                # Room for a new copy may be where the old ones lie, which are to go in any case.
                for each in backups.files():
                    backups.remove(each)
                made = backups.take()
        # All but this one: another process may have finished one meanwhile that it had begun before.
        for each in (*backups.files(), *backups.aside()):
            if each != made:
                backups.remove(each)
    except OSError as error:
        raise StoreError(f"{backups.folder} still has what was to be forgotten ({error}); delete it") from error


@dataclass(slots=True)
class _Erasing:
    """One transaction's work."""

    connection: sqlite3.Connection
    index: Index
    memories: set[int] = field(default_factory=set)
    turns: set[int] = field(default_factory=set)

    def run(self, memories: Sequence[int], turns: set[int]) -> None:
        items = [item for id_ in memories for item in select(self.connection, "id = ?", (id_,))]
        wordings = {(item.person, item.persona, word) for item in items for word in wordings_of(item)}
        for turn in turns:
            wordings |= {(*owner, word) for owner, word in self._wordings(turn)}
        said_again = {turn for person, persona, word in wordings for turn in self._turns_with(person, persona, word)}
        self._blank(sorted(turns | said_again))
        self._delete(items)
        for item in items:
            # Also what is too short to be looked for elsewhere: a trace can be spared.
            erase_with(self.connection, item.person, item.persona, {item.said, item.text, item.object})
            query = "person = ? and persona = ? and text = ?"
            self._delete(select(self.connection, query, (item.person, item.persona, item.text)))
        for person, persona, word in sorted(wordings):
            self._told_elsewhere(person, persona, word)
        self._made_of_it()

    def _made_of_it(self) -> None:
        """What a model made of a turn or a row that went, in whatever words."""
        for turn in self.turns:
            of_it = "kind = 'summary' and source_turn in (select id from turn where session = (select session from turn"
            self._delete(select(self.connection, f"{of_it} where id = ?))", (turn,)))
        for id_ in tuple(self.memories):
            rests = "kind = 'reflection' and instr(' ' || said || ' ', ?)"
            self._delete(select(self.connection, rests, (f" {id_} ",)))

    def _wordings(self, turn: int) -> list[tuple[tuple[str, str], str]]:
        """A whole turn, to be looked for in what was made of it later."""
        row = self.connection.execute(
            "select person, persona, said, reply from turn join session on session.id = turn.session where turn.id = ?",
            (turn,),
        ).fetchone()
        return [((row[0], row[1]), word) for word in row[2:] if len(word) > 2 * SHORTEST] if row else []

    def _turns_with(self, person: str, persona: str, word: str) -> list[int]:
        rows = self.connection.execute(
            "select turn.id from turn join session on session.id = turn.session where person = ? and persona = ? and"
            " (instr(said, ?) or instr(reply, ?) or instr(heard_text, ?))",
            (person, persona, word, word, word),
        )
        return [row[0] for row in rows.fetchall()]

    def _blank(self, turns: Sequence[int]) -> None:
        self.index.turns.remove(self.connection, turns)
        for turn in turns:
            changed = self.connection.execute(
                "update turn set said = '', prompted = '', reply = '', heard_text = '', outcome = 'degraded'"
                " where id = ?",
                (turn,),
            )
            if not changed.rowcount:
                continue
            self.turns.add(turn)
            self.connection.execute("delete from step where turn = ?", (turn,))
            erase_of(self.connection, [turn])
            self.connection.execute("delete from statement where turn = ?", (turn,))
            # What else was told in that turn stays known; how it was put is gone with the turn.
            for item in select(self.connection, "source_turn = ?", (turn,)):
                self._unquote(item)

    def _unquote(self, item: MemoryItem) -> None:
        self.connection.execute("update memory set said = '' where id = ?", (item.id,))
        self.index.remove(self.connection, [item.id])
        words = (*predicate(item.predicate).asked, *spellings(item.subject))
        self.index.add(self.connection, item.id, item.text, words)

    def _delete(self, items: Iterable[MemoryItem]) -> None:
        for item in items:
            if item.id in self.memories:
                continue
            self.index.remove(self.connection, [item.id])
            self.connection.execute("delete from memory where id = ?", (item.id,))
            self.memories.add(item.id)

    def _told_elsewhere(self, person: str, persona: str, word: str) -> None:
        """What was made of it: summaries, notes in a prompt, reasons of a trace, work that waits, the character's own
        statements."""
        of_both = "person = ? and persona = ? and"
        made = f"{of_both} kind in ('summary', 'reflection') and instr(text, ?)"
        self._delete(select(self.connection, made, (person, persona, word)))
        for item in select(self.connection, f"{of_both} instr(said, ?)", (person, persona, word)):
            self._unquote(item)
        of_them = "in (select turn.id from turn join session on session.id = turn.session where person=? and persona=?)"
        self.connection.execute(
            f"update turn set prompted = said where instr(prompted, ?) and id {of_them}", (word, person, persona)
        )
        erase_with(self.connection, person, persona, [word])
        self.connection.execute(f"delete from step where instr(reason, ?) and turn {of_them}", (word, person, persona))
        self.connection.execute(
            "delete from statement where person = ? and persona = ? and (instr(value, ?) or instr(key, ?))",
            (person, persona, word, word),
        )
        for form in {word, json.dumps(word)[1:-1]}:
            self.connection.execute("delete from outbox where instr(payload, ?)", (form,))


def wordings_of(item: MemoryItem) -> set[str]:
    """How a memory may stand elsewhere: as it was said, as it is told, and as it is told without whom it is of."""
    entry = predicate(item.predicate)
    form = entry.told if item.polarity == "yes" else entry.denied
    wordings = {item.said, item.text, form.replace("{value}", item.object), item.object}
    return {word for word in wordings if len(word) >= SHORTEST}
