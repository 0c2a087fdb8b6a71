"""Exemplars as a person writes them: read whole, or refused where they are wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from roleplay_lite.errors import ConfigError
from roleplay_lite.evaluation.scorer.exemplars import by_label, exemplars, read_exemplars
from roleplay_lite.persona.traits.dictionary import labels_209

GOOD = {"label": "Shy", "to": "一起唱吗", "reply": "那个……你们唱吧，我、我帮忙点歌。", "split": "train"}


def test_every_trait_can_be_learnt_and_is_reported_on() -> None:
    assert tuple(by_label(exemplars("train"))) == labels_209()
    assert tuple(by_label(exemplars("held"))) == labels_209()
    assert not {row.reply for row in exemplars("train")} & {row.reply for row in exemplars("held")}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", ":2: is not JSON"),
        ('"害羞"', ":2: is not an object"),
        (GOOD, ":2: id: '那个……你们唱吧，我、我帮忙点歌。' stands in an earlier line"),
        (GOOD | {"label": "害羞"}, ":2: label: '害羞' is not one of Adventurous, "),
        # In the 215, but not in the 209.
        (GOOD | {"label": "Suave"}, ":2: label: 'Suave' is not one of"),
        (GOOD | {"reply": " "}, ":2: reply: is not a text, or empty"),
        (GOOD | {"split": "test"}, ":2: split: 'test' is not one of train, held"),
        (GOOD | {"mood": "低落"}, ":2: mood: is no field here"),
        ({"label": "Shy", "reply": "嗯。", "split": "held"}, ":2: to: is missing"),
    ],
)
def test_a_line_that_is_wrong_is_named(tmp_path: Path, line: object, problem: str) -> None:
    file = tmp_path / "part-3.jsonl"
    text = line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)
    file.write_text(f"{json.dumps(GOOD, ensure_ascii=False)}\n{text}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(f"part-3.jsonl{problem}")):
        read_exemplars(file)
