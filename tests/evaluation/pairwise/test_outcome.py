"""Win : tie : lose, the sign test and the agreement, against figures that textbooks print."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.evaluation.pairwise.blind import Key, Side
from roleplay_lite.evaluation.pairwise.judgements import Judgement, Verdict
from roleplay_lite.evaluation.pairwise.outcome import MAJORITY, Outcome, outcome

from .made import comparison

WIN, TIE, LOSE, BAD = "win", "tie", "lose", "bad"


def key(count: int) -> Key:
    return comparison(count)[1]


def swapped(one: Key) -> Key:
    """The same pairs on the same sides, seen from the other system."""
    other: dict[Side, Side] = {"a": "b", "b": "a"}
    left = {pair: other[side] for pair, side in one.left.items()}
    return Key(of=one.of, a=one.b, b=one.a, seed=one.seed, same=one.same, left=left)


def verdicts(reader: str, labels: Sequence[str], to: Key, first: float | None = None) -> list[Judgement]:
    """What the reader presses to say so of A, wherever A stands."""
    found = []
    for (pair, left), label in zip(to.left.items(), labels, strict=False):
        plain = {TIE: Verdict.TIE, BAD: Verdict.BAD}
        side = Verdict.LEFT if (label == WIN) is (left == "a") else Verdict.RIGHT
        found.append(Judgement(pair=pair, reader=reader, verdict=plain.get(label, side), first=first))
    return found


def test_one_reader() -> None:
    """Siegel (1956), the sign test: of 14 that changed, 11 one way: two-sided p = 0.057."""
    to = key(20)
    found = outcome(verdicts("小陈", [WIN] * 11 + [LOSE] * 3 + [TIE] * 4 + [BAD] * 2, to), to)
    (tally,) = found.tallies
    assert (tally.win, tally.tie, tally.lose, tally.bad, tally.count) == (11, 6, 3, 2, 20)
    assert tally.p == pytest.approx(0.057, abs=0.0005)
    assert tally.share == pytest.approx(11 / 14)
    # Wilson's interval of 11 in 14.
    assert tally.interval == pytest.approx((0.5241, 0.9243), abs=0.0005)
    assert (found.pairs, found.same, found.agreements) == (20, 2, ())
    assert found.bars() == [("小陈", 11, 6, 3)]


def test_two_readers_agree_as_far_as_cohens_table_says() -> None:
    """50 grant proposals, two readers: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: 0.70 agreed, κ = 0.40."""
    to = key(50)
    one = verdicts("甲读者", [WIN] * 25 + [LOSE] * 25, to)
    other = verdicts("乙读者", [WIN] * 20 + [LOSE] * 5 + [WIN] * 10 + [LOSE] * 15, to)
    (agreed,) = outcome([*one, *other], to).agreements
    assert (agreed.count, agreed.same) == (50, pytest.approx(0.70))
    assert agreed.kappa == pytest.approx(0.40)


def test_both_bad_and_a_tie_agree_that_nothing_is_preferred() -> None:
    to = key(4)
    found = outcome([*verdicts("甲", [TIE, BAD, WIN, LOSE], to), *verdicts("乙", [BAD, TIE, WIN, LOSE], to)], to)
    assert found.agreements[0].kappa == pytest.approx(1.0)


def test_readers_are_compared_over_what_both_have_read() -> None:
    to = key(10)
    found = outcome([*verdicts("甲", [WIN] * 3, to), *verdicts("乙", [WIN, LOSE, WIN, LOSE, LOSE, LOSE], to)], to)
    (agreed,) = found.agreements
    assert (agreed.count, agreed.same) == (3, pytest.approx(2 / 3))
    assert outcome(verdicts("甲", [WIN], to), to).agreements == ()


def test_the_majority_is_more_than_half_of_those_who_read_it() -> None:
    to = key(6)
    rows = [
        *verdicts("甲", [WIN, WIN, WIN, TIE, BAD, WIN], to),
        *verdicts("乙", [WIN, LOSE, LOSE, WIN, LOSE], to),
        *verdicts("丙", [LOSE, WIN, TIE, TIE, LOSE], to),
    ]
    tally = next(one for one in outcome(rows, to).tallies if one.kind == "majority")
    assert tally.reader == MAJORITY
    # Won: the first two and the last, which one reader alone has read. Lost: the fifth.
    assert (tally.win, tally.tie, tally.lose) == (3, 2, 1)


def test_a_model_is_a_second_opinion_and_counts_among_no_people() -> None:
    to = key(4)
    people = [*verdicts("甲", [WIN] * 4, to), *verdicts("乙", [WIN, WIN, TIE, LOSE], to)]
    model = verdicts("model:qwen", [LOSE] * 4, to, first=0.75)
    alone, both = outcome(people, to), outcome([*model, *people], to)
    assert both.tallies[: len(alone.tallies)] == alone.tallies
    assert [one.kind for one in both.tallies] == ["person", "person", "majority", "model"]
    assert both.tallies[-1].first == 0.75
    assert both.bars()[-1] == ("model:qwen (second opinion)", 0, 0, 4)
    assert [(one.one, one.other) for one in both.agreements] == [
        ("乙", "甲"),
        ("乙", "model:qwen"),
        ("甲", "model:qwen"),
        (MAJORITY, "model:qwen"),
    ]


def test_a_reader_who_always_takes_the_first_is_seen() -> None:
    to = key(40)
    rows = [Judgement(pair=pair, reader="懒", verdict=Verdict.LEFT) for pair in to.left]
    (tally,) = outcome(rows, to).tallies
    assert tally.first == 1.0
    assert tally.p > 0.05


def test_the_last_verdict_counts_and_others_pairs_do_not() -> None:
    to = key(3)
    late = verdicts("甲", [LOSE], to)
    other = Judgement(pair="elsewhere/1", reader="甲", verdict=Verdict.LEFT)
    (tally,) = outcome([*verdicts("甲", [WIN, WIN], to), other, *late], to).tallies
    assert (tally.win, tally.lose) == (1, 1)


def test_what_is_not_defined_is_no_number_in_json() -> None:
    to = key(2)
    found = outcome([*verdicts("甲", [TIE, TIE], to), *verdicts("乙", [TIE, TIE], to)], to)
    assert math.isnan(found.tallies[0].share)
    assert math.isnan(found.agreements[0].kappa)
    row = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert row["tallies"][0]["share"] is None
    assert row["tallies"][0]["p"] == 1.0
    assert row["agreements"][0]["kappa"] is None
    assert [len(one) for table in found.tables() for one in table.rows] == [9, 9, 9, 5]
    assert outcome([], to).tables()[0].rows == ()


LABELS = st.sampled_from([WIN, TIE, LOSE, BAD])


@given(st.lists(st.tuples(LABELS, LABELS, LABELS), min_size=1, max_size=30))
def test_seen_from_the_other_system_wins_are_losses_and_all_else_stays(rows: list[tuple[str, str, str]]) -> None:
    to = key(len(rows))
    given_ = [one for n in range(3) for one in verdicts(("甲", "乙", "model:m")[n], [row[n] for row in rows], to)]
    here, there = outcome(given_, to), outcome(given_, swapped(to))
    assert (here.a, here.b) == (there.b, there.a)
    for one, other in zip(here.tallies, there.tallies, strict=True):
        assert (one.win, one.tie, one.lose, one.bad) == (other.lose, other.tie, other.win, other.bad)
        assert one.p == other.p
        assert one.share == pytest.approx(1 - other.share, nan_ok=True)
        assert one.interval == pytest.approx((1 - other.interval[1], 1 - other.interval[0]))
    assert _agreed(here) == _agreed(there)


def _agreed(found: Outcome) -> list[tuple[str, str, int, str]]:
    return [(one.one, one.other, one.count, f"{one.same:.9f} {one.kappa:.9f}") for one in found.agreements]
