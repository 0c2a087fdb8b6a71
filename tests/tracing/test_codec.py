"""Values become JSON and come back as they were."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.emotion.feeling import LABELS, Feeling
from roleplay_lite.engines import Sampling
from roleplay_lite.history import Exchange, History
from roleplay_lite.knowledge.evidence import Evidence, Query
from roleplay_lite.memory.item import Extracted, MemoryKind
from roleplay_lite.memory.order_kinds import OrderKind
from roleplay_lite.memory.orders import Order
from roleplay_lite.persona import load_persona
from roleplay_lite.persona.facts import Fact
from roleplay_lite.rules.ruling import Fired, Ruling
from roleplay_lite.safety.risk import Risk
from roleplay_lite.skills.alarm import Alarm
from roleplay_lite.skills.skill import Command, Done, DropAlarms, Floor, Match, SetAlarm
from roleplay_lite.tracing.codec import from_json, to_json
from roleplay_lite.tracing.inputs import digest_of
from roleplay_lite.turn import (
    About,
    Adapter,
    Found,
    Message,
    Piece,
    Prompt,
    Recalled,
    Understanding,
    Utterance,
)  # fmt: skip

_TEXT = st.text(alphabet='好，天a1"\\ 😀\n', max_size=8)
_PARTS = st.floats(0, 1)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | _PARTS | _TEXT, lambda inner: st.lists(inner, max_size=2)
)
_ALARM = st.builds(
    Alarm, id=st.integers(0, 9), kind=st.sampled_from(["timer", "alarm", "reminder"]), due=_PARTS, label=_TEXT
)
_EFFECTS = st.one_of(
    st.builds(SetAlarm, alarm=_ALARM),
    st.builds(DropAlarms, ids=st.lists(st.integers(0, 9), max_size=2).map(tuple)),
    st.builds(Command, action=_TEXT, value=st.one_of(st.none(), st.floats(0, 9), _TEXT)),
)
_FLOOR = st.builds(Floor, skill=_TEXT, state=st.dictionaries(_TEXT, _JSON, max_size=2))
_DONE = st.builds(
    Done,
    text=_TEXT,
    effects=st.lists(_EFFECTS, max_size=3).map(tuple),
    floor=st.none() | _FLOOR,
    sentences=st.integers(0, 9),
)
_RULING = st.builds(
    Ruling,
    fired=st.lists(st.builds(Fired, name=_TEXT, version=st.integers(1, 9), step=_TEXT, do=_TEXT), max_size=2).map(
        tuple
    ),
    pins=st.lists(_TEXT, max_size=2).map(tuple),
    hold=st.booleans(),
)
_UNDERSTANDING = st.builds(
    Understanding,
    utterance=st.builds(Utterance, text=_TEXT, confidence=_PARTS),
    text=_TEXT,
    language=st.sampled_from(["zh", "en", "other"]),
    is_question=st.booleans(),
    about=st.sampled_from(list(About)),
    feeling=st.none() | st.builds(Feeling, label=st.sampled_from(LABELS), confidence=_PARTS, cause=_TEXT),
    order=st.none() | st.builds(Order, kind=st.sampled_from(list(OrderKind)), about=_TEXT),
    told=st.lists(
        st.builds(
            Extracted,
            kind=st.sampled_from(list(MemoryKind)),
            predicate=_TEXT,
            object=_TEXT,
            said=_TEXT,
            valid_from=st.none() | _PARTS,
        ),
        max_size=2,
    ).map(tuple),
    risk=st.none() | st.builds(Risk, category=st.just("insult"), confidence=_PARTS),
    ruling=st.none() | _RULING,
    wants=st.none()
    | st.builds(Match, skill=_TEXT, intent=_TEXT, confidence=_PARTS, slots=st.dictionaries(_TEXT, _JSON)),
    query=st.none() | st.builds(Query, text=_TEXT, entities=st.lists(_TEXT, max_size=2).map(tuple), needs=_PARTS),
)
_RECALLED = st.builds(
    Recalled,
    understanding=_UNDERSTANDING,
    found=st.lists(st.builds(Found, text=_TEXT, source=_TEXT, score=_PARTS), max_size=2).map(tuple),
    before=st.lists(st.tuples(_TEXT, _TEXT), max_size=2).map(tuple),
    statements=st.lists(st.builds(Fact, key=_TEXT, value=_TEXT), max_size=2).map(tuple),
    today=st.dates(),
    done=st.none() | _DONE,
    evidence=st.lists(
        st.builds(Evidence, text=_TEXT, level=st.sampled_from(["faq", "triple"]), id=_TEXT, score=_PARTS), max_size=2
    ).map(tuple),
)
_HISTORY = st.builds(
    History,
    exchanges=st.lists(st.builds(Exchange, prompted=_TEXT, heard=_TEXT, said=_TEXT), max_size=3).map(tuple),
    names=st.dictionaries(_TEXT, _TEXT, max_size=2),
)
_OTHERS = st.one_of(
    st.builds(Piece, text=_TEXT, dropped=_TEXT, evidence=st.lists(_TEXT, max_size=2).map(tuple)),
    st.builds(Sampling, temperature=_PARTS, seed=st.integers(0, 2**31)),
    st.builds(
        Prompt,
        messages=st.lists(st.builds(Message, role=st.just("user"), content=_TEXT), max_size=2).map(tuple),
        adapter=st.none() | st.builds(Adapter, file=st.just(Path("a/b.gguf")), scale=_PARTS),
    ),
)


@settings(max_examples=50)
@given(st.one_of(_UNDERSTANDING, _RECALLED, _HISTORY, _RULING, _DONE, _OTHERS))
def test_a_value_comes_back_as_it_was(value: Any) -> None:
    written = json.dumps(to_json(value), ensure_ascii=False)
    assert from_json(type(value), json.loads(written)) == value
    assert digest_of(from_json(type(value), json.loads(written))) == digest_of(value)


@pytest.mark.parametrize("name", ["niaoniao", "xiaoman", "milo"])
def test_a_whole_character_comes_back_as_it_was(name: str) -> None:
    persona = load_persona(name)
    assert from_json(type(persona), json.loads(json.dumps(to_json(persona)))) == persona


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, kw_only=True)
class Odd:
    """Everything at once."""

    colour: Colour
    when: date | datetime
    pair: tuple[int, str]
    several: Sequence[float] = ()
    table: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    either: int | str | None = None
    choice: Literal["a", "b"] = "a"


@pytest.mark.parametrize(
    "value",
    [
        Odd(colour=Colour.RED, when=date(2026, 2, 17), pair=(1, "好")),
        Odd(
            colour=Colour.RED,
            when=datetime(2026, 2, 17, 12, 30),
            pair=(0, ""),
            several=(1.0, 2.5),
            table={"好": (1, 2)},
            kinds=frozenset("ba"),
            either="1",
            choice="b",
        ),
    ],
)
def test_odd_types_come_back(value: Odd) -> None:
    assert from_json(Odd, json.loads(json.dumps(to_json(value)))) == value


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"text": "好", "colour": "red"},
        {"text": 3},
        {"text": "好", "confidence": "much"},
        {"text": "好", "failed": 1},
        {},
    ],
)
def test_what_is_no_such_value_is_refused(data: Any) -> None:
    with pytest.raises(ValueError):
        from_json(Utterance, data)


def test_what_is_no_value_is_not_written() -> None:
    with pytest.raises(TypeError, match="a generator is no value to be kept"):
        to_json(number for number in ())
