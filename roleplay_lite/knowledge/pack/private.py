"""A person's own documents: one pack for their owner alone, to which files are added and from which they are taken."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal

from roleplay_lite import paths
from roleplay_lite.errors import DocumentError, InputError, PackError
from roleplay_lite.knowledge.pack.adding import Adding, searched
from roleplay_lite.knowledge.pack.pack import PRIVATE, Pack, private_path
from roleplay_lite.knowledge.pack.reading.document import items_of
from roleplay_lite.knowledge.pack.reading.items import FactItem, FaqItem, Item, Moved, nothing_moved
from roleplay_lite.knowledge.pack.rows import Document
from roleplay_lite.knowledge.pack.writer import FULL_TEXT, PackWriter
from roleplay_lite.memory.index import terms

MOST_ROWS = 100_000
"""Of one file. What is under way is held in memory until it is whole, so that whoever talks meanwhile never waits;
where more is allowed it goes to the disk, and they may."""

_WAIT_SECONDS = 30.0
_TERMS_OF = {
    "passage_terms": "select p.id, p.heading || char(10) || p.text, d.source from passage p "
    "join document d on d.id = p.document",
    "faq_terms": "select p.id, p.text, f.source from paraphrase p join faq f on f.id = p.faq",
    "triple_terms": "select t.id, e.name || '，' || t.value, t.source from triple t join entity e on e.id = t.entity",
}
"""What each full-text table was filled with: id, text, source. It keeps no text of its own, so a row is taken out of it
by the text that went in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of adding a file."""

    document: int
    """Its number."""
    state: Literal["added", "replaced", "unchanged"]
    rows: int
    """Passages, questions and facts of it."""


class PrivatePack:
    """Opened to be written; made where there is none. One transaction a file: a file is there as a whole or not at all,
    whatever happens in between. Raises PackError."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or private_path()
        try:
            if self.path.exists():
                Pack.open(self.path).close()
            else:
                _make(self.path)
            self._db = sqlite3.connect(self.path, isolation_level=None, timeout=_WAIT_SECONDS)
        except (OSError, sqlite3.Error) as problem:
            raise PackError(f"{self.path} cannot be opened ({problem})") from problem
        try:
            with self._writing():
                found = self._db.execute("select value from meta where key = 'terms'").fetchone()
                if found[0] != terms.version():
                    self._find_anew()
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> PrivatePack:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, file: Path, *, now: float, most_rows: int = MOST_ROWS, moved: Moved = nothing_moved) -> Added:
        """Add a file, in the place of what it held when it was added before. Raises DocumentError with file, line and
        column; then what was there before still is."""
        origin = _spelt(file.absolute())
        digest = _digest(file)
        before = self._document("origin", origin)
        same = before if before and before[2] == digest else None if before else self._document("sha256", digest)
        if same:
            (rows,) = self._db.execute("select rows from source where id = ?", same[1:2]).fetchone()
            return Added(document=same[0], state="unchanged", rows=rows)
        with self._writing(spill=most_rows > MOST_ROWS):
            if before:
                self._take_out(*before[:2])
            adding = Adding(self._db)
            title = _spelt(Path(file.name))
            source = adding.source(title, url=origin)
            document = adding.document(title, source=source, origin=origin, sha256=digest, added=now)
            putting = _Putting(adding, source, document)
            rows = 0
            for rows, item in enumerate(items_of(file, moved), 1):
                if rows > most_rows:
                    raise DocumentError(
                        f"holds more than {most_rows} rows; split it, or allow more with --most-rows; nothing of it "
                        "was added",
                        file=file,
                    )
                putting.put(item, rows - 1)
            adding.count_rows(source)
        return Added(document=document, state="replaced" if before else "added", rows=rows)

    def remove(self, which: str) -> Document:
        """Take a document out, by its number, its name or its path. Raises InputError where it is none of them, or
        several."""
        with Pack.open(self.path) as pack:
            documents = pack.documents()
        found = [one for one in documents if which in (str(one.id), one.title, one.origin)]
        if not found:
            raise InputError(f"no document is {which!r}; `roleplay-lite knowledge list` shows them")
        if len(found) > 1:
            raise InputError(f"{which!r} is {len(found)} documents; name one by its number: {_numbers(found)}")
        with self._writing():
            self._take_out(found[0].id, found[0].source)
        with self._translated():
            # What was taken out is not left behind in the full-text tables either.
            for table in FULL_TEXT:
                self._db.execute(f"insert into {table} ({table}) values ('optimize')")
        return found[0]

    def _document(self, column: str, value: str) -> tuple[int, int, str] | None:
        """Its number, its source and its digest."""
        query = f"select id, source, sha256 from document where {column} = ? order by id"
        found: tuple[int, int, str] | None = self._db.execute(query, (value,)).fetchone()
        return found

    def _take_out(self, document: int, source: int) -> None:
        for table, query in _TERMS_OF.items():
            for row, text, of in self._db.execute(f"select * from ({query}) where source = ?", (source,)).fetchall():
                assert of == source
                self._db.execute(
                    f"insert into {table} ({table}, rowid, words, bigrams) values ('delete', ?, ?, ?)",
                    (row, *searched(text)),
                )
        for query in (
            "delete from vector where kind = 'faq' and row in "
            "(select p.id from paraphrase p join faq f on f.id = p.faq where f.source = :source)",
            "delete from vector where kind = 'passage' and row in (select id from passage where document = :document)",
            "delete from paraphrase where faq in (select id from faq where source = :source)",
            "delete from faq where source = :source",
            "delete from passage where document = :document",
            "delete from triple where source = :source",
            "delete from alias where entity in (select id from entity where source = :source)",
            "delete from entity where source = :source",
            "delete from document where id = :document",
            "delete from source where id = :source",
        ):
            self._db.execute(query, {"source": source, "document": document})

    def _find_anew(self) -> None:
        """The terms of a text are cut otherwise than when the pack was written."""
        for table, query in _TERMS_OF.items():
            self._db.execute(f"insert into {table} ({table}) values ('delete-all')")
            for row, text, _ in self._db.execute(query).fetchall():
                self._db.execute(
                    f"insert into {table} (rowid, words, bigrams) values (?, ?, ?)", (row, *searched(text))
                )
        self._db.execute("insert or replace into meta (key, value) values ('terms', ?)", (terms.version(),))

    @contextmanager
    def _writing(self, *, spill: bool = False) -> Iterator[None]:
        with self._translated():
            self._db.execute("pragma secure_delete=on")
            # A reader would wait from the moment on at which unfinished pages have to go to the disk.
            self._db.execute(f"pragma cache_spill={'on' if spill else 'off'}")
            self._db.execute("begin immediate")
            try:
                yield
                self._db.execute("commit")
            except BaseException:
                # A full disk has rolled it back already.
                if self._db.in_transaction:
                    self._db.execute("rollback")
                raise

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as problem:
            told = str(problem)
            fix = "another program is writing to it; wait, and add again" if "locked" in told else "nothing was changed"
            if "full" in told:
                fix = "the disk is full; make room, and add again"
            raise PackError(f"{self.path} cannot be written ({told}): {fix}") from problem


