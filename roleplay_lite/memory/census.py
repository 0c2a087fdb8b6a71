"""How much is known, and whether the file that holds it is sound."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from roleplay_lite.errors import StoreError
from roleplay_lite.memory.item import MemoryItem
from roleplay_lite.memory.rows import COLUMNS, item_of
from roleplay_lite.memory.slot import claim_of, group_of, implied_marks
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.memory.timeline import Mark, timeline

_SHOWN = 20


def census(db: SqliteFile) -> dict[str, Any]:
    """Counts of everything, for a person to look at."""

    def count(query: str) -> int:
        return int(db.read(f"select count(*) as n from {query}")[0]["n"])

    kinds = db.read(
        "select kind, count(*) as n from memory where valid_to is null and retracted_at is null group by kind"
    )
    who = db.read(
        "select person, count(*) as n from memory where valid_to is null and retracted_at is null group by person"
    )
    times = db.read("select min(recorded_at) as first, max(recorded_at) as last from memory")[0]
    return {
        "memories": count("memory"),
        "standing": count("memory where valid_to is null and retracted_at is null"),
        "over": count("memory where valid_to is not null and retracted_at is null"),
        "retracted": count("memory where retracted_at is not null"),
        "conflicts": count("memory where conflicts_with is not null and valid_to is null and retracted_at is null"),
        "kinds": {row["kind"]: row["n"] for row in kinds},
        "people": {row["person"]: row["n"] for row in who},
        "turns": count("turn"),
        "without_vector": count("memory left join vec on vec.memory = memory.id where vec.id is null"),
        "first": times["first"],
        "last": times["last"],
        "file": str(db.file) if db.file else None,
        "bytes": db.file.stat().st_size if db.file else 0,
    }


def faults(db: SqliteFile) -> tuple[str, ...]:
    """What is wrong, in words without anything that was told; nothing where all is sound."""
    try:
        db.check()
        found = [f"{row[0]} has a row that leads nowhere, in {row[2]}" for row in db.read("pragma foreign_key_check")]
        found += _unindexed(db)
        found += _wrong_ends(db)
    except StoreError as error:
        return (str(error),)
    more = len(found) - _SHOWN
    return (*found[:_SHOWN], *([f"and {more} more"] if more > 0 else []))


def _unindexed(db: SqliteFile) -> list[str]:
    rows = db.read(
        "select count(*) as n from memory where retracted_at is null and id not in (select rowid from memory_fts)"
    )
    return [f"{rows[0]['n']} memories are not found by their words yet"] if rows[0]["n"] else []


def _wrong_ends(db: SqliteFile) -> list[str]:
    """Rows whose end is not what was said of them."""
    groups: dict[tuple[str, ...], dict[int, MemoryItem]] = defaultdict(dict)
    for row in db.read(f"select {COLUMNS} from memory where retracted_at is null"):
        item = item_of(row)
        groups[group_of(item)][item.id] = item
    marks: dict[int, list[Mark]] = defaultdict(list)
    rows = db.read(
        "select id, memory, at, coalesce(turn, 0), ends, by from mention where by is null or by not in"
        " (select id from memory where retracted_at is not null)"
    )
    for id_, row, at, turn, ends, by in map(tuple, rows):
        marks[row].append(Mark(id=id_, row=row, at=at, turn=turn, ends=bool(ends), by=by))
    wrong = []
    for group in groups.values():
        known = [mark for id_ in group for mark in marks[id_]]
        known += implied_marks(group.values(), known)
        ends_now = timeline({id_: claim_of(item) for id_, item in group.items()}, known).ends
        for id_, item in group.items():
            ending = ends_now.get(id_)
            if item.valid_to != (ending.at if ending else None):
                wrong.append(f"memory {id_} ends at another time than was said")
    return wrong
