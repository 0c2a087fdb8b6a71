"""Whom a pronoun points at, by what both sides said before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from roleplay_lite.knowledge.config import KnowledgeConfig
from roleplay_lite.knowledge.knowledge import Knowledge
from roleplay_lite.knowledge.pack.writer import PackWriter


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    path = tmp_path_factory.mktemp("packs") / "some.db"
    with PackWriter(path, name="some", title="一些", licence="CC0-1.0") as writer:
        own = writer.source("own", licence="CC0-1.0")
        for name, kind, facts in (
            ("红楼梦", "作品", {"作者": "曹雪芹", "朝代": "清朝", "讲什么": "贾府的兴衰"}),
            ("曹雪芹", "人物", {"朝代": "清代", "身份": "小说家"}),
            ("法国", "国家", {"首都": "巴黎", "货币": "欧元"}),
            ("巴黎", "首都", {"是哪国首都": "法国", "人口": "约210万"}),
            ("长江", "河湖", {"流入": "东海", "长度": "约6300公里"}),
            ("平凡的世界", "作品", {"作者": "路遥"}),
        ):
            row = writer.entity(name, kind=kind, source=own)
            for attribute, value in facts.items():
                writer.triple(row, attribute, value, source=own)
    opened = Knowledge.open(KnowledgeConfig(packs=(str(path),)))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("before", "said", "meant"),
    [
        (("谁写的红楼梦", "《红楼梦》的作者是曹雪芹。"), "那他是哪个朝代的人", "曹雪芹"),
        (("谁写的红楼梦", "《红楼梦》的作者是曹雪芹。"), "这位作家是哪个朝代的", "曹雪芹"),
        (("谁写的红楼梦", "《红楼梦》的作者是曹雪芹。"), "它讲了什么", "红楼梦"),
        (("谁写的红楼梦", "《红楼梦》的作者是曹雪芹。"), "那本书是哪个朝代的", "红楼梦"),
        (("法国的首都是哪里", "法国的首都是巴黎。"), "那个城市有多少人口", "巴黎"),
        (("法国的首都是哪里", "法国的首都是巴黎。"), "这个国家用什么货币", "法国"),
        (("长江有多长", "长江全长约6300公里。"), "这条河流到哪里", "长江"),
        # Nothing is known of him; his book is still not meant.
        (("平凡的世界谁写的", "《平凡的世界》的作者是路遥。"), "他是哪个朝代的人", "路遥"),
    ],
)
def test_a_pronoun_goes_to_the_last_of_its_kind(
    knowledge: Knowledge, before: tuple[str, str], said: str, meant: str
) -> None:
    query = knowledge.query(said, (before,), today=date(2026, 3, 2))

    assert query.entities[0] == meant
    assert meant in query.text


def test_of_somebody_unknown_nothing_is_told(knowledge: Knowledge) -> None:
    before = ("平凡的世界谁写的", "《平凡的世界》的作者是路遥。")
    query = knowledge.query("他是哪个朝代的人", (before,), today=date(2026, 3, 2))

    assert not knowledge.look(query).answer
