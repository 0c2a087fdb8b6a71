"""The rows that bear on one thing, inside a transaction: what is so of them is settled anew after each change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from roleplay_lite.memory.item import MemoryItem, MemoryKind
from roleplay_lite.memory.predicates import PREDICATES
from roleplay_lite.memory.rows import COLUMNS, insert, item_of, select
from roleplay_lite.memory.spelling import same_value
from roleplay_lite.memory.timeline import Claim, Mark, Timeline, timeline

LONG_AGO = -2208988800.0
"""1900: the begin of what was so before anybody told of it (「我以前住西安」)."""
TASTES = ("likes", "dislikes")
"""Keys that stand against each other."""
_MOST_STANDING = 200
_DATED = (MemoryKind.PLAN, MemoryKind.EVENT)


def implied_marks(items: Iterable[MemoryItem], marks: Sequence[Mark]) -> list[Mark]:
    """What columns say beside the marks of one slot: of a row that another program wrote, and of one whose successor
    was erased, which is over all the same."""
    marked = {mark.row for mark in marks}
    ends = {mark.at for mark in marks if mark.ends}
    implied = []
    for item in items:
        turn = item.source_turn or 0
        if item.id not in marked:
            implied.append(Mark(id=0, row=item.id, at=item.valid_from, turn=turn))
        if item.valid_to is not None and item.superseded_by is None and item.valid_to not in ends:
            implied.append(Mark(id=0, row=item.id, at=item.valid_to, turn=turn, ends=True))
    return implied


def is_one(predicate: str) -> bool:
    """Whether one value at a time can be so. A word of the person's own may have several: which is right is asked."""
    return predicate in PREDICATES and PREDICATES[predicate].cardinality == "one"


def claim_of(item: MemoryItem) -> Claim:
    """What the row says, as far as it stands against others."""
    same = same_value(item.object)
    if is_one(item.predicate):
        if item.polarity == "yes":
            return Claim(holder="", state=same, rival=(f"no {same}", "no"))
        return Claim(holder=f"no {same}", state="no", rival=("", same))
    if item.predicate in TASTES:
        return Claim(holder=same, state="dislikes yes" if _told_so(item) else f"{item.predicate} {item.polarity}")
    if item.kind in _DATED and item.happens_from is not None:
        # Two trips to one place are two.
        return Claim(holder=f"{same} {datetime.fromtimestamp(item.happens_from):%Y-%m-%d}", state=item.polarity)
    return Claim(holder=same, state=item.polarity)


def _told_so(item: MemoryItem) -> bool:
    """「不喜欢」 is told alike of what is disliked and of what is not liked."""
    return (item.predicate, item.polarity) in (("dislikes", "yes"), ("likes", "no"))


