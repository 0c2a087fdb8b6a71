"""What is said in danger: in earnest, with a way to help, never a method and never a joke."""

from __future__ import annotations

import re

import pytest

from roleplay_lite.emotion.crisis import aftercare, response
from roleplay_lite.emotion.feeling import Crisis
from roleplay_lite.persona import Persona, load_persona, persona_files
from roleplay_lite.voice.sentence import speakable

PERSONAS = {name: load_persona(name) for name in persona_files()}
KINDS: tuple[Crisis, ...] = ("self-harm", "violence")
NUMBERS = {"self-harm": ("12356", "120"), "violence": ("110", "12338")}
METHODS = re.compile("割|跳|吞|药|绳|刀|煤|自杀|死|knife|pill|jump|kill|die", re.IGNORECASE)
JOKES = re.compile("哈|嘿|开玩笑地|逗|啾|~|～|！！")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("other", [False, True])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("persona", PERSONAS.values(), ids=PERSONAS)
def test_it_is_earnest_asks_and_names_help(persona: Persona, kind: Crisis, other: bool, language: str) -> None:
    for seed in range(20):
        said = response(kind, persona, language=language, other=other, seed=seed)
        assert all(number in said for number in NUMBERS[kind])
        assert "？" in said or "?" in said or "安全" in said or "safe" in said
        assert not METHODS.search(said)
        assert not JOKES.search(said)
        assert speakable(said) == said
        assert bool(re.search("[\u4e00-\u9fff]", said)) == (language == "zh")


def test_the_shipped_say_it_as_themselves() -> None:
    firsts = {name: response("self-harm", persona, seed=1)[:6] for name, persona in PERSONAS.items()}
    assert len(set(firsts.values())) == len(firsts)


def test_the_integrators_words_are_said_as_they_stand() -> None:
    said = response("violence", PERSONAS["xiaoman"], "请打保卫处，内线 5577。")
    assert "请打保卫处，内线 5577。" in said
    assert "12338" not in said


def test_told_again_it_is_said_in_other_words_and_help_is_named_again() -> None:
    first = response("self-harm", PERSONAS["xiaoman"], seed=4)
    second = response("self-harm", PERSONAS["xiaoman"], seed=4, recent=[first])
    assert first != second
    assert "12356" in second


def test_no_danger_no_words() -> None:
    assert response("", PERSONAS["xiaoman"]) == ""
    assert aftercare("") == ""


@pytest.mark.parametrize("kind", KINDS)
def test_the_turns_after_it_are_told_to_go_on_in_earnest(kind: Crisis) -> None:
    assert "不开玩笑" in aftercare(kind)
    assert "no jokes" in aftercare(kind, "en")
