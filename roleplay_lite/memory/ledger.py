"""What is known of people, kept as rows that are closed and never overwritten.

Two times belong to every row: when it was so (`valid_from`, `valid_to`) and when that was known (`recorded_at`,
`retracted_at`). A new value closes the old one at its own begin and is linked with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from roleplay_lite.errors import InputError
from roleplay_lite.memory.believed import believed
from roleplay_lite.memory.item import Extracted, MemoryItem
from roleplay_lite.memory.people import GUEST_MOST, Person, may_keep
from roleplay_lite.memory.people_table import PeopleTable, ensure
from roleplay_lite.memory.posting import Change, Posting, Words, row_of
from roleplay_lite.memory.rows import COLUMNS, item_of
from roleplay_lite.memory.spelling import subject_of
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.memory.written import keep, not_before


class Ledger:
    """Writes and reads what is known. Safe to use from several threads, as its file is."""

    def __init__(self, db: SqliteFile, index: Words | None = None) -> None:
        """On a file that was opened with the library's migrations; `index` is kept in step in the same transactions."""
        self._db, self._index = db, index
        self._people = PeopleTable(db)

    def record(
        self,
        extracted: Sequence[Extracted],
        *,
        person: str,
        persona: str,
        turn: int | None,
        now: float,
        at: float | None = None,
    ) -> tuple[Change, ...]:
        """Compare what was said with what is known and write it, all in one transaction that outlasts a power cut.

        `now` is when it was said and is written. With `at`, it was said then, and is written down afterwards. Without
        it, a line of a later turn counts as later even where the clock went back in between. What may not be kept of
        the person's scope is left out (`people.may_keep`). The order of recording does not matter to what is so after.
        """
        if not extracted:
            return ()
        with self._db.writing(durable=True) as connection:
            scope = ensure(connection, person, now).scope
            written = not_before(connection, now)
            posting = Posting(connection, self._index, person, persona, turn, written, now if at is None else at, at)
            changes = [change for each in extracted if may_keep(each, scope) for change in posting.take(each)]
            keep(connection, posting.written)
            if scope == "guest":
                self._keep_few(connection, person)
        return tuple(changes)

    def _keep_few(self, connection: sqlite3.Connection, person: str) -> None:
        query = "select id from memory where person = ? order by id desc limit -1 offset ?"
        self._delete(connection, [row[0] for row in connection.execute(query, (person, GUEST_MOST)).fetchall()])

    def _delete(self, connection: sqlite3.Connection, ids: Sequence[int]) -> None:
        if self._index and ids:
            self._index.remove(connection, ids)
        connection.executemany("delete from memory where id = ?", [(id_,) for id_ in ids])

    def get(self, id_: int) -> MemoryItem | None:
        """The row, closed and retracted ones included; None where there is none."""
        rows = self._db.read(f"select {COLUMNS} from memory where id = ?", (id_,))
        return item_of(rows[0]) if rows else None

    def items(
        self,
        person: str,
        persona: str,
        *,
        subject: str | None = None,
        predicate: str | None = None,
        at: float | None = None,
        known_at: float | None = None,
        open_only: bool = False,
    ) -> tuple[MemoryItem, ...]:
        """Rows of the two, in the order of their begin; retracted ones are left out.

        `at` leaves those that were so at that Unix time, `open_only` those that have no end. With `known_at` all is as
        it was believed at that time: rows learnt later are missing, and those closed or retracted later stand open.
        """
        where, values = ["person = ?", "persona = ?"], [person, persona]
        if subject is not None:
            where.append("subject = ?")
            values.append(subject_of(subject))
        if predicate is not None:
            where.append("predicate = ?")
            values.append(predicate)
        if known_at is not None:
            found = believed(self._db, " and ".join(where), values, known_at)
        else:
            found = self._select(" and ".join([*where, "retracted_at is null"]), values)
        return tuple(
            item for item in found if (at is None or item.true_at(at)) and not (open_only and item.valid_to is not None)
        )

    def _select(self, where: str, values: Sequence[object]) -> list[MemoryItem]:
        query = f"select {COLUMNS} from memory where {where} order by valid_from, id"
        return [item_of(row) for row in self._db.read(query, values)]

    def history(self, person: str, persona: str, subject: str, predicate: str) -> tuple[MemoryItem, ...]:
        """Every row that the slot ever had, retracted ones included, in the order of their begin."""
        where = "person = ? and persona = ? and subject = ? and predicate = ?"
        return tuple(self._select(where, (person, persona, subject_of(subject), predicate)))

    def due(self, person: str, persona: str, from_: float, to: float) -> tuple[MemoryItem, ...]:
        """Plans that stand and fall between the two times, the nearest first."""
        return tuple(
            sorted(
                self._select(
                    "person = ? and persona = ? and kind = 'plan' and polarity = 'yes' and happens_from < ?"
                    " and coalesce(happens_to, happens_from) >= ? and valid_to is null and retracted_at is null",
                    (person, persona, to, from_),
                ),
                key=lambda item: (item.happens_from or 0.0, item.id),
            )
        )

    def retract(self, id_: int, now: float) -> Change:
        """It never was so: what it had closed stands open again. Raises InputError where there is no such row."""
        with self._db.writing(durable=True) as connection:
            item = row_of(connection, id_)
            return _posting(connection, self._index, item, now).retract(item)

    def close_item(self, id_: int, at: float, now: float) -> Change:
        """It was so until `at`. Raises InputError where there is no such row."""
        with self._db.writing(durable=True) as connection:
            item = row_of(connection, id_)
            return _posting(connection, self._index, item, now).end(item, at)

    def merge(self, id_: int, into: int, now: float) -> Change:
        """The two say the same: from now on only `into` stands. `part` undoes it. Raises InputError where they cannot
        be one: of two slots, or one of them is over."""
        with self._db.writing(durable=True) as connection:
            item, other = row_of(connection, id_), row_of(connection, into)
            slots = {(row.person, row.persona, row.subject, row.predicate, row.polarity) for row in (item, other)}
            over = any(row.valid_to is not None or row.retracted_at is not None for row in (item, other))
            if len(slots) > 1 or over or id_ == into or item.cardinality == "one":
                raise InputError(f"memories {id_} and {into} cannot be one; they must stand, and say the same of one")
            posting = _posting(connection, self._index, item, now)
            return posting.end(item, max(posting.written, item.valid_from), by=into)

    def part(self, id_: int, now: float) -> Change:
        """The row that was merged with another stands again, as if it never had been. Raises InputError where it was
        not."""
        with self._db.writing(durable=True) as connection:
            item = row_of(connection, id_)
            return _posting(connection, self._index, item, now).part(item)

    def correct(self, id_: int, value: str, now: float) -> Change:
        """What was kept is wrong, and this was so all the time. Raises InputError where there is no such row."""
        if not value.strip():
            raise InputError("a correction needs a value; to take a memory back, forget it")
        with self._db.writing(durable=True) as connection:
            item = row_of(connection, id_)
            return _posting(connection, self._index, item, now).correct(item, value.strip())

    def make_private(self, ids: Iterable[int]) -> None:
        """These are for nobody else's ears: they are told when they are asked for, and not brought up."""
        with self._db.writing(durable=True) as connection:
            connection.executemany("update memory set sensitivity = 'private' where id = ?", [(id_,) for id_ in ids])

    def mentions(self, id_: int) -> tuple[int, ...]:
        """The turns in which it was said, the first one first."""
        query = "select distinct turn from mention where memory = ? and ends = 0 and turn is not null order by turn"
        return tuple(row["turn"] for row in self._db.read(query, (id_,)))

    def written_last(self) -> float:
        """The Unix time of the last change; 0 before the first one."""
        rows = self._db.read("select value from meta where key = 'recorded_at'")
        return float(rows[0]["value"]) if rows else 0.0

    def people(self) -> tuple[Person, ...]:
        """All whom it knows, in the order of their first coming."""
        return self._people.all()

    def person(self, id_: str) -> Person | None:
        """One of them, by id; None where nobody is called so."""
        return self._people.get(id_)

    def set_person(self, person: Person, now: float = 0.0) -> Person:
        """Make or change one; gives them as they now are. Raises InputError where that cannot be."""
        return self._people.put(person, now)

    def clear_guests(self) -> int:
        """Delete all that is kept of guests, for when a visit begins or ends; gives the number of rows.

        Rows alone: to take the bytes out of the file and its backups, see `erase.py`.
        """
        guests = [person.id for person in self.people() if person.scope == "guest"]
        if not guests:
            return 0
        with self._db.writing(durable=True) as connection:
            marks = ", ".join("?" * len(guests))
            query = f"select id from memory where person in ({marks})"
            ids = [row[0] for row in connection.execute(query, guests).fetchall()]
            self._delete(connection, ids)
        return len(ids)


def _posting(connection: sqlite3.Connection, index: Words | None, item: MemoryItem, now: float) -> Posting:
    written = not_before(connection, now)
    keep(connection, written)
    return Posting(connection, index, item.person, item.persona, None, written, now, now)
