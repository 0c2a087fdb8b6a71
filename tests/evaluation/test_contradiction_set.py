"""The contradicting replies: labelled by facts that are there, spread, and written nowhere else."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite import paths
from roleplay_lite.errors import ConfigError
from roleplay_lite.evaluation.contradiction_set import KINDS, contradiction_pairs, read_pairs, shipped_persona
from roleplay_lite.persona.consistency import Kind
from roleplay_lite.persona.facts import SELF
from tests.evaluation.copies import likeness, shared_with_the_product

PAIRS = contradiction_pairs()
SHIPPED = {file.stem for file in paths.shipped("personas").glob("*.toml")}
GOOD = {
    "id": "x1",
    "persona": "milo",
    "kind": "led",
    "heard": "你是伦敦来的吧",
    "reply": "对，我在伦敦长大。",
    "clean": "不对，我在温哥华长大。",
    "owner": "self",
    "key": "hometown",
    "value": "温哥华",
}
WITHIN = {name: value for name, value in GOOD.items() if name not in ("owner", "key", "value")} | {"kind": "within"}


def test_every_character_contradicts_in_every_way_often_enough_to_count() -> None:
    assert len(PAIRS) >= 200
    counts = Counter((pair.persona, pair.kind) for pair in PAIRS)
    assert set(counts) == {(persona, kind) for persona in SHIPPED for kind in KINDS}
    assert min(counts.values()) >= 7, counts


def test_a_label_names_a_fact_that_the_character_has() -> None:
    """A label that no fact bears out would count a right reply as a mistake that was missed."""
    named = [pair for pair in PAIRS if pair.kind is not Kind.WITHIN]
    facts = {persona: shipped_persona(persona).facts for persona in SHIPPED}
    assert [pair.id for pair in named if not any(map(pair.goes_against, facts[pair.persona]))] == []
    assert len({pair.key for pair in named}) >= 18
    assert sum(pair.owner != SELF for pair in named) >= len(named) / 4


def test_what_holds_is_close_to_what_contradicts_so_that_no_word_alone_gives_it_away() -> None:
    assert [pair.id for pair in PAIRS if not 0.5 < len(pair.clean) / len(pair.reply) < 2] == []
    alike = sorted(likeness(pair.reply, pair.clean) for pair in PAIRS)
    assert alike[len(alike) // 2] >= 0.5


def test_no_line_counts_twice() -> None:
    words = [text for pair in PAIRS for text in (pair.heard, pair.reply, pair.clean)]
    assert [text for text, count in Counter(words).items() if count > 1] == []
    heard = [pair.heard for pair in PAIRS]
    near = [
        (one, two) for place, one in enumerate(heard) for two in heard[:place] if one[0] == two[0]
        and likeness(one, two) >= 0.85
    ]  # fmt: skip
    assert near == []


def test_milo_is_spoken_to_in_english_too() -> None:
    assert sum(pair.heard.isascii() for pair in PAIRS if pair.persona == "milo") >= 8
    assert not [pair for pair in PAIRS if pair.persona != "milo" and pair.heard.isascii()]


def test_none_is_shared_with_what_the_product_was_written_with() -> None:
    words = [text for pair in PAIRS for text in (pair.heard, pair.reply, pair.clean)]
    assert shared_with_the_product(words, "contradictions.jsonl") == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("{", ":2: is not JSON"),
        (GOOD, ":2: id: 'x1' stands in an earlier line"),
        (GOOD | {"id": "x2", "kind": "fact"}, ":2: kind: 'fact' is not one of within, owner, inference, led"),
        (GOOD | {"id": "x2", "key": "hair"}, ":2: key: 'hair' is not one of"),
        (GOOD | {"id": "x2", "clean": GOOD["reply"]}, ":2: clean: is the same as reply"),
        (GOOD | {"id": "x2", "mood": "sad"}, ":2: mood: is no field here"),
        (WITHIN | {"id": "x2", "kind": "led"}, ":2: kind: a reply that contradicts itself"),
        (GOOD | {"id": "x2", "kind": "within"}, ":2: kind: a reply that contradicts itself"),
        (WITHIN | {"id": "x2", "kind": "led", "owner": "self"}, ":2: key: is missing; a fact is owner, key and value"),
        ({name: value for name, value in GOOD.items() if name != "clean"} | {"id": "x2"}, ":2: clean: is missing"),
        (WITHIN | {"id": "x2", "heard": " "}, ":2: heard: is not a text, or empty"),
    ],
)
def test_a_line_that_is_wrong_is_named(tmp_path: Path, row: object, problem: str) -> None:
    file = tmp_path / "pairs.jsonl"
    lines = [json.dumps(GOOD), row if isinstance(row, str) else json.dumps(row)]
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(f"pairs.jsonl{problem}")):
        read_pairs(file)


def test_a_line_that_is_right_is_read() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pairs.jsonl"
        file.write_text(json.dumps(GOOD) + "\n" + json.dumps(WITHIN | {"id": "x2"}), encoding="utf-8")
        led, within = read_pairs(file)
    assert led.goes_against(next(fact for fact in shipped_persona("milo").facts if fact.key == "hometown"))
    assert (within.kind, within.owner, within.key) == (Kind.WITHIN, "", "")


VALUES = st.sampled_from(["led", "within", "self", "hometown", "温哥华", "", 1, None, []])


@given(st.dictionaries(st.sampled_from(sorted(GOOD)), VALUES))
def test_whatever_stands_in_a_field_it_is_read_or_refused_with_its_line(changed: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pairs.jsonl"
        file.write_text(json.dumps(GOOD | changed), encoding="utf-8")
        try:
            (pair,) = read_pairs(file)
        except ConfigError as wrong:
            line = wrong.line
        else:
            line = int(pair.reply != pair.clean)
    assert line == 1
