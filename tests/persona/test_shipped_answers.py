"""The shipped characters tell their facts in their own way, and it reads well around every one of them."""

from __future__ import annotations

import re
from itertools import groupby

import pytest

from roleplay_lite import paths
from roleplay_lite.persona import SELF, Persona, read_persona
from roleplay_lite.persona.check import BANS
from roleplay_lite.persona.facts import told

PERSONAS = {file.stem: read_persona(file) for file in sorted(paths.shipped("personas").glob("*.toml"))}
LATIN = re.compile("[A-Za-z]")
ENDS = ("。", "？", "！", ".", "?", "!")

pytestmark = pytest.mark.parametrize("persona", PERSONAS.values(), ids=PERSONAS)


def templates(persona: Persona) -> list[str]:
    answers = persona.answers
    own = [line for key in answers.keys for line in key.templates]
    return [*answers.fact, *answers.yes, *answers.no, *persona.lines.remembered, *own]


def plain(persona: Persona) -> list[str]:
    lines = persona.lines
    return [*lines.filler, *lines.unset, *lines.unknown, *lines.untold]


def test_has_a_few_ways_for_every_moment(persona: Persona) -> None:
    answers, lines = persona.answers, persona.lines
    assert min(map(len, (answers.fact, answers.yes, answers.no, lines.unset, lines.unknown))) >= 3
    assert min(map(len, (lines.remembered, lines.untold))) >= 3
    assert len(lines.filler) >= 2
    own = {fact.key for fact in persona.facts if fact.owner == SELF}
    asked = [key.key for key in answers.keys]
    assert 5 <= len(asked) <= 9
    assert len(asked) == len({*asked})
    assert {*asked} <= own | {"age"}
    assert all("{thing}" in line for line in lines.unknown)


def test_every_fact_fits_every_template(persona: Persona) -> None:
    by_key = groupby(
        sorted(persona.facts, key=lambda fact: (fact.owner, fact.key)), key=lambda fact: (fact.owner, fact.key)
    )
    clauses = [told(list(facts)) for _, facts in by_key]
    for line in templates(persona):
        for clause in clauses:
            said = line.replace("{fact}", clause)
            assert said.endswith(ENDS)
            assert not re.search("[，。？！、,.]{2,}|[{}（）()*【】]", said), said
            assert not any(ban.lower() in said.lower() for ban in (*BANS, *persona.style.bans)), said


def test_is_speakable_and_short(persona: Persona) -> None:
    for line in [*templates(persona), *plain(persona)]:
        bare = re.sub(r"\{\w+\}", "", line)
        assert len(bare) <= 45
        assert line.endswith(ENDS)
        assert "en" in persona.languages or not LATIN.search(bare), line


def test_english_is_told_in_english_where_it_is_spoken(persona: Persona) -> None:
    if "en" not in persona.languages:
        return
    answers, lines = persona.answers, persona.lines
    told = [answers.fact, answers.yes, answers.no, lines.remembered]
    sets = [*told, lines.unset, lines.unknown, lines.filler, lines.untold]
    for ways in [*sets, *(key.templates for key in answers.keys)]:
        assert any(not re.search("[\u4e00-\u9fff]", line) for line in ways), ways


def test_every_value_is_brought_up_by_words(persona: Persona) -> None:
    for value in persona.values:
        assert 5 <= len(value.words) <= 10
        assert len({*value.words}) == len(value.words)
        assert all(len(word) >= 2 for word in value.words)


def test_shares_no_line_with_another(persona: Persona) -> None:
    for other in PERSONAS.values():
        if other is not persona:
            assert not {*templates(persona), *plain(persona)} & {*templates(other), *plain(other)}
