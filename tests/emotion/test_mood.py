"""A mood stays in bounds, comes back to where its character rests, and is the same for the same past."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.emotion.event import Event, Happening
from roleplay_lite.emotion.mood import NEAR, Mood, distance, face, feel, settled
from roleplay_lite.emotion.temper import temper_of
from roleplay_lite.errors import InputError
from roleplay_lite.persona import load_persona, persona_files
from roleplay_lite.persona.persona import Trait
from roleplay_lite.persona.traits.dictionary import entries

NOW = 1_760_000_000.0
HOUR = 3600.0
DAY = 24 * HOUR

NAMES = [entry.zh for entry in entries()] + ["念旧的", "爽朗的", "不知所云的"]
traits = st.lists(st.sampled_from(NAMES), max_size=5, unique=True).map(
    lambda names: tuple(Trait(name=name, intensity="extremely") for name in names)
)
unit, signed = st.floats(0, 1), st.floats(-1, 1)
moods = st.builds(Mood, valence=signed, arousal=unit, dominance=signed, at=st.just(NOW))
happenings = st.builds(Event, kind=st.sampled_from(Happening), strength=st.floats(0, 2), valence=signed, arousal=unit)
MELANCHOLIC = (Trait(name="忧郁的", intensity="very"),)
CHEERFUL = (Trait(name="活泼可爱的", intensity="very"),)
SHY = (Trait(name="羞怯的", intensity="very"),)


@given(mood=moods, past=st.lists(st.tuples(happenings, st.floats(-DAY, DAY)), max_size=30), traits=traits)
def test_whatever_happens_it_stays_in_bounds_and_can_move_again(
    mood: Mood, past: list[tuple[Event, float]], traits: tuple[Trait, ...]
) -> None:
    now = NOW
    for event, later in past:
        now += later
        mood = feel(mood, event, traits, now)  # the value itself refuses what is out of bounds
    praised, insulted = (feel(mood, Event(kind=kind), traits, now) for kind in (Happening.PRAISE, Happening.INSULT))
    assert insulted.valence < praised.valence


@given(mood=moods, traits=traits, times=st.lists(st.floats(0, 30 * DAY), min_size=2, max_size=8).map(sorted))
def test_left_alone_it_comes_nearer_to_its_rest_and_never_passes_it(
    mood: Mood, traits: tuple[Trait, ...], times: list[float]
) -> None:
    rest = temper_of(traits)
    seen = [settled(mood, traits, NOW + later) for later in times]
    for one, other in pairwise(seen):
        assert distance(other, traits) <= distance(one, traits) + 1e-9
        assert (one.valence - rest.valence) * (other.valence - rest.valence) >= -1e-12
    assert distance(settled(mood, traits, NOW + 30 * DAY), traits) < 0.01


@given(mood=moods, traits=traits, first=st.floats(0, DAY), second=st.floats(0, DAY))
def test_looking_in_between_changes_nothing(mood: Mood, traits: tuple[Trait, ...], first: float, second: float) -> None:
    at_once = settled(mood, traits, NOW + first + second)
    in_two = settled(settled(mood, traits, NOW + first), traits, NOW + first + second)
    assert math.isclose(at_once.valence, in_two.valence, abs_tol=1e-6)
    assert math.isclose(at_once.arousal, in_two.arousal, abs_tol=1e-6)


@given(one=happenings, other=happenings, traits=traits)
def test_of_two_events_far_apart_the_order_is_soon_forgotten(
    one: Event, other: Event, traits: tuple[Trait, ...]
) -> None:
    apart = 8 * temper_of(traits).half_life_seconds
    ends = []
    for first, second in ((one, other), (other, one)):
        mood = feel(Mood.resting(traits, NOW), first, traits, NOW)
        mood = feel(mood, second, traits, NOW + apart)
        ends.append(settled(mood, traits, NOW + 2 * apart))
    assert math.isclose(ends[0].valence, ends[1].valence, abs_tol=0.02)
    assert math.isclose(ends[0].arousal, ends[1].arousal, abs_tol=0.02)


@given(mood=moods, event=happenings, traits=traits, back=st.floats(0, 400 * DAY))
def test_a_clock_that_jumps_back_neither_loses_the_mood_nor_freezes_it(
    mood: Mood, event: Event, traits: tuple[Trait, ...], back: float
) -> None:
    moved, kept = feel(mood, event, traits, NOW - back), feel(mood, event, traits, NOW)
    assert moved.valence == kept.valence
    # It goes on to fade by the clock as it stands now, not only once that has caught up.
    assert distance(settled(moved, traits, NOW - back + 30 * DAY), traits) < 0.01


@given(mood=moods)
def test_it_survives_the_store(mood: Mood) -> None:
    read = Mood.from_json(mood.to_json())
    assert math.isclose(read.valence, mood.valence, abs_tol=1e-6)
    assert math.isclose(read.at, mood.at, abs_tol=1e-3)
    assert Mood.from_json(read.to_json()) == read


@given(text=st.text() | st.sampled_from(['{"valence": 2, "arousal": 0, "dominance": 0, "at": 0}', "[" * 5000, "null"]))
def test_what_is_no_mood_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputError, match=r"Mood\.resting"):
        Mood.from_json(text)


def test_praise_lifts_and_insult_hurts_everyone_shipped() -> None:
    for name in persona_files():
        traits = load_persona(name).traits
        rest = Mood.resting(traits, NOW)
        lifted, hurt = (feel(rest, Event(kind=kind), traits, NOW) for kind in (Happening.PRAISE, Happening.INSULT))
        assert hurt.valence < rest.valence < lifted.valence
        assert distance(hurt, traits) > NEAR, f"an insult leaves no mark on {name}"
        assert face(rest) in {"neutral", "relaxed", "happy"}, f"{name} pulls a face while nothing happens"


def test_a_melancholic_comes_back_slower_and_rests_lower() -> None:
    left = []
    for traits in (MELANCHOLIC, CHEERFUL):
        rest = Mood.resting(traits, NOW)
        hurt = feel(rest, Event(kind=Happening.INSULT), traits, NOW)
        later = settled(hurt, traits, NOW + HOUR)
        left.append((later.valence - rest.valence) / (hurt.valence - rest.valence))
    assert left[0] > 1.5 * left[1]
    assert Mood.resting(MELANCHOLIC, NOW).valence < -0.1 < 0.1 < Mood.resting(CHEERFUL, NOW).valence


def test_insults_anger_the_firm_and_sadden_the_shy() -> None:
    faces = []
    for traits in (CHEERFUL, SHY):
        mood = Mood.resting(traits, NOW)
        for _ in range(2):
            mood = feel(mood, Event(kind=Happening.INSULT, strength=1.4), traits, NOW)
        faces.append(face(mood))
    assert faces[0] == "angry"
    assert faces[1] in {"sad", "crying"}


def test_the_cheerful_enjoy_teasing_and_the_shy_do_not() -> None:
    tease = Event(kind=Happening.TEASING)
    assert feel(Mood.resting(CHEERFUL, NOW), tease, CHEERFUL, NOW).valence > Mood.resting(CHEERFUL, NOW).valence
    assert feel(Mood.resting(SHY, NOW), tease, SHY, NOW).valence < Mood.resting(SHY, NOW).valence


def test_an_apology_heals_more_than_it_pleases() -> None:
    sorry = Event(kind=Happening.APOLOGY)
    calm = Mood.resting(CHEERFUL, NOW)
    hurt = feel(calm, Event(kind=Happening.INSULT), CHEERFUL, NOW)
    healed, pleased = (feel(mood, sorry, CHEERFUL, NOW).valence - mood.valence for mood in (hurt, calm))
    assert healed > 2 * pleased > 0


def test_the_warm_catch_more_of_a_feeling_than_the_cold() -> None:
    sorrow = Event(kind=Happening.FEELING, valence=-0.9, arousal=0.2, strength=0.9)
    moved = []
    for name in ("体贴的", "冷漠的"):
        traits = (Trait(name=name, intensity="very"),)
        rest = Mood.resting(traits, NOW)
        moved.append(rest.valence - feel(rest, sorrow, traits, NOW).valence)
    assert moved[0] > 1.5 * moved[1] > 0
