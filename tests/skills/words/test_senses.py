"""Meanings out of real packs."""

from __future__ import annotations

from pathlib import Path

from roleplay_lite.knowledge.pack.pack import Pack
from roleplay_lite.knowledge.pack.writer import PackWriter
from roleplay_lite.skills.words.meaning import Meaning
from roleplay_lite.skills.words.senses import senses_in
from tests.skills.words.talking import Talk


def _pack(folder: Path, name: str, senses: dict[str, tuple[str, ...]]) -> Path:
    path = folder / f"{name}.db"
    with PackWriter(path, name=name, licence="CC0-1.0") as writer:
        own = writer.source("own", version="1", licence="CC0-1.0")
        for word, told in senses.items():
            entity = writer.entity(word, kind="词语", source=own)
            writer.triple(entity, "拼音", "…", source=own)
            for sense in told:
                writer.triple(entity, "释义", sense, source=own)
    return path


def test_a_word_is_told_as_the_first_pack_has_it(tmp_path: Path) -> None:
    first = _pack(tmp_path, "one", {"斟酌": ("倒酒。", "反复考虑。", "第三义。"), "空词": ()})
    second = _pack(tmp_path, "two", {"斟酌": ("别的。",), "守株待兔": ("比喻死守经验。",)})
    with Pack.open(first) as one, Pack.open(second) as two:
        look_up = senses_in([one, two])
        assert look_up("斟酌") == "1.倒酒。 2.反复考虑。"
        assert look_up("守株待兔") == "比喻死守经验。"
        assert look_up("空词") == look_up("没有的词") == look_up("' or 1=1 --") == ""
        answer = Talk(Meaning(look_up)).says("斟酌是什么意思")
        assert "倒酒；也指反复考虑" in answer
        assert Talk(Meaning(look_up)).says("斟灼是什么意思") == "", "only idioms are guessed by their sound"
        assert "死守经验" in Talk(Meaning(look_up)).says("守猪待兔是什么意思")
