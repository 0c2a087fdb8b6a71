"""The endpoint machine: when somebody starts, pauses, goes on and is done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.voice.endpoint import Endpoint, EndpointConfig, EndpointEvent

STARTED, TENTATIVE, RESUMED = EndpointEvent.STARTED, EndpointEvent.TENTATIVE_END, EndpointEvent.RESUMED
ENDED, CAPPED = EndpointEvent.ENDED, EndpointEvent.CAPPED
FRAME = 0.02
stretches = st.lists(st.tuples(st.floats(0, 3), st.booleans()), max_size=60)


def heard(machine: Endpoint, *parts: tuple[float, bool]) -> list[EndpointEvent]:
    """The events of these parts, pushed in frames."""
    frames = [is_speech for seconds, is_speech in parts for _ in range(round(seconds / FRAME))]
    return [event for is_speech in frames for event in machine.push(FRAME, is_speech)]


def test_a_sentence_starts_pauses_and_ends() -> None:
    assert heard(Endpoint(), (1, False), (1.5, True), (0.6, False)) == [STARTED, TENTATIVE, ENDED]


def test_a_click_is_no_start() -> None:
    assert heard(Endpoint(), (0.28, True), (2, False)) == []


def test_clicks_far_apart_never_add_up() -> None:
    assert heard(Endpoint(), *[(0.2, True), (0.4, False)] * 20) == []


def test_a_frame_missed_inside_a_word_does_not_start_it_over() -> None:
    assert heard(Endpoint(), (0.2, True), (FRAME, False), (0.14, True)) == [STARTED]


def test_going_on_after_a_short_pause_is_said() -> None:
    events = heard(Endpoint(), (1, True), (0.4, False), (1, True), (0.6, False))
    assert events == [STARTED, TENTATIVE, RESUMED, TENTATIVE, ENDED]


def test_noise_that_never_stops_is_capped_and_listened_to_again() -> None:
    events = heard(Endpoint(EndpointConfig(longest_seconds=2)), (5, True))
    assert events == [STARTED, CAPPED, STARTED, CAPPED, STARTED]


def test_one_long_push_tells_the_same_story_as_many_short_ones() -> None:
    machine = Endpoint()
    assert [*machine.push(1, True), *machine.push(1, False)] == [STARTED, TENTATIVE, ENDED]
    assert machine.push(20, True) == [STARTED, CAPPED]


@given(stretches)
def test_events_come_in_an_order_that_makes_sense(parts: list[tuple[float, bool]]) -> None:
    may_follow = {
        None: {STARTED},
        STARTED: {TENTATIVE, ENDED, CAPPED},
        TENTATIVE: {RESUMED, ENDED, CAPPED},
        RESUMED: {TENTATIVE, ENDED, CAPPED},
        ENDED: {STARTED},
        CAPPED: {STARTED},
    }
    machine, last = Endpoint(), None
    for seconds, is_speech in parts:
        for event in machine.push(seconds, is_speech):
            assert event in may_follow[last]
            last = event
        assert machine.speaking == (last in {STARTED, TENTATIVE, RESUMED})


@given(stretches)
def test_nobody_is_listened_to_for_longer_than_the_cap(parts: list[tuple[float, bool]]) -> None:
    machine, listened = Endpoint(EndpointConfig(longest_seconds=4)), 0.0
    for seconds, is_speech in parts:
        machine.push(seconds, is_speech)
        listened = listened + seconds if machine.speaking else 0.0
        assert listened < 4 + 3


@given(stretches)
def test_enough_silence_always_ends_it(parts: list[tuple[float, bool]]) -> None:
    machine = Endpoint()
    for seconds, is_speech in parts:
        machine.push(seconds, is_speech)
    machine.push(0.6, False)
    assert not machine.speaking


def test_settings_that_contradict_each_other_are_refused() -> None:
    for wrong in ({"tentative_seconds": 0.9}, {"start_seconds": 0}, {"longest_seconds": 0.2}, {"preroll_seconds": -1}):
        with pytest.raises(ValueError, match="seconds"):
            EndpointConfig(**wrong)
    with pytest.raises(ValueError, match="backwards"):
        Endpoint().push(-1, True)
