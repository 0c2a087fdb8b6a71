"""Memories as JSON lines, to be read by a person, kept, or taken to another device.

The first line is a header. Then come people, the turns that memories are from, and memories with their mentions. Ids
hold within the file only.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from roleplay_lite.errors import StoreError
from roleplay_lite.memory.rows import FIELDS
from roleplay_lite.memory.sqlite_file import SqliteFile

FORMAT, VERSION = "roleplay-lite memory", 1
TURN_FIELDS = ("id", "person", "persona", "started", "said", "confidence", "reply", "heard_text", "outcome")
MENTION_FIELDS = ("at", "turn", "recorded_at", "ends", "by")


def write(db: SqliteFile, file: Path, *, persona: str | None = None, person: str | None = None) -> int:
    """Write all, or what one persona knows, or what is known of one person; gives the number of memories.

    The file is its owner's alone, and is there whole or not at all. Raises StoreError.
    """
    partial = file.with_name(file.name + ".partial")
    count = 0
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="utf-8") as stream:
            for line in _lines(db, persona, person):
                stream.write(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n")
                count += line.get("type") == "memory"
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(file)
    except OSError as error:
        raise StoreError(f"{file} cannot be written ({error}); give another file") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return count


def _lines(db: SqliteFile, persona: str | None, person: str | None) -> Iterator[dict[str, Any]]:
    yield {"type": "header", "format": FORMAT, "version": VERSION, "written": datetime.now(UTC).isoformat()}
    where, values = "1", []
    for name, value in (("persona", persona), ("person", person)):
        if value is not None:
            where += f" and memory.{name} = ?"
            values.append(value)
    for row in db.read(
        f"select id, name, aliases, voice_id, scope, created from person where id in"
        f" (select person from memory where {where}) order by created, id",
        values,
    ):
        yield {"type": "person", **dict(row), "aliases": json.loads(row["aliases"])}
    columns = ", ".join(f"{'session' if name in ('person', 'persona') else 'turn'}.{name}" for name in TURN_FIELDS)
    for row in db.read(
        f"select {columns} from turn join session on session.id = turn.session where turn.id in"
        f" (select source_turn from memory where {where} union select turn from mention join memory on"
        f" memory.id = mention.memory where {where}) order by turn.id",
        [*values, *values],
    ):
        yield {"type": "turn", **dict(row)}
    yield from _memories(db, where, values)


def _memories(db: SqliteFile, where: str, values: list[str]) -> Iterator[dict[str, Any]]:
    last, most = 0, 1000
    columns = ", ".join(f"memory.{name}" for name in FIELDS)
    while rows := db.read(
        f"select {columns} from memory where {where} and id > ? order by id limit ?", [*values, last, most]
    ):
        mentions: dict[int, list[dict[str, Any]]] = {row["id"]: [] for row in rows}
        for row in db.read(
            f"select memory, {', '.join(MENTION_FIELDS)} from mention where memory in"
            f" (select id from memory where {where} and id between ? and ?) order by id",
            [*values, rows[0]["id"], rows[-1]["id"]],
        ):
            mentions[row["memory"]].append({name: row[name] for name in MENTION_FIELDS})
        for row in rows:
            yield {"type": "memory", **dict(row), "mentions": mentions[row["id"]]}
        last = rows[-1]["id"]
