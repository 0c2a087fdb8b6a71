"""Which row sums a conversation up."""

from __future__ import annotations

from roleplay_lite.memory.sqlite_file import SqliteFile


def summary_of(db: SqliteFile, session: int) -> int | None:
    """The row that does, by the session's id; None where none does."""
    rows = db.read(
        "select memory.id from memory join turn on turn.id = memory.source_turn where turn.session = ?"
        " and memory.kind = 'summary' and memory.retracted_at is null limit 1",
        (session,),
    )
    return int(rows[0]["id"]) if rows else None
