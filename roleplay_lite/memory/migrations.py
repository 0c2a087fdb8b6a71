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
    """What is remembered of people: rows with two times each, what is true when and what was known when. Nothing is
    overwritten but a row's end, which follows from its mentions (`timeline.py`), its recall and its retraction."""
    db.execute("create table meta (key text primary key, value text not null) strict")
    db.execute("alter table person add column aliases text not null default '[]'")
    db.execute("alter table person add column voice_id text")
    db.execute(
        "alter table person add column scope text not null default 'adult'"
        " check (scope in ('owner', 'adult', 'child', 'guest'))"
    )
    db.execute("update person set scope = id where id in ('owner', 'guest')")
    # `same` is the value as it is compared with others (`spelling.py`).
    db.execute(
        """create table memory (
            id integer primary key, person text not null references person(id), persona text not null,
            kind text not null, subject text not null, predicate text not null, object text not null,
            polarity text not null check (polarity in ('yes', 'no')),
            cardinality text not null check (cardinality in ('one', 'many')),
            text text not null, said text not null,
            valid_from real not null, valid_to real, happens_from real, happens_to real,
            recorded_at real not null, retracted_at real,
            superseded_by integer references memory(id) on delete set null,
            conflicts_with integer references memory(id) on delete set null,
            importance real not null, strength real not null, last_recalled_at real, recall_count integer not null,
            confidence real not null, sensitivity text not null check (sensitivity in ('plain', 'private')),
            source_turn integer references turn(id) on delete set null, extractor text not null,
            same text not null default '') strict"""
    )
    db.execute(
        "create unique index memory_slot on memory (person, persona, subject, predicate)"
        " where valid_to is null and retracted_at is null and cardinality = 'one'"
    )
    db.execute("create index memory_of on memory (person, persona, subject, predicate, same)")
    db.execute("create index memory_due on memory (person, persona, happens_from) where happens_from is not null")
    db.execute("create index memory_turn on memory (source_turn)")
    db.execute("create index memory_superseded on memory (superseded_by) where superseded_by is not null")
    db.execute("create index memory_conflict on memory (conflicts_with) where conflicts_with is not null")
    # Each time at which a row was said to be so, or (`ends`) to be over; `by` is the row that ended it.
    db.execute(
        """create table mention (
            id integer primary key, memory integer not null references memory(id) on delete cascade,
            at real not null, turn integer references turn(id) on delete set null, recorded_at real not null,
            ends integer not null default 0 check (ends in (0, 1)),
            by integer references memory(id) on delete set null) strict"""
    )
    db.execute("create index mention_of on mention (memory, at)")
    db.execute("create index mention_by on mention (by) where by is not null")
    db.execute("create index mention_turn on mention (turn) where turn is not null")
    db.execute(
        """create table outbox (
            id integer primary key, kind text not null, payload text not null, created real not null,
            tries integer not null default 0, done_at real) strict"""
    )
    db.execute("create index outbox_open on outbox (id) where done_at is null")


@migrations()
def m004_search(db: Database) -> None:
    """What memories and turns are found by (`index/`). `search_scope` gives each person and persona a number, with
    which every term of theirs begins: a search reads nobody else's entries. `memory_fts` and `turn_fts` hold words of
    the person, pairs of their signs and of the syllables; `vec` holds numbers made of them."""
    db.execute(
        """create table search_scope (
            id integer primary key autoincrement, person text not null references person(id) on delete cascade,
            persona text not null, memories integer not null default 0, turns integer not null default 0,
            unique (person, persona)) strict"""
    )
    # The terms are kept, so that a row can be taken out whatever made them.
    db.execute("create virtual table memory_fts using fts5(words, bigrams, pinyin, tokenize = 'ascii', detail = none)")
    # A million turns would be a gigabyte of terms; they are made anew from the turn's words where one is taken out.
    db.execute("create virtual table turn_fts using fts5(bigrams, tokenize = 'ascii', detail = none, content = '')")
    db.execute(
        """create table vec (
            id integer primary key autoincrement, memory integer not null references memory(id) on delete cascade,
            model text not null, dim integer not null, scale real not null, data blob not null,
            unique (memory, model)) strict"""
    )
    db.execute(
        """create table turn_vec (
            id integer primary key autoincrement, turn integer not null references turn(id) on delete cascade,
            model text not null, dim integer not null, scale real not null, data blob not null,
            unique (turn, model)) strict"""
    )
    db.execute("create index outbox_of on outbox (kind, payload)")


@migrations()
def m005_alarms(db: Database) -> None:
    """Timers, alarms and reminders that are still to come; a row goes with its person, and when it has rung for the
    last time. `due` is a Unix time, `seconds` the length of a timer, `repeat` an RRULE."""
    db.execute(
        """create table alarm (
            id integer primary key autoincrement, kind text not null check (kind in ('timer', 'alarm', 'reminder')),
            due real not null, label text not null, repeat text not null, seconds real not null,
            person text references person(id) on delete cascade, persona text not null, created real not null) strict"""
    )
    db.execute("create index alarm_due on alarm (due)")


@migrations()
def m006_trace(db: Database) -> None:
    """What each step was given, gave and decided, and beside it what decided the turn, so that it can be run again
    (`tracing/`). `inputs` holds the person's words and goes with the trace, or with what is forgotten."""
    for column in ("input", "output", "decision", "evidence", "rule"):
        db.execute(f"alter table step add column {column} text not null default ''")
    db.execute(
        """create table trace (
            turn integer primary key references turn(id) on delete cascade, inputs text not null) strict"""
    )
