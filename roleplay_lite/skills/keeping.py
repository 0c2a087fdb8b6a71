"""Timers, alarms and reminders on disk, and which of them are due.

An alarm is due by the wall clock, as it was asked for (「七点」). A timer runs by a clock that nobody sets: where the
wall clock is moved, its row moves along, so that five minutes stay five minutes. After a start nothing is known of how
the clock was moved meanwhile, and a timer goes on by the wall clock.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.skills.alarm import Alarm
from roleplay_lite.skills.repeats import next_due

MOST = 200
"""No more than so many are kept at a time."""
_STEP_SECONDS = 2.0
"""A clock that is off by less was slewed, not set."""

Clock = Callable[[], float]


def steady() -> float:
    """Seconds that go on while the machine sleeps and that nobody sets."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class Alarms:
    """Safe to use from several threads. One process at a time rings: what another keeps is seen at the next
    start."""

    def __init__(self, db: SqliteFile, *, wall: Clock = time.time, steady: Clock = steady) -> None:
        """`wall` gives Unix times. Raises StoreError."""
        self._db, self._wall, self._steady = db, wall, steady
        self._lock = threading.RLock()
        self._offset = wall() - steady()
        """Wall clock less steady clock: a change of it is a clock that was set."""
        self._alarms = {alarm.id: alarm for alarm in map(_alarm, db.read("select * from alarm order by due"))}

    def upcoming(self) -> tuple[Alarm, ...]:
        """Those still to come, soonest first."""
        with self._lock:
            return tuple(sorted(self._alarms.values(), key=lambda alarm: (alarm.due, alarm.id)))

    def add(self, alarm: Alarm) -> Alarm:
        """Keep it; it comes back with its id. With an id, it takes that one's place. Raises StoreError."""
        with self._lock, self._db.writing(durable=True) as connection:
            values = (alarm.kind, alarm.due, alarm.label, alarm.repeat, alarm.seconds, alarm.person, alarm.persona)
            connection.execute("delete from alarm where id = ?", (alarm.id,))
            row = connection.execute(
                "insert into alarm (id, kind, due, label, repeat, seconds, person, persona, created) values"
                " (?, ?, ?, ?, ?, ?, (select id from person where id = ?), ?, ?) returning id",
                (alarm.id or None, *values, self._wall()),
            ).fetchone()
            kept = replace(alarm, id=int(row[0]))
            self._alarms[kept.id] = kept
            return kept

    def drop(self, ids: Iterable[int]) -> tuple[Alarm, ...]:
        """Take them away; gives those that there were. Raises StoreError."""
        with self._lock:
            gone = tuple(self._alarms[id] for id in dict.fromkeys(ids) if id in self._alarms)
            if gone:
                with self._db.writing(durable=True) as connection:
                    connection.executemany("delete from alarm where id = ?", [(alarm.id,) for alarm in gone])
                for alarm in gone:
                    del self._alarms[alarm.id]
            return gone

    def due(self, now: float | None = None) -> tuple[Alarm, ...]:
        """Those that are due at that Unix time, each once, soonest first: what comes again has its next time from then
        on, and what does not is gone. Those missed while nobody looked are among them, one that was missed several
        times with the last of those times. Raises StoreError, and then nothing has changed."""
        with self._lock:
            self._follow_clock()
            at = self._wall() if now is None else now
            ripe = [alarm for alarm in self.upcoming() if alarm.due <= at]
            if not ripe:
                return ()
            again = {alarm.id: _next(alarm, at) for alarm in ripe}
            with self._db.writing(durable=True) as connection:
                for id, later in again.items():
                    if later is None:
                        connection.execute("delete from alarm where id = ?", (id,))
                    else:
                        connection.execute("update alarm set due = ? where id = ?", (later, id))
            rung = tuple(_latest(alarm, at) for alarm in ripe)
            for alarm in ripe:
                when = again[alarm.id]
                if when is None:
                    del self._alarms[alarm.id]
                else:
                    self._alarms[alarm.id] = replace(alarm, due=when)
            return rung

    def wait(self) -> float | None:
        """Seconds until the next is due; None where there is none."""
        with self._lock:
            first = min((alarm.due for alarm in self._alarms.values()), default=None)
            return None if first is None else max(0.0, first - self._wall())

    def _follow_clock(self) -> None:
        """Where the wall clock was set, move the timers along."""
        offset = self._wall() - self._steady()
        moved = offset - self._offset
        if abs(moved) < _STEP_SECONDS:
            return
        timers = [alarm for alarm in self._alarms.values() if alarm.kind == "timer"]
        if timers:
            with self._db.writing(durable=True) as connection:
                connection.executemany(
                    "update alarm set due = due + ? where id = ?", [(moved, alarm.id) for alarm in timers]
                )
            self._alarms |= {alarm.id: replace(alarm, due=alarm.due + moved) for alarm in timers}
        self._offset = offset


def _alarm(row: sqlite3.Row) -> Alarm:
    return Alarm(
        id=row["id"], kind=row["kind"], due=row["due"], label=row["label"], repeat=row["repeat"],
        seconds=row["seconds"], person=row["person"] or "", persona=row["persona"],
    )  # fmt: skip


def _next(alarm: Alarm, now: float) -> float | None:
    try:
        return next_due(alarm.repeat, alarm.due, now) if alarm.repeat else None
    except (ValueError, OverflowError, OSError):  # a rule that came from elsewhere, or a date beyond the calendar
        return None


def _latest(alarm: Alarm, now: float) -> Alarm:
    """With the last of the times at which it was due until now."""
    due = alarm.due
    for _ in range(1000 if alarm.repeat else 0):
        later = _next(replace(alarm, due=due), due)
        if later is None or later > now or later <= due:
            break
        due = later
    return replace(alarm, due=due)
