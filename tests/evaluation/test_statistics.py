"""A figure is worth as much as what is said of its error: the formulas against values that are printed elsewhere."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.evaluation.statistics import kappa, mean, sign_test, wilson

COUNTS = st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
LABELS = st.sampled_from(["好", "一般", "差"])
READ = st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_of_a_share_is_the_one_in_print(hits: int, of: int, low: float, high: float) -> None:
    assert wilson(hits, of) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_nothing_counted_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert sign_test(0, 0) == 1.0
    assert math.isnan(kappa([], []))
    assert math.isnan(mean([]))


@given(COUNTS)
def test_the_interval_holds_the_share_and_is_that_of_the_misses_turned_round(counts: tuple[int, int]) -> None:
    hits, of = counts
    low, high = wilson(hits, of)
    assert 0 <= low <= hits / of + 1e-12
    assert hits / of - 1e-12 <= high <= 1
    assert wilson(of - hits, of) == (pytest.approx(1 - high), pytest.approx(1 - low))


@given(COUNTS, st.integers(2, 20))
def test_more_of_the_same_narrows_the_interval(counts: tuple[int, int], times: int) -> None:
    hits, of = counts
    few, many = wilson(hits, of), wilson(hits * times, of * times)
    assert many[1] - many[0] < few[1] - few[0]


@pytest.mark.parametrize(
    ("wins", "losses", "p"),
    # Zar's deer (Biostatistical Analysis, 1999): eight of ten; then sums of binomial coefficients by hand.
    [(8, 2, 0.109375), (1, 7, 18 / 256), (0, 5, 2 / 32), (10, 0, 2 / 1024), (3, 3, 1.0)],
)
def test_the_sign_test_is_the_one_in_print(wins: int, losses: int, p: float) -> None:
    assert sign_test(wins, losses) == pytest.approx(p)


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_sign_test_knows_no_sides_and_stays_a_probability(wins: int, losses: int) -> None:
    p = sign_test(wins, losses)
    assert 0 <= p <= 1
    assert p == sign_test(losses, wins)
    # One more win for the side that leads anyway is no less telling.
    assert sign_test(max(wins, losses) + 1, min(wins, losses)) <= p + 1e-12


def test_a_run_of_thousands_does_not_overflow() -> None:
    # 2**-of is no float any more from of = 1075 on.
    assert sign_test(800, 800) == 1.0
    assert 0 <= sign_test(1500, 100) < 1e-100


def test_agreement_is_the_one_in_print() -> None:
    # 50 applications for a grant: 20 both yes, 15 both no, 5 and 10 apart. po 0.7, pe 0.5.
    one = ["yes"] * 25 + ["no"] * 25
    other = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert kappa(one, other) == pytest.approx(0.4)
    # Cohen (1960), table 1, shares of 200: agreement in 0.44 + 0.20 + 0.06.
    cells = {"aa": 88, "ab": 14, "ac": 18, "ba": 10, "bb": 40, "bc": 10, "ca": 2, "cb": 6, "cc": 12}
    pairs = [pair for pair, count in cells.items() for _ in range(count)]
    assert kappa([pair[0] for pair in pairs], [pair[1] for pair in pairs]) == pytest.approx(0.492, abs=5e-4)


@given(READ)
def test_agreement_is_at_most_whole_and_knows_no_sides(pairs: list[tuple[str, str]]) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    value = kappa(one, other)
    if math.isnan(value):
        assert len({*one, *other}) == 1
        return
    assert -1 - 1e-12 <= value <= 1 + 1e-12
    assert value == pytest.approx(kappa(other, one))
    if len(set(one)) > 1:
        assert kappa(one, one) == pytest.approx(1)


def test_readers_of_other_items_do_not_agree_or_disagree() -> None:
    with pytest.raises(ValueError, match="same items"):
        kappa(["好"], ["好", "差"])
