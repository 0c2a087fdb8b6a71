"""Taking in memories that were exported, here or elsewhere: all of them, or none where a line is wrong."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from roleplay_lite.errors import InputError
from roleplay_lite.memory.index.index import Index, extra_words
from roleplay_lite.memory.item import Extracted, MemoryItem
from roleplay_lite.memory.people import Person, may_keep
from roleplay_lite.memory.people_table import describe, ensure
from roleplay_lite.memory.portable_lines import Contents, Mention, PortableTurn, read
from roleplay_lite.memory.predicates import told
from roleplay_lite.memory.rows import insert, select
from roleplay_lite.memory.slot import Slot, group_of, is_one
from roleplay_lite.memory.spelling import same_value, subject_of
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.memory.store import IMPORTED
from roleplay_lite.memory.written import keep


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of a file."""

    added: int
    known: int
    """Memories that were here already."""
    withheld: int
    """Memories that may not be kept of somebody of that scope."""
    people: tuple[str, ...]
    """Ids of those whom the memories went to."""
    made: tuple[str, ...]
    """Those of them that were made."""


def take_in(
    db: SqliteFile,
    index: Index | None,
    file: Path,
    *,
    persona: str | None = None,
    person: str | None = None,
    create: bool = False,
    now: float,
) -> Imported:
    """Read a file wholly, then write it in one transaction. With `person` or `persona` all goes to that one.

    Ids of the file are never taken: rows, turns and links get new ones, and what is here already is found by what it
    says. Raises ConfigError, with file, line and field; InputError for people that are not known here, unless they are
    to be made (`create`).
    """
    contents = read(file)
    with db.writing(durable=True) as connection:
        work = _TakingIn(connection, index, contents, persona, person, now)
        work.people(create, file)
        work.turns()
        work.memories()
        work.settle()
        return Imported(
            added=len(work.new),
            known=work.known,
            withheld=work.withheld,
            people=tuple(sorted(set(work.person_ids.values()))),
            made=tuple(work.made),
        )


