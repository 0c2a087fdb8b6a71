"""Misheard lines: as long as before, read aloud as before, and the same each time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.evaluation.homophones import misheard, syllables
from roleplay_lite.evaluation.judging.text import has_han
from roleplay_lite.evaluation.recall_set import households

ASKED = [question.asked for household in households("dev") for question in household.questions]
SOME = st.sampled_from(ASKED) | st.text(alphabet="我女儿对花生过敏吗银行长大重庆 abc1，？〇", max_size=20)


def changed(line: str, heard: str) -> int:
    return sum(one != other for one, other in zip(line, heard, strict=True))


def test_about_one_sign_in_six_is_another() -> None:
    signs = sum(sum(map(has_han, line)) for line in ASKED)
    share = sum(changed(line, misheard(line)) for line in ASKED) / signs
    assert 0.13 <= share <= 0.21


def test_what_is_no_mandarin_stays() -> None:
    assert misheard("What's my wifi password?") == "What's my wifi password?"
    assert misheard("") == ""
    # None of these is ever misheard.
    assert misheard("我的") == "我的"


def test_another_seed_hears_otherwise() -> None:
    line = "我儿子现在在哪个城市上班，还记得不"
    assert len({misheard(line, seed=seed) for seed in range(8)}) >= 4


@settings(max_examples=60, deadline=None)
@given(SOME, st.integers(0, 5))
def test_it_is_read_aloud_as_before(line: str, seed: int) -> None:
    heard = misheard(line, seed=seed)
    assert len(heard) == len(line)
    assert syllables(heard) == syllables(line)
    assert misheard(line, seed=seed) == heard


def test_most_questions_are_changed() -> None:
    """A line that comes through as it was measures nothing."""
    mandarin = [line for line in ASKED if sum(map(has_han, line)) >= 5]
    assert sum(misheard(line) != line for line in mandarin) >= 0.97 * len(mandarin)
