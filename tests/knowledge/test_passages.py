"""A manual that the household added is answered from by the sentence that helps, and only about its own thing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from roleplay_lite.knowledge.config import KnowledgeConfig
from roleplay_lite.knowledge.knowledge import Knowledge
from roleplay_lite.knowledge.pack.writer import PackWriter
from roleplay_lite.persona import load_persona

PASSAGES = (
    ("童锁", "同时按住「水位」键和「脱水」键三秒，童锁就打开了。再按三秒可以关闭。童锁打开时其他按键不起作用。"),
    ("保养", "每个月用桶自洁程序清洗一次内筒。过滤网两周清理一次。"),
    ("规格", "洗衣容量为8公斤，额定功率为350瓦。保修期为整机三年，电机十年。"),
)


@pytest.fixture
def knowledge(tmp_path: Path) -> Iterator[Knowledge]:
    with PackWriter(tmp_path / "private.db", name="private", private=True) as pack:
        source = pack.source("洗衣机说明书.md")
        document = pack.document("洗衣机说明书.md", source=source)
        for place, (heading, text) in enumerate(PASSAGES):
            pack.passage(document, place, text, heading=heading)
    found = Knowledge.open(KnowledgeConfig(packs=(str(tmp_path / "private.db"),)))
    yield found
    found.close()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("洗衣机的童锁怎么开", "同时按住「水位」键和「脱水」键三秒"),
        ("洗衣机多久清洗一次内筒", "每个月用桶自洁程序清洗一次内筒"),
        ("过滤网多久清理一次", "过滤网两周清理一次"),
        ("洗衣机能洗几公斤", "8公斤"),
        ("洗衣机保修几年", "整机三年"),
    ],
)
def test_the_sentence_that_helps_is_told(knowledge: Knowledge, said: str, told: str) -> None:
    query = knowledge.query(said, (), today=date(2026, 3, 2))
    looked = knowledge.look(query, persona=load_persona("peizhao"), seed=1)

    assert told in looked.answer
    assert "洗衣机说明书" in knowledge.why(looked.evidence)


@pytest.mark.parametrize("said", ["空调的童锁怎么开", "洗衣机多少钱", "洗衣机是谁发明的", "冰箱保修几年"])
def test_what_the_manual_does_not_say_is_not_made_of_it(knowledge: Knowledge, said: str) -> None:
    assert knowledge.look(knowledge.query(said, (), today=date(2026, 3, 2))).answer == ""
