"""A ledger in memory, and things said to it."""

from __future__ import annotations

from roleplay_lite.memory.item import Act, Extracted, MemoryKind
from roleplay_lite.memory.ledger import Ledger
from roleplay_lite.memory.migrations import migrations
from roleplay_lite.memory.people import Person
from roleplay_lite.memory.posting import Change
from roleplay_lite.memory.predicates import predicate
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.persona.facts import Polarity

PERSON, PERSONA = "owner", "niaoniao"


def fact(
    key: str,
    value: str,
    *,
    of: str = "self",
    polarity: Polarity = "yes",
    act: Act = "state",
    since: float | None = None,
    until: float | None = None,
    happens: float | None = None,
    kind: MemoryKind | None = None,
    private: bool = False,
) -> Extracted:
    """As the extractor would give it."""
    return Extracted(
        kind=kind or predicate(key).kind,
        subject=of,
        predicate=key,
        object=value,
        polarity=polarity,
        act=act,
        said=f"{of}{key}{value}",
        valid_from=since,
        valid_to=until,
        happens_from=happens,
        happens_to=None if happens is None else happens + 86400,
        sensitivity="private" if private else "plain",
    )


class Book:
    """A ledger whose clock is set by hand."""

    def __init__(self, scope: str = "") -> None:
        self.db = SqliteFile(None, migrations, name="the store", elsewhere="store.path")
        self.ledger = Ledger(self.db)
        self.now = 1000.0
        if scope:
            self.ledger.set_person(Person(id=PERSON, name="小满", scope=scope))  # type: ignore[arg-type]

    def say(
        self,
        *facts: Extracted,
        now: float | None = None,
        at: float | None = None,
        turn: int | None = None,
        person: str = PERSON,
    ) -> tuple[Change, ...]:
        """Ten seconds later, unless a time is given."""
        self.now = self.now + 10 if now is None else now
        if turn is not None:
            self._turn(turn)
        return self.ledger.record(facts, person=person, persona=PERSONA, turn=turn, now=self.now, at=at)

    def _turn(self, turn: int) -> None:
        with self.db.writing() as db:
            db.execute("insert or ignore into person (id, name, created) values ('owner', 'owner', 0)")
            db.execute("insert or ignore into session values (1, 'owner', 'niaoniao', 'fake', 0)")
            db.execute(
                "insert or ignore into turn values (?, 1, ?, 0, '你好', 1, '你好', '嗯', '嗯', 'complete', '{}')",
                (turn, turn),
            )

    def now_so(self, key: str, of: str = "self", at: float | None = None) -> list[str]:
        """What stands under a key, as it is told; with `at`, what was so then."""
        rows = self.ledger.items(PERSON, PERSONA, subject=of, predicate=key, at=at, open_only=at is None)
        return [row.text for row in rows]

    def close(self) -> None:
        self.db.close()
