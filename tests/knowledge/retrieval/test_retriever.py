"""What packs hold for a question comes out, at its level, and surest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from roleplay_lite.engines import Embed
from roleplay_lite.errors import PackError
from roleplay_lite.knowledge.evidence import Evidence
from roleplay_lite.knowledge.pack.pack import Pack
from roleplay_lite.knowledge.pack.writer import PackWriter
from roleplay_lite.knowledge.query.names import Names
from roleplay_lite.knowledge.query.standalone import query_of
from roleplay_lite.knowledge.retrieval import Retriever
from roleplay_lite.registry import load
from tests.knowledge.query.made import QUESTIONS, small_pack

TODAY = date(2026, 11, 28)
SURE = 0.6
"""From here on the device answers with it."""


def found(pack: Pack, names: Names, said: str, *before: tuple[str, str]) -> tuple[Evidence, ...]:
    return Retriever([pack]).search(query_of(said, before, names, today=TODAY))


@pytest.mark.parametrize(
    ("said", "thing", "attribute", "value"),
    [
        ("法国的首都是哪里", "法国", "首都", "巴黎"),
        ("你知道法国首都在哪吗", "法国", "首都", "巴黎"),
        ("日本用什么钱", "日本", "货币", "日元"),
        ("故宫门票多少钱", "故宫", "门票", "旺季60元，淡季40元"),
        ("沈阳故宫门票多少钱", "沈阳故宫", "门票", "50元"),
        ("红楼梦是谁写的", "红楼梦", "作者", "曹雪芹"),
        ("虹楼梦是谁写的", "红楼梦", "作者", "曹雪芹"),
        ("珠峰有多高", "珠穆朗玛峰", "海拔", "8848.86米"),
        ("画蛇添足是什么意思", "画蛇添足", "释义", "比喻做了多余的事，反而不恰当。"),
        ("外甥打灯笼下一句是什么", "外甥打灯笼", "下一句", "照旧"),
    ],
)
def test_a_property_is_found(pack: Pack, names: Names, said: str, thing: str, attribute: str, value: str) -> None:
    first = found(pack, names, said)[0]
    assert (first.level, first.entity, first.attribute, first.value) == ("triple", thing, attribute, value)
    assert first.id.startswith("small/triple/")
    assert (first.source, first.licence) == ("写来试的", "CC0-1.0")


@pytest.mark.parametrize("said", ["法国的首都是哪里", "故宫门票多少钱", "红楼梦是谁写的", "珠穆朗玛峰多高"])
def test_a_plain_question_is_surely_answered(pack: Pack, names: Names, said: str) -> None:
    assert found(pack, names, said)[0].score >= SURE


def test_the_thing_comes_from_what_was_said_before(pack: Pack, names: Names) -> None:
    first = found(pack, names, "那颐和园呢", ("故宫门票多少钱", "旺季六十元。"))[0]
    assert (first.entity, first.attribute) == ("颐和园", "门票")
    first = found(pack, names, "它几点开门", ("颐和园门票多少钱", "三十元。"))[0]
    assert (first.entity, first.attribute) == ("颐和园", "开放时间")


@pytest.mark.parametrize(
    "said",
    ["法国的总统是谁", "珠穆朗玛峰是谁发现的", "量子纠缠是什么", "德国的首都是哪里", "长江有多长", "红楼梦有多少字"],
)
def test_what_no_pack_knows_is_not_sure(pack: Pack, names: Names, said: str) -> None:
    assert all(one.score < SURE for one in found(pack, names, said))


def test_another_subject_is_not_answered_with_the_old_one(pack: Pack, names: Names) -> None:
    before = ("故宫门票多少钱", "故宫旺季六十元。")
    assert all(one.score < SURE for one in found(pack, names, "量子纠缠是什么", before))


@pytest.mark.parametrize(
    "said", ["天为什么是蓝的", "为什么天是蓝的呀", "天空为什么是蓝色的呢", "你知道天为什么是蓝的吗"]
)
def test_a_frequent_question_in_other_words(pack: Pack, names: Names, said: str) -> None:
    first = found(pack, names, said)[0]
    assert (first.level, first.text) == ("faq", QUESTIONS[0][1])
    assert first.score >= 0.85


@pytest.mark.parametrize("said", ["狗一天睡几个小时", "大象的耳朵为什么那么大", "天为什么会黑"])
def test_a_question_that_is_only_like_it_is_not_answered_with_it(pack: Pack, names: Names, said: str) -> None:
    assert all(one.score < 0.85 for one in found(pack, names, said) if one.level == "faq")


def test_the_sentence_of_a_passage(pack: Pack, names: Names) -> None:
    one = next(each for each in found(pack, names, "怎么恢复出厂设置") if each.level in ("sentence", "passage"))
    assert "音量减十秒" in one.text
    assert one.source == "使用说明"
    assert one.score >= 0.5


def test_a_saying_is_found_by_its_second_half(pack: Pack, names: Names) -> None:
    assert any(one.entity == "外甥打灯笼" for one in found(pack, names, "照旧是哪个歇后语"))


def test_a_long_value_is_told_by_its_best_sentences(tmp_path: Path) -> None:
    text = "敦煌莫高窟在甘肃。" + "这里有许多壁画，" * 20 + "它始建于前秦。" + "游客很多，" * 20 + "值得一看。"
    with PackWriter(tmp_path / "long.db", name="long") as writer:
        source = writer.source("s")
        writer.triple(writer.entity("莫高窟", source=source), "简介", text, source=source)
    with Pack.open(tmp_path / "long.db") as pack:
        first = found(pack, Names([pack]), "介绍一下莫高窟始建于哪个朝代")[0]
    assert first.level == "sentence"
    assert len(first.text) < len(text)
    assert first.value == ""


def test_only_the_packs_of_the_scope_are_looked_in(pack: Pack, names: Names, tmp_path: Path) -> None:
    with Pack.open(small_pack(tmp_path / "other.db", name="other")) as other:
        query = query_of("法国的首都是哪里", (), names, today=TODAY)
        retriever = Retriever([pack, other])
        assert {one.id.partition("/")[0] for one in retriever.search(query, scope=("other",))} == {"other"}
        assert retriever.search(query, scope=()) == ()
        assert len(retriever.search(query, k=1)) == 1


def test_each_id_comes_once_and_the_surest_first(pack: Pack, names: Names) -> None:
    for said in ("外甥打灯笼照旧", "法国首都巴黎", "故宫", "天为什么是蓝的"):
        evidence = found(pack, names, said)
        assert len({one.id for one in evidence}) == len(evidence)
        assert [one.score for one in evidence] == sorted((one.score for one in evidence), reverse=True)


def test_an_empty_question_and_no_pack_find_nothing(pack: Pack, names: Names) -> None:
    assert found(pack, names, "") == ()
    assert found(pack, names, "？！") == ()
    assert Retriever([]).search(query_of("法国的首都是哪里", (), names, today=TODAY)) == ()


def test_a_pack_that_breaks_says_so(tmp_path: Path) -> None:
    with Pack.open(small_pack(tmp_path / "small.db")) as pack:
        names = Names([pack])
        query = query_of("法国的首都是哪里", (), names, today=TODAY)
        retriever = Retriever([pack])
    with pytest.raises(PackError, match="small"):
        retriever.search(query)


@pytest.fixture
def embed() -> Iterator[Embed]:
    engine = load("embed", "hashing")
    yield engine
    engine.close()


def test_vectors_of_the_same_embedder_are_used(embed: Embed, tmp_path: Path) -> None:
    file = small_pack(tmp_path / "small.db")
    with sqlite3.connect(file) as db:
        texts = dict(db.execute("select id, text from paraphrase").fetchall())
        for row, vector in zip(texts, embed.embed(list(texts.values())), strict=True):
            data = np.round(vector * 127).astype(np.int8).tobytes()
            db.execute("insert into vector values ('faq', ?, ?, ?)", (row, embed.abilities.name, data))
            db.execute("insert into vector values ('faq', ?, 'another', ?)", (row, b"\x00"))
    db.close()
    with Pack.open(file) as pack:
        retriever = Retriever([pack], embed)
        retriever.prepare()
        first = retriever.search(query_of("猫一天睡几个小时呀", (), Names([pack]), today=TODAY))[0]
    assert first.level == "faq"
