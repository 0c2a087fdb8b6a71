"""What the memory holds for a line: a few rows and turns that answer it, or none. Runs while the person waits.

Several searches propose (`proposing.py`), reciprocal rank fusion picks the first of them, and each of these is held
against the question (`evidence.py`). Where the surest is below a threshold nothing comes back, since a memory that was
not asked for is worse than none; what is over goes behind what stands.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from roleplay_lite.memory.index.asked import Asked, When, asked
from roleplay_lite.memory.index.asked_words import OPEN
from roleplay_lite.memory.index.evidence import Features, Told, changes, features, model, related, score
from roleplay_lite.memory.index.fusion import retention, strengthened
from roleplay_lite.memory.index.index import Index
from roleplay_lite.memory.index.people import names_told
from roleplay_lite.memory.index.proposing import Proposals, Proposer
from roleplay_lite.memory.item import MemoryItem
from roleplay_lite.memory.rows import COLUMNS, item_of
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.memory.times import When as Stretch
from roleplay_lite.memory.times import as_of as asked_time

BUDGET_CHARS = 400
LONGEST = 400
"""Signs of a line that are read."""
_LONGEST_TURN = 600
_OVER, _LATER = 0.3, 0.5
"""What is left of the score, in the order, of what is over or changed by a later line, and of what came to be after the
time that is asked for."""
_RIVALS = 0.35
"""The part of a line's score that a later one must have to outdate it."""
_DENIED = 0.6
"""What is left where it says what is not so, and that was not asked for."""
_SPREAD = 0.1
"""Cosines that differ less are much alike."""
_TURN = 0.8
"""What a turn's score counts beside that of a memory that was read of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecalledTurn:
    """An archived turn."""

    id: int
    started: float
    """Unix time."""
    said: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recollection:
    """One thing that came back."""

    item: MemoryItem | None = None
    turn: RecalledTurn | None = None
    """One of the two is set."""
    score: float
    """0 to 1: how surely it answers the line."""
    why: tuple[str, ...] = ()
    """The searches that found it."""

    @property
    def text(self) -> str:
        """What it takes up in a prompt."""
        return self.item.text if self.item else self.turn.said if self.turn else ""


@dataclass(slots=True, kw_only=True)
class Weighed:
    """A candidate held against the question."""

    told: Told
    features: Features
    at: float
    """When it came to be so, or was said."""
    score: float = 0.0
    worth: float = 0.0
    """The score as far as the order goes."""
    item: MemoryItem | None = None
    turn: RecalledTurn | None = None
    why: tuple[str, ...] = ()

    @property
    def source(self) -> int | None:
        """The turn that it is from."""
        return self.turn.id if self.turn else self.item.source_turn if self.item else None


class Recall:
    """Over one file. Safe to use from several threads."""

    def __init__(self, db: SqliteFile, index: Index) -> None:
        self._db, self._index = db, index
        self._proposer = Proposer(db, index)

    def recall(
        self,
        query: str,
        *,
        person: str,
        persona: str,
        now: float,
        k: int = 5,
        as_of: float | None = None,
        budget_chars: int = BUDGET_CHARS,
    ) -> tuple[Recollection, ...]:
        """The best `k` that answer the line, best first, together no longer than `budget_chars`.

        What is so now goes before what was so once, unless the line asks for that; `as_of` leaves only what was so at
        that Unix time.
        """
        question, weighed = self.weigh(query, person=person, persona=persona, as_of=as_of)
        weights, thresholds = model(self._index.embedding.model if self._index.embedding is not None else "")
        for one in weighed:
            one.score = one.worth = score(one.features, weights)
        if max((one.score for one in weighed), default=0.0) < thresholds["gate"]:
            return ()
        kept = [one for one in weighed if one.score >= thresholds["floor"]]
        stretch = asked_time(query[:LONGEST], now) if question.question else None
        _order(kept, question, stretch, now, dated=as_of is not None)
        found = [Recollection(item=one.item, turn=one.turn, score=one.score, why=one.why) for one in _one_of_each(kept)]
        return _within(found[:k], budget_chars)

    def weigh(
        self, query: str, *, person: str, persona: str, as_of: float | None = None
    ) -> tuple[Asked, list[Weighed]]:
        """What there is to choose from, each with its features."""
        query, scope = query[:LONGEST], self._index.scope(person, persona)
        if scope is None or not query.strip():
            return asked(query), []
        names = self._proposer.names(scope)
        question = asked(query, names)
        proposals = self._proposer.propose(scope, question, names)
        items = [one for one in self._items(proposals, person, persona) if as_of is None or one.true_at(as_of)]
        turns = [one for one in self._turns(proposals, person, persona) if as_of is None or one.started <= as_of]
        if more := {name: who for one in turns for name, who in names_told(one.said).items() if name not in names}:
            names = {**names, **more}
            question = asked(query, names)
        over = self._told_what_is_over([one.id for one in turns])
        weighed = [
            # What was so at that time is not over then.
            *(_weighed(question, names, proposals, item=one, over=as_of is None) for one in items),
            *(_weighed(question, names, proposals, turn=one, over=as_of is None and one.id in over) for one in turns),
        ]
        _age(weighed, question)
        self._near(weighed, proposals.vector)
        return question, weighed

    def _near(self, weighed: Sequence[Weighed], vector: npt.NDArray[np.float32] | None) -> None:
        """How near each lies to the question, next to the others: so it is comparable from one embedder to the next."""
        near = self._index.embedding
        if near is None or vector is None or not weighed:
            return
        turns = near.cosines("turn", vector, [one.turn.id for one in weighed if one.turn])
        items = near.cosines("memory", vector, [one.item.id for one in weighed if one.item])
        cosines = [
            turns.get(one.turn.id, 0.0) if one.turn else items.get(one.item.id, 0.0) if one.item else 0.0
            for one in weighed
        ]
        among = [*cosines, *near.background(vector)]
        middle, spread = float(np.mean(among)), max(float(np.std(among)), _SPREAD)
        ranks = {value: rank for rank, value in enumerate(sorted(set(cosines), reverse=True))}
        for one, cosine in zip(weighed, cosines, strict=True):
            one.features["near"] = cosine
            one.features["nearer"] = max(-3.0, min(4.0, (cosine - middle) / spread))
            # Of a few that are all far off one is the nearest, too.
            one.features["nearest"] = cosine / (1 + ranks[cosine])

    def _items(self, proposals: Proposals, person: str, persona: str) -> list[MemoryItem]:
        turns = ",".join(map(str, proposals.turns))
        of_turns = self._db.read(f"select id from memory where source_turn in ({turns})")
        ids = ",".join(map(str, {*proposals.items, *(row["id"] for row in of_turns)}))
        # By their ids: the index of a person's rows would be read as a whole.
        rows = self._db.read(
            f"select {COLUMNS} from memory where id in ({ids}) and +person = ? and +persona = ?"
            " and retracted_at is null",
            (person, persona),
        )
        return [item_of(tuple(row)) for row in rows]

    def _turns(self, proposals: Proposals, person: str, persona: str) -> list[RecalledTurn]:
        rows = self._db.read(
            "select turn.id, turn.started, turn.said, turn.reply from turn join session on session.id = turn.session"
            f" where turn.id in ({','.join(map(str, proposals.turns))}) and person = ? and persona = ?"
            " and outcome <> 'degraded'",
            (person, persona),
        )
        return [
            RecalledTurn(id=row["id"], started=row["started"], said=row["said"], reply=row["reply"]) for row in rows
        ]

    def _told_what_is_over(self, turns: Sequence[int]) -> set[int]:
        """Those of the turns all of whose memories are over or were taken back."""
        rows = self._db.read(
            "select source_turn from memory"
            f" where source_turn in ({','.join(map(str, turns))}) group by source_turn"
            " having min(valid_to is not null or retracted_at is not null)"
        )
        return {row["source_turn"] for row in rows}


def note_recalled(connection: sqlite3.Connection, ids: Iterable[int], now: float) -> None:
    """Note that memories were used, inside the caller's transaction and off the latency path: each lasts longer."""
    for one in ids:
        row = connection.execute("select strength from memory where id = ?", (one,)).fetchone()
        if row:
            connection.execute(
                "update memory set strength = ?, recall_count = recall_count + 1, last_recalled_at ="
                " max(coalesce(last_recalled_at, ?), ?) where id = ?",
                (strengthened(row[0]), now, now, one),
            )


