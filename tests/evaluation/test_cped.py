"""The measurement on CPED: its file, its split, its arithmetic, and the recipe's."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.emotion.classifier import CPED
from roleplay_lite.emotion.features import NOTHING, features
from roleplay_lite.emotion.feeling import LABELS
from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.cped import Dialogue, Utterance, read_dialogues, score
from roleplay_lite.evaluation.train_feelings import Sparse, examples, learn, learn_lines, written

HEAD = ("Dialogue_ID", "Speaker", "Emotion", "Utterance")
ROWS = (
    ("1_000", "小满", "neutral", "几点了"),
    ("1_000", "阿宁", "anger", "你还知道回来"),
    ("1_000", "阿宁", "anger", "菜都凉透了"),
    ("1_001", "小满", "happy", "我买到票了"),
)


def table(folder: Path, rows: tuple[tuple[str, ...], ...] = ROWS, head: tuple[str, ...] = HEAD) -> Path:
    file = folder / "valid_split.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([head, *rows])
    return file


def test_a_dialogue_is_in_one_part_and_stays_there(tmp_path: Path) -> None:
    file = table(tmp_path, tuple((f"1_{number:03}", "小满", "neutral", "嗯") for number in range(60)))
    parts = {part: [one.id for one in read_dialogues(file, part)] for part in ("learn", "report", "all")}
    assert sorted(parts["learn"] + parts["report"]) == parts["all"]
    # One that changed sides would be reported on after it was learned from.
    assert parts["report"][:4] == ["1_010", "1_014", "1_025", "1_027"]


def test_the_lines_before_are_its_speaker_s_own_or_another_s(tmp_path: Path) -> None:
    dialogue = read_dialogues(table(tmp_path))[0]
    assert [(one.text, one.own) for one in dialogue.before(2)] == [("几点了", False), ("你还知道回来", True)]
    assert dialogue.before(0) == ()


def test_what_is_said_in_a_row_with_one_feeling_is_learned_from_as_one_line(tmp_path: Path) -> None:
    texts = [one.text for one in examples(read_dialogues(table(tmp_path)))]
    assert "你还知道回来，菜都凉透了" in texts
    assert len(texts) == len(ROWS) + 1


@pytest.mark.parametrize(
    ("rows", "head", "word"),
    [
        ((("1_000", "小满", "elated", "好"),), HEAD, "2: Emotion: 'elated'"),
        ((("1_000", "小满", "neutral", "好"),), ("a", "b", "c", "d"), "2: not a row of CPED"),
    ],
)
def test_what_is_not_cped_is_refused_with_its_line(
    tmp_path: Path, rows: tuple[tuple[str, ...], ...], head: tuple[str, ...], word: str
) -> None:
    with pytest.raises(InputError, match=word):
        read_dialogues(table(tmp_path, rows, head))


def test_a_score_is_what_the_field_means_by_it() -> None:
    found = score(["a", "a", "b", "b"], ["a", "b", "b", "b"])
    assert found.accuracy == pytest.approx(0.75)
    assert found.f1 == pytest.approx({"a": 2 / 3, "b": 0.8})
    assert found.macro_f1 == pytest.approx((2 / 3 + 0.8) / 2)


@settings(deadline=None)
@given(st.lists(st.text(alphabet="我不好难过开心的了", min_size=1, max_size=8), min_size=1, max_size=8))
def test_a_sparse_matrix_multiplies_as_a_dense_one(texts: list[str]) -> None:
    found = [features(text, NOTHING) for text in texts]
    known = np.unique(np.concatenate([np.array(one.grams) for one in found]))
    sparse = Sparse.of(found, known)
    dense = np.asarray(sparse @ np.eye(sparse.shape[1], dtype=np.float32))
    right = np.arange(sparse.shape[0] * 3, dtype=np.float32).reshape(-1, 3)
    assert np.allclose(sparse.T @ right, dense.T @ right, atol=1e-4)


def test_the_same_lines_give_the_same_weights_and_they_know_what_they_were_told() -> None:
    said = [("anger", "你给我出去"), ("happy", "太好看了吧"), ("neutral", "三点开门")]
    dialogues = [
        Dialogue(id=f"9_{number}", utterances=(Utterance(speaker="小满", emotion=emotion, text=text),))
        for number, (emotion, text) in enumerate(said * 6)
    ]
    model = learn(dialogues)
    lines = written()[::8]
    assert learn_lines(lines, model).write() == learn_lines(lines, learn(dialogues)).write()
    row = model.grams[list(features("你给我出去").grams)].sum(axis=0)
    assert CPED[int(row.argmax())] == "anger"


def test_the_written_lines_are_many_each_once_and_under_every_label() -> None:
    lines = written()
    assert len({line.text for line in lines}) == len(lines) >= 500
    counts = {label: sum(line.label == label for line in lines) for label in LABELS}
    assert min(counts.values()) >= 15, counts
