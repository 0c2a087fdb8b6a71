"""The same question is not paid for twice, and an old answer is better than none."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from roleplay_lite.knowledge.cloud.answer import Answer, Piece
from roleplay_lite.knowledge.cloud.cache import Cache, digest
from roleplay_lite.knowledge.cloud.config import CloudConfig
from roleplay_lite.knowledge.cloud.record import open_record
from roleplay_lite.knowledge.evidence import Query
from tests.knowledge.cloud.making import EVEREST, cloud, provider
from tests.knowledge.cloud.server import answers, chat, reply, searx, sends, serving

GOOD = searx("珠穆朗玛峰海拔8848.86米。")
DAY = 86400.0


def test_a_question_is_asked_once(tmp_path: Path) -> None:
    with serving(answers(GOOD)) as server:
        for _ in range(2):
            with cloud(provider(server.url), store=tmp_path / "cloud.db") as one:
                assert one.look(EVEREST).evidence
                assert one.look(replace(EVEREST, text="珠穆朗玛峰，多高？")).evidence
        assert len(server.received) == 1
        with cloud(provider(server.url), store=tmp_path / "cloud.db") as one:
            assert one.forget() == 1
            one.look(EVEREST)
        assert len(server.received) == 2


def test_that_nothing_was_found_is_remembered_for_a_while() -> None:
    with serving(answers({"results": []})) as server, cloud(provider(server.url)) as one:
        assert "nothing found" in one.look(EVEREST).why
        assert "as before" in one.look(EVEREST).why
        assert len(server.received) == 1


def test_an_old_answer_stands_in_where_nobody_answers() -> None:
    with serving(answers(GOOD)) as server, cloud(provider(server.url), cache_days=1) as one:
        assert one.look(EVEREST).why == "cloud: one"
        one.cache = Cache(one._db, one.config, clock=lambda: time.time() + 2 * DAY)
        server.behave = sends(reply(b"", status="500 Oh"))
        looked = one.look(EVEREST)
        assert looked.why == "cloud: one, kept from before"
        assert looked.evidence
        assert not one.look(replace(EVEREST, fresh=True)).evidence, "not for what is new today"


def test_ages() -> None:
    now = [1_700_000_000.0]
    with closing(open_record(None)) as db:
        cache = Cache(db, CloudConfig(), clock=lambda: now[0])
        cache.put("one", "泰山多高", Answer(pieces=(Piece(text="1532.7米"),)))
        cache.put("one", "什么也没有", Answer())
        start = now[0]

        def stale(question: str = "泰山多高", *, fresh: bool = False) -> bool | None:
            kept = cache.get("one", question, fresh=fresh)
            return kept.stale if kept else None

        assert (stale(), stale(fresh=True), stale("什么也没有")) == (False, False, False)
        now[0] = start + 3700
        assert (stale(), stale(fresh=True), stale("什么也没有")) == (False, None, None)
        now[0] = start + 8 * DAY
        assert (stale(), stale(fresh=True)) == (True, None)
        now[0] = start + 31 * DAY
        assert stale() is None
        now[0] = start - 400 * DAY
        assert stale() is True, "by a clock that was put back it has no age"


def test_what_differs_in_meaning_is_another_question() -> None:
    assert digest("珠穆朗玛峰多高？") == digest("珠穆朗玛峰，多高") == digest(" 珠穆朗玛峰 多高 ！")
    assert digest("What is Pi?") == digest("what is pi")
    assert len({digest(text) for text in ("1.5加2", "15加2", "1加52", "[姓名1]多大", "[姓名2]多大", "3-2", "3+2")}) == 7


def test_no_word_of_the_question_and_no_name_is_kept(tmp_path: Path) -> None:
    store = tmp_path / "cloud.db"
    with serving(answers(chat("[姓名1]是白羊座。"))) as server:
        with cloud(provider(server.url, "chat"), store=store, names=["王小明"]) as one:
            looked = one.look(Query(text="王小明三月二十五号生的，是什么星座"))
            assert looked.answer == "王小明是白羊座。"
            again = one.look(Query(text="小明三月二十五号生的，是什么星座"))
            assert again.answer == "小明是白羊座。"
        assert len(server.received) == 1
    raw = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert "小明".encode() not in raw
    assert "星座".encode() not in raw
    assert store.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("select count(*) from answer").fetchone() == (1,)
