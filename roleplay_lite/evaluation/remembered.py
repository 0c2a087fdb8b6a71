"""A memory to which a household has told its lines, each at its time, the way a conversation does: the turn is kept,
what it tells is read, compared with what is known and written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from roleplay_lite.engines import Embed
from roleplay_lite.evaluation.judging.recollecting import Came
from roleplay_lite.evaluation.recall_set import Household, Question, Telling
from roleplay_lite.memory.memory import Memory
from roleplay_lite.memory.migrations import migrations
from roleplay_lite.memory.people import Person
from roleplay_lite.memory.recall import Recollection
from roleplay_lite.memory.sqlite_file import SqliteFile

PERSONA = "xiaoman"
_PAUSE = timedelta(minutes=30)
"""After it a conversation is over."""


class Remembered:
    """In memory, on the real tables. To be closed."""

    def __init__(
        self, household: Household, embed: Embed | None, heard: Callable[[str], str] = lambda said: said
    ) -> None:
        """`heard` is what the recogniser makes of each line."""
        self._household, self._embed = household, embed
        self._db = SqliteFile(None, migrations, name="the memory", elsewhere="--store")
        self._now = household.turns[0].at.timestamp()
        self._memory = Memory(self._db, persona=PERSONA, embed=embed, clock=lambda: self._now)
        self._places: dict[int, int] = {}
        self._lines: list[str] = []
        for one in household.people:
            self._memory.ledger.set_person(Person(id=one.id, name=one.id, scope=one.scope))
        self._tell(heard)
        self._memory.catch_up()

    def ask(self, question: Question, words: str, *, k: int = 5) -> tuple[Came, ...]:
        """What comes back for the question in these words, at its time."""
        self._now = question.at.timestamp()
        found = self._memory.recall(words, k, person=question.person, counts=False)
        return tuple(self._came(one) for one in found)

    def kept(self, person: str) -> tuple[Came, ...]:
        """All that was read of what the person told, as it would come back."""
        rows = self._memory.ledger.items(person, PERSONA)
        return tuple(self._came(Recollection(item=item, score=1.0)) for item in rows)

    def nearest(self, person: str, words: str, *, k: int = 5) -> tuple[Came, ...]:
        """The lines of the person's that lie nearest to the words, whatever they tell: what recall has to better."""
        own = [place for place, line in enumerate(self._household.turns) if line.person == person]
        if not self._embed or not own:
            return ()
        near = self._embed.embed([self._lines[place] for place in own]) @ self._embed.embed([words], query=True)[0]
        best = sorted(range(len(own)), key=lambda at: -float(near[at]))[:k]
        return tuple(self._line(own[at]) for at in best)

    def _line(self, place: int) -> Came:
        said, person = self._lines[place], self._household.turns[place].person
        return Came(text=said, said=said, place=place, person=person, over=False)

    def close(self) -> None:
        self._db.close()

    def _tell(self, heard: Callable[[str], str]) -> None:
        before: list[tuple[str, str]] = []
        session, position = 0, 0
        last: Telling | None = None
        for place, line in enumerate(self._household.turns):
            if last is None or last.person != line.person or line.at - last.at > _PAUSE:
                session, position, before = self._session(line), 0, []
            said, self._now = heard(line.said), line.at.timestamp()
            self._lines.append(said)
            turn = self._turn(session, position, self._now, said)
            self._places[turn] = place
            self._memory.remember(said, person=line.person, turn=turn, before=before)
            before.append((said, ""))
            last, position = line, position + 1

    def _session(self, line: Telling) -> int:
        with self._db.writing() as connection:
            row = connection.execute(
                "insert into session (person, persona, llm, started) values (?, ?, '', ?)",
                (line.person, PERSONA, line.at.timestamp()),
            )
            return int(row.lastrowid or 0)

    def _turn(self, session: int, position: int, at: float, said: str) -> int:
        with self._db.writing() as connection:
            row = connection.execute(
                "insert into turn (session, position, started, said, confidence, prompted, reply, heard_text, outcome,"
                " metrics) values (?, ?, ?, ?, 1.0, '', '', '', 'complete', '{}')",
                (session, position, at, said),
            )
            turn = int(row.lastrowid or 0)
            self._memory.index.turns.add(connection, turn, said, "")
            return turn

    def _came(self, one: Recollection) -> Came:
        item, turn = one.item, one.turn
        id_ = item.source_turn if item else turn.id if turn else None
        place = self._places.get(id_ or 0, -1)
        return Came(
            text=one.text,
            said=item.said if item else one.text,
            place=place,
            person=self._household.turns[place].person if place >= 0 else item.person if item else "",
            over=bool(item and item.valid_to is not None),
        )
