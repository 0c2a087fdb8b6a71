"""When something was written last: the time of knowing, which never runs back."""

from __future__ import annotations

import sqlite3

_KEY = "recorded_at"


def not_before(connection: sqlite3.Connection, now: float) -> float:
    """`now`, or the time of what was written already, whatever the clock says."""
    row = connection.execute("select value from meta where key = ?", (_KEY,)).fetchone()
    return max(now, float(row[0])) if row else now


def keep(connection: sqlite3.Connection, written: float) -> None:
    """Note that something was written then."""
    connection.execute(
        "insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
        (_KEY, repr(not_before(connection, written))),
    )
