"""Rankings become one fairly, and time makes weaker, never stronger."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.memory.index.fusion import fused, retention, strengthened, with_neighbours

RANKING = st.lists(st.integers(0, 9), unique=True, max_size=10)
RANKINGS = st.lists(st.tuples(st.floats(0.1, 2), RANKING), min_size=1, max_size=5)
DAYS = st.floats(0, 5000)
STRENGTH = st.floats(0.01, 4000)


@given(RANKINGS, st.integers(0, 4), st.integers(0, 9), st.integers(0, 9))
def test_to_stand_higher_never_costs_a_place(
    rankings: list[tuple[float, list[int]]], which: int, one: int, to: int
) -> None:
    weight, ids = rankings[which % len(rankings)]
    before = fused(rankings)
    raised = [other for other in ids if other != one]
    raised.insert(min(to, ids.index(one) if one in ids else len(raised)), one)
    after = fused([(weight, raised) if pair[1] is ids else pair for pair in rankings])
    assert after[one] >= before.get(one, 0.0)
    better_before = {other for other in before if before[other] > before.get(one, 0.0)}
    assert {other for other in after if after[other] > after[one] + 1e-12} <= better_before


@given(RANKINGS)
def test_to_be_found_twice_in_one_search_counts_once(rankings: list[tuple[float, list[int]]]) -> None:
    assert fused(rankings) == fused([(weight, [*ids, *ids]) for weight, ids in rankings])


@given(RANKINGS, st.dictionaries(st.integers(0, 9), st.lists(st.integers(0, 20), max_size=2)))
def test_a_neighbour_never_passes_the_one_it_stands_beside(
    rankings: list[tuple[float, list[int]]], beside: dict[int, list[int]]
) -> None:
    sums = fused(rankings)
    joined = with_neighbours(sums, beside, 0.5)
    for one, value in joined.items():
        assert value >= sums.get(one, 0.0)
        if one not in sums:
            assert any(one in others and sums.get(by, 0.0) > value for by, others in beside.items())


@given(DAYS, DAYS, STRENGTH)
def test_an_older_memory_is_never_fresher(one: float, other: float, strength: float) -> None:
    young, old = sorted((one, other))
    assert retention(old * 86400, strength) <= retention(young * 86400, strength)


@given(DAYS, STRENGTH, STRENGTH)
def test_a_strong_memory_fades_no_faster(days: float, one: float, other: float) -> None:
    weak, strong = sorted((one, other))
    assert retention(days * 86400, strong) >= retention(days * 86400, weak)


@given(DAYS, STRENGTH)
def test_each_recall_makes_it_last_longer(days: float, strength: float) -> None:
    assert strengthened(strength) >= strength
    assert retention(days * 86400, strengthened(strength)) >= retention(days * 86400, strength)


def test_half_is_left_after_its_strength_in_days() -> None:
    assert retention(30 * 86400, 30) == 0.5
    assert retention(-5000, 30) == 1.0, "a clock that went back"
    assert 0 <= retention(1e12, 0) < 1e-9
