"""A turn's trace in the store: a row for each step, and what decided it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.trace import STEPS
from roleplay_lite.tracing.codec import from_json, to_json
from roleplay_lite.tracing.decision import decision, evidence
from roleplay_lite.tracing.inputs import Digests, Inputs, inputs_of
from roleplay_lite.turn import Call, Outcome, Step, Turn

_STEP = "insert into step (turn, position, name, by, ms, reason, input, output, decision, evidence, rule)"
_ORDER = {name: place for place, name in enumerate(STEPS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A turn with its trace."""

    id: int
    started: float
    """Unix time."""
    person: str
    persona: str
    said: str
    """Empty where it was forgotten, or not to be kept."""
    reply: str
    outcome: Outcome
    steps: tuple[Step, ...]
    replays: bool
    """Whether it is kept what decided it."""


def finished(turn: Turn) -> list[Step]:
    """The turn's rows, with what each step was given, gave and decided. A turn off the record has no digests: short
    words can be guessed from one."""
    digests = Digests()
    rows = []
    for step in sorted(turn.steps, key=lambda row: _ORDER.get(row.step, len(STEPS))):
        calls = turn.calls.get(step.step)
        if not calls:
            rows.append(step)
            continue
        row = _decided(step, calls)
        if not turn.unwritten:
            given = digests.of(tuple(each for call in calls for each in call.inputs))
            row = replace(row, input=given, output=digests.of(tuple(call.output for call in calls)))
        rows.append(row)
    return rows


def _decided(step: Step, calls: Sequence[Call]) -> Step:
    try:
        found = tuple(dict.fromkeys((*step.evidence, *evidence(step.step, calls))))
        return replace(step, decision=decision(step.step, calls), evidence=found)
    except (TypeError, AttributeError):
        # A step of an integrator's gave what only looks like the value that it is to give.
        return step


def write(db: sqlite3.Connection, turn_id: int, turn: Turn, keep: int) -> None:
    """Within the transaction that writes the turn: its trace, in the place of that of `keep` turns before."""
    if keep:
        db.executemany(
            f"{_STEP} values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(turn_id, position, *_cells(step)) for position, step in enumerate(finished(turn))],
        )
        if (inputs := inputs_of(turn)) and (written := _written(inputs)):
            db.execute("insert into trace (turn, inputs) values (?, ?)", (turn_id, written))
    for table in ("step", "trace"):
        db.execute(f"delete from {table} where turn <= ?", (turn_id - keep,))


def _cells(step: Step) -> tuple[str | float, ...]:
    found = json.dumps(step.evidence, ensure_ascii=False, separators=(",", ":")) if step.evidence else ""
    return step.step, step.by, step.ms, step.reason, step.input, step.output, step.decision, found, step.rule


def _written(inputs: Inputs) -> str:
    """Empty where a step of an integrator's put something into a value that is none."""
    try:
        # As plain text: what is to be forgotten is looked for in it, letter by letter.
        return json.dumps(to_json(inputs), ensure_ascii=False, separators=(",", ":"))
    except TypeError:
        return ""


def last(db: SqliteFile, most: int, *, before: int | None = None) -> list[Traced]:
    """The last turns that have a trace, newest first."""
    rows = db.read(
        f"{_TURNS} where turn.id in (select turn from step) and turn.id < ? order by turn.id desc limit ?",
        (before if before is not None else 1 << 62, most),
    )
    return [_traced(db, row) for row in rows]


def traced(db: SqliteFile, turn_id: int) -> Traced | None:
    """One of them; None where it has none (any more)."""
    rows = db.read(f"{_TURNS} where turn.id = ? and turn.id in (select turn from step)", (turn_id,))
    return _traced(db, rows[0]) if rows else None


def stored_inputs(db: SqliteFile, turn_id: int) -> Inputs | None:
    """What decided the turn; None where that is not kept. Raises ValueError where another release wrote it and it
    cannot be read."""
    rows = db.read("select inputs from trace where turn = ?", (turn_id,))
    return from_json(Inputs, json.loads(rows[0]["inputs"])) if rows else None


_TURNS = (
    "select turn.*, session.person, session.persona, exists (select 1 from trace where turn = turn.id) as replays"
    " from turn join session on session.id = turn.session"
)


def _traced(db: SqliteFile, row: sqlite3.Row) -> Traced:
    return Traced(
        id=row["id"],
        started=row["started"],
        person=row["person"],
        persona=row["persona"],
        said=row["said"],
        reply=row["reply"],
        outcome=Outcome(row["outcome"]),
        steps=tuple(map(_step, db.read("select * from step where turn = ? order by position", (row["id"],)))),
        replays=bool(row["replays"]),
    )


def _step(row: sqlite3.Row) -> Step:
    return Step(
        step=row["name"],
        by=row["by"],
        ms=row["ms"],
        reason=row["reason"],
        rule=row["rule"],
        evidence=tuple(json.loads(row["evidence"])) if row["evidence"] else (),
        input=row["input"],
        output=row["output"],
        decision=row["decision"],
    )


def erase_with(db: sqlite3.Connection, person: str, persona: str, words: Iterable[str]) -> None:
    """Within the transaction that forgets something: what decided turns of these two that hold any of the words goes
    whole, and with it the digests that could be guessed from."""
    of_them = (
        "turn in (select turn.id from turn join session on session.id = turn.session where person = ? and persona = ?)"
    )
    for word in words:
        for form in {word, json.dumps(word, ensure_ascii=False)[1:-1]} - {""}:
            found = db.execute(
                f"select turn from trace where instr(inputs, ?) and {of_them}", (form, person, persona)
            ).fetchall()
            erase_of(db, [row[0] for row in found])


def erase_of(db: sqlite3.Connection, turns: Iterable[int]) -> None:
    """What decided these turns."""
    for turn in turns:
        db.execute("delete from trace where turn = ?", (turn,))
        db.execute("update step set input = '', output = '' where turn = ?", (turn,))
