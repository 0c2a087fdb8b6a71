"""Memories that are erased, and every file searched for what they said."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from roleplay_lite.memory.erase import finish, take_out
from roleplay_lite.memory.index.index import Index
from roleplay_lite.memory.index.terms import terms_of
from roleplay_lite.memory.item import Extracted, MemoryKind
from roleplay_lite.memory.ledger import Ledger
from roleplay_lite.memory.torture.work import PERSON, PERSONA, opened

_SIGNS = [chr(code) for code in range(0x4E00, 0x9FA0, 3)]
_KEYS = ("pet", "likes", "owns", "skill", "note", "been_to", "studies", "dream", "fears", "family", "health", "event")
_ROWS_FOR_EACH = 20
_CODINGS = ("utf-8", "utf-16-le", "utf-16-be")


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What was erased, and what of it is in any file."""

    erased: int
    rows: int
    forms: int
    """Byte strings that are looked for: each text, its pairs of signs, these and its syllables as they are indexed."""
    before: int
    """Of them, how many were in a file before."""
    found: int
    files: int
    bytes: int
    """Of all files that were searched afterwards, copies included."""
    rewrite_ms: float

    def __str__(self) -> str:
        return (
            f"{self.erased} of {self.rows} memories; of {self.forms} byte strings {self.before} stood in a file before"
            f" and {self.found} after, in {self.files} files of {self.bytes / 1e6:.1f} MB; files cleaned in"
            f" {self.rewrite_ms:.0f} ms"
        )


def erasures(count: int, folder: Path, *, seed: int = 0) -> Left:
    """Tell twenty times as many things, take copies, erase `count`, and search."""
    chance = random.Random(seed)
    store = folder / "erasures"
    texts = ["".join(chance.sample(_SIGNS, 6)) for _ in range(count * _ROWS_FOR_EACH)]
    db = opened(store)
    index = Index(db)
    ledger = Ledger(db, index)
    for number, text in enumerate(texts):
        key, subject = _KEYS[number % len(_KEYS)], f"同学{number // len(_KEYS) % 50}"
        told = Extracted(kind=MemoryKind.FACT, predicate=key, subject=subject, object=text, said=f"我说{text}")
        with db.writing() as connection:
            _add_turn(connection, index, number + 1, told)
        ledger.record([told], person=PERSON, persona=PERSONA, turn=number + 1, now=float(number + 1))
    assert db.backups is not None
    db.backups.take()
    ids = {row["object"]: row["id"] for row in db.read("select id, object from memory")}
    chosen = set(chance.sample(texts, count))
    kept = {pair for text in texts if text not in chosen for pair in terms_of(f"我说{text}\n{text}").bigrams}
    forms = {form for text in chosen for form in (text, *_indexed(text)) if len(form) > 1 and form not in kept}
    before = len(_found(store, forms))
    for text in sorted(chosen):
        take_out(db, index, memories=[ids[text]])
    began = time.perf_counter()
    finish(db, index)
    seconds = time.perf_counter() - began
    left = _found(store, forms)
    db.close()
    left |= _found(store, forms)
    sizes = [file.stat().st_size for file in store.rglob("*") if file.is_file()]
    return Left(
        erased=count,
        rows=len(texts),
        forms=len(forms) * len(_CODINGS),
        before=before,
        found=len(left),
        files=len(sizes),
        bytes=sum(sizes),
        rewrite_ms=seconds * 1000,
    )


def _add_turn(connection: sqlite3.Connection, index: Index, turn: int, told: Extracted) -> None:
    connection.execute("insert or ignore into person (id, name, created) values (?, ?, 0)", (PERSON, PERSON))
    connection.execute(
        "insert or ignore into session (id, person, persona, llm, started) values (1, ?, ?, '', 0)", (PERSON, PERSONA)
    )
    reply = f"{told.object}真好。"
    connection.execute(
        "insert into turn (id, session, position, started, said, confidence, prompted, reply, heard_text, outcome,"
        " metrics) values (?, 1, ?, 0, ?, 1, ?, ?, ?, 'complete', '{}')",
        (turn, turn, told.said, f"记得：{told.object}。{told.said}", reply, reply),
    )
    connection.execute(
        "insert into step (turn, position, name, by, ms, reason) values (?, 0, 'recall', 'default', 1, ?)",
        (turn, told.object),
    )
    index.turns.add(connection, turn, told.said, reply)


def _indexed(text: str) -> list[str]:
    terms = terms_of(text)
    rows = (f"1b{pair}" for pair in terms.bigrams), (f"1p{pair}" for pair in terms.pinyin)
    return [*terms.bigrams, *(" ".join(row) for row in rows)]


def _found(folder: Path, forms: Collection[str]) -> set[bytes]:
    coded = {form.encode(coding) for form in forms for coding in _CODINGS}
    return {form for file in folder.rglob("*") if file.is_file() for form in found_in(file.read_bytes(), coded)}


def found_in(data: bytes, forms: Iterable[bytes]) -> list[bytes]:
    """Those of the forms, each of four bytes at least, that stand in the data."""
    heads: dict[int, list[bytes]] = {}
    for form in forms:
        heads.setdefault(int.from_bytes(form[:4], "little"), []).append(form)
    signs = np.frombuffer(data + bytes(3), np.uint8).astype(np.uint32)
    fours = signs[:-3] | signs[1:-2] << 8 | signs[2:-1] << 16 | signs[3:] << 24
    places = np.flatnonzero(np.isin(fours, np.array(list(heads), np.uint32)))
    hits = ((heads[int(fours[place])], int(place)) for place in places)
    return sorted({form for head, place in hits for form in head if data.startswith(form, place)})
