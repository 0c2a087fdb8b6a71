"""The replies that a trait classifier learns from: as many for each label, all different, none that names its trait."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from importlib.resources import files

import pytest

from roleplay_lite.persona.check import BANS
from roleplay_lite.persona.likeness import likeness
from roleplay_lite.persona.traits.dictionary import find, labels_209

PART = files("roleplay_lite.evaluation").joinpath("exemplars/part-2.jsonl")
ROWS: list[dict[str, str]] = [json.loads(line) for line in PART.read_text(encoding="utf-8").splitlines()]
LABELS = labels_209()[1::2]

TRAIN, HELD = 11, 3
SHORTEST, LONGEST = 12, 45
SAME = 0.7
OPENING, COMMON = 4, 0.01


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def name_of(label: str) -> str:
    entry = find(label)
    assert entry is not None
    return entry.zh.removesuffix("的")


def test_a_row_has_what_was_said_and_what_was_answered() -> None:
    for number, row in enumerate(ROWS, 1):
        assert row.keys() == {"label", "to", "reply", "split"}, f"line {number}"
        assert all(text and text == text.strip() for text in row.values()), f"line {number}: empty or padded"


def test_no_label_is_learnt_from_more_replies_than_another() -> None:
    """A label with more examples would be guessed more often, whatever was said."""
    splits: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in ROWS:
        splits[row["label"]][row["split"]] += 1
    assert splits == {label: Counter(train=TRAIN, held=HELD) for label in LABELS}


@pytest.mark.parametrize("label", LABELS)
def test_a_reply_shows_its_trait_without_naming_it(label: str) -> None:
    for row in (row for row in ROWS if row["label"] == label):
        assert name_of(label) not in row["reply"]


def test_replies_are_as_long_as_a_spoken_answer() -> None:
    odd = [row["reply"] for row in ROWS if not SHORTEST <= len(row["reply"]) <= LONGEST]
    assert odd == []


def test_no_reply_sounds_like_an_assistant() -> None:
    assert [row["reply"] for row in ROWS if any(letters(ban) in letters(row["reply"]) for ban in BANS)] == []


def test_no_reply_is_there_twice() -> None:
    """A held reply that is a train reply but for a word would measure memory, not the trait."""
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    pairs: Counter[tuple[int, int]] = Counter()
    for number, row in enumerate(ROWS):
        bare = letters(row["reply"])
        for run in {bare[i : i + 2] for i in range(len(bare) - 1)}:
            pairs.update((earlier, number) for earlier in sharing[run])
            sharing[run].append(number)
    # Dice of 0.7 on the shortest replies takes more than three runs in common.
    close = [(ROWS[a]["reply"], ROWS[b]["reply"]) for (a, b), shared in pairs.items() if shared > 3]
    assert [pair for pair in close if likeness(*pair) >= SAME] == []


def test_no_opening_is_a_habit() -> None:
    openings = Counter(letters(row["reply"])[:OPENING] for row in ROWS)
    opening, count = openings.most_common(1)[0]
    assert count <= COMMON * len(ROWS), opening


def test_the_replies_of_one_label_do_not_open_alike() -> None:
    openings = Counter((row["label"], letters(row["reply"])[:3]) for row in ROWS)
    assert [opening for opening, count in openings.items() if count > 1] == []


def test_the_dictionary_is_not_copied() -> None:
    """Its examples are shown to the model that is judged, so that they would be found again for the wrong reason."""
    for row in ROWS:
        entry = find(row["label"])
        assert entry is not None
        assert max(likeness(row["reply"], text) for text in (entry.example, entry.behaviour)) < 0.4, row["reply"]