def kept(item: MemoryItem, now: float) -> float:
    """What is left of a memory, 0 to 1."""
    return retention(now - max(item.recorded_at, item.last_recalled_at or 0.0), item.strength)


def _weighed(
    question: Asked,
    names: dict[str, str],
    proposals: Proposals,
    *,
    item: MemoryItem | None = None,
    turn: RecalledTurn | None = None,
    over: bool = False,
) -> Weighed:
    if item:
        text = f"{item.text.removeprefix('对方的').removeprefix('对方')}\n{item.said}"
        told = Told(text=text, subject=item.subject, predicate=item.predicate, over=over and item.valid_to is not None)
        why, at = proposals.items.get(item.id, ("turn",)), item.valid_from
    else:
        assert turn is not None
        told, why, at = Told(text=turn.said, over=over), proposals.turns.get(turn.id, ()), turn.started
    return Weighed(told=told, features=features(question, told, names), at=at, item=item, turn=turn, why=why)


def _age(weighed: Sequence[Weighed], question: Asked) -> None:
    """How late each is among them, 0 to 1; the model has learnt what that is worth."""
    times = sorted({one.at for one in weighed})
    for one in weighed:
        late = times.index(one.at) / max(1, len(times) - 1)
        one.features["late"] = 0.0 if question.when is When.ONCE else late
        one.features["late, once"] = late if question.when is When.ONCE else 0.0


