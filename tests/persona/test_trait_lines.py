"""What characters with a trait would say: shown where they have few lines of their own, and unknown to what judges."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import roleplay_lite
from roleplay_lite.persona import load_persona, persona_files
from roleplay_lite.persona.check import BANS
from roleplay_lite.persona.persona import Persona, Trait
from roleplay_lite.persona.prefix import TRAIT_CHARS, prefix_messages, shown_examples
from roleplay_lite.persona.traits import TraitProfile, find
from roleplay_lite.persona.traits.dictionary import labels_209
from roleplay_lite.persona.traits.lines import lines_for, lines_of
from roleplay_lite.persona.traits.wording import fit

EXEMPLARS = Path(roleplay_lite.__file__).parent / "evaluation" / "exemplars"
ALL = [(label, line) for label in labels_209() for line in lines_of(Trait(name=find(label).zh))]


@cache
def _runs(text: str, length: int) -> frozenset[str]:
    bare = "".join(char for char in text if char.isalnum())
    return frozenset(bare[at : at + length] for at in range(len(bare) - length + 1))


def _bare(persona: Persona, traits: str) -> Persona:
    return replace(persona, examples=(), traits=TraitProfile.parse(traits).traits)


def test_every_trait_of_the_209_has_lines_to_show() -> None:
    counts = Counter(label for label, _ in ALL)
    assert min(counts[label] for label in labels_209()) >= 3


def test_a_trait_is_shown_and_not_named() -> None:
    assert [(label, line.reply) for label, line in ALL if find(label).zh.removesuffix("的") in line.reply] == []
    assert [line.reply for _, line in ALL if any(ban in line.reply for ban in BANS)] == []
    assert [line.reply for _, line in ALL if not 8 <= len(line.reply) <= 45] == []


def test_the_classifier_that_judges_them_has_learnt_other_lines() -> None:
    """It would find its own exemplars again in a reply that a prompt's lines had led to."""
    learnt: dict[str, list[str]] = {}
    for file in EXEMPLARS.glob("*.jsonl"):
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            learnt.setdefault(row["label"], []).append(row["reply"])
    assert len(learnt) == len(labels_209())
    anywhere = frozenset().union(*(_runs(reply, 7) for replies in learnt.values() for reply in replies))
    near = [
        (label, line.reply)
        for label, line in ALL
        if _runs(line.reply, 7) & anywhere or any(_near(line.reply, reply) for reply in learnt[label])
    ]
    assert near == []


def _near(one: str, other: str) -> bool:
    a, b = _runs(one, 2), _runs(other, 2)
    return bool(_runs(one, 5) & _runs(other, 5)) or 2 * len(a & b) > 0.35 * (len(a) + len(b))


def test_a_character_without_lines_talks_as_its_traits_would() -> None:
    who = _bare(load_persona("xiaoman"), "诙谐风趣,害羞,非常好奇")
    shown = shown_examples(who)
    assert {line for trait in who.traits for line in lines_of(trait)[:2]} <= set(shown)
    assert sum(len(line.user) + len(line.reply) for line in shown) <= TRAIT_CHARS
    assert [message.content for message in prefix_messages(who)[1:3]] == [shown[0].user, shown[0].reply]


@pytest.mark.parametrize("name", persona_files())
def test_a_written_character_keeps_to_its_own_lines(name: str) -> None:
    who = load_persona(name)
    assert set(shown_examples(who)) <= set(who.examples)


def test_a_trait_of_ones_own_has_no_lines() -> None:
    assert lines_of(Trait(name="爱数楼梯的")) == ()
    assert lines_for((Trait(name="爱数楼梯的"),), 400) == ()


def test_a_traits_own_words_are_told_from_other_peoples() -> None:
    """By lines that neither the dictionary nor the traits' lines hold: those that the classifier is tried on."""
    rows = [row for file in EXEMPLARS.glob("*.jsonl") for row in map(json.loads, file.read_text("utf-8").splitlines())]
    held = [row for row in rows if row["split"] == "held"][::9]
    own = [fit(row["reply"], [Trait(name=find(row["label"]).zh)]) for row in held]
    other = [fit(row["reply"], [Trait(name=find(held[at - 1]["label"]).zh)]) for at, row in enumerate(held)]
    assert sum(own) / len(own) > 0.75
    assert 0.35 < sum(other) / len(other) < 0.65


@pytest.mark.parametrize("text", ["", "🐦", "The rain in Spain", "哈" * 2000])
def test_any_text_has_a_place_among_the_traits(text: str) -> None:
    assert 0 <= fit(text, [Trait(name="诙谐风趣的"), Trait(name="爱数楼梯的")]) <= 1
    assert fit(text, [Trait(name="爱数楼梯的")]) == 0
