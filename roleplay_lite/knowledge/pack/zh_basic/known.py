"""Entities that several tables tell of."""

from __future__ import annotations

from collections.abc import Iterable

from roleplay_lite.knowledge.pack.writer import PackWriter


class Known:
    """The entities written so far, by kind and name: the second table that tells of one adds to it."""

    def __init__(self, writer: PackWriter) -> None:
        self.writer = writer
        self._rows: dict[tuple[str, str], int] = {}

    def entity(self, name: str, *, kind: str, source: int, aliases: Iterable[str] = ()) -> int:
        row = self._rows.get((kind, name))
        if row is None:
            row = self._rows[kind, name] = self.writer.entity(name, kind=kind, source=source, aliases=aliases)
        else:
            self.writer.also_named(row, aliases)
        return row
