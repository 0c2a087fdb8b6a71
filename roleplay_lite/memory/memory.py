"""`Memory`, the front door to what is known of people, for programs that have no session."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from roleplay_lite.engines import Cancel, Embed
from roleplay_lite.errors import InputError
from roleplay_lite.memory import census, copies, portable
from roleplay_lite.memory.erase import erase as erase_all
from roleplay_lite.memory.erase import finish
from roleplay_lite.memory.extract import extract
from roleplay_lite.memory.importing import Imported, take_in
from roleplay_lite.memory.index.index import Index
from roleplay_lite.memory.item import SELF, Extracted, MemoryItem, MemoryKind
from roleplay_lite.memory.ledger import Ledger
from roleplay_lite.memory.opening import open_file
from roleplay_lite.memory.people import GUEST, Person
from roleplay_lite.memory.posting import Change
from roleplay_lite.memory.predicates import MADE
from roleplay_lite.memory.predicates import predicate as entry_of
from roleplay_lite.memory.recall import BUDGET_CHARS, Recall, Recollection, note_recalled
from roleplay_lite.memory.spelling import same_value
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.memory.store import Store, StoredTurn, turn_of
from roleplay_lite.persona.facts import Polarity

MOST_CHARS = 4000
"""Of one line. What is longer is no line that somebody said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a memory is from."""

    item: MemoryItem
    person: str
    """Who told it, by name."""
    told: float
    """Unix time."""
    said: str
    """The clause, word for word; empty where it was erased."""
    turns: tuple[StoredTurn, ...]
    """The turns in which it was told, the first one first; none where no conversation was logged."""


class Memory:
    """What one persona knows of the people it talks to, in one file. Safe to use from several threads.

    with Memory.open("memory.db", persona="niaoniao", person="owner") as memory:
        memory.remember("我女儿上三年级，她对花生过敏")
        for found in memory.recall("给孩子买什么零食好"):
            print(found.text)

    Everything is of the `person` it was opened for, unless a call names another. No call waits for a language model.
    """

    def __init__(
        self,
        db: SqliteFile,
        *,
        persona: str,
        person: str = GUEST,
        embed: Embed | None = None,
        clock: Callable[[], float] = time.time,
        owns: bool = False,
    ) -> None:
        """Over a file that is open; `owns` closes it with the memory. See `open`."""
        self.persona, self.person = persona, person
        self._db, self._clock, self._owns = db, clock, owns
        self.index = Index(db, embed)
        self.ledger = Ledger(db, self.index)
        self._recall = Recall(db, self.index)

    @classmethod
    def open(
        cls,
        file: Path | str | SqliteFile | Store | None = None,
        *,
        persona: str,
        person: str = GUEST,
        embed: Embed | None = None,
        clock: Callable[[], float] = time.time,
    ) -> Self:
        """Open or make the memory of a persona, by its id.

        `file` is a store, the same file that sessions keep their turns in; None is the one of this machine, `:memory:`
        keeps nothing. An open Store or SqliteFile is shared and left open. With `embed`, memories are found by their
        meaning, too, once `catch_up` had time. Raises StoreError with the fix.
        """
        if isinstance(file, Store):
            file = file.db
        if isinstance(file, SqliteFile):
            return cls(file, persona=persona, person=person, embed=embed, clock=clock)
        db = open_file(file)
        try:
            return cls(db, persona=persona, person=person, embed=embed, clock=clock, owns=True)
        except BaseException:
            db.close()
            raise

    @property
    def db(self) -> SqliteFile:
        """The file it is in."""
        return self._db

    def now(self) -> float:
        """Unix time, by its clock."""
        return self._clock()

    # -- writing ------------------------------------------------------------------------------------------------------

    def remember(
        self,
        said: str | Extracted | Sequence[Extracted] = "",
        *,
        subject: str = SELF,
        predicate: str = "",
        value: str = "",
        polarity: Polarity = "yes",
        note: bool = False,
        person: str | None = None,
        at: datetime | float | None = None,
        turn: int | None = None,
        before: Sequence[tuple[str, str]] = (),
    ) -> tuple[Change, ...]:
        """Keep what a line tells; gives what changed, nothing where it tells no fact.

        `said` is what the person said, read by rules, or facts that are read already; with `predicate` and `value` the
        fact itself, `said` being its words. `note` keeps the words where nothing is read from them. `at` is when it was
        said, for what is told afterwards; `turn` the turn of the log; `before` the exchanges before it. It is on disk
        when this returns. Raises InputError for what is no line, StoreError when it cannot be written.
        """
        now = self._clock()
        then = _time(at)
        if predicate:
            read: Sequence[Extracted] = (self._fact(said, subject, predicate, value, polarity),)
        elif isinstance(said, str):
            line = _line(said)
            known = self.names(person)
            read = extract(line, at=now if then is None else then, before=before, known=known) if line else ()
            if note and line and not read:
                read = (self._fact(line, SELF, "note", line, "yes"),)
        else:
            read = (said,) if isinstance(said, Extracted) else tuple(said)
        who = person or self.person
        return self.ledger.record(read, person=who, persona=self.persona, turn=turn, now=now, at=then)

    def _fact(self, said: object, subject: str, key: str, value: str, polarity: Polarity) -> Extracted:
        if not same_value(_line(value)):
            raise InputError(f"a memory under {key!r} needs a value")
        entry = entry_of(key)
        return Extracted(
            kind=entry.kind,
            subject=subject,
            predicate=key,
            object=_line(value),
            polarity=polarity,
            said=_line(said if isinstance(said, str) else ""),
            importance=entry.importance,
            sensitivity="private" if entry.private else "plain",
            extractor="program",
        )

    def correct(self, id_: int, value: str) -> Change:
        """What was kept is wrong, and `value` was so all the time. Raises InputError where there is no such memory."""
        self.meant(id_)
        return self.ledger.correct(id_, _line(value), self._clock())

    def forget(
        self,
        what: int | str | Iterable[int] = "",
        *,
        subject: str | None = None,
        predicate: str | None = None,
        person: str | None = None,
        erase: bool = True,
    ) -> tuple[MemoryItem, ...]:
        """Forget memories by number, by words that they hold, or by whom and what they are about; gives them.

        With `erase` they leave the file, its copies and the turns in which they were said, and no part of them is left;
        without, they are over from now on and stay as the past. Nothing asked for forgets nothing.
        """
        items = self.meant(what, subject=subject, predicate=predicate, person=person)
        if not items:
            return ()
        if not erase:
            now = self._clock()
            for item in items:
                self.ledger.close_item(item.id, now, now)
            return items
        turns = {turn for item in items for turn in self._turns_of(item)}
        erase_all(self._db, self.index, memories=[item.id for item in items], turns=turns)
        return items

    def take_out(self, ids: Iterable[int], *, turns: Iterable[int] = ()) -> tuple[MemoryItem, ...]:
        """Forget these, quickly: nothing finds them any more when this returns, and `catch_up` takes the last of them
        out of the files. Gives them. `turns` go as well, whatever was told in them."""
        from roleplay_lite.memory.erase import take_out

        items = self.meant(ids)
        told = {turn for item in items for turn in self._turns_of(item)}
        take_out(self._db, self.index, memories=[item.id for item in items], turns=told | set(turns))
        return items

    def note_used(self, ids: Iterable[int]) -> None:
        """These came up in a reply: each lasts longer."""
        if used := list(ids):
            with self._db.writing() as connection:
                note_recalled(connection, used, self._clock())

    def meant(
        self,
        what: int | str | Iterable[int] = "",
        *,
        subject: str | None = None,
        predicate: str | None = None,
        person: str | None = None,
    ) -> tuple[MemoryItem, ...]:
        """What `forget` would forget: closed memories, too, since what is forgotten is not to come back as the past."""
        who = person or self.person
        if isinstance(what, str):
            if not what and subject is None and predicate is None:
                return ()
            words = same_value(_line(what)) if what.strip() else ""
            items = self.ledger.items(who, self.persona, subject=subject, predicate=predicate)
            held = [item for item in items if words in same_value(item.text) or words in same_value(item.said)]
            if held or not words:
                return tuple(held)
            best = self.recall(what, person=who, counts=False)
            # What is meant is what was told: a sentence that was made of it goes with it.
            return tuple(found.item for found in best if found.item and found.item.predicate not in MADE)[:1]
        ids = [what] if isinstance(what, int) else list(what)
        found = [self.ledger.get(id_) for id_ in ids]
        for id_, item in zip(ids, found, strict=True):
            if item is None or item.persona != self.persona or (person and item.person != person):
                raise InputError(f"there is no memory {id_}; `memory list` shows their numbers")
        return tuple(item for item in found if item)

    # -- reading ------------------------------------------------------------------------------------------------------

    def recall(
        self,
        query: str,
        k: int = 5,
        *,
        as_of: datetime | float | None = None,
        person: str | None = None,
        budget_chars: int = BUDGET_CHARS,
        counts: bool = True,
    ) -> tuple[Recollection, ...]:
        """The best `k` memories that answer a line, best first; none where nothing does.

        `as_of` asks for what was so at that time. What comes back lasts longer, unless it does not count (`counts`).
        """
        now = self._clock()
        found = self._recall.recall(
            _line(query),
            person=person or self.person,
            persona=self.persona,
            now=now,
            k=k,
            as_of=_time(as_of),
            budget_chars=budget_chars,
        )
        ids = [one.item.id for one in found if one.item]
        if counts and ids:
            with self._db.writing() as connection:
                note_recalled(connection, ids, now)
        return found

    def about(self, person: str | None = None, *, subject: str | None = None) -> tuple[MemoryItem, ...]:
        """All that is so now of a person, in the order in which it became so."""
        now = max(self._clock(), self.ledger.written_last())
        return self.ledger.items(person or self.person, self.persona, subject=subject, at=now)

    def names(self, person: str | None = None) -> dict[str, str]:
        """Of those whom the person has told of by name: whose name it is (「朵朵」: 「女儿」)."""
        rows = self.ledger.items(person or self.person, self.persona, predicate="name", open_only=True)
        return {row.object: row.subject for row in rows if row.subject != SELF and row.polarity == "yes"}

    def private_names(self) -> Iterator[str]:
        """Of everybody whom any character knows of, and of those who talk to it: what must not leave the device."""
        for person in self.people():
            if person.id not in ("owner", GUEST):
                yield from (person.id, person.name)
            yield from person.aliases
        for (name,) in self._db.read("select distinct object from memory where predicate = 'name'"):
            yield str(name)

    def why(self, id_: int) -> Source:
        """Where a memory is from. Raises InputError where there is no such memory."""
        (item,) = self.meant(id_)
        who = self.ledger.person(item.person)
        if item.kind is MemoryKind.REFLECTION:
            found = [self.ledger.get(int(id_)) for id_ in item.said.split() if id_.isdigit()]
            rows = [row for row in found if row and (row.person, row.persona) == (item.person, item.persona)]
        else:
            rows = [item]
        ids = dict.fromkeys(turn for row in rows for turn in self._turns_of(row))
        turns = [turn_of(self._db, turn) for turn in ids]
        return Source(
            item=item,
            person=who.name if who else item.person,
            told=min((row.recorded_at for row in rows), default=item.recorded_at),
            said="；".join(dict.fromkeys(row.said for row in rows if row.said)),
            turns=tuple(turn for turn in turns if turn),
        )

    def _turns_of(self, item: MemoryItem) -> list[int]:
        """Those in which it was told; what was made of several turns was told in none."""
        if item.predicate in MADE:
            return []
        first = [] if item.source_turn is None else [item.source_turn]
        return list(dict.fromkeys([*first, *self.ledger.mentions(item.id)]))

    def people(self) -> tuple[Person, ...]:
        """All whom it knows."""
        return self.ledger.people()

    def stats(self) -> dict[str, Any]:
        """Counts, for a person to look at: rows that stand, that are over, that were taken back; by kind; people,
        turns, bytes on disk."""
        return census.census(self._db)

    def verify(self) -> tuple[str, ...]:
        """Read the whole file through; gives what is wrong with it, in words. Nothing where it is sound."""
        return census.faults(self._db)

    # -- the file -----------------------------------------------------------------------------------------------------

    def export(self, file: Path | str, *, person: str | None = None) -> int:
        """Write what this persona knows as JSON lines, of everybody or of one; gives the number of memories. Readable
        by its owner alone, and whole or not there. Raises StoreError."""
        return portable.write(self._db, Path(file), persona=self.persona, person=person)

    def import_(self, file: Path | str, *, person: str | None = None, create: bool = False) -> Imported:
        """Take in what was exported, here or elsewhere; the same again changes nothing. All goes to this persona.

        With `person` all is theirs. Without, people are known by id; ids that are not known here are refused, or, with
        `create`, made. Raises ConfigError, with file, line and field, for a line that is wrong; nothing is then taken.
        """
        now = self._clock()
        return take_in(self._db, self.index, Path(file), persona=self.persona, person=person, create=create, now=now)

    def backup(self, file: Path | str | None = None) -> Path:
        """Copy the file as it is now, beside it or to `file`; gives the copy. Others may go on writing. Raises
        StoreError."""
        return copies.backup(self._db, Path(file) if file else None)

    def catch_up(self, cancel: Cancel | None = None) -> bool:
        """Do what waits for an idle moment: finish erasures, renew the index, give memories their vectors, check a
        file that was not closed, take the day's copy. False when cancelled; it goes on the next time."""
        cancel = Cancel() if cancel is None else cancel  # one that is not set counts as false
        if not finish(self._db, self.index, cancel) or not self.index.refresh(cancel):
            return False
        while not cancel and self.index.embed_pending(cancel):
            pass
        if self._db.unchecked and not cancel:
            self._db.check(cancel)
        if not cancel:
            self._db.back_up(self._clock(), cancel)
        return not cancel

    def close(self) -> None:
        """Let go of the file, unless it was shared. Closing twice is the same as once."""
        if self._owns:
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _time(at: datetime | float | None) -> float | None:
    return at.timestamp() if isinstance(at, datetime) else at


def _line(text: str) -> str:
    """Half a surrogate pair can be neither stored nor printed, a zero byte ends a text for some readers."""
    if len(text) > MOST_CHARS:
        raise InputError(f"a line may have {MOST_CHARS} characters, and this has {len(text)}; give it in parts")
    return text.encode("utf-8", "ignore").decode().replace("\0", "").strip()
