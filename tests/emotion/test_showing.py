"""How a mood shows: in the voice, gently, and in one line of the note, only when it is far from its rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.emotion.delivery import delivery, spoken_with
from roleplay_lite.emotion.event import Event, Happening
from roleplay_lite.emotion.feeling import LABELS, USUAL, Feeling
from roleplay_lite.emotion.mood import Mood, face, feel, settled
from roleplay_lite.emotion.wording import wording
from roleplay_lite.engines import Delivery
from roleplay_lite.persona import Persona, load_persona, persona_files
from roleplay_lite.persona.persona import VoiceChoice

NOW = 1_760_000_000.0
PERSONAS = {name: load_persona(name) for name in persona_files()}
FACES = {
    "neutral", "happy", "laughing", "funny", "sad", "angry", "crying", "loving", "embarrassed", "surprised", "shocked",
    "thinking", "winking", "cool", "relaxed", "delicious", "kissy", "confident", "sleepy", "silly", "confused",
}  # fmt: skip
"""What xiaozhi's firmware draws."""

moods = st.builds(
    Mood, valence=st.floats(-1, 1), arousal=st.floats(0, 1), dominance=st.floats(-1, 1), at=st.floats(0, 4e9)
)
feelings = st.builds(
    Feeling,
    label=st.sampled_from(LABELS),
    valence=st.floats(-1, 1),
    arousal=st.floats(0, 1),
    intensity=st.floats(0, 1),
    crisis=st.sampled_from(["", "self-harm", "violence"]),
)
personas = st.sampled_from(list(PERSONAS.values()))


@given(mood=moods, feeling=st.none() | feelings, persona=personas)
def test_the_voice_is_never_far_from_its_own(mood: Mood, feeling: Feeling | None, persona: Persona) -> None:
    factors = delivery(mood, feeling, persona.traits)
    for factor in (factors.rate, factors.pitch, factors.energy):
        assert 0.88 <= factor <= 1.12


@given(rate=st.floats(0.5, 2), pitch=st.floats(0.5, 2), energy=st.floats(0.5, 2), factor=st.floats(0.25, 4))
def test_any_voice_takes_any_factor(rate: float, pitch: float, energy: float, factor: float) -> None:
    voice = VoiceChoice(rate=rate, pitch=pitch, energy=energy)
    spoken_with(voice, Delivery(rate=factor, pitch=factor, energy=factor))  # the value itself refuses what is too far


@pytest.mark.parametrize("persona", PERSONAS.values(), ids=PERSONAS)
def test_at_rest_the_voice_and_the_words_are_its_own(persona: Persona) -> None:
    rest = Mood.resting(persona.traits, NOW)
    assert spoken_with(persona.voice, delivery(rest, None, persona.traits)) == Delivery(
        rate=persona.voice.rate, pitch=persona.voice.pitch, energy=persona.voice.energy
    )
    assert wording(rest, persona) == ""


def test_it_speaks_slower_and_softer_to_sorrow_and_brighter_to_joy() -> None:
    persona = PERSONAS["xiaoman"]
    rest = Mood.resting(persona.traits, NOW)
    sad, glad = (
        delivery(rest, Feeling(label=label, valence=USUAL[label][0], intensity=0.9), persona.traits)
        for label in ("sad", "happy")
    )
    assert sad.rate < 0.97 < 1 < glad.rate
    assert sad.energy < 0.97 < 1 < glad.energy
    assert sad.pitch < 1 < glad.pitch


def test_danger_is_spoken_calmly_whatever_the_mood() -> None:
    wild = Mood(valence=0.9, arousal=1.0, at=NOW)
    crisis = Feeling(label="afraid", valence=-0.9, arousal=0.9, intensity=1.0, crisis="violence")
    assert delivery(wild, crisis, ()).rate < 1


@given(mood=moods)
def test_every_mood_has_a_face_that_the_firmware_draws(mood: Mood) -> None:
    assert face(mood) in FACES


@given(mood=moods, persona=personas, language=st.sampled_from(["zh", "en"]))
def test_the_line_of_the_note_is_one_short_thing_to_do(mood: Mood, persona: Persona, language: str) -> None:
    line = wording(mood, persona, language)
    assert len(line) <= (20 if language == "zh" else 60)
    assert "\n" not in line


@pytest.mark.parametrize("name", ["niaoniao", "xiaoman", "tongshifu"])
def test_two_hard_insults_are_heard_in_the_words_and_a_night_heals_them(name: str) -> None:
    persona = PERSONAS[name]
    mood = Mood.resting(persona.traits, NOW)
    for _ in range(2):
        mood = feel(mood, Event(kind=Happening.INSULT, strength=1.4), persona.traits, NOW)
    assert wording(mood, persona)
    assert face(mood) in {"angry", "sad", "crying"}
    slept = settled(mood, persona.traits, NOW + 9 * 3600)
    assert wording(slept, persona) == ""
    assert face(slept) not in {"angry", "sad", "crying"}


def test_praise_shows_in_the_words_of_the_lively() -> None:
    persona = PERSONAS["niaoniao"]
    mood = Mood.resting(persona.traits, NOW)
    for _ in range(3):
        mood = feel(mood, Event(kind=Happening.PRAISE, strength=1.4), persona.traits, NOW)
    assert wording(mood, persona)
    assert face(mood) in {"happy", "laughing"}
