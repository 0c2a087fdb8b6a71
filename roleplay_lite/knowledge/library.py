"""The packs that a character reads, opened when first needed and again when one was changed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from roleplay_lite.errors import KnowledgeError, RoleplayError
from roleplay_lite.knowledge.config import AUTO, KnowledgeConfig
from roleplay_lite.knowledge.direct import Direct, merged
from roleplay_lite.knowledge.evidence import Evidence, Query
from roleplay_lite.knowledge.passages import weighed

if TYPE_CHECKING:
    from datetime import date

    from roleplay_lite.engines import Embed
    from roleplay_lite.knowledge.pack.pack import Pack
    from roleplay_lite.knowledge.query.names import Mention, Names
    from roleplay_lite.knowledge.retrieval import Retriever

PROPER = (
    "",
    "国家",
    "首都",
    "城市",
    "省份",
    "直辖市",
    "特别行政区",
    "区县",
    "人物",
    "作品",
    "诗",
    "山",
    "河湖",
    "朝代",
    "标志",
)
"""Kinds whose names a draft must not make up; 「猫」 and 「竹子」 anybody may say. Documents' names have no kind."""

_Made = TypeVar("_Made")
_State = tuple[str, int, int, int]
"""A file: its path, its inode, its size, and when it was last written."""


class Library:
    """Opening it costs nothing; without a pack it is empty. May be used from several threads."""

    def __init__(self, config: KnowledgeConfig, embed: Embed | None = None) -> None:
        self._config, self._embed = config, embed
        self._lock = RLock()
        self._packs: tuple[Pack, ...] = ()
        self._names: Names | None = None
        self._retriever: Retriever | None = None
        self._direct: Direct | None = None
        self._states: tuple[_State, ...] | None = None
        self._broken: dict[_State, str] = {}
        self._closed = False
        self._version = 0

    @property
    def packs(self) -> tuple[Pack, ...]:
        """Those that are open."""
        with self._lock:
            self._ready()
            return self._packs

    @property
    def version(self) -> int:
        """Another number whenever other packs are read. Raises KnowledgeError."""
        with self._lock:
            self._ready()
            return self._version

    def query(self, text: str, before: tuple[tuple[str, str], ...], today: date) -> Query:
        """What a line asks. Raises KnowledgeError."""
        from roleplay_lite.knowledge.query.standalone import query_of

        with self._lock:
            self._ready()
            names = self._names
            assert names is not None
            return self._trying(lambda: query_of(text, before, names, today=today))

    def search(self, query: Query, k: int) -> tuple[Evidence, ...]:
        """The likeliest evidence, best first. Raises KnowledgeError."""
        with self._lock:
            self._ready()
            retriever = self._retriever
            if not self._packs or retriever is None:
                return ()
            direct = self._direct
            assert direct is not None
            return self._trying(
                lambda: merged(
                    direct.find(query, k), weighed(query, direct.doubted(query, retriever.search(query, k=k))), k
                )
            )

    def named(self, text: str) -> tuple[str, ...]:
        """Names of people, places, works and times that stand in a text."""
        with self._lock:
            self._ready()
            names = self._names
            if not self._packs or names is None:
                return ()
            return self._trying(lambda: tuple(one.alias for one in names.spot(text) if self._is_proper(one)))

    def _is_proper(self, mention: Mention) -> bool:
        if mention.dictionary or len(mention.alias) < 2:
            return False
        marks = ",".join("?" * len(PROPER))
        query = (
            f"select 1 from alias a join entity e on e.id = a.entity where a.alias = ? and e.kind in ({marks}) limit 1"
        )
        return any(pack.db.execute(query, (mention.alias, *PROPER)).fetchone() for pack in self._packs)

    def prepare(self) -> None:
        """Open the packs and read what is read once. Raises KnowledgeError."""
        with self._lock:
            self._ready()
            if not self._packs or self._names is None or self._retriever is None or self._direct is None:
                return
            for one in (self._names, self._retriever, self._direct):
                self._trying(one.prepare)

    def close(self) -> None:
        """Closing twice is the same as once; a closed one is empty."""
        with self._lock:
            self._closed = True
            self._let_go()

    def _ready(self) -> None:
        """Open what is not open, or is no longer what it was. Raises KnowledgeError for a pack that is broken, once."""
        found = () if self._closed else self._found()
        if found == self._states:
            return
        self._let_go()
        from roleplay_lite.knowledge.pack.pack import Pack

        trouble: list[str] = []
        packs: list[Pack] = []
        for state in found:
            if state in self._broken:
                continue
            try:
                packs.append(Pack.open(Path(state[0])))
            except RoleplayError as problem:
                self._broken[state] = str(problem)
                trouble.append(str(problem))
        self._use(tuple(packs))
        self._states = found
        if trouble:
            raise KnowledgeError("; ".join(trouble))

    def _use(self, packs: tuple[Pack, ...]) -> None:
        from roleplay_lite.knowledge.query.names import Names
        from roleplay_lite.knowledge.retrieval import Retriever

        self._packs = packs
        self._version += 1
        self._names = Names(packs)
        self._retriever = Retriever(packs, self._embed)
        self._direct = Direct(packs, self._names)

    def _found(self) -> tuple[_State, ...]:
        """The pack files as they are now, in the order in which they are asked."""
        from roleplay_lite.knowledge.pack.pack import SUFFIX, pack_files

        files: list[Path] = []
        for name in self._config.packs:
            if name == AUTO:
                files += [*pack_files(self._config.place), *_default()]
            elif name.endswith(SUFFIX) or os.sep in name:
                files.append(Path(name).expanduser())
            else:
                place = self._config.place / f"{name}{SUFFIX}"
                files += [place] if place.is_file() else [one for one in _default() if one.stem == name] or [place]
        return tuple(_state(file) for file in dict.fromkeys(files))

    def _trying(self, work: Callable[[], _Made]) -> _Made:
        try:
            return work()
        except (RoleplayError, sqlite3.Error, OSError) as problem:
            self._leave_out()
            raise KnowledgeError(f"a knowledge pack cannot be read: {problem}") from problem

    def _leave_out(self) -> None:
        """Go on with the packs that can still be read."""

        whole: list[Pack] = []
        for pack in self._packs:
            try:
                (told,) = pack.db.execute("pragma quick_check(1)").fetchone()
                if told != "ok":
                    raise KnowledgeError(told)
                whole.append(pack)
            except (RoleplayError, sqlite3.Error, OSError) as problem:
                self._broken[_state(pack.path)] = str(problem)
                pack.close()
        self._use(tuple(whole))

    def _let_go(self) -> None:
        for pack in self._packs:
            pack.close()
        self._packs, self._states = (), None
        self._names, self._retriever, self._direct = None, None, None


def _state(file: Path) -> _State:
    try:
        found = file.stat()
    except OSError:
        return str(file), 0, 0, 0
    return str(file), found.st_ino, found.st_size, found.st_mtime_ns


def _default() -> tuple[Path, ...]:
    """The default pack's file, where it was pulled."""
    from roleplay_lite.knowledge.pack.pack import default_path

    try:
        file = default_path()
    except RoleplayError:
        return ()
    return (file,) if file is not None and file.is_file() else ()