class Slot:
    """The rows of one slot that can stand against each other: all of a slot with one value, else those of one value."""

    def __init__(self, connection: sqlite3.Connection, like: MemoryItem, since: float | None = None) -> None:
        """Load the rows beside `like`, which need not be one of them; with `since` only those that bear on that time or
        a later one, which is enough where nothing changes before it."""
        self._connection = connection
        where, values = _group(like)
        if since is not None:
            marked = "exists (select 1 from mention where mention.memory = memory.id and at >= ?)"
            where += f" and (valid_to is null or valid_to >= ? or {marked})"
            values = (*values, since, since)
        self.rows = {item.id: item for item in select(connection, f"{where} and retracted_at is null", values)}
        marks = connection.execute(
            "select id, memory, at, coalesce(turn, 0), ends, by, recorded_at from mention where memory in"
            f" ({','.join(map(str, self.rows))})"
        ).fetchall()
        self.marks = [
            Mark(id=id_, row=row, at=at, turn=turn, ends=bool(ends), by=by) for id_, row, at, turn, ends, by, _ in marks
        ]
        self.heard_at = [(at, turn) for _, _, at, turn, _, _, recorded_at in marks if at <= recorded_at]
        """When what is known of it was said, without what was said ahead of its time."""
        self.again: list[MemoryItem] = []
        """Rows that settling made."""
        self.marks += implied_marks(self.rows.values(), self.marks)
        self._over: set[int] = set()
        if since is not None:
            # Their marks since then bear on it; their own ends are known.
            self._over = {row.id for row in self.rows.values() if row.valid_to is not None and row.valid_to < since}
            self.marks = [mark for mark in self.marks if mark.row not in self._over or mark.at >= since]

    def standing(self, at: float, claim: Claim) -> MemoryItem | None:
        """The row that says the same, and says it of that time."""
        for item in self.rows.values():
            if item.true_at(at) and (mine := claim_of(item)).holder == claim.holder and mine.state == claim.state:
                return item
        return None

    def ended(self, claim: Claim) -> MemoryItem | None:
        """The last row that said the same and is over."""
        over = [item for item in self.rows.values() if item.valid_to is not None and claim_of(item) == claim]
        return max(over, key=lambda item: item.valid_from, default=None)

    def add(self, item: MemoryItem) -> MemoryItem:
        """Write a new row. It counts as ended until it is settled, since two may not stand in one slot."""
        id_ = insert(self._connection, replace(item, valid_to=item.valid_from), same_value(item.object))
        made = replace(item, id=id_, valid_to=item.valid_from)
        self.rows[id_] = made
        return made

    def mark(
        self, row: int, at: float, *, turn: int | None, now: float, ends: bool = False, by: int | None = None
    ) -> None:
        """Note that the row was said to be so at that time, or to be over."""
        written = self._connection.execute(
            "insert into mention (memory, at, turn, recorded_at, ends, by) values (?, ?, ?, ?, ?, ?)",
            (row, at, turn, now, int(ends), by),
        )
        self.marks.append(Mark(id=int(written.lastrowid or 0), row=row, at=at, turn=turn or 0, ends=ends, by=by))

    def settle(self) -> tuple[tuple[MemoryItem, MemoryItem], ...]:
        """Work out what holds when, and write the ends that changed; gives those rows as they were and as they are."""
        found = self._told()
        changed = []
        for id_, item in self.rows.items():
            if id_ in self._over:
                continue
            ending = found.ends.get(id_)
            end, by = (ending.at, ending.by) if ending else (None, None)
            if (item.valid_to, item.superseded_by) != (end, by):
                changed.append((item, replace(item, valid_to=end, superseded_by=by)))
        # What ends does so before anything opens in its place.
        for _, item in sorted(changed, key=lambda pair: pair[1].valid_to is None):
            self._connection.execute(
                "update memory set valid_to = ?, superseded_by = ? where id = ?",
                (item.valid_to, item.superseded_by, item.id),
            )
            self.rows[item.id] = item
        return tuple(changed)

    def _told(self) -> Timeline:
        claims = {id_: claim_of(item) for id_, item in self.rows.items()}
        while (found := timeline(claims, self._known_marks(), self._over)).again:
            claims |= self._begin_again(found.again)
        return found

    def _known_marks(self) -> list[Mark]:
        """What ended by a row that was retracted did not end."""
        by = sorted({mark.by for mark in self.marks if mark.by is not None})
        gone = {id_ for id_ in by if _is_retracted(self._connection, id_)}
        return [mark for mark in self.marks if mark.by not in gone]

    def _begin_again(self, mark: Mark) -> dict[int, Claim]:
        """It was so, then something else was, then it was so again: the second time is a row of its own."""
        first = self.rows[mark.row]
        recorded = self._connection.execute("select recorded_at from mention where id = ?", (mark.id,)).fetchone()[0]
        made = self.add(
            replace(first, valid_from=mark.at, recorded_at=recorded, source_turn=mark.turn or None, superseded_by=None)
        )
        moved = [each for each in self.marks if each.row == first.id and each.order >= mark.order]
        self._connection.executemany(
            "update mention set memory = ? where id = ?", [(made.id, each.id) for each in moved]
        )
        ids = {each.id for each in moved}
        self.marks = [replace(each, row=made.id) if each.id in ids else each for each in self.marks]
        self.again.append(made)
        return {made.id: claim_of(made)}


def _is_retracted(connection: sqlite3.Connection, id_: int) -> bool:
    query = "select 1 from memory where id = ? and retracted_at is not null"
    return connection.execute(query, (id_,)).fetchone() is not None


def group_of(item: MemoryItem) -> tuple[str, ...]:
    """Rows with the same one may stand against each other."""
    whose = (item.person, item.persona, item.subject)
    if is_one(item.predicate):
        return (*whose, item.predicate)
    predicate = TASTES[0] if item.predicate in TASTES else item.predicate
    return (*whose, predicate, same_value(item.object))


def _group(like: MemoryItem) -> tuple[str, tuple[object, ...]]:
    """The condition under which a row stands beside this one, and its values."""
    values = group_of(like)
    of = "person = ? and persona = ? and subject = ? and"
    if is_one(like.predicate):
        return f"{of} predicate = ?", values
    if like.predicate in TASTES:
        return f"{of} predicate in ('likes', 'dislikes') and same = ?", (*values[:3], values[4])
    return f"{of} predicate = ? and same = ?", values


def standing_rows(connection: sqlite3.Connection, like: MemoryItem, at: float, same: str = "") -> list[MemoryItem]:
    """What is so at that time under its subject and predicate, newest first; of one value, where it is given."""
    one_value = " and same = ?" if same else ""
    return [
        item_of(row)
        for row in connection.execute(
            f"select {COLUMNS} from memory where person = ? and persona = ? and subject = ? and predicate = ?"
            f"{one_value} and retracted_at is null and polarity = 'yes' and valid_from <= ?"
            f" and (valid_to is null or valid_to > ?) order by valid_from desc, id desc limit {_MOST_STANDING}",
            (like.person, like.persona, like.subject, like.predicate, *filter(None, [same]), at, at),
        )
    ]
