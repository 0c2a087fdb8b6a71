"""The shipped characters: they load, check clean, and are nobody's twins."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from roleplay_lite import paths
from roleplay_lite.persona import SELF, Persona, read_persona
from roleplay_lite.persona.lint import check_persona

FILES = sorted(paths.shipped("personas").glob("*.toml"))
PERSONAS = {file.stem: read_persona(file) for file in FILES}
CJK = re.compile("[\u4e00-\u9fff〇]")
LATIN = re.compile("[A-Za-z]")

pytestmark = pytest.mark.parametrize("persona", PERSONAS.values(), ids=PERSONAS)


def spoken(persona: Persona) -> list[str]:
    lines = persona.lines
    ready = (*lines.greeting, *lines.sorry, *lines.deflect, *lines.silence, *lines.goodbye)
    replies = [example.reply for example in persona.examples] + [golden.reply for golden in persona.golden]
    return [*replies, *ready, *persona.boundaries.refusal]


def test_checks_clean(persona: Persona) -> None:
    assert check_persona(persona) == []


def test_is_whole(persona: Persona) -> None:
    owners = {fact.owner for fact in persona.facts} - {SELF}
    assert persona.fact("name")
    assert sum(fact.owner == SELF for fact in persona.facts) >= 14
    assert len(owners) >= 2
    assert any(fact.polarity == "no" for fact in persona.facts)
    assert 2 <= len(persona.traits) <= 3
    assert all(trait.behaviour for trait in persona.traits)
    assert 10 <= len(persona.examples) <= 14
    assert 8 <= len(persona.golden) <= 12
    assert 3 <= len(persona.values) <= 5
    assert 5 <= len(persona.preferences.likes) <= 8
    assert 5 <= len(persona.preferences.dislikes) <= 8
    assert persona.style.manner
    assert 0 < len(persona.style.reminder) <= 30
    assert persona.boundaries.refusal
    assert (persona.creator, persona.licence) == ("roleplay-lite", "Apache-2.0")


def test_is_short(persona: Persona) -> None:
    limit = 100 if "en" in persona.languages else 48
    assert [text for text in spoken(persona) if len(text) > limit] == []
    assert len(persona.summary) <= 60


def test_speaks_its_languages(persona: Persona) -> None:
    if "en" in persona.languages:
        assert any(LATIN.search(text) and not CJK.search(text) for text in spoken(persona))
        assert any(LATIN.search(text) and CJK.search(text) for text in spoken(persona))
    else:
        allowed = {*re.findall("[A-Za-z]+", persona.name)}
        assert [text for text in spoken(persona) if {*re.findall("[A-Za-z]+", text)} - allowed] == []
    assert all(CJK.search(text) or LATIN.search(text) for text in spoken(persona))


def test_never_claims_to_be_flesh(persona: Persona) -> None:
    claims = re.compile("我(?:是|就是)(?:真人|人类|活人)|I'm (?:a real|human)")
    assert [text for text in spoken(persona) if claims.search(text) and "不是" not in text] == []


def test_is_like_no_other(persona: Persona) -> None:
    for other in PERSONAS.values():
        if other is not persona:
            assert not {*spoken(persona)} & {*spoken(other)}
            assert not {trait.behaviour for trait in persona.traits} & {trait.behaviour for trait in other.traits}
            assert persona.style.reminder != other.style.reminder
            assert not {*persona.style.catch_phrases} & {*other.style.catch_phrases}
            answers = {example.user: example.reply for example in other.examples}
            for example in persona.examples:
                assert _overlap(example.reply, answers.get(example.user, "")) < 0.4


def _overlap(one: str, other: str) -> float:
    """The share of two-character words that both hold (Jaccard)."""
    pairs = [{"".join(pair) for pair in pairwise(text)} for text in (one, other)]
    return len(pairs[0] & pairs[1]) / max(1, len(pairs[0] | pairs[1]))
