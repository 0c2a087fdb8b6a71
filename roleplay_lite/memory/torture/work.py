"""What the tortured process does: facts, each acknowledged when it is on the disk, and all that goes on beside them."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

from roleplay_lite.memory.backup import Backups
from roleplay_lite.memory.index.index import Index
from roleplay_lite.memory.item import Extracted, MemoryKind
from roleplay_lite.memory.ledger import Ledger
from roleplay_lite.memory.migrations import migrations
from roleplay_lite.memory.sqlite_file import SqliteFile

STORE = "talk.db"
PERSON, PERSONA = "小林", "niaoniao"
_NAMES = "阿福团子豆包年糕芝麻小满立秋白露谷雨惊蛰"


def value_of(number: int) -> str:
    """What the fact of that number says."""
    chance = random.Random(number)
    return "".join(chance.choices(_NAMES, k=chance.choice((3, 4, 6, 200)))) + f"{number}号"


def opened(folder: Path) -> SqliteFile:
    """The store, as a conversation opens it."""
    file = folder / STORE
    return SqliteFile(file, migrations, name="the store", elsewhere="--folder", backups=Backups(file))


def found(db: SqliteFile) -> dict[int, str]:
    """The facts that are there, by number."""
    rows = db.read("select subject, object from memory where retracted_at is null")
    return {int(row["subject"].removeprefix("朋友")): row["object"] for row in rows}


def half_written(db: SqliteFile) -> int:
    """Rows that are in one table and not in the one that was written with it."""
    missing = db.read(
        "select count(*) as n from memory where id not in (select id from memory_fts_docsize)"
        " or id not in (select memory from mention)"
    )
    return int(missing[0]["n"])


class Work:
    """Goes on from the fact of that number."""

    def __init__(self, folder: Path, acknowledge: Callable[[int], None], *, first: int, seed: int) -> None:
        self._folder, self._acknowledge, self._next = folder, acknowledge, first
        self._chance = random.Random(seed)

    def run(self, most: int) -> SqliteFile:
        """So many steps; gives the store, which is open. It is closed and opened again on the way."""
        db = opened(self._folder)
        for _ in range(most):
            chance = self._chance.random()
            if chance < 0.8:
                self._fact(db)
            elif chance < 0.97:
                self._turn(db)
            elif chance < 0.98 and db.backups:
                db.backups.take()
            elif chance < 0.985:
                db.rewrite()
            elif chance < 0.99:
                db.fold()
            else:
                db.close()
                db = opened(self._folder)
        return db

    def _fact(self, db: SqliteFile) -> None:
        number = self._next
        told = Extracted(
            kind=MemoryKind.FACT,
            subject=f"朋友{number}",
            predicate="nickname",
            object=value_of(number),
            said=f"我朋友{number}的小名",
        )
        Ledger(db, Index(db)).record([told], person=PERSON, persona=PERSONA, turn=None, now=time.time())
        self._next += 1
        self._acknowledge(number)

    def _turn(self, db: SqliteFile) -> None:
        said = "说来话长。" * self._chance.choice((2, 20, 4000, 20000))
        with db.writing() as connection:
            connection.execute("insert or ignore into person (id, name, created) values (?, ?, 0)", (PERSON, PERSON))
            connection.execute(
                "insert or ignore into session (id, person, persona, llm, started) values (1, ?, ?, '', 0)",
                (PERSON, PERSONA),
            )
            connection.execute(
                "insert into turn (session, position, started, said, confidence, prompted, reply, heard_text, outcome,"
                " metrics) values (1, ?, 0, ?, 1, '', '', '', 'complete', '{}')",
                (self._next, said),
            )


def main(folder: str, first: str, steps: str, seed: str, end: str) -> None:
    """A process of its own: acknowledges into the file `acks` and, where `end` is `kill`, ends with the store open."""
    descriptor = os.open(Path(folder) / "acks", os.O_WRONLY | os.O_CREAT, 0o600)
    os.lseek(descriptor, 0, os.SEEK_END)

    def acknowledge(number: int) -> None:
        os.write(descriptor, number.to_bytes(8, "little"))

    work = Work(Path(folder), acknowledge, first=int(first), seed=int(seed))
    db = work.run(int(steps))
    if end == "kill":
        os._exit(9)
    db.close()
    os.close(descriptor)