class _Putting:
    """The items of one document put into their tables."""

    def __init__(self, adding: Adding, source: int, document: int) -> None:
        self.adding, self.source, self.document = adding, source, document

    def put(self, item: Item, position: int) -> None:
        if isinstance(item, FaqItem):
            self.adding.faq(item.question, item.answer, source=self.source, paraphrases=item.paraphrases)
        elif isinstance(item, FactItem):
            entity = self._entity(item.entity)
            self.adding.triple(entity, item.attribute, item.value, source=self.source, by_value=True)
        else:
            self.adding.passage(self.document, position, item.text, heading=item.heading)

    def _entity(self, name: str) -> int:
        found = self.adding.db.execute(
            "select e.id from alias a join entity e on e.id = a.entity where a.alias = ? and e.source = ?",
            (name, self.source),
        ).fetchone()
        return int(found[0]) if found else self.adding.entity(name, source=self.source)


def _make(path: Path) -> None:
    """An empty pack; one that another program made meanwhile stays."""
    paths.private_dir(path.parent)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with PackWriter(fresh, name=PRIVATE, private=True):
        pass
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    except OSError:
        # The disk cannot name a file twice.
        os.replace(fresh, path)
    fresh.unlink(missing_ok=True)


def _spelt(file: Path) -> str:
    """A name may be no text: the disk keeps bytes."""
    return os.fsencode(file).decode("utf-8", "replace")


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as problem:
        raise DocumentError(f"cannot be read ({problem.strerror or problem})", file=file) from problem


def _numbers(documents: list[Document]) -> str:
    return "; ".join(f"{one.id} ({one.origin})" for one in documents)
