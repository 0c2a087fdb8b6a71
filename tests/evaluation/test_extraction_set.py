"""Utterances with their facts: wide enough to measure with, two halves without a line in common."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.errors import ConfigError
from roleplay_lite.evaluation.extraction_set import Half, Trap, read_utterances, utterances
from roleplay_lite.evaluation.judging.text import has_han
from roleplay_lite.evaluation.question_sets import SETS
from roleplay_lite.memory.item import Act, MemoryKind
from roleplay_lite.memory.predicates import MADE, PREDICATES, predicate
from tests.evaluation.copies import likeness, shared_with_the_product

HALVES: tuple[Half, ...] = get_args(Half)
FACT: dict[str, Any] = {"subject": "self", "predicate": "allergy", "object": "花生"}
ROW: dict[str, Any] = {"id": "x1", "said": "我对花生过敏", "at": "2026-03-05T19:30", "facts": [FACT]}


@pytest.mark.parametrize("half", HALVES)
def test_each_half_has_all_that_people_tell_and_much_that_tells_nothing(half: Half) -> None:
    said = utterances(half)
    assert len(said) >= 330
    traps = Counter(one.trap for one in said if one.trap)
    assert set(traps) == set(get_args(Trap))
    assert 0.3 <= traps.total() / len(said) <= 0.5
    facts = [fact for one in said for fact in one.wanted]
    keys = {key for fact in facts for reading in fact.readings for key in reading.predicates}
    assert set(PREDICATES) - MADE <= keys
    told = {MemoryKind(predicate(fact.readings[0].predicates[0]).kind) for fact in facts}
    assert told == set(MemoryKind) - {MemoryKind.SUMMARY, MemoryKind.REFLECTION}
    readings = [reading for fact in facts for reading in fact.readings]
    assert {act for reading in readings for act in reading.acts} == set(get_args(Act))
    assert sum(reading.polarity == "no" for reading in readings) >= 8
    assert sum(reading.ended for reading in readings) >= 5
    assert sum(fact.happens is not None for fact in facts) >= 15
    assert sum(reading.subjects[0] != "self" for reading in readings) >= len(readings) / 5
    assert 0.06 <= sum(not has_han(one.said) for one in said) / len(said) <= 0.15
    assert sum(bool(one.before) for one in said) >= 8


def test_the_halves_have_no_line_in_common() -> None:
    lines = [(one.id, one.said) for half in HALVES for one in utterances(half)]
    assert [id for id, count in Counter(id for id, _ in lines).items() if count > 1] == []
    alike = [
        (one, other) for place, one in enumerate(lines) for other in lines[:place] if likeness(one[1], other[1]) >= 0.85
    ]
    assert alike == []


def test_what_is_labelled_stands_in_the_line_or_is_another_word_for_it() -> None:
    """A value that was never said could only be made up: at least one accepted value shares a sign with the line."""
    strange = [
        (one.id, fact.readings[0].objects)
        for half in HALVES
        for one in utterances(half)
        for fact in one.wanted
        if fact.readings[0].objects
        and not any(set(value) & set(one.said) for reading in fact.readings for value in reading.objects)
    ]
    assert strange == []


def test_none_of_the_held_half_stands_in_the_rules() -> None:
    """Of short ones a rule may well give the same as an example; those of the other half may be quoted."""
    lines = [one.said for one in utterances("held") if len(one.said) >= 8]
    assert shared_with_the_product(lines, "extraction-held.jsonl") == []


def test_the_readme_counts_what_is_there() -> None:
    readme = (SETS / "README.md").read_text(encoding="utf-8")
    for half in HALVES:
        row = next(line for line in readme.splitlines() if line.startswith(f"| `extraction-{half}.jsonl`"))
        facts = sum(len(one.wanted) for one in utterances(half))
        assert row.endswith(f"| {len(utterances(half))}, {facts} facts |")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"at": "gestern"}, "at: is no local time"),
        ({"at": "2026-03-05T19:30+08:00"}, "at: has a time zone"),
        ({"trap": "question"}, "facts: an utterance has either facts"),
        ({"facts": []}, "facts: an utterance has either facts"),
        ({"facts": [FACT | {"optional": True}]}, "facts: an utterance has either facts"),
        ({"facts": [], "trap": "joke"}, "trap: 'joke' is not one of"),
        ({"facts": {}}, "facts: is not a list"),
        ({"facts": [FACT | {"any": ["花生"]}]}, "facts[0].object: gives either object"),
        ({"facts": [FACT | {"object": ""}]}, "facts[0].object: is empty"),
        ({"facts": [FACT | {"act": "undo"}]}, "facts[0].act: 'undo' is not one of"),
        ({"facts": [FACT | {"subject": []}]}, "facts[0].subject: is not a text"),
        ({"facts": [FACT | {"polarity": "maybe"}]}, "facts[0].polarity: 'maybe' is not one of"),
        ({"facts": [FACT | {"happens": "tomorrow"}]}, "facts[0].happens: is no day"),
        ({"facts": [FACT | {"happens": ["2026-03-02", "2026-03-01"]}]}, "facts[0].happens: is no day"),
        ({"facts": [FACT | {"or": [FACT | {"happens": "2026-03-01"}]}]}, "facts[0].or[0].happens: is no field"),
        ({"facts": [FACT | {"wer": "ich"}]}, "facts[0].wer: is no field here"),
        ({"before": [["你好"]]}, "before[0]: is not a pair"),
    ],
)
def test_a_line_that_is_wrong_is_named(tmp_path: Path, change: dict[str, Any], problem: str) -> None:
    file = tmp_path / "said.jsonl"
    lines = (ROW, ROW | change | {"id": "x2"})
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in lines), encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape("said.jsonl:2: " + problem)):
        read_utterances(file)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*ROW, *FACT, "or"]), inner, max_size=5)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([*ROW, "before", "trap"]), JSON, max_size=6))
def test_whatever_a_line_holds_it_is_read_or_refused(row: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "said.jsonl"
        file.write_text(json.dumps(ROW | row), encoding="utf-8")
        with suppress(ConfigError):
            assert len(read_utterances(file)) == 1
