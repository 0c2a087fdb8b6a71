"""Rows of the table `memory` and the values they hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from roleplay_lite.memory.item import MemoryItem, MemoryKind

FIELDS = tuple(each.name for each in fields(MemoryItem))
COLUMNS = ", ".join(f"memory.{name}" for name in FIELDS)
"""To be selected, in the order in which `item_of` reads them."""
_NEW = (*FIELDS[1:], "same")
_INSERT = f"insert into memory ({', '.join(_NEW)}) values ({', '.join('?' * len(_NEW))})"


def item_of(row: Sequence[Any] | sqlite3.Row) -> MemoryItem:
    """The value of a row that was read with `COLUMNS`."""
    found = dict(zip(FIELDS, row, strict=True))
    return MemoryItem(**{**found, "kind": MemoryKind(found["kind"])})


def insert(connection: sqlite3.Connection, item: MemoryItem, same: str) -> int:
    """Write a new row, whose id is not the item's; gives the id."""
    values = [getattr(item, name) for name in FIELDS[1:]]
    return int(connection.execute(_INSERT, [*values, same]).lastrowid or 0)


def select(connection: sqlite3.Connection, where: str, values: Iterable[object]) -> list[MemoryItem]:
    """Rows as a transaction sees them."""
    query = f"select {COLUMNS} from memory where {where}"
    return [item_of(row) for row in connection.execute(query, tuple(values)).fetchall()]
