"""The store's schema, step by step. A step that has shipped is never edited; a change is a new step."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("roleplay_lite")


@migrations()
def m001_turns(db: Database) -> None:
    """People, sessions, the append-only log of turns, and the trace of each step."""
    db.execute("create table person (id text primary key, name text not null, created real not null) strict")
    db.execute(
        """create table session (
            id integer primary key, person text not null references person(id), persona text not null,
            llm text not null, started real not null) strict"""
    )
    db.execute(
        """create table turn (
            id integer primary key, session integer not null references session(id), position integer not null,
            started real not null, said text not null, confidence real not null, prompted text not null,
            reply text not null, heard_text text not null, outcome text not null, metrics text not null) strict"""
    )
    db.execute("create index turn_session on turn (session, position)")
    db.execute(
        """create table step (
            turn integer not null references turn(id), position integer not null, name text not null,
            by text not null, ms real not null, reason text not null, primary key (turn, position)) strict"""
    )


@migrations()
def m002_statements(db: Database) -> None:
    """What a persona said of itself where no fact says it, so that it says the same next time. Kept by person, since
    what is said to one is none of another's business."""
    db.execute(
        """create table statement (
            id integer primary key, persona text not null, person text not null references person(id),
            turn integer not null references turn(id), owner text not null, key text not null, value text not null,
            polarity text not null, created real not null,
            unique (persona, person, owner, key, value, polarity)) strict"""
    )


@migrations()
def m003_memories(db: Database) -> None:
    """What is remembered of people: rows with two times each, what is true when and what was known when; nothing in
    them is overwritten but the closing of a row, its recall and its retraction."""
    db.execute("create table meta (key text primary key, value text not null) strict")
    db.execute("alter table person add column aliases text not null default '[]'")
    db.execute("alter table person add column voice_id text")
    db.execute(
        "alter table person add column scope text not null default 'adult'"
        " check (scope in ('owner', 'adult', 'child', 'guest'))"
    )
    db.execute(
        """create table memory (
            id integer primary key, person text not null references person(id), persona text not null,
            kind text not null, subject text not null, predicate text not null, object text not null,
            polarity text not null check (polarity in ('yes', 'no')),
            cardinality text not null check (cardinality in ('one', 'many')),
            text text not null, said text not null,
            valid_from real not null, valid_to real, happens_from real, happens_to real,
            recorded_at real not null, retracted_at real,
            superseded_by integer references memory(id), conflicts_with integer references memory(id),
            importance real not null, strength real not null, last_recalled_at real, recall_count integer not null,
            confidence real not null, sensitivity text not null check (sensitivity in ('plain', 'private')),
            source_turn integer references turn(id), extractor text not null) strict"""
    )
    db.execute(
        "create unique index memory_slot on memory (person, persona, subject, predicate)"
        " where valid_to is null and retracted_at is null and cardinality = 'one'"
    )
    db.execute("create index memory_of on memory (person, persona, subject, predicate)")
    db.execute("create index memory_due on memory (person, persona, happens_from) where happens_from is not null")
    db.execute("create index memory_turn on memory (source_turn)")
    db.execute(
        """create table outbox (
            id integer primary key, kind text not null, payload text not null, created real not null,
            tries integer not null default 0, done_at real) strict"""
    )
    db.execute("create index outbox_open on outbox (id) where done_at is null")
