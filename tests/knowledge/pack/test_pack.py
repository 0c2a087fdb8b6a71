"""A pack opened, and files that are none."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from roleplay_lite import paths
from roleplay_lite.errors import PackError
from roleplay_lite.knowledge.pack.digest import content_digest
from roleplay_lite.knowledge.pack.pack import Pack, all_pack_files, open_packs, packs_in
from roleplay_lite.knowledge.pack.schema import FORMAT
from roleplay_lite.knowledge.pack.writer import PackWriter
from roleplay_lite.memory.index.terms import asked_terms
from tests.knowledge.pack.making import small_pack


def test_what_was_written_is_read(tmp_path: Path) -> None:
    with Pack.open(small_pack(tmp_path / "small.db")) as pack:
        (france,) = pack.entities_named("法兰西")
        assert (france.name, france.kind) == ("法国", "国家")
        assert pack.entities_named("France") == pack.entities_named("法国") == (france,)
        assert [(one.attribute, one.value) for one in pack.triples(france.id)] == [("首都", "巴黎"), ("货币", "欧元")]
        assert dict(pack.attributes()) == {"下一句": 1, "货币": 1, "首都": 1}
        (question,) = pack.faq()
        assert question.paraphrases == ("天为什么是蓝的？", "天空怎么是蓝的")
        (passage,) = pack.passages()
        assert passage.heading == "洗衣机"
        assert list(pack.passages(passage.document)) == [passage]
        assert list(pack.passages(99)) == []
        assert pack.counts()["triple"] == 3
        (source,) = pack.sources()
        assert (source.rows, source.licence) == (5, "CC0-1.0")
        assert (pack.name, pack.title, pack.private) == ("small", "小包", False)


@pytest.mark.parametrize(
    ("table", "asked"),
    [
        ("faq_terms", "天空怎么蓝"),
        ("passage_terms", "童锁怎么打开"),
        ("passage_terms", "洗衣机"),
        ("triple_terms", "一清二白"),
    ],
)
def test_each_full_text_table_finds_its_rows(table: str, asked: str, tmp_path: Path) -> None:
    sought = " OR ".join(f'"{pair}"' for pair in asked_terms(asked).bigrams)
    with Pack.open(small_pack(tmp_path / "small.db")) as pack:
        assert pack.db.execute(f"select rowid from {table} where {table} match ?", (sought,)).fetchall()


def test_a_reader_writes_nothing(tmp_path: Path) -> None:
    with Pack.open(small_pack(tmp_path / "small.db")) as pack, pytest.raises(sqlite3.OperationalError):
        pack.db.execute("delete from triple")


def test_a_pack_is_opened_from_a_folder_with_odd_signs(tmp_path: Path) -> None:
    folder = tmp_path / "我的 知识?#%20"
    with Pack.open(small_pack(folder / "小.db")) as pack:
        assert pack.counts()["entity"] == 2


def test_packs_in_a_folder(tmp_path: Path) -> None:
    small_pack(tmp_path / "b.db")
    small_pack(tmp_path / "a.db")
    (tmp_path / "notes.txt").write_text("x")
    packs = packs_in(tmp_path)
    assert [pack.path.name for pack in packs] == ["a.db", "b.db"]
    for pack in packs:
        pack.close()
        pack.close()
    assert packs_in(tmp_path / "none") == ()


def test_one_broken_pack_keeps_no_other_from_being_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEPLAY_LITE_MODELS", str(tmp_path / "models"))
    folder = paths.data_dir() / "knowledge"
    small_pack(folder / "good.db")
    (folder / "bad.db").write_bytes(b"no pack at all " * 100)
    told: list[PackError] = []
    (pack,) = open_packs(told.append)
    pack.close()
    assert "bad.db is not a knowledge pack" in str(told[0])
    with pytest.raises(PackError):
        open_packs()


def test_a_pack_built_here_stands_before_the_pulled_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEPLAY_LITE_MODELS", str(tmp_path / "models"))
    folder = tmp_path / "models" / "knowledge-zh"
    small_pack(folder / "zh-basic.db")
    size = (folder / "zh-basic.db").stat().st_size
    (folder / "installed.json").write_text(f'{{"files": {{"zh-basic.db": {{"size": {size}, "sha256": ""}}}}}}')
    assert all_pack_files() == (folder / "zh-basic.db",)
    own = small_pack(paths.data_dir() / "knowledge" / "zh-basic.db")
    assert all_pack_files() == (own,)


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("create table memory (id)")
        db.commit()


def _newer(path: Path) -> None:
    small_pack(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("update meta set value = ? where key = 'format'", (str(FORMAT + 1),))
        db.commit()


def _unfinished(path: Path) -> None:
    small_pack(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("delete from meta where key = 'licence'")
        db.commit()


def _cut(path: Path) -> None:
    small_pack(path)
    os.truncate(path, 3000)


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda path: None, "there is no pack"),
        (lambda path: path.write_bytes(b""), "is some other SQLite file"),
        (lambda path: path.write_text("这不是数据库" * 100), "no SQLite file"),
        (_foreign, "is some other SQLite file"),
        (_newer, "update roleplay-lite"),
        (_unfinished, "lacks licence"),
        (_cut, "small.db"),
    ],
)
def test_what_is_no_pack_is_told_with_its_name(spoil: object, word: str, tmp_path: Path) -> None:
    path = tmp_path / "small.db"
    spoil(path)  # type: ignore[operator]
    with pytest.raises(PackError, match=word):
        Pack.open(path)


def test_damage_inside_is_told_where_it_is_met(tmp_path: Path) -> None:
    path = small_pack(tmp_path / "small.db")
    raw = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as db:
        (page,) = db.execute("select rootpage from sqlite_master where name = 'triple'").fetchone()
    raw[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(raw)
    with Pack.open(path) as pack, pytest.raises(PackError, match="bring it again"):
        pack.triples(1)


def test_nothing_is_left_of_a_pack_that_was_not_finished(tmp_path: Path) -> None:
    small_pack(tmp_path / "small.db")
    before = content_digest(tmp_path / "small.db")
    with pytest.raises(ZeroDivisionError), PackWriter(tmp_path / "small.db", name="other") as writer:
        writer.source("x")
        raise ZeroDivisionError
    assert [path.name for path in tmp_path.iterdir()] == ["small.db"]
    assert content_digest(tmp_path / "small.db") == before


def test_a_private_pack_is_for_its_owner_alone(tmp_path: Path) -> None:
    with PackWriter(tmp_path / "p.db", name="private", private=True):
        pass
    assert stat.S_IMODE((tmp_path / "p.db").stat().st_mode) == 0o600


def test_a_pack_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(PackError, match="cannot be written"):
        PackWriter(tmp_path / "file" / "p.db", name="x")


def test_the_digest_is_of_the_content_alone(tmp_path: Path) -> None:
    one, two = small_pack(tmp_path / "one.db"), small_pack(tmp_path / "two.db")
    with closing(sqlite3.connect(two)) as db:
        db.execute("update meta set value = '0+other' where key = 'terms'")
        db.execute("insert into triple_terms (triple_terms) values ('delete-all')")
        db.commit()
        db.execute("vacuum")
    assert content_digest(one) == content_digest(two)
    with closing(sqlite3.connect(two)) as db:
        db.execute("update triple set value = '里昂' where attribute = '首都'")
        db.commit()
    assert content_digest(one) != content_digest(two)
