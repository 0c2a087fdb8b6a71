"""What the cloud keeps on this machine, in a file of its own: what was spent, answers, and who did not answer."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database, Migrations

from roleplay_lite.memory.sqlite_file import SqliteFile

migrations = Migrations("roleplay_lite_cloud")


@migrations()
def m001_cloud(db: Database) -> None:
    """`answer.question` is a digest of the redacted question; the question itself is not kept."""
    db.execute(
        """create table spent (
            id integer primary key, at real not null, provider text not null, calls integer not null,
            tokens integer not null, money real not null) strict"""
    )
    db.execute("create index spent_at on spent (at)")
    db.execute(
        """create table answer (
            provider text not null, question text not null, at real not null, body text not null,
            primary key (provider, question)) strict"""
    )
    db.execute("create index answer_at on answer (at)")
    db.execute(
        """create table breaker (
            provider text primary key, failures integer not null, opened integer not null, until real not null,
            paused real not null, why text not null) strict"""
    )


def open_record(file: Path | None) -> SqliteFile:
    """Make or open it; None keeps it in memory. Raises StoreError."""
    return SqliteFile(file, migrations, name="the cloud's record", elsewhere="data folder ($ROLEPLAY_LITE_DATA)")
