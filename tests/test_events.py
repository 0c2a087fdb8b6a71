"""What a host program reads from a pipe is what the session said."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite import events
from roleplay_lite.event_bus import EventBus
from roleplay_lite.events import Event, event_types, from_dict

FINITE = st.floats(allow_nan=False, allow_infinity=False)
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(0, 2**53),
    float: FINITE,
    str: st.text(),
    "float | str | None": st.one_of(st.none(), FINITE, st.text()),
    "tuple[int, ...]": st.lists(st.integers(1, 2**53), max_size=4).map(tuple),
    "Mapping[str, float]": st.dictionaries(st.text(max_size=9), FINITE, max_size=4),
}


def built(cls: type[Event]) -> st.SearchStrategy[Event]:
    hints = get_type_hints(cls)
    given_ = {
        field.name: VALUES[hints[field.name] if hints[field.name] in VALUES else field.type] for field in fields(cls)
    }
    return st.builds(cls, **given_)


@settings(deadline=None)
@given(st.sampled_from(sorted(event_types())).flatmap(lambda name: built(event_types()[name])))
def test_every_event_comes_back_from_json(event: Event) -> None:
    line = json.dumps(event.to_dict(), ensure_ascii=False)
    assert from_dict(json.loads(line)) == event
    assert json.loads(line)["type"] == event.type


def test_every_class_has_a_type_of_its_own() -> None:
    classes = {cls for cls in vars(events).values() if isinstance(cls, type) and issubclass(cls, Event)} - {Event}
    assert len(classes) >= 9
    assert set(event_types().values()) == classes
    assert len({cls.type for cls in classes}) == len(classes)
    assert all(cls.__doc__ for cls in classes)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "unknown event type None; known: audio, command, degraded, felt, heard"),
        ({"type": "seen"}, "unknown event type 'seen'"),
        ({"type": ""}, "unknown event type ''"),
        ({"type": "heard", "text": "在吗", "loud": 1, "far": 2}, "event 'heard' has no field far, loud"),
        ({"type": "heard"}, "event 'heard' lacks text"),
    ],
)
def test_what_is_no_event_is_refused(data: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        from_dict(data)


def test_an_event_does_not_change() -> None:
    event = events.Heard(text="在吗")
    with pytest.raises(FrozenInstanceError):
        event.text = "不在"  # type: ignore[misc]


def test_a_watcher_that_leaves_is_forgotten() -> None:
    bus = EventBus()
    leaving, staying = bus.watch(), bus.watch()
    bus.emit(events.Thinking(turn=1))
    assert next(leaving) == events.Thinking(turn=1)
    leaving.close()
    bus.emit(events.Thinking(turn=2))
    bus.close()
    assert [event.turn for event in staying] == [1, 2]
    assert list(bus.watch()) == []
