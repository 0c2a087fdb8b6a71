"""The recipe of what reads unforeseen questions: its lines, that it can be repeated, how right what it learns is."""

from __future__ import annotations

from collections import Counter

import pytest

from roleplay_lite.evaluation.asking_values import VALUES
from roleplay_lite.evaluation.train_asking import MARK, fold, learn, takes, written
from roleplay_lite.persona.facts import KEYS
from roleplay_lite.persona.questions.asking import NONE, scored, write_weights
from roleplay_lite.persona.questions.asking_features import features

LINES = written()
FEW = [line for line in LINES if line.key in (NONE, "age", "residence", "occupation", "pet")]


def test_each_key_is_asked_for_in_many_ways_and_much_asks_for_none() -> None:
    origins = {(line.key, line.origin) for line in LINES}
    counts = Counter(key for key, _ in origins)
    assert set(counts) - {NONE} == set(VALUES) <= set(KEYS)
    assert counts[NONE] >= 700
    assert min(counts.values()) >= 30, counts
    assert sum(counts.values()) >= 2000


def test_a_line_stands_under_one_key_only() -> None:
    keys: dict[str, set[str]] = {}
    for line in LINES:
        keys.setdefault(line.said, set()).add(line.key)
    assert [said for said, of in keys.items() if len(of) > 1] == []


def test_what_may_be_guessed_is_filled_in_and_stays_in_one_part() -> None:
    filled = [line for line in LINES if MARK in line.origin]
    assert filled
    assert not any(MARK in line.said for line in LINES)
    parts: dict[str, set[int]] = {}
    for line in filled:
        parts.setdefault(line.origin, set()).add(fold(line))
    assert all(len(of) == 1 for of in parts.values())


def test_the_same_lines_give_the_same_weights() -> None:
    pytest.importorskip("sklearn", reason="the extra train")
    some = [line for line in FEW if fold(line) == 0]
    assert write_weights(learn(some)) == write_weights(learn(some))


def test_where_it_is_sure_of_lines_it_has_not_seen_it_is_right() -> None:
    pytest.importorskip("sklearn", reason="the extra train")
    model = learn([line for line in FEW if fold(line) != 1])
    unseen = [line for line in FEW if fold(line) == 1]
    taken = [(line, guess) for line in unseen if takes(guess := scored(features(line.said), model), 0.8)]
    asked = sum(line.key != NONE for line in unseen)
    right = sum(line.key == guess.key for line, guess in taken)
    assert right / len(taken) >= 0.93
    assert right / asked >= 0.35
