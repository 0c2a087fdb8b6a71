"""What one line changes: each thing that was said is held against the rows that it bears on."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from roleplay_lite.errors import InputError
from roleplay_lite.memory.item import Extracted, MemoryItem, MemoryKind
from roleplay_lite.memory.predicates import PREDICATES, predicate, told
from roleplay_lite.memory.rows import select
from roleplay_lite.memory.slot import LONG_AGO, TASTES, Slot, claim_of, is_one, standing_rows
from roleplay_lite.memory.spelling import alike, same_value, spellings, subject_of

_NOT_SO = re.compile(r"(?:不是|并非|not)\s*([^，。,.；;]*)")
"""What a correction says is wrong: 「不是花生，是虾」."""

ChangeKind = Literal["added", "confirmed", "superseded", "closed", "retracted", "conflict"]
_ALIKE = 0.5
"""How much a corrected plan shares with the one that it takes the place of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one thing that was said."""

    kind: ChangeKind
    """`added` it is new; `confirmed` it was known; `superseded` it took the place of `before`; `closed` it is over;
    `retracted` it never was so; `conflict` it stands beside `before`, which says otherwise."""
    item: MemoryItem
    before: MemoryItem | None = None
    """The row it took the place of or stands against, or the same row, as it was."""


class Words(Protocol):
    """What finds rows by their words: `index/`."""

    def add(self, connection: sqlite3.Connection, item_id: int, text: str, extra_words: Sequence[str]) -> None: ...
    def remove(self, connection: sqlite3.Connection, ids: Sequence[int]) -> None: ...


class Posting:
    """One transaction's changes."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        index: Words | None,
        person: str,
        persona: str,
        turn: int | None,
        written: float,
        said: float,
        at: float | None,
    ) -> None:
        self._connection, self._index = connection, index
        self._person, self._persona, self._turn = person, persona, turn
        self._said, self._at = said, at
        self.written = written
        """When it is written: never before it was said."""

    def take(self, extracted: Extracted) -> list[Change]:
        """One thing that was said."""
        like = self._item(extracted)
        since = min(self._said, self._said if extracted.valid_from is None else extracted.valid_from)
        slot = Slot(self._connection, like, since if extracted.valid_to is None else None)
        said = self._said_at(extracted, slot)
        like = replace(like, valid_from=said, recorded_at=self.written)
        match extracted.act:
            case "retract":
                return [self.retract(item) for item in self._meant(like, said, closed_too=True)]
            case "end":
                at = next(time for time in (extracted.valid_to, extracted.valid_from, said) if time is not None)
                named = bool(same_value(like.object))
                ended = [] if named and like.predicate in TASTES else [self.end(e, at) for e in self._meant(like, at)]
                if ended or not named:
                    return ended
                # Nothing was known of it, and that it is not so is news; or it is a taste, and has become another.
                denied = replace(like, polarity="no", cardinality="many", valid_from=at, valid_to=None)
                denied = replace(denied, text=told(like.subject, like.predicate, like.object, polarity="no"))
                return self._state(denied, Slot(self._connection, denied, at), said)
        if not same_value(like.object):
            return []
        begin = extracted.valid_from
        if begin is None:
            over = extracted.valid_to is not None and extracted.valid_to <= said
            begin = LONG_AGO if over else said
        like = replace(like, valid_from=begin)
        if extracted.valid_to is not None and extracted.valid_to <= said:
            if now_so := slot.standing(said, claim_of(like)):
                # 「我以前住北京」, where Beijing is what stands: it is over.
                return [self.end(now_so, extracted.valid_to)]
            if extracted.valid_from is None and (once := slot.ended(claim_of(like))):
                return [self._confirm(once, like, slot, said)]
        return self._state(like, slot, said, correct=extracted.act == "correct")

    def _item(self, extracted: Extracted) -> MemoryItem:
        subject, key = subject_of(extracted.subject), extracted.predicate.strip()
        value = extracted.object.strip()
        entry = predicate(key)
        one = is_one(key) and extracted.polarity == "yes"
        importance = max(extracted.importance, entry.importance if key in PREDICATES else 0.0)
        return MemoryItem(
            id=0,
            person=self._person,
            persona=self._persona,
            kind=extracted.kind,
            subject=subject,
            predicate=key,
            object=value,
            polarity=extracted.polarity,
            cardinality="one" if one else "many",
            text=told(subject, key, value, polarity=extracted.polarity),
            said=extracted.said,
            valid_from=self._said,
            valid_to=extracted.valid_to,
            happens_from=extracted.happens_from,
            happens_to=extracted.happens_to,
            recorded_at=self.written,
            retracted_at=None,
            superseded_by=None,
            conflicts_with=None,
            importance=importance,
            strength=_strength(importance),
            last_recalled_at=None,
            recall_count=0,
            confidence=extracted.confidence,
            sensitivity="private" if entry.private else extracted.sensitivity,
            source_turn=self._turn,
            extractor=extracted.extractor,
        )

    def _said_at(self, extracted: Extracted, slot: Slot) -> float:
        """When it was said, after all that earlier turns said of it, though the clock went back."""
        if self._at is not None:
            return self._at
        turn = self._turn or 0
        earlier = [at for at, of in slot.heard_at if not turn or of <= turn]
        latest = max(earlier, default=self._said)
        if latest <= self._said:
            return self._said
        self.written = max(self.written, latest + 1)
        return latest + 1

    def _meant(self, like: MemoryItem, at: float, *, closed_too: bool = False) -> list[MemoryItem]:
        """The rows that an end or a retraction speaks of."""
        same = same_value(like.object)
        if closed_too:
            rows = select(
                self._connection,
                "person = ? and persona = ? and subject = ? and predicate = ? and retracted_at is null"
                " order by recorded_at desc, id desc limit 200",
                (like.person, like.persona, like.subject, like.predicate),
            )
        else:
            rows = standing_rows(self._connection, like, at)
        if not same:
            return rows[:1] if closed_too else rows
        exact = [item for item in rows if same_value(item.object) == same]
        return exact or [item for item in rows if alike(same_value(item.object), same) == 1.0]

    def _state(self, like: MemoryItem, slot: Slot, said: float, *, correct: bool = False) -> list[Change]:
        known = slot.standing(like.valid_from, claim_of(like))
        if known:
            return [self._confirm(known, like, slot, said)]
        others = self._others(like, said, correct)
        in_doubt = like.predicate not in PREDICATES and not correct
        against = others[0] if others and in_doubt else None
        new = slot.add(replace(like, conflicts_with=against.id if against else None))
        self._assert(new.id, like, slot, said)
        changed = self._settle(slot)
        self._find(new)
        replaced = [] if in_doubt else others
        for item in replaced:
            self.end(item, like.valid_from, by=new.id)
        now_so = slot.standing(said, claim_of(like)) or slot.rows[new.id]
        mine = {new.id, now_so.id}
        before = [was for was, is_ in changed if is_.superseded_by in mine and was.id not in mine] + replaced
        if before:
            latest = max(before, key=lambda was: (was.valid_from, was.id))
            return [Change(kind="superseded", item=now_so, before=latest)]
        if against:
            return [Change(kind="conflict", item=now_so, before=against)]
        return [Change(kind="added", item=now_so)]

    def _assert(self, id_: int, like: MemoryItem, slot: Slot, said: float) -> None:
        """Mark when it was so: from its begin, and still when it was said."""
        slot.mark(id_, like.valid_from, turn=self._turn, now=self.written)
        if like.valid_to is not None:
            slot.mark(id_, max(like.valid_to, like.valid_from), turn=self._turn, now=self.written, ends=True)
        elif said > like.valid_from:
            slot.mark(id_, said, turn=self._turn, now=self.written)

    def _confirm(self, known: MemoryItem, like: MemoryItem, slot: Slot, said: float) -> Change:
        """The same again makes it stronger."""
        if like.valid_to is None:
            self._assert(known.id, like, slot, said)
        surer = min(1.0, 1 - (1 - known.confidence) * (1 - like.confidence * 0.5))
        self._connection.execute(
            "update memory set strength = ?, confidence = ?, importance = ?, sensitivity = ? where id = ?",
            (
                known.strength * 1.5,
                max(surer, like.confidence),
                max(known.importance, like.importance),
                "private" if "private" in (known.sensitivity, like.sensitivity) else "plain",
                known.id,
            ),
        )
        self._settle(slot)
        return Change(kind="confirmed", item=row_of(self._connection, known.id), before=known)

    def _others(self, like: MemoryItem, said: float, correct: bool) -> list[MemoryItem]:
        """Rows with other values that a value under a key of many stands against."""
        if is_one(like.predicate) or like.polarity == "no":
            return []
        mine, same = claim_of(like), same_value(like.object)
        if like.predicate in PREDICATES and not correct:
            if like.kind != MemoryKind.PLAN:
                return []
            # A day is added to a plan.
            rows = [item for item in standing_rows(self._connection, like, said, same) if item.happens_from is None]
        else:
            rows = standing_rows(self._connection, like, said)
            if like.predicate in PREDICATES:
                wrong = "\n".join(map(same_value, _NOT_SO.findall(like.said)))
                rows = [
                    item
                    for item in rows
                    if alike(found := same_value(item.object), same) >= _ALIKE or (found and found in wrong)
                ]
        return [item for item in rows if claim_of(item).holder != mine.holder]

    def end(self, item: MemoryItem, at: float, *, by: int | None = None) -> Change:
        """It was so until then."""
        if item.retracted_at is not None:
            return Change(kind="retracted", item=item, before=item)
        at = max(at, item.valid_from)
        slot = Slot(self._connection, item, at if item.valid_to is None else min(at, item.valid_to))
        slot.mark(item.id, at, turn=self._turn, now=self.written, ends=True, by=by)
        self._settle(slot)
        return Change(kind="closed", item=slot.rows[item.id], before=item)

    def part(self, item: MemoryItem) -> Change:
        """It was no part of the row that it was merged with."""
        of_it = "memory = ? and ends = 1 and by = ? and turn is null"
        undone = self._connection.execute(f"delete from mention where {of_it}", (item.id, item.superseded_by))
        if not undone.rowcount:
            raise InputError(f"memory {item.id} was not merged with another")
        # No mark says any more that it is over, and neither may the row.
        self._connection.execute("update memory set valid_to = null, superseded_by = null where id = ?", (item.id,))
        slot = Slot(self._connection, replace(item, valid_to=None, superseded_by=None))
        self._settle(slot)
        return Change(kind="confirmed", item=slot.rows[item.id], before=item)

    def retract(self, item: MemoryItem, *, by: int | None = None) -> Change:
        """It never was so."""
        if item.retracted_at is not None:
            return Change(kind="retracted", item=item, before=item)
        self._connection.execute(
            "update memory set retracted_at = ?, superseded_by = ? where id = ?", (self.written, by, item.id)
        )
        ended = self._connection.execute("select memory from mention where by = ?", (item.id,)).fetchall()
        for each in (item, *(row_of(self._connection, id_) for (id_,) in ended)):
            self._settle(Slot(self._connection, each))
        return Change(kind="retracted", item=row_of(self._connection, item.id), before=item)

    def correct(self, item: MemoryItem, value: str) -> Change:
        """Another value was so in its place."""
        if same_value(value) == same_value(item.object):
            return Change(kind="confirmed", item=item, before=item)
        text = told(item.subject, item.predicate, value, polarity=item.polarity)
        made = replace(item, object=value, text=text, said=value, recorded_at=self.written, source_turn=self._turn)
        made = replace(made, conflicts_with=None, retracted_at=None, superseded_by=None, confidence=1.0)
        self.retract(item)
        slot = Slot(self._connection, made)
        new = slot.add(made)
        self._assert(
            new.id, replace(made, valid_to=None if item.superseded_by else item.valid_to), slot, made.valid_from
        )
        self._settle(slot)
        self._find(new)
        self._connection.execute("update memory set superseded_by = ? where id = ?", (new.id, item.id))
        return Change(kind="superseded", item=slot.rows[new.id], before=item)

    def _settle(self, slot: Slot) -> tuple[tuple[MemoryItem, MemoryItem], ...]:
        changed = slot.settle()
        while slot.again:
            self._find(slot.again.pop())
        return changed

    def _find(self, item: MemoryItem) -> None:
        if self._index:
            words = (*predicate(item.predicate).asked, *spellings(item.subject), item.said)
            self._index.add(self._connection, item.id, item.text, words)


def row_of(connection: sqlite3.Connection, id_: int) -> MemoryItem:
    found = select(connection, "id = ?", (id_,))
    if not found:
        raise InputError(f"there is no memory {id_}; `memory list` shows their numbers")
    return found[0]


def _strength(importance: float) -> float:
    """Days after which it is half forgotten: two months for a taste, half a year for an allergy."""
    return 30 + 150 * importance
