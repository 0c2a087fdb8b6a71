"""The table `person`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from roleplay_lite.errors import InputError
from roleplay_lite.memory.people import GUEST, SCOPES, Person
from roleplay_lite.memory.sqlite_file import SqliteFile

_COLUMNS = "id, name, aliases, voice_id, scope, created"


class PeopleTable:
    """Reads and writes people."""

    def __init__(self, db: SqliteFile) -> None:
        self._db = db

    def all(self) -> tuple[Person, ...]:
        """In the order of their first coming."""
        return tuple(_person(row) for row in self._db.read(f"select {_COLUMNS} from person order by created, id"))

    def get(self, id_: str) -> Person | None:
        """None where nobody has that id."""
        rows = self._db.read(f"select {_COLUMNS} from person where id = ?", (id_,))
        return _person(rows[0]) if rows else None

    def put(self, person: Person, now: float) -> Person:
        """Make or change one. Raises InputError."""
        with self._db.writing(durable=True) as connection:
            return describe(connection, person, now)


def ensure(connection: sqlite3.Connection, id_: str, now: float) -> Person:
    """The person of that id, made where there is none yet."""
    query = f"select {_COLUMNS} from person where id = ?"
    row = connection.execute(query, (id_,)).fetchone()
    if row is None:
        scope = id_ if id_ in ("owner", GUEST) else "adult"
        connection.execute("insert into person (id, name, created, scope) values (?, ?, ?, ?)", (id_, id_, now, scope))
        row = connection.execute(query, (id_,)).fetchone()
    return _person(tuple(row))


def describe(connection: sqlite3.Connection, person: Person, now: float) -> Person:
    """Make or change one. Names and voices that are another's are refused, since they say who is meant."""
    if not person.id.strip() or not person.name.strip():
        raise InputError("a person needs an id and a name")
    if person.scope not in SCOPES:
        raise InputError(f"a person's scope is one of {', '.join(SCOPES)}, not {person.scope!r}")
    if person.id == GUEST and person.scope != GUEST:
        raise InputError("'guest' is whoever is not known; give the person an id of their own")
    _refuse_taken(connection, person)
    aliases = json.dumps(person.aliases, ensure_ascii=False)
    connection.execute(
        "insert into person (id, name, created, aliases, voice_id, scope) values (?, ?, ?, ?, ?, ?)"
        " on conflict (id) do update set name = excluded.name, aliases = excluded.aliases,"
        " voice_id = excluded.voice_id, scope = excluded.scope",
        (person.id, person.name, person.created or now, aliases, person.voice_id, person.scope),
    )
    return ensure(connection, person.id, now)


def _refuse_taken(connection: sqlite3.Connection, person: Person) -> None:
    rows = connection.execute(f"select {_COLUMNS} from person where id <> ?", (person.id,)).fetchall()
    for other in map(_person, rows):
        if person.voice_id is not None and other.voice_id == person.voice_id:
            raise InputError(f"that voice is {other.id}'s already")
        if {person.name, *person.aliases} & {other.name, *other.aliases}:
            raise InputError(f"{other.id} is called so already; give another name or alias")


def _person(row: Sequence[Any] | sqlite3.Row) -> Person:
    id_, name, aliases, voice_id, scope, created = tuple(row)
    found = Person(
        id=id_, name=name, aliases=tuple(json.loads(aliases)), voice_id=voice_id, scope=scope, created=created
    )
    if id_ == GUEST:
        return replace(found, scope="guest")
    # The log makes people without a scope.
    return replace(found, scope="owner") if id_ == "owner" and scope == "adult" else found
