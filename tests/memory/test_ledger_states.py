"""Whatever is said, in whatever order and by whatever clock: one value at a time, nothing lost, the same present."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from roleplay_lite.memory.item import Extracted, MemoryItem
from tests.memory.ledger_kit import PERSON, PERSONA, Book, fact

CITIES = st.sampled_from(["北京", "上海", "西安"])
TIMES = st.integers(0, 40).map(float)
KEYS = st.sampled_from(["residence", "occupation"])
OWN = st.sampled_from(["likes", "dislikes", "pet", "车牌号"])
POLARITY = st.sampled_from(["yes", "no"])
ACTS = st.sampled_from(["state", "correct", "end", "retract"])
SLOW = settings(max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))


class Conversations(RuleBasedStateMachine):
    """One person tells, corrects and takes back, with a clock that goes where it likes."""

    def __init__(self) -> None:
        super().__init__()
        self.book = Book()
        self.turn = 0
        self.seen: dict[int, tuple[object, ...]] = {}

    @rule(key=KEYS, value=CITIES, polarity=POLARITY, act=ACTS, now=TIMES)
    def tell(self, key: str, value: str, polarity: str, act: str, now: float) -> None:
        self._say(fact(key, value, polarity=polarity, act=act), now)  # type: ignore[arg-type]

    @rule(key=OWN, value=CITIES, polarity=POLARITY, act=ACTS, now=TIMES)
    def tell_more(self, key: str, value: str, polarity: str, act: str, now: float) -> None:
        self._say(fact(key, value, polarity=polarity, act=act), now)  # type: ignore[arg-type]

    @rule(key=KEYS, value=CITIES, since=TIMES, length=st.none() | st.integers(0, 10), now=TIMES)
    def tell_of_a_time(self, key: str, value: str, since: float, length: int | None, now: float) -> None:
        self._say(fact(key, value, since=since, until=None if length is None else since + length), now)

    @rule(key=KEYS, value=CITIES, until=TIMES, now=TIMES)
    def tell_of_before(self, key: str, value: str, until: float, now: float) -> None:
        self._say(fact(key, value, until=until), now)

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), now=TIMES, value=CITIES, how=st.sampled_from(["retract", "close", "correct"]))
    def take_back(self, data: st.DataObject, now: float, value: str, how: str) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.seen)))
        if how == "retract":
            self.book.ledger.retract(id_, now)
        elif how == "close":
            self.book.ledger.close_item(id_, now, now)
        else:
            self.book.ledger.correct(id_, value, now)

    def _say(self, said: Extracted, now: float) -> None:
        self.turn += 1
        self.book.say(said, now=now, turn=self.turn)

    def _rows(self) -> list[MemoryItem]:
        keys = ("residence", "occupation", "likes", "dislikes", "pet", "车牌号")
        return [row for key in keys for row in self.book.ledger.history(PERSON, PERSONA, "self", key)]

    @invariant()
    def nothing_is_deleted_or_rewritten(self) -> None:
        rows = {row.id: (row.object, row.polarity, row.valid_from, row.recorded_at, row.said) for row in self._rows()}
        for id_, was in self.seen.items():
            assert rows[id_] == was
        self.seen = rows  # type: ignore[assignment]

    @invariant()
    def one_value_at_a_time(self) -> None:
        for key in ("residence", "occupation"):
            rows = self.book.ledger.items(PERSON, PERSONA, predicate=key)
            so = [row for row in rows if row.polarity == "yes"]
            assert sum(row.valid_to is None for row in so) <= 1
            spans = sorted((row.valid_from, row.valid_to) for row in so if row.valid_to != row.valid_from)
            for (_, end), (begin, _) in pairwise(spans):
                assert end is not None
                assert end <= begin

    @invariant()
    def what_is_so_is_not_denied(self) -> None:
        rows = self.book.ledger.items(PERSON, PERSONA, open_only=True)
        standing = {(row.predicate, row.object, row.polarity) for row in rows}
        for key, value, polarity in standing:
            assert polarity == "no" or (key, value, "no") not in standing
            assert key != "likes" or polarity == "no" or ("dislikes", value, "yes") not in standing

    @invariant()
    def a_link_leads_to_what_took_the_place(self) -> None:
        rows = {row.id: row for row in self._rows()}
        for row in rows.values():
            if row.superseded_by is not None and row.retracted_at is None:
                assert rows[row.superseded_by].retracted_at is None
                assert row.valid_to is not None

    @invariant()
    def what_is_believed_now_is_what_stands(self) -> None:
        standing = {row.id: row.valid_to for row in self.book.ledger.items(PERSON, PERSONA)}
        believed = self.book.ledger.items(PERSON, PERSONA, known_at=1e12)
        assert {row.id: row.valid_to for row in believed} == standing

    def teardown(self) -> None:
        self.book.close()


TestConversations = Conversations.TestCase
TestConversations.settings = SLOW


@settings(max_examples=60, deadline=None)
@given(
    told=st.lists(st.tuples(TIMES, CITIES, POLARITY), min_size=1, max_size=6).flatmap(
        lambda told: st.tuples(st.just(told), st.permutations(range(len(told))))
    ),
    key=st.sampled_from(["residence", "likes"]),
)
def test_the_order_of_reading_does_not_matter(told: tuple[list[tuple[float, str, str]], list[int]], key: str) -> None:
    lines, order = told

    def present(turns: list[int]) -> tuple[list[object], list[object]]:
        book = Book()
        try:
            for turn in turns:
                at, value, polarity = lines[turn]
                book.say(fact(key, value, polarity=polarity), now=100, at=at, turn=turn + 1)  # type: ignore[arg-type]
            then = [sorted(book.now_so(key, at=time / 2)) for time in range(82)]
            return sorted(book.now_so(key)), then
        finally:
            book.close()

    assert present(order) == present(list(range(len(lines))))


@settings(max_examples=60, deadline=None)
@given(told=st.lists(st.tuples(TIMES, CITIES), min_size=1, max_size=8))
def test_the_last_turn_is_right_about_the_present_whatever_the_clock_says(told: list[tuple[float, str]]) -> None:
    book = Book()
    try:
        for turn, (now, value) in enumerate(told, 1):
            book.say(fact("residence", value), now=now, turn=turn)
        assert book.now_so("residence") == [f"对方住在{told[-1][1]}"]
        kept = {row.object for row in book.ledger.history(PERSON, PERSONA, "self", "residence")}
        assert kept == {value for _, value in told}
    finally:
        book.close()


@settings(max_examples=40, deadline=None)
@given(told=st.lists(st.tuples(st.integers(1, 9), CITIES, st.none() | TIMES), min_size=1, max_size=6))
def test_what_was_believed_then_is_what_stood_then(told: list[tuple[int, str, float | None]]) -> None:
    book = Book()
    try:
        stood, now = {}, 100.0
        for turn, (gap, value, since) in enumerate(told, 1):
            now += gap
            book.say(fact("residence", value, since=since), now=now, turn=turn)
            stood[now] = [book.now_so("residence", at=time) for time in (5.0, 20.0, 35.0, now)]
        for when, was in stood.items():
            for time, texts in zip((5.0, 20.0, 35.0, when), was, strict=True):
                rows = book.ledger.items(PERSON, PERSONA, predicate="residence", known_at=when, at=time)
                assert [row.text for row in rows] == texts
    finally:
        book.close()
