"""The arithmetic behind what is said of the scorer."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy", reason="the trait scorer computes with numpy")

from roleplay_lite.evaluation.scorer.descent import descend, shares  # noqa: E402
from roleplay_lite.evaluation.scorer.validation import (  # noqa: E402
    FOLDS,
    calibration_error,
    fitted_temperature,
    folds,
    hits,
    places,
    reliability,
)


def test_each_label_is_in_every_fold() -> None:
    of = np.repeat(np.arange(30), 11)
    fold = folds(of)
    for label in range(30):
        assert set(fold[of == label]) == set(range(FOLDS))
    assert (folds(of) == fold).all()


def test_a_tie_is_no_loss_of_place() -> None:
    found = np.array([[3.0, 2.0, 1.0], [1.0, 1.0, 1.0], [3.0, 2.0, 1.0]], np.float32)
    place = places(found, np.array([0, 2, 2]))
    assert place.tolist() == [0, 0, 2]
    assert hits(place, 2) == pytest.approx(2 / 3)


def test_the_temperature_undoes_what_scores_were_scaled_by() -> None:
    chance = np.random.default_rng(3)
    true = chance.normal(size=(4000, 8)).astype(np.float32)
    drawn = np.array([chance.choice(8, p=row / row.sum()) for row in shares(true).astype(np.float64)])
    for scale in (0.02, 1.0):
        assert fitted_temperature(true * np.float32(scale), drawn) == pytest.approx(scale, rel=0.15)


def test_calibration_is_how_far_words_are_from_deeds() -> None:
    read = np.array([[0.9, 0.1]] * 10 + [[0.4, 0.6]] * 10, np.float32)
    of = np.array([0] * 6 + [1] * 4 + [1] * 6 + [0] * 4)
    low, high = reliability(read, of, (0.8,))
    assert (low.count, low.so, high.count, high.so) == (10, 0.6, 10, 0.6)
    assert calibration_error((low, high)) == pytest.approx(0.15, abs=1e-6)


def test_what_is_learnt_is_where_the_penalised_likelihood_has_no_slope() -> None:
    chance = np.random.default_rng(5)
    rows = chance.normal(size=(60, 7)).astype(np.float32)
    outputs = np.linalg.cholesky(np.eye(4) + 0.3).astype(np.float32)
    of = (rows[:, :4] + chance.normal(size=(60, 4))).argmax(axis=1)
    weights = descend(rows, of, outputs, freedom=2.0)

    def slope(at: object) -> float:
        likely = shares(rows @ at @ outputs.T) - np.eye(4)[of]
        return float(np.abs(rows.T @ likely @ outputs + at / 2.0).max())

    assert slope(weights) < 0.01 * slope(np.zeros_like(weights))
