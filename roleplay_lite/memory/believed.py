"""What was believed at an earlier time: the marks that were known by then, folded anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from roleplay_lite.memory.item import MemoryItem
from roleplay_lite.memory.rows import COLUMNS, item_of
from roleplay_lite.memory.slot import claim_of, group_of, implied_marks
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.memory.timeline import Mark, timeline


def believed(db: SqliteFile, where: str, values: Sequence[object], known_at: float) -> list[MemoryItem]:
    """Rows as they stood then, in the order of their begin."""
    query = f"select {COLUMNS} from memory where {where} and recorded_at <= ? order by valid_from, id"
    then = (*values, known_at)
    items = [item_of(row) for row in db.read(query, then)]
    retracted = {item.id for item in items if item.retracted_at is not None and item.retracted_at <= known_at}
    groups: dict[tuple[object, ...], dict[int, MemoryItem]] = defaultdict(dict)
    for item in items:
        if item.id not in retracted:
            groups[group_of(item)][item.id] = item
    marks: dict[int, list[Mark]] = defaultdict(list)
    rows = db.read(
        "select mention.id, mention.memory, mention.at, coalesce(mention.turn, 0), mention.ends, mention.by"
        f" from mention join memory on memory.id = mention.memory"
        f" where {where} and memory.recorded_at <= ? and mention.recorded_at <= ?",
        (*then, known_at),
    )
    for id_, row, at, turn, ends, by in map(tuple, rows):
        if by not in retracted:
            marks[row].append(Mark(id=id_, row=row, at=at, turn=turn, ends=bool(ends), by=by))
    stood = []
    for group in groups.values():
        claims = {id_: claim_of(item) for id_, item in group.items()}
        known = [mark for id_ in group for mark in marks[id_]]
        implied = [mark for mark in implied_marks(group.values(), known) if not mark.ends or mark.at <= known_at]
        ends_then = timeline(claims, [*known, *implied]).ends
        for id_, item in group.items():
            ending = ends_then.get(id_)
            stood.append(
                replace(
                    item,
                    valid_to=ending.at if ending else None,
                    superseded_by=ending.by if ending else None,
                    retracted_at=None,
                    conflicts_with=item.conflicts_with if item.conflicts_with not in retracted else None,
                )
            )
    return sorted(stood, key=lambda item: (item.valid_from, item.id))
