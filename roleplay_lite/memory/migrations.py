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
