"""Vectors follow their table, whatever wrote to it, and never cross from one person to another."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.engines import Cancel, EmbedAbilities
from roleplay_lite.memory.index import Index
from roleplay_lite.memory.index.signs import Signs, _distance
from roleplay_lite.memory.index.vectors import Vectors
from roleplay_lite.memory.migrations import migrations
from roleplay_lite.memory.sqlite_file import SqliteFile
from tests.memory.index.places import put, store

DIM = 96


class Letters:
    """An `Embed` by the letters of a text alone."""

    def __init__(self, name: str = "letters", dim: int = DIM, seconds: float = 0.0) -> None:
        self.abilities = EmbedAbilities(name=name, dim=dim)
        self.seconds = seconds
        self.texts: list[str] = []

    def embed(self, texts, *, query: bool = False):  # type: ignore[no-untyped-def]
        self.texts += texts
        time.sleep(self.seconds * len(texts))
        rows = np.zeros((len(texts), self.abilities.dim), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for letter in text:
                row += np.random.default_rng(ord(letter)).normal(size=self.abilities.dim)
            if row.any():
                row /= np.linalg.norm(row)
        return rows

    def close(self) -> None: ...


class Broken(Letters):
    def embed(self, texts, *, query: bool = False):  # type: ignore[no-untyped-def]
        raise RuntimeError("no model")


def drained(index: Index) -> None:
    while index.embed_pending(Cancel(), 7):
        pass


def near(index: Index, question: str, person: str = "小林") -> list[int]:
    scope = index.scope(person, "niaoniao")
    assert index.embedding is not None
    vector = index.embedding.question(question)
    return [one for one, _ in index.embedding.nearest("memory", vector, scope=scope or 0, most=5)]


def test_the_nearest_comes_first_and_only_to_its_person() -> None:
    with store() as db:
        index = Index(db, Letters())
        mine = put(db, index, "likes", "豆腐脑")
        other = put(db, index, "likes", "豆腐脑", person="奶奶")
        put(db, index, "likes", "摇滚乐")
        drained(index)
        assert near(index, "豆腐脑")[0] == mine
        assert near(index, "豆腐脑", "奶奶") == [other]
        assert near(index, "豆腐脑", "不认识的人") == []


def test_what_was_written_without_an_embedder_gets_its_vector_later(tmp_path: Path) -> None:
    with store() as db:
        before = put(db, Index(db), "likes", "豆腐脑")
        index = Index(db, Letters())
        assert near(index, "豆腐脑") == []
        drained(index)
        assert near(index, "豆腐脑") == [before]
        drained(index)
        assert db.read("select count(*) as n from vec")[0]["n"] == 1


def test_another_model_makes_all_anew_and_finds_nothing_by_the_old_ones() -> None:
    with store() as db:
        index = Index(db, Letters())
        one, two = put(db, index, "likes", "豆腐脑"), put(db, index, "likes", "摇滚乐")
        drained(index)
        index = Index(db, Letters("others", 160))
        assert near(index, "豆腐脑") == []
        drained(index)
        assert set(near(index, "豆腐脑")) == {one, two}
        assert {row["model"] for row in db.read("select model from vec")} == {"others"}


def test_idle_work_goes_on_where_it_was_stopped() -> None:
    with store() as db:
        embed = Letters(seconds=0.002)
        index = Index(db, embed)
        for number in range(60):
            put(db, index, "likes", f"第{number}首歌")
        assert index.embed_pending(Cancel(), 10) == 10
        stopped = Cancel()
        stopped.set()
        assert index.embed_pending(stopped, 10) == 0
        drained(Index(db, embed))
        assert len(embed.texts) == len(set(embed.texts)) == 60
        assert db.read("select count(*) as n from outbox")[0]["n"] == 0


def test_a_model_that_fails_is_asked_three_times_and_loses_nothing() -> None:
    with store() as db:
        index = Index(db, Broken())
        put(db, index, "likes", "豆腐脑")
        for _ in range(3):
            with pytest.raises(RuntimeError):
                index.embed_pending(Cancel())
        assert index.embed_pending(Cancel()) == 0
        drained(Index(db, Letters("sound")))
        assert db.read("select count(*) as n from memory")[0]["n"] == 1


def test_a_removed_memory_is_gone_from_the_search_and_from_what_is_pending() -> None:
    with store() as db:
        index = Index(db, Letters())
        gone, stays = put(db, index, "likes", "豆腐脑"), put(db, index, "likes", "豆腐干")
        drained(index)
        assert near(index, "豆腐脑")[0] == gone
        pending = put(db, index, "likes", "豆腐皮")
        with db.writing() as connection:
            index.remove(connection, [gone, pending, 999])
            connection.execute("delete from memory where id in (?, ?)", (gone, pending))
        drained(index)
        assert near(index, "豆腐脑") == [stays]


def test_what_another_process_wrote_is_found(tmp_path: Path) -> None:
    file = tmp_path / "memory.db"
    stores = [SqliteFile(file, migrations, name="it", elsewhere="there") for _ in range(2)]
    here, there = (Index(db, Letters()) for db in stores)
    put(stores[0], here, "likes", "豆腐脑")
    drained(here)
    assert len(near(there, "豆腐脑")) == 1
    put(stores[0], here, "likes", "豆腐皮")
    drained(here)
    assert len(near(there, "豆腐脑")) == 2
    for db in stores:
        db.close()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["add", "remove", "roll back"]), st.integers(0, 5)), max_size=25))
def test_bits_that_followed_every_write_are_those_read_anew(steps: list[tuple[str, int]]) -> None:
    chance = np.random.default_rng(3)
    with store() as db:
        vectors = Vectors(db, "any", DIM)
        ids = [put(db, None, "likes", f"歌{number}") for number in range(6)]
        with db.writing() as connection:
            connection.execute("insert into search_scope (person, persona) values ('小林', 'niaoniao')")
        question = chance.normal(size=DIM).astype(np.float32)
        for what, which in steps:
            try:
                with db.writing() as connection:
                    if what == "remove":
                        connection.execute("delete from vec where memory = ?", (ids[which],))
                    else:
                        vectors.add(connection, [ids[which]], chance.normal(size=(1, DIM)).astype(np.float32))
                    if what == "roll back":
                        raise KeyError
            except KeyError:
                pass
            assert vectors.nearest(question, scope=1, most=9) == Vectors(db, "any", DIM).nearest(
                question, scope=1, most=9
            )


def test_picking_by_signs_keeps_the_near_ones() -> None:
    chance = np.random.default_rng(5)
    rows = chance.normal(size=(5000, 384)).astype(np.float32)
    question = rows[77] + 0.5 * chance.normal(size=384).astype(np.float32)
    signs = Signs(384)
    signs.add(np.arange(5000), np.ones(5000, np.int32), np.sign(rows).astype(np.int8))
    exact = np.argsort(-(rows @ question))[:10]
    assert exact[0] == 77
    found = set(signs.nearest(question, 1, 200).tolist())
    assert 77 in found
    assert len(found & set(exact.tolist())) > 5


def test_bits_are_counted_the_same_with_and_without_numpy_two(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(9)
    rows, asked = chance.integers(0, 256, (50, 16), np.uint8), chance.integers(0, 256, 16, np.uint8)
    counted = _distance(rows, asked)
    monkeypatch.delattr(np, "bitwise_count", raising=False)
    assert (_distance(rows, asked) == counted).all()