class _TakingIn:
    """One transaction's work."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        index: Index | None,
        contents: Contents,
        persona: str | None,
        person: str | None,
        now: float,
    ) -> None:
        self._connection, self._index, self._contents = connection, index, contents
        self._persona, self._person, self._now = persona, person, now
        self.person_ids: dict[str, str] = {}
        self.made: list[str] = []
        self._scopes: dict[str, Person] = {}
        self._turn_ids: dict[int, int] = {}
        self._sessions: dict[tuple[str, str], int] = {}
        self._ids: dict[int, int] = {}
        self.new: list[int] = []
        self.known = self.withheld = 0

    def people(self, create: bool, file: Path) -> None:
        """Whom each of the file's people is here."""
        wanted = {item.person for item in self._contents.memories} | {turn.person for turn in self._contents.turns}
        unknown = []
        for id_ in sorted(wanted):
            here = self._person or id_
            self.person_ids[id_] = here
            there = self._connection.execute("select 1 from person where id = ?", (here,)).fetchone()
            if not there and not create and self._person is None:
                unknown.append(id_)
        if unknown:
            raise InputError(
                f"{file}: not known here: {', '.join(unknown)}; say whose the memories are (--person), or that these "
                "people are to be made (--create)"
            )
        for id_ in sorted(set(self.person_ids.values())):
            self._scopes[id_] = self._make(id_)

    def _make(self, id_: str) -> Person:
        if self._connection.execute("select 1 from person where id = ?", (id_,)).fetchone():
            return ensure(self._connection, id_, self._now)
        self.made.append(id_)
        ensure(self._connection, id_, self._now)
        described = next((one for one in self._contents.people if one.id == id_), None)
        if described and not self._person:
            # Whose device it is, a file does not say.
            scope = "adult" if described.scope == "owner" and id_ != "owner" else described.scope
            _describe(self._connection, replace(described, scope=scope), self._now)
        return ensure(self._connection, id_, self._now)

    def turns(self) -> None:
        """Those that memories are from, for `why`. They are no conversation that could be taken up again."""
        for turn in self._contents.turns:
            owner = self.person_ids[turn.person], self._persona or turn.persona
            known = self._connection.execute(
                "select turn.id from turn join session on session.id = turn.session where person = ? and persona = ?"
                " and turn.started = ? and said = ? and reply = ?",
                (*owner, turn.started, turn.said, turn.reply),
            ).fetchone()
            self._turn_ids[turn.id] = known[0] if known else self._add_turn(turn, owner)

    def _add_turn(self, turn: PortableTurn, owner: tuple[str, str]) -> int:
        if owner not in self._sessions:
            row = self._connection.execute(
                "insert into session (person, persona, llm, started) values (?, ?, ?, ?)",
                (*owner, IMPORTED, turn.started),
            )
            self._sessions[owner] = int(row.lastrowid or 0)
        session = self._sessions[owner]
        row = self._connection.execute(
            "insert into turn (session, position, started, said, confidence, prompted, reply, heard_text, outcome,"
            " metrics) values (?, (select count(*) from turn where session = ?), ?, ?, ?, ?, ?, ?, ?, '{}')",
            (
                *(session, session, turn.started, turn.said, turn.confidence),
                *(turn.said, turn.reply, turn.heard_text, turn.outcome),
            ),
        )
        id_ = int(row.lastrowid or 0)
        if self._index:
            self._index.turns.add(self._connection, id_, turn.said, turn.reply)
        return id_

    def memories(self) -> None:
        """Rows that are not here yet, ended until they are settled; then their marks, whose links need all of them."""
        added = []
        for foreign in self._contents.memories:
            item = self._ours(foreign)
            if not may_keep(_as_extracted(item), self._scopes[item.person].scope):
                self.withheld += 1
                continue
            twin = self._twin(item)
            if twin is not None:
                self.known += 1
                self._ids[foreign.id] = twin
                continue
            # Two may not stand in one slot, so that each is over until all is settled.
            over = item if item.retracted_at is not None else replace(item, valid_to=item.valid_from)
            id_ = insert(self._connection, over, same_value(item.object))
            self._ids[foreign.id] = id_
            self.new.append(id_)
            added.append(foreign)
            if self._index:
                words = extra_words(item.predicate, item.subject, item.said)
                self._index.add(self._connection, id_, item.text, words)
        for foreign in added:
            self._link(foreign)
            self._mark(foreign)

    def _ours(self, foreign: MemoryItem) -> MemoryItem:
        """As a row of this store: ids, the spelling and what follows from the vocabulary are ours."""
        subject = subject_of(foreign.subject)
        one = is_one(foreign.predicate) and foreign.polarity == "yes"
        return replace(
            foreign,
            person=self.person_ids[foreign.person],
            persona=self._persona or foreign.persona,
            subject=subject,
            cardinality="one" if one else "many",
            text=foreign.text or told(subject, foreign.predicate, foreign.object, polarity=foreign.polarity),
            superseded_by=None,
            conflicts_with=None,
            source_turn=self._turn_ids.get(foreign.source_turn or 0),
        )

    def _twin(self, item: MemoryItem) -> int | None:
        row = self._connection.execute(
            "select id from memory where person = ? and persona = ? and subject = ? and predicate = ? and same = ?"
            " and polarity = ? and valid_from = ? and recorded_at = ? and said = ? and happens_from is ?",
            (
                *(item.person, item.persona, item.subject, item.predicate, same_value(item.object), item.polarity),
                *(item.valid_from, item.recorded_at, item.said, item.happens_from),
            ),
        ).fetchone()
        return None if row is None else int(row[0])

    def _link(self, foreign: MemoryItem) -> None:
        """What follows from marks is settled; what does not is taken from the file, where it leads somewhere."""
        id_ = self._ids[foreign.id]
        # A row that settling has to end leads to itself until then, so that its end is not taken for one that was told.
        successor = id_ if foreign.retracted_at is None else self._ids.get(foreign.superseded_by or 0)
        self._connection.execute(
            "update memory set superseded_by = ?, conflicts_with = ? where id = ?",
            (successor, self._ids.get(foreign.conflicts_with or 0), id_),
        )

    def _mark(self, foreign: MemoryItem) -> None:
        marks = list(self._contents.mentions[foreign.id])
        if not any(mark.at == foreign.valid_from and not mark.ends for mark in marks):
            marks.insert(0, Mention(at=foreign.valid_from, turn=foreign.source_turn, recorded_at=foreign.recorded_at))
        over_by_file = foreign.superseded_by is not None and foreign.superseded_by in self._ids
        if foreign.valid_to is not None and not over_by_file and not any(mark.ends for mark in marks):
            marks.append(
                Mention(at=foreign.valid_to, turn=foreign.source_turn, recorded_at=foreign.recorded_at, ends=True)
            )
        self._connection.executemany(
            "insert into mention (memory, at, turn, recorded_at, ends, by) values (?, ?, ?, ?, ?, ?)",
            [
                (
                    *(self._ids[foreign.id], mark.at, self._turn_ids.get(mark.turn or 0), mark.recorded_at),
                    *(int(mark.ends), self._ids.get(mark.by or 0)),
                )
                for mark in marks
            ],
        )

    def settle(self) -> None:
        """Work out what holds when, with what was known here before."""
        groups: dict[tuple[str, ...], MemoryItem] = {}
        for id_ in self.new:
            (item,) = select(self._connection, "id = ?", (id_,))
            groups.setdefault(group_of(item), item)
        for item in groups.values():
            slot = Slot(self._connection, item)
            slot.settle()
            for made in slot.again:
                self.new.append(made.id)
                if self._index:
                    words = extra_words(made.predicate, made.subject, made.said)
                    self._index.add(self._connection, made.id, made.text, words)
        written = max((item.recorded_at for item in self._contents.memories), default=0.0)
        keep(self._connection, written)


def _describe(connection: sqlite3.Connection, person: Person, now: float) -> None:
    """As the file tells of them; a name or voice that is somebody else's here is left out."""
    for described in (
        person,
        replace(person, voice_id=None),
        replace(person, voice_id=None, aliases=(), name=person.id),
    ):
        with suppress(InputError):
            describe(connection, described, now)
            return


def _as_extracted(item: MemoryItem) -> Extracted:
    return Extracted(
        kind=item.kind,
        subject=item.subject,
        predicate=item.predicate,
        object=item.object,
        said=item.said,
        sensitivity=item.sensitivity,
    )
