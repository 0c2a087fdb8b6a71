"""The first half of the replies a trait classifier learns from: even shares, and no way to tell a trait by a phrase."""

from __future__ import annotations

import json
from collections import Counter
from importlib import resources
from itertools import combinations

import pytest

from roleplay_lite.persona.check import BANS
from roleplay_lite.persona.traits.dictionary import find, labels_209

LABELS = labels_209()[::2]
TRAIN, HELD = 11, 3
SHORTEST, LONGEST = 12, 45
ALIKE = 0.7
"""Dice over two-character runs from which two texts are one and the same."""


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    file = resources.files("roleplay_lite.evaluation") / "exemplars" / "part-1.jsonl"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def runs(text: str) -> frozenset[str]:
    bare = "".join(char for char in text if char.isalnum())
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def test_every_trait_has_the_same_share_to_learn_from_and_to_be_tried_on(rows: list[dict[str, str]]) -> None:
    shares = Counter((row["label"], row["split"]) for row in rows)
    assert shares == {(label, split): n for label in LABELS for split, n in (("train", TRAIN), ("held", HELD))}
    assert all(row.keys() == {"label", "to", "reply", "split"} for row in rows)


def test_no_reply_is_in_it_twice_so_that_no_held_one_has_been_learnt(rows: list[dict[str, str]]) -> None:
    replies = [(row["reply"], runs(row["reply"])) for row in rows]
    assert [(a[0], b[0]) for a, b in combinations(replies, 2) if dice(a[1], b[1]) >= ALIKE] == []


def test_the_dictionary_s_own_lines_are_left_to_the_prompt(rows: list[dict[str, str]]) -> None:
    """A persona is prompted with them: a classifier that had learnt them would find its own examples."""
    shown = {label: (runs(find(label).example), runs(find(label).behaviour)) for label in LABELS}
    copied = [row for row in rows if max(dice(runs(row["reply"]), line) for line in shown[row["label"]]) >= 0.5]
    assert copied == []


def test_a_trait_shows_without_its_name(rows: list[dict[str, str]]) -> None:
    assert [row for row in rows if find(row["label"]).zh.removesuffix("的") in row["reply"]] == []


def test_replies_are_short_enough_to_be_spoken_and_long_enough_to_show_something(rows: list[dict[str, str]]) -> None:
    assert [row for row in rows if not SHORTEST <= len(row["reply"]) <= LONGEST] == []
    assert [row for row in rows if not 1 <= len(row["to"]) <= LONGEST] == []


def test_nobody_talks_like_an_assistant(rows: list[dict[str, str]]) -> None:
    assert [row for row in rows for ban in BANS if ban in row["reply"]] == []


def test_openings_give_nothing_away(rows: list[dict[str, str]]) -> None:
    openings = Counter(row["reply"][:4] for row in rows)
    assert max(openings.values()) <= len(rows) / 100
    for label in LABELS:
        own = Counter("".join(c for c in row["reply"] if c.isalnum())[:2] for row in rows if row["label"] == label)
        assert max(own.values()) == 1, label


def test_what_was_said_does_not_tell_the_trait_by_being_asked_of_it_again(rows: list[dict[str, str]]) -> None:
    asked = Counter((row["label"], row["to"]) for row in rows)
    assert [key for key, times in asked.items() if times > 1] == []