def _order(weighed: list[Weighed], question: Asked, stretch: Stretch | None, now: float, *, dated: bool) -> None:
    """Best first. Of equal ones the later comes first."""
    for one in weighed:
        if stretch and stretch.end is not None and one.at >= stretch.end:
            one.worth *= _LATER
        if one.item and one.item.polarity == "no" and OPEN.search(question.text):
            one.worth *= _DENIED
        if one.item:
            one.worth *= 1 + 0.05 * kept(one.item, now) + 0.05 * one.item.importance
    if question.when is not When.ONCE and not stretch and not dated:
        _outdate(weighed)
    weighed.sort(key=lambda one: (-round(one.worth, 9), -one.at, -(one.source or 0), -(one.item.id if one.item else 0)))


def _outdate(weighed: Sequence[Weighed]) -> None:
    """What a later one changes gives it its place, and goes behind it."""
    rows = {one.item.id: one for one in weighed if one.item}
    for one in sorted(weighed, key=lambda one: one.at):
        later = rows.get(one.item.superseded_by or 0) if one.item else None
        heirs = [other for other in weighed if other is later or _changes(other, one)]
        if heirs:
            heir = max(heirs, key=lambda other: (other is later, other.score))
            heir.worth = max(heir.worth, one.worth)
        if heirs or one.told.over:
            one.worth *= _OVER


def _changes(other: Weighed, one: Weighed) -> bool:
    """Whether it is later, of the same thing, and tells of a change."""
    return (
        other.at > one.at
        and other.source != one.source
        and not other.told.over
        and other.score >= _RIVALS * one.score
        and other.features["another"] <= one.features["another"]
        and changes(other.told)
        and related(other.told, one.told)
    )


def _one_of_each(weighed: Sequence[Weighed]) -> list[Weighed]:
    """For each turn what says it best: a memory that was read of it, which says it in fewer words, or the turn; what
    else is from that turn comes after all others."""
    groups: dict[int, list[Weighed]] = {}
    for one in weighed:
        # What is from no turn stands for itself.
        groups.setdefault(one.source or -1 - len(groups), []).append(one)
    first = [max(group, key=lambda one: one.worth * (1.0 if one.item else _TURN)) for group in groups.values()]
    first.sort(key=lambda one: -one.worth)
    chosen = {id(one) for one in first}
    return [*first, *(one for one in weighed if id(one) not in chosen)]


def _within(found: Iterable[Recollection], budget: int) -> tuple[Recollection, ...]:
    fitting = []
    for one in found:
        if len(one.text) <= budget:
            budget -= len(one.text)
            fitting.append(one)
    return tuple(fitting)
