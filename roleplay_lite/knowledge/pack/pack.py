"""A pack, opened to be read: one SQLite file that is never written to from here."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

from roleplay_lite import paths
from roleplay_lite.errors import PackError
from roleplay_lite.knowledge.pack.rows import Document, Entity, Faq, Passage, Source, Triple
from roleplay_lite.knowledge.pack.schema import FORMAT

SUFFIX = ".db"
PRIVATE = "private"
"""The name of the pack that holds a person's own documents."""
DEFAULT = "zh-basic"
"""The name of the pack that comes with the library's catalogue."""
DEFAULT_MODEL = "knowledge-zh"
"""The name under which `models pull` brings it."""

_COUNTED = ("entity", "alias", "triple", "faq", "paraphrase", "document", "passage", "vector")
_MUST_HAVE = ("format", "name", "licence", "language", "version", "terms", "private")


class Pack:
    """What one pack knows. May be read from several threads; `db` is its connection, for queries of one's own.

    `meta` is what `schema.py` says of it.
    """

    def __init__(self, path: Path, db: sqlite3.Connection, meta: Mapping[str, str]) -> None:
        self.path, self.db, self.meta = path, db, meta

    @classmethod
    def open(cls, path: Path | str) -> Pack:
        """Raises PackError, with the fix: no such file, not a pack, broken, or written by a newer version."""
        path = Path(path)
        if not path.is_file():
            raise PackError(f"there is no pack at {path}")
        _roll_back(path)
        db = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, check_same_thread=False)
        try:
            db.execute("pragma query_only=on")
            meta = _meta(path, db)
        except BaseException:
            db.close()
            raise
        return cls(path, db, meta)

    def close(self) -> None:
        """Closing twice is the same as once."""
        self.db.close()

    def __enter__(self) -> Pack:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        return self.meta["name"]

    @property
    def title(self) -> str:
        return self.meta.get("title", "") or self.name

    @property
    def licence(self) -> str:
        """SPDX expression over all sources; empty for private documents."""
        return self.meta["licence"]

    @property
    def private(self) -> bool:
        """Whether it holds a person's own documents."""
        return self.meta["private"] == "1"

    def entities_named(self, alias: str) -> tuple[Entity, ...]:
        """Those that have exactly this name, in the order of the pack."""
        rows = self._read(
            "select e.id, e.name, e.kind, e.source from alias a join entity e on e.id = a.entity "
            "where a.alias = ? order by e.id",
            (alias,),
        )
        return tuple(Entity(id=row[0], name=row[1], kind=row[2], source=row[3]) for row in rows)

    def triples(self, entity: int) -> tuple[Triple, ...]:
        """All that is known of one entity."""
        rows = self._read(
            "select id, entity, attribute, value, source from triple where entity = ? order by id", (entity,)
        )
        return tuple(Triple(id=row[0], entity=row[1], attribute=row[2], value=row[3], source=row[4]) for row in rows)

    def attributes(self) -> Mapping[str, int]:
        """The properties that are known of anything, the commonest first, each with its number of triples."""
        return dict(self._read("select attribute, count(*) from triple group by attribute order by 2 desc, 1"))

    def faq(self) -> Iterator[Faq]:
        """Every question, read as one goes along."""
        rows = self._read(
            "select f.id, f.question, f.answer, f.source, p.text from faq f join paraphrase p on p.faq = f.id "
            "order by f.id, p.id"
        )
        for row, ways in groupby(rows, lambda row: row[:4]):
            yield Faq(
                id=row[0], question=row[1], answer=row[2], source=row[3], paraphrases=tuple(way[4] for way in ways)
            )

    def documents(self) -> tuple[Document, ...]:
        """The files that were added, in that order."""
        rows = self._read("select id, title, origin, sha256, added, source from document order by id")
        return tuple(
            Document(id=row[0], title=row[1], origin=row[2], sha256=row[3], added=row[4], source=row[5]) for row in rows
        )

    def passages(self, document: int | None = None) -> Iterator[Passage]:
        """Those of one document, or of all, read as one goes along."""
        rows = self._read(
            "select id, document, position, heading, text from passage where ?1 is null or document = ?1 "
            "order by document, position",
            (document,),
        )
        for row in rows:
            yield Passage(id=row[0], document=row[1], position=row[2], heading=row[3], text=row[4])

    def sources(self) -> tuple[Source, ...]:
        rows = self._read("select id, name, version, url, licence, rows from source order by id")
        return tuple(
            Source(id=row[0], name=row[1], version=row[2], url=row[3], licence=row[4], rows=row[5]) for row in rows
        )

    def counts(self) -> Mapping[str, int]:
        """Rows by table."""
        return {table: next(self._read(f"select count(*) from {table}"))[0] for table in _COUNTED}

    def _read(self, query: str, values: Iterable[Any] = ()) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self.db.execute(query, tuple(values))
        except sqlite3.Error as problem:
            raise PackError(f"{self.path} cannot be read ({problem}): {_remedy(self.path)}") from problem


