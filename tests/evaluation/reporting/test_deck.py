"""The deck's table is quoted as it is, and ours stands below it without a flattering word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roleplay_lite.evaluation.reporting.aims import aims_table
from roleplay_lite.evaluation.reporting.deck import (
    ANSWERS,
    ORDER,
    SALIENCE,
    SETTINGS,
    control_table,
    deck_table,
    labels,
    orders,
)
from roleplay_lite.evaluation.reporting.run_report import RunReport, Scored
from roleplay_lite.evaluation.reporting.traits import best_and_worst, traits_of
from roleplay_lite.evaluation.suite import Figure, SuiteReport, Table
from roleplay_lite.evaluation.trait_settings import SETTINGS as ASKED

from .made import TRAITS, run, without_samples

SMALL, LARGE = run(), run("qwen2.5-1.5b-1", "qwen2.5-1.5b", lift=0.1)


def made_of(kind: str, values: dict[str, tuple[float, float]], *, spread: float = 0.01) -> RunReport:
    """A run with one suite: salience and mismatched by setting."""
    figures = [
        Figure(name=f"{name}@10", group=group, value=value, count=100, low=value - spread, high=value + spread)
        for group, both in values.items()
        for name, value in zip(("salience", "mismatch"), both, strict=True)
    ]
    return replace(without_samples(SMALL), suites=(SuiteReport(suite=kind, about="", figures=tuple(figures)),))


DECKS_ORDER = {"P4-top1": (0.25, 0.1), "Baseline": (0.15, 0.1), "P209-top3": (0.6, 0.1), "P209-top1": (0.5, 0.1)}


def test_the_settings_are_those_that_the_suites_ask() -> None:
    assert set(SETTINGS) == set(ORDER) == set(ASKED) == set(SALIENCE) == set(ANSWERS)


def test_the_decks_rows_are_quoted_to_the_digit() -> None:
    quoted = {row[0]: row[2:] for row in deck_table([]).rows}
    assert quoted["Baseline"] == ("22.86 %", "18.05 %", "15.25 %", "79.89 %", "96.99 %", "47.96 %")
    assert quoted["P209-top1"] == ("31.31 %", "30.82 %", "50.96 %", "80.57 %", "93.61 %", "46.10 %")
    assert quoted["P209-top3"] == ("35.54 %", "34.58 %", "60.72 %", "78.51 %", "91.73 %", "44.10 %")
    assert quoted["P4-top1"] == ("23.42 %", "20.67 %", "23.50 %", "81.60 %", "96.99 %", "48.11 %")


def test_our_rows_stand_below_each_of_its_own_in_its_columns() -> None:
    table = deck_table([SMALL, LARGE])
    assert [row[1] for row in table.rows] == ["deck", "qwen2.5-0.5b", "qwen2.5-1.5b"] * 4
    row = table.rows[SETTINGS.index("P209-top3") * 3 + 1]
    wanted = [SMALL.value(suite, "salience@10", "P209-top3") for suite in ("knowledge", "persona", "chat")]
    wanted += [SMALL.value(suite, "accuracy", "P209-top3") for suite in ("knowledge", "persona")]
    assert row[2:7] == tuple(figure.value for figure in wanted if figure)
    assert row[7] == 0.43


def test_what_was_not_measured_is_a_dash_and_no_zero() -> None:
    table = deck_table([made_of("chat", DECKS_ORDER)])
    assert table.rows[1][2:] == ("–", "–", 0.15, "–", "–", "–")
    assert deck_table([replace(SMALL, suites=())]).rows[1][2:] == ("–",) * 6


def test_chance_and_the_other_characters_traits_stand_beside() -> None:
    rows = {(row[2], row[1], row[0]): row for row in control_table([SMALL]).rows}
    assert len(rows) == 12
    row = rows["qwen2.5-0.5b", "chat", "P209-top3"]
    assert row[3:6] == (0.725, 0.137, 0.4)
    assert row[6:] == ("+32.5", "+62.5", 40)
    assert rows["qwen2.5-0.5b", "chat", "Baseline"][7] == "–"


def test_runs_of_one_model_are_told_apart() -> None:
    assert labels([SMALL, replace(SMALL, name="second")]) == ["qwen2.5-0.5b-1", "second"]
    assert labels([SMALL, LARGE]) == ["qwen2.5-0.5b", "qwen2.5-1.5b"]


def test_the_decks_order_is_seen_where_it_is() -> None:
    (order,) = orders(made_of("chat", DECKS_ORDER))
    assert order.shown
    assert order.unsure == ()
    assert order.sentence() == (
        "chat: P209-top3 60.0 % > P209-top1 50.0 % > P4-top1 25.0 % > Baseline 15.0 %: the deck's order"
    )


@pytest.mark.parametrize(
    "change",
    [{"Baseline": (0.3, 0.1)}, {"P209-top1": (0.7, 0.1)}, {"P209-top1": (0.6, 0.1)}, {"P4-top1": (0.55, 0.1)}],
    ids=["baseline over P4", "one over three", "one as three", "P4 over one"],
)
def test_another_order_or_a_tie_is_not_the_decks(change: dict[str, tuple[float, float]]) -> None:
    (order,) = orders(made_of("knowledge", DECKS_ORDER | change))
    assert not order.shown
    assert "not the deck's order" in order.sentence()
    equal = len({one.value for one in order.figures}) < len(order.figures)
    assert (" = " in order.sentence()) == equal


def test_an_order_needs_all_four_settings() -> None:
    assert orders(made_of("chat", {key: DECKS_ORDER[key] for key in ("Baseline", "P209-top3")})) == ()
    assert orders(made_of("chat", DECKS_ORDER | {"Baseline": (float("nan"), 0.1)})) == ()


def test_a_step_within_the_error_is_named() -> None:
    (order,) = orders(made_of("chat", DECKS_ORDER, spread=0.06))
    assert order.unsure == (("P209-top3", "P209-top1"), ("P4-top1", "Baseline"))
    assert "within the error: P209-top3 and P209-top1, P4-top1 and Baseline" in order.sentence()


def test_with_single_samples_a_step_is_tested_over_the_same_questions() -> None:
    # Three traits are met on twenty more lines than one, and on none less: sure, whatever the intervals say.
    hits = {"P209-top3": 60, "P209-top1": 40, "P4-top1": 39, "Baseline": 15}
    samples = tuple(
        Scored(suite="chat", id=f"{group}/c{number:03}", group=group, pair=f"c{number:03}",
               scores={"salience@10": float(number < most)})
        for group, most in hits.items() for number in range(100)
    )  # fmt: skip
    figures = {group: (most / 100, 0.1) for group, most in hits.items()}
    (order,) = orders(replace(made_of("chat", figures, spread=0.2), samples=samples))
    assert order.unsure == (("P209-top1", "P4-top1"),)


def test_aims_are_held_to_the_figures() -> None:
    chat = made_of("chat", DECKS_ORDER | {"P209-top3": (0.40, 0.16)})
    table = aims_table([chat])
    assert [row[1] for row in table.rows] == ["+25.0, reached", "+24.0, missed", *["–"] * 5]
    smooth = [Figure(name="smooth", group=g, value=v, count=50) for g, v in (("Baseline", 0.46), ("P209-top3", 0.43))]
    right = [Figure(name="accuracy", group=g, value=v, count=50) for g, v in (("Baseline", 0.99), ("P209-top3", 0.969))]
    right += [Figure(name="accuracy", group="shipped", value=0.97, count=100)]
    suites = (
        SuiteReport(suite="coherence", about="", figures=tuple(smooth)),
        SuiteReport(suite="persona", about="", figures=tuple(right)),
    )
    table = aims_table([replace(chat, suites=suites)])
    # Small talk was not asked of this one at all.
    assert [row[1] for row in table.rows] == [*["–"] * 4, "96.9 %, missed", "97.0 %, reached", "-3.0, missed"]


def test_the_best_and_the_worst_traits_come_from_the_suites_table() -> None:
    best, worst = best_and_worst(SMALL, "chat", 2)
    assert [one.name for one in best] == ["诙谐风趣的 (Witty)", "开朗的 (Cheerful)"]
    assert [(one.label, one.share) for one in worst] == [("Stoic", 0.0), ("Rational", 0.1)]
    assert best_and_worst(SMALL, "persona") == ((), ())
    best, worst = best_and_worst(SMALL, "chat", 99)
    assert len(best) == len(worst) == len(TRAITS) // 2
    assert not {one.label for one in best} & {one.label for one in worst}


def test_a_table_of_another_kind_is_no_table_of_traits() -> None:
    tables = (
        Table(title="", columns=("group", "salience@10"), rows=(("bright", 0.5),)),
        Table(title="", columns=("trait", "replies"), rows=(("Witty", 3),)),
        Table(title="", columns=("trait", "salience@10"), rows=(("Witty", "–"), ("Calm", 0.25), ("Dry",))),
    )
    found = traits_of(SuiteReport(suite="chat", about="", figures=(), tables=tables))
    assert [(one.name, one.share, one.replies) for one in found] == [("Calm", 0.25, 0)]
