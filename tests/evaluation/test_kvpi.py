"""The measurement on KvPI: its files, its split, its arithmetic, and the floor under the shipped model."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.cli import cli
from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.kvpi import LABELS, Label, Pair, by_keywords, evaluate, read_pairs, score

DATA = os.environ.get("ROLEPLAY_LITE_KVPI", "")

PROFILE = {"gender": "female", "loc": "浙江 绍兴", "constellation": "天蝎座"}
LINES = (
    ("我在绍兴，你呢", "location", "entailed"),
    ("沈阳下雪了，我冻成狗", "location", "contradicted"),
    ("好想去云南玩", "location", "irrelevant"),
    ("我们天蝎都记仇", "constellation", "entailed"),
    ("我是双鱼座的呀", "constellation", "contradicted"),
    ("你是双鱼座？", "constellation", "irrelevant"),
    ("我一个女生怎么搬得动", "gender", "entailed"),
    ("我一个大男人哭什么", "gender", "contradicted"),
    ("这部电影的女主真好看", "gender", "irrelevant"),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.jsonl"
    rows = [
        {"i": number, "profile": PROFILE, "response": response, "label": label, "domain": domain, "split": "dev"}
        for number, (response, domain, label) in enumerate(LINES * 4)
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
    return path


def test_every_pair_is_in_one_part_and_stays_there(file: Path) -> None:
    parts = [{pair.number for pair in read_pairs(file, part)} for part in ("tune", "report")]
    assert parts[0].isdisjoint(parts[1])
    assert parts[0] | parts[1] == {pair.number for pair in read_pairs(file)}
    # A pair that changed sides would be reported on after it was learned from.
    assert sorted(parts[1])[:5] == [3, 9, 14, 16, 18]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{", "2: not a pair"),
        ('{"i": 1}', "2: not a pair"),
        ("[1, 2]", "2: not a pair"),
        (json.dumps({"i": 1, "profile": PROFILE, "response": "嗯", "label": "maybe", "domain": "gender"}), "2: label"),
        (
            json.dumps({"i": 1, "profile": {}, "response": "嗯", "label": "entailed", "domain": "gender"}),
            "2: not a pair",
        ),
    ],
)
def test_a_broken_line_is_named_with_its_number(file: Path, line: str, word: str) -> None:
    good = file.read_text(encoding="utf-8").splitlines()[0]
    file.write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=word):
        read_pairs(file)


def test_a_picture_is_no_data(tmp_path: Path) -> None:
    picture = tmp_path / "card.png"
    picture.write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(InputError, match="cannot be read"):
        read_pairs(picture)


def test_figures_are_those_of_the_textbook() -> None:
    true: list[Label] = ["entailed", "entailed", "contradicted", "irrelevant"]
    said: list[Label] = ["entailed", "irrelevant", "contradicted", "contradicted"]
    found = score(true, said)
    assert found.accuracy == 0.5
    assert (found.labels["entailed"].precision, found.labels["entailed"].recall) == (1.0, 0.5)
    assert found.labels["contradicted"].f1 == pytest.approx(2 / 3)
    assert found.macro_f1 == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)


@given(st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), min_size=1))
def test_figures_are_shares(labels: list[tuple[Label, Label]]) -> None:
    found = score([true for true, _ in labels], [said for _, said in labels])
    assert 0.0 <= found.macro_f1 <= 1.0
    assert sum(one.count for one in found.labels.values()) == found.count == len(labels)
    if all(true == said for true, said in labels):
        assert found.accuracy == 1.0


def test_the_plain_rule_goes_by_words_alone() -> None:
    def said(response: str) -> str:
        return by_keywords(Pair(number=1, response=response, key="residence", value="浙江 绍兴", label="irrelevant"))

    assert (said("绍兴下雨"), said("我在沈阳"), said("你在绍兴吗")) == ("entailed", "contradicted", "irrelevant")


def test_the_command_prints_the_model_beside_the_plain_rule(file: Path) -> None:
    printed = CliRunner().invoke(cli, ["eval", "kvpi", "--data", str(file), "--split", "all"])
    assert printed.exit_code == 0
    assert "keyword rule" in printed.output
    assert "contradicted from" in printed.output
    told = CliRunner().invoke(cli, ["eval", "kvpi", "--data", str(file), "--split", "all", "--json"])
    report = json.loads(told.output)
    assert report["model"]["count"] == len(LINES) * 4 == sum(report["sizes"].values())
    assert report["model"]["macro_f1"] > report["keywords"]["macro_f1"]


def test_an_empty_part_is_said_not_divided_by(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="no pair"):
        evaluate(empty)


@pytest.mark.skipif(not DATA, reason="ROLEPLAY_LITE_KVPI names no KvPI file")
def test_the_shipped_model_is_as_good_as_the_documentation_says() -> None:
    report = evaluate(Path(DATA), "report")
    assert report.model.macro_f1 > report.keywords.macro_f1 + 0.1
    assert report.careful.labels["contradicted"].precision >= 0.85