def private_folder() -> Path:
    """Where a person's own packs lie."""
    return paths.data_dir() / "knowledge"


def private_path() -> Path:
    """The pack of a person's own documents, be it there or not."""
    return private_folder() / f"{PRIVATE}{SUFFIX}"


def pack_files(folder: Path) -> tuple[Path, ...]:
    """The pack files in a folder, sorted; none where there is no such folder."""
    try:
        return tuple(sorted(path for path in folder.iterdir() if path.suffix == SUFFIX and path.is_file()))
    except OSError:
        return ()


def packs_in(folder: Path) -> tuple[Pack, ...]:
    """The packs of a folder, opened, by file name. The caller closes them. Raises PackError for one that is broken,
    having closed the others."""
    return _opened(pack_files(folder), None)


def all_pack_files() -> tuple[Path, ...]:
    """Every pack of this machine: those of the folder, and the pulled default one where the folder has none of its
    name."""
    own = pack_files(private_folder())
    pulled = default_path()
    return own if pulled is None or pulled.name in {path.name for path in own} else (pulled, *own)


def open_packs(broken: Callable[[PackError], None] | None = None) -> tuple[Pack, ...]:
    """All packs of this machine, opened; the caller closes them. One that is broken is left out and told to `broken`;
    without that PackError is raised."""
    return _opened(all_pack_files(), broken)


def default_path() -> Path | None:
    """The pulled default pack; None where it was not pulled. Raises ModelCorrupt where it is damaged."""
    from roleplay_lite.errors import ModelMissing, ModelUnknown
    from roleplay_lite.models.shelf import where

    try:
        return where(DEFAULT_MODEL) / f"{DEFAULT}{SUFFIX}"
    except (ModelMissing, ModelUnknown):
        return None


def _opened(files: Iterable[Path], broken: Callable[[PackError], None] | None) -> tuple[Pack, ...]:
    packs: list[Pack] = []
    try:
        for path in files:
            try:
                packs.append(Pack.open(path))
            except PackError as problem:
                if broken is None:
                    raise
                broken(problem)
    except BaseException:
        for pack in packs:
            pack.close()
        raise
    return tuple(packs)


def _meta(path: Path, db: sqlite3.Connection) -> dict[str, str]:
    try:
        tables = {row[0] for row in db.execute("select name from sqlite_master where type = 'table'")}
        if "meta" not in tables:
            raise PackError(f"{path} is not a knowledge pack: it is some other SQLite file")
        meta = {str(key): str(value) for key, value in db.execute("select key, value from meta")}
    except sqlite3.DatabaseError as problem:
        told = str(problem)
        if "not a database" in told:
            raise PackError(f"{path} is not a knowledge pack (it is no SQLite file)") from problem
        raise PackError(f"{path} cannot be read ({told}): {_remedy(path)}") from problem
    found = meta.get("format", "")
    if not found.isdecimal():
        raise PackError(f"{path} is not a knowledge pack: its table meta names no format")
    if int(found) > FORMAT:
        raise PackError(
            f"{path} has the format {found}, and this version reads up to {FORMAT}: update roleplay-lite, or take "
            f"an older pack"
        )
    missing = [key for key in _MUST_HAVE if key not in meta] + sorted({"entity", "triple", "faq"} - tables)
    if missing:
        raise PackError(f"{path} is an unfinished or broken pack: it lacks {', '.join(missing)}; {_remedy(path)}")
    return meta


def _remedy(path: Path) -> str:
    if path.stem == PRIVATE:
        return f"move {path} away and add your documents again (`roleplay-lite knowledge add`)"
    return f"bring it again (`roleplay-lite models pull {DEFAULT_MODEL}`), or delete it"


def _roll_back(path: Path) -> None:
    """What a killed writer left half done is undone: a reader by itself may not."""
    if not path.with_name(path.name + "-journal").exists():
        return
    try:
        with closing(sqlite3.connect(path)) as db:
            db.execute("select count(*) from sqlite_master").fetchone()
    except sqlite3.Error as problem:
        raise PackError(f"{path} was being written when a program ended, and cannot be mended ({problem})") from problem
