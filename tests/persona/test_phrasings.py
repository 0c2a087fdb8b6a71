"""Hundreds of ways in which people ask the shipped characters about themselves, each with what a right answer holds.

`phrasings.jsonl` was written without a look at the rules that answer, so that it measures them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from roleplay_lite import paths
from roleplay_lite.persona import SELF, Persona, load_persona
from roleplay_lite.persona.facts import KEYS, canonical
from roleplay_lite.persona.questions import respond

HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)
KINDS = {"wh", "yesno", "premise", "unset", "followup", "derived", "count"}
RULES = Path(paths.__file__).parent / "persona"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """One line said to a character, and what a right answer is."""

    persona: str
    said: str
    owner: str
    key: str
    expect: list[str]
    """A right answer holds one of these; empty where there is no fact to tell."""
    never: list[str]
    """A right answer holds none of these."""
    kind: str
    before: tuple[tuple[str, str], ...] = ()
    """What was said just before, as (the person's words, the reply)."""


def _phrasing(line: str) -> Phrasing:
    fields = json.loads(line)
    return Phrasing(**{**fields, "before": tuple((said, reply) for said, reply in fields.get("before", ()))})


ALL = [_phrasing(line) for line in (HERE / "phrasings.jsonl").read_text("utf-8").splitlines()]
PERSONAS: dict[str, Persona] = {id: load_persona(id) for id in sorted({phrasing.persona for phrasing in ALL})}
SHIPPED = {file.stem for file in paths.shipped("personas").glob("*.toml")}


@pytest.mark.parametrize("id", PERSONAS)
def test_every_phrasing_is_answered_right(id: str) -> None:
    asked = [phrasing for phrasing in ALL if phrasing.persona == id]
    wrong = [problem for phrasing in asked if (problem := _problem(phrasing))]
    assert not wrong, f"{len(wrong)} of {len(asked)} are not answered right:\n" + "\n".join(wrong)


def _problem(phrasing: Phrasing) -> str:
    """What is wrong with the answer, on one line, or ""."""
    where = f"[{phrasing.kind} {phrasing.owner}.{phrasing.key}] {phrasing.said}"
    given = respond(PERSONAS[phrasing.persona], phrasing.said, before=phrasing.before, today=TODAY)
    if given is None:
        return f"{where} -> no answer"
    if phrasing.expect and not any(word in given.text for word in phrasing.expect):
        return f"{where} -> {given.text} (none of {'、'.join(phrasing.expect)})"
    if held := [word for word in phrasing.never if word in given.text]:
        return f"{where} -> {given.text} (holds {'、'.join(held)})"
    return ""


def test_the_set_is_wide() -> None:
    by_kind, by_persona = Counter(item.kind for item in ALL), Counter(item.persona for item in ALL)
    assert len(ALL) >= 400
    assert set(by_persona) == SHIPPED
    assert min(by_persona.values()) >= 60
    assert set(by_kind) == KINDS
    assert min(by_kind.values()) >= 10
    assert sum(not re.search("[\u4e00-\u9fff]", item.said) for item in ALL if item.persona == "milo") >= 50


def test_every_fact_of_a_shipped_character_is_asked_for() -> None:
    asked = {(item.persona, item.owner, item.key) for item in ALL}
    held = {(id, fact.owner, canonical(fact.key)) for id, persona in PERSONAS.items() for fact in persona.facts}
    assert sorted(held - asked) == []


def test_what_is_said_not_to_be_known_is_not_known() -> None:
    for item in ALL:
        assert item.key in KEYS, item.said
        known = PERSONAS[item.persona].fact(item.key, item.owner)
        if item.kind == "unset":
            assert (known, item.expect) == (None, []), item.said
            assert item.never, item.said
        else:
            assert item.expect, item.said


def test_no_two_lines_differ_only_in_a_particle() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for item in ALL:
        bare = re.sub(r"[\W_]|[吗呢吧啊呀嘛么啦了的哦嘞呐]", "", item.said).lower()
        same = seen.setdefault((item.persona, bare, str(item.before)), item.said)
        assert same is item.said, f"{item.persona}: {same} / {item.said}"


def test_no_phrasing_stands_in_the_rules_or_in_the_files_of_the_characters() -> None:
    rules = [file for file in RULES.rglob("*") if file.suffix in {".py", ".json", ".jsonl", ".toml", ".txt"}]
    sources = [*rules, *paths.shipped("personas").glob("*.toml")]
    text = _bare("\n".join(file.read_text("utf-8") for file in sources if "traits" not in file.parts))
    assert [item.said for item in ALL if not item.before and _bare(item.said) in text] == []


def test_the_facts_that_are_asked_about_exist() -> None:
    owners = {id: {SELF, *(fact.owner for fact in persona.facts)} for id, persona in PERSONAS.items()}
    assert [item.said for item in ALL if item.kind != "unset" and item.owner not in owners[item.persona]] == []


def _bare(text: str) -> str:
    """Without white space and punctuation, so that neither hides a copy."""
    return re.sub(r"[\W_]", "", text).lower()
