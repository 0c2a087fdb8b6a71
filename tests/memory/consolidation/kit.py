"""A memory with conversations in its log, and what is said in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from roleplay_lite.memory.item import MemoryItem
from roleplay_lite.memory.memory import Memory
from roleplay_lite.memory.people import Person
from roleplay_lite.memory.store import Store
from roleplay_lite.turn import Outcome, Piece, Turn, Utterance

DAY = 86_400.0
NOW = 1_760_000_000.0

POTTERY = (
    "下班啦",
    "我最近报了个陶艺课，每周三晚上去",
    "老师说我手劲太大",
    "上次做的杯子烧裂了",
    "不过我还挺喜欢捏泥巴的",
    "下个月想做一套碗送给我妈",
    "先去洗澡了",
)
ABOUT_POTTERY = "对方报了个陶艺课，每周三晚上去，挺喜欢捏泥巴的。"


class Talks:
    """A store, its memory, and the time of day."""

    def __init__(self, file: Path, person: str = "owner") -> None:
        self.store = Store(file)
        self.now = NOW
        self.memory = Memory.open(self.store, persona="niaoniao", person=person, clock=lambda: self.now)
        if person == "owner":
            self.memory.ledger.set_person(Person(id="owner", name="小满", scope="owner"), now=NOW)

    def talk(self, lines: Sequence[str], *, ago: float = DAY, person: str = "owner") -> int:
        """A conversation that long ago; gives its id."""
        began = self.now - ago
        session = self.store.open_session(person=person, persona="niaoniao", llm="fake")
        with self.store.db.writing() as db:
            db.execute("update session set started = ? where id = ?", (began, session))
        for number, line in enumerate(lines):
            turn = Turn(utterance=Utterance(text=line), index=number, prompted=line, outcome=Outcome.COMPLETE)
            turn.pieces, turn.started = [Piece(text="嗯，我听着呢。")], began + 20 * number
            self.store.add_turn(session, turn, keep_traces=10)
        return session

    def tell(self, key: str, *values: str) -> list[int]:
        changes = [self.memory.remember(f"我{value}", predicate=key, value=value) for value in values]
        return [change[0].item.id for change in changes]

    def standing(self, key: str) -> list[str]:
        return [item.object for item in self.rows(key)]

    def rows(self, key: str) -> tuple[MemoryItem, ...]:
        return self.memory.ledger.items(self.memory.person, "niaoniao", predicate=key, open_only=True)

    def all_rows(self) -> list[tuple[object, ...]]:
        """Everything that is kept, to see that nothing changed."""
        return [tuple(row) for row in self.store.db.read("select * from memory order by id")]

    def close(self) -> None:
        self.store.close()
